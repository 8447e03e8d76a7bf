"""Which answers are lists: an array, or an object whose one list is the page."""

from __future__ import annotations

from dataclasses import dataclass

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.plan import naming
from aos_gen.plan.shape import Shape, shape_of, type_names

# Words of members that stand beside a page's list and say something about the page.
PAGE_WORDS = frozenset(
    {
        *("cursor", "cursors", "page", "pages", "paging", "pagination", "next", "prev", "previous", "total"),
        *("totals", "count", "has", "more", "limit", "offset", "meta", "metadata", "links", "link", "object"),
        *("url", "type", "size", "self", "first", "last", "incomplete", "included", "errors", "warnings"),
        *("start", "num", "max", "results", "maxresults", "hasmore", "islast", "nextpage", "prevpage"),
        *("totalcount", "pagesize", "perpage", "token", "end"),
    }
)


@dataclass(frozen=True, slots=True)
class Items:
    """The member that holds the page, "" for an answer that is the list, None for neither; and why."""

    member: str | None
    why: str


def find_items(
    document: Document, operation: Operation, shape: Shape, report: Report, *, asked: bool
) -> Items:
    """Where the items of an answer are, if it is a list.

    An object is a page when the operation reads a collection (GET, its path not ending in a
    parameter), one member is a list of objects, and every other member talks about the page.
    `asked` says that the map wants a list: then being the only list is enough.
    """
    if shape.is_list:
        return Items("", "the answer is an array")
    if shape.alternatives or not shape.is_object:
        several = "it may be one of several things" if shape.alternatives else "it is no object"
        return Items(None, f"{several}, and no array")
    lists = [
        name
        for name, node in shape.properties.items()
        if name.lower() not in ("errors", "warnings", "included")
        and _is_list_of_objects(document, node, report)
    ]
    if len(lists) != 1:
        count = f"{len(lists)} lists of objects" if lists else "no list of objects"
        return Items(None, f"it has {count}, not one")
    others = [name for name in shape.properties if name != lists[0]]
    about_page = all(PAGE_WORDS & set(naming.words(name)) for name in others)
    collection = operation.method == "GET" and not operation.path.endswith("}")
    if asked:
        return Items(lists[0], "the map asks for a list, and the answer has this one of objects")
    if not collection:
        return Items(None, f"it has a list, {lists[0]}, but the operation does not read a collection")
    if not about_page:
        return Items(None, f"it has a list, {lists[0]}, beside members that say nothing of a page")
    return Items(lists[0], "it reads a collection, and this list of objects is all but words about the page")


def _is_list_of_objects(document: Document, node: Node, report: Report) -> bool:
    shape = shape_of(document, node, report)
    if not shape.is_list:
        return False
    items = shape_of(document, shape.items, report)
    return bool(items.properties) or "object" in type_names(document, items, report)
