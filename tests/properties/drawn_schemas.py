"""Schemas of a drawn document: scalars, lists, objects that hold themselves, alternatives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st
from odd_names import NAMES, PLAIN_NAMES

Data = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]


class SchemaAuthor:
    """Draws schemas; it counts slots for prose and knows the OpenAPI version."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.slots = 0
        self.openapi = self.one(("3.0.3", "3.1.0", "3.2.0"))
        self.modern = self.openapi > "3.1"
        self.schemas = [f"S{n}" for n in range(draw(st.integers(1, 3)))]
        self.components: Data = {}

    def maybe(self, one_in: int = 2) -> bool:
        return bool(self.draw(st.integers(1, one_in)) == one_in)

    def one(self, choices: tuple[Any, ...] | list[Any]) -> Any:
        return self.draw(st.sampled_from(choices))

    def some(self, choices: tuple[str, ...], most: int, least: int = 0) -> list[str]:
        return list(self.draw(st.lists(st.sampled_from(choices), min_size=least, max_size=most, unique=True)))

    def prose(self) -> str:
        self.slots += 1
        return f"⟦{self.slots}⟧"

    def described(self, data: Data, *keys: str) -> Data:
        """`data` with prose under some of `keys`."""
        return {**data, **{key: self.prose() for key in keys if self.maybe()}}

    def scalar(self) -> Data:
        kind = self.one(("string", "string", "integer", "number", "boolean"))
        made: Data = {"type": kind}
        if kind == "string":
            made |= self.text()
        elif kind != "boolean" and self.maybe():
            low = self.draw(st.integers(-3, 3))
            made |= {"minimum": low, "maximum": low + self.draw(st.integers(0, 9))}
        elif self.maybe(3):
            made["default"] = {"integer": 1, "number": 1.5, "boolean": False}[kind]
        elif kind == "integer" and self.maybe(3):
            made |= self.one(({"enum": [0, 7, -2]}, {"multipleOf": 5}, {"format": "int64"}))
        return self.nullable(self.described(made, "description", "title"))

    def text(self) -> Data:
        """What a schema of a text says besides its type."""
        match self.one(("plain", "plain", "enum", "default", "example", "format", "bounds", "pattern")):
            case "enum":
                return {"enum": [self.prose() for _ in range(self.draw(st.integers(1, 3)))]}
            case "default":
                return {"default": self.prose()}
            case "example":
                return {"example": self.prose()}
            case "format":
                return {"format": self.one(("date-time", "date", "uuid", "email", "uri", "int32", "odd"))}
            case "bounds":
                return {
                    "minLength": self.draw(st.integers(0, 3)),
                    "maxLength": self.draw(st.integers(4, 30)),
                }
            case "pattern":
                return {"pattern": self.one(("^[a-z]{3}$", "^[0-9]{2}-[A-Z]+$", "x", "^(?!y)", "^\\d+$"))}
        return {}

    def nullable(self, made: Data) -> Data:
        if not self.maybe(4):
            return made
        if not self.modern:
            return {**made, "nullable": True}
        return {**made, "type": [made["type"], "null"]} if "enum" not in made else made

    def reference(self) -> Data:
        made = {"$ref": f"#/components/schemas/{self.one(self.schemas)}"}
        return self.described(made, "description") if self.maybe(4) else made

    def array(self, depth: int) -> Data:
        made: Data = {"type": "array", "items": self.schema(depth - 1)}
        if self.maybe(4):
            made["minItems"] = 1
        return self.described(made, "description")

    def object(self, depth: int) -> Data:
        names = self.some(NAMES, 4)
        made: Data = {"type": "object", "properties": {name: self.schema(depth - 1) for name in names}}
        if names and self.maybe():
            made["required"] = names[:1]
        if self.maybe(4):
            made["additionalProperties"] = self.one((True, False, {"type": "string"}))
        if self.maybe(4):
            texts = [name for name, one in made["properties"].items() if one.get("type") == "string"]
            made["example"] = {name: self.prose() for name in ("zeta", *texts, "alpha")}
        return self.described(made, "description")

    def flat(self, composite: bool, plain: bool) -> Data:
        """What a style can carry: a scalar, a list of scalars, an object of scalars."""
        match self.one(("scalar", "scalar", "array", "object")) if composite else "scalar":
            case "array":
                return {"type": "array", "items": self.scalar()}
            case "object":
                names = self.some(PLAIN_NAMES if plain else NAMES, 3, 1)
                return {"type": "object", "properties": {name: self.scalar() for name in names}}
        return self.scalar()

    def alternatives(self) -> Data:
        """Objects that a member tells apart, or that nothing does."""
        kinds = self.some(("Card", "Bank", "Cash"), 3, 2)
        for kind in kinds:
            self.components.setdefault(kind, self.alternative(kind))
        made: Data = {
            self.one(("oneOf", "anyOf")): [{"$ref": f"#/components/schemas/{one}"} for one in kinds]
        }
        if self.maybe():
            made["discriminator"] = {"propertyName": "kind"}
            if self.maybe():
                mapping = {one.lower(): f"#/components/schemas/{one}" for one in kinds}
                made["discriminator"]["mapping"] = mapping
        return made

    def alternative(self, kind: str) -> Data:
        """One of the objects: its kind, a member of its own, a member that all have."""
        said: Data = {"const": kind.lower()} if self.modern else {"type": "string", "enum": [kind.lower()]}
        properties = {"kind": said, f"{kind.lower()}-number": self.scalar(), "amount": self.scalar()}
        return {"type": "object", "required": ["kind"], "properties": properties}

    def schema(self, depth: int) -> Data:
        if depth <= 0:
            return self.reference() if self.maybe(4) else self.scalar()
        kinds = ("scalar", "scalar", "array", "object", "reference", "allOf", "oneOf", "nullOf", "any", "map")
        match self.one(kinds):
            case "array":
                return self.array(depth)
            case "object":
                return self.object(depth)
            case "reference":
                return self.reference()
            case "allOf":
                return {"allOf": [self.reference(), self.object(depth - 1)]}
            case "oneOf":
                return {"oneOf": [self.schema(depth - 1), self.reference()]}
            case "nullOf" if self.modern:
                return {"oneOf": [self.reference(), {"type": "null"}]}
            case "map":
                return {"type": "object", "additionalProperties": self.schema(depth - 1)}
            case "any":
                return {}
        return self.scalar()

    def write_components(self) -> None:
        """The schemas that references lead to."""
        for name in self.schemas:
            self.components[name] = self.one((self.object, self.object, self.array))(2)

    def members(self, schema: Data, seen: frozenset[str] = frozenset()) -> Iterator[str]:
        """Names of the members that an object of this schema may have."""
        name = str(schema.get("$ref", "")).rpartition("/")[2]
        if name and name not in seen:
            yield from self.members(self.components[name], seen | {name})
        yield from schema.get("properties", {})
        for key in ("allOf", "oneOf", "anyOf"):
            for one in schema.get(key, ()):
                yield from self.members(one, seen)
