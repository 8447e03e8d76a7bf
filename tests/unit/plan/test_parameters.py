"""Parameters and body members become inputs; what is not supported is refused by its code."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import Joining, Place, ValueKind
from aos_gen.plan.parameters import Input, read_members, read_parameters
from aos_gen.plan.shape import shape_of

from . import world
from .world import parameter


def read(
    *parameters: dict[str, Any], path: str = "/things", omitted: set[str] | None = None, **schemas: Any
) -> tuple[list[Input], list[str]]:
    document, operation, report = world.one_operation(
        world.answering(parameters=list(parameters)), path=path, components={"schemas": schemas}
    )
    found = read_parameters(document, operation, omitted or set(), world.AT, report)
    return found, [d.code for d in report]


STRING, INTEGER = {"type": "string"}, {"type": "integer"}
STRINGS = {"type": "array", "items": STRING}

KINDS = {
    "text": (STRING, ValueKind.TEXT, ValueKind.TEXT),
    "an integer": (INTEGER, ValueKind.INTEGER, ValueKind.INTEGER),
    "a number": ({"type": "number"}, ValueKind.NUMBER, ValueKind.NUMBER),
    "integer or number": ({"type": ["integer", "number"]}, ValueKind.NUMBER, ValueKind.NUMBER),
    "a boolean": ({"type": "boolean"}, ValueKind.BOOLEAN, ValueKind.BOOLEAN),
    "text or null": ({"type": ["string", "null"]}, ValueKind.TEXT, ValueKind.TEXT),
    "an enum without a type": ({"enum": ["a", "b"]}, ValueKind.TEXT, ValueKind.TEXT),
    "an enum of numbers without a type": ({"enum": [1, 2]}, ValueKind.INTEGER, ValueKind.INTEGER),
    "a list of text": (STRINGS, ValueKind.LIST, ValueKind.TEXT),
    "a list of integers": ({"type": "array", "items": INTEGER}, ValueKind.LIST, ValueKind.INTEGER),
    "nothing said: every scalar travels as text": ({}, ValueKind.TEXT, ValueKind.TEXT),
    "text or a number travels as text": ({"type": ["string", "integer"]}, ValueKind.TEXT, ValueKind.TEXT),
    "alternatives of scalars": ({"oneOf": [STRING, INTEGER]}, ValueKind.TEXT, ValueKind.TEXT),
}


@pytest.mark.parametrize("where", ["path", "query", "header"])
@pytest.mark.parametrize(("schema", "kind", "item_kind"), KINDS.values(), ids=KINDS.keys())
def test_kinds(where: str, schema: Any, kind: ValueKind, item_kind: ValueKind) -> None:
    """A parameter's schema says what its option reads, wherever it travels."""
    (one,), codes = read(parameter("p", where, schema or {"description": "x"}), path="/things/{p}")
    assert codes == []
    assert (one.kind, one.item_kind, one.place) == (kind, item_kind, Place(where))


JOININGS = {
    "query, by default": ("query", {}, Joining.REPEAT),
    "query, exploded form": ("query", {"style": "form", "explode": True}, Joining.REPEAT),
    "query, form that is not exploded": ("query", {"style": "form", "explode": False}, Joining.COMMA),
    "query, not exploded": ("query", {"explode": False}, Joining.COMMA),
    "path, by default": ("path", {}, Joining.COMMA),
    "path, simple and exploded": ("path", {"style": "simple", "explode": True}, Joining.COMMA),
    "header, by default": ("header", {}, Joining.COMMA),
    "header, exploded": ("header", {"explode": True}, Joining.COMMA),
}


@pytest.mark.parametrize(("where", "members", "joining"), JOININGS.values(), ids=JOININGS.keys())
def test_joining(where: str, members: dict[str, Any], joining: Joining) -> None:
    """Style and explode say how a list travels."""
    (one,), codes = read(parameter("p", where, STRINGS, **members), path="/things/{p}")
    assert (one.joining, codes) == (joining, [])


OBJECT = {"type": "object", "properties": {"a": STRING}}
REFUSED = {
    "a list in deepObject": (
        parameter("p", schema=STRINGS, style="deepObject"),
        "unsupported-parameter-style",
    ),
    "an object in deepObject": (
        parameter("p", schema=OBJECT, style="deepObject"),
        "unsupported-parameter-style",
    ),
    "a list separated by pipes": (
        parameter("p", schema=STRINGS, style="pipeDelimited"),
        "unsupported-parameter-style",
    ),
    "a list separated by spaces": (
        parameter("p", schema=STRINGS, style="spaceDelimited"),
        "unsupported-parameter-style",
    ),
    "a matrix path": (parameter("p", "path", style="matrix"), "unsupported-parameter-style"),
    "a label path": (parameter("p", "path", style="label"), "unsupported-parameter-style"),
    "a form header": (parameter("p", "header", style="form"), "unsupported-parameter-style"),
    "an unknown style": (parameter("p", style="fancy"), "unsupported-parameter-style"),
    "a style that is no text": (parameter("p", style=["form"]), "unsupported-parameter-style"),
    "an object in form": (parameter("p", schema=OBJECT), "unsupported-parameter-object"),
    "an object in a header": (parameter("p", "header", OBJECT), "unsupported-parameter-object"),
    "a list of objects": (
        parameter("p", schema={"type": "array", "items": OBJECT}),
        "unsupported-parameter-object",
    ),
    "text or a list": (parameter("p", schema={"oneOf": [STRING, STRINGS]}), "unsupported-parameter-object"),
    "a media type": (
        {"name": "p", "in": "query", "content": {"application/json": {"schema": OBJECT}}},
        "unsupported-parameter-content",
    ),
    "a cookie": (parameter("p", "cookie"), "unsupported-cookie-parameter"),
    "the whole query string (3.2)": (parameter("p", "querystring"), "unsupported-parameter-place"),
}


@pytest.mark.parametrize(("given", "code"), REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("omitted", ["", "p", "place"])
def test_refusals(given: dict[str, Any], code: str, omitted: str) -> None:
    """What is not supported is refused by its code, and not where the map leaves it out."""
    key = f"{given['in']}:p" if omitted == "place" else omitted
    found, codes = read(given, path="/things/{p}", omitted={key} if key else set())
    assert codes == ([] if key else [code])
    kept = bool(key) and given["in"] in ("path", "query", "header")
    assert [one.api_name for one in found] == (["p"] if kept else [])


def test_a_scalar_in_deep_object_is_just_a_scalar() -> None:
    """deepObject says something about objects only."""
    (one,), codes = read(parameter("p", style="deepObject"))
    assert (one.kind, codes) == (ValueKind.TEXT, [])


@pytest.mark.parametrize("name", ["Accept", "content-type", "AUTHORIZATION", "User-Agent"])
def test_headers_that_are_not_the_callers(name: str) -> None:
    """Headers that OpenAPI reserves, and our own, are no parameters."""
    assert read(parameter(name, "header")) == ([], [])


@pytest.mark.parametrize("odd", [{"in": "query"}, {"name": "p"}, {"name": 7, "in": "query"}, {}])
def test_parameters_without_name_or_place(odd: dict[str, Any]) -> None:
    """A parameter that does not say its name and place cannot be sent."""
    assert read(odd) == ([], [])


def test_order() -> None:
    """Path parameters come in the path's order, then query and header: required ones first, then by name."""
    names = [
        one.api_name
        for one in read(
            parameter("z", "header"),
            parameter("b"),
            parameter("a"),
            parameter("r", required=True),
            parameter("second", "path"),
            parameter("first", "path"),
            path="/x/{first}/y/{second}",
        )[0]
    ]
    assert names == ["first", "second", "r", "a", "b", "z"]


def test_a_path_parameter_is_required_whatever_it_says() -> None:
    """A path without its parameter is another path."""
    (one,), _ = read({"name": "p", "in": "path", "schema": STRING}, path="/{p}")
    assert one.required


def test_descriptions_and_examples() -> None:
    """The parameter's own description wins; examples come in order of trust."""
    (one,), _ = read(
        parameter(
            "p",
            schema={
                "type": "string",
                "description": "far",
                "example": "c",
                "examples": ["d"],
                "default": "e",
            },
            description="near",
            example="a",
            examples={"x": {"value": "b"}, "y": {"externalValue": "z"}},
        )
    )
    assert one.description == "near"
    assert one.examples == ("a", "b", "c", "d", "e")
    (other,), _ = read(parameter("p", schema={"type": "string", "description": "far"}))
    assert (other.description, other.examples) == ("far", ())


@pytest.mark.parametrize("description", [7, ["a"], {"a": 1}, None])
def test_a_description_that_is_no_text(description: Any) -> None:
    """A vendor's slip in a description stops nothing."""
    command = world.planned_one(world.answering(parameters=[parameter("p", description=description)]))
    assert command.options[0].help == ""


def members(value: Any, **schemas: Any) -> list[Input]:
    document, node, report = world.schema(value, **schemas)
    found = read_members(document, shape_of(document, node, report), report)
    assert not list(report)
    return found


def test_members() -> None:
    """Members of a body: required ones first, then by name; readOnly ones are not the caller's."""
    found = members(
        {
            "type": "object",
            "required": ["z", "id"],
            "properties": {
                "b": STRING,
                "a": OBJECT,
                "z": INTEGER,
                "id": {"type": "string", "readOnly": True},
                "seen": {"$ref": "#/components/schemas/Seen"},
            },
        },
        Seen={"type": "string", "readOnly": True},
    )
    assert [(one.api_name, one.required, one.place) for one in found] == [
        ("z", True, Place.BODY),
        ("a", False, Place.BODY),
        ("b", False, Place.BODY),
    ]


MEMBER_KINDS: dict[str, tuple[Any, ValueKind, ValueKind, tuple[str, ...]]] = {
    "an object": (OBJECT, ValueKind.JSON, ValueKind.JSON, ("object",)),
    "anything": ({}, ValueKind.JSON, ValueKind.JSON, ()),
    "text or a number": (
        {"type": ["string", "number"]},
        ValueKind.JSON,
        ValueKind.JSON,
        ("number", "string"),
    ),
    "a list of objects": ({"type": "array", "items": OBJECT}, ValueKind.LIST, ValueKind.JSON, ("object",)),
    "a list of anything": ({"type": "array"}, ValueKind.LIST, ValueKind.JSON, ()),
    "a list of lists": ({"type": "array", "items": STRINGS}, ValueKind.LIST, ValueKind.JSON, ("array",)),
    "a list or text": ({"oneOf": [STRINGS, STRING]}, ValueKind.JSON, ValueKind.JSON, ("array", "string")),
    "text": (STRING, ValueKind.TEXT, ValueKind.TEXT, ()),
}


@pytest.mark.parametrize(
    ("schema", "kind", "item_kind", "accepts"), MEMBER_KINDS.values(), ids=MEMBER_KINDS.keys()
)
def test_member_kinds(schema: Any, kind: ValueKind, item_kind: ValueKind, accepts: tuple[str, ...]) -> None:
    """In JSON a value keeps its type: what is no scalar and no list of scalars is given as JSON."""
    (one,) = members({"type": "object", "properties": {"m": schema}})
    assert (one.kind, one.item_kind) == (kind, item_kind)
    assert one.accepts == accepts or kind is not ValueKind.JSON and item_kind is not ValueKind.JSON
