"""Samples of what the map fixes, clamps, adds and gives a type to."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import CommandPlan

from . import world
from .world import parameter

LIST = {"type": "array", "items": {"type": "string"}}


def plan(*parameters: dict[str, Any], **settings: Any) -> CommandPlan:
    return world.planned_one(world.answering(parameters=list(parameters)), settings=settings)


def test_fixed_and_default_values() -> None:
    """A fixed value travels without a word; an option with a default need not be given."""
    sample = plan(
        parameter("f"),
        parameter("l", schema=LIST, explode=False),
        parameter("d", required=True),
        parameter("X-H", "header"),
        parameters={
            "f": {"fixed": "x"},
            "l": {"fixed": ["a", "b"]},
            "d": {"default": "y"},
            "X-H": {"fixed": "h"},
        },
    ).sample
    assert sample.required.words == ()
    assert sample.required.query == (("d", "y"), ("f", "x"), ("l", "a,b"))
    assert sample.required.headers == (("X-H", "h"),)


def test_a_clamped_value() -> None:
    """A value is moved to the bounds of the map, as the connector does."""
    size = {"type": "integer", "example": 100}
    assert plan(parameter("n", schema=size), parameters={"n": {"clamp": {"max": 20}}}).sample.full.query == (
        ("n", "20"),
    )
    assert plan(parameter("n", schema=size), parameters={"n": {"clamp": {"min": 200}}}).sample.full.query == (
        ("n", "200"),
    )


def test_a_parameter_of_the_maps_own() -> None:
    """What the document lacks is shown with a value of its type."""
    command = plan(
        parameters={
            "t": {"in": "query"},
            "n": {"in": "header", "type": "integer"},
            "l": {"in": "query", "type": "list"},
            "f": {"in": "query", "fixed": {"a": 1}},
        }
    )
    assert command.sample.full.query == (("a", "1"), ("l", "example"), ("t", "example"))
    assert command.sample.full.headers == (("n", "1"),)


@pytest.mark.parametrize(
    ("kind", "text"), [("integer", "1"), ("number", "1"), ("boolean", "true"), ("list", "example")]
)
def test_a_type_of_the_maps_own(kind: str, text: str) -> None:
    """What the document leaves open is shown with a value of the type that the map says."""
    anything = {"name": "p", "in": "query", "content": {"application/json": {"schema": {"title": "P"}}}}
    command = plan(anything, parameters={"p": {"type": kind}})
    assert command.sample.full.words == ("--p", text)
