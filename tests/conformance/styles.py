"""The specification's table of styles, in both directions: a value <-> the text that travels.

Written from OpenAPI 3.1.1, "Style Examples", and RFC 6570 behind it; `test_styles.py` holds it to that table.
Reading answers what a server would see, writing what a right request says: a request is held to both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal
from urllib.parse import quote, unquote

Shape = Literal["primitive", "array", "object"]
Pairs = Sequence[tuple[str, str]]
Coder = Callable[[str], str]

# RFC 6570, appendix A: what stands first, between two, whether values carry their name, and what follows
# the name of an empty one.
OPERATORS = {
    "simple": ("", ",", False, ""),
    "label": (".", ".", False, ""),
    "matrix": (";", ";", True, ""),
    "form": ("", "&", True, "="),
}
# The last is Swagger 2.0's tsv; 2.0 also joins lists of paths and headers so.
DELIMITERS = {"spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}
# allowReserved: RFC 3986's reserved characters, without those that end a value of a query.
RESERVED = ":/?@!$'()*,;"
# Left as they are or encoded, both are usual and mean the same.
EITHER = {"%5B": "[", "%5D": "]", "%3D": "="}


class NotOfStyle(Exception):
    """The text is not what the style makes of any value of that shape."""


def encode(text: str) -> str:
    """Everything but RFC 3986's unreserved characters, percent-encoded."""
    return quote(text, safe="")


def encode_reserved(text: str) -> str:
    """The same for allowReserved."""
    return quote(text, safe=RESERVED)


def plain(text: str) -> str:
    """For headers and multipart bodies, where nothing is percent-encoded."""
    return text


def normal(raw: str, lenient: bool = False) -> str:
    """Percent-encoded text in one spelling (RFC 3986, 6.2.2): capitals, unreserved characters decoded."""

    def one(match: re.Match[str]) -> str:
        triplet = match[0].upper()
        character = chr(int(triplet[1:], 16))
        if re.match(r"[A-Za-z0-9._~-]", character):
            return character
        return EITHER.get(triplet, triplet) if lenient else triplet

    return re.sub(r"%[0-9A-Fa-f]{2}", one, raw)


def as_text(value: Any) -> str:
    """A primitive as it travels."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def write(name: str, value: Any, style: str, explode: bool, code: Coder = encode, bare: bool = False) -> str:
    """A value as the style table has it; queries as `a=1&b=2`, `bare` where the place itself is the name."""
    if style == "deepObject":
        return "&".join(f"{code(key)}={code(text)}" for key, text in _branches(name, value))
    if style in DELIMITERS and not (explode and isinstance(value, list)):
        between = code(DELIMITERS[style])
        if bare:
            return between.join(code(each) for each in _flat(value))
        return f"{code(name)}={between.join(code(each) for each in _flat(value))}"
    first, between, named, empty = OPERATORS["form" if style in DELIMITERS else style]

    def pair(key: str, text: str) -> str:
        return code(key) + (f"={code(text)}" if text else empty)

    if explode and isinstance(value, list):
        items = [as_text(each) for each in value]
        return first + between.join(pair(name, each) if named else code(each) for each in items)
    if explode and isinstance(value, dict):
        return first + between.join(pair(key, as_text(each)) for key, each in value.items())
    joined = ",".join(code(each) for each in _flat(value))
    return first + (code(name) + (f"={joined}" if joined else empty) if named else joined)


def _flat(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for key, each in value.items() for text in (key, as_text(each))]
    return [as_text(each) for each in value] if isinstance(value, list) else [as_text(value)]


def _branches(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """`a[b][0]` and its text, for each leaf. What is deeper than one level is usage, not specification."""
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _branches(f"{name}[{key}]", each)
    else:
        yield name, as_text(value)


def read(
    name: str,
    raw: str,
    style: str,
    explode: bool,
    shape: Shape,
    decode: Coder = unquote,
    name_code: Coder = encode,
) -> Any:
    """A path segment's or a header's text -> its value, all leaves texts; NotOfStyle where it is not so."""
    if style in DELIMITERS:
        if shape == "object":
            raise NotOfStyle(f"no object is of style {style}")
        return decode(raw).split(DELIMITERS[style]) if shape == "array" else decode(raw)
    first, between, named, _ = OPERATORS[style]
    if not raw.startswith(first):
        raise NotOfStyle(f"{raw!r} does not begin with {first!r}")
    rest = raw.removeprefix(first)
    parts = rest.split(between if explode and shape != "primitive" else "\0")
    if explode and shape == "object":
        return _members([each.partition("=") for each in parts], decode)
    if named:
        parts = [_without_name(each, name_code(name)) for each in parts]
    if shape == "primitive":
        return decode(rest if not named else parts[0])
    items = parts if explode else parts[0].split(",")
    return [decode(each) for each in items] if shape == "array" else _alternating(items, decode)


def _without_name(part: str, name: str) -> str:
    found, equals, value = part.partition("=")
    if normal(found) != normal(name):
        raise NotOfStyle(f"{part!r} does not begin with {name}=")
    return value if equals else ""


def read_pairs(
    name: str, pairs: Pairs, style: str, explode: bool, shape: Shape, decode: Coder = unquote
) -> Any:
    """The pairs of a query, of cookies or of a form that belong to a parameter -> its value."""
    if style == "deepObject":
        value = _deep(name, pairs, decode)
        if isinstance(value, str) != (shape == "primitive"):
            raise NotOfStyle(f"{value!r} is no {shape}")
        return value
    if explode and shape == "object":
        return _members([(key, "=", value) for key, value in pairs], decode)
    if explode and shape == "array":
        return [decode(value) for _, value in pairs]
    if len(pairs) != 1:
        raise NotOfStyle(f"{name} occurs {len(pairs)} times")
    raw = pairs[0][1]
    if shape == "primitive":
        return decode(raw)
    delimiter = DELIMITERS.get(style)
    # A space or a bar is percent-encoded itself, so these lists are split after decoding.
    items = [each for each in decode(raw).split(delimiter)] if delimiter else raw.split(",")
    decode = plain if delimiter else decode
    return [decode(each) for each in items] if shape == "array" else _alternating(items, decode)


def _members(parts: Sequence[tuple[str, str, str]], decode: Coder) -> dict[str, str]:
    wrong = [key for key, equals, _ in parts if not equals]
    if wrong:
        raise NotOfStyle(f"{wrong[0]!r} is no pair of member and value")
    return {decode(key): decode(value) for key, _, value in parts}


def _alternating(items: Sequence[str], decode: Coder) -> dict[str, str]:
    if len(items) % 2:
        raise NotOfStyle(f"{len(items)} texts are no pairs of member and value")
    return {decode(key): decode(value) for key, value in zip(items[::2], items[1::2], strict=True)}


def _deep(name: str, pairs: Pairs, decode: Coder) -> Any:
    tree: Any = {}
    for key, value in pairs:
        steps = re.findall(r"\[([^\[\]]*)\]", decode(key).removeprefix(name))
        if not steps:
            if len(pairs) > 1:
                raise NotOfStyle(f"{name} occurs beside its own members")
            return decode(value)
        place = tree
        for step in steps[:-1]:
            place = place.setdefault(step, {})
            if not isinstance(place, dict):
                raise NotOfStyle(f"{decode(key)} is both a text and an object")
        last = steps[-1] or str(len(place))
        if last in place:
            raise NotOfStyle(f"{decode(key)} occurs twice")
        place[last] = decode(value)
    return _listed(tree)


def _listed(node: Any) -> Any:
    """`{"0": a, "1": b}` is how a list looks below deepObject."""
    if not isinstance(node, dict):
        return node
    told = {key: _listed(value) for key, value in node.items()}
    return list(told.values()) if list(told) == [str(at) for at in range(len(told))] and told else told
