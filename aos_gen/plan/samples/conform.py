"""Whether a value is valid by a schema, as far as examples go: type, enum, bounds, pattern, members.

Not a validator: it decides which of a vendor's examples are shown and tested with.
"""

from __future__ import annotations

import math
import re
from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.plan.shape import Shape, shape_of

DEEPEST = 6
MOST_STEPS = 2000
FORMATS = {
    "date": r"\d{4}-\d\d-\d\d$",
    "date-time": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$",
    "email": r"[^@\s]+@[^@\s]+$",
    "uri": r"[A-Za-z][A-Za-z0-9+.-]*:\S+$",
    "uuid": r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
}
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "array": (list,),
    "object": (dict,),
    "boolean": (bool,),
}


def conforms(
    document: Document,
    shape: Shape,
    value: Any,
    report: Report,
    depth: int = 0,
    left: list[int] | None = None,
) -> bool:
    """Whether `value` is valid, as far as examples go: type, enum, bounds, pattern, members.

    `left` is the work that remains; where it is used up, nothing conforms.
    """
    left = [MOST_STEPS] if left is None else left
    left[0] -= 1
    if left[0] < 0:
        return False
    if shape.enum and value not in shape.enum:
        return False
    if shape.alternatives and depth < DEEPEST:
        branches = (shape_of(document, branch, report) for branch in shape.alternatives)
        fits = sum(conforms(document, branch, value, report, depth + 1, left) for branch in branches)
        if fits != 1:
            return False
    if shape.types and not any(_is_of_type(value, kind) for kind in shape.types):
        return False
    if isinstance(value, str):
        return _text_conforms(shape, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_conforms(shape, value)
    if depth >= DEEPEST:
        return True
    if isinstance(value, list):
        return _list_conforms(document, shape, value, report, depth, left)
    return not isinstance(value, dict) or _object_conforms(document, shape, value, report, depth, left)


def _list_conforms(
    document: Document, shape: Shape, value: list[Any], report: Report, depth: int, left: list[int]
) -> bool:
    least, most = shape.number("minItems") or 0, shape.number("maxItems")
    if not (least <= len(value) and (most is None or len(value) <= most)):
        return False
    if shape.keywords.get("uniqueItems") is True and len({repr(item) for item in value}) < len(value):
        return False
    items = shape_of(document, shape.items, report)
    return all(conforms(document, items, item, report, depth + 1, left) for item in value)


def _object_conforms(
    document: Document, shape: Shape, value: dict[str, Any], report: Report, depth: int, left: list[int]
) -> bool:
    if not shape.required <= set(value):
        return False
    if shape.keywords.get("additionalProperties") is False and not set(value) <= set(shape.properties):
        return False
    schemas = {name: shape.properties.get(name, shape.additional) for name in value}
    return all(
        conforms(document, shape_of(document, schema, report), value[name], report, depth + 1, left)
        for name, schema in schemas.items()
        if schema is not None
    )


def _is_of_type(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES.get(kind, (object,)))


def _text_conforms(shape: Shape, value: str) -> bool:
    pattern, format_ = shape.text("pattern"), shape.text("format")
    most = shape.number("maxLength")
    if format_ in FORMATS and not re.match(FORMATS[format_], value):
        return False
    return (
        len(value) >= (shape.number("minLength") or 0)
        and (most is None or len(value) <= most)
        and (not pattern or matches(pattern, value))
    )


def number_conforms(shape: Shape, value: float) -> bool:
    """Whether a number is within the bounds, exclusive ones too, and a multiple of the step."""
    low, high, step = shape.number("minimum"), shape.number("maximum"), shape.number("multipleOf")
    above, below = shape.keywords.get("exclusiveMinimum"), shape.keywords.get("exclusiveMaximum")
    over = low if above is True else shape.number("exclusiveMinimum")
    under = high if below is True else shape.number("exclusiveMaximum")
    tests = (
        low is None or value >= low,
        high is None or value <= high,
        over is None or value > over,
        under is None or value < under,
        not step or not math.isfinite(value / step) or abs(value / step - round(value / step)) < 1e-9,
    )
    return all(tests)


_REPEATED_GROUP = re.compile(r"\)(?:[+*]|\{)")
_REPETITION = re.compile(r"(?<!\()[+*?}]")
# Choices that a search tries in turn: of how many, and of which; fixed counts are none.
_OPEN = re.compile(r"[*+]|\{[0-9]*,[0-9]*\}")
_FLAGS = re.compile(r"\(\?(?![:=!])")


def harmless(pattern: str) -> bool:
    """Whether a pattern is one that cannot take long: no group that repeats, few repetitions in a row."""
    if len(pattern) > 300 or _REPEATED_GROUP.search(pattern) or _FLAGS.search(pattern):
        return False
    if len(_OPEN.findall(pattern)) > 4 or ("|" in pattern and pattern.count(")") > 6):
        return False
    return len(_REPETITION.findall(pattern)) <= 8


def matches(pattern: str, value: str) -> bool:
    """Whether a JSON Schema pattern (ECMA 262) matches; one that Python cannot read matches nothing.

    Only our own short candidates and short examples are tried, so that a hostile pattern
    cannot take long.
    """
    if not harmless(pattern) or len(value) > 80:
        return False
    try:
        return re.search(pattern, value) is not None
    except (re.error, OverflowError, RecursionError):
        return False
