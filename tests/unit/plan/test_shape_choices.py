"""Alternatives that are less than a choice, and values that no program can use."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.shape import LARGEST, Shape, is_json, shape_of, type_names

from . import world

STRING = {"type": "string"}


def shape(value: Any, version: str = "3.1.0") -> Shape:
    document, node, report = world.schema(value, version, A={"const": "a"})
    found = shape_of(document, node, report)
    assert not list(report)
    return found


VALUES: dict[str, tuple[Any, tuple[Any, ...], tuple[str, ...]]] = {
    "constants with titles": (
        {"oneOf": [{"const": "a", "title": "A"}, {"const": "b", "description": "B"}]},
        ("a", "b"),
        ("string",),
    ),
    "enums of one": (
        {"anyOf": [{"enum": ["a"], "type": "string"}, {"enum": ["b"]}]},
        ("a", "b"),
        ("string",),
    ),
    "numbers": ({"oneOf": [{"const": 1}, {"const": 2, "deprecated": True}]}, (1, 2), ("integer",)),
    "of two types": ({"oneOf": [{"const": 1}, {"const": "auto"}]}, (1, "auto"), ("integer", "string")),
    "beside null": (
        {"oneOf": [{"const": "a"}, {"const": "b"}, {"type": "null"}]},
        ("a", "b"),
        ("string",),
    ),
    "of the type that stands beside": (
        {"type": "string", "oneOf": [{"const": "a"}, {"const": "b"}]},
        ("a", "b"),
        ("string",),
    ),
    "an empty text clears the value": ({"anyOf": [STRING, {"enum": [""]}]}, (), ("string",)),
}


@pytest.mark.parametrize(("value", "enum", "types"), VALUES.values(), ids=VALUES.keys())
def test_branches_of_one_value_are_an_enum(value: Any, enum: tuple[Any, ...], types: tuple[str, ...]) -> None:
    """Branches that allow one value each, and say what it means, are no alternatives."""
    found = shape(value)
    assert (found.enum, found.types, found.alternatives) == (enum, types, ())


CHOICES: dict[str, Any] = {
    "two values in one branch": {"oneOf": [{"enum": ["a", "b"]}, {"const": "c"}]},
    "a value and a type": {"oneOf": [{"const": "a"}, STRING]},
    "a value that is an object": {"oneOf": [{"const": {}}, {"const": "a"}]},
    "a value and a bound": {"oneOf": [{"const": "a", "maxLength": 3}, {"const": "b"}]},
    "a value by reference": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"const": "b"}]},
}


@pytest.mark.parametrize("value", CHOICES.values(), ids=CHOICES.keys())
def test_other_branches_stay_a_choice(value: Any) -> None:
    """A branch that says more than one value keeps its place."""
    assert len(shape(value).alternatives) == 2


def test_members_that_go_together() -> None:
    """Where alternatives say no more than which members go together, the first group is known."""
    groups = [{"required": ["a", "b"], "title": "A"}, {"required": ["c"]}]
    found = shape({"type": "object", "properties": {"a": {}, "b": {}, "c": {}}, "oneOf": groups})
    assert (found.together, found.required, found.alternatives) == ({"a", "b"}, set(), ())
    described = [*groups, {"properties": {"d": {}}}]
    assert shape({"type": "object", "anyOf": described}).together == set()


IMPLIED: dict[str, tuple[Any, tuple[str, ...]]] = {
    "a pattern": ({"pattern": "^a"}, ("string",)),
    "a length": ({"maxLength": 3}, ("string",)),
    "a text's format": ({"format": "date-time"}, ("string",)),
    "a number's format": ({"format": "int32"}, ()),
    "a branch that speaks of texts": (
        {"oneOf": [{"type": "integer"}, {"format": "uuid"}]},
        ("integer", "string"),
    ),
}


@pytest.mark.parametrize(("value", "wanted"), IMPLIED.values(), ids=IMPLIED.keys())
def test_a_type_that_nobody_names(value: Any, wanted: tuple[str, ...]) -> None:
    """A schema that speaks of texts alone is a text."""
    document, node, report = world.schema(value)
    assert type_names(document, shape_of(document, node, report), report) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [({"a": [1, None, "ä"]}, True), (float("nan"), False), (float("inf"), False), ("\ud800", False)],
)
def test_what_json_can_say(value: Any, wanted: bool) -> None:
    """NaN, infinity and half a character stand in documents, and in no request."""
    assert is_json(value) is wanted


@pytest.mark.parametrize("keyword", ["default", "example", "examples", "enum", "const"])
def test_a_value_that_json_cannot_say_is_none(keyword: str) -> None:
    """Such a default, example or choice is as good as absent."""
    value: Any = [float("nan")] if keyword in ("enum", "examples") else float("nan")
    found = shape({"type": "number", keyword: value})
    assert keyword not in found.keywords
    assert found.enum == ()


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(LARGEST, LARGEST), (-LARGEST, -LARGEST), (LARGEST * 10, None), (float("inf"), None)],
)
def test_a_bound_that_no_number_reaches(value: Any, wanted: float | None) -> None:
    """A bound beyond every float is none, because arithmetic with it would fail."""
    assert shape({"maximum": value}).number("maximum") == wanted
