"""A schema of any OpenAPI version -> JSON Schema 2020-12, and what that says against a value."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from .document import Document
from .reduce import NAMED, VERBATIM, Reducer

TYPES = frozenset({"object", "array", "string", "integer", "number", "boolean", "null"})


def complaints(document: Document, schema: Any, value: Any) -> list[str]:
    """What is wrong with the value; [] if nothing. At most one, the one closest to what the sender meant."""
    if not isinstance(schema, dict) or not schema:
        return []
    validator = _validator(document, id(schema), _Held(schema))
    error = best_match(each for each in validator.iter_errors(value) if not _overlaps(validator, each))
    if error is None:
        return []
    place = "/".join(str(part) for part in error.absolute_path)
    return [f"{place or 'value'}: {error.message[:300]}"]


def _overlaps(validator: Draft202012Validator, error: ValidationError) -> bool:
    """Whether an error only says that alternatives of a `oneOf` cannot be told apart: the document's fault.

    `{use_smart_sending: true}` is right for each of three alternatives that all declare that member. Where an
    alternative does not declare what was sent, the sender mixed two of them, and that is an error.
    """
    if error.validator != "oneOf":
        return False
    matching = [each for each in error.validator_value if validator.evolve(schema=each).is_valid(error.instance)]
    if len(matching) < 2:
        return False
    if not isinstance(error.instance, dict):
        return True
    return all(set(error.instance) <= _members(validator.schema, each) for each in matching)


def _members(root: Any, schema: Any) -> set[str]:
    """The members that a schema declares, itself or through its reference and its parts."""
    seen: set[str] = set()
    found: set[str] = set()
    pending = [schema]
    while pending:
        node = pending.pop()
        if not isinstance(node, dict):
            continue
        reference = str(node.get("$ref", ""))
        if reference and reference not in seen:
            seen.add(reference)
            pending.append(root["components"]["schemas"].get(reference.rpartition("/")[2]))
        found |= set(node.get("properties") or {})
        pending += [part for key in ("allOf", "anyOf", "oneOf") for part in node.get(key) or []]
    return found


class _Held:
    """Carries a schema past the cache's hash and keeps it alive, so that its id stays its own."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.schema is self.schema

    def __hash__(self) -> int:
        return id(self.schema)


@lru_cache(maxsize=4096)
def _validator(document: Document, identity: int, held: _Held) -> Draft202012Validator:
    reducer = Reducer(document)
    copied = reducer.copy(held.schema)
    old = document.version.startswith(("2", "3.0"))
    schemas = {name: convert(each, old) for name, each in reducer.schemas.items()}
    return Draft202012Validator({**convert(copied, old), "components": {"schemas": schemas}})


def convert(node: Any, old: bool, named: bool = False) -> Any:
    """Retells what OpenAPI 3.0 (`old`) says in its own words; in any version, drops what JSON Schema cannot know."""
    if isinstance(node, list):
        return [convert(item, old) for item in node]
    if not isinstance(node, dict):
        return node
    told = {
        key: value if key in VERBATIM and not named else convert(value, old, named=not named and key in NAMED)
        for key, value in node.items()
    }
    if named:
        return told
    told.pop("discriminator", None)
    kinds = told.get("type")
    if not (kinds in TYPES if isinstance(kinds, str) else isinstance(kinds, list)):
        told.pop("type", None)
    _drop_read_only(told)
    return _from_old(told) if old else told


def _drop_read_only(schema: dict[str, Any]) -> None:
    """A read-only member is required of answers alone (OpenAPI 3.0, Schema Object); 3.1 leaves it open."""
    members = schema.get("properties")
    if isinstance(members, dict) and isinstance(schema.get("required"), list):
        schema["required"] = [
            name
            for name in schema["required"]
            if not (isinstance(members.get(name), dict) and members[name].get("readOnly"))
        ]


def _from_old(schema: dict[str, Any]) -> dict[str, Any]:
    """3.0's `nullable` and boolean `exclusive...` in the words of 2020-12."""
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(schema.get(exclusive), bool):
            strict = schema.pop(exclusive)
            if strict and bound in schema:
                schema[exclusive] = schema.pop(bound)
    if schema.pop("nullable", False) is True:
        return {"anyOf": [schema, {"type": "null"}]}
    return schema
