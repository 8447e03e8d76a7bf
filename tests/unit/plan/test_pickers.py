"""List commands become pickers where they can feed a parameter, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import ConnectorPlan

from . import world
from .world import parameter

STRING = {"type": "string"}
THING = {"type": "object", "properties": {"id": STRING, "gid": STRING, "name": STRING}}
THINGS = {"type": "array", "items": THING}
PATHS: dict[str, Any] = {
    "/things": {"get": world.answering(THINGS, operationId="list")},
    "/things/{thing_id}": {
        "get": world.answering(THING, operationId="get", parameters=[parameter("thing_id", "path")])
    },
}


def picking(
    listing: dict[str, Any] | None = None,
    *,
    mapped: dict[str, Any] | None = None,
    path: str = "/things/{thing_id}",
    given: dict[str, Any] | None = None,
    at: str = "/things",
    method: str = "get",
) -> ConnectorPlan:
    paths = {
        at: {method: listing or world.answering(THINGS, operationId="list")},
        path: {
            "get": world.answering(
                THING, operationId="get", parameters=[given or parameter("thing_id", "path")]
            )
        },
    }
    settings: dict[str, Any] = {"mode": "readonly", "risk": 1, **(mapped or {})}
    commands = {"thing.list": {"operation": "list", **settings}, "thing.get": world.command("get")}
    return world.planned(world.head() | {"paths": paths}, commands)


def listing(content: Any = None, *parameters: dict[str, Any]) -> dict[str, Any]:
    return world.answering(content or THINGS, operationId="list", parameters=list(parameters))


NAMELESS = {"type": "array", "items": {"type": "object", "properties": {"name": STRING}}}
KEYED = {"type": "array", "items": {"type": "object", "properties": {"gid": STRING}}}
PICKED: dict[str, tuple[dict[str, Any], bool]] = {
    "the parameter below a list": ({}, True),
    "a trailing slash": ({"at": "/things/"}, True),
    "deeper below": ({"path": "/things/{thing_id}/parts"}, True),
    "an integer": ({"given": parameter("thing_id", "path", {"type": "integer"})}, True),
    "a list with options that may be left out": ({"listing": listing(None, parameter("q"))}, True),
    "a required option that is fixed": (
        {
            "listing": listing(None, parameter("q", required=True)),
            "mapped": {"parameters": {"q": {"fixed": "x"}}},
        },
        True,
    ),
    "a required option with a default": (
        {
            "listing": listing(None, parameter("q", required=True)),
            "mapped": {"parameters": {"q": {"default": "x"}}},
        },
        True,
    ),
    "the vendor's own key": ({"listing": listing(KEYED), "mapped": {"list": {"id": "gid"}}}, True),
    "another path": ({"path": "/parts/{thing_id}"}, False),
    "one more segment between": ({"path": "/things/all/{thing_id}"}, False),
    "a list that needs an option": ({"listing": listing(None, parameter("q", required=True))}, False),
    "a list that needs a variable": (
        {
            "listing": listing(None, parameter("q", required=True)),
            "mapped": {"parameters": {"q": {"env": "ACME_Q_ID"}}},
        },
        False,
    ),
    "items without an id": ({"listing": listing(NAMELESS)}, False),
    "items with another key that the map does not name": ({"listing": listing(KEYED)}, False),
    "items of text": ({"listing": listing({"type": "array", "items": STRING})}, False),
    "an object": ({"listing": listing(THING)}, False),
    "a list that writes": ({"mapped": {"mode": "write", "risk": 2}}, False),
    "a list by POST": ({"method": "post"}, False),
    "a parameter with choices": ({"given": parameter("thing_id", "path", {"enum": ["a", "b"]})}, False),
    "a parameter that is a list": (
        {"given": parameter("thing_id", "path", {"type": "array", "items": STRING})},
        False,
    ),
}


@pytest.mark.parametrize(("change", "picked"), PICKED.values(), ids=PICKED.keys())
def test_pickers(change: dict[str, Any], picked: bool) -> None:
    """A picker is offered where its list command runs without input and gives ids, and nowhere else."""
    plan = picking(**change)
    fields = [field for field in plan.fields if field.id == "thing_id"]
    assert [field.picker for field in fields] == (["thing_list"] if picked else [None])
    assert [picker.source_command for picker in plan.pickers] == (["thing.list"] if picked else [])
    if picked:
        assert (fields[0].render_as, fields[0].options) == ("select", ())


def test_what_a_picker_shows() -> None:
    """A picker shows the id, and the label that the map names."""
    assert picking().pickers[0].source_fields == ("id",)
    assert picking(mapped={"list": {"label": "name"}}).pickers[0].source_fields == ("id", "name")
