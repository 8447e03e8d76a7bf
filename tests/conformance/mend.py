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
CLOSING = ("additionalProperties", "unevaluatedProperties")
# Schemas of people contain people.
DEPTH = 6


def mend(schema: dict[str, Any], written: dict[str, Any], document: Document) -> dict[str, Any]:
    """Mends the copy `schema` in place; `written` is the same as the document has it."""
    _mend_syntax(schema)
    _mend_types(schema, written, document)
    _mend_format(schema)
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


def _mend_format(schema: dict[str, Any]) -> None:
    """intercom's `id` is a uuid of 24 characters, which is none: the length is meant.

    sendgrid's `send_at` is a date-time of which only `now` is allowed: the values are meant.
    """
    if isinstance(schema.get("enum"), list):
        schema.pop("format", None)
        return
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


def opened(schema: dict[str, Any], document: Document, depth: int = 0) -> dict[str, Any]:
    """A schema whose `allOf` has parts that are closed against one another -> one that is closed as a whole.

    algolia puts closed objects together: each forbids the members of all the others, so that nothing fits.
    """
    parts = schema.get("allOf")
    if not isinstance(parts, list) or len(parts) < 2 or depth > DEPTH:
        return schema
    followed = list(_parts(schema, ("allOf",), document))
    told = [_members(each, document) for each in followed]
    together = set().union(*told)
    closed = [each.get("additionalProperties") is False for each in followed]
    if len(followed) < len(parts) or not any(
        shut and own != together for shut, own in zip(closed, told, strict=True)
    ):
        return schema
    open_parts = [
        {key: value for key, value in opened(each, document, depth + 1).items() if key not in CLOSING}
        for each in followed
    ]
    whole = {"unevaluatedProperties": False} if all(closed) else {}
    return {**schema, "allOf": open_parts, **whole}


def _members(schema: dict[str, Any], document: Document, depth: int = 0) -> set[str]:
    """The members that a schema and the parts of it declare."""
    own = schema.get("properties")
    found = set(own) if isinstance(own, dict) else set()
    for part in _parts(schema, ("allOf", *ALTERNATIVES), document) if depth < DEPTH else ():
        found |= _members(part, document, depth + 1)
    return found


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
