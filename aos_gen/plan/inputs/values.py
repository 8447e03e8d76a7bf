"""Whether a value that the map fixes, or gives for a default, is one that the vendor's schema takes."""

from __future__ import annotations

from typing import Any

from aos_gen.diagnostics import Location, Report
from aos_gen.mapping.wording import shown
from aos_gen.plan.inputs.input import Input
from aos_gen.plan.model import ValueKind
from aos_gen.plan.shape import Shape

# What a kind takes, in words, and what to write.
KINDS: dict[ValueKind, tuple[str, str]] = {
    ValueKind.TEXT: ("text", 'put quotes round it, as it is written: "..."'),
    ValueKind.INTEGER: ("a whole number", "write a whole number without quotes, such as 30"),
    ValueKind.NUMBER: ("a number", "write a number without quotes, such as 0.5"),
    ValueKind.BOOLEAN: ("true or false", "write true or false without quotes"),
    ValueKind.LIST: ("a list", "write a list, such as [a, b]"),
}
_TYPES: dict[ValueKind, tuple[type, ...]] = {
    ValueKind.TEXT: (str,),
    ValueKind.INTEGER: (int,),
    ValueKind.NUMBER: (int, float),
    ValueKind.BOOLEAN: (bool,),
    ValueKind.LIST: (list,),
    ValueKind.JSON: (object,),
}


def fits(one: Input, value: Any, place: Location, report: Report) -> bool:
    """Whether the vendor takes the value; the first thing against it goes to the report."""
    if one.item_kind is ValueKind.FILE:
        key = place.pointer[-1]
        message = f"{one.api_name!r} is a file, which only the caller can give"
        report.error("wrong-parameter-value", message, place, f"remove '{key}'")
        return False
    kind, shape, values = one.kind, one.shape, [value]
    found = _wrong_kind(kind, value)
    if found is None and kind is ValueKind.LIST:
        kind, shape, values = one.item_kind, one.item_shape, value
    wrong = found or next(
        filter(None, (_wrong_kind(kind, item) or _wrong(shape, item) for item in values)), None
    )
    if wrong is not None:
        said, hint = wrong
        report.error("wrong-parameter-value", f"{one.api_name!r} {said}", place, hint)
    return wrong is None


def _wrong_kind(kind: ValueKind, value: Any) -> tuple[str, str] | None:
    """The end of a sentence and a hint, for a value of another type."""
    truth_for_number = isinstance(value, bool) and kind in (ValueKind.INTEGER, ValueKind.NUMBER)
    if isinstance(value, _TYPES[kind]) and not truth_for_number:
        return None
    words, hint = KINDS[kind]
    return f"takes {words}, not {shown(value)}", hint


def _wrong(shape: Shape, value: Any) -> tuple[str, str] | None:
    """The same for a value of the right type that is not among those allowed."""
    if shape.enum and value not in shape.enum:
        allowed = ", ".join(shown(one).strip("'") for one in shape.enum[:30])
        return f"does not take {shown(value)}", f"the vendor allows {allowed}"
    if isinstance(value, str):
        size, words, unit = float(len(value)), ("minLength", "maxLength"), " characters"
    elif isinstance(value, int | float) and not isinstance(value, bool):
        size, words, unit = value, ("minimum", "maximum"), ""
    else:
        return None
    least, most = (shape.number(word) for word in words)
    beyond = None
    if least is not None and (size < least or (size == least and _excludes(shape, "exclusiveMinimum"))):
        beyond = f"at least {least:g}{unit}"
    if most is not None and (size > most or (size == most and _excludes(shape, "exclusiveMaximum"))):
        beyond = f"at most {most:g}{unit}"
    if not unit:
        above, below = shape.number("exclusiveMinimum"), shape.number("exclusiveMaximum")
        if above is not None and size <= above:
            beyond = f"more than {above:g}"
        if below is not None and size >= below:
            beyond = f"less than {below:g}"
    return None if beyond is None else (f"does not take {shown(value)}", f"the vendor allows {beyond}")


def _excludes(shape: Shape, keyword: str) -> bool:
    """OpenAPI 3.0 writes `exclusiveMinimum: true` beside `minimum`; a text has no such bound."""
    return shape.keywords.get(keyword) is True
