"""What a map says of an answer's members, held to the shape that the document gives it."""

from __future__ import annotations

from dataclasses import dataclass

from aos_gen.alike import alike
from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.mapping.model import AnswerMapping, CommandMapping, ListMapping
from aos_gen.plan.model import Reading
from aos_gen.plan.shape import Shape, shape_of

_SPOKEN = {"string": "a text", "integer": "a number", "number": "a number", "boolean": "true or false"}
# What the connector makes of each server-sent event.
_EVENT = ("event", "data", "id")


@dataclass(frozen=True, slots=True)
class Missing:
    """The step of a dotted path that is not there: `above` leads to what should have it."""

    path: str
    step: str
    above: str
    holder: Shape

    def said(self, whole: str = "the answer") -> str:
        """`'data' has no member 'tickts'`."""
        what = repr(self.above) if self.above else whole
        kind = (
            "a list"
            if self.holder.is_list
            else _SPOKEN.get(self.holder.types[0] if self.holder.types else "")
        )
        if kind is not None:
            return f"{what} is {kind}, so it has no member {self.step!r}"
        return f"{what} has no member {(self.step if self.above else self.path)!r}"

    def hint(self, lead: str = "it has: ") -> str:
        """The path that was meant, or what there is."""
        known = sorted(self.holder.properties)
        near = alike(self.step, known, n=1)
        if near:
            return f"did you mean {'.'.join(filter(None, (self.above, near[0])))!r}?"
        if known:
            return lead + ", ".join(known[:30])
        return f"write {self.above!r}, or name another member" if self.above else "remove it"


def walk(document: Document, shape: Shape, path: str, report: Report) -> Shape | Missing:
    """The shape at a dotted path (a literal name wins), or the step that is not there."""
    rest, above = path, ""
    while rest:
        step, _, after = rest.partition(".")
        if rest in shape.properties:
            step, after = rest, ""
        node = shape.properties.get(step)
        if node is None:
            # An object without members says nothing of what it holds; a list or a scalar has none.
            closed = shape.properties or shape.is_list or (shape.types and set(shape.types) <= set(_SPOKEN))
            return Missing(path, step, above, shape) if closed else Shape()
        shape = shape_of(document, node, report)
        rest, above = after, f"{above}.{step}".removeprefix(".")
    return shape


def check_kept(shape: Shape, settings: AnswerMapping, at: Location, report: Report) -> None:
    """The members that the map keeps and drops are members of the result, or of each item."""
    for key in ("keep", "drop"):
        for index, name in enumerate(getattr(settings, key)):
            if shape.properties and name not in shape.properties:
                place = at.child("answer", key, index)
                message = f"the result has no member {name!r}"
                hint = Missing(name, name, "", shape).hint()
                report.error("unknown-answer-member", message, place, hint)


def check_keys(document: Document, item: Shape, wanted: ListMapping, at: Location, report: Report) -> None:
    """The members that identify and name an item are members of it."""
    given = {"id": wanted.id if "id" in wanted.model_fields_set else None, "label": wanted.label}
    for key, name in given.items():
        reached = walk(document, item, name, report) if name is not None else None
        if isinstance(reached, Missing):
            message = f"items of the list have no {name!r}"
            report.error("unknown-list-key", message, at.child("list", key), reached.hint("items have: "))


def item_shape(
    document: Document, shape: Shape, unwrap: str, items: str, at: Location, report: Report
) -> Shape | None:
    """The shape of one item of what the map unwraps. An error where the answer has no such list."""
    holder = walk(document, shape, items, report)
    if isinstance(holder, Missing):
        message = holder.said(repr(unwrap) if unwrap else "the answer")
        report.error("unknown-list-member", message, at.child("list", "items"), holder.hint())
        return None
    if not holder.is_list:
        if holder.types and "array" not in holder.types:
            message = f"{repr(items) if items else 'the answer'} is not a list"
            report.error("not-a-list", message, at.child("list"), "name the member that is one")
        return None
    return shape_of(document, holder.items, report)


def refuse_shaping(
    why: str, mapped: CommandMapping, settings: AnswerMapping, at: Location, report: Report
) -> None:
    """A list or a member of an answer that has neither; `why` is the beginning of the sentence."""
    if isinstance(mapped.list, ListMapping):
        report.error("not-a-list", f"{why}, so it has no list", at.child("list"), "remove it")
    for key in ("unwrap", "keep", "drop"):
        if getattr(settings, key):
            message = f"{why}, so it has no members"
            report.error("unknown-answer-member", message, at.child("answer", key), "remove it")


def check_stream(
    reading: Reading,
    item: Shape,
    mapped: CommandMapping,
    settings: AnswerMapping,
    at: Location,
    report: Report,
) -> None:
    """A stream is a list of what comes, and each item is taken as it is."""
    what = "the answer is a stream, whose items come one by one"
    if mapped.list is not None:
        message = f"{what}, so `list` would have no effect"
        report.error("not-a-list", message, at.child("list"), "remove `list`")
    if settings.unwrap:
        message = f"{what}, so nothing of it can be unwrapped"
        hint = "remove `unwrap`; `keep` and `drop` name members of each item"
        report.error("unknown-answer-member", message, at.child("answer", "unwrap"), hint)
    if reading is Reading.LINES:
        check_kept(item, settings, at, report)
        return
    for key in ("keep", "drop"):
        for index, name in enumerate(getattr(settings, key)):
            if name not in _EVENT:
                message, place = f"an event has no member {name!r}", at.child("answer", key, index)
                report.error("unknown-answer-member", message, place, "it has: " + ", ".join(_EVENT))
