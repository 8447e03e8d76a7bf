"""Webhooks of the document and callbacks of the mapped operations to the manifest's events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from aos_gen.diagnostics import Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.plan import naming, prose
from aos_gen.plan.canvas import TYPES
from aos_gen.plan.inputs.input import value_of_schema, without_files
from aos_gen.plan.media import choose
from aos_gen.plan.model import EventPlan, FieldPlan, ValueKind
from aos_gen.plan.shape import Shape, shape_of

MOST_FIELDS = 60
_WIDGETS = {
    ValueKind.INTEGER: "number",
    ValueKind.NUMBER: "number",
    ValueKind.BOOLEAN: "boolean",
    ValueKind.LIST: "json",
    ValueKind.JSON: "json",
}


def events_of(document: Document, mapped: Mapping[str, str], report: Report) -> tuple[EventPlan, ...]:
    """The events, by id; `ticket.created` belongs to the resource `ticket`.

    `mapped` gives the resource of each mapped operation (`GET /tickets`), for its callbacks.
    """
    found: dict[str, EventPlan] = {}
    named = [(name, "", one) for name, one in document.webhooks(report)]
    named += [
        (name, mapped[operation.key], one)
        for operation in document.operations
        if operation.key in mapped
        for name, one in operations.callbacks(document, operation, report)
    ]
    for name, resource, operation in sorted(named, key=lambda one: (one[0], one[1], one[2].key)):
        words = naming.words(name)
        if not words:
            continue
        event = ".".join(naming.snake(part) for part in re.split(r"[./:]+", name) if naming.words(part))
        found.setdefault(
            event,
            EventPlan(
                id=event,
                resource=resource or (event.partition(".")[0] if "." in event else naming.snake(words[0])),
                summary=prose.sentence(operation.summary or operation.description, 120) or naming.label(name),
                delivery="callback" if resource else "webhook",
                fields=tuple(_fields(document, operation, event, report)),
            ),
        )
    return tuple(found[event] for event in sorted(found))


def _fields(document: Document, operation: Operation, event: str, report: Report) -> Iterator[FieldPlan]:
    """The members of what the vendor sends, by name."""
    node = operations.request_body(document, operation, report)
    content = document.resolver.descend(node, report, "content") if node is not None else None
    declared = dict(document.resolver.members(content, report)) if content is not None else {}
    chosen = choose(tuple(declared), None)
    if chosen is None:
        return
    media = document.follow(declared[chosen[1]], report) or declared[chosen[1]]
    shape = shape_of(document, media.child("schema"), report)
    for name in sorted(shape.properties)[:MOST_FIELDS]:
        member = shape_of(document, shape.properties[name], report)
        if naming.words(name):
            yield _field(document, name, member, name in shape.required, event, report)


def _field(
    document: Document, name: str, shape: Shape, required: bool, event: str, report: Report
) -> FieldPlan:
    kind = without_files(value_of_schema(document, shape, report)).kind
    enum = tuple(v for v in shape.enum if isinstance(v, str) and v)
    dated = shape.text("format") in ("date", "date-time")
    widget = "datetime" if dated else "select" if enum else _WIDGETS.get(kind, "text")
    return FieldPlan(
        id=naming.snake(name),
        label=naming.label(name),
        type="datetime" if dated else TYPES[kind],
        render_as=widget,
        required=required,
        applies_to=(event,),
        description=prose.sentence(shape.text("description"), 140),
        placeholder="",
        default=None,
        options=enum,
        rows=None,
        picker=None,
    )
