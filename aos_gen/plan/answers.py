"""The 2xx responses of an operation to an AnswerPlan: object, list or empty (CONTRACT.md, 3)."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.mapping.model import CommandMapping, ListMapping
from aos_gen.plan.bodies import choose_json
from aos_gen.plan.model import AnswerKind, AnswerPlan
from aos_gen.plan.refusals import refusal
from aos_gen.plan.shape import Shape, shape_of, type_names

# Members that stand beside a page's list and say something about the page.
PAGE_WORDS = (
    "cursor", "page", "paging", "pagination", "next", "prev", "total", "count", "has_more", "hasmore",
    "limit", "offset", "meta", "links", "object", "url", "type", "size", "self", "first", "last",
    "incomplete_results", "included", "errors", "warnings", "start", "islast", "num", "more",
)  # fmt: skip  # a word list reads better in rows


@dataclass(frozen=True, slots=True)
class Answer:
    """The plan of an answer and its schema, for examples."""

    plan: AnswerPlan
    schema: Node | None
    example: object = None
    item: Shape | None = None


def read_answer(
    document: Document, operation: Operation, mapped: CommandMapping, at: Location, report: Report
) -> Answer:
    """What the operation answers on success. Errors: an answer that is not JSON, wrong `list:`."""
    found = [(c, n) for c, n in operations.responses(document, operation, report) if c[:1] == "2"]
    others: list[str] = []
    for _code, node in sorted(found, key=lambda pair: pair[0]):
        content = document.resolver.descend(node, report, "content")
        names = [name for name, _ in content.items()] if content is not None else []
        chosen = choose_json(content)
        if chosen is not None:
            return _json_answer(document, operation, mapped, at, chosen, report)
        others += names
    if others:
        what = f"the answer of {operation.key} ({', '.join(sorted(set(others)))})"
        report.add(refusal("unsupported-answer", what, operation.node.location, at))
    if isinstance(mapped.list, ListMapping):
        report.error(
            "not-a-list", "the operation answers nothing, so it has no list", at.child("list"), "remove it"
        )
    return Answer(AnswerPlan(kind=AnswerKind.EMPTY), None)


def _json_answer(
    document: Document,
    operation: Operation,
    mapped: CommandMapping,
    at: Location,
    chosen: tuple[str, Node],
    report: Report,
) -> Answer:
    media_type, media = chosen
    media_type = "application/json" if "*" in media_type else media_type
    schema = media.child("schema")
    shape = shape_of(document, schema, report)
    example = media.get("example")
    settings = mapped.list if isinstance(mapped.list, ListMapping) else ListMapping()
    items: str | None = None
    if mapped.list is not False:
        items = settings.items
        if items is None:
            items = find_items(document, operation, shape, report, asked=mapped.list is not None)
    if items is None:
        if mapped.list:
            hint = "name the member that holds the list: list: {items: ...}"
            report.error(
                "not-a-list",
                "the answer has no list that can be told from the document",
                at.child("list"),
                hint,
            )
        return Answer(AnswerPlan(kind=AnswerKind.OBJECT, media_type=media_type), schema, example)
    item = _item_shape(document, shape, items, at, report)
    if item is not None and item.properties:
        for key, name in (
            ("id", settings.id if "id" in settings.model_fields_set else None),
            ("label", settings.label),
        ):
            if name is not None and name not in item.properties:
                near = difflib.get_close_matches(name, item.properties, n=1)
                hint = (
                    f"did you mean {near[0]!r}?"
                    if near
                    else "items have: " + ", ".join(sorted(item.properties)[:30])
                )
                report.error(
                    "unknown-list-key", f"items of the list have no {name!r}", at.child("list", key), hint
                )
    plan = AnswerPlan(
        kind=AnswerKind.LIST, items=items, id=settings.id, label=settings.label or "", media_type=media_type
    )
    return Answer(plan, schema, example, item)


def find_items(
    document: Document, operation: Operation, shape: Shape, report: Report, *, asked: bool
) -> str | None:
    """The member that holds the page, "" for an answer that is the list, None for neither.

    An object is a page when the operation reads a collection (GET, its path not ending in a
    parameter), one member is a list of objects, and every other member talks about the page.
    `asked` says that the map wants a list: then being the only list is enough.
    """
    if shape.is_list:
        return ""
    if shape.alternatives or not shape.is_object:
        return None
    lists = [
        name
        for name, node in shape.properties.items()
        if name.lower() not in ("errors", "warnings", "included")
        and _is_list_of_objects(document, node, report)
    ]
    if len(lists) != 1:
        return None
    others = [name for name in shape.properties if name != lists[0]]
    about_page = all(any(word in name.lower() for word in PAGE_WORDS) for name in others)
    collection = operation.method == "GET" and not operation.path.endswith("}")
    return lists[0] if asked or (collection and about_page) else None


def _is_list_of_objects(document: Document, node: Node, report: Report) -> bool:
    shape = shape_of(document, node, report)
    if not shape.is_list:
        return False
    items = shape_of(document, shape.items, report)
    return bool(items.properties) or "object" in type_names(document, items, report)


def _item_shape(document: Document, shape: Shape, items: str, at: Location, report: Report) -> Shape | None:
    """The shape of one item. An error where the answer has no such list."""
    holder = shape
    if items:
        node = shape.properties.get(items)
        if node is None:
            if shape.properties:
                near = difflib.get_close_matches(items, shape.properties, n=1)
                hint = (
                    f"did you mean {near[0]!r}?"
                    if near
                    else "it has: " + ", ".join(sorted(shape.properties)[:30])
                )
                report.error(
                    "unknown-list-member",
                    f"the answer has no member {items!r}",
                    at.child("list", "items"),
                    hint,
                )
            return None
        holder = shape_of(document, node, report)
    if not holder.is_list:
        if holder.types and "array" not in holder.types:
            report.error(
                "not-a-list",
                f"{repr(items) if items else 'the answer'} is not a list",
                at.child("list"),
                "name the member that is one",
            )
        return None
    return shape_of(document, holder.items, report)
