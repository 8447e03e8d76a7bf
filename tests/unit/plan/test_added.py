"""What the map makes of a body: members added to it, left out of it, decided in it."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import BodyPlan

from . import world
from .world import Found

JSON, FORM, MULTIPART = "application/json", "application/x-www-form-urlencoded", "multipart/form-data"
STRING = {"type": "string"}
WRITE: dict[str, Any] = {"mode": "write", "risk": 2}
NESTED = {
    "type": "object",
    "properties": {"a": STRING, "o": {"type": "object", "properties": {"x": STRING, "y": STRING}}},
}
HERE = "#/commands/thing.do/parameters"


def plan(
    parameters: dict[str, Any], schema: Any = NESTED, media_type: str = JSON, **members: Any
) -> BodyPlan:
    command = world.planned_one(
        world.answering(requestBody=world.json_body(schema, media_type=media_type)),
        method="post",
        settings={**WRITE, "parameters": parameters, **members},
    )
    assert command.body is not None
    return command.body


CLOSED: dict[str, tuple[dict[str, Any], bool]] = {
    "nothing decided": ({}, False),
    "one of two decided": ({"a": {"fixed": "x"}}, False),
    "all fixed or left out": ({"a": {"fixed": "x"}, "o": {"omit": True}}, True),
    "a nested member that is an option": ({"a": {"fixed": "x"}, "o": {"omit": True}, "o.x": {}}, False),
    "a nested member that is fixed": (
        {"a": {"fixed": "x"}, "o": {"omit": True}, "o.x": {"fixed": "y"}},
        True,
    ),
}


@pytest.mark.parametrize(("parameters", "closed"), CLOSED.values(), ids=CLOSED.keys())
def test_closed(parameters: dict[str, Any], closed: bool) -> None:
    """Where the map decides every member, there is no `--body`."""
    assert plan(parameters).closed is closed


def test_composed_members_close_a_body_too() -> None:
    """A member that is put together from options is decided."""
    command = {"a": {"compose": "{q}"}, "o": {"omit": True}}
    assert plan(command, options={"q": {}}).closed


REFUSED: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "nothing": ({"a": {"fixed": "x"}}, ()),
    "a member": ({"a": {"omit": True}}, ("a",)),
    "a nested one": ({"o.x": {"omit": True}}, ("o.x",)),
    "several": ({"o": {"omit": True}, "a": {"omit": True}}, ("a", "o")),
    "an object whose member is an option": ({"o": {"omit": True}, "o.x": {}}, ("o",)),
}


@pytest.mark.parametrize(("parameters", "refused"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(parameters: dict[str, Any], refused: tuple[str, ...]) -> None:
    """What the map leaves out, `--body` cannot bring in."""
    assert plan(parameters).refused == refused


def test_an_omitted_query_parameter_is_no_member() -> None:
    """Only members of the body are refused in it."""
    command = world.planned_one(
        world.answering(parameters=[world.parameter("q")], requestBody=world.json_body(NESTED)),
        method="post",
        settings={**WRITE, "parameters": {"q": {"omit": True}}},
    )
    assert command.body is not None
    assert command.body.refused == ()


ADDED: dict[str, tuple[dict[str, Any], Any, bool]] = {
    "to a free-form object": (
        {"n": {"in": "body", "type": "integer"}},
        {"type": "object", "additionalProperties": True},
        True,
    ),
    "to one with members": ({"n": {"in": "body"}}, NESTED, True),
    "none": ({}, {"type": "object", "additionalProperties": True}, False),
    "only a fixed one": (
        {"n": {"in": "body", "fixed": 1}},
        {"type": "object", "additionalProperties": True},
        False,
    ),
}


@pytest.mark.parametrize(("parameters", "schema", "flattened"), ADDED.values(), ids=ADDED.keys())
def test_added_members(parameters: dict[str, Any], schema: Any, flattened: bool) -> None:
    """A member that the map adds is an option beside `--body`."""
    assert (plan(parameters, schema).flattened, plan(parameters, schema).closed) == (flattened, False)


def test_added_files() -> None:
    """A member that the map calls a file is one, declared or added."""
    found = plan({"a": {"type": "file"}, "f": {"in": "body", "type": "file"}}, NESTED, MULTIPART)
    assert found.files == ("a", "f")


STYLES: dict[str, tuple[dict[str, Any], tuple[tuple[str, str], ...]]] = {
    "nothing said": ({}, ()),
    "an object in brackets": ({"o": {"style": "deep"}}, (("o", "deep"),)),
    "another name": ({"o": {"style": "deep", "option": "other"}}, (("o", "deep"),)),
    "an added one": ({"l": {"in": "body", "type": "list", "style": "comma"}}, (("l", "comma"),)),
}


@pytest.mark.parametrize(("parameters", "styles"), STYLES.values(), ids=STYLES.keys())
def test_styles_of_the_map(parameters: dict[str, Any], styles: tuple[tuple[str, str], ...]) -> None:
    """The map says how a member of a form travels."""
    assert plan(parameters, NESTED, FORM).styles == styles


@pytest.mark.parametrize(
    "parameters",
    [
        {"o": {"fixed": {"x": "1"}, "style": "deep"}},
        {"o": {"omit": True, "style": "deep"}, "o.x": {}},
    ],
)
def test_styles_of_what_is_no_option(parameters: dict[str, Any]) -> None:
    """The map says how a fixed object travels, and one whose members are options."""
    assert plan(parameters, NESTED, FORM).styles == (("o", "deep"),)


def mistakes(operation: dict[str, Any], parameters: dict[str, Any], **members: Any) -> list[Found]:
    data = world.head() | {"paths": {"/things": {"post": operation}}}
    _, report = world.build(data, {"thing.do": world.command(**WRITE, parameters=parameters, **members)})
    return [one for one in world.found(report) if one.code != "no-health-probe"]


NOWHERE: dict[str, dict[str, Any]] = {
    "an option": {"n": {"in": "body"}},
    "a fixed value": {"n": {"in": "body", "fixed": 1}},
    "a composed value": {"n": {"in": "body", "compose": "{q}"}, "q": {"in": "query"}},
}


@pytest.mark.parametrize("parameters", NOWHERE.values(), ids=NOWHERE.keys())
def test_a_member_without_a_body(parameters: dict[str, Any]) -> None:
    """Nothing carries a member where the operation takes no body."""
    assert mistakes(world.answering(), parameters) == [Found("member-without-body", f"{HERE}/n")]


NO_MEMBERS = {"a list": (JSON, {"type": "array"}), "a text": (JSON, STRING), "bytes": ("image/png", {})}


@pytest.mark.parametrize(("media_type", "schema"), NO_MEMBERS.values(), ids=NO_MEMBERS.keys())
def test_a_member_of_a_body_without_members(media_type: str, schema: Any) -> None:
    """Nothing can be added to a body that is no object."""
    operation = world.answering(requestBody=world.json_body(schema, media_type=media_type))
    assert mistakes(operation, {"n": {"in": "body"}}) == [Found("member-without-body", f"{HERE}/n")]


@pytest.mark.parametrize("media_type", [JSON, FORM])
def test_a_file_without_a_multipart_form(media_type: str) -> None:
    """No other body carries a file."""
    operation = world.answering(requestBody=world.json_body(NESTED, media_type=media_type))
    assert mistakes(operation, {"a": {"type": "file"}}) == [Found("file-without-multipart", f"{HERE}/a")]
