"""Nested members that the map lifts out: options of their own, back in their place when they are sent."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import CommandPlan, Place, ShowWhen, Style, ValueKind

from . import world
from .world import Found, option_of, parameter

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
TEXT, WHOLE = ValueKind.TEXT, ValueKind.INTEGER
WRITE: dict[str, Any] = {"mode": "write", "risk": 2}
HERE = "#/commands/thing.do/parameters"


def thing(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


FIELDS = thing(
    *("summary", "project"),
    summary=STRING,
    project=thing("key", key=STRING, number=INTEGER),
    due=STRING,
    id={"type": "string", "readOnly": True},
)
ISSUE = thing("fields", fields=FIELDS, note=STRING)


def operation(schema: Any = ISSUE) -> dict[str, Any]:
    return world.answering(requestBody=world.json_body(schema))


def plan(parameters: dict[str, Any], schema: Any = ISSUE) -> CommandPlan:
    settings = {**WRITE, "parameters": parameters}
    return world.planned_one(operation(schema), method="post", settings=settings)


def mistakes(parameters: dict[str, Any], schema: Any = ISSUE) -> list[Found]:
    data = world.head() | {"paths": {"/things": {"post": operation(schema)}}}
    _, report = world.build(data, {"thing.do": world.command(**WRITE, parameters=parameters)})
    return [one for one in world.found(report) if one.code != "no-health-probe"]


LIFTED: dict[str, tuple[str, str, tuple[str, ...], ValueKind, bool]] = {
    "a member": ("fields.summary", "--summary", ("fields", "summary"), TEXT, True),
    "one that is not required": ("fields.due", "--due", ("fields", "due"), TEXT, False),
    "two levels down": ("fields.project.key", "--key", ("fields", "project", "key"), TEXT, True),
    "not required at the end": (
        *("fields.project.number", "--number"),
        *(("fields", "project", "number"), WHOLE, False),
    ),
    "named by its place": ("body:fields.summary", "--summary", ("fields", "summary"), TEXT, True),
}


@pytest.mark.parametrize(("name", "option", "path", "kind", "required"), LIFTED.values(), ids=LIFTED.keys())
def test_lifted(name: str, option: str, path: tuple[str, ...], kind: ValueKind, required: bool) -> None:
    """A lifted member has its own name, type and place; it is required where every step is."""
    found = option_of(plan({name: {}}), name)
    assert (found.option, found.path, found.kind, found.required) == (option, path, kind, required)


def test_the_object_is_no_longer_required() -> None:
    """What is lifted out of an object takes its place: nobody must give both."""
    assert option_of(plan({"fields.summary": {}}), "fields").required is False
    assert option_of(plan({"note": {"option": "text"}}), "fields").required is True


def test_one_name_for_two_lifted_members() -> None:
    """The second of one name has its parent's before it; a third, whatever the map says."""
    schema = thing(name=STRING, a=thing(name=STRING), b=thing(name=STRING))
    command = plan({"a.name": {}, "b.name": {"option": "other"}}, schema)
    assert {o.api_name: o.option for o in command.options} == {
        "name": "--name",
        "a.name": "--a-name",
        "b.name": "--other",
        "a": "--a",
        "b": "--b",
    }


SETTINGS: dict[str, tuple[dict[str, Any], list[str], list[tuple[tuple[str, ...], Any]], tuple[str, ...]]] = {
    "fixed": (
        {"fields.project.key": {"fixed": "K"}},
        ["fields", "note"],
        [(("fields", "project", "key"), "K")],
        (),
    ),
    "the object left out": (
        {"fields": {"omit": True}, "fields.summary": {}, "fields.project.key": {"fixed": "K"}},
        ["fields.summary", "note"],
        [(("fields", "project", "key"), "K")],
        ("fields",),
    ),
    "a member left out": ({"fields.due": {"omit": True}}, ["fields", "note"], [], ("fields.due",)),
    "a list": ({"fields.due": {"option": "until", "help": "When"}}, ["fields.due", "fields", "note"], [], ()),
}


@pytest.mark.parametrize(
    ("parameters", "options", "fixed", "refused"), SETTINGS.values(), ids=SETTINGS.keys()
)
def test_settings(
    parameters: dict[str, Any],
    options: list[str],
    fixed: list[tuple[tuple[str, ...], Any]],
    refused: tuple[str, ...],
) -> None:
    """A lifted member is fixed, left out and named like any other; its object may be left out beside it."""
    command = plan(parameters)
    assert sorted(o.api_name for o in command.options) == sorted(options)
    assert [(one.path, one.value) for one in command.fixed] == fixed
    assert command.body is not None
    assert command.body.refused == refused


OPEN: dict[str, tuple[Any, dict[str, Any], ValueKind]] = {
    "a free-form object": ({"type": "object"}, {}, TEXT),
    "a map": ({"type": "object", "additionalProperties": STRING}, {}, TEXT),
    "a map beside members": ({**thing(a=STRING), "additionalProperties": STRING}, {}, TEXT),
    "anything": ({}, {}, TEXT),
    "with a type": ({"type": "object"}, {"type": "integer"}, WHOLE),
    "with a default": ({"type": "object"}, {"default": 5}, WHOLE),
    "one that the document does not name": (thing(a=STRING), {"type": "integer"}, WHOLE),
}


@pytest.mark.parametrize(("schema", "setting", "kind"), OPEN.values(), ids=OPEN.keys())
def test_members_that_the_document_does_not_name(
    schema: Any, setting: dict[str, Any], kind: ValueKind
) -> None:
    """A free-form object has the members that the map names; any other, with `type`."""
    found = option_of(plan({"m.x": setting}, thing(m=schema)), "m.x")
    assert (found.path, found.kind, found.required) == (("m", "x"), kind, False)


def test_below_what_the_document_does_not_name() -> None:
    """Every step below a free-form object is the map's."""
    (fixed,) = plan({"m.x.y": {"fixed": 3}}, thing(m={"type": "object"})).fixed
    assert (fixed.path, fixed.value) == (("m", "x", "y"), 3)


UNKNOWN: dict[str, tuple[str, Any]] = {
    "another name": ("m.sumary", thing(m=FIELDS)),
    "another name, deeper": ("m.project.kee", thing(m=FIELDS)),
    "a readOnly member": ("m.id", thing(m=FIELDS)),
    "a closed object": ("m.x", thing(m={"type": "object", "additionalProperties": False})),
    "none of the alternatives": ("m.x", thing(m={"oneOf": [thing(a=STRING), thing(b=STRING)]})),
    "no such object": ("zz.x", thing(m=FIELDS)),
}


@pytest.mark.parametrize(("name", "schema"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_cannot_be_lifted(name: str, schema: Any) -> None:
    """A step that the document does not know is a mistake, at the name in the map."""
    assert mistakes({name: {}}, schema) == [Found("unknown-parameter", f"{HERE}/{name}")]


@pytest.mark.parametrize("schema", [STRING, INTEGER, {"type": "array", "items": STRING}])
def test_what_has_no_members(schema: Any) -> None:
    """Nothing can be lifted out of a text, a number or a list."""
    assert mistakes({"m.x": {}}, thing(m=schema)) == [Found("unknown-parameter", f"{HERE}/m.x")]


CARD = thing("type", "number", type={"const": "card"}, number=INTEGER)
BANK = thing("type", "iban", type={"const": "bank"}, iban=STRING)


def test_through_alternatives() -> None:
    """A member of an alternative is lifted with its type, and is no one's duty."""
    found = option_of(plan({"m.number": {}}, thing("m", m={"oneOf": [CARD, BANK]})), "m.number")
    assert (found.kind, found.required) == (WHOLE, False)


def test_through_an_alternative_beside_a_text() -> None:
    """An object that may also be a text still describes its members."""
    found = option_of(plan({"m.number": {}}, thing(m={"oneOf": [CARD, STRING]})), "m.number")
    assert found.kind is WHOLE


def test_out_of_a_member_of_one_alternative() -> None:
    """What is lifted out of an alternative's object is shown with that alternative alone."""
    one = thing("type", "card", type={"const": "card"}, card=thing("number", number=STRING))
    other = thing("type", type={"const": "cash"})
    command = plan({"card.number": {}}, {"oneOf": [one, other]})
    found = option_of(command, "card.number")
    assert (found.required, found.show_when) == (False, ShowWhen(field="thing_type", equals="card"))
    assert command.sample.full.body == {"type": "card", "card": {"number": "example"}}


def test_what_is_lifted_out_of_another_alternative() -> None:
    """A sample of one alternative holds nothing that was lifted out of another's object."""
    one = thing("type", "card", type={"const": "card"}, card=thing("number", number=STRING))
    other = thing("type", type={"const": "bank"}, iban=STRING, bic=STRING, name=STRING)
    full = plan({"card": {"omit": True}, "card.number": {}}, {"oneOf": [one, other]}).sample.full
    assert full.body == {"type": "bank", "iban": "example", "bic": "example", "name": "example"}


def test_null_in_a_query() -> None:
    """A member lifted out of a parameter has no text for null."""
    null = parameter("filter", schema=thing(a={"type": ["string", "null"]}), style="deepObject")
    settings: dict[str, Any] = {"parameters": {"filter.a": {}}}
    command = world.planned_one(world.answering(parameters=[null]), settings=settings)
    assert option_of(command, "filter.a").nullable is False


def test_out_of_a_query_parameter() -> None:
    """A parameter's members are lifted too, and travel in its style."""
    command = world.planned_one(
        world.answering(
            parameters=[parameter("filter", schema=thing(a=STRING, b=STRING), style="deepObject")]
        ),
        settings={"parameters": {"filter": {"omit": True}, "filter.a": {}, "filter.b": {"fixed": "x"}}},
    )
    (found,) = command.options
    assert (found.place, found.style, found.path) == (Place.QUERY, Style.DEEP, ("filter", "a"))
    assert command.sample.full.query == (("filter[a]", "example"), ("filter[b]", "x"))


def test_a_literal_dot() -> None:
    """A name that the vendor writes with a dot is that name, whatever stands beside it."""
    command = plan({"a.b": {"option": "c"}}, {"type": "object", "properties": {"a.b": STRING, "a": thing()}})
    assert option_of(command, "a.b").path == ("a.b",)
