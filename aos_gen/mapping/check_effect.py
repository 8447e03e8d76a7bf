"""What a map says of a command and what would have no effect: keys without a value, or beside another."""

from __future__ import annotations

from collections.abc import Iterator

from aos_gen.diagnostics import Diagnostic, Location
from aos_gen.mapping.base import Model
from aos_gen.mapping.model import ClampMapping, Mapping, PaginateMapping
from aos_gen.mapping.wording import thing

# Where a missing value has a diagnostic of its own: a scheme, an exclusion, an approval.
_TOLD_ELSEWHERE = frozenset({"auth", "exclude", "approval"})
# The keys of `paginate` that a kind does not look at.
_IDLE_PAGING = {
    "cursor": ("start",),
    "token-header": ("start",),
    "last-id": ("next", "start"),
    "page": ("next",),
    "offset": ("next", "start"),
    "url": ("parameter", "start"),
    "link": ("parameter", "next", "start"),
}


def null_value(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    """A key without a value does nothing, and its author meant something."""
    yield from _nulls(mapping, root)


def _nulls(model: Model, at: Location) -> Iterator[Diagnostic]:
    for field, info in type(model).model_fields.items():
        key, value = info.alias or field, getattr(model, field)
        if field not in model.model_fields_set or key in _TOLD_ELSEWHERE:
            continue
        place = at.child(key)
        if value is None:
            message = f"{_spoken(place)} has no value, so it would have no effect"
            yield Diagnostic("null-value", message, place, "remove it, or write a value")
        elif isinstance(value, ClampMapping) and value.min is None and value.max is None:
            continue  # It has no bound, which is what is told.
        elif isinstance(value, Model):
            yield from _nulls(value, place)
        elif isinstance(value, dict):
            for name, one in value.items():
                if isinstance(one, Model):
                    yield from _nulls(one, place.child(name))


def _spoken(at: Location) -> str:
    """`'default' of parameter 'limit'`: the place itself says which command it is."""
    match at.pointer:
        case (*_, "parameters", name, str(key)):
            return f"'{key}' of parameter '{name}'"
        case (*_, "options", name, str(key)):
            return f"'{key}' of option '{name}'"
    return thing(at.pointer)


def paginate_idle(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    """Keys of `paginate` that its kind does not look at."""
    for name, command in mapping.commands.items():
        said = command.paginate
        if not isinstance(said, PaginateMapping):
            continue
        idle = [key for key in _IDLE_PAGING[said.kind] if getattr(said, key) is not None]
        idle = [f"'{key}'" for key in idle if key in said.model_fields_set]
        if idle:
            at = root.child("commands", name, "paginate")
            message = f"paging of kind {said.kind} does not use {' and '.join(idle)}"
            hint = f"remove {' and '.join(idle)}, or choose another kind"
            yield Diagnostic("parameter-contradiction", message, at, hint)


def answer_contradiction(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    """A member of the answer that is kept and dropped at once."""
    for name, command in mapping.commands.items():
        if command.answer is None:
            continue
        for index, member in enumerate(command.answer.drop):
            if member in command.answer.keep:
                kept = root.child("commands", name, "answer", "keep", command.answer.keep.index(member))
                at = root.child("commands", name, "answer", "drop", index)
                message = f"'{member}' is both kept and dropped"
                yield Diagnostic(
                    "answer-contradiction", message, at, "remove one of the two", related=(kept,)
                )
