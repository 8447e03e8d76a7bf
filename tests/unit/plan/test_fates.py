"""What becomes of a parameter or a member, and who decides it."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.diagnostics import Location, Report
from aos_gen.plan.build import build_one, shared_of
from aos_gen.plan.commands import Built
from aos_gen.plan.inputs.fates import End, Fate, settled

from . import world
from .world import json_body, parameter

TEXT = {"type": "string"}
KEY = {"Key": {"type": "apiKey", "in": "header", "name": "X-Key"}}
OBJECT = {"type": "object", "properties": {"a": TEXT, "b": TEXT}}
BODY: dict[str, Any] = {
    "type": "object",
    "properties": {"name": TEXT, "id": {"type": "string", "readOnly": True}, "deep": OBJECT},
}


def built(
    *parameters: dict[str, Any],
    body: Any = None,
    path: str = "/things",
    settings: dict[str, Any] | None = None,
    **members: Any,
) -> tuple[Built, Report]:
    """One command of a POST with these parameters and this body."""
    content = {"requestBody": body if body is None or "content" in body else json_body(body)}
    operation = world.answering(parameters=list(parameters), **(content if body is not None else {}))
    document, report = world.load(
        world.head(
            paths={path: {"post": operation}}, components={"securitySchemes": KEY}, security=[{"Key": []}]
        )
    )
    commands = {"thing.do": world.command(mode="write", risk=2, **(settings or {}))}
    mapping = world.mapping(commands, auth={"Key": {"env": "ACME_API_KEY"}}, **members)
    shared = shared_of(document, mapping, "map.yaml", report)
    found = build_one(shared, "thing.do", "map.yaml", report)
    assert found is not None
    return found, report


def ends(found: Built) -> dict[str, str]:
    return {one.key: one.end.value for one in found.reasons.fates}


SHAPED = {"parameters": {"q": {"omit": True}, "name": {"fixed": "x"}, "deep": {"omit": True}, "deep.a": {}}}
STREAM = {"content": {"application/octet-stream": {"schema": OBJECT}}}
EITHER = {"oneOf": [{"type": "object", "properties": {"a": TEXT}}, {"type": "array", "items": TEXT}]}
TABLE: dict[str, tuple[list[dict[str, Any]], Any, dict[str, Any], dict[str, str]]] = {
    "an option": ([parameter("q")], None, {}, {"query:q": "option"}),
    "one name in two places": (
        [parameter("q"), parameter("q", "header")],
        None,
        {},
        {"query:q": "option", "header:q": "option"},
    ),
    "a credential's": ([parameter("x-key", "header")], None, {}, {"header:x-key": "credential"}),
    "the connector's": ([parameter("Accept", "header")], None, {}, {"header:Accept": "connector"}),
    "a constant of the map": (
        [parameter("X-Version", "header")],
        None,
        {"headers": {"X-Version": "1"}},
        {"header:X-Version": "constant"},
    ),
    "a place that nobody knows": ([parameter("q", "matrix")], None, {}, {"matrix:q": "refused"}),
    "the same, left out": (
        [parameter("q", "matrix")],
        None,
        {"settings": {"parameters": {"q": {"omit": True}}}},
        {"matrix:q": "omitted"},
    ),
    "a style that its place has not": (
        [parameter("q", "header", {"type": "array"}, style="deepObject")],
        None,
        {},
        {"header:q": "refused"},
    ),
    "no name": ([{"in": "query"}], None, {}, {"query:None": "unreadable"}),
    "no place": ([{"name": "q"}], None, {}, {"None:q": "unreadable"}),
    "not in the path": ([parameter("id", "path")], None, {}, {"path:id": "stray"}),
    "in the path alone": ([], None, {"path": "/things/{id}"}, {"path:id": "option"}),
    "said by the path": ([parameter("beta")], None, {"path": "/things?beta=true"}, {"query:beta": "literal"}),
    "a value of the path's query": (
        [parameter("text", "path")],
        None,
        {"path": "/things?q={text}"},
        {"path:text": "moved", "query:q": "option"},
    ),
    "members": ([], BODY, {}, {"body:name": "option", "body:id": "read-only", "body:deep": "option"}),
    "what the map says": (
        [parameter("q")],
        BODY,
        {"settings": SHAPED},
        {
            "query:q": "omitted",
            "body:name": "fixed",
            "body:id": "read-only",
            "body:deep": "lifted",
            "body:deep.a": "option",
        },
    ),
    "put together": (
        [parameter("q")],
        None,
        {"settings": {"parameters": {"q": {"compose": "a {b}"}}, "options": {"b": {}}}},
        {"query:q": "composed", "input:b": "option"},
    ),
    "added by the map": (
        [],
        None,
        {"settings": {"parameters": {"q": {"in": "query"}}}},
        {"query:q": "option"},
    ),
    "another request": (
        [parameter("X-Original-URL", "header"), parameter("_method")],
        {"type": "object", "properties": {"_method": TEXT, "a": TEXT}},
        {},
        {
            "header:X-Original-URL": "forbidden",
            "query:_method": "forbidden",
            "body:_method": "forbidden",
            "body:a": "option",
        },
    ),
    "another request, by a required member": (
        [],
        {"type": "object", "required": ["_method"], "properties": {"_method": TEXT, "a": TEXT}},
        {},
        {"body:_method": "forbidden", "body:a": "option"},
    ),
    "bytes": ([], STREAM, {}, {"body:a": "body", "body:b": "body"}),
    "an alternative beside a list": ([], EITHER, {}, {"body:a": "body"}),
    "a value that the vendor does not take": (
        [parameter("q", schema={"type": "integer"})],
        None,
        {"settings": {"parameters": {"q": {"fixed": "x"}}}},
        {"query:q": "fixed"},
    ),
}


@pytest.mark.parametrize(("parameters", "body", "members", "wanted"), TABLE.values(), ids=TABLE.keys())
def test_ends(
    parameters: list[dict[str, Any]], body: Any, members: dict[str, Any], wanted: dict[str, str]
) -> None:
    """Every parameter and member has one fate, mistakes or not."""
    found, _ = built(*parameters, body=body, **members)
    assert ends(found) == wanted
    assert len(found.reasons.fates) == len(wanted)


def one(found: Built, key: str) -> Fate:
    return next(fate for fate in found.reasons.fates if fate.key == key)


def test_who_decides() -> None:
    """The vendor's line and the map's, with what the map says there."""
    found, report = built(parameter("q"), parameter("X-Key", "header"), settings=SHAPED, body=BODY)
    assert not report.has_errors
    at = Location("map.yaml", ("commands", "thing.do", "parameters", "q"))
    assert (one(found, "query:q").decided, one(found, "query:q").keys) == (at, ("omit",))
    assert one(found, "query:q").written.fragment() == "#/paths/~1things/post/parameters/0"
    covered = one(found, "header:X-Key")
    assert (covered.why, covered.decided) == ("scheme 'Key' sends it", Location("map.yaml", ("auth", "Key")))
    assert one(found, "body:deep").why == "of it only deep.a can be sent"
    assert one(found, "body:deep.a").added is False


def test_what_the_map_adds_is_the_maps() -> None:
    """It has no line of the vendor's."""
    settings = {"parameters": {"q": {"in": "query", "help": "Words"}}}
    added = one(built(settings=settings)[0], "query:q")
    assert (added.added, added.keys, added.written) == (True, ("help", "in"), added.decided)


def test_beside_what_is_lifted() -> None:
    """An object of which a member is an option by itself stays one, and says so."""
    found, _ = built(body=BODY, settings={"parameters": {"deep.a": {}}})
    assert one(found, "body:deep").end is End.OPTION
    assert one(found, "body:deep").why == "beside deep.a, which the map lifts out of it"


def fate(end: End, key: str = "a", why: str = "") -> Fate:
    return Fate(api_name=key, place="body", end=end, why=why, written=Location("x"))


def test_settled() -> None:
    """A refusal outlives the option it was planned as; without --body nothing is reached by it."""
    refused, option = fate(End.REFUSED), fate(End.OPTION)
    assert settled([refused, option], closed=False, lifted={}) == [refused]
    assert settled([option, refused], closed=False, lifted={}) == [refused]
    (closed,) = settled([fate(End.BODY, why="it nests")], closed=True, lifted={})
    assert closed.end is End.UNREACHABLE
    assert closed.why.startswith("it nests, and there is no --body")
    assert settled([fate(End.BODY)], closed=False, lifted={}) == [fate(End.BODY)]
