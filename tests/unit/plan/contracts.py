"""A destructive operation, its entry in a map, and the digest of the contract that the two make."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from aos_gen.commands.approve import approval_data
from aos_gen.mapping.model import ApprovalMapping
from aos_gen.plan.build import meet
from aos_gen.plan.commands import Built

from . import world
from .world import parameter

Data = dict[str, Any]
Change = Callable[[Data], object]

KEY = {"type": "apiKey", "in": "header", "name": "X-Key", "description": "A key"}
DEEP = {
    "type": "object",
    "required": ["kind"],
    "properties": {
        "kind": {"type": "string", "enum": ["a", "b"]},
        "inner": {"type": "object", "properties": {"n": {"type": "integer", "maximum": 5}}},
    },
}
DOCUMENT: Data = world.head(
    security=[{"Key": []}],
    components={
        "securitySchemes": {"Key": KEY, "Other": {"type": "http", "scheme": "bearer"}},
        "schemas": {"Deep": DEEP},
    },
    paths={
        "/things/{id}": {
            "delete": world.answering(
                {"type": "object"},
                summary="Delete a thing",
                tags=["Things"],
                parameters=[
                    parameter("id", "path", description="The thing"),
                    parameter("status", schema={"type": "string", "enum": ["open", "closed"]}),
                    parameter("level", schema={"type": "integer", "enum": [1, 2]}),
                    parameter("size", schema={"type": "integer", "minimum": 1, "maximum": 9}),
                    parameter("ids", schema={"type": "array", "items": {"type": "string"}}),
                    parameter("hard", schema={"type": "boolean"}),
                    parameter("q"),
                    parameter("session", "cookie"),
                ],
                requestBody=world.json_body(
                    {
                        "type": "object",
                        "required": ["reason"],
                        "properties": {
                            "reason": {"type": "string", "description": "Why"},
                            "deep": {"$ref": "#/components/schemas/Deep"},
                        },
                    }
                ),
            ),
        },
        "/others/{id}": {
            "delete": world.answering(operationId="other", parameters=[parameter("id", "path")])
        },
    },
)
MAP: Data = {
    "operation": "DELETE /things/{id}",
    "mode": "admin",
    "risk": 3,
    "parameters": {"hard": {"fixed": True}},
}


def digest(
    change: Change | None = None, again: Change | None = None, *, auth: Data | None = None, **members: Any
) -> str:
    data, entry = copy.deepcopy(DOCUMENT), copy.deepcopy(MAP)
    if change is not None:
        change(data)
    if again is not None:
        again(entry)
    auth = auth or {"Key": {"env": "ACME_API_KEY"}}
    return world.planned(data, {"thing.do": entry}, auth=auth, **members).commands[0].contract


BEFORE = digest()


def built(change: Change | None = None, again: Change | None = None) -> Built:
    """The command of the document and the entry, changed alike."""
    data, entry = copy.deepcopy(DOCUMENT), copy.deepcopy(MAP)
    if change is not None:
        change(data)
    if again is not None:
        again(entry)
    document, report = world.load(data)
    mapping = world.mapping({"thing.do": entry}, auth={"Key": {"env": "ACME_API_KEY"}})
    (one,) = meet(document, mapping, "map.yaml", report).built
    return one


def approved(one: Built) -> ApprovalMapping:
    """Ada's approval of a command, as the map holds it."""
    return ApprovalMapping.model_validate(approval_data(one, "Ada", None))


def operation(data: Data) -> Data:
    found: Data = data["paths"]["/things/{id}"]["delete"]
    return found


def schema_of(name: str) -> Callable[[Data], Data]:
    def find(data: Data) -> Data:
        found: Data = next(p["schema"] for p in operation(data)["parameters"] if p["name"] == name)
        return found

    return find


def parameter_of(name: str) -> Callable[[Data], Data]:
    def find(data: Data) -> Data:
        found: Data = next(p for p in operation(data)["parameters"] if p["name"] == name)
        return found

    return find


def body(data: Data) -> Data:
    found: Data = operation(data)["requestBody"]
    return found


def body_schema(data: Data) -> Data:
    found: Data = body(data)["content"]["application/json"]["schema"]
    return found


def deep(data: Data) -> Data:
    found: Data = data["components"]["schemas"]["Deep"]["properties"]
    return found


def move(data: Data) -> None:
    data["paths"]["/items/{id}"] = data["paths"].pop("/things/{id}")


def post(data: Data) -> None:
    data["paths"]["/things/{id}"]["post"] = data["paths"]["/things/{id}"].pop("delete")
