"""Bodies of a drawn document that are hard to meet, and that some value meets for sure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

Data = dict[str, Any]
Draw = Any
NAMES = ("alpha", "beta", "gamma", "delta", "epsilon")
REFERENCE = "#/components/schemas/"


@dataclass
class Body:
    """A schema, and the schemas that it refers to."""

    schema: Data
    others: Data = field(default_factory=dict)


PLAIN: tuple[Data, ...] = (
    {"type": "string"},
    {"type": "string", "default": ""},
    {"type": "string", "pattern": "^(0|[1-9][0-9]*)$"},
    {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    {"type": "string", "minLength": 9, "maxLength": 9},
    {"type": "string", "format": "date"},
    {"type": "string", "enum": ["x", "y", "z"]},
    {"type": "integer", "minimum": 5, "maximum": 50},
    {"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.5},
    {"type": "boolean"},
    {"allOf": [{"type": "string", "minLength": 2}, {"maxLength": 3}]},
    {"allOf": [{"type": "string", "enum": ["p", "q", "s"]}, {"enum": ["q", "r", "s"]}]},
)
FREE: tuple[Data, ...] = (
    {"type": "object"},
    {"type": "object", "properties": {"note": {"type": "string"}}},
    {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 1},
    {"type": "object", "minProperties": 1, "propertyNames": {"pattern": "^[A-Z]{3}$"}},
)


def listed(items: Data, draw: Draw) -> Data:
    """A list, perhaps of several, perhaps all different."""
    made = {"type": "array", "items": items}
    many = draw(st.integers(0, 2))
    if many:
        made["minItems"] = many
        made["uniqueItems"] = draw(st.booleans())
    return made


def member(draw: Draw) -> Data:
    kind = draw(st.sampled_from(("plain", "plain", "plain", "list", "free", "objects")))
    plain = draw(st.sampled_from(PLAIN))
    match kind:
        case "list":
            return listed(plain, draw)
        case "free":
            return dict(draw(st.sampled_from(FREE)))
        case "objects":
            inner = {"type": "object", "properties": {"key": {"type": "string"}, "value": plain}}
            if draw(st.booleans()):
                inner["required"] = ["value"]
            return listed(inner, draw)
    return dict(plain)


def alternatives(draw: Draw, keyword: str) -> tuple[Data, Data]:
    """(a oneOf or an anyOf of objects that a member tells apart, the objects)."""
    tag = draw(st.sampled_from(("const", "mapping", "names")))
    others: Data = {}
    mapping: dict[str, str] = {}
    for number, kind in enumerate(("Card", "Bank", "Cash")):
        said = {"type": "string", "enum": [kind if tag == "names" else kind.lower()]}
        own = {"kind": said, f"{kind.lower()}_number": member(draw)}
        asked = ["kind"] if draw(st.booleans()) else ["kind", f"{kind.lower()}_number"]
        others[kind] = {"type": "object", "properties": own, "required": asked}
        mapping[kind.lower()] = f"{REFERENCE}{kind}"
    made: Data = {keyword: [{"$ref": f"{REFERENCE}{kind}"} for kind in others]}
    if tag != "const":
        made["discriminator"] = {"propertyName": "kind"}
    if tag == "mapping":
        made["discriminator"]["mapping"] = mapping
    return made, others


@st.composite
def bodies(draw: Draw) -> Body:
    """An object with up to five members, and one or two hedges around it."""
    properties = {name: member(draw) for name in NAMES}
    schema: Data = {"type": "object", "properties": properties}
    if draw(st.booleans()):
        schema["required"] = ["alpha"]
    body = Body(schema)
    keyword = draw(st.sampled_from(("oneOf", "anyOf")))
    match draw(
        st.sampled_from(("nothing", "groups", "not", "kinds", "counts", "needs", "member", "narrowed"))
    ):
        case "groups":
            schema[keyword] = [{"required": ["beta"]}, {"required": ["gamma", "delta"]}]
        case "not":
            schema["not"] = {"required": ["beta", "gamma"]}
        case "kinds":
            made, body.others = alternatives(draw, keyword)
            body.schema |= made
            if draw(st.booleans()):
                schema["required"] = [*schema.get("required", ()), "kind"]
        case "counts":
            schema["minProperties"] = draw(st.integers(1, 3))
            schema["maxProperties"] = 3
        case "needs":
            schema["dependentRequired"] = {"beta": ["gamma"], "delta": ["alpha"]}
        case "member":
            made, body.others = alternatives(draw, keyword)
            properties["beta"] = listed(made, draw) if draw(st.booleans()) else made
            schema["required"] = ["beta"]
        case "narrowed":
            body.others = {"Base": {"type": "object", "properties": {"kind": {"type": "string"}}}}
            narrow = {"properties": {"kind": {"enum": ["only"]}}, "required": ["kind"]}
            body.schema = {"allOf": [{"$ref": f"{REFERENCE}Base"}, schema, narrow]}
    return body
