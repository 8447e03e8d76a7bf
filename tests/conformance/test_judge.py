"""The judge can fail: each request below has one fault, and is judged wrong because of it."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from .arrival import lost_options
from .connector import base_url_variable
from .document import load_document
from .judge import judge, understand
from .loopback import Answer, Loopback, Recorded
from .replies import answer_for

BASE = "http://127.0.0.1:9/base"
KEY = "Bearer conformance-key"
CREATE = {"id": "ticket.create", "method": "POST", "path": "/projects/{project}/tickets"}
LIST = {"id": "ticket.list", "method": "GET", "path": "/projects/{project}/tickets"}
FIND = {"id": "ticket.find", "method": "GET", "path": "/projects/{project}/tickets/{id}"}
MINE = {"id": "ticket.mine", "method": "GET", "path": "/projects/mine/tickets"}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Acme", "version": "1"},
    "security": [{"key": []}],
    "paths": {
        "/projects/{project}/tickets": {
            "parameters": [{"name": "project", "in": "path", "required": True, "schema": {"type": "string"}}],
            "get": {
                "parameters": [
                    {"name": "status", "in": "query", "required": True,
                     "schema": {"enum": ["open", "closed"]}},
                    {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100}},
                    {"name": "X-Version", "in": "header", "required": True, "schema": {"type": "string"}},
                ],
                "responses": {"200": {"description": "all", "content": {"application/json": {
                    "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Ticket"}}}}}},
            },
            "post": {
                "requestBody": {"required": True, "content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/Ticket"}}}},
                "responses": {"204": {"description": "done"}},
            },
        },
        "/projects/{project}/tickets/{id}": {
            "get": {
                "parameters": [
                    {"name": "project", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "id", "in": "path", "required": True,
                     "schema": {"type": "integer", "readOnly": True}},
                ],
                "responses": {"200": {"description": "one"}},
            }
        },
        "/projects/mine/tickets": {
            "get": {
                "parameters": [
                    {"name": "expand", "in": "query", "style": "deepObject", "schema": {"type": "array"}},
                    {"name": "by", "in": "query", "required": True, "schema": {"type": "object", "oneOf": [
                        {"properties": {"user": {"type": "string"}}, "required": ["user"]}]}},
                ],
                "responses": {"200": {"description": "mine"}},
            }
        },
    },
    "components": {
        "securitySchemes": {"key": {"type": "http", "scheme": "Bearer"}},
        "schemas": {
            "Email": {"type": "object", "properties": {"address": {"type": "string"}}},
            "Phone": {"type": "object", "properties": {"number": {"type": "string"}}},
            "Ticket": {
                "type": "object",
                "required": ["id", "title"],
                "properties": {
                    "id": {"type": "integer", "readOnly": True},
                    "title": {"type": "string"},
                    "priority": {"type": "integer", "nullable": True},
                    "parent": {"$ref": "#/components/schemas/Ticket"},
                    "contact": {"oneOf": [
                        {"$ref": "#/components/schemas/Email"}, {"$ref": "#/components/schemas/Phone"}]},
                },
            }
        },
    },
}  # fmt: skip


def _headers(**given: str | None) -> tuple[tuple[str, str], ...]:
    headers: dict[str, str | None] = {"Accept": "application/json", "Authorization": KEY, "X-Version": "1"}
    headers |= {name.replace("_", "-"): value for name, value in given.items()}
    return tuple((name, value) for name, value in headers.items() if value is not None)


def _post(body: Any, **headers: str | None) -> Recorded:
    told = _headers(**{"Content_Type": "application/json", **headers})
    return Recorded("POST", "/base/projects/a%20b/tickets", told, json.dumps(body).encode())


def _get(target: str, **headers: str | None) -> Recorded:
    return Recorded("GET", target, _headers(**headers), b"")


RIGHT = {
    "a list": (LIST, _get("/base/projects/a%2Fb/tickets?status=open&limit=5")),
    "a body": (
        CREATE,
        _post({"title": "T", "priority": None}, Content_Type="application/json; charset=utf-8"),
    ),
    # openapi-core has the next five wrong (see defects.py): these are judged by hand.
    "a read-only path parameter": (FIND, _get("/base/projects/a/tickets/7")),
    "an exploded object": (MINE, _get("/base/projects/mine/tickets?user=u1")),
    "a deepObject array": (MINE, _get("/base/projects/mine/tickets?user=u1&expand%5B0%5D=owner")),
    "overlapping alternatives": (CREATE, _post({"title": "T", "contact": {"address": "a@example.com"}})),
    "empty overlap": (CREATE, _post({"title": "T", "contact": {"number": "1"}})),
}
WRONG: dict[str, tuple[dict[str, str], Recorded, str]] = {
    "method": (LIST, replace(RIGHT["a list"][1], method="PUT"), "method PUT"),
    "another path": (LIST, _get("/base/projects/a?status=open"), "is not /projects"),
    "outside the base path": (LIST, _get("/projects/a/tickets?status=open"), "not under the base URL"),
    "a more exact path": (LIST, _get("/base/projects/mine/tickets?status=open"), "reaches /projects/mine"),
    "a slash not encoded": (LIST, _get("/base/projects/a/b/tickets?status=open"), "is not /projects"),
    "a space not encoded": (LIST, _get("/base/projects/a b/tickets?status=open"), "not percent-encoded"),
    "a lone percent sign": (LIST, _get("/base/projects/50%/tickets?status=open"), "not percent-encoded"),
    "dot segments": (LIST, _get("/base/projects/../tickets?status=open"), "leaves the path"),
    "query not encoded": (LIST, _get("/base/projects/a/tickets?status=open&limit=5 "), "not percent-encoded"),
    "required query": (LIST, _get("/base/projects/a/tickets"), "status"),
    "required header": (LIST, _get("/base/projects/a/tickets?status=open", X_Version=None), "X-Version"),
    "choice": (LIST, _get("/base/projects/a/tickets?status=lost"), "status"),
    "number": (LIST, _get("/base/projects/a/tickets?status=open&limit=many"), "limit"),
    "maximum": (LIST, _get("/base/projects/a/tickets?status=open&limit=500"), "limit"),
    "undeclared query": (LIST, _get("/base/projects/a/tickets?status=open&colour=red"), "not declared"),
    "path parameter's type": (FIND, _get("/base/projects/a/tickets/seven"), "seven"),
    "no credential": (LIST, _get("/base/projects/a/tickets?status=open", Authorization=None), "credential"),
    "another scheme": (LIST, _get("/base/projects/a/tickets?status=open", Authorization="Basic YQ=="), "key"),
    "another's key": (LIST, _get("/base/projects/a/tickets?status=open", Authorization="Bearer x"), "of key"),
    "no Accept": (LIST, _get("/base/projects/a/tickets?status=open", Accept=None), "Accept"),
    "body member's type": (CREATE, _post({"title": 5}), "title"),
    "body member missing": (CREATE, _post({"priority": 1}), "title"),
    "read-only member": (CREATE, _post({"title": "T", "id": 5}), "read-only"),
    "nested member": (CREATE, _post({"title": "T", "parent": {"title": []}}), "title"),
    "mixed alternatives": (CREATE, _post({"title": "T", "contact": {"address": "a", "number": "1"}}), "mix"),
    "empty alternative": (CREATE, _post({"title": "T", "contact": {}}), "says nothing"),
    "no member of an exploded object": (MINE, _get("/base/projects/mine/tickets"), "by"),
    "no body": (CREATE, replace(RIGHT["a body"][1], body=b""), "body"),
    "not JSON": (CREATE, replace(RIGHT["a body"][1], body=b"{"), "JSON"),
    "content type": (CREATE, _post({"title": "T"}, Content_Type="text/plain"), "text/plain"),
    "no content type": (CREATE, _post({"title": "T"}, Content_Type=None), "Content-Type"),
    "unasked body": (LIST, replace(RIGHT["a list"][1], body=b"{}"), "takes none"),
}  # fmt: skip


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """The inline document as a file."""
    path = tmp_path / "acme.json"
    path.write_text(json.dumps(DOCUMENT), "utf-8")
    return path


@pytest.mark.parametrize(("command", "recorded"), RIGHT.values(), ids=RIGHT)
def test_right_request(document: Path, command: dict[str, str], recorded: Recorded) -> None:
    """A request without fault is judged right."""
    verdict = judge(document, command, recorded, BASE)

    assert verdict.right, verdict.why


@pytest.mark.parametrize(("command", "recorded", "why"), WRONG.values(), ids=WRONG)
def test_wrong_request(document: Path, command: dict[str, str], recorded: Recorded, why: str) -> None:
    """A request with a fault is judged wrong, and the verdict names the fault."""
    verdict = judge(document, command, recorded, BASE)

    assert not verdict.right
    assert why in verdict.why


def test_document_without_security(tmp_path: Path) -> None:
    """Where the document is silent, the credential of the lock file must arrive."""
    path = tmp_path / "silent.json"
    path.write_text(json.dumps({key: value for key, value in DOCUMENT.items() if key != "security"}), "utf-8")
    credential = {"scheme": "token", "kind": "header", "api_name": "X-Token"}
    command, recorded = RIGHT["a list"]

    assert not judge(path, command, recorded, BASE, [credential]).right
    sent = replace(recorded, headers=(*recorded.headers, ("X-Token", "conformance-token")))
    assert judge(path, command, sent, BASE, [credential]).right


def test_failing_library_is_replaced(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What breaks inside openapi-core is no verdict: we judge by hand, and still see the fault."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(f"{judge.__module__}._openapi", broken)
    right = judge(document, *RIGHT["a body"], BASE)
    wrong = judge(document, *WRONG["body member's type"][:2], BASE)

    assert (right.right, right.judge) == (True, "by hand")
    assert "ZeroDivisionError" in right.why
    assert not wrong.right


def test_lost_option_is_found(document: Path) -> None:
    """An option that the caller gave and the request lacks is reported."""
    option = {"option": "--limit", "aliases": [], "kind": "integer", "place": "query", "api_name": "limit"}
    command = {**LIST, "options": [option]}
    without = _get("/base/projects/a/tickets?status=open")

    def lost(recorded: Recorded) -> list[str]:
        reading = understand(document, command, recorded, BASE)
        assert reading
        return list(lost_options(command, ["--limit", "5"], recorded, reading, {}))

    assert lost(without) == ["--limit never arrived in the query"]
    assert lost(RIGHT["a list"][1]) == []


def test_loopback_records_and_answers(document: Path) -> None:
    """The server hands over what came, unchanged, and answers from the document."""
    loaded = load_document(document)
    answer = answer_for(loaded, loaded.operation("GET", LIST["path"]))
    with Loopback(lambda recorded: answer) as server:
        with urllib.request.urlopen(f"{server.url}/a%20b?c=%2F") as response:
            items = json.load(response)
        taken = server.take()

    assert items[0]["title"] == "text"
    assert [(each.method, each.target) for each in taken] == [("GET", "/a%20b?c=%2F")]
    assert server.take() == []


def test_empty_answer(document: Path) -> None:
    """An operation without content is answered with 204 and no body."""
    loaded = load_document(document)

    assert answer_for(loaded, loaded.operation("POST", CREATE["path"])) == Answer(204, b"", {})


def test_base_url_variable() -> None:
    """The variable is the connector's name in capitals."""
    assert base_url_variable(Path("x/aos-acme-crm")) == "ACME_CRM_BASE_URL"
