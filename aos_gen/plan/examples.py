"""A schema to an example value: small, deterministic, valid by the schema's own words.

The vendor's examples are used where they are valid; otherwise a value is made from type,
format, bounds and pattern. `NOTHING` says that no value could be made.
"""

from __future__ import annotations

from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node
from aos_gen.plan.conform import DEEPEST, conforms, matches
from aos_gen.plan.patterns import text_for
from aos_gen.plan.shape import Shape, shape_of

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
    *("example", "Example", "EXAMPLE", "a", "A", "1", "12", "123", "1234", "12345", "123456"),
    *("EX", "USD", "en", "en-US", "2026-01-31", "2026-01-31T09:30:00Z", "09:30", "+15555550100"),
    *("#a1b2c3", "a1b2c3", "ada@example.com", "https://example.com/item", "example.com"),
    *("3f2b8c1e-5d7a-4e6f-9b0c-1a2d3e4f5a6b", "0123456789abcdef01234567", "1.0", "1.0.0", "v1"),
    *("/example", "example/item", "ex_1", "ex-1", "@example", "id_0123456789abcdef"),
)


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
        fitting = (one for one in (made, *CANDIDATES) if matches(pattern, one) and least <= len(one))
        found = next((one for one in fitting if most is None or len(one) <= most), None)
        found = found if found is not None else text_for(pattern, least)
        return found if found is not None and (most is None or len(found) <= most) else NOTHING
    if len(made) < least:
        made += "e" * (least - len(made))
    return made[: int(most)] if most is not None and most >= 1 else made


def _is_small(value: Any) -> bool:
    return len(repr(value)) <= (LONGEST_TEXT if isinstance(value, str) else 1500)
