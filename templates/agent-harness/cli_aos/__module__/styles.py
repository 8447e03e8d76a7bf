"""One value to text in one of OpenAPI's styles (Style Values, Style Examples; RFC 6570).

Style and explode are one word: `simple`, `simple-exploded`, `label`, `label-exploded`, `matrix`,
`matrix-exploded` in paths and headers; `form` (exploded), `comma` (form without explode), `space`,
`pipe`, `deep` in queries, cookies and forms; `json` and `text`, for a `content` parameter, anywhere.
Swagger 2.0 also joins by `tab`, and lists in paths and headers by `space`, `pipe` and `tab`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from .errors import usage

DELIMITERS = {"comma": ",", "simple": ",", "space": " ", "pipe": "|", "tab": "\t"}

Code = Callable[[str], str]


def text(value: Any) -> str:
    """A scalar as text: `true`, `12`, `open`; a list or an object as JSON."""
    return value if isinstance(value, str) else json_text(value)


def json_text(value: Any) -> str:
    """Compact JSON text, of a text too."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def utf8(words: str) -> bytes:
    """Text as bytes. Raises CliError for half a character, which no encoding can carry."""
    try:
        return words.encode()
    except UnicodeEncodeError as error:
        broken = words[error.start : error.end]
        message = f"a value holds {broken!a}, which is no character; send valid Unicode text"
        raise usage(message) from error


def percent(words: str, safe: str = "") -> str:
    """Text, percent-encoded but for letters, digits, `-._~` and what is `safe`."""
    return quote(utf8(words), safe=safe)


def undefined(value: Any) -> bool:
    """Whether there is nothing in a value (RFC 6570, 2.3); an empty text is something."""
    return value is None or (isinstance(value, list | dict) and not flat(value))


def flat(value: Any) -> list[Any]:
    """A list's items; an object's names and values in turn; a scalar alone; without nulls."""
    if isinstance(value, dict):
        return [word for pair in value.items() if pair[1] is not None for word in pair]
    return [item for item in (value if isinstance(value, list) else [value]) if item is not None]


def expanded(name: str, value: Any, style: str, code: Code) -> str:
    """A value in a style of paths and headers: simple, label, matrix, or joined by another sign."""
    if style in ("json", "text"):
        return code(text(value) if style == "text" else json_text(value))
    kind, _, exploded = style.partition("-")
    lead, between = {"label": (".", "."), "matrix": (";", ";")}.get(kind, ("", ","))
    named = kind == "matrix"

    def pair(key: str, sent: str) -> str:
        return key if named and not sent else f"{key}={sent}"

    if exploded and isinstance(value, dict) and not undefined(value):
        words = [pair(code(k), code(text(v))) for k, v in value.items() if v is not None]
    elif exploded and isinstance(value, list) and not undefined(value):
        sent = [code(text(item)) for item in flat(value)]
        words = [pair(percent(name), item) for item in sent] if named else sent
    else:
        sign = DELIMITERS.get(style, ",")
        # Only the comma is a delimiter of a path; the others travel encoded.
        delimiter = "," if sign == "," else code(sign)
        joined = delimiter.join(code(text(word)) for word in flat(value))
        words = [pair(percent(name), joined) if named else joined]
    return lead + between.join(words)


def pairs(
    name: str, value: Any, style: str, code: Code = str, nothing: str | None = None
) -> list[tuple[str, str]]:
    """A named value as pairs: names as they are, values and delimiters through `code`.

    A null, an empty list and an empty object are left out, or sent as the text `nothing`.
    """
    found: list[tuple[str, str | None]] = []
    if style == "json":
        found = [(name, None if value is None else code(json_text(value)))]
    elif style in DELIMITERS and isinstance(value, list | dict):
        words = [code(text(word)) for word in flat(value)]
        # The comma is a delimiter of RFC 6570; the others are none in a URL and travel encoded.
        delimiter = "," if DELIMITERS[style] == "," else code(DELIMITERS[style])
        found = [(name, delimiter.join(words) if words else None)]
    else:
        leaves = _deep(name, value) if style == "deep" else _members(name, value, style)
        for key, leaf in leaves:
            found.append((key, None if undefined(leaf) else code(text(leaf))))
    kept = [(key, nothing if sent is None else sent) for key, sent in found or [(name, None)]]
    return [(key, sent) for key, sent in kept if sent is not None]


def member_style(value: Any) -> str:
    """How a form's member travels where nothing is said: as text, repeated, or as JSON text."""
    if isinstance(value, list):
        return "json" if any(isinstance(item, list | dict) for item in value) else "form"
    return "json" if isinstance(value, dict) else "form"


def _members(name: str, value: Any, style: str) -> Iterator[tuple[str, Any]]:
    """Exploded: an object's members by their own names, a list's items by the list's."""
    if isinstance(value, dict) and style != "text":
        yield from value.items()
    elif isinstance(value, list) and style != "text":
        for item in value:
            yield name, item
    else:
        yield name, value


def _deep(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """`a[b][0]` and its scalar, for each one below; a null or what is empty counts as one."""
    within = dict(enumerate(value)) if isinstance(value, list) else value
    if not isinstance(within, dict) or not within:
        yield name, value
        return
    for key, below in within.items():
        # `a][b` would be the member b of a; a name that itself ends in [] is the vendor's own.
        if "]" in str(key).partition("[")[0] or "][" in str(key):
            raise usage(
                f"{name} cannot have a member {key}: brackets stand around names", member=key
            )
        yield from _deep(f"{name}[{key}]", below)
