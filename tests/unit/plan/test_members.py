"""An object body's members become inputs, those of its alternatives among them."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.inputs.input import Input
from aos_gen.plan.inputs.members import read_members
from aos_gen.plan.model import Place, ValueKind
from aos_gen.plan.shape import shape_of

from . import world

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
STRINGS = {"type": "array", "items": STRING}
OBJECT = {"type": "object", "properties": {"a": STRING}}
BINARY = {"type": "string", "format": "binary"}


def members(value: Any, *, files: bool = False, **schemas: Any) -> list[Input]:
    document, node, report = world.schema(value, **schemas)
    found = read_members(document, shape_of(document, node, report), report, files=files)
    assert not list(report)
    return found


def thing(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def test_members() -> None:
    """Members of a body: required ones first, then by name; readOnly ones are not the caller's."""
    found = members(
        thing(
            *("z", "id"),
            b=STRING,
            a=OBJECT,
            z=INTEGER,
            id={"type": "string", "readOnly": True},
            seen={"$ref": "#/components/schemas/Seen"},
        ),
        Seen={"type": "string", "readOnly": True},
    )
    assert [(one.api_name, one.required, one.place) for one in found] == [
        ("z", True, Place.BODY),
        ("a", False, Place.BODY),
        ("b", False, Place.BODY),
    ]


TEXT, LIST, JSON, FILE = ValueKind.TEXT, ValueKind.LIST, ValueKind.JSON, ValueKind.FILE
KINDS: dict[str, tuple[Any, ValueKind, ValueKind, tuple[str, ...]]] = {
    "an object": (OBJECT, JSON, JSON, ("object",)),
    "anything": ({}, JSON, JSON, ()),
    "text or a number": ({"type": ["string", "number"]}, JSON, JSON, ("number", "string")),
    "a list of objects": ({"type": "array", "items": OBJECT}, LIST, JSON, ("object",)),
    "a list of anything": ({"type": "array"}, LIST, JSON, ()),
    "a list of lists": ({"type": "array", "items": STRINGS}, LIST, JSON, ("array",)),
    "a list or text": ({"oneOf": [STRINGS, STRING]}, JSON, JSON, ("array", "string")),
    "lists of several kinds": (
        {"type": "array", "oneOf": [{"items": STRING}, {"items": INTEGER}]},
        *(JSON, JSON, ("array",)),
    ),
    "text": (STRING, TEXT, TEXT, ()),
    "bytes in JSON are text": (BINARY, TEXT, TEXT, ()),
}


@pytest.mark.parametrize(("schema", "kind", "item_kind", "accepts"), KINDS.values(), ids=KINDS.keys())
def test_kinds(schema: Any, kind: ValueKind, item_kind: ValueKind, accepts: tuple[str, ...]) -> None:
    """In JSON a value keeps its type: what is no scalar and no list of scalars is given as JSON."""
    (one,) = members(thing(m=schema))
    assert (one.kind, one.item_kind) == (kind, item_kind)
    assert one.accepts == accepts or item_kind is not JSON


FILES: dict[str, tuple[Any, ValueKind, ValueKind]] = {
    "format binary": (BINARY, FILE, FILE),
    "a media type without an encoding": ({"type": "string", "contentMediaType": "image/png"}, FILE, FILE),
    "a media type in base64 is text": (
        {"type": "string", "contentMediaType": "image/png", "contentEncoding": "base64"},
        *(TEXT, TEXT),
    ),
    "the encoding binary": ({"type": "string", "contentEncoding": "binary"}, FILE, FILE),
    "several files": ({"type": "array", "items": BINARY}, LIST, FILE),
    "base64": ({"type": "string", "format": "byte"}, TEXT, TEXT),
    "text": (STRING, TEXT, TEXT),
}


@pytest.mark.parametrize(("schema", "kind", "item_kind"), FILES.values(), ids=FILES.keys())
def test_files(schema: Any, kind: ValueKind, item_kind: ValueKind) -> None:
    """Where files can travel, bytes come from one; elsewhere they are text."""
    (one,) = members(thing(m=schema), files=True)
    assert (one.kind, one.item_kind) == (kind, item_kind)
    (other,) = members(thing(m=schema))
    assert FILE not in (other.kind, other.item_kind)


@pytest.mark.parametrize(
    ("schema", "nullable"),
    [({"type": ["string", "null"]}, True), ({"oneOf": [STRING, {"type": "null"}]}, True), (STRING, False)],
)
def test_nullable(schema: Any, nullable: bool) -> None:
    """A member that may be null says so, in each spelling of OpenAPI."""
    assert members(thing(m=schema))[0].nullable is nullable


def test_a_required_member_that_nobody_describes() -> None:
    """It is the caller's to give, as any JSON."""
    (found,) = members({"type": "object", "required": ["m"]})
    assert (found.api_name, found.required, found.kind) == ("m", True, JSON)
    assert set(found.accepts) == {"array", "boolean", "integer", "number", "object", "string"}
