"""The members of an object body to inputs, those of its alternatives (oneOf, anyOf) among them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node
from aos_gen.mapping.overriding import WHY, overrides
from aos_gen.plan.discriminator import value_for
from aos_gen.plan.inputs.fates import End, Fate
from aos_gen.plan.inputs.input import Input, examples_of, value_of_schema, without_files
from aos_gen.plan.model import Place, ShowWhen, ValueKind
from aos_gen.plan.shape import Shape, alternatives, shape_of, type_names

MOST_BRANCHES = 30


def read_members(
    document: Document, shape: Shape, report: Report, *, files: bool = False, lifting: bool = False
) -> list[Input]:
    """The members, required ones first, then by name; readOnly left out. `files`: bytes come from files.

    Members of alternatives are options too, where every alternative is an object; each says
    which alternatives have it, and which value of a discriminator chooses them. `lifting`: the
    map takes the value for an object, so alternatives that are none do not count.
    """
    found = {
        name: _member(document, name, node, name in shape.required, report, files)
        for name, node in shape.properties.items()
    }
    branches = _branches(document, shape, report, lifting)
    said = _discriminator(document, shape, branches, report)
    by_name: dict[str, list[tuple[int, Input]]] = {}
    for index, branch in enumerate(branches):
        for name, node in branch.properties.items():
            one = _member(document, name, node, name in branch.required, report, files)
            if index in said and said[index][0] == name and not one.shape.enum:
                one = replace(one, shape=_choosing(one.shape, said[index][1]))
            by_name.setdefault(name, []).append((index, one))
    for name, variants in by_name.items():
        if name in found:
            # The base describes it; an alternative may narrow it, to the one value that chooses it.
            variants = [
                (index, one) for index, one in variants if one.shape.enum and not found[name].shape.enum
            ]
            if not variants or len(variants) < len(branches):
                continue
        asked = name in shape.required
        found[name] = _merged(name, variants, len(branches), said)
        found[name] = replace(found[name], required=asked or found[name].required)
    for name in shape.required - set(found):
        found[name] = _undescribed(name, shape)
    for name in _always(document, shape, report) & set(found):
        found[name] = replace(found[name], required=True)
    for name, one in found.items():
        asking = (i for i, branch in enumerate(branches) if name in branch.required | branch.together)
        found[name] = replace(one, needed_in=frozenset(asking))
    kept = [one for one in found.values() if not _is_read_only(one)]
    return sorted(kept, key=lambda one: (not one.required, one.api_name))


def members_left(
    document: Document, shape: Shape, members: Collection[Input], why: str, report: Report
) -> list[Fate]:
    """The fates of the members that are no inputs: readOnly ones, and those that `--body` alone may hold.

    `why` says it where no member is an input. Alternatives count at every depth.
    """
    why = why or "it stands in an alternative whose members are no options"
    known = {one.api_name for one in members}
    found: dict[str, Fate] = {}
    waiting, seen = [shape], set[Location]()
    while waiting:
        one = waiting.pop(0)
        for name, node in one.properties.items():
            if name not in known and name not in found:
                end, said = End.BODY, why
                if shape_of(document, node, report).keywords.get("readOnly") is True:
                    end, said = End.READ_ONLY, "only the vendor sets it"
                elif overrides(Place.BODY.value, name):
                    end, said = End.FORBIDDEN, WHY
                found[name] = Fate(
                    api_name=name,
                    place=Place.BODY.value,
                    end=end,
                    why=said,
                    written=node.location,
                )
        fresh = [node for node in one.alternatives if node.location not in seen]
        seen.update(node.location for node in fresh)
        waiting += [shape_of(document, node, report) for node in fresh]
    return list(found.values())


def _member(document: Document, name: str, node: Node, required: bool, report: Report, files: bool) -> Input:
    shape = shape_of(document, node, report)
    one = value_of_schema(document, shape, report)
    return replace(
        one if files else without_files(one),
        api_name=name,
        place=Place.BODY,
        required=required,
        description=shape.text("description"),
        examples=examples_of(node, shape),
        location=node.location,
        schema=node,
    )


def _always(document: Document, shape: Shape, report: Report) -> set[str]:
    """The members that every alternative of a oneOf or an anyOf requires."""
    found: set[str] = set()
    for group in shape.groups:
        asked = [shape_of(document, branch, report).required for branch in group.branches]
        found |= set.intersection(*asked)
    return found


def _is_read_only(one: Input) -> bool:
    """Whether the vendor alone sets it, or each of its items: no request holds it then."""
    return any(shape.keywords.get("readOnly") is True for shape in (one.shape, one.item_shape))


def _undescribed(name: str, shape: Shape) -> Input:
    """A member that is required and described nowhere: any value."""
    where = next((node.location for node in shape.properties.values()), Location(""))
    return Input(
        api_name=name,
        place=Place.BODY,
        required=True,
        kind=ValueKind.JSON,
        item_kind=ValueKind.JSON,
        accepts=_types(ValueKind.JSON),
        location=where,
    )


def _branches(document: Document, shape: Shape, report: Report, lifting: bool) -> list[Shape]:
    """The alternatives of an object, where all of them are objects; else none."""
    if not shape.alternatives:
        return []
    found = alternatives(document, shape, report)
    objects = [one for one in found if one.is_object or set(type_names(document, one, report)) == {"object"}]
    alike = lifting or len(objects) == len(found)
    return objects if alike and len(objects) <= MOST_BRANCHES else []


def _merged(
    name: str, variants: list[tuple[int, Input]], total: int, said: dict[int, tuple[str, Any]]
) -> Input:
    """One input for a member that several alternatives have, perhaps each in its own way."""
    inputs = [one for _, one in variants]
    first = inputs[0]
    everywhere = len(variants) == total
    if any((one.kind, one.item_kind) != (first.kind, first.item_kind) for one in inputs):
        accepts = sorted({t for one in inputs for t in _allowed(one)})
        first = replace(
            first, kind=ValueKind.JSON, item_kind=ValueKind.JSON, accepts=tuple(accepts),
            shape=Shape(), item_shape=Shape(), examples=(), likely=first,
        )  # fmt: skip  # what differs is given up in one line
    elif any(one.location != first.location for one in inputs):
        first = replace(first, shape=_common(first, inputs), examples=(), likely=first)
    chosen = [said[index] for index, _ in variants if index in said and said[index][0] != name]
    shown = ShowWhen(field=chosen[0][0], equals=chosen[0][1]) if len(variants) == 1 and chosen else None
    required = everywhere and all(one.required for one in inputs)
    return replace(first, required=required, variants=dict(variants), show_when=shown)


def _allowed(one: Input) -> tuple[str, ...]:
    """JSON Schema's names of the types that a member may have."""
    return one.accepts if one.kind is ValueKind.JSON and one.accepts else _types(one.kind)


def _types(kind: ValueKind) -> tuple[str, ...]:
    names = {ValueKind.TEXT: "string", ValueKind.FILE: "string", ValueKind.LIST: "array"}
    if kind is ValueKind.JSON:
        return ("array", "boolean", "integer", "number", "object", "string")
    return (names.get(kind, kind.value),)


def _common(first: Input, inputs: list[Input]) -> Shape:
    """What several schemas of one type allow together: every value of every enum, and no bound."""
    shape = Shape(types=first.shape.types, nullable=any(one.nullable for one in inputs))
    shape.items, shape.properties = first.shape.items, first.shape.properties
    shape.keywords = {
        k: v for k, v in first.shape.keywords.items() if k in ("description", "format", "readOnly")
    }
    if all(one.shape.enum for one in inputs):
        shape.keywords["enum"] = list({repr(v): v for one in inputs for v in one.shape.enum}.values())
    return shape


def _discriminator(
    document: Document, shape: Shape, branches: list[Shape], report: Report
) -> dict[int, tuple[str, Any]]:
    """For each alternative, by index, the member and the value that choose it: declared, or plain to see."""
    declared = shape.keywords.get("discriminator")
    name = declared.get("propertyName") if isinstance(declared, dict) else None
    common = set.intersection(*(set(branch.properties) for branch in branches)) if branches else set()
    for candidate in [name] if isinstance(name, str) else sorted(common):
        values = [_only_value(document, branch, candidate, report) for branch in branches]
        if all(value is None for value in values) and isinstance(declared, dict):
            values = _named(document, shape, len(branches))
        distinct = {repr(value) for value in values}
        if values and all(value is not None for value in values) and len(distinct) == len(branches):
            return {index: (candidate, value) for index, value in enumerate(values)}
    return {}


def _named(document: Document, shape: Shape, count: int) -> list[Any]:
    """The values that name the alternatives: by the mapping, else by the names of their schemas."""
    if len(shape.alternatives) != count:
        return []
    return [value_for(document, shape, node) for node in shape.alternatives]


def _choosing(shape: Shape, value: Any) -> Shape:
    """The shape with the one value that chooses its alternative."""
    chosen = Shape(types=shape.types, nullable=shape.nullable)
    chosen.keywords = {**shape.keywords, "enum": [value]}
    return chosen


def _only_value(document: Document, branch: Shape, name: str, report: Report) -> Any:
    node = branch.properties.get(name)
    enum = shape_of(document, node, report).enum if node is not None else ()
    return enum[0] if len(enum) == 1 else None
