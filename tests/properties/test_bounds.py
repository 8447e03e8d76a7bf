"""Schemas that would cost too much or hold no number: each is planned in seconds, and in JSON.

A document is not trusted. References that come back in several ways, bounds beyond all
measure and numbers that JSON does not have must not stop a run, or fill a disk.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest
from builders import plan_vendor, tiny_document, tiny_mapping

from aos_gen.plan.serialize import plan_to_data

SECONDS = 4
MOST_BYTES = 300_000

A, B, C = ({"$ref": f"#/components/schemas/{name}"} for name in "ABC")
LETTERS = "abcdefghij"
INFINITY = float("inf")

# A name: (schemas of the document, the schema that is used).
SCHEMAS: dict[str, tuple[dict[str, Any], Any]] = {
    "allOf that holds itself twice": ({"A": {"allOf": [A, A]}}, A),
    "oneOf and anyOf that hold themselves": ({"A": {"oneOf": [A], "anyOf": [A]}}, A),
    "a ring of allOf": ({"A": {"allOf": [B, C]}, "B": {"allOf": [A]}, "C": {"allOf": [A]}}, A),
    "ten required members of its own kind": (
        {"A": {"type": "object", "required": list(LETTERS), "properties": dict.fromkeys(LETTERS, A)}},
        A,
    ),
    "a hundred optional members of its own kind": (
        {"A": {"type": "object", "properties": {f"p{n}": A for n in range(100)}}},
        A,
    ),
    "ten alternatives, each with one of its own kind": (
        {"A": {"oneOf": [{"type": "object", "properties": {n: A}, "required": [n]} for n in LETTERS]}},
        A,
    ),
    "a text of ten million letters": ({}, {"type": "string", "minLength": 10**7}),
    "a member of ten million letters": (
        {},
        {"type": "object", "properties": {"s": {"type": "string", "minLength": 10**7}}, "required": ["s"]},
    ),
    "a list of a thousand million items": (
        {},
        {"type": "array", "items": {"type": "string"}, "minItems": 10**9},
    ),
    "an infinite bound": ({}, {"type": "number", "minimum": -INFINITY, "maximum": INFINITY}),
    "an infinite least integer": ({}, {"type": "integer", "minimum": INFINITY}),
    "an infinite enum": ({}, {"type": "number", "enum": [INFINITY]}),
    "an infinite step": ({}, {"type": "integer", "multipleOf": INFINITY}),
    "a step close to nothing": ({}, {"type": "integer", "minimum": 5, "multipleOf": 1e-320}),
    "a default that is no number": ({}, {"type": "number", "default": float("nan")}),
    "an example that is no number": ({}, {"type": "number", "example": float("nan")}),
    "an integer of four hundred digits": ({}, {"type": "integer", "minimum": 10**400, "default": 10**400}),
    "half a letter": ({}, {"type": "string", "minLength": 1.5, "maxLength": INFINITY}),
    "a pattern that backtracks": ({}, {"type": "string", "pattern": "^(a|a)*(b|b)*$", "minLength": 40}),
    "enums of everything": ({}, {"type": "string", "enum": [{}, [], 1, None, True, ""]}),
    "keywords of the wrong type": (
        {},
        {
            "type": {"a": 1},
            "properties": [1],
            "required": "x",
            "items": 3,
            "enum": 3,
            "allOf": {},
            "oneOf": "x",
        },
    ),
    "lists of what cannot be a key": (
        {},
        {"type": [{"a": 1}], "required": [{}], "properties": {"a": True, "b": None}},
    ),
    "a schema that is true": ({}, True),
    "a lone surrogate": (
        {},
        {"type": "object", "properties": {"a\ud800": {"type": "string", "description": "\ud800 x"}}},
    ),
}
BOUNDLESS = {
    f"{name}, as {place}": (name, place) for name in SCHEMAS for place in ("body", "parameter", "answer")
}


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Interrupts what takes longer."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"not done in {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(("name", "place"), BOUNDLESS.values(), ids=BOUNDLESS)
def test_a_schema_without_bounds_has_a_bounded_plan(name: str, place: str) -> None:
    """It is planned or refused within seconds, and the plan is small and real JSON."""
    schemas, schema = SCHEMAS[name]
    document = tiny_document()
    document["components"]["schemas"] |= schemas
    paths = document["paths"]
    if place == "body":
        paths["/tickets"]["post"]["requestBody"]["content"]["application/json"]["schema"] = schema
    elif place == "parameter":
        paths["/tickets"]["get"]["parameters"][0]["schema"] = schema
    else:
        paths["/tickets/{id}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"] = schema
    with within(SECONDS):
        plan, report, _ = plan_vendor(document, tiny_mapping())
    assert (plan is None) == report.has_errors
    if plan is not None:
        assert len(json.dumps(plan_to_data(plan), allow_nan=False)) < MOST_BYTES
