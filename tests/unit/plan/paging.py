"""List operations as vendors write them, and the pages that are found in them."""

from __future__ import annotations

from typing import Any

from aos_gen.plan.model import PagePlan

from . import world
from .schemas import BOOLEAN, INTEGER, LINK, STRING, THINGS, holding

LIMIT = world.parameter("limit", schema={"type": "integer", "maximum": 100})
PER_PAGE = world.parameter("per_page", schema={"type": "integer", "default": 30})
PAGE = world.parameter("page", schema=INTEGER)
OFFSET = world.parameter("offset", schema=INTEGER)
CURSOR = world.parameter("cursor")


def listing(answer: Any, *parameters: Any, headers: Any = None, **members: Any) -> dict[str, Any]:
    """An operation with a list as its answer."""
    operation = world.answering(answer, parameters=list(parameters), **members)
    if headers is not None:
        operation["responses"]["200"]["headers"] = {name: {"schema": STRING} for name in headers}
    return operation


def pages(operation: dict[str, Any], *, method: str = "get", **settings: Any) -> PagePlan | None:
    """How the command of that operation gets to its next page."""
    return world.planned_one(operation, method=method, settings=settings).pages


def told(operation: dict[str, Any], **settings: Any) -> list[world.Found]:
    """What is wrong with a command of that operation."""
    data = world.head(paths={"/things": {"get": operation}})
    plan, report = world.build(data, {"thing.do": world.command(**settings)})
    assert plan is None
    return [one for one in world.found(report) if one.code != "no-health-probe"]


STRIPE = listing(
    holding(object=STRING, data=THINGS, has_more=BOOLEAN, url=STRING),
    *(world.parameter(name) for name in ("ending_before", "starting_after", "customer")),
    world.parameter("created", schema={"oneOf": [holding(gt=INTEGER), INTEGER]}, style="deepObject"),
    LIMIT,
)
GITHUB = listing(
    THINGS,
    world.parameter("since", schema={"type": "string", "format": "date-time"}),
    PER_PAGE,
    world.parameter("page", schema={"type": "integer", "default": 1}),
    headers=["Link"],
)
NOTION = listing(
    holding(
        object=STRING,
        results=THINGS,
        next_cursor={"type": ["string", "null"]},
        has_more=BOOLEAN,
        type=STRING,
    ),
    world.parameter("start_cursor"),
    world.parameter("page_size", schema={"type": "integer", "maximum": 100}),
)
ASANA = listing(
    holding(data=THINGS, next_page=holding(offset=STRING, path=STRING, uri=LINK)),
    world.parameter("limit", schema={"type": "integer", "minimum": 1, "maximum": 100}),
    world.parameter("offset"),
    world.parameter("opt_fields", schema={"type": "array", "items": STRING}),
)
SLACK = listing(holding(members=THINGS, response_metadata=holding(next_cursor=STRING)), CURSOR, LIMIT)
KLAVIYO = listing(
    holding(data=THINGS, links=holding(self=LINK, first=LINK, last=LINK, prev=LINK, next=LINK)),
    world.parameter("page[cursor]"),
    world.parameter("page[size]", schema={"type": "integer", "minimum": 1, "maximum": 100, "default": 20}),
    world.parameter("filter"),
)
INTERCOM = listing(
    holding(
        type=STRING,
        data=THINGS,
        total_count=INTEGER,
        pages=holding(
            type=STRING,
            page=INTEGER,
            per_page=INTEGER,
            total_pages=INTEGER,
            next={
                "type": ["object", "null"],
                "properties": {"per_page": INTEGER, "starting_after": {"type": ["string", "null"]}},
            },
        ),
    ),
    PER_PAGE,
    world.parameter("starting_after"),
)
JIRA = listing(
    holding(
        isLast=BOOLEAN,
        maxResults=INTEGER,
        self=LINK,
        startAt={"type": "integer", "format": "int64"},
        total=INTEGER,
        values=THINGS,
    ),
    world.parameter("startAt", schema={"type": "integer", "default": 0}),
    world.parameter("maxResults", schema={"type": "integer", "default": 50}),
    world.parameter("query"),
)
JIRA_SEARCH = listing(
    holding(issues=THINGS, nextPageToken=STRING, isLast=BOOLEAN),
    world.parameter("jql"),
    world.parameter("nextPageToken"),
    world.parameter("maxResults", schema=INTEGER),
)
DISCORD = listing(
    THINGS,
    world.parameter("before", schema={"type": "string", "format": "snowflake"}),
    world.parameter("after", schema={"type": "string", "format": "snowflake"}),
    world.parameter("limit", schema={"type": "integer", "minimum": 1, "maximum": 1000}),
)
DJANGO = listing(
    holding(count=INTEGER, next=LINK, previous=LINK, results=THINGS), PAGE, world.parameter("search")
)
ZENDESK = listing(
    holding(
        tickets=THINGS,
        meta=holding(has_more=BOOLEAN, after_cursor=STRING, before_cursor=STRING),
        links=holding(next=STRING, prev=STRING),
    ),
    world.parameter("page[size]", schema=INTEGER),
    world.parameter("page[after]"),
)
AWS = listing(
    holding(items=THINGS, nextToken=STRING),
    world.parameter("nextToken"),
    world.parameter("maxResults", schema={"type": "integer", "maximum": 50}),
)
GOOGLE = listing(
    holding(items=THINGS, nextPageToken=STRING),
    world.parameter("pageToken"),
    world.parameter("maxResults", schema=INTEGER),
)
GRAPH_STYLE = listing(
    holding(data=THINGS, page_info=holding(end_cursor=STRING, start_cursor=STRING, has_next_page=BOOLEAN)),
    world.parameter("after"),
    world.parameter("before"),
    LIMIT,
)
