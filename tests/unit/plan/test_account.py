"""Every operation is mapped, excluded or undecided, and the three counts add up."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.diagnostics import Report
from aos_gen.plan.account import account, find_operation, glob
from aos_gen.plan.model import Accounting
from aos_gen.plan.probes import probe_candidates

from . import world

PATHS: dict[str, Any] = {
    "/tickets": {
        "get": {"operationId": "listTickets", "tags": ["Tickets"]},
        "post": {"operationId": "createTicket", "tags": ["Tickets", "Beta"]},
    },
    "/tickets/{id}": {"get": {"operationId": "getTicket"}, "delete": {"operationId": "deleteTicket"}},
    "/internal/jobs": {"get": {"operationId": "twice"}},
    "/internal/jobs/{id}/retry": {"post": {"operationId": "twice"}},
    "/users": {"get": {"tags": ["Beta"]}},
}


def count(exclude: list[dict[str, Any]], mapped: set[str]) -> tuple[Accounting, Report]:
    document, report = world.load(world.head() | {"paths": PATHS})
    exclude = [{"reason": "not now", **one} for one in exclude]
    decided = account(document, world.mapping({}, exclude=exclude), mapped, "map.yaml", report)
    assert len(decided.undecided) == decided.counts.undecided
    return decided.counts, report


COUNTS: dict[str, tuple[list[dict[str, Any]], set[str], tuple[int, int]]] = {
    "nothing said": ([], set(), (0, 7)),
    "one mapped": ([], {"GET /tickets"}, (0, 6)),
    "by tag": ([{"tag": "Beta"}], set(), (2, 5)),
    "by path": ([{"path": "/tickets"}], set(), (2, 5)),
    "by a glob across slashes": ([{"path": "/internal/**"}], set(), (2, 5)),
    "by a glob within a segment": ([{"path": "/internal/*"}], set(), (1, 6)),
    "by method": ([{"method": "get"}], set(), (4, 3)),
    "by tag and method": ([{"tag": "Tickets", "method": "POST"}], set(), (1, 6)),
    "by tag, path and method": ([{"tag": "Beta", "path": "/u*", "method": "GET"}], set(), (1, 6)),
    "by operationId": ([{"operation": "deleteTicket"}], set(), (1, 6)),
    "by method and path": ([{"operation": "GET /users"}], set(), (1, 6)),
    "twice the same": ([{"tag": "Beta"}, {"operation": "GET /users"}], set(), (2, 5)),
    "a mapped one within a tag stays mapped": ([{"tag": "Tickets"}], {"GET /tickets"}, (1, 5)),
    "everything": ([{"path": "/**"}], {"GET /tickets"}, (6, 0)),
}


@pytest.mark.parametrize(("exclude", "mapped", "counts"), COUNTS.values(), ids=COUNTS.keys())
def test_counts(exclude: list[dict[str, Any]], mapped: set[str], counts: tuple[int, int]) -> None:
    """Exclusions count each operation once, and never one that is mapped."""
    found, report = count(exclude, mapped)
    assert list(report) == []
    assert (found.excluded, found.undecided) == counts
    assert found.mapped == len(mapped)
    assert found.total == found.mapped + found.excluded + found.undecided == 7


MISTAKES: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "a tag of nothing": (
        {"tag": "Ticket"},
        "exclusion-matches-nothing",
        "",
        "did you mean the tag 'Tickets'?",
    ),
    "a tag like no other": ({"tag": "zzz"}, "exclusion-matches-nothing", "", "tags: Beta, Tickets"),
    "a path of nothing": ({"path": "/internal"}, "exclusion-matches-nothing", "", "`**` crosses slashes"),
    "a method of nothing": ({"method": "PATCH"}, "exclusion-matches-nothing", "", "remove it"),
    "a tag and a method that do not meet": (
        {"tag": "Tickets", "method": "DELETE"},
        "exclusion-matches-nothing",
        "",
        "all of these at once",
    ),
    "an operation of nothing": (
        {"operation": "deleteTickets"},
        "unknown-operation",
        "/operation",
        "deleteTicket",
    ),
    "a mapped operation by name": (
        {"operation": "listTickets"},
        "excluded-and-mapped",
        "",
        "remove one of the two",
    ),
    "an operationId of two": (
        {"operation": "twice"},
        "ambiguous-operation",
        "/operation",
        "'GET /internal/jobs'",
    ),
}


@pytest.mark.parametrize(("exclusion", "code", "place", "hint"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes(exclusion: dict[str, Any], code: str, place: str, hint: str) -> None:
    """An exclusion that matches nothing, or too much, is an error."""
    _, report = count([exclusion], {"GET /tickets"})
    (diagnostic,) = report
    assert (diagnostic.code, diagnostic.location.fragment()) == (code, f"#/exclude/0{place}")
    assert hint in str(diagnostic.hint)


GLOBS = {
    "a plain path": ("/a/b", ["/a/b"], ["/a/b/", "/a", "/a/b/c", "x/a/b"]),
    "a star within a segment": ("/a/*", ["/a/b", "/a/"], ["/a/b/c", "/a"]),
    "two stars across segments": ("/a/**", ["/a/b", "/a/b/c"], ["/a", "/b/a/c"]),
    "two stars in the middle": ("/a/**/c", ["/a/b/c", "/a/b/b/c"], ["/a/c/d"]),
    "a question mark": ("/a?", ["/ab"], ["/a", "/a/", "/abc"]),
    "braces stand for themselves": ("/a/{id}", ["/a/{id}"], ["/a/1"]),
    "dots stand for themselves": ("/a.b", ["/a.b"], ["/axb"]),
}


@pytest.mark.parametrize(("pattern", "matching", "others"), GLOBS.values(), ids=GLOBS.keys())
def test_globs(pattern: str, matching: list[str], others: list[str]) -> None:
    """`*` stays within a segment, `**` crosses slashes, and nothing else is special."""
    compiled = glob(pattern)
    assert [path for path in [*matching, *others] if compiled.fullmatch(path)] == matching


NAMES = {
    "an operationId": ("getTicket", "GET /tickets/{id}", ""),
    "method and path": ("DELETE /tickets/{id}", "DELETE /tickets/{id}", ""),
    "a method in small letters": ("delete /tickets/{id}", "DELETE /tickets/{id}", ""),
    "a slip": ("getTickt", None, "did you mean 'getTicket' (GET /tickets/{id})?"),
    "other capitals": ("GETTICKET", None, "did you mean 'getTicket' (GET /tickets/{id})?"),
    "a path that is near": ("GET /ticket", None, "did you mean 'GET /tickets'"),
    "nothing near": ("zzz", None, "write an operationId or `GET /path`"),
    "a path alone": ("/users", None, "write 'GET /users'"),
    "a path of two methods": ("/tickets", None, "write 'GET /tickets' or 'POST /tickets'"),
    "a path alone that is not there": ("/zzz", None, "write the method before it: 'GET /zzz'"),
    "another method": ("PUT /tickets", None, "this path has GET, POST"),
    "a path like no other": ("GET /zzz", None, "write a path of the document, or an operationId"),
    "two of that operationId": (
        "twice",
        None,
        "write 'GET /internal/jobs' or 'POST /internal/jobs/{id}/retry'",
    ),
}


@pytest.mark.parametrize(("wanted", "key", "hint"), NAMES.values(), ids=NAMES.keys())
def test_finding(wanted: str, key: str | None, hint: str) -> None:
    """The map names one operation; none, or several, is an error that tells the nearest."""
    document, report = world.load(world.head() | {"paths": PATHS})
    found = find_operation(document, wanted, world.AT, report)
    assert (found.key if found else None) == key
    assert all(hint in str(d.hint) for d in report)
    assert len(report) == (0 if key else 1)


EMPTY: dict[str, tuple[dict[str, Any], str, str]] = {
    "no paths": ({}, "#/paths", "check that this is the right document"),
    "webhooks alone": ({"webhooks": {"made": {"post": {}}}}, "#/paths", "it holds webhooks"),
    "webhooks of an older document": ({"x-webhooks": {"made": {"post": {}}}}, "#/paths", "it holds webhooks"),
}


@pytest.mark.parametrize(("members", "place", "hint"), EMPTY.values(), ids=EMPTY.keys())
def test_a_document_without_operations(members: dict[str, Any], place: str, hint: str) -> None:
    """It is told at the document, not at every command that wanted something of it."""
    document, report = world.load(world.head(**members))
    assert find_operation(document, "getThing", world.AT, report) is None
    (diagnostic,) = report
    assert (diagnostic.code, diagnostic.location.fragment()) == ("document-no-operations", place)
    assert hint in str(diagnostic.hint)
    assert diagnostic.related == (world.AT,)


def test_operations_that_a_probe_could_call() -> None:
    """Up to three reads that need no input: those that say who is calling come first."""
    needy = {"parameters": [world.parameter("q", required=True)]}
    shared = {"parameters": [{"$ref": "#/components/parameters/Q"}]}
    paths = {
        "/things": {"get": {"operationId": "listThings"}, "post": {"operationId": "makeThing"}},
        "/things/{id}": {"get": {"operationId": "getThing"}},
        "/search": {"get": {"operationId": "search", **needy}},
        "/find": {"get": {"operationId": "find", **shared}},
        "/v1/me": {"get": {}},
        "/a/b/c": {"get": {"operationId": "deep"}},
        "/users": {"get": {"operationId": "twice"}, "delete": {"operationId": "twice"}},
    }
    parameters = {"parameters": {"Q": world.parameter("q", required=True)}}
    document, _ = world.load(world.head(components=parameters, paths=paths))
    assert probe_candidates(document) == ["GET /v1/me", "GET /users", "listThings"]
