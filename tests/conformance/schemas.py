"""A schema of any OpenAPI version -> JSON Schema 2020-12, and what that says against a value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, validators  # type: ignore[import-untyped,unused-ignore]  # untyped in some releases  # it ships no types
from jsonschema.exceptions import (  # type: ignore[import-untyped,unused-ignore]  # untyped in some releases
    ValidationError,
    best_match,
)

from .document import Document
from .reduce import NAMED, VERBATIM, Reducer

TYPES = frozenset({"object", "array", "string", "integer", "number", "boolean", "null"})


def complaints(document: Document, schema: Any, value: Any) -> list[str]:
    """What is wrong with the value; [] if nothing. At most one, the one closest to what the sender meant."""
    if not isinstance(schema, dict) or not schema:
        return []
    validator = _validator(document, id(schema), _Held(schema))
    error = best_match(validator.iter_errors(value))
    if error is None:
        return []
    place = "/".join(str(part) for part in error.absolute_path)
    return [f"{place or 'value'}: {error.message[:300]}"]


def _one_of(validator: Any, alternatives: list[Any], value: Any, schema: dict[str, Any]) -> Iterator[Any]:
    """`oneOf`, but alternatives that cannot be told apart are the document's fault, not the sender's.

    One alternative then describes everything that was sent, and another matches because it is open (klaviyo's
    tracking options). Where no alternative describes it all, the sender mixed two of them: an error.
    """
    matching = [each for each in alternatives if validator.evolve(schema=each).is_valid(value)]
    if not matching:
        # The library's own says best which alternative came closest.
        yield from Draft202012Validator.VALIDATORS["oneOf"](validator, alternatives, value, schema)
    elif len(matching) > 1 and isinstance(value, dict):
        beside = set(schema.get("properties") or {})
        told = [_members(validator, each) for each in matching]
        if not value:
            yield ValidationError(f"{{}} says nothing of which of {len(matching)} alternatives is meant")
        elif not any(own and set(value) <= own | beside for own in told):
            yield ValidationError(f"{value!r} mixes {len(matching)} alternatives of a oneOf")


def _members(validator: Any, schema: Any) -> set[str]:
    """The members that a schema declares, itself or through its reference and its parts."""
    seen: set[str] = set()
    found: set[str] = set()
    pending = [schema]
    while pending:
        node = pending.pop()
        if not isinstance(node, dict):
            continue
        reference = node.get("$ref")
        if reference and reference not in seen:
            seen.add(reference)
            pending.append(validator._resolver.lookup(reference).contents)
        found |= set(node.get("properties") or {})
        pending += [part for key in ("allOf", "anyOf", "oneOf") for part in node.get(key) or []]
    return found


_Validator = validators.extend(  # type: ignore[no-untyped-call,unused-ignore]  # untyped in some releases
    Draft202012Validator, {"oneOf": _one_of}
)


class _Held:
    """Carries a schema past the cache's hash and keeps it alive, so that its id stays its own."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.schema is self.schema

    def __hash__(self) -> int:
        return id(self.schema)


@lru_cache(maxsize=4096)
def _validator(document: Document, identity: int, held: _Held) -> Any:
    reducer = Reducer(document)
    copied = reducer.copy(held.schema)
    old = document.version.startswith(("2", "3.0"))
    schemas = {name: convert(each, old) for name, each in reducer.schemas.items()}
    return _Validator({**convert(copied, old), "components": {"schemas": schemas}})


def convert(node: Any, old: bool, named: bool = False) -> Any:
    """Retells what OpenAPI 3.0 (`old`) says in words of its own, and drops what JSON Schema cannot know."""
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
