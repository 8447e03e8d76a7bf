"""Strategies for small APIs, and each written twice: in Swagger 2.0 and in OpenAPI 3.0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from drawn_schemas import Data, Draw
from hypothesis import strategies as st

FORM, PARTS, JSON = "application/x-www-form-urlencoded", "multipart/form-data", "application/json"
# A list in a place: 2.0's word for how it is joined, and 3.0's style and explode.
JOINED: dict[str, dict[str, tuple[str, bool]]] = {
    "query": {
        "csv": ("form", False),
        "multi": ("form", True),
        "ssv": ("spaceDelimited", False),
        "pipes": ("pipeDelimited", False),
    },
    "path": {"csv": ("simple", False)},
    "header": {"csv": ("simple", False)},
}
JOINED["formData"] = JOINED["query"]
NAMES = ("a", "page_size", "filter[x]", "from", "X-Thing", "é", "class", "limit")
FILE: Data = {"type": "file"}
SCHEMES: dict[str, tuple[Data, Data]] = {
    "Login": ({"type": "basic"}, {"type": "http", "scheme": "basic"}),
    "Key": ({"type": "apiKey", "in": "header", "name": "X-Key"},) * 2,
    "Program": (
        {"type": "oauth2", "flow": "application", "tokenUrl": "https://t.example", "scopes": {"r": "Read"}},
        {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": "https://t.example", "scopes": {"r": "Read"}}},
        },
    ),
}
AUTH: Data = {
    "Login": {"username": {"env": "ACME_EMAIL"}, "password": {"env": "ACME_SECRET"}},
    "Key": {"env": "ACME_API_KEY"},
    "Program": {"client_id": {"env": "ACME_CLIENT_ID"}, "client_secret": {"env": "ACME_CLIENT_SECRET"}},
}


@dataclass(frozen=True)
class Spelled:
    """One API in two versions, and a map that is the same for both."""

    old: Data
    new: Data
    mapping: Data


def renewed(value: Any) -> Any:
    """A schema of 2.0 in the words of 3.0."""
    if isinstance(value, list):
        return [renewed(one) for one in value]
    if not isinstance(value, dict):
        return value
    made = {key: renewed(one) for key, one in value.items() if key not in ("x-nullable", "discriminator")}
    if value.get("x-nullable"):
        made["nullable"] = True
    if "discriminator" in value:
        made["discriminator"] = {"propertyName": value["discriminator"]}
    if value == FILE:
        return {"type": "string", "format": "binary"}
    if isinstance(made.get("$ref"), str):
        made["$ref"] = made["$ref"].replace("#/definitions/", "#/components/schemas/")
    return made


class Speller:
    """Draws one API, both spellings at once."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw

    def one(self, choices: Any) -> Any:
        return self.draw(st.sampled_from(list(choices)))

    def some(self, choices: Any, most: int) -> list[Any]:
        found: list[Any] = self.draw(st.lists(st.sampled_from(list(choices)), unique=True, max_size=most))
        return found

    def scalar(self) -> Data:
        """Facts of a scalar, as 2.0 writes them in a schema and beside a parameter's name."""
        kinds: tuple[Data, ...] = (
            {"type": "string"},
            {"type": "string", "enum": ["x", "y"], "default": "y"},
            {"type": "string", "pattern": "^[a-z]+$", "maxLength": 9},
            {"type": "string", "format": "date-time"},
            {"type": "integer", "format": "int64", "minimum": 1, "maximum": 50},
            {"type": "number", "minimum": 0, "exclusiveMinimum": True},
            {"type": "boolean"},
        )
        nullable = {"x-nullable": True} if self.one((False, False, True)) else {}
        return {**self.one(kinds), **nullable}

    def schema(self, depth: int = 0) -> Data:
        """A schema of a body or an answer."""
        if depth > 1:
            return self.scalar()
        match self.one(("scalar", "list", "object", "reference")):
            case "list":
                return {"type": "array", "items": self.schema(depth + 1)}
            case "object":
                members = {name: self.schema(depth + 1) for name in self.some(NAMES, 3)}
                made: Data = {"type": "object", "properties": members}
                return made | ({"required": sorted(members)[:1]} if members else {})
            case "reference":
                return {"$ref": f"#/definitions/{self.one(('Pet', 'Node'))}"}
        return self.scalar()

    def parameter(self, name: str, place: str) -> tuple[Data, Data]:
        """A parameter that is no body, in both spellings."""
        head: Data = {"name": name, "in": place}
        if place == "path" or self.one((True, False)):
            head["required"] = True
        if self.one((True, False)):
            head["description"] = f"The {name}"
        own, style = self.value(place)
        old = {**head, **own}
        facts = {key: one for key, one in own.items() if key != "collectionFormat"}
        return old, {**head, "schema": renewed(facts), **style}

    def value(self, place: str) -> tuple[Data, Data]:
        """Facts of a scalar or a list in 2.0's words, and 3.0's style of it."""
        if self.one((True, False)):
            return self.scalar(), {}
        word = self.one(JOINED[place])
        style, explode = JOINED[place][word]
        own: Data = {"type": "array", "items": self.scalar()}
        if word != "csv" or self.one((True, False)):
            own["collectionFormat"] = word
        return own, {"style": style, "explode": explode}

    def form(self) -> tuple[list[Data], Data, list[str]]:
        """Members `in: formData`, the Request Body Object, and what is consumed."""
        names = self.some(NAMES, 3)
        if not names:
            return [], {}, []
        files = [name for name in names if self.one((False, False, True))]
        media = PARTS if files else self.one((FORM, PARTS))
        listed, members, encoding, required = [], {}, {}, []
        for name in names:
            own, style = (FILE, {}) if name in files else self.value("formData")
            head: Data = {"name": name, "in": "formData", "description": f"The {name}"}
            if self.one((True, False)):
                head["required"] = True
                required.append(name)
            listed.append({**head, **own})
            facts = {key: one for key, one in own.items() if key != "collectionFormat"}
            members[name] = {**renewed(facts), "description": head["description"]}
            if style:
                encoding[name] = style
        schema: Data = {"type": "object", "properties": members}
        schema |= {"required": required} if required else {}
        told = {"schema": schema, **({"encoding": encoding} if encoding else {})}
        return listed, {"required": bool(required), "content": {media: told}}, [media]

    def operation(self, variables: list[str], body: bool) -> tuple[Data, Data]:
        """One operation in both spellings."""
        old: Data = {"summary": "Do it", "parameters": []}
        new: Data = {"summary": "Do it", "parameters": []}
        asked = [(name, "path") for name in variables]
        asked += [(name, self.one(("query", "header"))) for name in self.some(NAMES, 3)]
        for name, place in asked:
            if place == "header" and not name.isascii():
                place = "query"
            one, other = self.parameter(name, place)
            old["parameters"].append(one)
            new["parameters"].append(other)
        match self.one(("none", "json", "form")) if body else "none":
            case "json":
                schema = self.schema()
                told: Data = {
                    "name": "body",
                    "in": "body",
                    "schema": schema,
                    "required": self.one((True, False)),
                }
                old["parameters"].append(told)
                media = self.one((JSON, "application/vnd.acme+json"))
                old |= {"consumes": [media]} if media != JSON or self.one((True, False)) else {}
                content = {media: {"schema": renewed(schema)}}
                new["requestBody"] = {"required": told["required"], "content": content}
            case "form":
                listed, made, consumed = self.form()
                old["parameters"] += listed
                old |= {"consumes": consumed} if consumed else {}
                new |= {"requestBody": made} if made else {}
        old["responses"], new["responses"] = self.answers(old)
        if self.one((False, False, True)):
            needs: list[Data] = [{name: []} for name in self.some(SCHEMES, 2)]
            old["security"] = new["security"] = needs
        if self.one((False, False, False, True)):
            old["schemes"] = ["http"]
            new["servers"] = [{"url": "http://api.acme.example/v1"}]
        return old, new

    def answers(self, old: Data) -> tuple[Data, Data]:
        """The answers, and perhaps what the operation alone produces."""
        if self.one((False, False, True)):
            return ({"204": {"description": "Done"}},) * 2
        types = self.one(([JSON], [JSON, "text/csv"], ["text/plain"], ["application/pdf"]))
        if types != [JSON] or self.one((True, False)):
            old["produces"] = types
        schema = FILE if types == ["application/pdf"] else self.schema()
        headers = {"X-Total": {"type": "integer"}}
        content = {media: {"schema": renewed(schema)} for media in types}
        return (
            {"200": {"description": "It", "schema": schema, "headers": headers}},
            {"200": {"description": "It", "content": content, "headers": {"X-Total": {"schema": {}}}}},
        )

    def spelled(self) -> Spelled:
        old_paths: Data = {}
        new_paths: Data = {}
        for number in range(self.draw(st.integers(1, 3))):
            variables = self.some(("id", "filter[x]"), 1)
            path = "".join([f"/things{number}", *(f"/{{{name}}}" for name in variables)])
            method = self.one(("get", "post", "put"))
            old, new = self.operation(variables, method != "get")
            old_paths[path], new_paths[path] = {method: old}, {method: new}
        pet = {
            "type": "object",
            "required": ["name"],
            "properties": {"name": self.scalar(), "kind": {"type": "string"}},
        }
        if self.one((True, False)):
            pet["discriminator"] = "kind"
        node = {
            "type": "object",
            "properties": {"next": {"$ref": "#/definitions/Node"}, "pet": self.schema(2)},
        }
        named = {"Pet": pet, "Node": node}
        needs: Data = (
            {"security": [{name: []} for name in self.some(SCHEMES, 2)]} if self.one((True, False)) else {}
        )
        info = {"title": "Acme", "version": "1"}
        old_root: Data = {
            "swagger": "2.0",
            "info": info,
            "host": "api.acme.example",
            "basePath": "/v1",
            "schemes": ["https"],
            "consumes": [JSON],
            "produces": [JSON],
            "paths": old_paths,
            "definitions": named,
            "securityDefinitions": {name: one for name, (one, _) in SCHEMES.items()},
            **needs,
        }
        new_root: Data = {
            "openapi": "3.0.3",
            "info": info,
            "servers": [{"url": "https://api.acme.example/v1"}],
            "paths": new_paths,
            "components": {
                "schemas": renewed(named),
                "securitySchemes": {name: one for name, (_, one) in SCHEMES.items()},
            },
            **needs,
        }
        keys = [f"{method.upper()} {path}" for path, item in old_paths.items() for method in item]
        commands = {
            f"thing.do{n}": {"operation": key, "mode": "admin", "risk": 3} for n, key in enumerate(keys)
        }
        connector = {"name": "acme", "label": "Acme", "description": "Things of Acme"}
        mapping = {"version": 1, "connector": connector, "auth": AUTH, "commands": commands}
        return Spelled(old_root, new_root, mapping)


@st.composite
def spelled(draw: Draw) -> Spelled:
    """An API of one to three operations, written twice."""
    return Speller(draw).spelled()
