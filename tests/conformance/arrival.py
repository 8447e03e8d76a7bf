"""Option words and the request that they caused -> the options that were lost or changed on the way.

A schema cannot see this: a request without an optional parameter is right, unless the caller gave it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from .by_hand import template_pattern
from .loopback import Recorded


def lost_options(
    command: Mapping[str, Any], words: Sequence[str], recorded: Recorded, base_url: str
) -> Iterator[str]:
    """One line for each option that did not arrive in its place with its value."""
    for option, text in _given(command, words):
        arrived = _arrived(command, option, recorded, base_url)
        if arrived is None:
            yield f"{option['option']} never arrived in the {option['place']}"
        elif option["kind"] == "text" and text not in arrived:
            yield f"{option['option']} {text!r} arrived as {arrived!r}"


def _given(command: Mapping[str, Any], words: Sequence[str]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Option words -> pairs of option and value, "" for a bare flag. A value may look like an option."""
    options = {
        spelling: each for each in command["options"] for spelling in (each["option"], *each["aliases"])
    }
    at = 0
    while at < len(words):
        option = options.get(words[at])
        at += 1
        if option is None:
            continue
        bare = at == len(words) or (option["kind"] == "boolean" and words[at] not in ("true", "false"))
        yield option, "" if bare else words[at]
        at += 0 if bare else 1


def _arrived(
    command: Mapping[str, Any], option: Mapping[str, Any], recorded: Recorded, base_url: str
) -> list[Any] | None:
    """The values found where the option belongs; None where there is none."""
    name, place = option["api_name"], option["place"]
    raw, _, query = recorded.target.partition("?")
    if place == "header":
        value = recorded.header(name)
        return None if value is None else [value]
    if place == "query":
        pairs = parse_qsl(query, keep_blank_values=True)
        # deepObject and form-style objects arrive as their members, which the judge looks at.
        if option["kind"] == "json":
            return [] if pairs else None
        return [value for key, value in pairs if key.removesuffix("[]") == name.removesuffix("[]")] or None
    if place == "path":
        return _in_path(command["path"], name, raw, base_url)
    try:
        body = json.loads(recorded.body or b"null")
    except ValueError:
        return None
    return [body[name]] if isinstance(body, dict) and name in body else None


def _in_path(template: str, name: str, raw: str, base_url: str) -> list[Any] | None:
    pattern, names = template_pattern(template)
    match = pattern.match(raw.removeprefix(urlsplit(base_url).path.rstrip("/")))
    found = dict(zip(names, match.groups(), strict=True)) if match else {}
    return [unquote(found[name])] if name in found else None
