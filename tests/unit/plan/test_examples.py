"""Schemas become example values that are valid by the schema's own words."""

from __future__ import annotations

from typing import Any

import jsonschema  # type: ignore[import-untyped, unused-ignore]  # it ships no types
import pytest

from aos_gen.plan.samples.conform import conforms
from aos_gen.plan.samples.examples import NOTHING, example_of
from aos_gen.plan.shape import shape_of

from . import world

REF = {"$ref": "#/components/schemas/A"}
STRING = {"type": "string"}


def example(value: Any, *, whole: bool = False, **schemas: Any) -> Any:
    document, node, report = world.schema(value, **schemas)
    return example_of(document, node, report, whole=whole)


VALUES: dict[str, tuple[Any, Any]] = {
    "text": (STRING, "example"),
    "an integer": ({"type": "integer"}, 1),
    "a boolean": ({"type": "boolean"}, True),
    "a list": ({"type": "array", "items": STRING}, ["example"]),
    "an object": (
        {"type": "object", "required": ["a"], "properties": {"a": STRING, "b": STRING}},
        {"a": "example"},
    ),
    "the vendor's example": ({"type": "string", "example": "abc"}, "abc"),
    "the first of the vendor's examples": ({"type": "string", "examples": ["x", "y"]}, "x"),
    "a default": ({"type": "integer", "default": 25}, 25),
    "an example before a default": ({"type": "string", "example": "a", "default": "b"}, "a"),
    "no example of another type": ({"type": "integer", "example": "seven"}, 1),
    "no example outside the enum": ({"type": "string", "enum": ["a"], "example": "b"}, "a"),
    "no example outside the bounds": ({"type": "integer", "maximum": 5, "example": 9}, 1),
    "no example that its pattern refuses": (
        {"type": "string", "pattern": "^[A-Z]{2}$", "example": "xyz"},
        "EX",
    ),
    "no example too long to read": ({"type": "string", "example": "x" * 300}, "example"),
    "an enum's first": ({"enum": ["b", "a"]}, "b"),
    "a const": ({"const": 5}, 5),
    "a date": ({"type": "string", "format": "date"}, "2026-01-31"),
    "a time": ({"type": "string", "format": "date-time"}, "2026-01-31T09:30:00Z"),
    "an unknown format": ({"type": "string", "format": "ulid"}, "example"),
    "a first alternative": ({"oneOf": [{"type": "integer"}, STRING]}, 1),
    "a pattern that nothing meets": ({"type": "string", "pattern": "^(?=b)a$"}, NOTHING),
    "a pattern that Python cannot read": ({"type": "string", "pattern": r"^\p{L}+$"}, "example"),
}


@pytest.mark.parametrize(("schema", "value"), VALUES.values(), ids=VALUES.keys())
def test_values(schema: Any, value: Any) -> None:
    """The vendor's example where it is valid, else a small value that says its kind."""
    made = example(schema)
    assert made is value or made == value


def test_whole() -> None:
    """A whole example has optional members; readOnly ones are in it, because answers have them."""
    schema = {
        "type": "object",
        "required": ["a"],
        "properties": {"a": STRING, "b": {"type": "integer"}, "id": {"type": "string", "readOnly": True}},
    }
    assert example(schema) == {"a": "example"}
    assert example(schema, whole=True) == {"a": "example", "b": 1, "id": "example"}


TREE = {"type": "object", "required": ["name"], "properties": {"name": STRING, "next": REF}}
VALID: dict[str, Any] = {
    "text": STRING,
    "text of a length": {"type": "string", "minLength": 12, "maxLength": 14},
    "short text": {"type": "string", "maxLength": 2},
    "a letter": {"type": "string", "minLength": 1, "maxLength": 1},
    "a pattern": {"type": "string", "pattern": "^[a-z]+_[0-9]+$"},
    "a country": {"type": "string", "pattern": "^[A-Z]{2}$"},
    "a uuid's pattern": {
        "type": "string",
        "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
    },
    "a phone number": {"type": "string", "pattern": r"^\+[1-9]\d{1,14}$"},
    "an email": {"type": "string", "format": "email"},
    "an integer": {"type": "integer"},
    "an integer from": {"type": "integer", "minimum": 7},
    "an integer to": {"type": "integer", "maximum": -3},
    "an integer between": {"type": "integer", "minimum": 10, "maximum": 12},
    "a negative integer": {"type": "integer", "minimum": -9, "maximum": -2},
    "an integer above": {"type": "integer", "exclusiveMinimum": 5},
    "an integer below": {"type": "integer", "exclusiveMaximum": 1},
    "a multiple": {"type": "integer", "multipleOf": 5},
    "a multiple from": {"type": "integer", "multipleOf": 5, "minimum": 7},
    "a multiple up to": {"type": "integer", "multipleOf": 5, "maximum": 4},
    "a number": {"type": "number"},
    "a small number": {"type": "number", "minimum": 0.2, "maximum": 0.8},
    "a number between zero and one": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
    "a number below one": {"type": "number", "minimum": 0, "exclusiveMaximum": 1},
    "a fraction's multiple": {"type": "number", "multipleOf": 0.5, "minimum": 0.6},
    "a boolean": {"type": "boolean"},
    "null": {"type": "null"},
    "text or null": {"type": ["string", "null"], "maxLength": 3},
    "a list": {"type": "array", "items": {"type": "integer"}},
    "a list of at least two": {"type": "array", "items": STRING, "minItems": 2},
    "a list of nothing in particular": {"type": "array"},
    "a list that stays empty": {"type": "array", "items": STRING, "maxItems": 0},
    "distinct items": {"type": "array", "items": STRING, "uniqueItems": True},
    "a list of lists": {"type": "array", "items": {"type": "array", "items": {"type": "number"}}},
    "an object": {"type": "object", "required": ["a"], "properties": {"a": STRING}},
    "a closed object": {
        "type": "object",
        "required": ["a"],
        "properties": {"a": STRING},
        "additionalProperties": False,
    },
    "a required name without a schema": {"type": "object", "required": ["a"]},
    "an object of anything": {"type": "object", "additionalProperties": {"type": "integer"}},
    "at least one entry": {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 1},
    "at least one member": {"type": "object", "properties": {"a": STRING, "b": STRING}, "minProperties": 1},
    "nested objects": {
        "type": "object",
        "required": ["a"],
        "properties": {
            "a": {
                "type": "object",
                "required": ["b"],
                "properties": {"b": {"type": "array", "items": STRING}},
            }
        },
    },
    "allOf": {
        "allOf": [
            {"type": "object", "required": ["a"], "properties": {"a": STRING}},
            {"required": ["b"], "properties": {"b": {"type": "integer"}}},
        ]
    },
    "oneOf": {"oneOf": [{"type": "integer", "minimum": 3}, {"type": "object"}]},
    "anyOf": {"anyOf": [{"type": "string", "maxLength": 2}, {"type": "string", "minLength": 50}]},
    "alternatives beside members": {
        "type": "object",
        "required": ["a"],
        "properties": {"a": STRING},
        "oneOf": [
            {"required": ["b"], "properties": {"b": {"type": "integer"}}},
            {"required": ["c"], "properties": {"c": STRING}},
        ],
    },
    "anyOf that only requires": {
        "type": "object",
        "properties": {"a": STRING, "b": STRING},
        "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
    },
    "an enum": {"enum": [3, "a"]},
    "an enum in an object": {"type": "object", "required": ["k"], "properties": {"k": {"enum": ["x"]}}},
    "a reference": REF,
    "an example that is too large a number": {"type": "integer", "exclusiveMaximum": 10, "example": 10},
    "an example that is no multiple": {"type": "integer", "multipleOf": 4, "example": 6},
    "an example that repeats": {"type": "array", "items": STRING, "uniqueItems": True, "example": ["a", "a"]},
    "an example of other values": {"type": "object", "additionalProperties": STRING, "example": {"a": 1}},
    "distinct texts": {"type": "array", "items": STRING, "uniqueItems": True, "minItems": 3},
    "distinct texts of a pattern": {
        "type": "array",
        "items": {"type": "string", "pattern": "^(0|[1-9][0-9]*)$"},
        "uniqueItems": True,
        "minItems": 2,
    },
    "distinct dates": {
        "type": "array",
        "items": {"type": "string", "format": "date"},
        "uniqueItems": True,
        "minItems": 40,
    },
    "distinct numbers": {
        "type": "array",
        "items": {"type": "integer", "maximum": 0},
        "uniqueItems": True,
        "minItems": 3,
    },
    "distinct words": {
        "type": "array",
        "items": {"enum": ["a", "b", "c"]},
        "uniqueItems": True,
        "minItems": 3,
    },
    "distinct objects": {
        "type": "array",
        "items": {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}},
        "uniqueItems": True,
        "minItems": 2,
    },
    "one of several members": {
        "type": "object",
        "properties": {"a": STRING, "b": STRING, "c": STRING},
        "oneOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["c"]}],
    },
    "members that exclude each other": {
        "type": "object",
        "properties": {"a": STRING, "b": STRING, "c": STRING},
        "not": {"required": ["a", "b"]},
    },
    "members that need each other": {
        "type": "object",
        "required": ["a"],
        "properties": {"a": STRING, "b": STRING},
        "dependentRequired": {"a": ["b"]},
    },
    "no more members than allowed": {
        "type": "object",
        "required": ["c"],
        "properties": {"a": STRING, "b": STRING, "c": STRING},
        "maxProperties": 2,
    },
    "entries of a given name": {
        "type": "object",
        "minProperties": 2,
        "propertyNames": {"pattern": "^[A-Z]{3}$"},
    },
    "two groups of alternatives": {
        "type": "object",
        "allOf": [
            {"oneOf": [{"required": ["a"], "properties": {"a": STRING}}, {"required": ["b"]}]},
            {"anyOf": [{"required": ["c"], "properties": {"c": {"type": "integer"}}}, {"required": ["d"]}]},
        ],
    },
    "what all alternatives need stands beside them": {
        "required": ["kind", "size"],
        "oneOf": [
            {"type": "object", "properties": {"kind": {"enum": ["a"]}, "size": {"type": "integer"}}},
            {"type": "object", "properties": {"kind": {"enum": ["b"]}, "size": STRING}},
        ],
    },
    "an alternative narrows a member": {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": STRING},
        "oneOf": [{"properties": {"kind": {"enum": ["a"]}}}, {"properties": {"kind": {"enum": ["b"]}}}],
    },
    "two bounds": {"allOf": [{"type": "string", "minLength": 2}, {"minLength": 9, "maxLength": 9}]},
    "two enums": {"allOf": [{"type": "string", "enum": ["a", "b"]}, {"enum": ["b", "c"]}]},
    "a member in two parts": {
        "allOf": [
            {"type": "object", "required": ["a"], "properties": {"a": STRING}},
            {"properties": {"a": {"minLength": 12}}},
        ],
        "properties": {"a": {"maxLength": 12}},
    },
    "an empty default": {"type": "array", "items": {"type": "string", "default": "", "minLength": 1}},
    "true is no integer": {"type": "integer", "enum": [1, 2], "example": True},
}


@pytest.mark.parametrize("schema", VALID.values(), ids=VALID.keys())
@pytest.mark.parametrize("whole", [False, True], ids=["least", "whole"])
def test_valid(schema: Any, whole: bool) -> None:
    """Another validator finds nothing wrong with the example."""
    made = example(schema, whole=whole, A=TREE)
    assert made is not NOTHING
    jsonschema.validate(made, schema | {"components": {"schemas": {"A": TREE}}})


CYCLES: dict[str, Any] = {
    "an optional member of its own kind": TREE,
    "a required member of its own kind": {**TREE, "required": ["next"]},
    "a list of its own kind": {"type": "array", "items": REF},
    "a list that cannot be empty of its own kind": {"type": "array", "items": REF, "minItems": 1},
    "text or a list of its own kind": {"oneOf": [STRING, {"type": "array", "items": REF}]},
    "a list of its own kind, or text": {"oneOf": [{"type": "array", "items": REF}, STRING]},
    "itself or text": {"oneOf": [REF, STRING]},
    "entries of its own kind": {"type": "object", "additionalProperties": REF, "minProperties": 1},
}


@pytest.mark.parametrize("schema", CYCLES.values(), ids=CYCLES.keys())
@pytest.mark.parametrize("whole", [False, True], ids=["least", "whole"])
def test_schemas_that_hold_themselves(schema: Any, whole: bool) -> None:
    """A schema without an end has an example of finite size, or none."""
    made = example(REF, whole=whole, A={**schema, "default": "a"} if "oneOf" in schema else schema)
    assert made is NOTHING or len(repr(made)) < 5000


CONFORMS: dict[str, tuple[Any, Any, bool]] = {
    "text": (STRING, "a", True),
    "a number for text": (STRING, 1, False),
    "true for an integer": ({"type": "integer"}, True, False),
    "an integer for a number": ({"type": "number"}, 1, True),
    "a fraction for an integer": ({"type": "integer"}, 1.5, False),
    "too short": ({"type": "string", "minLength": 2}, "a", False),
    "too long": ({"type": "string", "maxLength": 1}, "ab", False),
    "too small": ({"type": "integer", "minimum": 2}, 1, False),
    "too few items": ({"type": "array", "minItems": 2}, [1], False),
    "too many items": ({"type": "array", "maxItems": 1}, [1, 2], False),
    "an item of another type": ({"type": "array", "items": STRING}, ["a", 1], False),
    "a required member missing": ({"type": "object", "required": ["a"]}, {}, False),
    "a member too many": ({"type": "object", "additionalProperties": False}, {"a": 1}, False),
    "a member of another type": ({"type": "object", "properties": {"a": STRING}}, {"a": 1}, False),
    "a date that is none": ({"type": "string", "format": "date"}, "31.1.2026", False),
    "an address that is none": ({"type": "string", "format": "email"}, "ada", False),
    "one of two alternatives": ({"oneOf": [STRING, {"type": "integer"}]}, 1, True),
    "none of two alternatives": ({"oneOf": [STRING, {"type": "integer"}]}, [], False),
    "both of two alternatives that need not exclude": (
        {"anyOf": [{"type": "number"}, {"type": "integer"}]},
        1,
        True,
    ),
    "true for a one": ({"enum": [1]}, True, False),
    "what must not be": ({"not": {"required": ["a"]}}, {"a": 1}, False),
    "too many members": ({"type": "object", "maxProperties": 1}, {"a": 1, "b": 2}, False),
    "two alternatives mixed": (
        {
            "oneOf": [
                {"type": "object", "required": ["a"], "properties": {"a": STRING}},
                {"type": "object", "required": ["b"], "properties": {"b": STRING}},
            ]
        },
        {"a": "x", "b": "y"},
        False,
    ),
    "an alternative that another, open one takes too": (
        {"oneOf": [{"type": "object", "required": ["a"], "properties": {"a": STRING}}, {"type": "object"}]},
        {"a": "x"},
        True,
    ),
    "both of two alternatives": ({"oneOf": [{"type": "number"}, {"type": "integer"}]}, 1, False),
}


@pytest.mark.parametrize(("schema", "value", "wanted"), CONFORMS.values(), ids=CONFORMS.keys())
def test_conforms(schema: Any, value: Any, wanted: bool) -> None:
    """A vendor's example is held to its own schema before it is believed."""
    document, node, report = world.schema(schema)
    assert conforms(document, shape_of(document, node, report), value, report) is wanted


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "([a-z]*)*b", "(a|aa)+$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$"]
)
def test_a_hostile_pattern_costs_nothing(pattern: str) -> None:
    """A pattern that would take a matcher for ever is not tried."""
    example({"type": "string", "pattern": pattern, "example": "a" * 79 + "!"})


CAT = {"type": "object", "properties": {"pet": STRING, "lives": {"type": "integer"}}}
KINDS: dict[str, tuple[dict[str, Any], dict[str, Any], Any]] = {
    "by its mapping": (
        {
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
            "discriminator": {"propertyName": "pet", "mapping": {"meow": "#/components/schemas/Cat"}},
        },
        {"Cat": CAT, "Dog": CAT},
        {"pet": "meow"},
    ),
    "by a place in the alternatives": (
        {
            "oneOf": [CAT, CAT],
            "discriminator": {"propertyName": "pet", "mapping": {"x": "#/components/schemas/It/oneOf/0"}},
        },
        {},
        {"pet": "x"},
    ),
    "by the name of its schema": (
        {"anyOf": [{"$ref": "#/components/schemas/Cat"}, STRING], "discriminator": {"propertyName": "pet"}},
        {"Cat": {**CAT, "required": ["pet"], "properties": {"pet": {"const": "Cat"}}}},
        {"pet": "Cat"},
    ),
    "one that holds the discriminator in its allOf": (
        {"$ref": "#/components/schemas/Cat"},
        {
            "Pet": {**CAT, "required": ["pet"], "discriminator": {"propertyName": "pet"}},
            "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}]},
        },
        {"pet": "Cat"},
    ),
    "the first that is mapped, where only what they share is named": (
        {"$ref": "#/components/schemas/Pet"},
        {
            "Pet": {
                **CAT,
                "required": ["pet"],
                "discriminator": {"propertyName": "pet", "mapping": {"purr": "#/components/schemas/Cat"}},
            },
            "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"required": ["lives"]}]},
        },
        {"lives": 1, "pet": "purr"},
    ),
    "the only one there is": (
        {
            "oneOf": [
                {"type": "object", "properties": {"type": {"const": "wandb"}, "a": STRING}, "required": ["a"]}
            ],
            "discriminator": {"propertyName": "type"},
        },
        {},
        {"a": "example", "type": "wandb"},
    ),
}


@pytest.mark.parametrize(("schema", "schemas", "value"), KINDS.values(), ids=KINDS.keys())
def test_a_discriminator_names_the_alternative(schema: Any, schemas: dict[str, Any], value: Any) -> None:
    """An example holds the member that tells alternatives apart, with the value that chooses its own."""
    assert example(schema, **schemas) == value


def test_a_callers_example_has_declared_members() -> None:
    """What a caller sends of the vendor's example is what the schema declares; an answer has all of it."""
    schema = {"type": "object", "properties": {"a": STRING}, "default": {"a": "x", "strange": 1}}
    document, node, report = world.schema(schema)
    assert example_of(document, node, report, sent=True) == {"a": "x"}
    assert example_of(document, node, report) == {"a": "x", "strange": 1}


def test_items_that_the_vendor_sets() -> None:
    """A list of read-only items is not the caller's to send."""
    errors = {"type": "array", "items": {"type": "string", "readOnly": True}}
    document, node, report = world.schema({"type": "object", "properties": {"a": STRING, "errors": errors}})
    assert example_of(document, node, report, sent=True, whole=True) == {"a": "example"}


def test_an_item_says_something() -> None:
    """An object in a list that asks for nothing has a member all the same: an empty one says nothing."""
    for items in ({"type": "object", "properties": {"a": STRING, "b": STRING}}, {"type": "object"}):
        document, node, report = world.schema({"type": "array", "items": items})
        (item,) = example_of(document, node, report, sent=True)
        assert len(item) == 1
