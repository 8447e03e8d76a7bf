"""What an operation answers: an object, a list, or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.answers import read_answer
from aos_gen.plan.model import AnswerKind, AnswerPlan

from . import world

STRING, BOOLEAN, INTEGER = {"type": "string"}, {"type": "boolean"}, {"type": "integer"}
THING = {"type": "object", "properties": {"id": STRING, "name": STRING, "gid": STRING}}
THINGS = {"type": "array", "items": THING}
STRINGS = {"type": "array", "items": STRING}
OBJECT, LIST, EMPTY = AnswerKind.OBJECT, AnswerKind.LIST, AnswerKind.EMPTY


def holding(**members: Any) -> dict[str, Any]:
    return {"type": "object", "properties": members}


def read(
    operation: dict[str, Any], listing: Any = None, *, method: str = "get", path: str = "/things"
) -> tuple[AnswerPlan, list[tuple[str, str]]]:
    document, one, report = world.one_operation(
        operation, method=method, path=path, components={"schemas": {"Thing": THING, "Things": THINGS}}
    )
    mapped = world.command_mapping(**({"list": listing} if listing is not None else {}))
    answer = read_answer(document, one, mapped, world.AT, report)
    return answer.plan, [(d.code, d.location.fragment()) for d in report]


DETECTED: dict[str, tuple[Any, AnswerKind, str]] = {
    "an array": (THINGS, LIST, ""),
    "an array of text": (STRINGS, LIST, ""),
    "an array by reference": ({"$ref": "#/components/schemas/Things"}, LIST, ""),
    "{data, has_more} (Stripe)": (
        holding(data=THINGS, has_more=BOOLEAN, object=STRING, url=STRING),
        LIST,
        "data",
    ),
    "{items, total}": (holding(items=THINGS, total=INTEGER), LIST, "items"),
    "{data} (Asana)": (holding(data=THINGS), LIST, "data"),
    "{total_count, incomplete_results, items} (GitHub)": (
        holding(total_count=INTEGER, incomplete_results=BOOLEAN, items=THINGS),
        LIST,
        "items",
    ),
    "{data, links, included} (Klaviyo)": (
        holding(data=THINGS, links=holding(self=STRING), included=THINGS),
        LIST,
        "data",
    ),
    "{type, data, pages} (Intercom)": (
        holding(type=STRING, data=THINGS, pages=holding(page=INTEGER)),
        LIST,
        "data",
    ),
    "{tickets, next_cursor}": (holding(tickets=THINGS, next_cursor=STRING), LIST, "tickets"),
    "{ok, members, response_metadata} (Slack)": (
        holding(members=THINGS, response_metadata=holding(next_cursor=STRING), cache_ts=INTEGER),
        OBJECT,
        "",
    ),
    "{results, errors}": (holding(results=THINGS, errors=THINGS), LIST, "results"),
    "allOf of page and data": (
        {"allOf": [holding(total=INTEGER), holding(data={"$ref": "#/components/schemas/Things"})]},
        LIST,
        "data",
    ),
    "an object with a list of tags": (holding(id=STRING, name=STRING, tags=THINGS), OBJECT, ""),
    "an object with a list of text": (holding(data=STRINGS, has_more=BOOLEAN), OBJECT, ""),
    "an object with two lists": (holding(users=THINGS, teams=THINGS), OBJECT, ""),
    "an object without a list": (THING, OBJECT, ""),
    "alternatives": ({"oneOf": [THING, holding(data=THINGS)]}, OBJECT, ""),
    "an array that may be null": ({"type": ["array", "null"], "items": THING}, LIST, ""),
    "anything": ({}, OBJECT, ""),
    "text": (STRING, OBJECT, ""),
}


@pytest.mark.parametrize(("schema", "kind", "items"), DETECTED.values(), ids=DETECTED.keys())
def test_detection(schema: Any, kind: AnswerKind, items: str) -> None:
    """A page is an object whose one list of objects stands beside words about the page."""
    plan, found = read(world.answering(schema))
    assert (plan.kind, plan.items, found) == (kind, items, [])


@pytest.mark.parametrize(
    ("method", "path"), [("post", "/things"), ("get", "/things/{id}"), ("put", "/things")]
)
def test_only_reading_a_collection_gives_a_page(method: str, path: str) -> None:
    """What reads one thing, or writes, answers an object, though it may look like a page."""
    plan, _ = read(world.answering(holding(data=THINGS)), method=method, path=path)
    assert plan.kind is OBJECT


def test_an_array_is_a_list_whatever_the_method() -> None:
    """An array cannot be an object's `data`."""
    plan, _ = read(world.answering(THINGS), method="post")
    assert plan.kind is LIST


RESPONSES: dict[str, tuple[dict[str, Any], AnswerKind, str]] = {
    "204": ({"204": {"description": "Gone"}}, EMPTY, "application/json"),
    "no responses": ({}, EMPTY, "application/json"),
    "only an error": (
        {"404": {"content": {"application/json": {"schema": THING}}}},
        EMPTY,
        "application/json",
    ),
    "201": ({"201": {"content": {"application/json": {"schema": THING}}}}, OBJECT, "application/json"),
    "a range": ({"2XX": {"content": {"application/json": {"schema": THINGS}}}}, LIST, "application/json"),
    "the least code that has JSON": (
        {
            "202": {"content": {"application/json": {"schema": THINGS}}},
            "200": {"content": {"application/json": {"schema": THING}}},
        },
        OBJECT,
        "application/json",
    ),
    "no content before JSON": (
        {"200": {"description": "x"}, "201": {"content": {"application/json": {"schema": THING}}}},
        OBJECT,
        "application/json",
    ),
    "a vendor's type": (
        {"200": {"content": {"application/vnd.a+json": {"schema": THING}}}},
        OBJECT,
        "application/vnd.a+json",
    ),
    "JSON before a file": (
        {"200": {"content": {"text/csv": {}, "application/json": {"schema": THING}}}},
        OBJECT,
        "application/json",
    ),
    "anything": ({"200": {"content": {"*/*": {"schema": THING}}}}, OBJECT, "application/json"),
}


@pytest.mark.parametrize(("responses", "kind", "media_type"), RESPONSES.values(), ids=RESPONSES.keys())
def test_responses(responses: dict[str, Any], kind: AnswerKind, media_type: str) -> None:
    """The first success that has JSON counts; none is an empty answer."""
    plan, found = read({"responses": responses})
    assert (plan.kind, plan.media_type, found) == (kind, media_type, [])


def test_an_answer_that_is_not_json() -> None:
    """A file is refused by its code."""
    _, found = read({"responses": {"200": {"content": {"text/csv": {}}}}})
    assert [code for code, _ in found] == ["unsupported-answer"]


SETTINGS: dict[str, tuple[Any, Any, AnswerPlan]] = {
    "false": (holding(data=THINGS), False, AnswerPlan(kind=OBJECT)),
    "the member": (holding(a=THINGS, b=THINGS), {"items": "b"}, AnswerPlan(kind=LIST, items="b")),
    "the answer itself": (THINGS, {"items": ""}, AnswerPlan(kind=LIST)),
    "id and label": (THINGS, {"id": "gid", "label": "name"}, AnswerPlan(kind=LIST, id="gid", label="name")),
    "a label: the only list will do": (
        holding(id=STRING, things=THINGS),
        {"label": "name"},
        AnswerPlan(kind=LIST, items="things", label="name"),
    ),
    "a member that the schema does not tell": ({}, {"items": "data"}, AnswerPlan(kind=LIST, items="data")),
    "text items have no keys to check": (STRINGS, {"id": "x"}, AnswerPlan(kind=LIST, id="x")),
}


@pytest.mark.parametrize(("schema", "listing", "wanted"), SETTINGS.values(), ids=SETTINGS.keys())
def test_the_map_decides(schema: Any, listing: Any, wanted: AnswerPlan) -> None:
    """The map's `list` wins over what was detected."""
    assert read(world.answering(schema), listing) == (wanted, [])


LIST_MISTAKES: dict[str, tuple[dict[str, Any], Any, str, str]] = {
    "no such member": (
        world.answering(holding(data=THINGS)),
        {"items": "dta"},
        "unknown-list-member",
        "/items",
    ),
    "a member that is no list": (
        world.answering(holding(data=THINGS, n=STRING)),
        {"items": "n"},
        "not-a-list",
        "",
    ),
    "an answer that is no list": (world.answering(THING), {"items": ""}, "not-a-list", ""),
    "no list at all": (world.answering(THING), {"label": "name"}, "not-a-list", ""),
    "two lists": (world.answering(holding(a=THINGS, b=THINGS)), {"label": "name"}, "not-a-list", ""),
    "no such id": (world.answering(THINGS), {"id": "guid"}, "unknown-list-key", "/id"),
    "no such label": (world.answering(THINGS), {"label": "nam"}, "unknown-list-key", "/label"),
    "an empty answer": (world.answering(), {"items": "data"}, "not-a-list", ""),
}


@pytest.mark.parametrize(
    ("operation", "listing", "code", "place"), LIST_MISTAKES.values(), ids=LIST_MISTAKES.keys()
)
def test_mistakes(operation: dict[str, Any], listing: Any, code: str, place: str) -> None:
    """A list that is not there, and a key that items do not have, is told by code and place."""
    _, found = read(operation, listing)
    assert found == [(code, f"#/commands/thing.do/list{place}")]
