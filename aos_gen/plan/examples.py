"""A schema to an example value: small, deterministic, valid by the schema's own words.

The vendor's examples are used where they are valid; otherwise a value is made from type,
format, bounds and pattern. `NOTHING` says that no value could be made.
"""

from __future__ import annotations

import re
from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node
from aos_gen.plan.shape import Shape, shape_of

DEEPEST = 6
LONGEST_TEXT = 200
NOTHING: Any = object()

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
    "example", "Example", "EXAMPLE", "a", "A", "1", "12", "123", "1234", "12345", "123456", "EX", "USD", "en", "en-US",
    "2026-01-31", "2026-01-31T09:30:00Z", "09:30", "+15555550100", "#a1b2c3", "a1b2c3", "ada@example.com",
    "https://example.com/item", "example.com", "3f2b8c1e-5d7a-4e6f-9b0c-1a2d3e4f5a6b", "0123456789abcdef01234567",
    "a" * 32, "a" * 40, "a" * 64, "1.0", "1.0.0", "v1", "/example", "example/item", "ex_1", "ex-1",
    "@example", "id_0123456789abcdef", "12345678-1234-1234-1234-123456789abc",
)  # fmt: skip  # a list of words reads better in rows


def example_of(document: Document, node: Node | None, report: Report, *, whole: bool = False) -> Any:
    """An example of the schema at `node`; with `whole`, optional members too."""
    return make(document, shape_of(document, node, report), (), report, whole=whole)


def make(
    document: Document,
    shape: Shape,
    offered: tuple[Any, ...],
    report: Report,
    *,
    whole: bool = False,
    depth: int = 0,
) -> Any:
    """An example: the first valid one of `offered` and of the schema's, else a made one."""
    listed = shape.keywords.get("examples")
    own = (
        shape.keywords.get("example"),
        *(listed if isinstance(listed, list) else ()),
        shape.keywords.get("default"),
    )
    for value in (*offered, *own):
        if value is not None and _is_small(value) and conforms(document, shape, value, report):
            return value
    if shape.enum:
        return shape.enum[0]
    if shape.alternatives and not shape.properties:
        return _alternative(document, shape, report, whole, depth)
    kind = (
        shape.types[0]
        if shape.types
        else "object" if shape.is_object else "array" if shape.is_list else "string"
    )
    match kind:
        case "object":
            return _object(document, shape, report, whole, depth)
        case "array":
            return _list(document, shape, report, whole, depth)
        case "boolean":
            return True
        case "integer" | "number":
            return _number(shape, kind)
    return _text(shape)


def _alternative(document: Document, shape: Shape, report: Report, whole: bool, depth: int) -> Any:
    """The example of the first alternative that is told from the others, with few members, then with all."""
    last = NOTHING
    for branch in shape.alternatives:
        for fuller in (True,) if whole else (False, True):
            inner = shape_of(document, branch, report)
            value = make(document, inner, (), report, whole=fuller, depth=depth + 1)
            if value is not NOTHING and conforms(document, shape, value, report):
                return value
            last = value if last is NOTHING else last
        if depth >= DEEPEST:
            break
    return last


def concrete(document: Document, shape: Shape, report: Report) -> Shape:
    """An object schema with its first alternative, and that one's first, merged into it."""
    required = shape.required | shape.together
    merged = Shape(types=("object",), properties=dict(shape.properties), required=required)
    merged.additional = shape.additional
    seen = 0
    while shape.alternatives and seen < DEEPEST:
        shape = shape_of(document, shape.alternatives[0], report)
        merged.properties = {**shape.properties, **merged.properties}
        merged.required |= shape.required | shape.together
        seen += 1
    return merged


def _object(document: Document, shape: Shape, report: Report, whole: bool, depth: int) -> Any:
    base = concrete(document, shape, report) if depth < DEEPEST else shape
    required, properties = base.required, base.properties
    wanted = set(properties) if whole and depth < 2 else required
    made: dict[str, Any] = {}
    for name in sorted(wanted):
        if name not in properties:
            made[name] = "example"
            continue
        member = shape_of(document, properties[name], report)
        if member.keywords.get("readOnly") is True and not whole:
            continue
        value = NOTHING
        if depth < DEEPEST:
            value = make(document, member, (), report, whole=whole, depth=depth + 1)
        if value is not NOTHING:
            made[name] = value
        elif name in required:
            return NOTHING
    if not made and shape.additional is not None and (shape.number("minProperties") or 0) > 0:
        made["example"] = make(
            document, shape_of(document, shape.additional, report), (), report, depth=depth + 1
        )
    return made


def _list(document: Document, shape: Shape, report: Report, whole: bool, depth: int) -> Any:
    least = int(shape.number("minItems") or 0)
    if depth >= DEEPEST:
        return [] if least == 0 else NOTHING
    item = make(document, shape_of(document, shape.items, report), (), report, whole=whole, depth=depth + 1)
    if item is NOTHING:
        return [] if least == 0 else NOTHING
    if shape.keywords.get("uniqueItems") is True and least > 1:
        return NOTHING
    return [item] * max(1, min(least, 100))


def _number(shape: Shape, kind: str) -> Any:
    low, high = shape.number("minimum"), shape.number("maximum")
    above, below = shape.keywords.get("exclusiveMinimum"), shape.keywords.get("exclusiveMaximum")
    step = shape.number("multipleOf") or 1
    value: float = 1
    if low is not None:
        value = low + step if above is True else max(low, 1) if high is None or high >= 1 else low
    if isinstance(above, int | float) and not isinstance(above, bool):
        value = max(value, above + step)
    if high is not None and value > high:
        value = high - step if below is True else high
    if isinstance(below, int | float) and not isinstance(below, bool) and value >= below:
        value = below - step
    if step != 1:
        value = -(-value // step) * step
    return int(value) if kind == "integer" or float(value).is_integer() else value


def _text(shape: Shape) -> Any:
    pattern, made = shape.text("pattern"), FORMATS.get(shape.text("format"), "example")
    least, most = int(shape.number("minLength") or 0), shape.number("maxLength")
    if pattern:
        fitting = (one for one in (made, *CANDIDATES) if _matches(pattern, one) and least <= len(one))
        return next((one for one in fitting if most is None or len(one) <= most), NOTHING)
    if len(made) < least:
        made += "e" * (least - len(made))
    return made[: int(most)] if most is not None and most >= 1 else made


def conforms(document: Document, shape: Shape, value: Any, report: Report, depth: int = 0) -> bool:
    """Whether `value` is valid, as far as examples go: type, enum, bounds, pattern, members."""
    if shape.enum and value not in shape.enum:
        return False
    if shape.alternatives:
        branches = (shape_of(document, branch, report) for branch in shape.alternatives)
        fits = sum(conforms(document, branch, value, report, depth + 1) for branch in branches)
        if depth < DEEPEST and fits != 1:
            return False
    if shape.types and not any(_is_of_type(value, kind) for kind in shape.types):
        return False
    if isinstance(value, str):
        return _text_conforms(shape, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number_conforms(shape, value)
    if isinstance(value, list) and depth < DEEPEST:
        least, most = shape.number("minItems") or 0, shape.number("maxItems")
        items = shape_of(document, shape.items, report)
        return least <= len(value) and (most is None or len(value) <= most) and all(
            conforms(document, items, item, report, depth + 1) for item in value
        )  # fmt: skip  # one condition
    if isinstance(value, dict) and depth < DEEPEST:
        known = shape.properties
        closed = shape.keywords.get("additionalProperties") is False
        return shape.required <= set(value) and all(
            (not closed if name not in known else conforms(document, shape_of(document, known[name], report), one, report, depth + 1))
            for name, one in value.items()
        )  # fmt: skip  # one condition
    return True


def _is_of_type(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    types: dict[str, tuple[type, ...]] = {
        "string": (str,), "integer": (int,), "number": (int, float), "array": (list,), "object": (dict,),
    }  # fmt: skip  # a table
    return isinstance(value, types.get(kind, (object,)))


def _text_conforms(shape: Shape, value: str) -> bool:
    pattern, format_ = shape.text("pattern"), shape.text("format")
    most = shape.number("maxLength")
    checks = {"date": r"\d{4}-\d\d-\d\d$", "date-time": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$",
              "uuid": r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "email": r"[^@\s]+@[^@\s]+$",
              "uri": r"[A-Za-z][A-Za-z0-9+.-]*:\S+$"}  # fmt: skip  # a table
    if format_ in checks and not re.match(checks[format_], value):
        return False
    return (
        len(value) >= (shape.number("minLength") or 0)
        and (most is None or len(value) <= most)
        and (not pattern or _matches(pattern, value))
    )


def _number_conforms(shape: Shape, value: float) -> bool:
    low, high = shape.number("minimum"), shape.number("maximum")
    return (low is None or value >= low) and (high is None or value <= high)


def _matches(pattern: str, value: str) -> bool:
    """Whether a JSON Schema pattern (ECMA 262) matches; one that Python cannot read matches nothing.

    Only our own short candidates and short examples are tried, so that a hostile pattern
    cannot take long.
    """
    if len(pattern) > 300 or len(value) > 80 or re.search(r"[+*}]\)?[+*{]|\)[+*]", pattern):
        return False
    try:
        return re.search(pattern, value) is not None
    except (re.error, OverflowError, RecursionError):
        return False


def _is_small(value: Any) -> bool:
    return len(repr(value)) <= (LONGEST_TEXT if isinstance(value, str) else 1500)
