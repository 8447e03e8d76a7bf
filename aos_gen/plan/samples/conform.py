"""Whether a value is valid by a schema: type, enum, bounds, members, alternatives.

Not a whole validator (no `if`, no `contains`): it decides which of a vendor's examples are shown, and
which of the values that we make go together. Its work is bounded.
"""

from __future__ import annotations

import re
from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node
from aos_gen.plan.samples.scalars import harmless, number_conforms, text_conforms
from aos_gen.plan.shape import Group, Shape, member_of, shape_of

DEEPEST = 12
MOST_STEPS = 2000
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "array": (list,),
    "object": (dict,),
    "boolean": (bool,),
}


def conforms(
    document: Document, shape: Shape, value: Any, report: Report, left: list[int] | None = None
) -> bool:
    """Whether `value` is valid. `left` is the work that remains; where it is used up, nothing conforms."""
    return Judge(document, report, left).fits(shape, value)


class Judge:
    """Holds values against shapes of one document.

    `kept_back` is the word (`readOnly`, `writeOnly`) that frees a required member from being there.
    """

    def __init__(
        self, document: Document, report: Report, left: list[int] | None = None, kept_back: str = ""
    ) -> None:
        self.document = document
        self.report = report
        self.left = [MOST_STEPS] if left is None else left
        self.kept_back = kept_back

    def fits(self, shape: Shape, value: Any, depth: int = 0) -> bool:
        """Whether the value is valid, its groups of alternatives included."""
        self.left[0] -= 1
        if self.left[0] < 0:
            return False
        if shape.enum and not any(same(value, one) for one in shape.enum):
            return False
        if shape.types and not any(_is_of_type(value, kind) for kind in shape.types):
            return False
        if depth < DEEPEST and not all(self._in_group(shape, one, value, depth) for one in shape.groups):
            return False
        if depth < DEEPEST and any(self.fits(self._shape(one), value, depth + 1) for one in shape.excluded):
            return False
        if isinstance(value, str):
            return text_conforms(shape, value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return number_conforms(shape, value)
        if depth >= DEEPEST:
            return True
        if isinstance(value, list):
            return self._list(shape, value, depth)
        return not isinstance(value, dict) or self._object(shape, value, depth)

    def _shape(self, node: Node | None) -> Shape:
        return shape_of(self.document, node, self.report)

    def _in_group(self, shape: Shape, group: Group, value: Any, depth: int) -> bool:
        """Whether as many alternatives take the value as have to.

        Of a oneOf of objects several may, where vendors forbid no further members: then one of them
        must describe every member that is there.
        """
        fitting = [
            branch for branch in map(self._shape, group.branches) if self.fits(branch, value, depth + 1)
        ]
        if len(fitting) < 2 or not group.exclusive:
            return bool(fitting)
        if not isinstance(value, dict) or not value:
            return False
        names = [self.named(branch, depth + 1) for branch in fitting]
        return any(own and value.keys() <= own | shape.properties.keys() for own in names)

    def named(self, shape: Shape, depth: int = 0) -> set[str]:
        """The members that an object's schema speaks of, those of its alternatives among them."""
        found = set(shape.properties)
        for branch in shape.alternatives if depth < DEEPEST else ():
            self.left[0] -= 1
            if self.left[0] > 0:
                found |= self.named(self._shape(branch), depth + 1)
        return found

    def _list(self, shape: Shape, value: list[Any], depth: int) -> bool:
        least, most = shape.number("minItems") or 0, shape.number("maxItems")
        if not (least <= len(value) and (most is None or len(value) <= most)):
            return False
        if shape.keywords.get("uniqueItems") is True and len({repr(item) for item in value}) < len(value):
            return False
        items = self._shape(shape.items)
        return all(self.fits(items, item, depth + 1) for item in value)

    def _object(self, shape: Shape, value: dict[str, Any], depth: int) -> bool:
        least, most = shape.number("minProperties") or 0, shape.number("maxProperties")
        if not (least <= len(value) and (most is None or len(value) <= most)):
            return False
        missing = shape.required - value.keys()
        if any(not self._is_kept_back(shape, name) for name in missing):
            return False
        needs = shape.keywords.get("dependentRequired")
        for name, others in needs.items() if isinstance(needs, dict) else ():
            if name in value and isinstance(others, list) and not set(others) <= value.keys():
                return False
        if shape.keywords.get("additionalProperties") is False and not self._are_declared(
            shape, value, depth
        ):
            return False
        for name, one in value.items():
            if name in shape.properties:
                member = member_of(self.document, shape, name, self.report)
            elif shape.additional is not None:
                member = self._shape(shape.additional)
            else:
                continue
            if not self.fits(member, one, depth + 1):
                return False
        return True

    def _is_kept_back(self, shape: Shape, name: str) -> bool:
        if not self.kept_back or name not in shape.properties:
            return False
        member = member_of(self.document, shape, name, self.report)
        return member.keywords.get(self.kept_back) is True

    def _are_declared(self, shape: Shape, value: dict[str, Any], depth: int) -> bool:
        """Whether a closed object has declared members only.

        Strictly, members of its alternatives are none of its own; vendors who close an object mean
        them too.
        """
        patterns = shape.keywords.get("patternProperties")
        patterns = [one for one in patterns if isinstance(one, str)] if isinstance(patterns, dict) else []
        strange = [name for name in value if name not in shape.properties]
        strange = [name for name in strange if not any(_names(pattern, name) for pattern in patterns)]
        return not strange or set(strange) <= self.named(shape, depth)


def _names(pattern: str, name: str) -> bool:
    """Whether a pattern of `patternProperties` may name the member; one that is not tried may."""
    try:
        return not harmless(pattern) or re.search(pattern, name) is not None
    except (re.error, OverflowError, RecursionError):
        return True


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal as JSON: true is no 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _is_of_type(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES.get(kind, (object,)))
