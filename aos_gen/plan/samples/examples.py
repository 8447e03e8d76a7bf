"""A schema to an example value: small, deterministic, valid by the schema's own words.

The vendor's examples are used where they are valid; otherwise a value is made from type,
format, bounds and pattern. `NOTHING` says that no value could be made.
"""

from __future__ import annotations

import math
from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node
from aos_gen.plan.samples.conform import DEEPEST, conforms, matches, number_conforms
from aos_gen.plan.samples.patterns import text_for
from aos_gen.plan.shape import Shape, is_json, shape_of

LONGEST_TEXT = 200
MOST_VALUES = 800
HEAVIEST = 60
MOST_STEPS = 20_000
LONGEST_MADE = 2000
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


def example_of(
    document: Document, node: Node | None, report: Report, *, whole: bool = False, sent: bool = False
) -> Any:
    """An example of the schema at `node`; with `whole`, optional members too; `sent`: by a caller."""
    return make(document, shape_of(document, node, report), (), report, whole=whole, sent=sent)


def make(
    document: Document,
    shape: Shape,
    offered: tuple[Any, ...],
    report: Report,
    *,
    whole: bool = False,
    sent: bool = False,
) -> Any:
    """An example: the first valid one of `offered` and of the schema's, else a made one.

    What a caller sends (`sent`) has no readOnly members, what a vendor answers no writeOnly ones.
    """
    return _Maker(document, report, "readOnly" if sent else "writeOnly").make(shape, offered, whole, 0)


def concrete(document: Document, shape: Shape, report: Report) -> Shape:
    """An object schema with its first alternative, and that one's first, merged into it."""
    required = shape.required | shape.together
    merged = Shape(types=("object",), properties=dict(shape.properties), required=required)
    merged.additional = shape.additional
    merged.keywords = shape.keywords
    seen = 0
    while shape.alternatives and seen < DEEPEST:
        shape = shape_of(document, shape.alternatives[0], report)
        merged.properties = {**shape.properties, **merged.properties}
        merged.required |= shape.required | shape.together
        seen += 1
    return merged


class _Maker:
    """Makes one example. `left` bounds the work: schemas that hold themselves branch without end."""

    def __init__(self, document: Document, report: Report, kept_back: str) -> None:
        self.document = document
        self.kept_back = kept_back
        self.report = report
        self.left = MOST_VALUES
        self.steps = [MOST_STEPS]

    def shape(self, node: Node | None) -> Shape:
        return shape_of(self.document, node, self.report)

    def fits(self, shape: Shape, value: Any) -> bool:
        return conforms(self.document, shape, value, self.report, left=self.steps)

    def make(self, shape: Shape, offered: tuple[Any, ...], whole: bool, depth: int) -> Any:
        self.left -= 1
        if self.left < 0 or depth > DEEPEST + 1:
            return NOTHING
        listed = shape.keywords.get("examples")
        own = [shape.keywords.get("example"), *(listed if isinstance(listed, list) else ())]
        for value in (*offered, *own, shape.keywords.get("default")):
            # A text too long to read is no example; inside an object it is cut.
            long = isinstance(value, str) and len(value) > LONGEST_TEXT
            short = NOTHING if value is None or long else _shortened(value)
            if short is not NOTHING and self.fits(shape, short):
                return _ordered(self.stripped(shape, short, depth))
        if shape.enum:
            # A type that the enum contradicts (texts of a boolean) counts for more than the enum.
            fitting = [value for value in shape.enum if self.fits(shape, value)]
            if fitting or not shape.types:
                return _ordered((fitting or shape.enum)[0])
        if shape.nullable and not shape.types and not shape.properties and not shape.alternatives:
            return None
        if shape.alternatives and not shape.properties:
            return self.alternative(shape, whole, depth)
        match _kind(shape):
            case "object":
                return self.object(shape, whole, depth)
            case "array":
                return self.list(shape, whole, depth)
            case "boolean":
                return True
            case "integer" | "number" as kind:
                return _number(shape, kind)
        return _text(shape)

    def stripped(self, shape: Shape, value: Any, depth: int) -> Any:
        """A vendor's example without the members that do not travel this way."""
        if depth >= DEEPEST:
            return value
        if isinstance(value, list):
            items = self.shape(shape.items)
            return [self.stripped(items, item, depth + 1) for item in value]
        if not isinstance(value, dict):
            return value
        base = concrete(self.document, shape, self.report)
        members = {name: self.shape(base.properties.get(name)) for name in value}
        return {
            name: self.stripped(members[name], one, depth + 1)
            for name, one in value.items()
            if members[name].keywords.get(self.kept_back) is not True
        }

    def alternative(self, shape: Shape, whole: bool, depth: int) -> Any:
        """The first alternative's example that fits no other, with few members, then with all."""
        last = NOTHING
        for branch in shape.alternatives if depth < DEEPEST else ():
            inner = self.shape(branch)
            for fuller in (True,) if whole else (False, True):
                value = self.tagged(shape, inner, self.make(inner, (), fuller, depth + 1), depth)
                if value is not NOTHING and self.fits(shape, value):
                    return value
                last = value if last is NOTHING else last
        return last

    def tagged(self, shape: Shape, inner: Shape, value: Any, depth: int) -> Any:
        """An alternative's value with the member that tells it from the others (discriminator)."""
        said = shape.keywords.get("discriminator")
        name = said.get("propertyName") if isinstance(said, dict) else None
        if not isinstance(value, dict) or not isinstance(name, str) or name in value:
            return value
        tag = self.make(self.shape(inner.properties.get(name)), (), False, depth + 1)
        return value if tag is NOTHING or name not in inner.properties else {**value, name: tag}

    def object(self, shape: Shape, whole: bool, depth: int) -> Any:
        base = concrete(self.document, shape, self.report) if depth < DEEPEST else shape
        wanted = set(base.properties) if whole and depth < 3 else set(base.required)
        least = int(base.number("minProperties") or 0)
        if len(wanted) < least:
            wanted |= set(sorted(set(base.properties) - wanted)[: least - len(wanted)])
        made: dict[str, Any] = {}
        for name in sorted(wanted | base.required):
            value = self.member(base, name, whole, depth)
            if value is not NOTHING and (name in base.required or not _says_nothing(value)):
                made[name] = value
            elif name in base.required and not self.is_kept_back(base, name):
                return NOTHING
        if len(made) < least and base.additional is not None:
            value = self.make(self.shape(base.additional), (), False, depth + 1)
            return NOTHING if value is NOTHING else {**made, "example": value}
        return made

    def is_kept_back(self, base: Shape, name: str) -> bool:
        """Whether a member does not travel this way; being required then counts for the other way."""
        node = base.properties.get(name)
        return node is not None and self.shape(node).keywords.get(self.kept_back) is True

    def member(self, base: Shape, name: str, whole: bool, depth: int) -> Any:
        """One member's value; NOTHING where it is left out or cannot be made."""
        if self.left <= 0:
            return NOTHING
        if name not in base.properties:
            return (
                "example"
                if base.additional is None
                else self.make(self.shape(base.additional), (), False, depth + 1)
            )
        shape = self.shape(base.properties[name])
        if depth >= DEEPEST:
            return NOTHING
        if shape.keywords.get(self.kept_back) is True:
            return NOTHING
        return self.make(shape, (), whole, depth + 1)

    def list(self, shape: Shape, whole: bool, depth: int) -> Any:
        least, most = int(shape.number("minItems") or 0), shape.number("maxItems")
        if most == 0:
            return []
        item = self.make(self.shape(shape.items), (), whole, depth + 1) if depth < DEEPEST else NOTHING
        if item is NOTHING or (shape.keywords.get("uniqueItems") is True and least > 1):
            return [] if least == 0 else NOTHING
        return [item] * max(1, min(least, 100))


def _says_nothing(value: Any) -> bool:
    return value in ({}, [{}])


def _ordered(value: Any) -> Any:
    """A vendor's value with the keys of its objects in order: the document's order changes nothing."""
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value)}
    return [_ordered(item) for item in value] if isinstance(value, list) else value


def _kind(shape: Shape) -> str:
    if shape.types:
        return shape.types[0]
    return "object" if shape.is_object else "array" if shape.is_list else "string"


def _number(shape: Shape, kind: str) -> Any:
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


def _text(shape: Shape) -> Any:
    pattern, made = shape.text("pattern"), FORMATS.get(shape.text("format"), "example")
    least, most = int(shape.number("minLength") or 0), shape.number("maxLength")
    if pattern:
        fitting = (one for one in (made, *CANDIDATES) if matches(pattern, one) and least <= len(one))
        found = next((one for one in fitting if most is None or len(one) <= most), None)
        found = found if found is not None else text_for(pattern, least)
        return found if found is not None and (most is None or len(found) <= most) else NOTHING
    if least > LONGEST_MADE:
        return NOTHING
    if len(made) < least:
        made += "e" * (least - len(made))
    return made[: int(most)] if most is not None and most >= 1 else made


def weight(value: Any) -> int:
    """How many values an example holds: its size for a reader, whatever the length of its texts."""
    if isinstance(value, dict):
        return 1 + sum(weight(one) for one in value.values())
    return 1 + sum(weight(one) for one in value) if isinstance(value, list) else 1


def _shortened(value: Any) -> Any:
    """`value` with its texts cut to LONGEST_TEXT; NOTHING where it is too large for an example."""
    if not is_json(value) or weight(value) > HEAVIEST:
        return NOTHING
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    if isinstance(value, dict):
        return {key: _shortened(one) for key, one in value.items()}
    return [_shortened(one) for one in value] if isinstance(value, list) else value
