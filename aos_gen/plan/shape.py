"""A Schema Object to the few facts that options, answers and examples need.

`allOf` is merged; `oneOf` and `anyOf` of one schema and null collapse to that schema;
`nullable` (3.0) and a type list with "null" (3.1) are the same fact. References are
followed by need, so a recursive schema costs what is looked at and no more.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import Any

from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node
from aos_gen.plan.keywords import NARROWING, narrower, type_named

# More schemas merged into one than this are no schema that anybody wrote.
DEEPEST = 400
LARGEST = 10**300
STRUCTURE = frozenset({"allOf", "properties", "required", "type", "items", "oneOf", "anyOf"})


@dataclass(frozen=True, slots=True)
class Group:
    """A oneOf (`exclusive`) or an anyOf, each alternative as it stands in the document."""

    exclusive: bool
    branches: tuple[Node, ...]


@dataclass(slots=True)
class Shape:
    """What a schema says. `types` holds JSON Schema's type names without "null"."""

    types: tuple[str, ...] = ()
    nullable: bool = False
    keywords: dict[str, Any] = field(default_factory=dict)
    properties: dict[str, Node] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    items: Node | None = None
    alternatives: tuple[Node, ...] = ()
    additional: Node | None = None
    together: set[str] = field(default_factory=set)
    """Members that the first of several groups of required members names, where alternatives
    say no more than which members go together."""
    groups: tuple[Group, ...] = ()
    """Every oneOf and anyOf by itself, those that only say which members go together among them."""
    more: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    """What other parts of an allOf say of members that `properties` has too."""
    excluded: tuple[Node, ...] = ()
    """What the value must not be (`not`)."""
    parts: tuple[Node, ...] = ()
    """The schemas that this one was merged from, the outermost first."""

    @property
    def is_object(self) -> bool:
        """An object, by its type or by having members."""
        return self.types == ("object",) or (not self.types and bool(self.properties))

    @property
    def is_list(self) -> bool:
        """An array, by its type or by having items."""
        return self.types == ("array",) or (not self.types and self.items is not None)

    @property
    def enum(self) -> tuple[Any, ...]:
        """The values allowed, without null; `const` is an enum of one."""
        if "const" in self.keywords:
            return (self.keywords["const"],)
        values = self.keywords.get("enum")
        return tuple(v for v in values if v is not None) if isinstance(values, list) else ()

    def text(self, keyword: str) -> str:
        """A keyword's text, "" where it is absent or something else."""
        value = self.keywords.get(keyword)
        return value if isinstance(value, str) else ""

    def number(self, keyword: str) -> float | None:
        """A keyword's number."""
        value = self.keywords.get(keyword)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        # An integer may be longer than any float: arithmetic with it would fail.
        return value if abs(value) <= LARGEST and math.isfinite(value) else None


VALUES = frozenset({"default", "example", "examples", "enum", "const"})


def is_json(value: Any) -> bool:
    """Whether JSON can say it in UTF-8: NaN, infinity and lone surrogates it cannot; documents hold them."""
    try:
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):  # UnicodeEncodeError is a ValueError
        return False
    return True


def shape_of(document: Document, node: Node | None, report: Report) -> Shape:
    """The shape of the schema at `node`; an empty shape (anything goes) for none."""
    shape = Shape()
    if node is not None:
        _gather(document, node, report, shape, set())
    return shape


def member_of(document: Document, shape: Shape, name: str, report: Report) -> Shape:
    """The shape of a member, as all parts of an allOf describe it; anything goes for an unknown one."""
    found = Shape()
    above: set[Location] = set()
    for node in (shape.properties.get(name), *shape.more.get(name, ())):
        if node is not None:
            _gather(document, node, report, found, above)
    return found


def _gather(document: Document, node: Node, report: Report, shape: Shape, above: set[Location]) -> None:
    node = document.schema(node)
    resolved = document.follow_schema(node, report)
    if resolved is None or not isinstance(resolved.value, dict):
        return
    resolved = document.schema(resolved)
    if resolved.location in above or len(above) > DEEPEST:
        return  # What was merged once says nothing new, and doubled at each level it never ends.
    above.add(resolved.location)
    shape.parts += (resolved,)
    _take_keywords(resolved, shape)
    if isinstance(node.value, dict) and "$ref" in node.value:
        _take_siblings(node, shape, document.version >= "3.1")
    _take_types(resolved, shape)
    for branch in _elements(resolved, "allOf"):
        _gather(document, branch, report, shape, above)
    _take_structure(resolved, shape)
    if shape.items is None:
        shape.items = resolved.child("items")
    _take_alternatives(document, resolved, report, shape, above)
    if isinstance(node.value, dict) and "$ref" in node.value and document.version >= "3.1":
        # JSON Schema 2020-12: what stands beside a reference holds as well.
        _take_types(node, shape)
        for branch in _elements(node, "allOf"):
            _gather(document, branch, report, shape, above)
        _take_structure(node, shape)
        _take_alternatives(document, node, report, shape, above)


def _take_keywords(node: Node, shape: Shape) -> None:
    for keyword, value in node.value.items():
        if keyword == "enum" and value == []:
            continue  # It would forbid everything; vendors mean nothing by it.
        if keyword not in STRUCTURE and (keyword not in VALUES or is_json(value)):
            shape.keywords[keyword] = narrower(keyword, shape.keywords.get(keyword, value), value)


def _take_siblings(node: Node, shape: Shape, modern: bool) -> None:
    """The keywords beside `$ref`: 3.0 ignores them all, but vendors mean some of them in every version."""
    meant = ("description", "default", "example", "readOnly", "nullable")
    for keyword, value in node.value.items():
        wanted = keyword in meant or (modern and keyword not in STRUCTURE and keyword != "$ref")
        if wanted and is_json(value):
            known = shape.keywords.get(keyword, value) if keyword in NARROWING else value
            shape.keywords[keyword] = narrower(keyword, known, value)
    shape.nullable = shape.nullable or node.value.get("nullable") is True


def _take_structure(node: Node, shape: Shape) -> None:
    properties = node.child("properties")
    if properties is not None:
        for name, child in properties.items():
            if name in shape.properties:
                shape.more[name] = (*shape.more.get(name, ()), shape.properties[name])
            shape.properties[name] = child
    required = node.get("required")
    if isinstance(required, list):
        shape.required.update(name for name in required if isinstance(name, str))
    additional = node.child("additionalProperties")
    if additional is not None and isinstance(additional.value, dict) and additional.value:
        shape.additional = additional
    forbidden = node.child("not")
    if forbidden is not None and forbidden.value:
        shape.excluded += (forbidden,)


def _take_types(node: Node, shape: Shape) -> None:
    declared = node.get("type")
    names = [declared] if isinstance(declared, str) else declared if isinstance(declared, list) else []
    if "null" in names or node.get("nullable") is True:
        shape.nullable = True
    named = (type_named(name) for name in names if isinstance(name, str) and name != "null")
    types = tuple(dict.fromkeys(name for name in named if name))
    if types:
        shape.types = tuple(t for t in shape.types if t in types) or types


def _take_alternatives(
    document: Document, node: Node, report: Report, shape: Shape, above: set[Location]
) -> None:
    for keyword in ("oneOf", "anyOf"):
        written = _elements(node, keyword)
        branches = [branch for branch in written if not _is_null(branch)]
        if len(branches) < len(written):
            shape.nullable = True
        if len(branches) > 1:
            # An empty text beside the real thing clears it; "" means "not given" to us.
            branches = [branch for branch in branches if branch.get("enum") != [""]] or branches
        values = _only_values(branches)
        if values:
            shape.keywords.setdefault("enum", values)
            shape.types = shape.types or tuple(dict.fromkeys(_type_of(value) for value in values))
            continue
        if len(branches) > 1:
            shape.groups += (Group(keyword == "oneOf", tuple(branches)),)
        if len(branches) == 1:
            _gather(document, branches[0], report, shape, above)
        elif not all(_only_requires(branch) for branch in branches):
            shape.alternatives += tuple(branches)
        elif branches:
            names = branches[0].get("required")
            shape.together |= (
                {one for one in names if isinstance(one, str)} if isinstance(names, list) else set()
            )


def _only_values(branches: list[Node]) -> list[Any]:
    """The values of branches that each allow one value and say what it means: an enum in other words."""
    values: list[Any] = []
    for branch in branches:
        known = {"const", "enum", "title", "description", "type", "deprecated"}
        if not isinstance(branch.value, dict) or not set(branch.value) <= known or "$ref" in branch.value:
            return []
        one = [branch.value["const"]] if "const" in branch.value else branch.value.get("enum")
        if not isinstance(one, list) or len(one) != 1 or isinstance(one[0], dict | list) or one[0] is None:
            return []
        values += one
    return values if len(values) > 1 else []


def _elements(node: Node, keyword: str) -> list[Node]:
    child = node.child(keyword)
    return list(child.elements()) if child is not None else []


def _is_null(node: Node) -> bool:
    return isinstance(node.value, dict) and (
        node.value.get("type") == "null" or node.value.get("enum") == [None]
    )


def _only_requires(node: Node) -> bool:
    """A branch that only says which members go together: the members stand elsewhere."""
    return isinstance(node.value, dict) and set(node.value) <= {"required", "title", "description"}


def alternatives(document: Document, shape: Shape, report: Report) -> list[Shape]:
    """The shapes a value may have, alternatives opened one level deep, and theirs."""
    if not shape.alternatives:
        return [shape]
    found: list[Shape] = []
    for branch in shape.alternatives:
        inner = shape_of(document, branch, report)
        found.extend([shape_of(document, b, report) for b in inner.alternatives] or [inner])
    return found


def type_names(document: Document, shape: Shape, report: Report) -> tuple[str, ...]:
    """Every JSON type a value may have, sorted; () where anything goes."""
    names: set[str] = set()
    for one in alternatives(document, shape, report):
        kinds = one.types or (("object",) if one.is_object else ("array",) if one.is_list else _implied(one))
        if not kinds and one.enum:
            kinds = tuple({_type_of(value) for value in one.enum})
        if not kinds:
            return ()
        names.update(kinds)
    return tuple(sorted(names))


_FORMATS = frozenset({"date", "date-time", "time", "email", "uuid", "uri", "url", "hostname", "ipv4", "ipv6"})


def _implied(shape: Shape) -> tuple[str, ...]:
    """The type of a schema that names none and speaks of texts alone."""
    spoken = any(word in shape.keywords for word in ("pattern", "minLength", "maxLength"))
    return ("string",) if spoken or shape.text("format") in _FORMATS else ()


def _type_of(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    if isinstance(value, dict):
        return "object"
    return "array" if isinstance(value, list) else "string"
