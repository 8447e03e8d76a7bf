"""A schema to an example value: small, deterministic, valid by the schema's own words.

The vendor's examples are used where they are valid; otherwise a value is made from type,
format, bounds and pattern. `NOTHING` says that no value could be made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node
from aos_gen.plan.discriminator import first_mapped, member_that_tells, value_within
from aos_gen.plan.samples.choices import choices, tagged
from aos_gen.plan.samples.conform import DEEPEST, Judge
from aos_gen.plan.samples.offered import HEAVIEST, LONGEST_TEXT, ordered, shortened, weight
from aos_gen.plan.samples.plain import NOTHING, number_for, numbers_of, text_of, texts_of
from aos_gen.plan.shape import Shape, shape_of

__all__ = ["HEAVIEST", "NOTHING", "example_of", "make", "weight"]

MOST_VALUES = 800
MOST_STEPS = 2_500
MOST_TRIED = 100
# Below this depth an object shows what it must hold, and no more.
DEEPEST_WHOLE = 3


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
    levels: int = DEEPEST_WHOLE,
) -> Any:
    """An example: the first valid one of `offered` and of the schema's, else a made one.

    What a caller sends (`sent`) has no readOnly members, what a vendor answers no writeOnly ones.
    `whole` shows optional members in objects of so many `levels`.
    """
    return _Maker(document, report, sent, levels).make(shape, offered, whole, 0)


class _Maker:
    """Makes one example. `left` bounds the work: schemas that hold themselves branch without end."""

    def __init__(self, document: Document, report: Report, sent: bool, levels: int) -> None:
        self.levels = levels
        self.document = document
        self.sent = sent
        self.kept_back = "readOnly" if sent else "writeOnly"
        self.report = report
        self.left = MOST_VALUES
        self.judge = Judge(document, report, [MOST_STEPS], self.kept_back)

    def shape(self, node: Node | None) -> Shape:
        return self.judge.shape(node)

    def member_shape(self, shape: Shape, name: str) -> Shape:
        return self.judge.member(shape, name)

    def make(self, shape: Shape, offered: tuple[Any, ...], whole: bool, depth: int) -> Any:
        self.left -= 1
        if self.left < 0 or depth > DEEPEST + 1:
            return NOTHING
        listed = shape.keywords.get("examples")
        own = [shape.keywords.get("example"), *(listed if isinstance(listed, list) else ())]
        for value in (*offered, *own, shape.keywords.get("default")):
            taken = self.taken(shape, value, depth)
            if taken is not NOTHING:
                return taken
        if shape.enum:
            # A type that the enum contradicts (texts of a boolean) counts for more than the enum.
            tried = shape.enum[:MOST_TRIED]
            fitting = [value for value in tried if self.judge.fits(shape, value)]
            if fitting or not shape.types:
                return ordered((fitting or shape.enum)[0])
        if shape.nullable and not shape.types and not shape.properties and not shape.alternatives:
            return None
        if shape.alternatives and not shape.properties:
            if self.is_object(shape):
                return self.object(shape, whole, depth)
            return self.alternative(shape, whole, depth)
        match _kind(shape):
            case "object":
                return self.object(shape, whole, depth)
            case "array":
                return self.list(shape, whole, depth)
            case "boolean":
                return True
            case "integer" | "number" as kind:
                return number_for(shape, kind)
        return text_of(shape)

    def taken(self, shape: Shape, value: Any, depth: int) -> Any:
        """A vendor's example as it travels this way; NOTHING where it is invalid, or says nothing."""
        # A text too long to read is no example; inside an object it is cut.
        if value is None or (isinstance(value, str) and len(value) > LONGEST_TEXT):
            return NOTHING
        # "" means "not given" to a connector.
        if self.sent and value == "":
            return NOTHING
        short = shortened(value)
        if short is NOTHING or not self.judge.fits(shape, short):
            return NOTHING
        taken = ordered(self.travelling(shape, short, depth))
        if taken != ordered(short) and (not taken or not self.judge.fits(shape, taken)):
            return NOTHING
        return taken

    def travelling(self, shape: Shape, value: Any, depth: int) -> Any:
        """A vendor's example without the members that do not travel this way, or that nobody declares."""
        if depth >= DEEPEST:
            return value
        if isinstance(value, list):
            items = self.shape(shape.items)
            return [self.travelling(items, item, depth + 1) for item in value]
        if not isinstance(value, dict):
            return value
        found: dict[str, Any] = {}
        named = self.judge.named(shape)
        for name, one in value.items():
            member = self.member_anywhere(shape, name, depth)
            if name in named and not self.is_kept_back(member):
                found[name] = self.travelling(member, one, depth + 1)
            elif name not in named and not (self.sent and named and _is_described(shape)):
                found[name] = one
        return found

    def member_anywhere(self, shape: Shape, name: str, depth: int) -> Shape:
        """The shape of a member, be it one of an alternative."""
        if name in shape.properties or depth >= DEEPEST:
            return self.member_shape(shape, name)
        for branch in map(self.shape, shape.alternatives):
            if name in self.judge.named(branch):
                return self.member_anywhere(branch, name, depth + 1)
        return Shape()

    def is_kept_back(self, shape: Shape) -> bool:
        """Whether a member does not travel this way: it, or each of its items, is the other side's."""
        items = self.shape(shape.items) if shape.items is not None else shape
        return any(one.keywords.get(self.kept_back) is True for one in (shape, items))

    def is_object(self, shape: Shape) -> bool:
        """Whether every alternative is an object."""
        if shape.types or shape.properties:
            return shape.is_object
        branches = [self.shape(branch) for branch in shape.alternatives]
        return bool(branches) and all(one.is_object for one in branches)

    def alternative(self, shape: Shape, whole: bool, depth: int) -> Any:
        """The first alternative's example that is valid, with few members, then with all."""
        last = NOTHING
        for branch in shape.alternatives if depth < DEEPEST else ():
            inner = self.shape(branch)
            for fuller in (True,) if whole else (False, True):
                asking = replace(inner, required=inner.required | shape.required)
                value = self.make(asking, (), fuller, depth + 1)
                if value is not NOTHING and self.judge.fits(shape, value):
                    return value
                last = value if last is NOTHING else last
        return last

    def object(self, shape: Shape, whole: bool, depth: int) -> Any:
        """An object of the first alternatives that go together; `whole`: with as much as goes together."""
        name = member_that_tells(shape)
        if name and not shape.alternatives:
            shape, value = self.of_its_kind(shape, name, whole, depth)
            if value is not NOTHING:
                return value
        first = NOTHING
        for base in choices(self.document, shape, self.report) if depth < DEEPEST else (shape,):
            for fuller in (True,) if whole else (False, True) if shape.groups else (False,):
                self.left -= 1
                if self.left < 0:
                    return first
                value = self.members(base, fuller, depth)
                if value is NOTHING:
                    continue
                # Where the work is used up, the first is as good as any.
                if _is_plain(shape) or self.judge.fits(shape, value) or self.judge.left[0] < 0:
                    return value
                if whole:
                    fewer = self.fewer(shape, base, value, depth)
                    if fewer is not NOTHING:
                        return fewer
                first = value if first is NOTHING else first
        return first

    def of_its_kind(self, shape: Shape, name: str, whole: bool, depth: int) -> tuple[Shape, Any]:
        """A schema that others hold in their allOf: which of them it is, or an example of the first."""
        if name not in shape.properties:
            return shape, NOTHING
        value = value_within(self.document, shape)
        if value is not None:
            return tagged(shape, name, value, shape.parts[0]), NOTHING
        if len(self.member_shape(shape, name).enum) == 1:
            # It names the only kind there is (a oneOf of one schema), be it required or not.
            return replace(shape, required=shape.required | {name}), NOTHING
        other = first_mapped(self.document, shape)
        made = self.make(self.shape(other), (), whole, depth + 1) if other is not None else NOTHING
        return shape, made if made is not NOTHING and self.judge.fits(shape, made) else NOTHING

    def fewer(self, shape: Shape, base: Shape, value: dict[str, Any], depth: int) -> Any:
        """What of `value` goes together: the least, and each other member that breaks nothing."""
        kept = self.members(base, False, depth)
        if kept is NOTHING or not self.judge.fits(shape, kept):
            return NOTHING
        for name, one in value.items():
            if name not in kept and self.judge.fits(shape, {**kept, name: one}):
                kept = {**kept, name: one}
        return {name: kept[name] for name in sorted(kept)}

    def members(self, base: Shape, whole: bool, depth: int) -> Any:
        """The members of an object without alternatives; NOTHING where a required one cannot be made."""
        wanted = set(base.properties) if whole and depth < self.levels else set(base.required)
        said = base.keywords.get("dependentRequired")
        needs = said if isinstance(said, dict) else {}
        for others in [needs[name] for name in sorted(wanted) if isinstance(needs.get(name), list)]:
            wanted |= {one for one in others if isinstance(one, str)}
        least = int(base.number("minProperties") or 0)
        if len(wanted) < least:
            wanted |= set(sorted(set(base.properties) - wanted)[: least - len(wanted)])
        made: dict[str, Any] = {}
        for name in sorted(wanted | base.required):
            value = self.member(base, name, whole, depth)
            if value is not NOTHING and (name in base.required or not _says_nothing(value)):
                made[name] = value
            elif name in base.required and not self.is_kept_back(self.member_shape(base, name)):
                return NOTHING
        most = base.number("maxProperties")
        for name in [one for one in reversed(made) if one not in base.required]:
            if most is not None and len(made) > most:
                del made[name]
        if len(made) < least and base.keywords.get("additionalProperties") is not False:
            return self.with_entries(base, made, least, depth)
        return made

    def with_entries(self, base: Shape, made: dict[str, Any], least: int, depth: int) -> Any:
        """An object with as many entries of its own naming as it must have."""
        value = self.make(self.shape(base.additional), (), False, depth + 1)
        names = base.keywords.get("propertyNames")
        keys = Shape(keywords=names if isinstance(names, dict) else {})
        for key in [one for one in keys.enum if isinstance(one, str)] or texts_of(keys):
            if len(made) >= least:
                return made
            if key not in made:
                made = {**made, key: value}
        return made if len(made) >= least and value is not NOTHING else NOTHING

    def member(self, base: Shape, name: str, whole: bool, depth: int) -> Any:
        """One member's value; NOTHING where it is left out or cannot be made."""
        if self.left <= 0:
            return NOTHING
        if name not in base.properties and name not in base.more:
            return (
                "example"
                if base.additional is None
                else self.make(self.shape(base.additional), (), False, depth + 1)
            )
        shape = self.member_shape(base, name)
        if depth >= DEEPEST or self.is_kept_back(shape):
            return NOTHING
        return self.make(shape, (), whole, depth + 1)

    def list(self, shape: Shape, whole: bool, depth: int) -> Any:
        least, most = int(shape.number("minItems") or 0), shape.number("maxItems")
        if most == 0:
            return []
        items = self.shape(shape.items)
        item = self.make(items, (), whole, depth + 1) if depth < DEEPEST else NOTHING
        if item == {}:
            item = self.something(items, depth + 1)
        count = max(1, min(least, 100))
        if item is NOTHING:
            return [] if least == 0 else NOTHING
        if shape.keywords.get("uniqueItems") is not True:
            return [item] * count
        found = [item]
        for other in self.others(items, item, depth + 1) if count > 1 else ():
            if other not in found and self.judge.fits(items, other):
                found.append(other)
            if len(found) == count:
                return found
        return found if count == 1 else [] if least == 0 else NOTHING

    def something(self, shape: Shape, depth: int) -> Any:
        """An object that asks for nothing, with its first plain member: without one it shows nobody what to
        write, and a form has no words for it."""
        for base in choices(self.document, shape, self.report):
            for name in sorted(base.properties):
                value = self.member(base, name, False, depth)
                plain = value is not NOTHING and not isinstance(value, dict | list)
                if plain and self.judge.fits(shape, {name: value}):
                    return {name: value}
            if self.sent and base.keywords.get("additionalProperties") is not False:
                value = self.with_entries(base, {}, 1, depth)
                if value is not NOTHING and self.judge.fits(shape, value):
                    return value
        return {}

    def others(self, shape: Shape, value: Any, depth: int) -> Iterator[Any]:
        """Values like `value`, and unlike it and each other as far as there are any."""
        yield from shape.enum
        for branch in shape.alternatives if depth < DEEPEST else ():
            yield self.make(self.shape(branch), (), False, depth + 1)
        if isinstance(value, bool):
            yield not value
        elif isinstance(value, str):
            yield from texts_of(shape)
        elif isinstance(value, int | float):
            yield from numbers_of(shape, _kind(shape))
        elif isinstance(value, list):
            yield from ([*value, *value[:1] * more] for more in range(1, 20))
        elif isinstance(value, dict) and depth < DEEPEST:
            base = next(choices(self.document, shape, self.report))
            for name, one in value.items():
                for other in self.others(self.member_shape(base, name), one, depth + 1):
                    yield {**value, name: other}
            yield from ({**value, text: "example"} for text in texts_of(Shape()) if not value)


def _is_plain(shape: Shape) -> bool:
    """Whether an object with what it requires is valid by that alone."""
    words = ("dependentRequired", "patternProperties", "propertyNames")
    return not (shape.groups or shape.excluded or any(word in shape.keywords for word in words))


def _is_described(shape: Shape) -> bool:
    """Whether an object's members are those that it names: it says nothing of any others."""
    known = "patternProperties" not in shape.keywords and shape.additional is None
    return known and shape.keywords.get("additionalProperties") in (None, False)


def _says_nothing(value: Any) -> bool:
    return value in ({}, [{}])


def _kind(shape: Shape) -> str:
    if shape.types:
        return shape.types[0]
    return "object" if shape.is_object else "array" if shape.is_list else "string"
