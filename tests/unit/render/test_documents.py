"""A plan becomes the manifest: fields and their groups, events, and what the map decides for every caller."""

from __future__ import annotations

from typing import Any

import pytest
from builders import plan_vendor

from aos_gen.plan.model import ConnectorPlan
from aos_gen.render.documents import cases, manifest

STRING = {"type": "string"}


def parameter(name: str, **members: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": STRING, **members}


def body(schema: Any, media_type: str = "application/json") -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {media_type: {"schema": schema}}}}


def plan(
    operation: dict[str, Any], *, method: str = "get", root: Any = None, **settings: Any
) -> ConnectorPlan:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "servers": [{"url": "https://api.acme.example"}],
        "paths": {"/t": {method: {"operationId": "do", "responses": {}, **operation}}},
        **(root or {}),
    }
    mapping = {
        "version": 1,
        "connector": {"name": "acme", "label": "Acme", "description": "Things of Acme"},
        "commands": {"thing.do": {"operation": "do", "mode": "readonly", "risk": 1, **settings}},
    }
    found = plan_vendor(document, mapping)
    assert found.plan is not None, list(found.report)
    return found.plan


def fields(operation: dict[str, Any], **members: Any) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in manifest(plan(operation, **members))["scope"]["fields"]}


def test_few_fields() -> None:
    """A field says what it is and for which commands, and no more than that."""
    found = fields({"parameters": [parameter("p", schema={"enum": ["a", "b"], "default": "a"})]})
    assert found == {
        "p": {
            "id": "p",
            "label": "P",
            "type": "string",
            "renderAs": "select",
            "required": False,
            "applies_to": ["thing.do"],
            "description": "",
            "placeholder": "a",
            "expressionEnabled": True,
            "default": "a",
            "options": [{"value": "a", "label": "a"}, {"value": "b", "label": "b"}],
        }
    }


def test_many_fields() -> None:
    """Optional fields of a command that has many are the children of one group."""
    many = [parameter("must", required=True), *(parameter(f"p{n}") for n in range(9))]
    found = fields({"parameters": many})
    assert list(found) == ["must", "thing_do_options"]
    group = found["thing_do_options"]
    assert (group["type"], group["applies_to"], group["required"]) == ("options_group", ["thing.do"], False)
    assert [child["id"] for child in group["children"]] == [f"p{n}" for n in range(9)]


def test_fields_of_alternatives() -> None:
    """A field of one alternative says beside which value it shows."""
    branches = [
        {"type": "object", "properties": {"kind": {"const": kind}, kind: STRING}} for kind in ("card", "bank")
    ]
    operation = body({"oneOf": branches})
    found = fields(operation, method="post", mode="write", risk=2)
    assert found["card"]["showWhen"] == {"field": "kind", "equals": "card"}
    assert "showWhen" not in found["kind"]


ALWAYS: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "nothing": ({}, None),
    "a fixed value": ({"parameters": {"q": {"fixed": "x"}}}, {"q": "x"}),
    "a composed value": (
        {"parameters": {"q": {"compose": "r:{owner}"}}, "options": {"owner": {}}},
        {"q": "r:{owner}"},
    ),
}


@pytest.mark.parametrize(("settings", "always"), ALWAYS.values(), ids=ALWAYS.keys())
def test_what_the_map_decides(settings: dict[str, Any], always: dict[str, Any] | None) -> None:
    """A reviewer sees what is sent for every caller."""
    (command,) = manifest(plan({"parameters": [parameter("q")]}, **settings))["commands"]
    assert command.get("always") == always


def test_events() -> None:
    """An event is told with its fields, and its resource is one of the connector's."""
    sent = {"responses": {}, **body({"type": "object", "properties": {"id": STRING}})}
    hooks = {"ticket.created": {"post": sent}, "ping": {"post": {"responses": {}}}}
    found = manifest(plan({}, root={"webhooks": hooks}))
    assert found["connector"]["resources"] == ["ping", "thing", "ticket"]
    ping, created = found["events"]
    assert ping == {"id": "ping", "resource": "ping", "summary": "Ping", "delivery": "webhook"}
    assert [(one["id"], one["applies_to"]) for one in created["fields"]] == [("id", ["ticket.created"])]


def test_words_that_a_host_would_ask_for() -> None:
    """A capital word in prose that looks like a credential of the host's is written apart."""
    operation = {"parameters": [parameter("p", description="As in MY_API_KEY")]}
    assert fields(operation)["p"]["description"] == "As in MY API KEY"


BODIES = {
    "application/json": "json",
    "application/x-www-form-urlencoded": "form",
    "multipart/form-data": "multipart",
    "text/csv": "raw",
    "image/png": "raw",
}


@pytest.mark.parametrize(("media_type", "kind"), BODIES.items())
def test_cases(media_type: str, kind: str) -> None:
    """A command's case says how its body is written, and which files its words name."""
    form = body({"type": "object", "properties": {"a": STRING}}, media_type)
    case = cases(plan(form, method="post", mode="write", risk=2))["thing.do"]
    assert (case["body_kind"], case["content_type"]) == (kind, media_type)
    assert set(case["files"]) == ({"example.bin"} if media_type == "image/png" else set())


def test_a_case_without_a_body() -> None:
    """A read has none."""
    case = cases(plan({"parameters": [parameter("q", required=True)]}))["thing.do"]
    assert (case["body_kind"], case["content_type"], case["needs"], case["pages"]) == (
        None,
        None,
        ["--q"],
        None,
    )
    assert case["required"]["query"] == [["q", "example"]]
