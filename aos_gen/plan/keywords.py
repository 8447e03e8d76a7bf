"""Keywords of schemas that are merged into one: types as vendors spell them, the narrower of two bounds."""

from __future__ import annotations

from typing import Any

# Bounds that every part of an allOf sets: the narrowest holds.
_AT_LEAST = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"})
_AT_MOST = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"})
NARROWING = _AT_LEAST | _AT_MOST | {"enum", "uniqueItems"}

_TYPES = frozenset({"string", "number", "integer", "boolean", "array", "object"})
# What vendors write for JSON Schema's names; `any` and what nobody knows say nothing.
_MEANT = {
    **dict.fromkeys(("str", "text", "char", "date", "datetime", "date-time", "uuid", "uri", "url"), "string"),
    **dict.fromkeys(("email", "enum", "binary", "file", "guid", "password"), "string"),
    **dict.fromkeys(("int", "int32", "int64", "long", "short", "bigint"), "integer"),
    **dict.fromkeys(("float", "double", "decimal", "numeric"), "number"),
    **dict.fromkeys(("list", "set", "tuple"), "array"),
    **dict.fromkeys(("dict", "map", "hash", "json", "struct"), "object"),
    "bool": "boolean",
}


def type_named(name: str) -> str:
    """JSON Schema's name of a type as a vendor spells it (`String`, `int`); "" where none is meant."""
    plain = name.lower()
    return plain if plain in _TYPES else _MEANT.get(plain, "")


def narrower(keyword: str, known: Any, value: Any) -> Any:
    """Of two bounds the narrower, of two enums what is in both; of anything else the first."""
    if keyword == "enum" and isinstance(known, list) and isinstance(value, list):
        allowed = {_frozen(one) for one in value}
        return [one for one in known if _frozen(one) in allowed] or known
    if keyword == "uniqueItems":
        return known is True or value is True
    numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (known, value))
    if not numbers or keyword not in NARROWING:
        return known
    return max(known, value) if keyword in _AT_LEAST else min(known, value)


def _frozen(value: Any) -> Any:
    """A value that can stand in a set, equal to another's where the two values are equal."""
    if isinstance(value, dict):
        return "mapping", frozenset((key, _frozen(one)) for key, one in value.items())
    if isinstance(value, list):
        return "list", tuple(_frozen(one) for one in value)
    return value
