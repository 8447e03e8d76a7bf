"""Pages are found in the lists of real vendors, as their documents write them."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import PageKind, PagePlan

from . import paging
from .paging import pages


def wanted(kind: PageKind, rule: str, reason: str, **members: Any) -> PagePlan:
    return PagePlan(kind=kind, rule=rule, reason=reason, **members)


VENDORS: dict[str, tuple[dict[str, Any], PagePlan]] = {
    "Stripe: the last id": (
        paging.STRIPE,
        wanted(
            PageKind.LAST_ID,
            "last-id",
            "starting_after takes the id of the last item, and has_more says whether there is more",
            option="starting_after",
            name="starting_after",
            more="has_more",
            size="limit",
            most=100,
            own_limit=False,
        ),
    ),
    "GitHub: the Link header": (
        paging.GITHUB,
        wanted(
            PageKind.LINK, "link-header", "the answer declares a Link header", next="Link", size="per_page"
        ),
    ),
    "Notion: a cursor in the answer": (
        paging.NOTION,
        wanted(
            PageKind.CURSOR,
            "body-cursor",
            "start_cursor takes what next_cursor of the answer gives",
            option="start_cursor",
            name="start_cursor",
            next="next_cursor",
            size="page_size",
            most=100,
        ),
    ),
    "Asana: an offset that is a token": (
        paging.ASANA,
        wanted(
            PageKind.CURSOR,
            "body-cursor",
            "offset takes what next_page.offset of the answer gives",
            option="offset",
            name="offset",
            next="next_page.offset",
            size="limit",
            most=100,
            own_limit=False,
        ),
    ),
    "Klaviyo: a link in the answer": (
        paging.KLAVIYO,
        wanted(
            PageKind.URL,
            "body-url",
            "links.next of the answer is the next page's address",
            next="links.next",
            size="page_size",
            most=100,
        ),
    ),
    "Intercom: a cursor below the next page": (
        paging.INTERCOM,
        wanted(
            PageKind.CURSOR,
            "body-cursor",
            "starting_after takes what pages.next.starting_after of the answer gives",
            option="starting_after",
            name="starting_after",
            next="pages.next.starting_after",
            size="per_page",
        ),
    ),
    "Jira: a search's token": (
        paging.JIRA_SEARCH,
        wanted(
            PageKind.CURSOR,
            "body-cursor",
            "nextPageToken takes what nextPageToken of the answer gives",
            option="next_page_token",
            name="next_page_token",
            next="nextPageToken",
            size="max_results",
        ),
    ),
    "Discord: the last id of an array": (
        paging.DISCORD,
        wanted(
            PageKind.LAST_ID,
            "last-id",
            "after takes the id of the last item",
            option="after",
            name="after",
            size="limit",
            most=1000,
            own_limit=False,
        ),
    ),
    "Django: the next page's address": (
        paging.DJANGO,
        wanted(PageKind.URL, "body-url", "next of the answer is the next page's address", next="next"),
    ),
    "AWS: one name for both": (
        paging.AWS,
        wanted(
            PageKind.CURSOR,
            "body-cursor",
            "nextToken takes what nextToken of the answer gives",
            option="next_token",
            name="next_token",
            next="nextToken",
            size="max_results",
            most=50,
        ),
    ),
    "Google: the next page's token": (
        paging.GOOGLE,
        wanted(
            PageKind.CURSOR,
            "body-cursor",
            "pageToken takes what nextPageToken of the answer gives",
            option="page_token",
            name="page_token",
            next="nextPageToken",
            size="max_results",
        ),
    ),
    "an end of a page of edges": (
        paging.GRAPH_STYLE,
        wanted(
            PageKind.CURSOR,
            "body-cursor",
            "after takes what page_info.end_cursor of the answer gives",
            option="after",
            name="after",
            next="page_info.end_cursor",
            size="limit",
            most=100,
            own_limit=False,
        ),
    ),
}


@pytest.mark.parametrize(("operation", "plan"), VENDORS.values(), ids=VENDORS.keys())
def test_vendors(operation: dict[str, Any], plan: PagePlan) -> None:
    """The rule, the option that selects the page, where the next one stands, and the page's size."""
    assert pages(operation) == plan


NAMED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "Slack's list": (paging.SLACK, {"items": "members"}),
    "Zendesk's tickets": (paging.ZENDESK, {"items": "tickets"}),
    "Jira's values": (paging.JIRA, {"items": "values"}),
}
REST: dict[str, tuple[str, str, str, str, str]] = {
    "Slack's list": ("body-cursor", "cursor", "response_metadata.next_cursor", "", "limit"),
    "Zendesk's tickets": ("body-cursor", "page_after", "meta.after_cursor", "", "page_size"),
    "Jira's values": ("offset", "start_at", "", "!isLast", "max_results"),
}


@pytest.mark.parametrize("vendor", NAMED)
def test_lists_that_the_map_names(vendor: str) -> None:
    """Where only the map tells the list, its pages are found all the same."""
    operation, listed = NAMED[vendor]
    found = pages(operation, list=listed)
    assert found is not None
    assert (found.rule, found.option, found.next, found.more, found.size) == REST[vendor]
