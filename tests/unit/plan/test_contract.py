"""The contract's digest changes with everything that a review must look at again, and with nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from .contracts import (
    BEFORE,
    Change,
    Data,
    body,
    body_schema,
    deep,
    digest,
    move,
    operation,
    parameter_of,
    post,
    schema_of,
)
from .world import parameter

CHANGES: dict[str, tuple[Change | None, Change | None]] = {
    "the path": (move, lambda m: m.update(operation="DELETE /items/{id}")),
    "the method": (post, lambda m: m.update(operation="POST /things/{id}")),
    "the server": (lambda d: d["servers"][0].update(url="https://other.example"), None),
    "a server of its own": (lambda d: operation(d).update(servers=[{"url": "https://own.example"}]), None),
    "a server of the map's": (None, lambda m: m.update(server="https://own.example")),
    "the header of the key": (
        lambda d: d["components"]["securitySchemes"]["Key"].update(name="X-Other"),
        None,
    ),
    "where the key travels": (
        lambda d: d["components"]["securitySchemes"]["Key"].update({"in": "query"}),
        None,
    ),
    "no credential": (lambda d: operation(d).update(security=[]), None),
    "a credential that is optional": (lambda d: operation(d).update(security=[{"Key": []}, {}]), None),
    "a new parameter": (lambda d: operation(d)["parameters"].append(parameter("new")), None),
    "a parameter less": (lambda d: operation(d)["parameters"].pop(), lambda m: m.update(parameters={})),
    "a cookie less": (lambda d: parameter_of("session")(d).update({"in": "query"}), None),
    "a parameter's reserved characters": (lambda d: parameter_of("q")(d).update(allowReserved=True), None),
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
    "a parameter that the caller must give": (None, lambda m: m["parameters"].update(q={"required": True})),
    "a parameter that the map adds": (None, lambda m: m["parameters"].update(new={"in": "query"})),
    "how the map sends a list": (None, lambda m: m["parameters"].update(ids={"style": "pipe"})),
    "a value put together": (
        None,
        lambda m: m.update(
            parameters={**m["parameters"], "q": {"compose": "is:{state}"}}, options={"state": {}}
        ),
    ),
    "a member lifted out": (None, lambda m: m["parameters"].update({"deep.kind": {}})),
    "a member lifted out and fixed": (None, lambda m: m["parameters"].update({"deep.kind": {"fixed": "a"}})),
    "a member left out": (
        lambda d: body_schema(d).pop("required"),
        lambda m: m["parameters"].update(reason={"omit": True}),
    ),
}


@pytest.mark.parametrize(("change", "again"), CHANGES.values(), ids=CHANGES.keys())
def test_what_changes_it(change: Change | None, again: Change | None) -> None:
    """Whatever changes the request that can be made changes the contract."""
    assert digest(change, again) != BEFORE


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


def test_it_is_short_and_hexadecimal() -> None:
    """Sixteen digits, as the map's approvals are written."""
    assert len(BEFORE) == 16
    assert set(BEFORE) <= set("0123456789abcdef")
