"""Sample values to what travels: paths, pairs, parts, as the generated tests expect them.

Written apart from the connector's own encoders, so that one holds the other (OpenAPI, Style
Values; RFC 6570).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from aos_gen.plan.media import is_json
from aos_gen.plan.model import BodyKind, BodyPlan, Place, Style

FILE_TEXT = "example\n"
FILE_NAME = "example.bin"
# Files by what they hold: the name decides where a vendor takes several media types.
_SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "application/pdf": ".pdf",
    "audio/mpeg": ".mp3",
    "text/csv": ".csv",
    "text/plain": ".txt",
}
FILE_NAMES = (FILE_NAME, *(f"example{suffix}" for suffix in _SUFFIXES.values()))
_JOINED = {Style.COMMA: ",", Style.SPACE: " ", Style.PIPE: "|", Style.TAB: "\t"}


@dataclass(frozen=True, slots=True)
class Sent:
    """One value, its place and its style."""

    place: Place
    name: str
    style: Style
    value: Any


def file_name(media_types: str) -> str:
    """The name of a sample file that is of one of the media types wanted."""
    return f"example{_SUFFIXES.get(_first(media_types), '.bin')}"


def _first(media_types: str) -> str:
    """The first of several media types that a sample file may be; `image/*` is a PNG."""
    wanted = [one.strip() for one in media_types.split(",")]
    family = next((one.removesuffix("*") for one in wanted if one.endswith("/*") and one != "*/*"), None)
    known = (one for one in _SUFFIXES if one in wanted or (family and one.startswith(family)))
    return next(known, "")


def text_of(value: Any) -> str:
    """A scalar as it travels in a URL or a header; a list or an object as compact JSON."""
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _words(value: Any) -> list[str]:
    """A list's items, or an object's names and values in turn."""
    if isinstance(value, dict):
        return [text_of(one) for pair in value.items() for one in pair]
    return [text_of(one) for one in value] if isinstance(value, list) else [text_of(value)]


def filled(path: str, sent: Iterable[Sent]) -> str:
    """The path with its variables filled in and percent-encoded."""
    for one in sent:
        if one.place is Place.PATH:
            path = path.replace("{" + one.name + "}", _segment(one))
    return path


def is_step(value: Any) -> bool:
    """Whether a text of a value is, or holds between slashes, a step such as `..`: no path takes it."""
    parts = (part for word in _words(value) for part in re.split(r"[/\\]", unquote(word)))
    return any(part.partition(";")[0].strip() in (".", "..") for part in parts)


def _segment(one: Sent) -> str:
    value, style = one.value, one.style
    if style in (Style.JSON, Style.TEXT):
        return quote(_json(value) if style is Style.JSON else text_of(value), safe="")
    words = [quote(word, safe="") for word in _words(value)]
    kind, _, exploded = style.value.partition("-")
    if exploded and isinstance(value, dict):
        words = [f"{name}={word}" for name, word in zip(words[::2], words[1::2], strict=True)]
    if kind == "label":
        return "." + (("." if exploded else ",").join(words))
    if kind == "matrix":
        name = quote(one.name, safe="")
        if exploded:
            named = words if isinstance(value, dict) else [f"{name}={word}" for word in words]
            return "".join(f";{word}" for word in named)
        return f";{name}={joined}" if (joined := ",".join(words)) else f";{name}"
    # Only the comma is a delimiter of a path; the others travel encoded.
    return (quote(_JOINED[style], safe="") if style in _JOINED else ",").join(words)


def header(one: Sent) -> str:
    """A header's value: simple, or JSON in ASCII."""
    if one.style is Style.JSON:
        return json.dumps(one.value, separators=(",", ":"))
    if one.style is Style.SIMPLE_EXPLODED and isinstance(one.value, dict):
        return ",".join(f"{name}={text_of(value)}" for name, value in one.value.items())
    return _JOINED.get(one.style, ",").join(_words(one.value))


def pairs(name: str, value: Any, style: Style) -> list[tuple[str, str]]:
    """A value as (name, text), decoded: what a server reads out of a query, a cookie or a form."""
    if style is Style.JSON:
        return [(name, _json(value))]
    if style is Style.DEEP:
        return _deep(name, value)
    if not isinstance(value, list | dict) or style is Style.TEXT:
        return [(name, text_of(value))]
    if style in _JOINED:
        return [(name, _JOINED[style].join(_words(value)))]
    if isinstance(value, dict):
        # RFC 6570, 2.3: what is empty is undefined, and is not sent.
        return [(key, text_of(one)) for key, one in value.items() if one is not None and one not in ([], {})]
    return [(name, text_of(one)) for one in value]


def _deep(name: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, dict) and value:
        return [pair for key, one in value.items() for pair in _deep(f"{name}[{key}]", one)]
    if isinstance(value, list) and value:
        return [pair for index, one in enumerate(value) for pair in _deep(f"{name}[{index}]", one)]
    return [(name, "" if value in ({}, []) else text_of(value))]


def whole_query(value: Any, style: Style) -> list[tuple[str, str]]:
    """The pairs of a query that is one value (OpenAPI 3.2); JSON text is one name without a value."""
    if isinstance(value, dict) and style is Style.FORM:
        return [pair for name, one in value.items() for pair in pairs(name, one, _usual(one))]
    return [(_json(value) if style is Style.JSON else text_of(value), "")]


def body(plan: BodyPlan, value: Any) -> Any:
    """A body as the tests compare it: see `SampleRequest.body`."""
    if value is None or plan.kind is BodyKind.JSON:
        return value
    if plan.kind in (BodyKind.RAW, BodyKind.TEXT):
        return FILE_TEXT if isinstance(value, str) and value.removeprefix("@") in FILE_NAMES else value
    styles = dict(plan.styles)
    if plan.kind is BodyKind.FORM:
        found: list[list[str]] = []
        for name, one in value.items():
            style = Style(styles[name]) if name in styles else _usual(one)
            sent = pairs(name, one, style) or [(name, "")]
            # What is empty says so in a form, `a=`; JSON has a text of its own for it.
            empty = "{}" if style is not Style.JSON else None
            found += [[key, "" if text == empty else text] for key, text in sent]
        return found
    return [part for name, one in value.items() for part in _parts(plan, name, one, styles.get(name, ""))]


def _usual(value: Any) -> Style:
    """How a form's member travels where nothing is said: as text, repeated, or as JSON text."""
    items = value if isinstance(value, list) else [value]
    return Style.JSON if any(isinstance(one, list | dict) for one in items) else Style.FORM


def _parts(plan: BodyPlan, name: str, value: Any, wanted: str) -> list[dict[str, Any]]:
    """The parts of one member of a multipart form."""
    listed = value if isinstance(value, list) else [value]
    if name in plan.files:
        several = "," in wanted or "*" in wanted
        kind = (_first(wanted) if several else wanted) or "application/octet-stream"
        return [_part(name, FILE_TEXT, kind, path) for path in listed]
    if wanted and "/" not in wanted:
        return [_part(key, text, "", None) for key, text in pairs(name, value, Style(wanted))]
    found = []
    for one in listed or [""]:
        composite = isinstance(one, list | dict) and one != []
        kind = wanted or ("application/json" if composite else "")
        text = _json(one) if is_json(kind) else "" if one == [] else text_of(one)
        found.append(_part(name, text, kind, None))
    return found


def _part(name: str, content: str, content_type: str, filename: str | None) -> dict[str, Any]:
    return {"name": name, "filename": filename, "content_type": content_type, "content": content}
