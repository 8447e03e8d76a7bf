"""What the map says of each input: omit, fixed, default, env, option, help, and every mistake in it."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import Checks, CommandPlan, FixedPlan, Place, Style, ValueKind

from . import world
from .world import Found, option_of, parameter

INTEGER = {"type": "integer"}
STATUS = {"type": "string", "enum": ["open", "closed"]}
THING = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "size": {"type": "integer", "minimum": 1, "maximum": 9},
        "id": {"type": "string", "readOnly": True},
        "type": {"type": "string"},
    },
}
OPERATION = world.answering(
    parameters=[
        parameter("id", "path"),
        parameter("id"),
        parameter("status", schema=STATUS, description="Which ones. And why."),
        parameter("ids", schema={"type": "array", "items": INTEGER}, explode=False),
        parameter("must", required=True, schema=INTEGER),
        parameter("X-Trace", "header"),
    ],
    requestBody=world.json_body(THING),
)
HERE = "#/commands/thing.do/parameters"


def plan(**parameters: Any) -> CommandPlan:
    return world.planned_one(
        OPERATION,
        method="post",
        path="/things/{id}",
        settings={"mode": "write", "risk": 2, "parameters": parameters},
    )


def mistakes(parameters: dict[str, Any], operation: dict[str, Any] = OPERATION) -> list[Found]:
    data = world.head() | {"paths": {"/things/{id}": {"post": operation}}}
    wanted = world.command(mode="write", risk=2, parameters=parameters)
    plan, report = world.build(data, {"thing.do": wanted})
    assert plan is None
    return [one for one in world.found(report) if one.code != "no-health-probe"]


def test_what_the_map_leaves_alone_is_an_option() -> None:
    """Every input has an option; the order is path, query, header, body."""
    assert [(o.option, o.api_name, o.place.value) for o in plan().options] == [
        ("--id", "id", "path"),
        ("--must", "must", "query"),
        ("--query-id", "id", "query"),
        ("--ids", "ids", "query"),
        ("--status", "status", "query"),
        ("--x-trace", "X-Trace", "header"),
        ("--name", "name", "body"),
        ("--size", "size", "body"),
        ("--type", "type", "body"),
    ]


def test_what_an_option_says() -> None:
    """An option carries the vendor's facts: choices, bounds, style, the first sentence of its prose."""
    command = plan()
    status, size, ids = (option_of(command, name) for name in ("status", "size", "ids"))
    assert (status.choices, status.help) == (("open", "closed"), "Which ones")
    assert (size.checks, size.kind) == (Checks(least=1, most=9), ValueKind.INTEGER)
    assert (ids.kind, ids.item_kind, ids.style) == (ValueKind.LIST, ValueKind.INTEGER, Style.COMMA)
    assert [o.identifier for o in command.options if o.asked] == ["id", "must", "name"]


def test_null() -> None:
    """Only a member of a body can be null: a parameter has no text for it."""
    null = {"type": ["string", "null"]}
    command = world.planned_one(
        world.answering(
            parameters=[parameter("q", schema=null)],
            requestBody=world.json_body({"type": "object", "properties": {"m": null}}),
        ),
        method="post",
        settings={"mode": "write", "risk": 2},
    )
    assert {o.api_name: o.nullable for o in command.options} == {"q": False, "m": True}


def test_omit() -> None:
    """An omitted input is neither an option nor sent."""
    command = plan(**{"X-Trace": {"omit": True}, "query:id": {"omit": True}})
    assert "--x-trace" not in [o.option for o in command.options]
    assert [o.place for o in command.options if o.api_name == "id"] == [Place.PATH]
    assert command.fixed == ()


@pytest.mark.parametrize(
    ("name", "value", "style"),
    [
        ("status", "open", Style.FORM),
        ("must", 0, Style.FORM),
        ("ids", [1, 2], Style.COMMA),
        ("size", 3, Style.FORM),
        ("status", "closed", Style.FORM),
    ],
)
def test_fixed(name: str, value: Any, style: Style) -> None:
    """A fixed value, 0 and false too, is always sent and is no option."""
    command = plan(**{name: {"fixed": value}})
    (fixed,) = command.fixed
    place = Place.BODY if name == "size" else Place.QUERY
    assert fixed == FixedPlan(api_name=name, place=place, path=(name,), value=value, style=style)
    assert name not in [o.api_name for o in command.options]


def test_default() -> None:
    """A default fills a required option, so that nobody need give it."""
    option = option_of(plan(must={"default": 7}), "must")
    assert (option.default, option.required, option.asked) == (7, False, False)


def test_env() -> None:
    """A variable fills a required option; it stays required where the variable is not set."""
    option = option_of(plan(must={"env": "ACME_MUST_ID"}), "must")
    assert (option.env, option.required, option.asked) == ("ACME_MUST_ID", True, False)


def test_option_and_help() -> None:
    """The map's name and help take the place of the vendor's; the vendor's name still travels."""
    option = option_of(plan(status={"option": "state_is", "help": "Only these"}), "status")
    assert (option.option, option.field, option.identifier) == ("--state-is", "state_is", "state_is")
    assert (option.api_name, option.help, option.label) == ("status", "Only these", "State is")


def test_a_name_in_two_places_is_told_by_its_place() -> None:
    """`query:id` is the one, `path:id` the other."""
    command = plan(**{"query:id": {"option": "other"}, "path:id": {"option": "thing-id"}})
    assert [(o.option, o.place.value) for o in command.options if o.api_name == "id"] == [
        ("--thing-id", "path"),
        ("--other", "query"),
    ]


MISTAKES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a required parameter omitted": ({"must": {"omit": True}}, "required-parameter-omitted", "/must"),
    "a path parameter omitted": ({"path:id": {"omit": True}}, "required-parameter-omitted", "/path:id"),
    "a required member omitted": ({"name": {"omit": True}}, "required-parameter-omitted", "/name"),
    "a fixed value of another type": ({"must": {"fixed": "7"}}, "wrong-parameter-value", "/must/fixed"),
    "true for an integer": ({"must": {"fixed": True}}, "wrong-parameter-value", "/must/fixed"),
    "a fraction for an integer": ({"must": {"fixed": 1.5}}, "wrong-parameter-value", "/must/fixed"),
    "a number for text": ({"X-Trace": {"fixed": 5}}, "wrong-parameter-value", "/X-Trace/fixed"),
    "one value for a list": ({"ids": {"fixed": 5}}, "wrong-parameter-value", "/ids/fixed"),
    "a list of other values": ({"ids": {"fixed": ["a"]}}, "wrong-parameter-value", "/ids/fixed"),
    "a value outside the enum": ({"status": {"fixed": "opn"}}, "wrong-parameter-value", "/status/fixed"),
    "a default outside the enum": (
        {"status": {"default": "opn"}},
        "wrong-parameter-value",
        "/status/default",
    ),
    "a default of another type": ({"must": {"default": "x"}}, "wrong-parameter-value", "/must/default"),
    "a default outside the bounds": ({"size": {"default": 10}}, "wrong-parameter-value", "/size/default"),
    "a name of nothing": ({"statsu": {"omit": True}}, "unknown-parameter", "/statsu"),
    "a name in the wrong place": ({"body:status": {"omit": True}}, "unknown-parameter", "/body:status"),
    "a readOnly member": ({"body:id": {"fixed": "x"}}, "unknown-parameter", "/body:id"),
    "a name in two places": ({"id": {"option": "x"}}, "ambiguous-parameter", "/id"),
    "the name of a global option": ({"status": {"option": "mode"}}, "reserved-option", "/status/option"),
    "the name of the body's option": ({"status": {"option": "body"}}, "reserved-option", "/status/option"),
}


@pytest.mark.parametrize(("parameters", "code", "place"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes(parameters: dict[str, Any], code: str, place: str) -> None:
    """Each mistake in the map has its code and its place."""
    wanted = Found(code, HERE + place.replace("~", "~0"))
    assert mistakes(parameters) == [wanted]


def test_one_name_for_two_options() -> None:
    """Two parameters cannot be given the same option name."""
    found = mistakes({"status": {"option": "x"}, "must": {"option": "x"}})
    assert [one.code for one in found] == ["option-collision"]


def test_the_same_input_mapped_twice() -> None:
    """`status` and `query:status` are one parameter, and mapping both hides one of them."""
    found = mistakes({"status": {"fixed": "open"}, "query:status": {"omit": True}})
    assert found == [Found("parameter-mapped-twice", f"{HERE}/query:status")]


HINTS = {
    "a near name": ({"statsu": {"omit": True}}, "did you mean 'status'?"),
    "no near name": ({"zzz": {"omit": True}}, "it has: "),
    "a readOnly member": ({"body:id": {"fixed": "x"}}, "it is readOnly"),
    "an ambiguous name": ({"id": {"option": "x"}}, "write path:id or query:id"),
    "a value outside the enum": ({"status": {"fixed": "x"}}, "the vendor allows open, closed"),
    "a reserved name": ({"status": {"option": "help"}}, "choose another name"),
    "two names for one": ({"status": {"fixed": "open"}, "query:status": {"omit": True}}, "keep one of them"),
    "a lost parameter": ({"zzz": {"fixed": 1}}, "say where it travels with `in:`"),
    "a required one omitted": ({"must": {"omit": True}}, "give it a fixed value, a default or an env"),
}


@pytest.mark.parametrize(("parameters", "hint"), HINTS.values(), ids=HINTS.keys())
def test_hints(parameters: dict[str, Any], hint: str) -> None:
    """A mistake is told with what to write instead."""
    data = world.head() | {"paths": {"/things/{id}": {"post": OPERATION}}}
    _, report = world.build(data, {"thing.do": world.command(mode="write", risk=2, parameters=parameters)})
    assert any(hint in str(d.hint) for d in report)
