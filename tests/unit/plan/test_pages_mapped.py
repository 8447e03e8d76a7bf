"""Pages as the map says them: what is taken, what is not there, and what the command's options become."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import PageKind, PagePlan

from . import paging, world
from .paging import CURSOR, LIMIT, OFFSET, PAGE, PER_PAGE, listing, pages, told
from .schemas import BOOLEAN, INTEGER, STRING, THING, THINGS, holding

MANY = listing(
    holding(data=THINGS, paging=holding(token=STRING, done=BOOLEAN, following=STRING)),
    *(CURSOR, LIMIT, OFFSET, PAGE, PER_PAGE),
)


def said(kind: PageKind, **members: Any) -> PagePlan:
    return PagePlan(kind=kind, rule="map", reason="the map says so", **members)


SAID: dict[str, tuple[dict[str, Any], PagePlan]] = {
    "a cursor": (
        {"kind": "cursor", "parameter": "cursor", "next": "paging.token", "size": "per_page"},
        said(PageKind.CURSOR, option="cursor", name="cursor", next="paging.token", size="per_page"),
    ),
    "a cursor with a flag": (
        {"kind": "cursor", "parameter": "cursor", "next": "paging.token", "more": "!paging.done"},
        said(PageKind.CURSOR, option="cursor", name="cursor", next="paging.token", more="!paging.done"),
    ),
    "a token in a header, which no document tells": (
        {"kind": "token-header", "parameter": "cursor", "next": "X-Cursor"},
        said(PageKind.TOKEN_HEADER, option="cursor", name="cursor", next="X-Cursor"),
    ),
    "the last id": (
        {"kind": "last-id", "parameter": "query:cursor", "more": "paging.done"},
        said(PageKind.LAST_ID, option="cursor", name="cursor", more="paging.done"),
    ),
    "a page's number": (
        {"kind": "page", "parameter": "page", "start": 0, "size": "limit"},
        said(PageKind.PAGE, option="page", name="page", start=0, size="limit", most=100, own_limit=False),
    ),
    "an offset": (
        {"kind": "offset", "parameter": "offset", "size": "per_page"},
        said(PageKind.OFFSET, option="offset", name="offset", size="per_page"),
    ),
    "an address": (
        {"kind": "url", "next": "paging.following"},
        said(PageKind.URL, next="paging.following"),
    ),
    "the Link header": ({"kind": "link"}, said(PageKind.LINK, next="Link")),
}


@pytest.mark.parametrize(("setting", "wanted"), SAID.values(), ids=SAID.keys())
def test_the_map_says_it(setting: dict[str, Any], wanted: PagePlan) -> None:
    """Every kind, in the vendor's names, wins over what the rules would find."""
    assert pages(MANY, paginate=setting) == wanted


def test_an_answer_that_tells_nothing() -> None:
    """Where the document does not describe the answer, the map is taken at its word."""
    plan = pages(
        listing({}, CURSOR),
        list={"items": "rows"},
        paginate={"kind": "cursor", "parameter": "cursor", "next": "a.b", "more": "c"},
    )
    assert plan is not None
    assert (plan.next, plan.more) == ("a.b", "c")


AT = "#/commands/thing.do/paginate"
MISTAKES: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "a cursor of nothing": ({"kind": "cursor"}, [("paginate-incomplete", "")]),
    "a cursor without its member": (
        {"kind": "cursor", "parameter": "cursor"},
        [("paginate-incomplete", "")],
    ),
    "a header without its name": (
        {"kind": "token-header", "parameter": "cursor"},
        [("paginate-incomplete", "")],
    ),
    "a last id without a parameter": ({"kind": "last-id"}, [("paginate-incomplete", "")]),
    "a page without a parameter": ({"kind": "page", "size": "limit"}, [("paginate-incomplete", "")]),
    "an offset without a parameter": ({"kind": "offset"}, [("paginate-incomplete", "")]),
    "an address without its member": ({"kind": "url"}, [("paginate-incomplete", "")]),
    "a parameter that is not there": (
        {"kind": "page", "parameter": "pag"},
        [("unknown-page-parameter", "/parameter")],
    ),
    "a size that is not there": (
        {"kind": "page", "parameter": "page", "size": "pagesize"},
        [("unknown-page-parameter", "/size")],
    ),
    "a parameter in another place": (
        {"kind": "page", "parameter": "header:page"},
        [("unknown-page-parameter", "/parameter")],
    ),
    "a member that is not there": (
        {"kind": "cursor", "parameter": "cursor", "next": "paging.tokn"},
        [("unknown-answer-member", "/next")],
    ),
    "a flag that is not there": (
        {"kind": "page", "parameter": "page", "more": "!done"},
        [("unknown-answer-member", "/more")],
    ),
    "a next that is an object": (
        {"kind": "cursor", "parameter": "cursor", "next": "paging"},
        [("unknown-answer-member", "/next")],
    ),
    "a next that is a yes or no": (
        {"kind": "url", "next": "paging.done"},
        [("unknown-answer-member", "/next")],
    ),
    "a flag that is the list": (
        {"kind": "page", "parameter": "page", "more": "data"},
        [("unknown-answer-member", "/more")],
    ),
    "a member of a text": (
        {"kind": "cursor", "parameter": "cursor", "next": "paging.token.x"},
        [("unknown-answer-member", "/next")],
    ),
    "everything at once": (
        {"kind": "cursor", "parameter": "curser", "next": "nxt", "more": "mre", "size": "lmt"},
        [
            ("unknown-answer-member", "/more"),
            ("unknown-answer-member", "/next"),
            ("unknown-page-parameter", "/parameter"),
            ("unknown-page-parameter", "/size"),
        ],
    ),
}


@pytest.mark.parametrize(("setting", "wanted"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes(setting: dict[str, Any], wanted: list[tuple[str, str]]) -> None:
    """What is missing or not there is told, each at its key."""
    assert told(MANY, paginate=setting) == [world.Found(code, AT + place) for code, place in wanted]


HINTS: dict[str, tuple[dict[str, Any], str]] = {
    "what a kind needs": ({"kind": "cursor", "parameter": "cursor"}, "add `next: meta.next`"),
    "which parameters there are": ({"kind": "page"}, "it has cursor, limit, offset, page, per_page"),
    "a slip": ({"kind": "page", "parameter": "pag"}, "did you mean 'page'?"),
    "no such parameter": (
        {"kind": "page", "parameter": "zzzz"},
        "it has: cursor, limit, offset, page, per_page",
    ),
    "no such member": ({"kind": "url", "next": "zzz"}, "it has: data, paging"),
}


@pytest.mark.parametrize(("setting", "hint"), HINTS.values(), ids=HINTS.keys())
def test_hints(setting: dict[str, Any], hint: str) -> None:
    """The hint says what to write, or what there is."""
    data = world.head(paths={"/things": {"get": MANY}})
    _, report = world.build(data, {"thing.do": world.command(paginate=setting)})
    (told_once,) = (d for d in report if d.code != "no-health-probe")
    assert hint in str(told_once.hint)


DECIDED: dict[str, tuple[dict[str, Any], str]] = {
    "a page that is fixed": ({"page": {"fixed": 1}}, "/parameter"),
    "a page that is left out": ({"page": {"omit": True}}, "/parameter"),
    "a size that is fixed": ({"query:limit": {"fixed": 10}}, "/size"),
}


@pytest.mark.parametrize(("parameters", "place"), DECIDED.values(), ids=DECIDED.keys())
def test_what_the_map_decides_turns_no_page(parameters: dict[str, Any], place: str) -> None:
    """A parameter is the map's or the pages', not both."""
    setting = {"kind": "page", "parameter": "page", "size": "limit"}
    found = told(MANY, paginate=setting, parameters=parameters)
    assert found == [world.Found("parameter-contradiction", AT + place)]


def test_what_the_map_puts_together_turns_no_page() -> None:
    """A composed value is the map's, too."""
    setting = {"kind": "cursor", "parameter": "cursor", "next": "paging.token"}
    shaped: dict[str, Any] = {"parameters": {"cursor": {"compose": "{part}"}}, "options": {"part": {}}}
    found = told(MANY, paginate=setting, **shaped)
    assert found == [world.Found("parameter-contradiction", AT + "/parameter")]


NO_LIST: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "an object": (listing(THING, PAGE), {}),
    "nothing": (listing(None, PAGE), {}),
    "a list that the map makes an object": (listing(THINGS, PAGE), {"list": False}),
}


@pytest.mark.parametrize(("operation", "settings"), NO_LIST.values(), ids=NO_LIST.keys())
def test_only_a_list_has_pages(operation: dict[str, Any], settings: dict[str, Any]) -> None:
    """Pages of anything else are a mistake of the map."""
    found = told(operation, paginate={"kind": "page", "parameter": "page"}, **settings)
    assert found == [world.Found("paginate-without-list", AT)]


def test_a_stream_has_no_pages() -> None:
    """Events and lines come as they come."""
    operation = listing(None, PAGE)
    operation["responses"]["200"]["content"] = {"text/event-stream": {"schema": THING}}
    found = told(operation, paginate={"kind": "page", "parameter": "page"})
    assert [one.code for one in found] == ["paginate-without-list"]


RENAMED: dict[str, Any] = {
    "parameters": {"page_size": {"option": "limit"}, "start_cursor": {"option": "from"}}
}


def test_our_names() -> None:
    """A page is selected by our name of the option, and `next` shows it as callers write it."""
    plan = pages(paging.NOTION, **RENAMED)
    assert plan is not None
    assert (plan.option, plan.name, plan.size, plan.own_limit) == ("from_", "from", "limit", False)


LIMITS: dict[str, tuple[dict[str, Any], dict[str, Any], int]] = {
    "the vendor's bound": ({"maximum": 50}, {}, 50),
    "no bound": ({}, {}, 0),
    "the vendor's own default says nothing": ({"default": 20}, {}, 0),
    "the map's default": ({}, {"default": 25}, 25),
    "the map's clamp": ({"maximum": 50}, {"clamp": {"max": 10}}, 10),
}


@pytest.mark.parametrize(("schema", "setting", "most"), LIMITS.values(), ids=LIMITS.keys())
def test_the_largest_page(schema: dict[str, Any], setting: dict[str, Any], most: int) -> None:
    """It is known from the vendor's bound, or from what the map asks for."""
    operation = listing(THINGS, PAGE, world.parameter("size", schema={**INTEGER, **schema}))
    plan = pages(operation, parameters={"size": setting})
    assert plan is not None
    assert (plan.size, plan.most) == ("size", most)


def test_a_limit_is_the_number_wanted() -> None:
    """Where the page size is `--limit`, more than a page holds may be wanted; elsewhere the bound holds."""
    stripe = world.planned_one(paging.STRIPE)
    notion = world.planned_one(paging.NOTION)
    assert world.option_of(stripe, "limit").checks.most is None
    assert world.option_of(notion, "page_size").checks.most == 100


OWN: dict[str, tuple[str, dict[str, Any], str]] = {
    "all": ("all", paging.GITHUB, "--query-all"),
    "the next address": ("next_url", paging.GITHUB, "--query-next-url"),
    "a limit beside another size": ("limit", paging.GITHUB, "--query-limit"),
}


@pytest.mark.parametrize(("name", "operation", "option"), OWN.values(), ids=OWN.keys())
def test_the_commands_own_options(name: str, operation: dict[str, Any], option: str) -> None:
    """`--all`, `--limit` and `--next-url` are the connector's own where there are pages."""
    extended = {**operation, "parameters": [*operation["parameters"], world.parameter(name)]}
    paged = world.planned_one(extended)
    single = world.planned_one(extended, settings={"paginate": False})
    assert world.option_of(paged, name).option != "--" + name.replace("_", "-")
    assert world.option_of(single, name).option == "--" + name.replace("_", "-")
