"""Strategies for vendors: an OpenAPI document and a map that maps every operation of it.

Documents are sound OpenAPI with odd contents: every kind of parameter, body, answer and
credential that is supported, names that no programmer would choose, schemas that refer to
themselves. Where a vendor writes prose stands a slot, `⟦7⟧`; `Vendor.told` fills the slots.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

Data = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]

# To make a failure small takes minutes, so it is done on demand: SHRINK=1 pytest tests/properties
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, *((Phase.shrink,) if "SHRINK" in os.environ else ()))

SLOT = re.compile("⟦([0-9]+)⟧")

# What vendors have called parameters, and what nobody should.
NAMES = (
    "id", "ID", "perPage", "per_page", "per-page", "PER_PAGE", "page.size", "filter[status]",
    "filter.status", "ids[]", "$top", "@type", "a b", " padded ", "X-Request-Id", "größe", "größe€",
    "имя", "数", "９", "9lives", "line2", "type", "resource", "operation", "connectorId",
    "dry_run_supported", "ticket-type", "type-value", "query-id", "id-value", "json", "mode", "help",
    "verbose", "version", "body", "self", "client", "into", "cls", "class", "def", "from", "import",
    "None", "True", "async", "match", "print", "list", "str", "id_", "_", "__init__", "__class__",
    "options", "members", "comma", "request", "values", "query", "headers", "accept", "schemes",
    "content_type", "Any", "Command", "Text", "None-value", "a'b", 'a"b', "a\\b", "a`b", "a|b", "a<b>",
    "a%20b", "a;b", "a=b", "a:b", "query:id", "{{ x }}", "{% raw %}", "\\N{DASH}", "a\nb", "a\tb",
    "a\u202eb", "a\u200bb", "a\x00b", "a\x1b[31m", "a\u2028b", "a#b", "a?b", "é", "e\u0301", "🎫",
    "fi\ufb01", "x" * 90,
)  # fmt: skip  # a list of words reads better in rows

PATH_NAMES = tuple(name for name in NAMES if not set("{}/?#") & set(name))
HEADER_NAMES = ("X-Trace", "x-class", "X-Mode", "Id", "If-Match", "X_Under_Score", "type", "Idempotency-Key")
SEGMENTS = (
    "tickets",
    "v1",
    "users.list",
    "größe",
    "a b",
    "it's",
    'quo"te',
    "back\\slash",
    "~x",
    "{%x%",
    "\u202erl",
    "%2F",
)

COMMANDS = (
    *("search", "print", "command", "client", "ticket.list", "ticket.get", "ticket.class", "class.get"),
    *("data.items", "none.true", "commands.init", "options.list", "self.get", "user.me", "v1.list"),
    *("i18n.get", "x.y.z", "answers", "shell.run", "exec.eval", "a-b.x", "a-b.z.w", "members", "comma"),
)
# Ids that Python, the client or the runtime may want for themselves: refused, or made to work.
AWKWARD_COMMANDS = (
    *("import", "lambda", "connect", "probe", "request", "body", "checkup", "annotations", "as_items"),
    *("as.object", "a_b.y", "a-b.x", "settings.get", "settings", "timeout", "verbose", "evidence", "data"),
    *("print", "class.get", "none.true", "self.get", "members", "comma", "a-b.z.w"),
)

CONNECTORS = ("acme", "acme-crm", "acme2", "class", "import", "test", "json", "click", "a-1")
SCHEMES = ("Key", "api key", "it's", 'quo"te', "größe", "{{ x }}", "bearer", "\u202eauth")


@dataclass(frozen=True)
class Vendor:
    """A document and its map, with slots for prose."""

    document: Data
    mapping: Data
    slots: int

    def told(self, text: Callable[[int], str]) -> tuple[Data, Data]:
        """Both, with `text(n)` in slot n."""
        return fill(self.document, text), fill(self.mapping, text)


def explored(examples: int) -> settings:
    """The settings of a property over vendors: so many of them, each as slow as it must be."""
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large)
    return settings(max_examples=examples, deadline=None, suppress_health_check=slow, phases=PHASES)


def fill(value: Any, text: Callable[[int], str]) -> Any:
    """`value` with every slot in it replaced."""
    if isinstance(value, dict):
        return {key: fill(item, text) for key, item in value.items()}
    if isinstance(value, list):
        return [fill(item, text) for item in value]
    found = SLOT.fullmatch(value) if isinstance(value, str) else None
    return text(int(found[1])) if found else value


def plain_words(slot: int) -> str:
    """Prose that nobody could object to."""
    return f"Text{slot} of the vendor"


class Author:
    """Draws one vendor; it counts slots and knows the OpenAPI version."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.slots = 0
        self.modern = draw(st.booleans())
        self.schemas = [f"S{n}" for n in range(draw(st.integers(1, 3)))]
        self.credentials = draw(st.lists(st.sampled_from(SCHEMES), max_size=3, unique=True))

    def maybe(self, one_in: int = 2) -> bool:
        return bool(self.draw(st.integers(1, one_in)) == one_in)

    def one(self, choices: tuple[Any, ...] | list[Any]) -> Any:
        return self.draw(st.sampled_from(choices))

    def prose(self) -> str:
        self.slots += 1
        return f"⟦{self.slots}⟧"

    def described(self, data: Data, *keys: str) -> Data:
        """`data` with prose under some of `keys`."""
        return {**data, **{key: self.prose() for key in keys if self.maybe()}}

    # Schemas.

    def scalar(self) -> Data:
        kind = self.one(("string", "string", "integer", "number", "boolean"))
        made: Data = {"type": kind}
        if kind == "string":
            variety = self.one(("plain", "plain", "enum", "default", "example", "format", "bounds"))
            if variety == "enum":
                made["enum"] = [self.prose() for _ in range(self.draw(st.integers(1, 3)))]
            elif variety in ("default", "example"):
                made[variety] = self.prose()
            elif variety == "format":
                made["format"] = self.one(("date-time", "uuid", "email", "uri", "int32", "odd"))
            elif variety == "bounds":
                made |= {
                    "minLength": self.draw(st.integers(0, 3)),
                    "maxLength": self.draw(st.integers(4, 30)),
                }
        elif kind != "boolean" and self.maybe():
            low = self.draw(st.integers(-3, 3))
            made |= {"minimum": low, "maximum": low + self.draw(st.integers(0, 9))}
        elif self.maybe(3):
            made["default"] = {"integer": 1, "number": 1.5, "boolean": False}[kind]
        return self.nullable(self.described(made, "description", "title"))

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
        names = self.draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True))
        made: Data = {"type": "object", "properties": {name: self.schema(depth - 1) for name in names}}
        if names and self.maybe():
            made["required"] = names[:1]
        if self.maybe(4):
            made["additionalProperties"] = self.one((True, False, {"type": "string"}))
        if self.maybe(4):
            texts = [name for name, one in made["properties"].items() if one.get("type") == "string"]
            made["example"] = {name: self.prose() for name in ("zeta", *texts, "alpha")}
        return self.described(made, "description")

    def schema(self, depth: int) -> Data:
        if depth <= 0:
            return self.reference() if self.maybe(4) else self.scalar()
        match self.one(
            ("scalar", "scalar", "array", "object", "reference", "allOf", "oneOf", "nullOf", "any")
        ):
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
            case "any":
                return {}
        return self.scalar()

    def components(self) -> Data:
        made = {}
        for name in self.schemas:
            made[name] = self.one((self.object, self.object, self.array))(2)
        return made

    # Operations.

    def parameter(self, name: str, place: str) -> Data:
        schema = (
            self.scalar() if place != "query" or self.maybe() else {"type": "array", "items": self.scalar()}
        )
        made: Data = {"name": name, "in": place, "schema": schema}
        if place == "path" or self.maybe(4):
            made["required"] = True
        if place == "query" and self.maybe():
            made |= {"style": "form", "explode": self.maybe()}
        if schema["type"] == "string" and "enum" not in schema and self.maybe(3):
            made |= self.one(
                (
                    {"example": self.prose()},
                    {"examples": {"b": {"value": self.prose()}, "a": {"value": self.prose()}}},
                )
            )
        return self.described(made, "description")

    def body(self) -> Data:
        kinds = ("application/json", "application/vnd.api+json", "application/json; charset=utf-8", "*/*")
        media: Data = {"schema": self.one((self.object, self.object, self.array, self.schema))(2)}
        made: Data = {"content": {self.one(kinds): media}, "required": self.maybe()}
        return self.described(made, "description")

    def answer(self) -> Data:
        match self.one(("object", "list", "page", "empty", "reference")):
            case "object":
                schema = self.object(2)
            case "list":
                schema = self.array(2)
            case "page":
                page = {
                    "items": {"type": "array", "items": self.object(1)},
                    "next_cursor": {"type": "string"},
                }
                schema = {"type": "object", "properties": page}
            case "reference":
                schema = self.reference()
            case _:
                return {"204": {"description": self.prose()}}
        kind = self.one(("application/json", "application/hal+json"))
        answered = {
            self.one(("200", "2XX", "201")): {
                "description": self.prose(),
                "content": {kind: {"schema": schema}},
            }
        }
        refused = {"default": {"description": self.prose()}}
        return {**refused, **answered} if self.maybe() else answered

    def requirements(self) -> list[Data]:
        """Several alternatives, some of two schemes at once, some of none."""
        if not self.credentials:
            return []
        sets = st.lists(st.sampled_from(self.credentials), max_size=2, unique=True)
        return [{name: [] for name in self.draw(sets)} for _ in range(self.draw(st.integers(0, 2)))]

    def operation(self, method: str, path_names: list[str]) -> Data:
        places = {
            "path": path_names,
            "query": self.draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)),
            "header": self.draw(st.lists(st.sampled_from(HEADER_NAMES), max_size=1)),
        }
        made: Data = {
            "parameters": [self.parameter(name, place) for place, names in places.items() for name in names],
            "responses": self.answer(),
            "tags": [self.prose()],
        }
        if method in ("post", "put", "patch"):
            made["requestBody"] = self.body()
        if self.maybe(4):
            made["security"] = self.requirements()
        return self.described(made, "summary", "description")

    def paths(self) -> tuple[Data, list[str]]:
        """Paths, and `GET /path` of every operation."""
        made: Data = {}
        keys: list[str] = []
        for number in range(self.draw(st.integers(1, 2))):
            names = self.draw(st.lists(st.sampled_from(PATH_NAMES), max_size=2, unique=True))
            path = f"/{number}-{self.one(SEGMENTS)}" + "".join(f"/{{{name}}}" for name in names)
            methods = self.draw(
                st.lists(
                    st.sampled_from(("get", "post", "put", "patch", "delete")),
                    min_size=1,
                    max_size=2,
                    unique=True,
                )
            )
            made[path] = {method: self.operation(method, names) for method in methods}
            keys += [f"{method.upper()} {path}" for method in methods]
        return made, keys

    def security_schemes(self) -> tuple[Data, Data]:
        """The document's schemes, and the map's `auth` for them."""
        declared: Data = {}
        auth: Data = {}
        for number, name in enumerate(self.credentials):
            env: Data = {"env": f"ACME_{number}_API_KEY"}
            match self.one(("bearer", "basic", "header", "query", "undeclared")):
                case "bearer":
                    declared[name] = {"type": "http", "scheme": self.one(("bearer", "Bearer"))}
                case "basic":
                    declared[name] = {"type": "http", "scheme": "basic"}
                    env = {
                        "username": {"env": f"ACME_{number}_EMAIL"},
                        "password": {"env": f"ACME_{number}_TOKEN"},
                    }
                case "undeclared":
                    env |= {"type": "bearer"}
                case place:
                    declared[name] = {
                        "type": "apiKey",
                        "in": place,
                        "name": self.one(("X-Key", "key", "a'b")),
                    }
                    env |= {"prefix": self.one(("Token ", 'quo"te ', "{{ x }}"))} if place == "header" else {}
            if name in declared and self.maybe():
                declared[name]["description"] = self.prose()
            auth[name] = env
        return declared, auth

    def vendor(self) -> Vendor:
        paths, keys = self.paths()
        declared, auth = self.security_schemes()
        document: Data = {
            "openapi": "3.1.0" if self.modern else "3.0.3",
            "info": self.described({"title": self.prose(), "version": self.prose()}, "description"),
            "servers": [self.described({"url": "https://api.acme.example/v1"}, "description")],
            "tags": [{"name": self.prose(), "description": self.prose()}],
            "paths": paths,
            "components": {"schemas": self.components(), "securitySchemes": declared},
        }
        if self.maybe():
            document["security"] = self.requirements()
        if self.modern and self.maybe(4):
            hooks = ("ticket.created", "größe", "it's", "x/y")
            document["webhooks"] = {self.one(hooks): {"post": {"summary": self.prose(), "responses": {}}}}
        pool = AWKWARD_COMMANDS if self.maybe(5) else COMMANDS
        ids = self.draw(st.permutations(pool))[: len(keys)]
        commands = {one: self.command(key, paths) for one, key in zip(ids, keys, strict=True)}
        mapping: Data = {
            "version": 1,
            "connector": {"name": self.one(CONNECTORS), "label": "Acme", "description": "All of Acme"},
            "auth": auth,
            "commands": commands,
        }
        if self.maybe(3):
            paths["/zz-me"] = {"get": {"responses": {"204": {"description": self.prose()}}}}
            mapping["health"] = {"operation": "GET /zz-me"}
        return Vendor(document, mapping, self.slots)

    def command(self, key: str, paths: Data) -> Data:
        """The map's entry; what cannot be named by itself gets a name, and some others do too."""
        method, _, path = key.partition(" ")
        operation = paths[path][method.lower()]
        listed = [(one["in"], one["name"]) for one in operation["parameters"]]
        body = operation.get("requestBody", {"content": {"": {}}})["content"]
        members = next(iter(body.values())).get("schema", {}).get("properties", {})
        settings: Data = {}
        for number, (place, name) in enumerate([*listed, *(("body", name) for name in members)]):
            if not re.search("[A-Za-z0-9é]", name) or self.maybe(12):
                settings[f"{place}:{name}"] = {"option": self.one((f"named-{number}", f"named_{number}"))}
            elif self.maybe(16):
                settings[f"{place}:{name}"] = self.one(
                    ({"env": "ACME_WORKSPACE_ID"}, {"help": "Said by the map"})
                )
        return {"operation": key, "mode": "write", "risk": 2, "parameters": settings}


@st.composite
def vendors(draw: Draw) -> Vendor:
    """A vendor of one to four operations."""
    return Author(draw).vendor()


def shuffled(value: Any, random: Any) -> Any:
    """The same value with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = list(value)
        random.shuffle(keys)
        return {key: shuffled(value[key], random) for key in keys}
    return [shuffled(item, random) for item in value] if isinstance(value, list) else value
