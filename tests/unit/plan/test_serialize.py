"""A plan becomes JSON data and comes back as it was."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aos_gen.diagnostics import Report
from aos_gen.document.load import load_document
from aos_gen.mapping.load import load_mapping
from aos_gen.plan.build import build_plan
from aos_gen.plan.model import ConnectorPlan
from aos_gen.plan.serialize import plan_from_data, plan_to_data
from aos_gen.source import SourceSet

from . import world
from .world import parameter


def harbor() -> ConnectorPlan:
    report, sources = Report(), SourceSet()
    source = sources.open("specs/harbor/map.yaml", report)
    document = load_document("specs/harbor/openapi.yaml", sources, report)
    assert source is not None and document is not None, list(report)
    mapping = load_mapping(source, report)
    assert mapping is not None, list(report)
    plan = build_plan(document, mapping, "specs/harbor/map.yaml", report)
    assert plan is not None, list(report)
    return plan


def least() -> ConnectorPlan:
    return world.planned(world.head(), {})


def rich() -> ConnectorPlan:
    schema = {
        "type": "object",
        "properties": {
            "n": {"type": "number", "minimum": 0.5},
            "o": {"type": "object"},
            "l": {"type": "array", "items": {"type": "object"}},
        },
    }
    operation = world.answering(
        {"type": "object"},
        parameters=[
            parameter("f", schema={"type": "array", "items": {"type": "integer"}}),
            parameter("d", schema={}),
        ],
        requestBody=world.json_body(schema),
    )
    settings = {
        "f": {"fixed": [1, 2]},
        "d": {"default": "x"},
        "n": {"default": 2},
        "o": {"default": {"a": [None, True]}},
    }
    data = world.head(
        components={"securitySchemes": {"B": {"type": "http", "scheme": "basic"}}},
        webhooks={"thing.made": {"post": {}}},
    ) | {"paths": {"/t": {"post": operation, "get": world.answering({"type": "array"}, operationId="list")}}}
    return world.planned(
        data,
        {"a.do": world.command(mode="admin", risk=3, parameters=settings), "a.list": world.command("list")},
        auth={"B": {"username": {"env": "ACME_EMAIL"}, "password": {"env": "ACME_TOKEN"}}},
        health={"operation": "list"},
    )


@pytest.mark.parametrize("make", [harbor, least, rich])
def test_round_trip(make: Any) -> None:
    """Through JSON text and back, a plan is equal to itself, and so is its text."""
    plan = make()
    text = json.dumps(plan_to_data(plan))
    again = plan_from_data(json.loads(text))
    assert again == plan
    assert json.dumps(plan_to_data(again)) == text


BROKEN: dict[str, Any] = {
    "nothing": None,
    "a list": [],
    "empty": {},
    "a list that is none": {"commands": "x"},
    "a mode that is none": {"commands": [{"mode": "root"}]},
    "a command that is none": {"commands": [7]},
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_data_that_is_no_plan(change: Any) -> None:
    """Data that is no plan is refused, never taken for one."""
    data = plan_to_data(rich()) | change if isinstance(change, dict) and change else change
    with pytest.raises((TypeError, ValueError, KeyError)):
        plan_from_data(data)
