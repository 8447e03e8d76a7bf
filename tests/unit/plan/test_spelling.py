"""Option names, second spellings and choices: how an input is spelled on a command line."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import CommandPlan

from . import world
from .world import option_of, parameter

STATUS = {"type": "string", "enum": ["open", "closed"]}


def plan(*parameters: dict[str, Any], **mapped: Any) -> CommandPlan:
    return world.planned_one(world.answering(parameters=list(parameters)), settings={"parameters": mapped})


def mistakes(*parameters: dict[str, Any], **mapped: Any) -> list[str]:
    data = world.head() | {"paths": {"/things": {"get": world.answering(parameters=list(parameters))}}}
    result, report = world.build(data, {"thing.do": world.command(parameters=mapped)})
    assert result is None
    return [one.code for one in report if one.code != "no-health-probe"]


def test_a_name_that_cannot_be_written() -> None:
    """A parameter without a letter of ASCII has to be named in the map."""
    assert mistakes(parameter("日本")) == ["unnameable-parameter"]
    named = plan(parameter("日本"), 日本={"option": "japan"})
    assert option_of(named, "日本").option == "--japan"


def test_one_name_for_two_options() -> None:
    """Two parameters cannot be given the same option name."""
    found = mistakes(parameter("a"), parameter("b"), a={"option": "x"}, b={"option": "x"})
    assert found == ["option-collision"]


def test_the_name_of_an_option_that_the_map_takes_away() -> None:
    """A parameter is not renamed in silence because the map gives its name to another."""
    two = (parameter("status"), parameter("must"))
    assert mistakes(*two, status={"option": "must"}) == ["option-collision"]
    command = plan(*two, status={"option": "must"}, must={"option": "other"})
    assert {o.api_name: o.option for o in command.options} == {"status": "--must", "must": "--other"}


def test_options_that_a_command_with_pages_needs_itself() -> None:
    """`--limit` and `--all` of a list with pages are no parameter's names."""
    listing = world.answering(
        {
            "type": "object",
            "properties": {
                "data": {"type": "array", "items": {"type": "object", "properties": {"id": STATUS}}},
                "next_cursor": {"type": "string"},
            },
        },
        parameters=[parameter("cursor"), parameter("all")],
    )
    command = world.planned_one(listing)
    assert command.pages is not None
    assert [o.option for o in command.options] == ["--all-value", "--cursor"]


WORKFLOW = [
    "type",
    "connectorId",
    "connectorName",
    "connectorCategory",
    "credentialId",
    "resource",
    "operation",
    "outputMapping",
    "sideEffectLevel",
    "dryRunSupported",
]


@pytest.mark.parametrize("name", WORKFLOW)
def test_words_that_a_workflow_cannot_send(name: str) -> None:
    """Such an option has a second spelling, and the canvas field uses that."""
    (option,) = world.planned_one(world.answering(parameters=[parameter(name)])).options
    plain = option.option.removeprefix("--")
    assert option.aliases == (f"--thing-{plain}",)
    assert option.field == f"thing_{plain.replace('-', '_')}"


SECOND_SPELLINGS = {
    "free": (["type"], "--thing-type"),
    "taken": (["type", "thing_type"], "--type-value"),
    "both taken": (["type", "thing_type", "type_value"], None),
}


@pytest.mark.parametrize(("names", "alias"), SECOND_SPELLINGS.values(), ids=SECOND_SPELLINGS.keys())
def test_second_spellings_are_free(names: list[str], alias: str | None) -> None:
    """A second spelling never is another option's name."""
    command = world.planned_one(world.answering(parameters=[parameter(name) for name in names]))
    spellings = [word for o in command.options for word in (o.option, *o.aliases)]
    assert len(set(spellings)) == len(spellings)
    assert len({o.field for o in command.options}) == len(command.options)
    if alias is not None:
        assert option_of(command, "type").aliases == (alias,)


CHOICES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "an enum": (STATUS, ("open", "closed")),
    "an enum with null": ({"type": ["string", "null"], "enum": ["a", None]}, ("a",)),
    "an enum with empty text, which is nothing given": ({"type": "string", "enum": ["a", ""]}, ("a",)),
    "an enum with a value twice": ({"type": "string", "enum": ["a", "b", "a"]}, ("a", "b")),
    "an enum of empty text alone": ({"type": "string", "enum": [""]}, ()),
    "an enum of numbers": ({"type": "integer", "enum": [1, 2]}, ()),
    "an enum of a list's items": ({"type": "array", "items": STATUS}, ("open", "closed")),
    "an enum of several types": ({"enum": ["a", 1]}, ()),
    "a const": ({"const": "a"}, ("a",)),
}


@pytest.mark.parametrize(("schema", "choices"), CHOICES.values(), ids=CHOICES.keys())
def test_choices(schema: Any, choices: tuple[str, ...]) -> None:
    """Choices are the texts of an enum, where all of them can be given as a word."""
    (option,) = world.planned_one(world.answering(parameters=[parameter("p", schema=schema)])).options
    assert option.choices == choices
