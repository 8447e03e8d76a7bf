"""Options become canvas fields, and list commands become pickers where they can work."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import ConnectorPlan, FieldPlan, Place, ValueKind

from . import world
from .world import parameter

STRING = {"type": "string"}
OBJECT = {"type": "object", "properties": {"a": STRING}}


def field_of(schema: Any, *, name: str = "p", in_body: bool = False, **members: Any) -> FieldPlan:
    if in_body:
        operation = world.answering(
            requestBody=world.json_body({"type": "object", "properties": {name: schema}})
        )
    else:
        operation = world.answering(parameters=[parameter(name, schema=schema, **members)])
    data = world.head() | {"paths": {"/t": {"post": operation}}}
    plan = world.planned(data, {"thing.do": world.command(mode="write", risk=2)})
    return next(one for one in plan.fields if one.id == name)


WIDGETS: dict[str, tuple[Any, bool, str, str, str]] = {
    "text": (STRING, False, "p", "text", "string"),
    "an integer": ({"type": "integer"}, False, "p", "number", "integer"),
    "a number": ({"type": "number"}, False, "p", "number", "number"),
    "a boolean": ({"type": "boolean"}, False, "p", "boolean", "boolean"),
    "a choice": ({"enum": ["a", "b"]}, False, "p", "select", "string"),
    "several choices": ({"type": "array", "items": {"enum": ["a", "b"]}}, False, "p", "multiselect", "array"),
    "a list": ({"type": "array", "items": STRING}, False, "p", "json", "array"),
    "an object": (OBJECT, True, "p", "json", "json"),
    "a date and time": ({"type": "string", "format": "date-time"}, False, "p", "datetime", "datetime"),
    "a date": ({"type": "string", "format": "date"}, False, "p", "datetime", "datetime"),
    "a time stamp in seconds": ({"type": "integer", "format": "date-time"}, False, "p", "number", "integer"),
    "long text of a body": (STRING, True, "description", "richtext", "string"),
    "long text by one of its words": (STRING, True, "internal_note", "richtext", "string"),
    "a word that only holds one": (STRING, True, "notebook", "text", "string"),
    "long text in a query": (STRING, False, "description", "text", "string"),
    "a choice with a long name": ({"enum": ["a"]}, True, "message", "select", "string"),
}


@pytest.mark.parametrize(
    ("schema", "in_body", "name", "render_as", "kind"), WIDGETS.values(), ids=WIDGETS.keys()
)
def test_widgets(schema: Any, in_body: bool, name: str, render_as: str, kind: str) -> None:
    """What a field looks like follows from kind and format, never from the host's guessing."""
    field = field_of(schema, in_body=in_body, name=name)
    assert (field.render_as, field.type) == (render_as, kind)
    assert (field.rows is not None) == (render_as == "richtext")


DEFAULTS: dict[str, tuple[Any, Any]] = {
    "the vendor's": ({"type": "integer", "default": 25}, 25),
    "false": ({"type": "boolean", "default": False}, False),
    "a list is none": ({"type": "array", "items": STRING, "default": ["a"]}, None),
    "an object is none": ({"type": "string", "default": {}}, None),
    "none": (STRING, None),
}


@pytest.mark.parametrize(("schema", "default"), DEFAULTS.values(), ids=DEFAULTS.keys())
def test_defaults(schema: Any, default: Any) -> None:
    """A field shows what the vendor assumes, where one value says it."""
    assert field_of(schema).default == default


def test_what_a_field_says() -> None:
    """Label, description, placeholder and choices come from the option."""
    field = field_of({"enum": ["a", "b"]}, name="sort_order", description="Which first.", example="a")
    assert (field.label, field.description, field.placeholder) == ("Sort order", "Which first", "a")
    assert (field.options, field.required) == (("a", "b"), False)


def test_whole_bodies() -> None:
    """A body has a field of its own, required where nothing else can give it."""
    assert field_of(STRING, in_body=True).required is False
    data = world.head() | {
        "paths": {"/t": {"post": world.answering(requestBody=world.json_body({"type": "array"}))}}
    }
    (field,) = world.planned(data, {"thing.do": world.command(mode="write", risk=2)}).fields
    assert (field.id, field.render_as, field.required, field.rows) == ("body", "json", True, 8)


def two(one: Any, other: Any) -> tuple[FieldPlan, ...]:
    paths = {
        f"/{name}": {"get": world.answering(operationId=name, parameters=[given])}
        for name, given in (("a", one), ("b", other))
    }
    return world.planned(
        world.head() | {"paths": paths}, {"a.do": world.command("a"), "b.do": world.command("b")}
    ).fields


SHARED: dict[str, tuple[Any, Any, bool]] = {
    "the same": (parameter("p"), parameter("p"), True),
    "the same in another place": (parameter("p"), parameter("p", "header"), True),
    "another description": (parameter("p"), parameter("p", description="x"), False),
    "another type": (parameter("p"), parameter("p", schema={"type": "integer"}), False),
    "required here only": (parameter("p"), parameter("p", required=True), False),
    "other choices": (parameter("p", schema={"enum": ["a"]}), parameter("p", schema={"enum": ["b"]}), False),
    "another default": (parameter("p"), parameter("p", schema={"type": "string", "default": "x"}), False),
}


@pytest.mark.parametrize(("one", "other", "shared"), SHARED.values(), ids=SHARED.keys())
def test_shared_fields(one: Any, other: Any, shared: bool) -> None:
    """Commands share a field only where it is the same field in every property."""
    fields = two(one, other)
    assert [field.applies_to for field in fields] == (
        [("a.do", "b.do")] if shared else [("a.do",), ("b.do",)]
    )


THING = {"type": "object", "properties": {"id": STRING, "gid": STRING, "name": STRING}}
THINGS = {"type": "array", "items": THING}
PATHS: dict[str, Any] = {
    "/things": {"get": world.answering(THINGS, operationId="list")},
    "/things/{thing_id}": {
        "get": world.answering(THING, operationId="get", parameters=[parameter("thing_id", "path")])
    },
}


def picking(
    listing: dict[str, Any] | None = None,
    *,
    mapped: dict[str, Any] | None = None,
    path: str = "/things/{thing_id}",
    given: dict[str, Any] | None = None,
    at: str = "/things",
    method: str = "get",
) -> ConnectorPlan:
    paths = {
        at: {method: listing or world.answering(THINGS, operationId="list")},
        path: {
            "get": world.answering(
                THING, operationId="get", parameters=[given or parameter("thing_id", "path")]
            )
        },
    }
    settings: dict[str, Any] = {"mode": "readonly", "risk": 1, **(mapped or {})}
    commands = {"thing.list": {"operation": "list", **settings}, "thing.get": world.command("get")}
    return world.planned(world.head() | {"paths": paths}, commands)


def listing(content: Any = None, *parameters: dict[str, Any]) -> dict[str, Any]:
    return world.answering(content or THINGS, operationId="list", parameters=list(parameters))


NAMELESS = {"type": "array", "items": {"type": "object", "properties": {"name": STRING}}}
KEYED = {"type": "array", "items": {"type": "object", "properties": {"gid": STRING}}}
PICKED: dict[str, tuple[dict[str, Any], bool]] = {
    "the parameter below a list": ({}, True),
    "a trailing slash": ({"at": "/things/"}, True),
    "deeper below": ({"path": "/things/{thing_id}/parts"}, True),
    "an integer": ({"given": parameter("thing_id", "path", {"type": "integer"})}, True),
    "a list with options that may be left out": ({"listing": listing(None, parameter("q"))}, True),
    "a required option that is fixed": (
        {
            "listing": listing(None, parameter("q", required=True)),
            "mapped": {"parameters": {"q": {"fixed": "x"}}},
        },
        True,
    ),
    "a required option with a default": (
        {
            "listing": listing(None, parameter("q", required=True)),
            "mapped": {"parameters": {"q": {"default": "x"}}},
        },
        True,
    ),
    "the vendor's own key": ({"listing": listing(KEYED), "mapped": {"list": {"id": "gid"}}}, True),
    "another path": ({"path": "/parts/{thing_id}"}, False),
    "one more segment between": ({"path": "/things/all/{thing_id}"}, False),
    "a list that needs an option": ({"listing": listing(None, parameter("q", required=True))}, False),
    "a list that needs a variable": (
        {
            "listing": listing(None, parameter("q", required=True)),
            "mapped": {"parameters": {"q": {"env": "ACME_Q_ID"}}},
        },
        False,
    ),
    "items without an id": ({"listing": listing(NAMELESS)}, False),
    "items with another key that the map does not name": ({"listing": listing(KEYED)}, False),
    "items of text": ({"listing": listing({"type": "array", "items": STRING})}, False),
    "an object": ({"listing": listing(THING)}, False),
    "a list that writes": ({"mapped": {"mode": "write", "risk": 2}}, False),
    "a list by POST": ({"method": "post"}, False),
    "a parameter with choices": ({"given": parameter("thing_id", "path", {"enum": ["a", "b"]})}, False),
    "a parameter that is a list": (
        {"given": parameter("thing_id", "path", {"type": "array", "items": STRING})},
        False,
    ),
}


@pytest.mark.parametrize(("change", "picked"), PICKED.values(), ids=PICKED.keys())
def test_pickers(change: dict[str, Any], picked: bool) -> None:
    """A picker is offered where its list command runs without input and gives ids, and nowhere else."""
    plan = picking(**change)
    fields = [field for field in plan.fields if field.id == "thing_id"]
    assert [field.picker for field in fields] == (["thing_list"] if picked else [None])
    assert [picker.source_command for picker in plan.pickers] == (["thing.list"] if picked else [])
    if picked:
        assert (fields[0].render_as, fields[0].options) == ("select", ())


def test_what_a_picker_shows() -> None:
    """A picker shows the id, and the label that the map names."""
    assert picking().pickers[0].source_fields == ("id",)
    assert picking(mapped={"list": {"label": "name"}}).pickers[0].source_fields == ("id", "name")


def test_every_option_has_a_field() -> None:
    """Fields and options are the same, so that no input is out of a workflow's reach."""
    schema = {"type": "object", "properties": {"type": STRING, "a": STRING}}
    command = world.planned_one(
        world.answering(parameters=[parameter("q")], requestBody=world.json_body(schema)),
        method="post",
        settings={"mode": "write", "risk": 2},
    )
    assert {o.field for o in command.options} == {"q", "a", "thing_type"}
    assert {o.place for o in command.options} == {Place.QUERY, Place.BODY}
    assert {o.kind for o in command.options} == {ValueKind.TEXT}
