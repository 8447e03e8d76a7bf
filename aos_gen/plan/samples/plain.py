"""The schema of a text or a number to a small example, and to others beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from aos_gen.plan.samples.patterns import text_for
from aos_gen.plan.samples.scalars import harmless, is_readable, matches, number_conforms, text_conforms
from aos_gen.plan.shape import Shape

LONGEST_MADE = 2000
NOTHING: Any = object()
"""No value could be made."""

FORMATS = {
    "date": "2026-01-31",
    "date-time": "2026-01-31T09:30:00Z",
    "time": "09:30:00Z",
    "duration": "PT1H",
    "email": "ada@example.com",
    "idn-email": "ada@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/item",
    "url": "https://example.com/item",
    "uri-reference": "/item",
    "uuid": "3f2b8c1e-5d7a-4e6f-9b0c-1a2d3e4f5a6b",
    "byte": "ZXhhbXBsZQ==",
    "binary": "example",
    "password": "example-pass",
}

# Tried in order where a pattern has to be met.
CANDIDATES = (
    *("example", "Example", "EXAMPLE", "a", "A", "1", "12", "123", "1234", "12345", "123456"),
    *("EX", "USD", "en", "en-US", "2026-01-31", "2026-01-31T09:30:00Z", "09:30", "+15555550100"),
    *("#a1b2c3", "a1b2c3", "ada@example.com", "https://example.com/item", "example.com"),
    *("3f2b8c1e-5d7a-4e6f-9b0c-1a2d3e4f5a6b", "0123456789abcdef01234567", "1.0", "1.0.0", "v1"),
    *("/example", "example/item", "ex_1", "ex-1", "@example", "id_0123456789abcdef"),
)


def number_for(shape: Shape, kind: str) -> Any:
    """The number nearest to 1 that is within the bounds and a multiple of the step."""
    low, high = shape.number("minimum"), shape.number("maximum")
    step = shape.number("multipleOf") or (1 if kind == "integer" else 0)
    above, below = shape.keywords.get("exclusiveMinimum"), shape.keywords.get("exclusiveMaximum")
    # 3.0 says true or false beside the bound, 3.1 the bound itself.
    over = low if above is True else shape.number("exclusiveMinimum")
    under = high if below is True else shape.number("exclusiveMaximum")
    tries: list[float] = [1, *(v for v in (low, high) if v is not None)]
    if over is not None:
        tries += [over + (step or 1), (over + under) / 2 if under is not None else over + 0.5]
    if under is not None:
        tries += [under - (step or 1), under / 2]
    if step:
        tries = [value for value in tries if math.isfinite(value / step)]
        tries = [round(value / step) * step for value in tries] + [
            -(-value // step) * step for value in tries
        ]
    for value in tries:
        number = int(value) if float(value).is_integer() else value
        if (kind == "number" or isinstance(number, int)) and number_conforms(shape, number):
            return number
    return NOTHING


def text_of(shape: Shape) -> Any:
    """A text of the format, the length and the pattern; NOTHING where none is found."""
    return next(texts_of(shape), NOTHING)


def texts_of(shape: Shape) -> Iterator[str]:
    """Texts that are valid, the most telling one first; few, and perhaps none."""
    pattern, made = shape.text("pattern"), FORMATS.get(shape.text("format"), "example")
    least, most = int(shape.number("minLength") or 0), shape.number("maxLength")
    if least > LONGEST_MADE:
        return
    if pattern:
        found = False
        for one in (made, *CANDIDATES):
            if matches(pattern, one) and least <= len(one) and (most is None or len(one) <= most):
                found = True
                yield one
        for more in range(least, least + 12):
            text = text_for(pattern, more)
            if text is not None and (most is None or len(text) <= most):
                found = True
                yield text
        if found or (harmless(pattern) and is_readable(pattern)):
            return
    room = int(most) if most is not None and most >= 1 else LONGEST_MADE
    for one in _others(shape.text("format"), made):
        fitting = one.ljust(least, "e")[:room]
        if text_conforms(shape, fitting):
            yield fitting
    # Of a format that its own bounds leave no room for, a text of the right length.
    for number in range(1, 60):
        ending = "" if number == 1 else str(number)
        if len(ending) <= room:
            yield "example".ljust(least, "e")[: room - len(ending)] + ending


def _others(format_: str, made: str) -> Iterator[str]:
    """The example of a format, and others of the same format."""
    yield made
    for number in range(2, 60):
        match format_:
            case "date" | "date-time":
                yield made.replace("-01-31", f"-01-{number:02}" if number < 31 else f"-03-{number - 30:02}")
            case "uuid":
                yield made[:-2] + f"{number:02}"
            case "email" | "idn-email":
                yield f"ada{number}@example.com"
            case "hostname":
                yield f"example{number}.com"
            case "ipv4":
                yield f"192.0.2.{number}"
            case "ipv6":
                yield f"2001:db8::{number}"
            case "time":
                yield f"09:{number:02}:00Z"
            case "duration":
                yield f"PT{number}H"
            case "byte":
                return
            case _:
                yield f"{made}{number}"


def numbers_of(shape: Shape, kind: str) -> Iterator[Any]:
    """Numbers that are valid, the one nearest to 1 first; few, and perhaps none."""
    first = number_for(shape, kind)
    if first is NOTHING:
        return
    yield first
    step = shape.number("multipleOf") or (1 if kind == "integer" else 0.5)
    for number in range(1, 60):
        for other in (first + number * step, first - number * step):
            whole = int(other) if float(other).is_integer() else other
            if (kind == "number" or isinstance(whole, int)) and number_conforms(shape, whole):
                yield whole
