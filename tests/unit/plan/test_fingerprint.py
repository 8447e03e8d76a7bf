"""A schema's fingerprint covers everything that it reaches."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.fingerprint import fingerprint

from . import world

REF = {"$ref": "#/components/schemas/A"}


def of(value: Any, **schemas: Any) -> str:
    document, node, report = world.schema(value, **schemas)
    found = fingerprint(document, node, report)
    assert not list(report)
    return found


def test_none() -> None:
    """No schema has no fingerprint."""
    document, _, report = world.schema({})
    assert fingerprint(document, None, report) == ""


EQUAL: dict[str, tuple[Any, Any]] = {
    "keys in another order": ({"type": "string", "maxLength": 3}, {"maxLength": 3, "type": "string"}),
    "members in another order": ({"properties": {"a": {}, "b": {}}}, {"properties": {"b": {}, "a": {}}}),
    "required in another order": ({"required": ["a", "b"]}, {"required": ["b", "a"]}),
    "enum in another order": ({"enum": ["a", 1]}, {"enum": [1, "a"]}),
    "types in another order": ({"type": ["null", "string"]}, {"type": ["string", "null"]}),
    "branches in another order": (
        {"oneOf": [{"type": "string"}, {"type": "null"}]},
        {"oneOf": [{"type": "null"}, {"type": "string"}]},
    ),
    "prose": ({"title": "a", "description": "b", "example": 1, "examples": [1], "deprecated": True}, {}),
    "extensions": ({"x-a": {"type": "string"}}, {}),
    "prose in a member": ({"properties": {"a": {"description": "x"}}}, {"properties": {"a": {}}}),
}


@pytest.mark.parametrize(("one", "other"), EQUAL.values(), ids=EQUAL.keys())
def test_equal(one: Any, other: Any) -> None:
    """Order and prose say nothing about what may be sent."""
    assert of(one) == of(other)


DIFFERENT: dict[str, tuple[Any, Any]] = {
    "a type": ({"type": "string"}, {"type": "integer"}),
    "a bound": ({"maximum": 1}, {"maximum": 2}),
    "a pattern": ({"pattern": "a"}, {"pattern": "b"}),
    "a format": ({"format": "date"}, {"format": "uri"}),
    "a member": ({"properties": {"a": {}}}, {"properties": {"a": {}, "b": {}}}),
    "a member called `description`": ({"properties": {"description": {}}}, {"properties": {}}),
    "a member called `x-a`": ({"properties": {"x-a": {}}}, {"properties": {}}),
    "a member called `properties`": (
        {"properties": {"properties": {"properties": {"title": {}}}}},
        {"properties": {"properties": {"properties": {}}}},
    ),
    "a required name": ({"required": ["a"]}, {"required": ["a", "b"]}),
    "items": ({"items": {"type": "string"}}, {"items": {"type": "integer"}}),
    "additionalProperties": ({"additionalProperties": False}, {"additionalProperties": True}),
    "a default": ({"default": 1}, {"default": 2}),
    "readOnly": ({"properties": {"a": {"readOnly": True}}}, {"properties": {"a": {}}}),
    "nullable": ({"type": "string", "nullable": True}, {"type": "string"}),
    "the order of prefixItems": (
        {"prefixItems": [{"type": "string"}, {}]},
        {"prefixItems": [{}, {"type": "string"}]},
    ),
}


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_different(one: Any, other: Any) -> None:
    """Whatever widens or narrows what may be sent is seen."""
    assert of(one) != of(other)


DEEP = {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/B"}}}


def test_what_references_reach_counts() -> None:
    """A change two references away is a change."""
    before = of(REF, A=DEEP, B={"type": "string", "maxLength": 1})
    assert before != of(REF, A=DEEP, B={"type": "string", "maxLength": 2})
    assert before == of(REF, A=DEEP, B={"maxLength": 1, "type": "string"})


def test_what_references_do_not_reach_does_not_count() -> None:
    """A schema beside it changes nothing."""
    assert of(REF, A=DEEP, B={}, C={"type": "string"}) == of(REF, A=DEEP, B={})


def test_a_schema_that_holds_itself() -> None:
    """A tree's node has a fingerprint, and its members count."""
    node = {"type": "object", "properties": {"next": REF}}
    assert of(REF, A=node) != of(REF, A={**node, "required": ["next"]})


@pytest.mark.parametrize("folder", ["one", "two"])
def test_the_same_words_in_two_files(folder: str) -> None:
    """`#/Part` in one file and `#/Part` in another are two schemas, and both count."""

    def found(kind: str) -> str:
        files: dict[str, Any] = {
            name: {"Whole": {"properties": {"p": {"$ref": "#/Part"}}}, "Part": {"type": "string"}}
            for name in ("one", "two")
        }
        files[folder]["Part"]["type"] = kind
        whole = {"properties": {n: {"$ref": f"{n}.json#/Whole"} for n in ("one", "two")}}
        document, report = world.load(world.head(components={"schemas": {"It": whole}}), **files)
        return fingerprint(document, document.root.child("components", "schemas", "It"), report)

    assert found("string") != found("integer")


def test_where_the_document_lies_does_not_count() -> None:
    """The same files in another folder have the same fingerprint."""

    def found() -> str:
        whole = {"properties": {"p": {"$ref": "part.json#/Part"}}}
        document, report = world.load(
            world.head(components={"schemas": {"It": whole}}), part={"Part": {"type": "string"}}
        )
        return fingerprint(document, document.root.child("components", "schemas", "It"), report)

    assert found() == found()
