"""Schemas of answers that tests share."""

from __future__ import annotations

from typing import Any

STRING, BOOLEAN, INTEGER = {"type": "string"}, {"type": "boolean"}, {"type": "integer"}
LINK = {"type": "string", "format": "uri"}
THING = {"type": "object", "properties": {"id": STRING, "name": STRING, "gid": STRING}}
THINGS = {"type": "array", "items": THING}
STRINGS = {"type": "array", "items": STRING}
NULL = {"type": "null"}


def holding(**members: Any) -> dict[str, Any]:
    """An object with those members."""
    return {"type": "object", "properties": members}
