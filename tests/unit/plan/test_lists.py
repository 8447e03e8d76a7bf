"""Which answers are lists, told from the document alone."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.responses.lists import find_items
from aos_gen.plan.shape import shape_of

from . import world
from .schemas import BOOLEAN, INTEGER, LINK, STRING, STRINGS, THING, THINGS, holding


def items(
    schema: Any, *, method: str = "get", path: str = "/things", asked: bool = False, version: str = "3.1.0"
) -> str | None:
    data = world.head(version, components={"schemas": {"Thing": THING, "Things": THINGS, "It": schema}})
    document, report = world.load(data | {"paths": {path: {method: world.answering(schema)}}})
    node = document.root.child("components", "schemas", "It")
    found = find_items(
        document, document.operations[0], shape_of(document, node, report), report, asked=asked
    )
    assert not list(report)
    assert found.why
    return found.member


DETECTED: dict[str, tuple[Any, str | None]] = {
    "an array": (THINGS, ""),
    "an array of text": (STRINGS, ""),
    "an array of anything": ({"type": "array"}, ""),
    "an array by reference": ({"$ref": "#/components/schemas/Things"}, ""),
    "an array that may be null": ({"type": ["array", "null"], "items": THING}, ""),
    "{data, has_more} (Stripe)": (holding(data=THINGS, has_more=BOOLEAN, object=STRING, url=STRING), "data"),
    "{items, total}": (holding(items=THINGS, total=INTEGER), "items"),
    "{data, next_page} (Asana)": (holding(data=THINGS, next_page=holding(offset=STRING)), "data"),
    "{total_count, incomplete_results, items} (GitHub)": (
        holding(total_count=INTEGER, incomplete_results=BOOLEAN, items=THINGS),
        "items",
    ),
    "{data, links, included} (Klaviyo)": (
        holding(data=THINGS, links=holding(self=LINK, next=LINK), included=THINGS),
        "data",
    ),
    "{type, data, pages, total_count} (Intercom)": (
        holding(type=STRING, data=THINGS, pages=holding(page=INTEGER), total_count=INTEGER),
        "data",
    ),
    "{object, results, next_cursor, has_more} (Notion)": (
        holding(object=STRING, results=THINGS, next_cursor=STRING, has_more=BOOLEAN),
        "results",
    ),
    "{tickets, next_cursor}": (holding(tickets=THINGS, next_cursor=STRING), "tickets"),
    "{members, response_metadata, cache_ts} (Slack)": (
        holding(members=THINGS, response_metadata=holding(next_cursor=STRING), cache_ts=INTEGER),
        None,
    ),
    "{results, errors}": (holding(results=THINGS, errors=THINGS), "results"),
    "{results, Warnings}": (holding(results=THINGS, Warnings=THINGS), "results"),
    "allOf of page and data": (
        {"allOf": [holding(total=INTEGER), holding(data={"$ref": "#/components/schemas/Things"})]},
        "data",
    ),
    "objects by their members": (holding(data={"type": "array", "items": {"properties": {"a": {}}}}), "data"),
    "objects of any kind": (
        holding(data={"type": "array", "items": {"oneOf": [THING, {"type": "object"}]}}),
        "data",
    ),
    "an object with a list of tags": (holding(id=STRING, name=STRING, tags=THINGS), None),
    "an object with a list of text": (holding(data=STRINGS, has_more=BOOLEAN), None),
    "an object with two lists": (holding(users=THINGS, teams=THINGS), None),
    "an object without a list": (THING, None),
    "errors alone": (holding(errors=THINGS, total=INTEGER), None),
    "alternatives": ({"oneOf": [THING, holding(data=THINGS)]}, None),
    "anything": ({}, None),
    "text": (STRING, None),
    "an object or an array": ({"type": ["object", "array"]}, None),
}


@pytest.mark.parametrize(("schema", "wanted"), DETECTED.values(), ids=DETECTED.keys())
def test_detection(schema: Any, wanted: str | None) -> None:
    """A page is an object whose one list of objects stands beside words about the page."""
    assert items(schema) == wanted


NOT_A_COLLECTION = [("post", "/things"), ("put", "/things"), ("get", "/things/{id}"), ("delete", "/things")]


@pytest.mark.parametrize(("method", "path"), NOT_A_COLLECTION)
def test_only_reading_a_collection_gives_a_page(method: str, path: str) -> None:
    """What reads one thing, or writes, answers an object, though it may look like a page."""
    assert items(holding(data=THINGS), method=method, path=path) is None


@pytest.mark.parametrize(("method", "path"), NOT_A_COLLECTION)
def test_an_array_is_a_list_whatever_the_operation(method: str, path: str) -> None:
    """An array cannot be an object's `data`."""
    assert items(THINGS, method=method, path=path) == ""


ASKED: dict[str, tuple[Any, str | None]] = {
    "the only list will do": (holding(id=STRING, name=STRING, things=THINGS), "things"),
    "beside lists of text": (holding(things=THINGS, tags=STRINGS), "things"),
    "two lists are one too many": (holding(users=THINGS, teams=THINGS), None),
    "no list": (THING, None),
}


@pytest.mark.parametrize(("schema", "wanted"), ASKED.values(), ids=ASKED.keys())
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_list_that_the_map_wants(schema: Any, wanted: str | None, method: str) -> None:
    """Where the map says that there is a list, the answer's only one is meant."""
    assert items(schema, method=method, path="/things/{id}", asked=True) == wanted


def test_nullable_lists_of_older_documents() -> None:
    """`nullable` (3.0) takes nothing from a list."""
    assert items(holding(data={**THINGS, "nullable": True}), version="3.0.3") == "data"
