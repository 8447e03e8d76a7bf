"""The contract's digest changes with everything that a review must look at again, and with nothing else."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

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


CHANGES: dict[str, tuple[Change | None, Change | None]] = {
    "the path": (move, lambda m: m.update(operation="DELETE /items/{id}")),
    "the method": (post, lambda m: m.update(operation="POST /things/{id}")),
    "the server": (lambda d: d["servers"][0].update(url="https://other.example"), None),
    "the header of the key": (
        lambda d: d["components"]["securitySchemes"]["Key"].update(name="X-Other"),
        None,
    ),
    "where the key travels": (
        lambda d: d["components"]["securitySchemes"]["Key"].update({"in": "query"}),
        None,
    ),
    "no credential": (lambda d: operation(d).update(security=[]), None),
    "a new parameter": (lambda d: operation(d)["parameters"].append(parameter("new")), None),
    "a parameter less": (lambda d: operation(d)["parameters"].pop(), lambda m: m.update(parameters={})),
    "a parameter's place": (lambda d: parameter_of("size")(d).update({"in": "header"}), None),
    "a parameter's name": (lambda d: parameter_of("size")(d).update(name="sizes"), None),
    "a parameter that becomes required": (lambda d: parameter_of("size")(d).update(required=True), None),
    "a parameter's type": (lambda d: schema_of("size")(d).update(type="number"), None),
    "a parameter's bound": (lambda d: schema_of("size")(d).update(maximum=10), None),
    "another choice": (lambda d: schema_of("status")(d)["enum"].append("all"), None),
    "another number to choose": (lambda d: schema_of("level")(d)["enum"].append(3), None),
    "a parameter's pattern": (lambda d: schema_of("id")(d).update(pattern="^all$"), None),
    "a parameter's longest list": (lambda d: schema_of("ids")(d).update(maxItems=100), None),
    "how a list travels": (lambda d: parameter_of("ids")(d).update(explode=False), None),
    "the type of a list's items": (lambda d: schema_of("ids")(d)["items"].update(type="integer"), None),
    "the body's type": (
        lambda d: body(d).update(content={"application/vnd.a+json": body(d)["content"]["application/json"]}),
        None,
    ),
    "a body that becomes optional": (lambda d: body(d).update(required=False), None),
    "no body": (lambda d: operation(d).pop("requestBody"), None),
    "a new member": (lambda d: body_schema(d)["properties"].update(new={"type": "string"}), None),
    "a member that becomes optional": (lambda d: body_schema(d).pop("required"), None),
    "a member's type": (lambda d: body_schema(d)["properties"]["reason"].update(type="integer"), None),
    "a nested enum": (lambda d: deep(d)["kind"]["enum"].append("c"), None),
    "a nested bound": (lambda d: deep(d)["inner"]["properties"]["n"].update(maximum=6), None),
    "a nested member": (lambda d: deep(d)["inner"]["properties"].update(m={}), None),
    "a member called `description`": (lambda d: deep(d)["inner"]["properties"].update(description={}), None),
    "a fixed value": (None, lambda m: m.update(parameters={"hard": {"fixed": False}})),
    "a fixed value set free": (None, lambda m: m.update(parameters={})),
    "a default": (None, lambda m: m["parameters"].update(size={"default": 3})),
    "a variable": (None, lambda m: m["parameters"].update(size={"env": "ACME_SIZE"})),
    "a parameter left out": (None, lambda m: m["parameters"].update(size={"omit": True})),
}


@pytest.mark.parametrize(("change", "again"), CHANGES.values(), ids=CHANGES.keys())
def test_what_changes_it(change: Change | None, again: Change | None) -> None:
    """Whatever changes the request that can be made changes the contract."""
    assert digest(change, again) != BEFORE


def test_a_prefix_and_another_scheme_change_it() -> None:
    """How the credential is sent is part of the contract."""
    prefixed = digest(auth={"Key": {"env": "ACME_API_KEY", "prefix": "Token "}})
    other = digest(lambda d: d.update(security=[{"Other": []}]), auth={"Other": {"env": "ACME_API_KEY"}})
    assert len({BEFORE, prefixed, other}) == 3


def backwards(value: Any) -> Any:
    """The same data, every mapping's keys and every set-like list the other way round."""
    if isinstance(value, dict):
        return {
            key: (
                list(reversed(backwards(child)))
                if key in ("required", "enum", "parameters", "tags") and isinstance(child, list)
                else backwards(child)
            )
            for key, child in reversed(value.items())
        }
    return [backwards(item) for item in value] if isinstance(value, list) else value


def turn(data: Data) -> None:
    turned = backwards(data)
    data.clear()
    data.update(turned)


SAME: dict[str, tuple[Change | None, Change | None]] = {
    "the order of everything": (turn, None),
    "the operation's prose": (lambda d: operation(d).update(summary="x", description="y", tags=[]), None),
    "the operationId": (lambda d: operation(d).update(operationId="renamed"), None),
    "a parameter's description": (lambda d: parameter_of("id")(d).update(description="x", example="y"), None),
    "a member's description": (
        lambda d: body_schema(d)["properties"]["reason"].update(description="x"),
        None,
    ),
    "a nested title": (lambda d: deep(d)["kind"].update(title="x", example="a"), None),
    "an extension": (lambda d: deep(d)["kind"].update({"x-note": 1}), None),
    "a scheme's description": (
        lambda d: d["components"]["securitySchemes"]["Key"].update(description="x"),
        None,
    ),
    "the answer": (lambda d: operation(d).update(responses={"204": {"description": "x"}}), None),
    "another operation": (lambda d: d["paths"]["/others/{id}"]["delete"].update(parameters=[]), None),
    "the title and version": (lambda d: d["info"].update(title="x", version="9"), None),
    "our option names": (None, lambda m: m["parameters"].update(size={"option": "bytes"})),
    "our help": (None, lambda m: m["parameters"].update(size={"help": "How big"})),
    "our summary": (None, lambda m: m.update(summary="Away with it")),
    "the mode": (None, lambda m: m.update(mode="full")),
    "the resource": (None, lambda m: m.update(resource="item")),
}


@pytest.mark.parametrize(("change", "again"), SAME.values(), ids=SAME.keys())
def test_what_does_not_change_it(change: Change | None, again: Change | None) -> None:
    """Order, prose and our own names are no part of the contract."""
    assert digest(change, again) == BEFORE


def test_the_variable_of_a_credential_is_no_part_of_it() -> None:
    """Which variable holds the key changes no request."""
    assert digest(auth={"Key": {"env": "ACME_TOKEN"}}) == BEFORE


def test_it_is_short_and_hexadecimal() -> None:
    """Sixteen digits, as the map's approvals are written."""
    assert len(BEFORE) == 16
    assert set(BEFORE) <= set("0123456789abcdef")


APPROVALS: dict[str, tuple[Any, list[str]]] = {
    "none": (None, ["approval-missing"]),
    "of another contract": ({"by": "Ada", "contract": "0" * 16}, ["approval-stale"]),
    "of this contract": ({"by": "Ada", "contract": BEFORE}, []),
}


@pytest.mark.parametrize(("approval", "codes"), APPROVALS.values(), ids=APPROVALS.keys())
def test_approvals(approval: Any, codes: list[str]) -> None:
    """A tier-4 command needs approval of exactly its present contract, and the error names that contract."""
    entry = {**MAP, "risk": 4, **({"approval": approval} if approval else {})}
    plan, report = world.build(
        copy.deepcopy(DOCUMENT), {"thing.do": entry}, auth={"Key": {"env": "ACME_API_KEY"}}
    )
    assert [d.code for d in report if d.code.startswith("approval")] == codes
    assert (plan is None) == bool(codes)
    assert all(BEFORE in str(d.hint) for d in report if d.code.startswith("approval"))
