"""Samples: option words, the request that they must cause, the answer, and the data it becomes."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import CommandPlan

from . import world
from .world import parameter

STRING = {"type": "string"}
# What no candidate meets and nobody takes apart.
HARD = r"^(?=.*Q)(?!.*Z)[0-9]{7}-[QX]{3}$"
LIST = {"type": "array", "items": STRING, "example": ["a", "b c"]}
NUMBERS = {"type": "array", "items": {"type": "integer"}, "example": [1, 2]}

OBJECT = {
    "type": "object",
    "required": ["a", "b"],
    "properties": {"a": {"type": "string", "example": "x"}, "b": {"type": "integer"}},
}


def plan(*parameters: dict[str, Any], path: str = "/things", **settings: Any) -> CommandPlan:
    return world.planned_one(
        world.answering({"type": "object"}, parameters=list(parameters)), path=path, settings=settings
    )


REQUESTS: dict[str, tuple[dict[str, Any], list[str], dict[str, Any]]] = {
    "text in a query": (parameter("q", example="x y"), ["--q", "x y"], {"query": (("q", "x y"),)}),
    "an integer": (
        parameter("n", schema={"type": "integer", "example": 5}),
        ["--n", "5"],
        {"query": (("n", "5"),)},
    ),
    "a number": (
        parameter("n", schema={"type": "number", "example": 1.5}),
        ["--n", "1.5"],
        {"query": (("n", "1.5"),)},
    ),
    "a boolean": (parameter("b", schema={"type": "boolean"}), ["--b", "true"], {"query": (("b", "true"),)}),
    "false": (
        parameter("b", schema={"type": "boolean", "example": False}),
        ["--b", "false"],
        {"query": (("b", "false"),)},
    ),
    "a choice": (
        parameter("s", schema={"enum": ["open", "shut"]}),
        ["--s", "open"],
        {"query": (("s", "open"),)},
    ),
    "an exploded list": (
        parameter("l", schema=LIST),
        ["--l", "a", "--l", "b c"],
        {"query": (("l", "a"), ("l", "b c"))},
    ),
    "a list in one value": (
        parameter("l", schema=LIST, explode=False),
        ["--l", "a", "--l", "b c"],
        {"query": (("l", "a,b c"),)},
    ),
    "a list of numbers": (
        parameter("l", schema=NUMBERS),
        ["--l", "1", "--l", "2"],
        {"query": (("l", "1"), ("l", "2"))},
    ),
    "a list whose text looks like JSON": (
        parameter("l", schema={**LIST, "example": ["[x"]}),
        ["--l", '["[x"]'],
        {"query": (("l", "[x"),)},
    ),
    "text in a header": (
        parameter("X-A", "header", example="v"),
        ["--x-a", "v"],
        {"headers": (("X-A", "v"),)},
    ),
    "a list in a header": (
        parameter("X-A", "header", LIST),
        ["--x-a", "a", "--x-a", "b c"],
        {"headers": (("X-A", "a,b c"),)},
    ),
    "text in a path": (parameter("p", "path", example="x"), ["--p", "x"], {"path": "/things/x"}),
    "a slash in a path": (
        parameter("p", "path", example="a/b?c#d"),
        ["--p", "a/b?c#d"],
        {"path": "/things/a%2Fb%3Fc%23d"},
    ),
    "a dot in a path": (parameter("p", "path", example="."), ["--p", "example"], {"path": "/things/example"}),
    "a step in a path": (
        parameter("p", "path", LIST | {"example": ["a", "x/../y"]}),
        ["--p", "example"],
        {"path": "/things/example"},
    ),
    "an integer in a path": (
        parameter("p", "path", {"type": "integer", "example": 7}),
        ["--p", "7"],
        {"path": "/things/7"},
    ),
    "a list in a path": (
        parameter("p", "path", LIST),
        ["--p", "a", "--p", "b c"],
        {"path": "/things/a,b%20c"},
    ),
    "an object in brackets": (
        parameter("f", schema=OBJECT, style="deepObject"),
        ["--f", '{"a": "x", "b": 1}'],
        {"query": (("f[a]", "x"), ("f[b]", "1"))},
    ),
    "an object, member by member": (
        parameter("f", schema=OBJECT),
        ["--f", '{"a": "x", "b": 1}'],
        {"query": (("a", "x"), ("b", "1"))},
    ),
    "a JSON parameter": (
        {"name": "f", "in": "query", "content": {"application/json": {"schema": OBJECT}}},
        ["--f", '{"a": "x", "b": 1}'],
        {"query": (("f", '{"a":"x","b":1}'),)},
    ),
    "a list of objects": (
        parameter("l", schema={"type": "array", "items": OBJECT}),
        ["--l", '[{"a": "x", "b": 1}]'],
        {"query": (("l", '{"a":"x","b":1}'),)},
    ),
    "a whole query": (
        {
            "name": "f",
            "in": "querystring",
            "content": {"application/x-www-form-urlencoded": {"schema": OBJECT}},
        },
        ["--f", '{"a": "x", "b": 1}'],
        {"query": (("a", "x"), ("b", "1"))},
    ),
    "a cookie": (
        parameter("c", "cookie", LIST),
        ["--c", "a", "--c", "b c"],
        {"cookies": (("c", "a"), ("c", "b c"))},
    ),
    "an object in a header": (
        parameter("X-A", "header", OBJECT, explode=True),
        ["--x-a", '{"a": "x", "b": 1}'],
        {"headers": (("X-A", "a=x,b=1"),)},
    ),
    "a matrix": (
        parameter("p", "path", LIST, style="matrix", explode=True),
        ["--p", "a", "--p", "b c"],
        {"path": "/things/;p=a;p=b%20c"},
    ),
    "a number to choose": (
        parameter("n", schema={"type": "integer", "enum": [5, 10]}),
        ["--n", "5"],
        {"query": (("n", "5"),)},
    ),
    "letters beyond ASCII in a path": (
        parameter("p", "path", example="ü"),
        ["--p", "ü"],
        {"path": "/things/%C3%BC"},
    ),
}


@pytest.mark.parametrize(("given", "words", "wanted"), REQUESTS.values(), ids=REQUESTS.keys())
def test_requests(given: dict[str, Any], words: list[str], wanted: dict[str, Any]) -> None:
    """Words of the command line and the request that they must cause."""
    path = "/things/{p}" if given["in"] == "path" else "/things"
    full = plan(given, path=path).sample.full
    assert list(full.words) == words
    assert full.path == wanted.get("path", "/things")
    assert full.query == wanted.get("query", ())
    assert full.headers == wanted.get("headers", ())
    assert full.cookies == wanted.get("cookies", ())
    assert full.body is None


def test_required_and_full() -> None:
    """The first sample has required options only, the second has all."""
    sample = plan(parameter("must", required=True), parameter("may")).sample
    assert sample.required.words == ("--must", "example")
    assert sample.full.words == ("--must", "example", "--may", "example")
    assert sample.required.arguments == {"must": "example"}


LAST_RESORTS: dict[str, tuple[Any, str]] = {
    "a text that must be long": ({"type": "string", "pattern": HARD, "minLength": 9}, "exampleee"),
    "a text that must be short": ({"type": "string", "pattern": HARD, "maxLength": 3}, "exa"),
    "a number that cannot be made": (
        {"type": "integer", "minimum": 5, "maximum": 6, "multipleOf": 50},
        "5",
    ),
}


@pytest.mark.parametrize(("schema", "text"), LAST_RESORTS.values(), ids=LAST_RESORTS.keys())
def test_last_resorts(schema: Any, text: str) -> None:
    """Where no valid value is to be had, the nearest that the option's own checks let pass."""
    assert plan(parameter("p", schema=schema, required=True)).sample.required.query == (("p", text),)
    assert plan(parameter("p", schema=schema)).sample.full.query == ()


def test_every_required_option_has_a_value() -> None:
    """A required parameter whose pattern nothing of ours meets still is in the sample."""
    command = plan(
        parameter("p", "path", {"type": "string", "pattern": r"^[0-9]{7}-[QX]{3}$"}), path="/things/{p}"
    )
    assert "{" not in command.sample.required.path
    assert "--p" in command.sample.required.words


def test_the_size_of_a_page() -> None:
    """A list with pages is shown with a small page, larger than the sample's one item."""
    listing = world.answering(
        {
            "type": "object",
            "properties": {
                "data": {"type": "array", "items": {"type": "object", "properties": {"id": STRING}}},
                "next_cursor": STRING,
            },
        },
        parameters=[
            parameter("cursor"),
            parameter("page_size", schema={"type": "integer", "minimum": 3, "maximum": 100, "example": 50}),
        ],
    )
    sample = world.planned_one(listing).sample
    assert dict(sample.full.query)["page_size"] == "5"
    assert sample.required.query == ()


def test_members_that_brackets_cannot_hold() -> None:
    """A member of a deepObject whose own name has brackets in a row is one that no request can name."""
    members = {"a][b": {"type": "string"}, "c[]": {"type": "string"}}
    filter_ = world.parameter(
        "f", schema={"type": "object", "properties": members}, style="deepObject", explode=True
    )
    full = world.planned_one(world.answering(parameters=[filter_])).sample.full
    assert full.query == (("f[c[]]", "example"),)
