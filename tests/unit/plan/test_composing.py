"""`compose`: a value put together from options, and every mistake in one."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import CommandPlan, Place, Style

from . import world
from .world import Found, option_of, parameter

OPERATION = world.answering(
    parameters=[
        parameter("q", required=True, allowReserved=True),
        parameter("sort_by"),
        parameter("size", schema={"type": "integer"}),
        parameter("X-Where", "header"),
    ],
    requestBody=world.json_body(
        {
            "type": "object",
            "properties": {
                "text": {"type": "string"},
                "o": {"type": "object", "properties": {"t": {"type": "string"}}},
            },
        }
    ),
)
HERE = "#/commands/thing.do"


def plan(parameters: dict[str, Any], **options: Any) -> CommandPlan:
    settings = {"mode": "write", "risk": 2, "parameters": parameters, "options": options}
    return world.planned_one(OPERATION, method="post", settings=settings)


def test_a_composed_value() -> None:
    """A composed parameter is no option; its own options are, and the value keeps place and style."""
    command = plan(
        {"q": {"compose": "repo:{owner}/{repo} {query}"}}, owner={}, repo={}, query={"required": False}
    )
    (found,) = command.composed
    assert (found.api_name, found.place, found.path, found.style, found.reserved) == (
        *("q", Place.QUERY, ("q",)),
        *(Style.FORM, True),
    )
    assert found.template == "repo:{owner}/{repo} {query}"
    assert found.parts == (("owner", "owner"), ("repo", "repo"), ("query", "query"))
    assert "q" not in [o.api_name for o in command.options]
    assert [(o.option, o.required) for o in command.options if o.place is Place.INPUT] == [
        ("--owner", True),
        ("--repo", True),
        ("--query", False),
    ]


INPUTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "nothing said": ({}, {"required": True, "asked": True, "default": None, "help": ""}),
    "not required": ({"required": False}, {"required": False}),
    "a default": ({"default": "x"}, {"required": False, "default": "x"}),
    "a variable": ({"env": "ACME_OWNER_ID"}, {"required": True, "asked": False, "env": "ACME_OWNER_ID"}),
    "a help": ({"help": "Whose"}, {"help": "Whose"}),
}


@pytest.mark.parametrize(("setting", "wanted"), INPUTS.values(), ids=INPUTS.keys())
def test_options_that_only_feed_a_text(setting: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Such an option is a text that travels nowhere by itself."""
    option = option_of(plan({"q": {"compose": "{owner}"}}, owner=setting), "owner")
    assert {key: getattr(option, key) for key in wanted} == wanted
    assert option.place is Place.INPUT


PARTS: dict[str, tuple[dict[str, Any], dict[str, Any], tuple[tuple[str, str], ...]]] = {
    "by the option": ({"q": {"compose": "{sort-by}"}}, {}, (("sort-by", "sort_by"),)),
    "by the field": ({"q": {"compose": "{sort_by}"}}, {}, (("sort_by", "sort_by"),)),
    "by the map's name": (
        {"q": {"compose": "{order}"}, "sort_by": {"option": "order"}},
        {},
        (("order", "order"),),
    ),
    "a number": ({"q": {"compose": "{size}"}}, {}, (("size", "size"),)),
    "a keyword": ({"q": {"compose": "{from}"}}, {"from": {}}, (("from", "from_"),)),
    "one of two words": ({"q": {"compose": "{the-owner}"}}, {"the-owner": {}}, (("the-owner", "the_owner"),)),
    "twice": ({"q": {"compose": "{size} {size}"}}, {}, (("size", "size"),)),
}


@pytest.mark.parametrize(("parameters", "options", "parts"), PARTS.values(), ids=PARTS.keys())
def test_parts(
    parameters: dict[str, Any], options: dict[str, Any], parts: tuple[tuple[str, str], ...]
) -> None:
    """A part is any option of the command, as it is called there."""
    assert plan(parameters, **options).composed[0].parts == parts


@pytest.mark.parametrize(
    ("name", "place", "path"),
    [
        ("X-Where", Place.HEADER, ("X-Where",)),
        ("text", Place.BODY, ("text",)),
        ("o.t", Place.BODY, ("o", "t")),
    ],
)
def test_any_place(name: str, place: Place, path: tuple[str, ...]) -> None:
    """A header, a member and a nested one are put together, too."""
    (found,) = plan({name: {"compose": "{q}"}}).composed
    assert (found.place, found.path) == (place, path)


def test_an_added_parameter_is_composed() -> None:
    """One that the document lacks may be put together."""
    (found,) = plan({"new": {"in": "cookie", "compose": "{q}"}}).composed
    assert (found.api_name, found.place) == ("new", Place.COOKIE)


SAMPLES: dict[str, tuple[str, dict[str, Any], str | None, str | None]] = {
    "all of them": (
        "r:{owner}/{query}",
        {"owner": {}, "query": {}},
        "r:example/example",
        "r:example/example",
    ),
    "one that may be left out": (
        "r:{owner}  {query} end",
        {"owner": {}, "query": {"required": False}},
        "r:example end",
        "r:example example end",
    ),
    "none that must be given": ("r:{query}", {"query": {"required": False}}, None, "r:example"),
    "a default": ("r:{owner}", {"owner": {"default": "me"}}, "r:me", "r:example"),
}


@pytest.mark.parametrize(("template", "options", "least", "whole"), SAMPLES.values(), ids=SAMPLES.keys())
def test_samples(template: str, options: dict[str, Any], least: str | None, whole: str | None) -> None:
    """What is not given leaves no gap; where nothing is given, nothing is sent."""
    sample = plan({"q": {"compose": template}}, **options).sample
    assert dict(sample.required.query).get("q") == least
    assert dict(sample.full.query).get("q") == whole


MISTAKES: dict[str, tuple[dict[str, Any], dict[str, Any], list[Found], str]] = {
    "a number": (
        {"size": {"compose": "{q}"}},
        {},
        [Found("compose-not-text", f"{HERE}/parameters/size/compose")],
        "write `fixed:` for a value that never varies",
    ),
    "no part": (
        {"q": {"compose": "all"}},
        {},
        [Found("compose-without-parts", f"{HERE}/parameters/q/compose")],
        "write `fixed:`",
    ),
    "a near name": (
        {"q": {"compose": "{sort_bye}"}},
        {},
        [Found("unknown-compose-part", f"{HERE}/parameters/q/compose")],
        "did you mean {sort_by}?",
    ),
    "an unknown name": (
        {"q": {"compose": "{zzzz}"}},
        {},
        [Found("unknown-compose-part", f"{HERE}/parameters/q/compose")],
        "options: {zzzz: {help: ...}}",
    ),
    "itself": (
        {"q": {"compose": "{q}"}},
        {},
        [Found("unknown-compose-part", f"{HERE}/parameters/q/compose")],
        "options: {q: {help: ...}}",
    ),
    "an option that nothing uses": (
        {"q": {"compose": "{owner}"}},
        {"owner": {}, "idle": {}},
        [Found("unused-input", f"{HERE}/options/idle")],
        "remove it",
    ),
    "an option of a name that is taken": (
        {"q": {"compose": "{mode}"}},
        {"mode": {}},
        [Found("reserved-option", f"{HERE}/options/mode")],
        "choose another name, such as --mode-value",
    ),
    "an option of another's name": (
        {"q": {"compose": "{size}"}},
        {"size": {}},
        [Found("option-collision", f"{HERE}/options/size")],
        "rename it here, and in the text that uses it",
    ),
}


@pytest.mark.parametrize(("parameters", "options", "wanted", "hint"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes(
    parameters: dict[str, Any], options: dict[str, Any], wanted: list[Found], hint: str
) -> None:
    """Each mistake has its code, its place, and what to write instead."""
    data = world.head() | {"paths": {"/things": {"post": OPERATION}}}
    settings = world.command(mode="write", risk=2, parameters=parameters, options=options)
    result, report = world.build(data, {"thing.do": settings})
    assert result is None
    told = [d for d in report if d.code != "no-health-probe"]
    assert [Found(d.code, d.location.fragment()) for d in told] == wanted
    assert hint in str(told[0].hint)
