"""A schema and the texts that arrived -> the value that they stand for.

Nothing in `limit=5` says that 5 is a number: its schema does. A text is taken for what the schema allows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .document import Document, NotInDocument
from .schemas import complaints
from .styles import Shape, as_text

# Schemas of people contain people.
DEPTH = 12
JSON_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array", dict: "object"}
SHAPES: dict[str, Shape] = {"array": "array", "object": "object"}


def parts(document: Document, schema: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The schema itself and whatever it is put together from: allOf, anyOf, oneOf."""
    try:
        schema = document.follow(schema)
    except NotInDocument:
        return
    if not isinstance(schema, dict) or depth > DEPTH:
        return
    yield schema
    for key in ("allOf", "anyOf", "oneOf"):
        for each in schema.get(key) or []:
            yield from parts(document, each, depth + 1)


def kinds(schema: dict[str, Any]) -> list[str]:
    """The JSON types that one schema names, or that its members give away."""
    named = schema.get("type")
    if named is not None:
        return [str(each) for each in named] if isinstance(named, list) else [str(named)]
    if "properties" in schema or "additionalProperties" in schema:
        return ["object"]
    if isinstance(schema.get("enum"), list):
        return [JSON_TYPES.get(type(each), "null") for each in schema["enum"]]
    return ["array"] if "items" in schema else []


def shapes(document: Document, schema: Any) -> list[Shape]:
    """What a value of the schema may look like on the wire; all three where the schema is silent."""
    return _named_shapes(document, schema) or ["primitive", "array", "object"]


def _named_shapes(document: Document, schema: Any) -> list[Shape]:
    named = [kind for part in parts(document, schema) for kind in kinds(part) if kind != "null"]
    return list(dict.fromkeys(SHAPES.get(kind, "primitive") for kind in named))


def says_object(document: Document, schema: Any) -> bool:
    """Whether some value is an object, and the schema says so rather than saying nothing."""
    return "object" in _named_shapes(document, schema)


def is_composite(document: Document, schema: Any) -> bool:
    """Whether every value is an array or an object."""
    return "primitive" not in shapes(document, schema)


def is_nested(document: Document, schema: Any) -> bool:
    """Whether an object's members, or a list's items, are said to be lists or objects themselves."""
    inner = [*members(document, schema).values(), item_schema(document, schema)]
    return any({"array", "object"} & set(_named_shapes(document, each)) for each in inner)


def members(document: Document, schema: Any) -> dict[str, Any]:
    """Every declared member, of whichever part."""
    found: dict[str, Any] = {}
    for part in parts(document, schema):
        for name, member in (part.get("properties") or {}).items():
            found.setdefault(name, member)
    return found


def is_open(document: Document, schema: Any) -> bool:
    """Whether an object may have members that no part declares."""
    told = list(parts(document, schema))
    return not members(document, schema) or any(
        part.get("additionalProperties") not in (None, False) for part in told
    )


def item_schema(document: Document, schema: Any) -> Any:
    """The schema of a list's items."""
    found = (part["items"] for part in parts(document, schema) if isinstance(part.get("items"), dict))
    return next(found, {})


def typed(document: Document, schema: Any, value: Any, nested: bool = True) -> Any:
    """Texts -> the numbers, booleans and, if `nested`, JSON for which the schema takes them."""
    if isinstance(value, str):
        return _leaf(document, schema, value, nested)
    if isinstance(value, list):
        item = item_schema(document, schema)
        return [typed(document, item, each, nested) for each in value]
    if isinstance(value, dict):
        declared = members(document, schema)
        other: Any = next(
            (
                part["additionalProperties"]
                for part in parts(document, schema)
                if isinstance(part.get("additionalProperties"), dict)
            ),
            {},
        )
        return {key: typed(document, declared.get(key, other), each, nested) for key, each in value.items()}
    return value


def _leaf(document: Document, schema: Any, text: str, nested: bool) -> Any:
    """The first reading that the schema allows: the text itself, else what it says as JSON."""
    try:
        schema = document.follow(schema)
        readings: list[Any] = [text]
        read = _as_json(text)
        readings += [] if isinstance(read, dict | list) and not nested else [read]
        return next((each for each in readings if not complaints(document, schema, each)), text)
    except NotInDocument:
        return text


def same(given: Any, arrived: Any) -> bool:
    """Whether two values say the same, one of them perhaps in texts alone."""
    if isinstance(given, dict) and isinstance(arrived, dict):
        return set(given) == set(arrived) and all(same(each, arrived[key]) for key, each in given.items())
    if isinstance(given, list) and isinstance(arrived, list):
        return len(given) == len(arrived) and all(map(same, given, arrived))
    if isinstance(given, dict | list) or isinstance(arrived, dict | list):
        told = _as_json(given)
        return told is not None and bool(told == _as_json(arrived))
    number = _number(given)
    return as_text(given) == as_text(arrived) or (number is not None and number == _number(arrived))


def _as_json(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return None


def _number(value: Any) -> float | None:
    try:
        return None if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return None
