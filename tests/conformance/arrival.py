"""Option words and the request that they caused -> the options that were lost or changed on the way.

A schema cannot see this: a request without an optional parameter is right, unless the caller gave it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from .by_hand import Reading
from .loopback import Recorded
from .values import same
from .wishes import MISSING, Wishes, arrivals, dig

NOTHING = Wishes()
Files = Mapping[str, str]
"""What the files that options may name hold."""


def lost_options(
    command: Mapping[str, Any],
    words: Sequence[str],
    recorded: Recorded,
    reading: Reading,
    files: Files,
    wishes: Wishes = NOTHING,
) -> Iterator[str]:
    """One line for each option that did not arrive in its place with its value."""
    used = given_options(command, words)
    others = {tuple(each.get("path") or ()) for each, _ in used if each}
    others |= {tuple(wish.name.split(".")) for wish in wishes.values}
    others |= {tuple(each.get("path") or ()) for each in command.get("composed") or ()}
    for option, texts in used:
        if option is None:
            yield from _lost_body(texts[-1], reading, files)
            continue
        value = meant(option, texts, files)
        if option["place"] == "input":
            continue  # a part of a composed value, below
        readings = _readings(option, recorded, reading)
        path = tuple(option.get("path") or ())
        beside = {each[len(path) :] for each in others if len(each) > len(path) and each[: len(path)] == path}
        if not readings and value in ({}, []) and option["place"] in ("query", "cookie", "body"):
            continue  # RFC 6570, 2.3: an empty list or object is no value
        if not readings:
            yield f"{option['option']} never arrived in the {option['place']}"
        elif not any(_arrived(value, each, beside) for each in readings):
            yield f"{option['option']} {value!r} arrived as {readings[0]!r}"
    yield from _lost_parts(command, words, recorded, reading)


def given_options(
    command: Mapping[str, Any], words: Sequence[str]
) -> list[tuple[Mapping[str, Any] | None, list[str]]]:
    """Option words -> options with their texts, "" for a bare flag; None stands for `--body`.

    A value may look like an option.
    """
    options: dict[str, Any] = {
        spelling: each for each in command["options"] for spelling in (each["option"], *each["aliases"])
    }
    found: dict[str, tuple[Mapping[str, Any] | None, list[str]]] = {}
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        option = options.get(word)
        if option is None and word != "--body":
            continue
        kind = option["kind"] if option else "json"
        bare = at == len(words) or (kind == "boolean" and words[at] not in ("true", "false"))
        texts = found.setdefault(option["option"] if option else word, (option, []))[1]
        texts.append("" if bare else words[at])
        at += 0 if bare else 1
    return list(found.values())


def meant(option: Mapping[str, Any], texts: Sequence[str], files: Files) -> Any:
    """What the caller means by an option's texts."""
    kind = option["kind"]
    if kind == "list":
        whole = _json(texts[0]) if len(texts) == 1 else None
        items = whole if isinstance(whole, list) else list(texts)
        if option.get("item_kind") == "file":
            return [_content(each, files) for each in items]
        if option.get("item_kind") == "json":
            items = [each if (read := _json(each)) is None else read for each in items]
        return [{option["each"]: each} for each in items] if option.get("each") else items
    text = texts[-1]
    if kind == "file":
        return _content(text, files)
    if kind == "boolean":
        return text != "false"
    if kind == "json":
        read = _json(_content(text, files) if text.startswith("@") else text)
        return text if read is None else read
    return None if option.get("nullable") and text == "null" else text


def _json(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return None


def _content(text: str, files: Files) -> str:
    """`@notes/a.txt` -> what that file holds."""
    path = text.removeprefix("@")
    return files.get(path, files.get(PurePosixPath(path).name, text))


def _arrived(given: Any, arrived: Any, beside: set[tuple[str, ...]]) -> bool:
    readings = (given, _listed(given), _solid(given))
    return any(_covers(each, told, beside) for each in readings for told in (arrived, _solid(arrived)))


def _solid(value: Any) -> Any:
    """Without empty members, which have no text in any style."""
    if isinstance(value, dict):
        told = {key: _solid(each) for key, each in value.items()}
        return {key: each for key, each in told.items() if each not in ({}, [], "")}
    return [_solid(each) for each in value] if isinstance(value, list) else value


def _covers(given: Any, arrived: Any, beside: set[tuple[str, ...]]) -> bool:
    """Whether the value arrived, but for members that other options and the map fill."""
    if not (beside and isinstance(given, dict) and isinstance(arrived, dict)):
        return same(given, arrived)
    for key, value in given.items():
        deeper = {each[1:] for each in beside if each[0] == key}
        if () not in deeper and not (key in arrived and _covers(value, arrived[key], deeper)):
            return False
    return set(arrived) <= set(given) | {each[0] for each in beside}


def _listed(value: Any) -> Any:
    """One value where the vendor takes a list of them: only a list of one says the same."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _readings(option: Mapping[str, Any], recorded: Recorded, reading: Reading) -> list[Any]:
    place, name = option["place"], option["api_name"]
    path = list(option.get("path") or [name])
    if place == "body":
        files = [part.content.decode("utf-8", "replace") for part in reading.body.files.get(name, [])]
        if files:
            return [*files[:1], files]
        value = dig(reading.body.value, path)
        if value is MISSING and isinstance(reading.body.value, str):
            value = reading.body.value  # the body as a whole is text or bytes
        return [] if value is MISSING else [value]
    whole = list(arrivals(recorded, reading, place, path[0]))
    found = [dig(each, path[1:]) for each in whole] if len(path) > 1 else whole
    return [each for each in found if each is not MISSING]


def _lost_body(text: str, reading: Reading, files: Files) -> Iterator[str]:
    """`--body` as a whole; an object's members may stand beside those of options."""
    body = reading.body
    if not body.sent:
        yield "--body never arrived"
        return
    wanted = _content(text, files) if text.startswith("@") else text
    read = _json(wanted)
    if isinstance(body.value, str) and body.value == wanted:
        return
    if isinstance(read, dict) and isinstance(body.value, dict):
        for name, value in read.items():
            files_sent = [part.content.decode("utf-8", "replace") for part in body.files.get(name, [])]
            if name not in body.value or not (files_sent or same(value, body.value[name])):
                yield f"--body's {name} {value!r} arrived as {body.value.get(name)!r}"
    elif not same(read if read is not None else wanted, body.value):
        yield f"--body {wanted[:200]!r} arrived as {str(body.value)[:200]!r}"


def _lost_parts(
    command: Mapping[str, Any], words: Sequence[str], recorded: Recorded, reading: Reading
) -> Iterator[str]:
    """A composed value holds every part that the caller gave."""
    given = {
        option.get("identifier"): texts[-1]
        for option, texts in given_options(command, words)
        if option is not None
    }
    for composed in command.get("composed") or ():
        option = {**composed, "kind": "text"}
        readings = [str(each) for each in _readings(option, recorded, reading)]
        for _, identifier in composed["parts"]:
            if identifier in given and not any(given[identifier] in each for each in readings):
                yield f"{composed['api_name']} lacks {identifier} {given[identifier]!r}: {readings}"
