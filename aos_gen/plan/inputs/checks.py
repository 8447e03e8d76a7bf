"""A schema's validation words to the checks that an option makes before a request is sent."""

from __future__ import annotations

import re
from typing import Any

from aos_gen.plan.model import Checks, ValueKind
from aos_gen.plan.samples.plain import NOTHING, text_of
from aos_gen.plan.samples.scalars import FORMATS, harmless, matches, text_conforms
from aos_gen.plan.shape import Shape

# Formats that the connector checks; any other is shown, and not checked.
CHECKED = frozenset({"date", "date-time", "uuid", "email", "uri"})
# A text that must come again, by number or by name: it takes time by more than the square.
_AGAIN = re.compile(r"\\[1-9k]|\(\?P=")
_OPEN_END = re.compile(r"[*+]|\{[0-9]*,[0-9]*\}")
# Nobody asks a caller for a longer text than this; a sample of it would fill the tests.
LONGEST_SHOWN = 2000
NUMBERS = (ValueKind.INTEGER, ValueKind.NUMBER)


def checks_of(
    kind: ValueKind, item_kind: ValueKind, shape: Shape, item: Shape, examples: tuple[Any, ...]
) -> Checks:
    """The checks of a value of `kind`. A word that the vendor's own examples break is left out."""
    unit, of = (item, item_kind) if kind is ValueKind.LIST else (shape, kind)
    texts = [one for value in examples for one in (value if isinstance(value, list) else [value])]
    found: dict[str, Any] = {}
    if of is ValueKind.TEXT:
        # "" means "not given", so an option's least length that says anything is two; an item may be "".
        idle = 0 if kind is ValueKind.LIST else 1
        found = _text_checks(unit, [one for one in texts if isinstance(one, str)], idle)
    elif of in NUMBERS:
        found = _number_checks(unit)
    if kind is ValueKind.LIST:
        found |= {
            "fewest_items": _whole(shape, "minItems"),
            "most_items": _whole(shape, "maxItems"),
            "unique": shape.keywords.get("uniqueItems") is True,
        }
    return Checks(**found)


def _text_checks(shape: Shape, examples: list[str], idle: int) -> dict[str, Any]:
    pattern, format_ = shape.text("pattern"), shape.text("format")
    if pattern and not (
        runs_in_python(pattern) and all(matches(pattern, one) for one in examples if len(one) <= 80)
    ):
        pattern = ""
    if format_ in FORMATS and any(not re.match(FORMATS[format_], one) for one in examples):
        format_ = ""
    shortest, longest = _whole(shape, "minLength"), _whole(shape, "maxLength")
    if any(len(one) < (shortest or 0) or (longest is not None and len(one) > longest) for one in examples):
        shortest = longest = None
    made = text_of(shape)
    if made is NOTHING or not text_conforms(shape, made):
        # A length or a pattern that leaves the format no text (a UUID of 24 characters): nothing would pass.
        format_ = ""
    return {
        "pattern": pattern,
        "format": format_ if format_ in CHECKED else "",
        "shortest": shortest if shortest is not None and idle < shortest <= LONGEST_SHOWN else None,
        "longest": longest,
    }


def runs_in_python(pattern: str) -> bool:
    """Whether Python reads the pattern as JSON Schema's dialect (ECMA 262) does, in bounded time."""
    if not harmless(pattern) or any(word in pattern for word in ("\\p{", "\\c", "(?<")):
        return False
    # It meets whatever a caller writes, of 500 characters: each open end is a factor of time, and so is the
    # place where a search begins; what may be there or not (`?`) doubles it.
    anchored = pattern.startswith("^") and "|" not in pattern
    opens = len(_OPEN_END.findall(pattern))
    if _AGAIN.search(pattern) or opens > 2 or 3 * (opens + (not anchored)) + pattern.count("?") > 9:
        return False
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return pattern.isprintable()


def _number_checks(shape: Shape) -> dict[str, Any]:
    above, below = shape.number("exclusiveMinimum"), shape.number("exclusiveMaximum")
    least, most = shape.number("minimum"), shape.number("maximum")
    # 3.0 says true or false beside the bound, 3.1 the bound itself.
    if shape.keywords.get("exclusiveMinimum") is True:
        above, least = least, None
    if shape.keywords.get("exclusiveMaximum") is True:
        below, most = most, None
    step = shape.number("multipleOf")
    numbers = tuple(v for v in shape.enum if isinstance(v, int | float) and not isinstance(v, bool))
    return {
        "least": least,
        "most": most,
        "above": above,
        "below": below,
        "step": step if step is not None and step > 0 and step != 1 else None,
        "values": numbers if len(numbers) == len(shape.enum) else (),
    }


def _whole(shape: Shape, keyword: str) -> int | None:
    value = shape.number(keyword)
    return int(value) if value is not None and value >= 0 and float(value).is_integer() else None
