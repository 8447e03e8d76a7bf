"""Which operation a command means, where it goes, and what openapi-core cannot be asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .by_hand import check_accept, check_server
from .connector import borrow_connector
from .document import Operation, load_document
from .drive import TLS, jobs_of, judge_connector
from .loopback import Recorded
from .test_drive import CLI, _write_connector

PATHS: dict[str, Any] = {
    "/logs": {"get": {"operationId": "list"}},
    "/logs#archive": {"get": {"operationId": "archive"}},
    "/logs?all": {"get": {}},
}


@pytest.mark.parametrize(
    ("name", "path"),
    [("list", "/logs"), ("archive", "/logs#archive"), ("GET /logs?all", "/logs?all"), ("unknown", "/logs")],
)
def test_path_of_an_operation(tmp_path: Path, name: str, path: str) -> None:
    """The lock's path has no fragment; the operation's name leads to the one that has."""
    file = tmp_path / "acme.json"
    file.write_text(json.dumps({"openapi": "3.1.0", "paths": PATHS}), "utf-8")

    assert load_document(file).path_of(name, "/logs") == path


@pytest.mark.parametrize(
    ("servers", "server", "right"),
    [
        ((), "", True),
        (("https://files.acme.example/",), "https://files.acme.example", True),
        (("https://{region}.acme.example/v1",), "https://eu.acme.example/v1", True),
        (("https://files.acme.example",), "", False),
        (("https://files.acme.example",), "https://evil.example", False),
        (("/v2",), "", True),
    ],
)
def test_server_of_an_operation(servers: tuple[str, ...], server: str, right: bool) -> None:
    """An operation with servers of its own goes to one of them, unless they are relative."""
    operation = Operation("GET", "/x", [], None, {}, None, servers)

    assert (list(check_server(operation, server, "https://acme.example")) == []) == right


@pytest.mark.parametrize(
    ("accept", "right"),
    [
        ("text/csv", True),
        ("*/*", True),
        ("text/*", True),
        ("application/json", False),
        ("text/csv;q=0.5", True),
    ],
)
def test_accept(tmp_path: Path, accept: str, right: bool) -> None:
    """What is asked for is something that the vendor answers."""
    file = tmp_path / "acme.json"
    file.write_text(json.dumps({"openapi": "3.1.0", "paths": {}}), "utf-8")
    operation = Operation("GET", "/x", [], None, {"200": {"content": {"text/csv": {}}}}, None)
    recorded = Recorded("GET", "/x", (("Accept", accept),), b"")

    assert (list(check_accept(load_document(file), operation, recorded)) == []) == right


def test_certificates_are_skipped(tmp_path: Path) -> None:
    """A command that needs a client's certificate is no judged command, and the report says why."""
    tree = _write_connector(tmp_path, CLI)
    lock = json.loads((tree / "aos-gen.lock").read_text("utf-8"))
    lock["plan"]["auth"]["credentials"] = [
        {"scheme": "login", "kind": "tls", "env": ["ACME_CERTIFICATE_KEY"]}
    ]
    (tree / "aos-gen.lock").write_text(json.dumps(lock), "utf-8")

    judged = judge_connector(borrow_connector(tree), tmp_path / "acme.json")

    assert {each.verdict.judge for each in judged} == {"skipped"}
    assert {each.verdict.why for each in judged} == {TLS}


def test_runs_of_a_connector(tmp_path: Path) -> None:
    """Every way in by itself, a refused and a ready token, the request of `health`."""
    sample: dict[str, Any] = {"required": {"words": []}, "full": {"words": []}}
    command: dict[str, Any] = {
        "id": "x.get",
        "method": "GET",
        "path": "/logs",
        "options": [],
        "sample": sample,
        "pages": None,
    }
    oauth = {"scheme": "o", "kind": "oauth2", "token_url": "https://a.example/t", "token_env": "A_TOKEN"}
    plan = {
        "commands": [command | {"schemes": [["o"], ["k", "l"], []]}, command | {"schemes": [["o"]]}],
        "auth": {"credentials": [oauth]},
        "probe": {"method": "GET", "path": "/logs", "schemes": [["o"]]},
    }
    file = tmp_path / "acme.json"
    file.write_text(json.dumps({"openapi": "3.1.0", "paths": PATHS}), "utf-8")

    jobs = jobs_of(plan, load_document(file))

    ways = ["way o", "way k+l", "no credential"]
    tokens = ["expired token", "ready token"]
    assert [job.variant for job in jobs] == ["required", "required", *ways, *tokens, "health"]
