"""A vendor's answer and the `data` that came of it -> what was lost or changed (CONTRACT.md, 3)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .loopback import Answer
from .replies import LINES
from .wishes import MISSING, dig


def result_problems(told: Mapping[str, Any], answer: Answer, data: Mapping[str, Any]) -> Iterator[str]:
    """Holds `data` to the answer. `told` is the operator's shaping: at, keep, drop, list or object."""
    if not answer.body:
        yield from _empty(answer, data)
        return
    header = answer.headers.get("Content-Type", "")
    kind = header.partition(";")[0].strip().lower()
    if kind == "text/event-stream":
        yield from _items([_event(each) for each in _blocks(answer.body.decode())], data, told)
    elif any(word in kind for word in LINES):
        yield from _items(
            [json.loads(line) for line in answer.body.decode().replace("\x1e", "").splitlines()], data, told
        )
    elif "json" in kind:
        yield from _json(json.loads(answer.body), data, told)
    elif kind.startswith("text/") or kind.endswith(("xml", "yaml")):
        if data.get("text") != answer.body.decode():
            yield f"data.text is {str(data.get('text'))[:99]!r}; the vendor said {answer.body.decode()!r}"
        if str(data.get("content_type")).partition(";")[0].strip() != kind:
            yield f"data.content_type is {data.get('content_type')!r}, not {kind}"
    else:
        yield from _file(answer, kind, data)


def _empty(answer: Answer, data: Mapping[str, Any]) -> Iterator[str]:
    if location := answer.headers.get("Location"):
        if not str(data.get("location")).endswith(location):
            yield f"data is {dict(data)!r} and lacks the Location {location}"
    elif data and data != {"items": [], "count": 0, "next": None}:
        yield f"data is {dict(data)!r} after an empty answer"


def _file(answer: Answer, kind: str, data: Mapping[str, Any]) -> Iterator[str]:
    digest = hashlib.sha256(answer.body).hexdigest()
    if data.get("sha256") != digest or data.get("bytes") != len(answer.body):
        yield f"data is {dict(data)!r}; the vendor's bytes are {len(answer.body)}, {digest}"
        return
    if str(data.get("content_type")).partition(";")[0].strip() != kind:
        yield f"data.content_type is {data.get('content_type')!r}, not {kind}"
    path = Path(str(data.get("file")))
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        yield f"data.file {path} does not hold what the vendor sent"


def _json(value: Any, data: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[str]:
    at = str(told.get("at") or "")
    inner = dig(value, at) if at else value
    if inner is MISSING or inner is None:
        inner = [] if told.get("kind") == "list" else {}
    if isinstance(inner, list):
        yield from _items(inner, data, told)
        if at and "." not in at and isinstance(value, dict) and told.get("kind") == "list":
            others = {key: each for key, each in value.items() if key != at}
            if (data.get("response") or {}) != others:
                yield f"data.response is {data.get('response')!r}, not {others!r}"
        return
    wanted = _kept(inner, told) if isinstance(inner, dict) else {"value": inner}
    if told.get("kind") == "empty":
        wanted = dict(data) if data in ({}, wanted) else wanted
    if dict(data) != wanted:
        yield f"data is {str(dict(data))[:300]}, not {str(wanted)[:300]}"


def _items(items: list[Any], data: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[str]:
    found = data.get("items")
    if not isinstance(found, list) or len(found) != len(items) or data.get("count") != len(items):
        yield f"data has not the vendor's {len(items)} items: {str(dict(data))[:300]}"
        return
    for wanted, item in zip(items, found, strict=True):
        wanted = _kept(wanted, told) if isinstance(wanted, dict) else wanted
        # Pickers read `id`: it may stand beside the vendor's own key.
        if isinstance(item, dict) and isinstance(wanted, dict) and "id" not in wanted:
            item = {key: each for key, each in item.items() if key != "id"}
        if item != wanted:
            yield f"an item is {str(item)[:200]}, not {str(wanted)[:200]}"
            return


def _kept(value: dict[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    keep, drop = told.get("keep") or (), told.get("drop") or ()
    return {key: each for key, each in value.items() if (not keep or key in keep) and key not in drop}


def _blocks(text: str) -> list[list[str]]:
    """Events of a stream (WHATWG HTML, 9.2.6) up to `[DONE]`, comments left out."""
    found: list[list[str]] = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith(":")]
        if lines == ["data: [DONE]"]:
            break
        found += [lines] if lines else []
    return found


def _event(lines: list[str]) -> dict[str, Any]:
    fields: dict[str, list[str]] = {}
    for line in lines:
        name, _, value = line.partition(":")
        fields.setdefault(name, []).append(value.removeprefix(" "))
    text = "\n".join(fields.get("data", []))
    try:
        data: Any = json.loads(text)
    except ValueError:
        data = text
    told = {"event": fields.get("event", ["message"])[-1], "data": data}
    return {**told, "id": fields["id"][-1]} if "id" in fields else told
