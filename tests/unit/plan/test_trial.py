"""Each operation is planned by itself: a command of it, or why there is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document, load_document
from aos_gen.plan.trial import Trial, try_operations
from aos_gen.source import SourceSet

from . import world

OK = {"responses": {"200": {"description": "ok"}}}


def document(paths: dict[str, Any], **top: Any) -> Document:
    loaded, report = world.load(world.head(paths=paths, **top))
    assert not report.has_errors
    return loaded


def trials(loaded: Document) -> dict[str, Trial]:
    report = Report()
    found = {one.operation.key: one for one in try_operations(loaded, loaded.operations, report)}
    assert not report.has_errors
    return found


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a body that nobody has": ({"requestBody": {"$ref": "#/nowhere"}}, "reference-dangling"),
    "a style that its place has not": (
        {"parameters": [{"name": "q", "in": "header", "style": "deepObject", "schema": {"type": "object"}}]},
        "unsupported-parameter-style",
    ),
    "a scheme of its own protocol": ({"security": [{"Digest": []}]}, "unsupported-security-scheme"),
}


@pytest.mark.parametrize(("operation", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_one_refusal_leaves_the_others(operation: dict[str, Any], code: str) -> None:
    """What cannot be served is refused with its code, and the operation beside it is a command."""
    schemes = {"Digest": {"type": "http", "scheme": "digest"}}
    loaded = document(
        {"/a": {"get": OK}, "/b": {"get": OK | operation}},
        components={"securitySchemes": schemes},
    )
    found = trials(loaded)
    assert found["GET /a"].command is not None and not found["GET /a"].refused
    assert found["GET /b"].command is None
    assert [one.code for one in found["GET /b"].refused] == [code]


SCHEMES: dict[str, Any] = {
    "Key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "Basic": {"type": "http", "scheme": "basic"},
    "Bearer": {"type": "http", "scheme": "bearer"},
    "Open": {"type": "openIdConnect", "openIdConnectUrl": "https://a.test"},
    "Client": {
        "type": "oauth2",
        "flows": {"clientCredentials": {"tokenUrl": "https://a.test/token", "scopes": {}}},
    },
    "Tls": {"type": "mutualTLS"},
}


@pytest.mark.parametrize("name", [*SCHEMES, "Undeclared"])
def test_every_scheme_is_set_up(name: str) -> None:
    """Any scheme that a connector can use is a way in, and so is one that the document forgot to declare."""
    loaded = document(
        {"/a": {"get": OK | {"security": [{name: []}]}}},
        components={"securitySchemes": SCHEMES},
    )
    command = trials(loaded)["GET /a"].command
    assert command is not None
    assert name in {scheme for way in command.schemes for scheme in way}


def test_a_missing_server_is_nobodys_refusal() -> None:
    """The document names no server, which the map decides for all of them."""
    assert trials(document({"/a": {"get": OK}}, servers=[]))["GET /a"].command is not None


def test_a_part_that_cannot_be_read_refuses_every_operation_that_needs_it(tmp_path: Path) -> None:
    """The fault is told to each, not to the first alone: a parameter is never lost without a word."""
    asked = {"parameters": [{"$ref": "../elsewhere.json#/Limit"}]}
    data = world.head(paths={"/a": {"get": OK | asked}, "/b": {"get": OK | asked}})
    (tmp_path / "openapi.json").write_text(json.dumps(data), "utf-8")
    loaded = load_document(str(tmp_path / "openapi.json"), SourceSet(), Report())
    assert loaded is not None
    found = trials(loaded)
    assert {key: [one.code for one in trial.refused] for key, trial in found.items()} == {
        "GET /a": ["reference-outside-folder"],
        "GET /b": ["reference-outside-folder"],
    }
