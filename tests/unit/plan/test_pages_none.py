"""What looks like pages and is none, and pages that the map takes away."""

from __future__ import annotations

from typing import Any

import pytest

from . import paging, world
from .paging import CURSOR, LIMIT, PAGE, listing, pages
from .schemas import INTEGER, STRING, THING, THINGS, holding

START, END = (world.parameter(name, schema=INTEGER) for name in ("start", "end"))
TIMES = [world.parameter(name, schema=INTEGER) for name in ("start_time", "end_time", "start_date")]

NONE: dict[str, dict[str, Any]] = {
    "nothing about pages": listing(THINGS, world.parameter("status")),
    "a size alone": listing(THINGS, LIMIT),
    "a time range": listing(THINGS, START, END, LIMIT),
    "a time range in words": listing(THINGS, *TIMES, LIMIT),
    "a start without a size": listing(THINGS, START),
    "a cursor that nothing gives": listing(holding(data=THINGS, total=INTEGER), CURSOR),
    "a next that is an object": listing(
        holding(data=THINGS, next=holding(billing_date=STRING)), world.parameter("status")
    ),
    "a next that is a number": listing(holding(data=THINGS, next=INTEGER), world.parameter("status")),
    "a next that is a yes or no": listing(holding(data=THINGS, next={"type": "boolean"}), CURSOR),
    "a flag that there is a next": listing(holding(data=THINGS, has_next={"type": "boolean"}), CURSOR),
    "a cursor backwards": listing(holding(data=THINGS, previous_cursor=STRING), CURSOR),
    "an address of itself": listing(holding(data=THINGS, url=STRING, self=STRING), CURSOR),
    "a last id with nothing to tell the end": listing(
        holding(data=THINGS, total=INTEGER), world.parameter("starting_after"), LIMIT
    ),
    "a page that is a text": listing(THINGS, PAGE | {"schema": STRING}, LIMIT),
    "a page in a header": listing(THINGS, PAGE | {"in": "header"}, LIMIT),
    "a header that counts": listing(THINGS, CURSOR, headers=["X-Total-Count", "X-Rate-Limit"]),
    "an object": listing(THING, CURSOR, LIMIT, headers=["Link"]),
}


@pytest.mark.parametrize("operation", NONE.values(), ids=NONE.keys())
def test_no_pages(operation: dict[str, Any]) -> None:
    """Names that only resemble those of pages lead nowhere."""
    assert pages(operation) is None


def test_streams_and_texts_have_no_pages() -> None:
    """Only a list that is read as JSON has a next page."""
    for name in ("application/x-ndjson", "text/event-stream", "text/csv"):
        operation = listing(None, PAGE, LIMIT, headers=["Link"])
        operation["responses"]["200"]["content"] = {name: {"schema": THING}}
        assert pages(operation) is None


def test_several_kinds_of_answer_have_no_pages() -> None:
    """Where the status decides what comes, no page is counted on."""
    operation = listing(THINGS, PAGE, LIMIT)
    operation["responses"]["202"] = {"description": "Later", "content": {"text/plain": {"schema": STRING}}}
    assert pages(operation) is None


ALL = {
    "Stripe": (paging.STRIPE, {}),
    "GitHub": (paging.GITHUB, {}),
    "Notion": (paging.NOTION, {}),
    "Klaviyo": (paging.KLAVIYO, {}),
    "Jira": (paging.JIRA, {"list": {"items": "values"}}),
}


@pytest.mark.parametrize(("operation", "settings"), ALL.values(), ids=ALL.keys())
def test_paginate_false(operation: dict[str, Any], settings: dict[str, Any]) -> None:
    """The map says that there is one page, and the vendor's options stay as they are."""
    command = world.planned_one(operation, settings={**settings, "paginate": False})
    assert command.pages is None
    assert {one.api_name for one in command.options} == {one["name"] for one in operation["parameters"]}


@pytest.mark.parametrize("setting", [{"fixed": 3}, {"omit": True}], ids=["fixed", "omitted"])
def test_a_page_that_no_caller_turns(setting: dict[str, Any]) -> None:
    """A page number that the map sets or leaves out leads to no other page."""
    assert pages(listing(THINGS, PAGE, LIMIT), parameters={"page": setting}) is None


def test_what_the_map_sets_gives_way_to_another_rule() -> None:
    """A cursor that no caller turns leaves the pages to the page's number."""
    operation = listing(holding(data=THINGS, next_cursor=STRING), CURSOR, PAGE)
    plan = pages(operation, parameters={"cursor": {"omit": True}})
    assert plan is not None
    assert plan.rule == "page-number"


def test_a_page_that_the_map_puts_together() -> None:
    """A composed value is no cursor."""
    settings: dict[str, Any] = {"parameters": {"cursor": {"compose": "{part}"}}, "options": {"part": {}}}
    assert pages(listing(holding(data=THINGS, next_cursor=STRING), CURSOR), **settings) is None


@pytest.mark.parametrize("setting", [{"fixed": 50}, {"omit": True}], ids=["fixed", "omitted"])
def test_a_size_that_no_caller_sets(setting: dict[str, Any]) -> None:
    """The pages remain, and `--limit` becomes the connector's own."""
    plan = pages(paging.NOTION, parameters={"page_size": setting})
    assert plan is not None
    assert (plan.rule, plan.size, plan.most, plan.own_limit) == ("body-cursor", "", 0, True)
