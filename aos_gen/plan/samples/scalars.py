"""Whether a text or a number is valid by a schema: format, length, pattern, bounds, step."""

from __future__ import annotations

import math
import re

from aos_gen.plan.shape import Shape

FORMATS = {
    "date": r"\d{4}-\d\d-\d\d$",
    "date-time": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$",
    "email": r"[^@\s]+@[^@\s]+$",
    "uri": r"[A-Za-z][A-Za-z0-9+.-]*:\S+$",
    "uuid": r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
}


def text_conforms(shape: Shape, value: str) -> bool:
    """Whether a text has the format, the length and the pattern."""
    pattern, format_ = shape.text("pattern"), shape.text("format")
    most = shape.number("maxLength")
    if format_ in FORMATS and not re.match(FORMATS[format_], value):
        return False
    return (
        len(value) >= (shape.number("minLength") or 0)
        and (most is None or len(value) <= most)
        and (not pattern or _may_match(pattern, value))
    )


def _may_match(pattern: str, value: str) -> bool:
    """Whether the pattern matches, or is one that cannot be tried: the vendor knows better then."""
    return not harmless(pattern) or not is_readable(pattern) or len(value) > 80 or matches(pattern, value)


def is_readable(pattern: str) -> bool:
    """Whether Python reads the pattern; JSON Schema's dialect (ECMA 262) has words of its own."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


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
    # A search that may begin anywhere is one more choice.
    most = 4 if pattern.startswith("^") and "|" not in pattern else 3
    if len(_OPEN.findall(pattern)) > most or ("|" in pattern and pattern.count(")") > 6):
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
