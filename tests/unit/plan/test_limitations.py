"""What a connector does not do, in sentences that are true of it."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import ConnectorPlan

from . import world
from .world import parameter

PATHS: dict[str, Any] = {
    "/things": {
        "get": world.answering(
            {"type": "array"}, operationId="list", parameters=[parameter("a"), parameter("b")]
        ),
        "post": world.answering(operationId="add", requestBody=world.json_body({"type": "array"})),
        "put": world.answering(
            operationId="set", requestBody=world.json_body({"type": "object", "properties": {"a": {}}})
        ),
    },
    "/me": {"get": world.answering({"type": "object"}, operationId="me")},
    "/pages": {
        "get": world.answering(
            {
                "type": "object",
                "properties": {
                    "data": {"type": "array", "items": {"type": "object"}},
                    "next_cursor": {"type": "string"},
                },
            },
            operationId="paged",
            parameters=[parameter("cursor")],
        )
    },
    "/events": {
        "get": {
            "operationId": "watch",
            "responses": {"200": {"description": "", "content": {"text/event-stream": {}}}},
        }
    },
}


def plan(commands: dict[str, Any], **members: Any) -> ConnectorPlan:
    return world.planned(world.head() | {"paths": PATHS}, commands, **members)


WRITE: dict[str, Any] = {"mode": "write", "risk": 2}
SENTENCES: dict[str, tuple[dict[str, Any], dict[str, Any], str, bool]] = {
    "what it covers": (
        {"a": world.command("me")},
        {"exclude": [{"operation": "set", "reason": "x"}]},
        "1 of the 6 operations that the vendor documents; 1 were left out on purpose and 4 have not",
        True,
    ),
    "one page of a list": (
        {"thing.list": world.command("list")},
        {},
        "One page only: `thing.list`. Their `next` is always null",
        True,
    ),
    "no list": ({"a": world.command("me")}, {}, "One page only", False),
    "a list with pages": ({"a": world.command("paged")}, {}, "One page only", False),
    "the bounds of all pages": ({"a": world.command("paged")}, {}, "10,000 items, 100 pages, 16 MiB", True),
    "no pages to bound": ({"a": world.command("list")}, {}, "--all", False),
    "a stream": (
        {"thing.watch": world.command("watch")},
        {},
        "The streams of `thing.watch` are read up to 1,000 items",
        True,
    ),
    "no stream": ({"a": world.command("list")}, {}, "streams", False),
    "a body given whole": (
        {"thing.add": world.command("add", **WRITE)},
        {},
        "The body of `thing.add` is given whole",
        True,
    ),
    "a body with options": ({"thing.set": world.command("set", **WRITE)}, {}, "given whole", False),
    "inputs left out": (
        {"thing.list": world.command("list", parameters={"b": {"omit": True}})},
        {},
        "left out: `b` of thing.list.",
        True,
    ),
    "a member left out": (
        {"thing.set": world.command("set", parameters={"a": {"omit": True}}, **WRITE)},
        {},
        "left out: `a` of thing.set.",
        True,
    ),
    "an object whose member is given instead": (
        {"thing.set": world.command("set", parameters={"a": {"omit": True}, "a.x": {}}, **WRITE)},
        {},
        "inputs of the vendor",
        False,
    ),
    "no input left out": ({"thing.list": world.command("list")}, {}, "inputs of the vendor", False),
    "no probe": ({"a": world.command("me")}, {}, "No health probe", True),
    "a probe": ({"a": world.command("me")}, {"health": {"operation": "me"}}, "No health probe", False),
    "nothing is repeated": ({"a": world.command("me")}, {}, "is not repeated", True),
}


@pytest.mark.parametrize(("commands", "members", "words", "said"), SENTENCES.values(), ids=SENTENCES.keys())
def test_sentences(commands: dict[str, Any], members: dict[str, Any], words: str, said: bool) -> None:
    """A limitation is named where it is true and nowhere else."""
    limitations = plan(commands, **members).limitations
    assert any(words in one for one in limitations) is said
    assert all(one.endswith(".") for one in limitations)


def test_many_names_are_counted() -> None:
    """Twelve names are enough; the rest is a number."""
    paths = {
        f"/t{n}": {
            "post": world.answering(operationId=f"o{n}", requestBody=world.json_body({"type": "array"}))
        }
        for n in range(15)
    }
    commands = {f"thing.o{n}": world.command(f"o{n}", **WRITE) for n in range(15)}
    found = world.planned(world.head() | {"paths": paths}, commands).limitations
    assert any("`thing.o0`" in one and " and 3 more is given whole" in one for one in found)
