"""Why a command goes where it goes, with which credential, and what its answer is taken for."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.build import build_one, shared_of
from aos_gen.plan.reasons import Reasons

from . import world

TEXT = {"type": "string"}
THING = {"type": "object", "properties": {"id": TEXT}}
THINGS = {"type": "array", "items": THING}
PAGE = {"type": "object", "properties": {"data": THINGS, "next_cursor": TEXT}}
SCHEMES = {"Key": {"type": "http", "scheme": "bearer"}, "Other": {"type": "http", "scheme": "basic"}}
OWN = [{"url": "https://own.example"}]


def reasons(
    answer: Any = None,
    *,
    operation: dict[str, Any] | None = None,
    root: dict[str, Any] | None = None,
    settings: dict[str, Any] | None = None,
    **members: Any,
) -> Reasons:
    """Those of one GET."""
    made = world.answering(answer, **(operation or {}))
    head = world.head(components={"securitySchemes": SCHEMES}, **{"security": [{"Key": []}], **(root or {})})
    document, report = world.load(head | {"paths": {"/things": {"get": made}}})
    mapping = world.mapping(
        {"thing.do": world.command(**(settings or {}))}, **{"auth": {"Key": {"env": "ACME_TOKEN"}}, **members}
    )
    found = build_one(shared_of(document, mapping, "map.yaml", report), "thing.do", "map.yaml", report)
    assert found is not None
    return found.reasons


SERVERS: dict[str, tuple[dict[str, Any], str, str | None]] = {
    "the document's": ({}, "the document's first server", "#/servers/0/url"),
    "the map's": (
        {"server": {"url": "https://b.example"}},
        "the map's server",
        "#/server/url",
    ),
    "an environment": (
        {"server": {"environments": {"live": "https://b.example"}}},
        "the map's environment 'live'",
        "#/server/environments/live",
    ),
    "the operation's": (
        {"operation": {"servers": OWN}},
        "the document's server of this operation",
        "#/paths/~1things/get/servers/0/url",
    ),
    "the command's": (
        {"settings": {"server": "https://b.example"}},
        "the map's server of this command",
        "#/commands/thing.do/server",
    ),
    "nobody's": ({"root": {"servers": []}}, "neither the document nor the map names a server", None),
}


@pytest.mark.parametrize(("given", "said", "place"), SERVERS.values(), ids=SERVERS.keys())
def test_servers(given: dict[str, Any], said: str, place: str | None) -> None:
    """Who names the server, and where."""
    found = reasons(**given).server
    assert (found.said, found.at and found.at.fragment()) == (said, place)


ACCESS: dict[str, tuple[dict[str, Any], str, tuple[tuple[str, ...], ...]]] = {
    "all operations": ({}, "the document says so of all operations", ()),
    "this operation": (
        {"operation": {"security": [{"Key": []}, {"Other": []}]}},
        "the document says so of this operation",
        (("Other",),),
    ),
    "an own way in": (
        {
            "auth": {"Mine": {"type": "bearer", "env": "ACME_TOKEN"}},
        },
        "the map declares its own way in, in place of the document's",
        (("Key",),),
    ),
    "silence": (
        {"root": {"security": None}},
        "the document says of no operation what it needs, so all that the map sets up is sent",
        (),
    ),
    "silence, and nothing set up": (
        {"root": {"security": None}, "auth": {}},
        "neither the operation nor the document as a whole names a credential",
        (),
    ),
}


@pytest.mark.parametrize(("given", "said", "unused"), ACCESS.values(), ids=ACCESS.keys())
def test_access(given: dict[str, Any], said: str, unused: tuple[tuple[str, ...], ...]) -> None:
    """Who asks for the credentials, and which ways in the map does not set up."""
    found = reasons(**given)
    assert (found.access.said, found.unused) == (said, unused)


ITEMS: dict[str, tuple[Any, dict[str, Any], str]] = {
    "an array": (THINGS, {}, "the answer is an array"),
    "a page": (PAGE, {}, "it reads a collection, and this list of objects is all but words about the page"),
    "the map's word": (PAGE, {"list": {"items": "data"}}, "the map says where the items are"),
    "the map's wish": (PAGE, {"list": {}}, "the map asks for a list, and the answer has this one of objects"),
    "the map's no": (PAGE, {"list": False}, "the map says that it is no list"),
    "an object": (THING, {}, "it has no list of objects, not one"),
    "two lists": (
        {"type": "object", "properties": {"a": THINGS, "b": THINGS}},
        {},
        "it has 2 lists of objects, not one",
    ),
    "a list among facts": (
        {"type": "object", "properties": {"a": THINGS, "colour": TEXT}},
        {},
        "it has a list, a, beside members that say nothing of a page",
    ),
    "a text": (TEXT, {}, "it is no object, and no array"),
    "nothing": (None, {}, "the document declares no content"),
}


@pytest.mark.parametrize(("answer", "settings", "said"), ITEMS.values(), ids=ITEMS.keys())
def test_items(answer: Any, settings: dict[str, Any], said: str) -> None:
    """Why an answer is a list, or none."""
    assert reasons(answer, settings=settings).items.said == said


CURSOR = {"parameters": [world.parameter("cursor")]}
PAGES: dict[str, tuple[Any, dict[str, Any], dict[str, Any], str]] = {
    "a rule": (PAGE, CURSOR, {}, "cursor takes what next_cursor of the answer gives"),
    "no rule": (THINGS, {}, {}, "no rule finds what leads to the next page"),
    "no list": (THING, CURSOR, {}, "the answer is no list"),
    "turned off": (PAGE, CURSOR, {"paginate": False}, "the map turns it off"),
    "said": (
        PAGE,
        CURSOR,
        {"paginate": {"kind": "cursor", "parameter": "cursor", "next": "next_cursor"}},
        "the map says so",
    ),
    "left out": (
        PAGE,
        CURSOR,
        {"parameters": {"cursor": {"omit": True}}},
        "no rule finds what leads to the next page",
    ),
}


@pytest.mark.parametrize(("answer", "operation", "settings", "said"), PAGES.values(), ids=PAGES.keys())
def test_pages(answer: Any, operation: dict[str, Any], settings: dict[str, Any], said: str) -> None:
    """Why pages are turned as they are, or not at all."""
    assert reasons(answer, operation=operation, settings=settings).pages.said == said


def test_media_types() -> None:
    """One that the map chooses is the map's; else it is the usual order's, or the only one."""
    both = {"application/json": {"schema": THING}, "text/csv": {}}
    operation = {"responses": {"200": {"description": "", "content": both}}}
    answer = reasons(operation=operation).answer
    assert answer.said == "json comes before text/csv in the usual order"
    assert answer.at is not None and answer.at.file.endswith("openapi.json")
    chosen = reasons(operation=operation, settings={"answer": {"media_type": "text/csv"}}).answer
    assert (chosen.said, chosen.at and chosen.at.fragment()) == (
        "the map chooses it",
        "#/commands/thing.do/answer/media_type",
    )
    body = {"requestBody": {"content": both}}
    assert reasons(operation=body).body.said.startswith("number 1 of the usual order")
    assert (
        reasons(operation=body, settings={"body": {"media_type": "text/csv"}}).body.said
        == "the map chooses it"
    )
    assert reasons().body.said == "the operation takes none"
    one = {"requestBody": {"content": {"application/json": {"schema": THING}}}}
    assert reasons(operation=one).body.said == "the vendor takes no other"
