"""The responses of an operation to an AnswerPlan: how it is read and what it becomes (CONTRACT.md, 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import FAULTS, Node
from aos_gen.mapping.model import AnswerMapping, CommandMapping, ListMapping
from aos_gen.plan.inputs.input import is_binary
from aos_gen.plan.media import JSON, allows, bare, is_json, is_wildcard, reading_of
from aos_gen.plan.model import CHOSEN, AnswerKind, AnswerPlan, Reading
from aos_gen.plan.reasons import Reason
from aos_gen.plan.responses.answer_checks import (
    Missing,
    check_kept,
    check_keys,
    check_stream,
    item_shape,
    refuse_shaping,
    walk,
)
from aos_gen.plan.responses.lists import find_items
from aos_gen.plan.sendable import is_media_type
from aos_gen.plan.shape import Shape, shape_of

# What is taken first where the map does not choose: what keeps its structure before what loses it.
_ORDER = (Reading.JSON, Reading.LINES, Reading.ANY, Reading.EVENTS, Reading.TEXT, Reading.BINARY)
STREAMS = (Reading.EVENTS, Reading.LINES)


@dataclass(frozen=True, slots=True)
class Answer:
    """The plan of an answer, and what examples and pages need of it."""

    plan: AnswerPlan
    schema: Node | None = None
    examples: tuple[object, ...] = ()
    whole: Shape | None = None
    """The shape of the vendor's whole answer."""
    item: Shape | None = None
    status: int = 200
    headers: tuple[str, ...] = ()
    """Names of the headers that the vendor declares."""
    why: str = ""
    """Why it is a list, or none."""
    at: Location | None = None
    """The media type in the document."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """One media type of one successful response."""

    code: str
    media_type: str
    media: Node
    reading: Reading


def read_answer(
    document: Document, operation: Operation, mapped: CommandMapping, at: Location, report: Report
) -> Answer:
    """What the operation answers on success. Errors: a media type or a member that it does not answer."""
    faults = Report()
    successes = _successes(document, operation, report)
    headers = tuple(
        sorted(
            name
            for _, node in successes
            for name, _ in document.resolver.members(node.child("headers") or node, faults)
            if node.child("headers") is not None
        )
    )
    # RFC 9110, 9.3.2: HEAD is answered with headers alone, whatever the document says.
    offers = _offers(document, successes, faults) if operation.method != "HEAD" else []
    report.extend_softly(faults, "the answer is read as it comes", FAULTS)
    settings = mapped.answer or AnswerMapping()
    chosen, reason = _choose(operation, offers, settings, at, report)
    if chosen is None:
        refuse_shaping("the operation answers nothing", mapped, settings, at, report)
        plan = AnswerPlan(kind=AnswerKind.EMPTY, reading=Reading.ANY, media_type="*/*")
        status = _status(min((code for code, _ in successes), default="200"))
        return Answer(plan, status=status, headers=headers, why="the document declares no content")
    answer = _read(document, operation, mapped, settings, chosen, at, report)
    # A status that offers the chosen type as well gives it, for it is all that we ask for.
    agreed = {offer.code for offer in offers if offer.media_type == chosen.media_type}
    others = {offer.reading for offer in offers if offer.code not in agreed} - {answer.plan.reading}
    plan = replace(answer.plan, reason=reason)
    if others and settings.media_type is None:
        # The status decides what comes, not what we ask for: whatever comes is read by its own type.
        types = [chosen.media_type, *sorted({o.media_type for o in offers} - {chosen.media_type})]
        plan = replace(plan, reading=Reading.ANY, media_type=", ".join(types))
    at_media = chosen.media.location
    return replace(answer, plan=plan, status=_status(chosen.code), headers=headers, at=at_media)


def answer_reason(answer: Answer, at: Location) -> Reason:
    """Why it is of its media type. `at` is the command in the map."""
    if answer.plan.reason == CHOSEN:
        return Reason(CHOSEN, at.child("answer", "media_type"))
    return Reason(answer.plan.reason, answer.at)


def _successes(document: Document, operation: Operation, report: Report) -> list[tuple[str, Node]]:
    found = [(c, n) for c, n in operations.responses(document, operation, report) if c[:1] == "2"]
    return sorted(found, key=lambda pair: pair[0])


def _status(code: str) -> int:
    return int(code) if re.fullmatch("2[0-9][0-9]", code) else 200


def _offers(document: Document, successes: list[tuple[str, Node]], report: Report) -> list[_Offer]:
    found: list[_Offer] = []
    for code, node in successes:
        if code in ("204", "205"):
            continue  # RFC 9110, 15.3.5 and 15.3.6: nothing comes, whatever the document says.
        content = document.resolver.descend(node, report, "content")
        for name, member in document.resolver.members(content, report) if content is not None else ():
            if not is_media_type(name):
                continue  # No header can ask for it, and no answer can say that it is of it.
            media = document.follow(member, report) or member
            reading = reading_of(name)
            schema = shape_of(document, media.child("schema"), report)
            if is_wildcard(name) and (schema.is_object or schema.is_list):
                name, reading = JSON, Reading.JSON
            elif reading is Reading.JSON and is_binary(schema):
                # Bytes are no JSON: what a document produces in general is said of a file too.
                name, reading = "*/*", Reading.ANY
            found.append(_Offer(code, name, media, reading))
    return found


def _choose(
    operation: Operation, offers: list[_Offer], settings: AnswerMapping, at: Location, report: Report
) -> tuple[_Offer | None, str]:
    wanted = settings.media_type
    if wanted is not None:
        for offer in sorted(offers, key=lambda one: one.media_type != wanted):
            if allows(offer.media_type, wanted):
                return replace(offer, media_type=wanted, reading=reading_of(wanted)), CHOSEN
        known = ", ".join(sorted({offer.media_type for offer in offers}))
        message = f"the document does not say that {operation.key} answers {wanted}"
        hint = f"it says: {known}" if known else "it declares no answer"
        hint += "; leave this if you know that the vendor sends it"
        report.warning("undeclared-answer", message, at.child("answer", "media_type"), hint)
        nothing = Node({}, operation.node.location, operation.node.file)
        return _Offer("200", wanted, nothing, reading_of(wanted)), CHOSEN
    if not offers:
        return None, ""
    chosen = min(
        offers,
        key=lambda o: (_ORDER.index(o.reading), bare(o.media_type) != JSON, o.code, o.media_type),
    )
    others = sorted({offer.media_type for offer in offers} - {chosen.media_type})
    return chosen, f"{chosen.reading} comes before {', '.join(others)} in the usual order" if others else ""


def _read(
    document: Document,
    operation: Operation,
    mapped: CommandMapping,
    settings: AnswerMapping,
    chosen: _Offer,
    at: Location,
    report: Report,
) -> Answer:
    media = chosen.media
    streamed = chosen.reading in STREAMS
    schema = (media.child("itemSchema") if streamed else None) or media.child("schema")
    examples = _examples(media)
    plan = AnswerPlan(kind=AnswerKind.OBJECT, reading=chosen.reading, media_type=chosen.media_type)
    shape = shape_of(document, schema, report)
    if streamed:
        check_stream(chosen.reading, shape, mapped, settings, at, report)
        plan = replace(plan, kind=AnswerKind.LIST, keep=tuple(settings.keep), drop=tuple(settings.drop))
        return Answer(plan, schema, examples, why="a stream is a list of what comes")
    if chosen.reading is not Reading.JSON and not is_json(chosen.media_type):
        refuse_shaping(f"{chosen.media_type} is no JSON", mapped, settings, at, report)
        return Answer(plan, schema, examples, whole=shape, why=f"{chosen.media_type} holds no items")
    holder = shape
    if settings.unwrap:
        reached = walk(document, shape, settings.unwrap, report)
        if isinstance(reached, Missing):
            place = at.child("answer", "unwrap")
            report.error("unknown-answer-member", reached.said(), place, reached.hint())
        holder = reached if isinstance(reached, Shape) else Shape()
    answer = _structured(document, operation, mapped, settings, holder, plan, at, report)
    return replace(answer, schema=schema, examples=examples, whole=shape)


def _structured(
    document: Document,
    operation: Operation,
    mapped: CommandMapping,
    settings: AnswerMapping,
    holder: Shape,
    plan: AnswerPlan,
    at: Location,
    report: Report,
) -> Answer:
    """An object or a list; `holder` is the shape of what the map unwraps, or of the whole answer."""
    wanted = mapped.list if isinstance(mapped.list, ListMapping) else ListMapping()
    items, why = None, "the map says that it is no list"
    if mapped.list is not False:
        items, why = wanted.items, "the map says where the items are"
        if items is None:
            found = find_items(document, operation, holder, report, asked=mapped.list is not None)
            items, why = found.member, found.why
    unwrap = settings.unwrap or ""
    if items and holder.is_list and f".{unwrap}".endswith(f".{items}"):
        items = ""  # What is unwrapped is the list, and the map names it twice.
    if items is None:
        if mapped.list:
            message = "the answer has no list that can be told from the document"
            hint = "name the member that holds the list: list: {items: ...}"
            report.error("not-a-list", message, at.child("list"), hint)
        check_kept(holder, settings, at, report)
        plan = replace(plan, at=unwrap, keep=tuple(settings.keep), drop=tuple(settings.drop))
        return Answer(plan, why=why)
    item = item_shape(document, holder, unwrap, items, at, report)
    if item is not None:
        check_kept(item, settings, at, report)
        check_keys(document, item, wanted, at, report)
    plan = replace(
        plan,
        kind=AnswerKind.LIST,
        at=".".join(filter(None, (unwrap, items))),
        id=wanted.id,
        label=wanted.label or "",
        keep=tuple(settings.keep),
        drop=tuple(settings.drop),
    )
    return Answer(plan, item=item, why=why)


def _examples(media: Node) -> tuple[object, ...]:
    """The media type's example, and those of its `examples`, by name."""
    found: list[object] = [media.get("example")]
    named = media.get("examples")
    if isinstance(named, dict):
        found += [one.get("value") for _, one in sorted(named.items()) if isinstance(one, dict)]
    return tuple(one for one in found if one is not None)
