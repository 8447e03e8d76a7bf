"""What the map adds to the vendor's inputs, held to what the vendor has and what is sent anyway."""

from __future__ import annotations

from collections.abc import Mapping

from aos_gen.alike import alike
from aos_gen.diagnostics import Location, Report
from aos_gen.mapping.check_values import FORBIDDEN_HEADERS
from aos_gen.mapping.model import ClampMapping
from aos_gen.plan.inputs.fates import Sent
from aos_gen.plan.inputs.input import Input
from aos_gen.plan.model import Place, ValueKind

NUMBERS = (ValueKind.INTEGER, ValueKind.NUMBER)


def is_new(
    name: str,
    one: Input,
    known: set[str],
    hidden: frozenset[str],
    sent: Sent,
    at: Location,
    report: Report,
) -> bool:
    """Whether nothing else sends it. A member that only the vendor sets is not there to be added."""
    message, hint = f"the document already has {name!r}, so the map cannot add it", "remove `in`"
    place = at.child("in")
    sender = sent.get((one.place.value, one.api_name.lower()))
    if one.place is Place.BODY and one.api_name in hidden:
        message = f"the document already has {name!r}, and it is readOnly: only the vendor sets it"
        hint, place = "remove this", _key(at)
    elif sender is not None and one.api_name.lower() not in FORBIDDEN_HEADERS:
        message, hint = f"{name!r} is sent by {sender}, so the map cannot add it", "remove this"
        place = _key(at)
    elif name not in known and one.key not in known:
        return True
    report.error("parameter-exists", message, place, hint)
    return False


def has_none(one: Input, path: str, step: str, at: Location, report: Report) -> bool:
    """Whether it is a value that has no members, which is then told."""
    if one.kind is ValueKind.JSON or (one.kind is ValueKind.TEXT and one.schema is None):
        return False
    kind = "a list" if one.kind is ValueKind.LIST else f"of type {one.kind}"
    hint = "remove it"
    if one.kind is ValueKind.LIST and one.item_kind is ValueKind.JSON:
        hint = f"build its items of one member: {path}: {{each: {step}}}"
    message = f"{path!r} is {kind}, so it has no member {step!r}"
    report.error("unknown-parameter", message, _key(at), hint)
    return True


def unknown_member(
    name: str, path: str, step: str, members: Mapping[str, Input], at: Location, report: Report
) -> None:
    near = alike(step, members, n=1)
    known = ", ".join(sorted(members)[:30])
    if near:
        meant = path.removesuffix(step) + near[0]
        hint = f"did you mean {meant!r}? To send {step!r} all the same, add `type:`"
    else:
        hint = f"it has: {known}" if known else "it has no members"
        hint += f"; to send {step!r} all the same, add `type:`"
    report.error("unknown-parameter", f"{name!r} names no member: there is no {step!r}", _key(at), hint)


def check_clamp(one: Input, clamp: ClampMapping, at: Location, report: Report) -> None:
    """Bounds that the vendor takes, of a number."""
    if one.kind not in NUMBERS:
        message = f"{one.api_name!r} is of type {one.kind}, and only a number can be clamped"
        hint = "remove `clamp`"
        if one.schema is None and one.kind is ValueKind.TEXT:
            hint += ", or say that it is a number with `type: integer`"
        report.error("clamp-not-a-number", message, at, hint)
        return
    least, most = one.shape.number("minimum"), one.shape.number("maximum")
    for key, bound in (("min", clamp.min), ("max", clamp.max)):
        beyond = None
        if bound is not None and most is not None and bound > most:
            beyond = f"{most:g} at most", most
        elif bound is not None and least is not None and bound < least:
            beyond = f"{least:g} at least", least
        if beyond is not None:
            message = (
                f"the clamp of {one.api_name!r} has a {key} of {bound:g}, and the vendor allows {beyond[0]}"
            )
            report.error("bad-clamp", message, at.child(key), f"write `{key}: {beyond[1]:g}`")


def _key(at: Location) -> Location:
    """The key at `at`, where the name is what is wrong."""
    return Location(at.file, at.pointer, at_key=True)
