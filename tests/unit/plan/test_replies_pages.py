"""Samples of lists with pages: a last page, a first one with another behind it, and what leads on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aos_gen.plan.model import SamplePage, SamplePlan

from . import world
from .world import parameter

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
ITEM = {"type": "object", "properties": {"id": STRING}}
LIST = {"type": "array", "items": ITEM}


def sample(
    paginate: dict[str, Any], properties: dict[str, Any] | None = None, **parameters: Any
) -> SamplePlan:
    """The sample of a list with the page that the map says; `parameters` by name, with their schemas."""
    held: Any = {"type": "object", "properties": {"data": LIST, **(properties or {})}}
    operation = world.answering(
        held if properties is not None else LIST,
        parameters=[parameter(name, schema=schema) for name, schema in parameters.items()],
    )
    return world.planned_one(operation, settings={"paginate": paginate}).sample


def page(found: SamplePlan) -> SamplePage:
    assert found.page is not None
    return found.page


def test_a_cursor() -> None:
    """A last page leads nowhere; a first one gives the cursor that the second call sends."""
    found = sample(
        {"kind": "cursor", "parameter": "cursor", "next": "meta.next", "size": "per"},
        {"meta": {"type": "object", "properties": {"next": STRING}}},
        cursor=STRING,
        per=INTEGER,
    )
    assert found.answer["meta"] == {"next": None}
    assert found.data["next"] is None
    first = json.loads(page(found).reply.text)
    assert first["meta"] == {"next": "example-next"}
    assert page(found).next == {"cursor": "example-next"}
    assert page(found).first == {"per": 1}
    assert page(found).arguments == {"per": 1, "cursor": "example-next"}


def test_a_cursor_that_is_a_number() -> None:
    """A cursor is of its parameter's type."""
    found = sample({"kind": "cursor", "parameter": "c", "next": "next"}, {"next": INTEGER}, c=INTEGER)
    assert page(found).next == {"c": 7}


def test_a_token_in_a_header() -> None:
    """The next token comes in a header."""
    found = sample({"kind": "token-header", "parameter": "c", "next": "X-Next"}, c=STRING)
    assert dict(page(found).reply.headers)["X-Next"] == "example-next"
    assert "X-Next" not in dict(found.reply.headers)
    assert page(found).arguments == {"c": "example-next"}


COUNTED: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any] | None, dict[str, Any]]] = {
    "pages": ({"kind": "page"}, {"p": INTEGER}, {"p": 2}, {"p": 2}),
    "pages from nought": ({"kind": "page", "start": 0}, {"p": INTEGER}, {"p": 1}, {"p": 1}),
    "an offset": ({"kind": "offset"}, {"p": INTEGER}, {"p": 1}, {"p": 1}),
    "the last item's id": ({"kind": "last-id"}, {"p": STRING}, {"p": "example"}, {"p": "example"}),
}


@pytest.mark.parametrize(("kind", "parameters", "least", "following"), COUNTED.values(), ids=COUNTED.keys())
def test_pages_that_callers_count(
    kind: dict[str, Any], parameters: Any, least: dict[str, Any] | None, following: dict[str, Any]
) -> None:
    """Where nothing tells the last page, whatever comes may have another behind it."""
    found = sample({**kind, "parameter": "p"}, **parameters)
    assert found.required.next == least
    assert page(found).next == following
    assert page(found).arguments == following


def test_a_page_that_is_not_full() -> None:
    """A page smaller than was surely asked for is the last."""
    found = sample({"kind": "page", "parameter": "p", "size": "per"}, p=INTEGER, per=INTEGER)
    assert found.required.next == {"p": 2}
    assert found.full.next is None
    assert page(found).first == {"per": 1}


MORE: dict[str, tuple[str, str, bool, bool]] = {
    "more": ("more", "more", False, True),
    "the last": ("!last", "last", True, False),
}


@pytest.mark.parametrize(("said", "name", "at_the_end", "before"), MORE.values(), ids=MORE.keys())
def test_a_member_that_says_whether_there_is_more(
    said: str, name: str, at_the_end: bool, before: bool
) -> None:
    """A flag of the answer tells the last page."""
    found = sample({"kind": "page", "parameter": "p", "more": said}, {name: {"type": "boolean"}}, p=INTEGER)
    assert found.answer[name] is at_the_end
    assert found.required.next is None
    assert json.loads(page(found).reply.text)[name] is before


ADDRESSES: dict[str, dict[str, Any]] = {
    "a Link header": {"kind": "link"},
    "a URL in the answer": {"kind": "url", "next": "next"},
}


@pytest.mark.parametrize("paginate", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_addresses(paginate: dict[str, Any]) -> None:
    """A next page's address is the test server's own, which is known while a test runs."""
    found = sample(paginate, {"next": STRING})
    assert found.page is None
    assert found.required.next is None


def test_a_url_of_the_last_page() -> None:
    """The last page has no next address."""
    assert sample({"kind": "url", "next": "next"}, {"next": STRING}).answer["next"] is None


def test_no_pages() -> None:
    """A list without pages has one sample."""
    found = world.planned_one(world.answering(LIST)).sample
    assert (found.page, found.required.next, found.full.next) == (None, None, None)
