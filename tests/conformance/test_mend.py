"""Schemas that nothing fits are mended, and what a mended schema still forbids stays forbidden."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .document import load_document
from .schemas import complaints

TEXT = {"type": "string"}
MEMBER_C = {"properties": {"c": TEXT}}
CLOSED = {"type": "object", "additionalProperties": False}
MEMBERS = {"type": "object", "additionalProperties": False, "properties": {"a": TEXT}, "required": ["a"]}

# Each: a schema, values that its vendor means, and values that stay wrong.
CASES: dict[str, tuple[dict[str, Any], list[Any], list[Any]]] = {
    "a number that is all of a text": (
        {"type": "number", "allOf": [{"type": "string", "enum": ["1", "3"]}]}, ["1"], ["2", 1, {}],
    ),
    "an integer that is all of a number": (
        {"type": "integer", "allOf": [{"type": "number", "maximum": 5}]}, [1], ["1", 1.5, 6],
    ),
    "a uuid of 24 characters": (
        TEXT | {"format": "uuid", "maxLength": 24}, ["536e564f316c83104c000020"], ["5" * 25, 1],
    ),
    "a time that is one of some words": (TEXT | {"format": "date-time", "enum": ["now"]}, ["now"], ["later"]),
    "a uuid": (TEXT | {"minLength": 2}, ["3f2b8c1a-5d4e-4f60-9a7b-8c9d0e1f2a3b"], ["x", 1]),
    "a closed object of alternatives": (
        CLOSED | {"oneOf": [MEMBERS]}, [{"a": "x"}], [{}, {"b": "x"}, {"a": 1}],
    ),
    "a closed object without a member that it asks for": (
        CLOSED | {"required": ["b"], "properties": {"a": TEXT}},
        [{"b": 1}], [{}, {"a": "x"}, {"b": 1, "c": 1}],
    ),
    "a closed object as it should be": (MEMBERS, [{"a": "x"}], [{"a": "x", "b": 1}, {"b": 1}]),
    "closed parts of one object": (
        {"allOf": [MEMBERS, CLOSED | {"properties": {"b": TEXT}}]},
        [{"a": "x", "b": "y"}, {"a": "x"}], [{"b": "y"}, {"a": "x", "c": 1}, {"a": "x", "b": 1}],
    ),
    "closed parts of closed parts": (
        {"allOf": [{"allOf": [MEMBERS, CLOSED | {"properties": {"b": TEXT}}]}, CLOSED | MEMBER_C]},
        [{"a": "x", "b": "y", "c": "z"}], [{"b": "y", "c": "z"}, {"a": "x", "b": 1}],
    ),
    "a closed part that knows all members": (
        {"allOf": [MEMBERS, {"properties": {"a": {"maxLength": 1}}}]},
        [{"a": "x"}], [{"a": "xy"}, {"a": "x", "b": 1}],
    ),
    "an empty enum": (TEXT | {"enum": []}, ["x"], [1]),
    "a pattern that Python cannot run": (TEXT | {"pattern": "(?<=a+)b"}, ["x"], [1]),
}  # fmt: skip


@pytest.mark.parametrize(("schema", "right", "wrong"), CASES.values(), ids=CASES)
def test_mended(tmp_path: Path, schema: dict[str, Any], right: list[Any], wrong: list[Any]) -> None:
    """What a vendor means passes, anything else does not."""
    path = tmp_path / "acme.json"
    path.write_text(json.dumps({"openapi": "3.1.0", "paths": {}}), "utf-8")
    document = load_document(path)

    assert [each for each in right if complaints(document, schema, each)] == []
    assert [each for each in wrong if not complaints(document, schema, each)] == []
