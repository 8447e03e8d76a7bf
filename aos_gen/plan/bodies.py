"""The request body of an operation to a BodyPlan and, where it flattens, its members."""

from __future__ import annotations

from dataclasses import dataclass

from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.plan.model import BodyPlan
from aos_gen.plan.parameters import Input, read_members
from aos_gen.plan.refusals import refusal
from aos_gen.plan.shape import Shape, shape_of, type_names


@dataclass(frozen=True, slots=True)
class Body:
    """The plan of a body, the inputs it flattens to, and its schema for examples."""

    plan: BodyPlan
    members: tuple[Input, ...]
    hidden: frozenset[str]
    """Members that exist but are not options: readOnly ones."""
    shape: Shape
    schema: Node | None


def is_json(media_type: str) -> bool:
    """`application/json`, `application/vnd.api+json; charset=utf-8`, `*/*`."""
    name = media_type.partition(";")[0].strip().lower()
    return name in ("application/json", "*/*", "application/*") or name.endswith("+json")


def choose_json(content: Node | None) -> tuple[str, Node] | None:
    """The JSON media type of a content map: plain JSON before vendors' types, then by name."""
    if content is None:
        return None
    found = sorted(
        ((name, node) for name, node in content.items() if is_json(name)),
        key=lambda pair: (not pair[0].lower().startswith("application/json"), pair[0]),
    )
    return found[0] if found else None


def read_body(document: Document, operation: Operation, at: Location, report: Report) -> Body | None:
    """The body that the operation takes; what is not JSON is refused by name."""
    node = operations.request_body(document, operation, report)
    if node is None:
        return None
    content = document.resolver.descend(node, report, "content")
    names = [name for name, _ in content.items()] if content is not None else []
    if not names:
        return None
    if operation.method in ("GET", "HEAD"):
        report.add(refusal("unsupported-body-method", operation.key, node.location, at))
        return None
    chosen = choose_json(content)
    if chosen is None:
        what = f"the body of {operation.key} ({', '.join(sorted(names))})"
        report.add(refusal("unsupported-request-body", what, node.location, at))
        return None
    media_type, media = chosen
    schema = media.child("schema")
    shape = shape_of(document, schema, report)
    members = read_members(document, shape, report) if shape.types in ((), ("object",)) else []
    taken = {one.api_name for one in members}
    kinds = type_names(document, shape, report)
    plan = BodyPlan(
        media_type="application/json" if "*" in media_type else media_type,
        required=node.get("required") is True,
        flattened=bool(members),
        schema_type=kinds[0] if kinds in (("object",), ("array",)) else "any",
    )
    return Body(plan, tuple(members), frozenset(shape.properties) - taken, shape, schema)
