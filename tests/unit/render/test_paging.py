"""The way to the next page becomes the expression that the connector follows."""

from __future__ import annotations

import pytest

from aos_gen.plan.model import AnswerKind, AnswerPlan, PageKind, PagePlan
from aos_gen.render.python import command_view

from .plans import command, pages

PAGES: dict[str, tuple[PagePlan, str, str]] = {
    "a cursor": (
        pages(PageKind.CURSOR, option="cursor", name="cursor", next="meta.next", size="per", most=100),
        "Pages('cursor', option='cursor', next='meta.next', size='per', most=100)",
        "*paging()",
    ),
    "a name of its own": (
        pages(PageKind.TOKEN_HEADER, option="from_", name="from", next="X-Next"),
        "Pages('token-header', option='from_', name='from', next='X-Next')",
        "*paging()",
    ),
    "a page from nought": (
        pages(PageKind.PAGE, option="p", name="p", start=0),
        "Pages('page', option='p', start=0)",
        "*paging()",
    ),
    "a page from one": (
        pages(PageKind.PAGE, option="p", name="p", start=1),
        "Pages('page', option='p')",
        "*paging()",
    ),
    "an offset starts where it starts": (
        pages(PageKind.OFFSET, option="o", name="o", start=0, more="!last"),
        "Pages('offset', option='o', more='!last')",
        "*paging()",
    ),
    "the last item's own key": (
        pages(PageKind.LAST_ID, option="after", name="after", id="gid"),
        "Pages('last-id', option='after', id='gid')",
        "*paging()",
    ),
    "a cursor has no key": (
        pages(PageKind.CURSOR, option="c", name="c", next="n", id="gid"),
        "Pages('cursor', option='c', next='n')",
        "*paging()",
    ),
    "a Link header": (pages(PageKind.LINK, next="Link"), "Pages('link')", "*paging(url=True)"),
    "a URL": (pages(PageKind.URL, next="next"), "Pages('url', next='next')", "*paging(url=True)"),
    "the vendor's own --limit": (
        pages(PageKind.LINK, size="limit", own_limit=False),
        "Pages('link', size='limit')",
        "*paging(limit=False, url=True)",
    ),
}


@pytest.mark.parametrize(("given", "code", "paging"), PAGES.values(), ids=PAGES.keys())
def test_pages(given: PagePlan, code: str, paging: str) -> None:
    """A list with pages says how they follow, and has options of its own for them."""
    view = command_view(command(pages=given, answer=AnswerPlan(kind=AnswerKind.LIST, at="data")), ())
    assert view.shaper == "as_pages"
    assert view.shaped == f"as_pages(client, client.t_do, options, {code}, at='data')"
    assert view.option_code == (paging,)
    assert view.helpers == {"paging"}
