"""Samples: option words, the request that they must cause, the answer, and the data it becomes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aos_gen.plan.model import AnswerKind, AnswerPlan, CommandPlan
from aos_gen.plan.samples import data_of

from . import world
from .world import parameter

STRING = {"type": "string"}
LIST = {"type": "array", "items": STRING, "example": ["a", "b c"]}
NUMBERS = {"type": "array", "items": {"type": "integer"}, "example": [1, 2]}


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
    "a dot in a path": (parameter("p", "path", example="."), ["--p", "."], {"path": "/things/%2E"}),
    "two dots in a path": (parameter("p", "path", example=".."), ["--p", ".."], {"path": "/things/%2E%2E"}),
    "an integer in a path": (
        parameter("p", "path", {"type": "integer", "example": 7}),
        ["--p", "7"],
        {"path": "/things/7"},
    ),
    "a list in a path": (
        parameter("p", "path", LIST),
        ["--p", "a", "--p", "b c"],
        {"path": "/things/a%2Cb%20c"},
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
    assert full.body is None


def test_required_and_full() -> None:
    """The first sample has required options only, the second has all."""
    sample = plan(parameter("must", required=True), parameter("may")).sample
    assert sample.required.words == ("--must", "example")
    assert sample.full.words == ("--must", "example", "--may", "example")
    assert sample.required.arguments == {"must": "example"}


def test_fixed_and_default_values() -> None:
    """A fixed value travels without a word; an option with a default need not be given."""
    sample = plan(
        parameter("f"),
        parameter("l", schema=LIST, explode=False),
        parameter("d", required=True),
        parameter("X-H", "header"),
        parameters={
            "f": {"fixed": "x"},
            "l": {"fixed": ["a", "b"]},
            "d": {"default": "y"},
            "X-H": {"fixed": "h"},
        },
    ).sample
    assert sample.required.words == ()
    assert sample.required.query == (("d", "y"), ("f", "x"), ("l", "a,b"))
    assert sample.required.headers == (("X-H", "h"),)


def test_every_required_option_has_a_value() -> None:
    """A required parameter whose pattern nothing of ours meets still is in the sample."""
    command = plan(
        parameter("p", "path", {"type": "string", "pattern": r"^[0-9]{7}-[QX]{3}$"}), path="/things/{p}"
    )
    assert "{" not in command.sample.required.path
    assert "--p" in command.sample.required.words


BODIES: dict[str, tuple[Any, bool, list[str], Any, Any]] = {
    "members": (
        {"type": "object", "required": ["a"], "properties": {"a": STRING, "b": {"type": "integer"}}},
        True,
        ["--a", "example"],
        {"a": "example"},
        {"a": "example", "b": 1},
    ),
    "members of an optional body": (
        {"type": "object", "properties": {"a": STRING}},
        False,
        [],
        None,
        {"a": "example"},
    ),
    "members, none of them required": (
        {"type": "object", "properties": {"a": STRING}},
        True,
        [],
        {},
        {"a": "example"},
    ),
    "a nested object": (
        {
            "type": "object",
            "required": ["o"],
            "properties": {"o": {"type": "object", "required": ["x"], "properties": {"x": STRING}}},
        },
        True,
        ["--o", '{"x": "example"}'],
        {"o": {"x": "example"}},
        {"o": {"x": "example"}},
    ),
    "a list": ({"type": "array", "items": {"type": "integer"}}, True, ["--body", "[1]"], [1], [1]),
    "text or nothing in particular": (STRING, True, ["--body", '"example"'], "example", "example"),
    "a member of an alternative": (
        {
            "type": "object",
            "properties": {"a": STRING},
            "oneOf": [
                {"required": ["x"], "properties": {"x": {"type": "integer"}}},
                {"properties": {"y": STRING}},
            ],
        },
        True,
        ["--body", '{"x": 1}'],
        {"x": 1},
        {"x": 1, "a": "example"},
    ),
}


@pytest.mark.parametrize(
    ("schema", "required", "words", "least", "whole"), BODIES.values(), ids=BODIES.keys()
)
def test_bodies(schema: Any, required: bool, words: list[str], least: Any, whole: Any) -> None:
    """What only `--body` can give is given by it; the rest by the members' options."""
    sample = world.planned_one(
        world.answering(requestBody=world.json_body(schema, required=required)),
        method="post",
        settings={"mode": "write", "risk": 2},
    ).sample
    assert list(sample.required.words) == words
    assert (sample.required.body, sample.full.body) == (least, whole)


def test_a_fixed_member() -> None:
    """A fixed member is in the body without a word."""
    schema = {"type": "object", "properties": {"a": STRING, "f": STRING}}
    sample = world.planned_one(
        world.answering(requestBody=world.json_body(schema)),
        method="post",
        settings={"mode": "write", "risk": 2, "parameters": {"f": {"fixed": "x"}}},
    ).sample
    assert sample.required.body == {"f": "x"}


ANSWERS: dict[str, tuple[Any, Any, Any]] = {
    "an object": ({"type": "object", "properties": {"id": STRING}}, {"id": "example"}, {"id": "example"}),
    "nothing": (None, None, {}),
    "a list": (
        {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "integer"}}}},
        [{"id": 1}],
        {"items": [{"id": 1}], "count": 1, "next": None},
    ),
    "a page": (
        {
            "type": "object",
            "properties": {
                "data": {"type": "array", "items": {"type": "object", "properties": {"id": STRING}}},
                "has_more": {"type": "boolean"},
            },
        },
        {"data": [{"id": "example"}], "has_more": True},
        {
            "items": [{"id": "example"}],
            "count": 1,
            "next": None,
            "response": {"has_more": True},
        },
    ),
    "text becomes an empty object": (STRING, {}, {}),
}


@pytest.mark.parametrize(("schema", "answer", "data"), ANSWERS.values(), ids=ANSWERS.keys())
def test_answers(schema: Any, answer: Any, data: Any) -> None:
    """The answer of a fake vendor, and the data that the envelope must then hold."""
    sample = world.planned_one(world.answering(schema)).sample
    assert (sample.answer, sample.data) == (answer, data)


DATA: dict[str, tuple[Any, AnswerPlan, Any]] = {
    "an object": ({"a": 1}, AnswerPlan(kind=AnswerKind.OBJECT), {"a": 1}),
    "empty": (None, AnswerPlan(kind=AnswerKind.EMPTY), {}),
    "an array": ([1, 2], AnswerPlan(kind=AnswerKind.LIST), {"items": [1, 2], "count": 2, "next": None}),
    "an empty array": ([], AnswerPlan(kind=AnswerKind.LIST), {"items": [], "count": 0, "next": None}),
    "a page": (
        {"d": [{"id": 1}], "total": 9},
        AnswerPlan(kind=AnswerKind.LIST, items="d"),
        {"items": [{"id": 1}], "count": 1, "next": None, "response": {"total": 9}},
    ),
    "a page alone": (
        {"d": []},
        AnswerPlan(kind=AnswerKind.LIST, items="d"),
        {"items": [], "count": 0, "next": None},
    ),
    "a page without its list": (
        {"x": 1},
        AnswerPlan(kind=AnswerKind.LIST, items="d"),
        {"items": [], "count": 0, "next": None, "response": {"x": 1}},
    ),
    "the vendor's own key": (
        [{"gid": 7}, {"id": 1, "gid": 2}, {"n": 1}, 5],
        AnswerPlan(kind=AnswerKind.LIST, id="gid"),
        {"items": [{"id": 7, "gid": 7}, {"id": 1, "gid": 2}, {"n": 1}, 5], "count": 4, "next": None},
    ),
}


@pytest.mark.parametrize(("answer", "answer_plan", "data"), DATA.values(), ids=DATA.keys())
def test_data(answer: Any, answer_plan: AnswerPlan, data: Any) -> None:
    """A list becomes items, count and next; an item gets `id` where the vendor calls it otherwise."""
    assert data_of(answer, answer_plan) == data
    assert json.loads(json.dumps(data_of(answer, answer_plan))) == data
