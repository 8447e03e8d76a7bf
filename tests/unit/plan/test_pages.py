"""Each rule that finds a list's next page in a document, and what the rules say besides."""

from __future__ import annotations

from typing import Any

import pytest

from . import paging, world
from .paging import CURSOR, LIMIT, OFFSET, PAGE, PER_PAGE, listing, pages
from .schemas import BOOLEAN, INTEGER, LINK, NULL, STRING, THINGS, holding

RULES: dict[str, tuple[dict[str, Any], tuple[str, str, str, str]]] = {
    "a page number": (listing(THINGS, PAGE, PER_PAGE), ("page-number", "page", "", "per_page")),
    "a page number without a size": (listing(THINGS, PAGE), ("page-number", "page", "", "")),
    "a page number with a flag": (
        listing(holding(data=THINGS, hasMore=BOOLEAN), PAGE),
        ("page-number", "page", "hasMore", ""),
    ),
    "a page number with an end": (
        listing(holding(data=THINGS, meta=holding(is_last=BOOLEAN)), PAGE),
        ("page-number", "page", "!meta.is_last", ""),
    ),
    "a number in brackets": (
        listing(
            THINGS,
            world.parameter("page[number]", schema=INTEGER),
            world.parameter("page[size]", schema=INTEGER),
        ),
        ("page-number", "page_number", "", "page_size"),
    ),
    "an offset": (listing(THINGS, OFFSET, LIMIT), ("offset", "offset", "", "limit")),
    "an offset without a size": (listing(THINGS, OFFSET), ("offset", "offset", "", "")),
    "skip and take": (
        listing(
            holding(items=THINGS, total=INTEGER),
            world.parameter("skip", schema=INTEGER),
            world.parameter("take", schema=INTEGER),
        ),
        ("offset", "skip", "", "take"),
    ),
    "a start and a size": (
        listing(THINGS, world.parameter("start", schema=INTEGER), LIMIT),
        ("offset", "start", "", "limit"),
    ),
    "an offset before a page number": (
        listing(THINGS, PAGE, OFFSET, LIMIT),
        ("offset", "offset", "", "limit"),
    ),
    "a token in a header": (
        listing(THINGS, CURSOR, LIMIT, headers=["X-Next-Cursor"]),
        ("header-token", "cursor", "", "limit"),
    ),
    "a continuation in a header": (
        listing(THINGS, world.parameter("continuation_token"), headers=["X-MS-Continuation"]),
        ("header-token", "continuation_token", "", ""),
    ),
    "a Link header before a token's": (
        listing(THINGS, CURSOR, headers=["link", "X-Next-Cursor"]),
        ("link-header", "", "", ""),
    ),
    "a cursor before an address": (
        listing(holding(data=THINGS, next_cursor=STRING, next_url=LINK), CURSOR),
        ("body-cursor", "cursor", "", ""),
    ),
    "an address before a page number": (
        listing(holding(data=THINGS, next_page_url=STRING), PAGE),
        ("body-url", "", "", ""),
    ),
    "a cursor that may be null": (
        listing(holding(data=THINGS, next_cursor={"anyOf": [STRING, NULL]}), CURSOR),
        ("body-cursor", "cursor", "", ""),
    ),
    "a number of the next page": (
        listing(holding(data=THINGS, meta=holding(next_page=INTEGER)), PAGE),
        ("body-cursor", "page", "", ""),
    ),
}


@pytest.mark.parametrize(("operation", "found"), RULES.values(), ids=RULES.keys())
def test_rules(operation: dict[str, Any], found: tuple[str, str, str, str]) -> None:
    """The rules in order, from what a vendor says outright to what its names suggest."""
    plan = pages(operation)
    assert plan is not None
    assert (plan.rule, plan.option, plan.more, plan.size) == found
    assert plan.reason


START = [({}, 1), ({"default": 1}, 1), ({"default": 0}, 0), ({"minimum": 0}, 0), ({"minimum": 1}, 1)]


@pytest.mark.parametrize(("said", "start"), [*START, ({"default": 1, "minimum": 0}, 1), ({"default": 5}, 1)])
def test_the_first_pages_number(said: dict[str, Any], start: int) -> None:
    """What the vendor assumes, else its least; 1 where it says nothing of use."""
    plan = pages(listing(THINGS, world.parameter("page", schema={**INTEGER, **said})))
    assert plan is not None
    assert plan.start == start


def test_pages_in_a_body() -> None:
    """A search's body selects the page as a query does."""
    body = world.json_body(holding(query=STRING, cursor=STRING, limit={"type": "integer", "maximum": 20}))
    operation = listing(holding(results=THINGS, next_cursor=STRING), requestBody=body)
    plan = pages(operation, method="post", list={})
    assert plan is not None
    assert (plan.rule, plan.option, plan.next, plan.size, plan.most) == (
        "body-cursor",
        "cursor",
        "next_cursor",
        "limit",
        20,
    )


def test_the_id_of_the_items() -> None:
    """The last id is the one that the map says identifies an item."""
    plan = pages(paging.STRIPE, list={"items": "data", "id": "gid"})
    assert plan is not None
    assert plan.id == "gid"
