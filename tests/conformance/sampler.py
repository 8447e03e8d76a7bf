"""A schema -> a value that it allows: what the loopback server answers with.

Small on purpose. It serves answers, which a connector must read whatever they are, and the harness's own
probes; requests are made by the generated samples.
"""

from __future__ import annotations

from typing import Any

from .document import Document, NotInDocument

# Below this only what is required is made, and below twice this nothing: schemas of people contain people.
DEPTH = 5
TEXTS = {
    "date-time": "2026-01-02T03:04:05Z",
    "date": "2026-01-02",
    "time": "03:04:05Z",
    "email": "person@example.com",
    "uuid": "3f2b8c1a-5d4e-4f60-9a7b-8c9d0e1f2a3b",
    "uri": "https://example.com/a",
    "url": "https://example.com/a",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "Zm9v",
}


class Sampler:
    """Makes values of a document's schemas; `only_required` leaves optional members out."""

    def __init__(self, document: Document, only_required: bool = False) -> None:
        self.document = document
        self._only_required = only_required

    def sample(self, schema: Any, depth: int = 0) -> Any:
        """A value of the schema."""
        try:
            schema = self.document.follow(schema)
        except NotInDocument:
            return {}
        if not isinstance(schema, dict) or depth > 2 * DEPTH:
            return {} if schema is True or isinstance(schema, dict) else None
        schema = self._merged(schema, depth)
        for key in ("const", "example", "default"):
            if schema.get(key) is not None:
                return schema[key]
        if schema.get("enum"):
            return next((value for value in schema["enum"] if value is not None), None)
        for key in ("oneOf", "anyOf"):
            if schema.get(key):
                return self._alternative(schema, key, depth)
        return self._typed(schema, depth)

    def _merged(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        """allOf becomes one schema: properties and required members of all parts together."""
        if not isinstance(schema.get("allOf"), list):
            return schema
        merged = {key: value for key, value in schema.items() if key != "allOf"}
        for entry in schema["allOf"]:
            try:
                part = self.document.follow(entry)
            except NotInDocument:
                continue
            if not isinstance(part, dict) or depth > 2 * DEPTH:
                continue
            part = self._merged(part, depth + 1)
            # An example of one part lacks the others' members.
            own = {key: value for key, value in part.items() if key not in ("example", "default")}
            merged = {
                **own,
                **merged,
                "properties": {**(own.get("properties") or {}), **(merged.get("properties") or {})},
                "required": [*(own.get("required") or []), *(merged.get("required") or [])],
            }
        if not merged["properties"] if "properties" in merged else False:
            del merged["properties"]
        return merged

    def _alternative(self, schema: dict[str, Any], key: str, depth: int) -> Any:
        first = self.sample(schema[key][0], depth + 1)
        if not (isinstance(first, dict) and schema.get("properties")):
            return first
        return {**self._members(schema, depth), **first}

    def _typed(self, schema: dict[str, Any], depth: int) -> Any:
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = next((each for each in kind if each != "null"), "null")
        if kind == "object" or (kind is None and "properties" in schema):
            return self._members(schema, depth)
        if kind == "array":
            count = max(1, min(int(schema.get("minItems") or 1), 20))
            item = self.sample(schema.get("items", {}), depth + 1)
            return [] if depth > DEPTH and not schema.get("minItems") else [item] * count
        if kind in ("integer", "number"):
            least = schema.get("minimum", schema.get("exclusiveMinimum"))
            return 1 if isinstance(least, bool) or least is None else int(least) + 1
        if kind == "boolean":
            return True
        if kind == "string":
            text = TEXTS.get(str(schema.get("format")), "text")
            longest = schema.get("maxLength")
            return text.ljust(int(schema.get("minLength") or 0), "x")[: int(longest) if longest else None]
        return None if kind == "null" else {}

    def _members(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        required = schema.get("required") if isinstance(schema.get("required"), list) else []
        sparing = self._only_required or depth > DEPTH
        made: dict[str, Any] = {}
        for name, member in (schema.get("properties") or {}).items():
            if name in (required or []) or not sparing:
                made[name] = self.sample(member, depth + 1)
        return made
