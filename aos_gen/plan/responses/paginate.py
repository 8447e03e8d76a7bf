"""What the map says of a list's pages, held to what the operation takes and answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aos_gen.alike import alike
from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.mapping.model import CommandMapping, PaginateMapping
from aos_gen.plan.inputs.input import Input
from aos_gen.plan.model import PageKind
from aos_gen.plan.responses.answer_checks import Missing, walk
from aos_gen.plan.responses.answers import Answer
from aos_gen.plan.shape import Shape

_NEEDS = {
    PageKind.CURSOR: ("parameter", "next"),
    PageKind.TOKEN_HEADER: ("parameter", "next"),
    PageKind.LAST_ID: ("parameter",),
    PageKind.PAGE: ("parameter",),
    PageKind.OFFSET: ("parameter",),
    PageKind.URL: ("next",),
}
_NEXT = {
    PageKind.CURSOR: "next: meta.next",
    PageKind.TOKEN_HEADER: "next: X-Next-Page",
    PageKind.URL: "next: links.next",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A way to the next page, in the vendor's names."""

    kind: PageKind
    rule: str
    reason: str
    parameter: Input | None = None
    next: str = ""
    more: str = ""
    size: Input | None = None
    start: int = 1


def said(
    document: Document,
    inputs: list[Input],
    mapped: CommandMapping,
    wanted: PaginateMapping,
    answer: Answer,
    at: Location,
    report: Report,
) -> Found | None:
    """What the map says; None after an error: a key that is missing, or that names what is not there."""
    kind, place, before = PageKind(wanted.kind), at.child("paginate"), len(report)
    missing = [key for key in _NEEDS.get(kind, ()) if getattr(wanted, key) is None]
    if missing:
        what = " and ".join(f"`{key}`" for key in missing)
        hint = "; ".join(_to_add(key, kind, inputs) for key in missing)
        report.error("paginate-incomplete", f"paging of kind {kind} needs {what}", place, hint)
    named = {key: _named(inputs, key, wanted, mapped, place, report) for key in ("parameter", "size")}
    found = Found(
        kind=kind,
        rule="map",
        reason="the map says so",
        parameter=named["parameter"],
        next=wanted.next or ("Link" if kind is PageKind.LINK else ""),
        more=wanted.more or "",
        size=named["size"],
        start=wanted.start,
    )
    _check_answer(document, found, answer, place, report)
    return found if len(report) == before else None


def set_by_map(one: Input, mapped: CommandMapping) -> str:
    """How the map decides an input, so that no page can: "omitted", "fixed", "put together", or ""."""
    setting = mapped.parameters.get(one.key) or mapped.parameters.get(one.api_name)
    if setting is None:
        return ""
    if setting.omit:
        return "omitted"
    if setting.fixed is not None:
        return "fixed"
    return "put together" if setting.compose is not None else ""


def _to_add(key: str, kind: PageKind, inputs: Iterable[Input]) -> str:
    if key == "next":
        return f"add `{_NEXT[kind]}`"
    known = ", ".join(sorted(one.api_name for one in inputs))
    return f"add `parameter: ...`: it has {known}" if known else "choose another kind: it takes no parameter"


def _named(
    inputs: list[Input],
    key: str,
    wanted: PaginateMapping,
    mapped: CommandMapping,
    place: Location,
    report: Report,
) -> Input | None:
    """The input that `parameter` or `size` names, where callers and pages may set it."""
    name = getattr(wanted, key)
    if name is None:
        return None
    at = place.child(key)
    one = next((one for one in inputs if name in (one.api_name, one.key)), None)
    if one is None:
        known = [one.api_name for one in inputs]
        near = alike(name, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "it has: " + (", ".join(sorted(known)) or "none")
        report.error("unknown-page-parameter", f"the operation takes no parameter {name!r}", at, hint)
        return None
    decided = set_by_map(one, mapped)
    if decided:
        message = f"{name!r} is {decided}, so it cannot select the next page"
        hint = "name another parameter, or leave this one to the caller"
        if key == "size":
            message, hint = f"{name!r} is {decided}, so `size` would have no effect", "remove `size`"
        report.error("parameter-contradiction", message, at, hint)
    return one


def _check_answer(document: Document, found: Found, answer: Answer, at: Location, report: Report) -> None:
    """What `next` and `more` name stands in the answer, and is of a kind that can say it."""
    for key, path in (("next", found.next), ("more", found.more)):
        in_header = key == "next" and found.kind in (PageKind.TOKEN_HEADER, PageKind.LINK)
        if answer.whole is None or not path or in_header:
            continue
        reached = walk(document, answer.whole, path.removeprefix("!"), report)
        if isinstance(reached, Missing):
            report.error("unknown-answer-member", reached.said(), at.child(key), reached.hint())
            continue
        unfit = _unfit(reached, key)
        if unfit:
            takes = "true or false" if key == "more" else "a text or a number"
            message = f"{path.removeprefix('!')!r} is {unfit}, and '{key}' must be {takes}"
            hint = "name a member that says whether there is more"
            if key == "next":
                what = "address" if found.kind is PageKind.URL else "cursor"
                hint = f"name the member that holds the next page's {what}"
            report.error("unknown-answer-member", message, at.child(key), hint)


def _unfit(shape: Shape, key: str) -> str:
    if shape.is_list:
        return "a list"
    if shape.is_object:
        return "an object"
    return "true or false" if key == "next" and shape.types == ("boolean",) else ""
