"""An option to an example of its value, one that the option's own reader and checks take."""

from __future__ import annotations

import json
import re
from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.plan.inputs.input import Input
from aos_gen.plan.model import OptionPlan, Place, ValueKind
from aos_gen.plan.samples import wire
from aos_gen.plan.samples.conform import conforms
from aos_gen.plan.samples.examples import HEAVIEST, NOTHING, make, weight

LAST_RESORT: dict[ValueKind, Any] = {
    ValueKind.TEXT: "example",
    ValueKind.INTEGER: 1,
    ValueKind.NUMBER: 1,
    ValueKind.BOOLEAN: True,
    ValueKind.JSON: {},
    ValueKind.FILE: wire.FILE_NAME,
}


# The same by JSON Schema's types, where some are not allowed.
_BY_TYPE: dict[str, Any] = {
    "object": {},
    "array": [],
    "string": "example",
    "integer": 1,
    "number": 1,
    "boolean": True,
    "": {},
}


def value_of(
    document: Document,
    option: OptionPlan,
    source: Input,
    media_type: str,
    report: Report,
    *,
    whole: bool = True,
) -> Any:
    """An example of one option's value; `media_type` is what a file must be.

    `whole`: an object that asks for nothing is shown with what it may hold. What stands in a path
    is never empty, nor a step: another resource would be called.
    """
    value = _value_of(document, option, source, media_type, report, whole)
    if option.place is Place.PATH and value is not NOTHING and wire.is_step(value):
        value = [LAST_RESORT[ValueKind.TEXT]] if isinstance(value, list) else _fitting(option)
    if option.place is not Place.PATH or value not in ([], {}, [[]], [{}]):
        return value
    return ["example"] if isinstance(value, list) else {"example": "example"}


def _value_of(
    document: Document, option: OptionPlan, source: Input, media_type: str, report: Report, whole: bool
) -> Any:
    if option.item_kind is ValueKind.FILE:
        name = wire.file_name(media_type)
        return [name] if option.kind is ValueKind.LIST else name
    if option.choices:
        return _choices(option) if option.kind is ValueKind.LIST else option.choices[0]
    if option.each:
        value = make(document, source.item_shape, (), report, sent=True)
        value = (
            LAST_RESORT[option.item_kind]
            if value is NOTHING or option.item_kind is ValueKind.TEXT and not isinstance(value, str)
            else value
        )
        return [value]
    offered = tuple(v for v in source.examples if conforms(document, source.shape, v, report))
    if option.kind is ValueKind.LIST and option.item_kind is not ValueKind.JSON:
        offered = tuple(v for v in offered if isinstance(v, list) and v)
    shape = source.shape
    if source.likely is not None and option.kind in (source.likely.kind, ValueKind.JSON):
        shape, offered = source.likely.shape, source.likely.examples
        offered = tuple(v for v in offered if conforms(document, shape, v, report))
    made = make(document, shape, offered, report, sent=True)
    for levels in (3, 2, 1) if whole and _says_nothing(made) else ():
        # An object without a member shows nobody what to write, and one of a hundred no better.
        made = make(document, shape, offered, report, whole=True, sent=True, levels=levels)
        if weight(made) <= HEAVIEST:
            break
    value = _clamped(_as_kind(made, option), option)
    if not option.required and (_says_nothing(value) or not _travels(option, value)):
        return NOTHING
    untyped = option.item_kind is not ValueKind.JSON and (source.schema is None or not source.shape.types)
    if value is NOTHING and (option.required or untyped):
        # No valid example is to be had: the command must be shown and tested all the same.
        last = _fitting(option)
        return [last] if option.kind is ValueKind.LIST else last
    return NOTHING if value is not NOTHING and not _passes(option, value) else value


def _choices(option: OptionPlan) -> list[str]:
    """As many of the words allowed as the list must have: the first, or the first few."""
    fewest = min(option.checks.fewest_items or 1, 100)
    return list(option.choices[:fewest]) if option.checks.unique else [option.choices[0]] * fewest


def _travels(option: OptionPlan, value: Any) -> bool:
    """Whether a header can carry the value: Latin-1, on one line."""
    if option.place is not Place.HEADER or value is NOTHING:
        return True
    text = json.dumps(value, ensure_ascii=False)
    return text.isprintable() and all(character <= "\xff" for character in text)


def _says_nothing(value: Any) -> bool:
    return value in ({}, [{}]) or (isinstance(value, dict) and any(map(_says_nothing, value.values())))


def _clamped(value: Any, option: OptionPlan) -> Any:
    checks = option.checks
    if not checks.clamp or value is NOTHING or not isinstance(value, int | float):
        return value
    low = value if checks.least is None else max(value, checks.least)
    return low if checks.most is None else min(low, checks.most)


def _fitting(option: OptionPlan) -> Any:
    """A last resort that the option's own checks let pass, as far as their lengths and bounds go."""
    value, checks = LAST_RESORT[option.item_kind], option.checks
    if option.item_kind is ValueKind.JSON and option.accepts:
        return next(one for name, one in _BY_TYPE.items() if name in option.accepts or name == "")
    if isinstance(value, str):
        value = value.ljust(checks.shortest or 0, "e")
        return value[: checks.longest] if checks.longest else value
    if checks.values:
        return checks.values[0]
    if isinstance(value, int) and not isinstance(value, bool) and checks.least is not None:
        return int(checks.least) if float(checks.least).is_integer() else checks.least
    return value


def _passes(option: OptionPlan, value: Any) -> bool:
    """Whether the option's pattern lets the value pass, which an example need not have met."""
    if option.kind is not ValueKind.TEXT or not option.checks.pattern:
        return True
    return option.required or re.search(option.checks.pattern, value) is not None


def _as_kind(value: Any, option: OptionPlan) -> Any:
    """`value` where the option's own reader gives it back, else NOTHING."""
    if value is NOTHING or value is None or value == "" or value == []:
        return NOTHING
    match option.kind:
        case ValueKind.TEXT:
            return value if isinstance(value, str) else json.dumps(value)
        case ValueKind.INTEGER | ValueKind.NUMBER:
            return value if isinstance(value, int | float) and not isinstance(value, bool) else NOTHING
        case ValueKind.BOOLEAN:
            return value if isinstance(value, bool) else NOTHING
        case ValueKind.LIST:
            if not isinstance(value, list):
                return NOTHING
            return [
                v if isinstance(v, str) or option.item_kind is not ValueKind.TEXT else json.dumps(v)
                for v in value
            ]
    return value
