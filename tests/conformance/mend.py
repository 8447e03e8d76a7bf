"""A schema with a fault of its vendor's -> one that a validator can hold, and that some value fits.

Two kinds: what validators stop on, and what allows nothing at all. Where a document contradicts itself nobody
can send a right value: the half that cannot be meant is left out and the rest still counts. Each was met on
a real document, named below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .document import Document, NotInDocument

# Formats of one length: with another `maxLength`, no text has both.
LENGTHS = {"uuid": 36, "date": 10}
ALTERNATIVES = ("oneOf", "anyOf")


def mend(schema: dict[str, Any], written: dict[str, Any], document: Document) -> dict[str, Any]:
    """Mends the copy `schema` in place; `written` is the same as the document has it."""
    _mend_syntax(schema)
    _mend_types(schema, written, document)
    _mend_length(schema)
    _mend_closed(schema, written, document)
    items = schema.get("items")
    # readOnly speaks of members of objects (3.0, Schema Object); of items, nothing (datadog's `errors`).
    if isinstance(items, dict) and "readOnly" in items:
        schema["items"] = {key: value for key, value in items.items() if key != "readOnly"}
    return schema


def _mend_syntax(schema: dict[str, Any]) -> None:
    """`enum: []` would forbid everything, and a pattern in another dialect than Python's cannot be run."""
    if schema.get("enum") == [] or not isinstance(schema.get("enum", []), list):
        del schema["enum"]
    pattern = schema.get("pattern")
    if isinstance(pattern, str):
        try:
            re.compile(pattern)
        except re.error:
            del schema["pattern"]
    # One vendor writes the JSON-Schema boolean `required: true` of draft 3 inside a property.
    if isinstance(schema.get("required"), bool) and "in" not in schema and "content" not in schema:
        del schema["required"]


def _mend_types(schema: dict[str, Any], written: dict[str, Any], document: Document) -> None:
    """pipedrive's `visible_to` is a number, and all of a text: the part, which says more, is meant."""
    own = _types(written)
    for part in _parts(written, ("allOf",), document):
        told = _types(part)
        if own and told and not own & told:
            schema.pop("type", None)


def _types(schema: dict[str, Any]) -> set[str]:
    named = schema.get("type")
    found = (
        {str(each) for each in named}
        if isinstance(named, list)
        else {named} if isinstance(named, str) else set()
    )
    return found | ({"integer"} if "number" in found else {"number"} if "integer" in found else set())


def _mend_length(schema: dict[str, Any]) -> None:
    """intercom's `id` is a uuid of 24 characters, which is none: the length is meant."""
    length, most = LENGTHS.get(str(schema.get("format"))), schema.get("maxLength")
    if length is not None and isinstance(most, int) and most < length:
        del schema["format"]


def _mend_closed(schema: dict[str, Any], written: dict[str, Any], document: Document) -> None:
    """`additionalProperties: false` closes an object to members that the same schema asks for elsewhere.

    jira's default values have their members in alternatives, which are closed by themselves; its screen types
    ask for `defaultScreen` and have no such member.
    """
    members = schema.get("properties")
    members = members if isinstance(members, dict) else {}
    if schema.get("additionalProperties") is not False:
        return
    offered = [set(part.get("properties") or {}) for part in _parts(written, ALTERNATIVES, document)]
    if any(each - set(members) for each in offered):
        del schema["additionalProperties"]
        return
    missing = [name for name in sorted(_required(written)) if name not in members]
    if missing and not any(key in schema for key in ("patternProperties", "allOf")):
        schema["properties"] = {**members, **{name: {} for name in missing}}


def _required(schema: dict[str, Any]) -> set[str]:
    told = schema.get("required")
    return {str(each) for each in told} if isinstance(told, list) else set()


def _parts(schema: dict[str, Any], keys: tuple[str, ...], document: Document) -> Iterator[dict[str, Any]]:
    for key in keys:
        for each in schema.get(key) or [] if isinstance(schema.get(key), list) else []:
            try:
                part = document.follow(each)
            except NotInDocument:
                continue
            if isinstance(part, dict):
                yield part
