"""An object with alternatives to objects without: one alternative of each oneOf and anyOf merged in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node
from aos_gen.plan.discriminator import member_that_tells, value_for
from aos_gen.plan.shape import Group, Shape, shape_of

DEEPEST = 4
# Nobody waits for the last of a hundred alternatives; the first that fits is taken.
MOST_BRANCHES = 40


def choices(document: Document, shape: Shape, report: Report, depth: int = 0) -> Iterator[Shape]:
    """The objects that `shape` may be: the first alternative of every group, then each other one.

    Where a discriminator is declared, its member is the value that names the alternative.
    """
    base = replace(shape, types=("object",), groups=(), alternatives=(), together=set())
    groups = shape.groups if depth < DEEPEST else ()
    first = [next(_branches(document, shape, group, report, depth), None) for group in groups]
    yield _merged(base, first)
    for place, group in enumerate(groups):
        for other in islice(_branches(document, shape, group, report, depth), 1, MOST_BRANCHES):
            yield _merged(base, [*first[:place], other, *first[place + 1 :]])


def _branches(document: Document, shape: Shape, group: Group, report: Report, depth: int) -> Iterator[Shape]:
    """The alternatives of a group that are objects, theirs chosen, and what names them."""
    name = member_that_tells(shape)
    for node in group.branches:
        inner = shape_of(document, node, report)
        if inner.types and "object" not in inner.types:
            continue
        value = value_for(document, shape, node) if name else None
        for one in choices(document, inner, report, depth + 1):
            known = name in one.properties or name in shape.properties
            yield tagged(one, name, value, node) if value is not None and known else one


def tagged(shape: Shape, name: str, value: str, at: Node) -> Shape:
    """The shape with a member that has this value, unless its schema has values of its own."""
    said = Node({"enum": [value]}, at.location.child("discriminator"), at.file)
    more = {**shape.more, name: (*shape.more.get(name, ()), said)}
    return replace(shape, more=more, required=shape.required | {name})


def _merged(base: Shape, chosen: list[Shape | None]) -> Shape:
    merged = replace(
        base, properties=dict(base.properties), required=set(base.required), more=dict(base.more)
    )
    for one in chosen:
        if one is None:
            continue
        for name, node in one.properties.items():
            if name in merged.properties:
                merged.more[name] = (*merged.more.get(name, ()), node)
            merged.properties.setdefault(name, node)
        for name, nodes in one.more.items():
            merged.more[name] = (*merged.more.get(name, ()), *nodes)
        merged.required |= one.required
        merged.additional = merged.additional or one.additional
    return merged
