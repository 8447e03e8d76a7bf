"""Schemas become the few facts that options, answers and examples need."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from aos_gen.plan.shape import Shape, alternatives, shape_of, type_names

from . import world

REF = {"$ref": "#/components/schemas/A"}


def shape(value: Any, version: str = "3.1.0", **schemas: Any) -> Shape:
    document, node, report = world.schema(value, version, **schemas)
    found = shape_of(document, node, report)
    assert not list(report)
    return found


def names(value: Any, **schemas: Any) -> tuple[str, ...]:
    document, node, report = world.schema(value, **schemas)
    return type_names(document, shape_of(document, node, report), report)


TYPES = {
    "one type": ({"type": "string"}, ("string",), False),
    "a type list with null (3.1)": ({"type": ["string", "null"]}, ("string",), True),
    "a type list": ({"type": ["string", "integer"]}, ("string", "integer"), False),
    "nullable (3.0)": ({"type": "string", "nullable": True}, ("string",), True),
    "nullable, and no type": ({"nullable": True}, (), True),
    "null alone": ({"type": "null"}, (), True),
    "no type": ({"description": "x"}, (), False),
    "a schema that is true": (True, (), False),
    "a schema that is null": (None, (), False),
    "oneOf of one type and null": ({"oneOf": [{"type": "string"}, {"type": "null"}]}, ("string",), True),
    "anyOf of null and one type": ({"anyOf": [{"type": "null"}, {"type": "integer"}]}, ("integer",), True),
    "oneOf of a reference and null": ({"oneOf": [REF, {"type": "null"}]}, ("object",), True),
    "oneOf of one schema": ({"oneOf": [{"type": "boolean"}]}, ("boolean",), False),
    "null as an enum": ({"oneOf": [{"type": "string"}, {"enum": [None]}]}, ("string",), True),
    "allOf that narrows": (
        {"allOf": [{"type": ["string", "integer"]}, {"type": "integer"}]},
        ("integer",),
        False,
    ),
    "allOf that repeats": ({"allOf": [REF, {"type": "object"}]}, ("object",), False),
    "types that are no text are ignored": ({"type": [7, "string"]}, ("string",), False),
    "a type in capitals": ({"type": "String"}, ("string",), False),
    "a type of another language": ({"type": "int"}, ("integer",), False),
    "a format for a type": ({"type": "uuid"}, ("string",), False),
    "any": ({"type": "any"}, (), False),
    "a sentence for a type": ({"type": "number of records to skip"}, (), False),
}


@pytest.mark.parametrize(("value", "types", "nullable"), TYPES.values(), ids=TYPES.keys())
def test_types(value: Any, types: tuple[str, ...], nullable: bool) -> None:
    """Every way to write a type, and to allow null beside it, says the same."""
    found = shape(value, A={"type": "object", "properties": {"a": {}}})
    assert (found.types, found.nullable) == (types, nullable)
    assert not found.alternatives


def test_members_of_all_branches_are_merged() -> None:
    """allOf is one object: members, required names and items of every branch, however deep."""
    found = shape(
        {
            "allOf": [REF, {"allOf": [{"required": ["c"], "properties": {"c": {"type": "integer"}}}]}],
            "properties": {"d": {}},
            "required": ["d"],
        },
        A={"type": "object", "required": ["a"], "properties": {"a": {}, "b": {}}, "description": "of A"},
    )
    assert sorted(found.properties) == ["a", "b", "c", "d"]
    assert found.required == {"a", "c", "d"}
    assert found.is_object
    assert found.text("description") == "of A"


def test_what_stands_nearest_wins() -> None:
    """A keyword beside allOf counts before the same keyword inside it."""
    found = shape(
        {"description": "near", "allOf": [REF]}, A={"description": "far", "type": "string", "maxLength": 3}
    )
    assert (found.text("description"), found.number("maxLength")) == ("near", 3)


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(
    ("keyword", "value"), [("description", "here"), ("default", 5), ("example", "x"), ("readOnly", True)]
)
def test_keywords_beside_a_reference(version: str, keyword: str, value: Any) -> None:
    """What stands beside a $ref is meant, in 3.0 as well."""
    found = shape({**REF, keyword: value}, version, A={"type": "string", keyword: "there"})
    assert found.keywords[keyword] == value
    assert found.types == ("string",)


BESIDE: dict[str, tuple[dict[str, Any], Any]] = {
    "required": ({"required": ["a"]}, lambda one: one.required == {"a"}),
    "a member": ({"properties": {"b": {}}}, lambda one: set(one.properties) == {"a", "b"}),
    "a bound": ({"maxProperties": 2}, lambda one: one.number("maxProperties") == 2),
    "alternatives": ({"oneOf": [{"properties": {"c": {}}}, REF]}, lambda one: len(one.alternatives) == 2),
}


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(("beside", "holds"), BESIDE.values(), ids=BESIDE.keys())
def test_structure_beside_a_reference(version: str, beside: dict[str, Any], holds: Any) -> None:
    """Structure beside a $ref holds as of 3.1, and is ignored before (OpenAPI 3.0, Reference Object)."""
    found = shape({**REF, **beside}, version, A={"type": "object", "properties": {"a": {}}})
    assert found.types == ("object",)
    assert holds(found) is (version == "3.1.0")


def test_nullable_beside_a_reference() -> None:
    """`nullable` beside a $ref allows null."""
    assert shape({**REF, "nullable": True}, "3.0.3", A={"type": "string"}).nullable


ENUMS = {
    "an enum": ({"enum": ["a", "b"]}, ("a", "b")),
    "an enum with null": ({"enum": ["a", None]}, ("a",)),
    "a const": ({"const": "a"}, ("a",)),
    "a const before an enum": ({"const": "a", "enum": ["a", "b"]}, ("a",)),
    "an empty enum": ({"enum": []}, ()),
    "an enum that is no list": ({"enum": "a"}, ()),
    "no enum": ({"type": "string"}, ()),
    "an enum in a branch": ({"allOf": [{"enum": [1, 2]}]}, (1, 2)),
}


@pytest.mark.parametrize(("value", "enum"), ENUMS.values(), ids=ENUMS.keys())
def test_enums(value: Any, enum: tuple[Any, ...]) -> None:
    """`enum` and `const` are one list of values, without null."""
    assert shape(value).enum == enum


KINDS = {
    "object by type": ({"type": "object"}, True, False),
    "object by its members": ({"properties": {"a": {}}}, True, False),
    "array by type": ({"type": "array"}, False, True),
    "array by its items": ({"items": {"type": "string"}}, False, True),
    "a string that has members by mistake": ({"type": "string", "properties": {"a": {}}}, False, False),
    "object or array": ({"type": ["object", "array"]}, False, False),
    "anything": ({}, False, False),
}


@pytest.mark.parametrize(("value", "is_object", "is_list"), KINDS.values(), ids=KINDS.keys())
def test_objects_and_lists(value: Any, is_object: bool, is_list: bool) -> None:
    """An object or a list is told by its type, or by what only it has."""
    found = shape(value)
    assert (found.is_object, found.is_list) == (is_object, is_list)


TYPE_NAMES = {
    "one": ({"type": "string"}, ("string",)),
    "alternatives": ({"oneOf": [{"type": "string"}, {"type": "array"}]}, ("array", "string")),
    "alternatives of alternatives": (
        {"anyOf": [{"oneOf": [{"type": "string"}, {"type": "integer"}]}, {"type": "boolean"}]},
        ("boolean", "integer", "string"),
    ),
    "an alternative that may be anything": ({"oneOf": [{"type": "string"}, {}]}, ()),
    "values tell their type": ({"enum": ["a", 1, 1.5, True]}, ("boolean", "integer", "number", "string")),
    "members tell an object": ({"oneOf": [{"properties": {"a": {}}}, {"items": {}}]}, ("array", "object")),
    "anything": ({}, ()),
}


@pytest.mark.parametrize(("value", "wanted"), TYPE_NAMES.values(), ids=TYPE_NAMES.keys())
def test_type_names(value: Any, wanted: tuple[str, ...]) -> None:
    """Every JSON type that a value may have, sorted; none where anything goes."""
    assert names(value) == wanted


def test_branches_that_only_require_are_no_alternatives() -> None:
    """anyOf that says which members go together leaves the members where they stand."""
    found = shape(
        {
            "type": "object",
            "properties": {"a": {}, "b": {}},
            "anyOf": [{"required": ["a"]}, {"required": ["b"], "title": "B"}],
        }
    )
    assert found.alternatives == ()
    assert sorted(found.properties) == ["a", "b"]
    assert found.required == set()


def test_alternatives_are_opened() -> None:
    """oneOf of several schemas stays a choice between them."""
    document, node, report = world.schema({"oneOf": [REF, {"type": "integer"}]}, A={"type": "string"})
    found = shape_of(document, node, report)
    assert [one.types for one in alternatives(document, found, report)] == [("string",), ("integer",)]


def test_additional_properties() -> None:
    """A schema for further members is kept; `true`, `false` and `{}` are none."""
    assert shape({"additionalProperties": {"type": "string"}}).additional is not None
    others: list[Any] = [True, False, {}]
    assert [shape({"additionalProperties": one}).additional for one in others] == [None] * 3


@pytest.mark.parametrize(("value", "number"), [(5, 5), (1.5, 1.5), (True, None), ("5", None), (None, None)])
def test_bounds_are_numbers(value: Any, number: float | None) -> None:
    """A bound that is no number is none."""
    assert shape({"minimum": value}).number("minimum") == number


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail what takes longer."""

    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


CYCLES: dict[str, Any] = {
    "a member of its own kind": {"type": "object", "properties": {"next": REF}},
    "allOf that holds itself": {"allOf": [REF], "type": "object"},
    "allOf that holds itself twice": {"allOf": [REF, REF], "type": "object"},
    "oneOf that holds itself": {"oneOf": [REF, {"type": "string"}]},
    "oneOf of itself and null": {"oneOf": [REF, {"type": "null"}]},
    "items of its own kind": {"type": "array", "items": REF},
}


@pytest.mark.parametrize("value", CYCLES.values(), ids=CYCLES.keys())
def test_schemas_that_hold_themselves(value: Any) -> None:
    """A schema that refers to itself is looked at in finite time."""
    document, node, report = world.schema(REF, A=value)
    with within(3):
        found = shape_of(document, node, report)
        type_names(document, found, report)
    assert found.types in (("object",), ("array",), ())
