"""Options become canvas fields, and list commands become pickers where they can work."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.canvas import MOST_OPEN
from aos_gen.plan.model import FieldPlan, Place, ShowWhen, ValueKind

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
    "a list of objects": ({"type": "array", "items": OBJECT}, True, "p", "json", "array"),
    "anything": ({}, True, "p", "json", "json"),
    "numbers to choose from": ({"type": "integer", "enum": [1, 2]}, False, "p", "number", "integer"),
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


GROUPED: dict[str, tuple[int, int, bool]] = {
    "none": (0, 0, False),
    "as many as stand open": (0, MOST_OPEN, False),
    "one more": (0, MOST_OPEN + 1, True),
    "required ones do not count": (9, MOST_OPEN, False),
    "required ones stand open": (2, MOST_OPEN + 1, True),
}


@pytest.mark.parametrize(("required", "optional", "folded"), GROUPED.values(), ids=GROUPED.keys())
def test_groups(required: int, optional: int, folded: bool) -> None:
    """Many optional fields of a command are folded into a group of its own; required ones never."""
    must = [parameter(f"r{n}", required=True) for n in range(required)]
    may = [parameter(f"o{n}") for n in range(optional)]
    data = world.head() | {"paths": {"/t": {"get": world.answering(parameters=[*must, *may])}}}
    groups = {one.id: one.group for one in world.planned(data, {"thing.do": world.command()}).fields}
    assert len(groups) == required + optional
    assert {name: group for name, group in groups.items() if group} == (
        {f"o{n}": "thing_do_options" for n in range(optional)} if folded else {}
    )


def test_a_whole_body_is_folded_with_the_rest() -> None:
    """The field of `--body` is one of the optional fields."""
    schema = {"type": "object", "properties": {f"m{n}": STRING for n in range(MOST_OPEN)}}
    data = world.head() | {"paths": {"/t": {"post": world.answering(requestBody=world.json_body(schema))}}}
    fields = world.planned(data, {"thing.do": world.command(mode="write", risk=2)}).fields
    assert {one.group for one in fields} == {"thing_do_options"}


CARD = {"type": "object", "properties": {"kind": {"const": "card"}, "number": STRING}}
BANK = {"type": "object", "properties": {"kind": {"const": "bank"}, "iban": STRING}}


@pytest.mark.parametrize(
    ("parameters", "shown"),
    [
        ({}, ShowWhen(field="kind", equals="card")),
        ({"kind": {"option": "sort"}}, ShowWhen(field="sort", equals="card")),
        ({"kind": {"fixed": "card"}}, None),
    ],
)
def test_fields_of_alternatives(parameters: dict[str, Any], shown: ShowWhen | None) -> None:
    """A field of one alternative shows beside the discriminator's value, by that field's own id."""
    body = world.json_body({"oneOf": [CARD, BANK]})
    data = world.head() | {"paths": {"/t": {"post": world.answering(requestBody=body)}}}
    wanted = world.command(mode="write", risk=2, parameters=parameters)
    fields = world.planned(data, {"thing.do": wanted}).fields
    assert {one.id: one.show_when for one in fields}["number"] == shown
    assert {one.id: one.show_when for one in fields}["body"] is None


PAGES: dict[str, tuple[dict[str, Any], dict[str, tuple[str, str]]]] = {
    "a page behind a cursor": (
        {"kind": "cursor", "parameter": "cursor", "next": "next"},
        {"all": ("boolean", "boolean"), "limit": ("integer", "number")},
    ),
    "a page behind a URL": (
        {"kind": "url", "next": "next"},
        {"all": ("boolean", "boolean"), "limit": ("integer", "number"), "next_url": ("string", "text")},
    ),
    "a page behind a Link header": (
        {"kind": "link"},
        {"all": ("boolean", "boolean"), "limit": ("integer", "number"), "next_url": ("string", "text")},
    ),
    "a page whose size is the vendor's --limit": (
        {"kind": "page", "parameter": "page", "size": "limit"},
        {"all": ("boolean", "boolean"), "limit": ("integer", "number")},
    ),
}


@pytest.mark.parametrize(("paginate", "wanted"), PAGES.values(), ids=PAGES.keys())
def test_fields_of_pages(paginate: dict[str, Any], wanted: dict[str, tuple[str, str]]) -> None:
    """A list with pages has the fields of its own options, each once."""
    sizes = [parameter("limit", schema={"type": "integer"})] if "size" in paginate else []
    operation = world.answering(
        {
            "type": "object",
            "properties": {"data": {"type": "array", "items": OBJECT}, "next": STRING},
        },
        parameters=[parameter("cursor"), parameter("page", schema={"type": "integer"}), *sizes],
    )
    data = world.head() | {"paths": {"/t": {"get": operation}}}
    fields = world.planned(data, {"thing.do": world.command(paginate=paginate)}).fields
    own = [one for one in fields if one.id not in ("cursor", "page")]
    assert [(one.id, (one.type, one.render_as)) for one in own] == sorted(wanted.items())
    assert not any(one.required for one in own)


BODIES: dict[str, tuple[str, Any, str, str]] = {
    "bytes": ("image/png", {}, "text", "The request body (image/png): @path of a file."),
    "text": ("text/csv", STRING, "text", "The request body (text/csv): @path of a file, or the text itself."),
    "a list": (
        "application/json",
        {"type": "array"},
        "json",
        "The whole request body as JSON; the other fields go over it.",
    ),
}


@pytest.mark.parametrize(("media_type", "schema", "widget", "said"), BODIES.values(), ids=BODIES.keys())
def test_bodies(media_type: str, schema: Any, widget: str, said: str) -> None:
    """A body that is given whole has a field that says how."""
    body = world.json_body(schema, media_type=media_type)
    data = world.head() | {"paths": {"/t": {"post": world.answering(requestBody=body)}}}
    (field,) = world.planned(data, {"thing.do": world.command(mode="write", risk=2)}).fields
    assert (field.id, field.render_as, field.description, field.required) == ("body", widget, said, True)


def test_a_body_that_the_map_decides_has_no_field() -> None:
    """Where nothing can be given, nothing is shown."""
    data = world.head() | {"paths": {"/t": {"post": world.answering(requestBody=world.json_body(OBJECT))}}}
    wanted = world.command(mode="write", risk=2, parameters={"a": {"fixed": "x"}})
    assert world.planned(data, {"thing.do": wanted}).fields == ()


def test_files_are_texts() -> None:
    """A file is given by its path."""
    schema = {"type": "object", "properties": {"f": {"type": "string", "format": "binary"}}}
    body = world.json_body(schema, media_type="multipart/form-data")
    data = world.head() | {"paths": {"/t": {"post": world.answering(requestBody=body)}}}
    fields = world.planned(data, {"thing.do": world.command(mode="write", risk=2)}).fields
    assert {one.id: (one.type, one.render_as) for one in fields}["f"] == ("string", "text")


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
