"""A small generated connector, called in a process of its own or many times in one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from aos_gen.commands.generate import generate

_JSON = {"200": {"description": "It", "content": {"application/json": {"schema": {}}}}}
_FILE = {"200": {"description": "It", "content": {"application/octet-stream": {}}}}
_PAGE = {
    "type": "object",
    "properties": {
        "items": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}},
        "has_more": {"type": "boolean"},
    },
}
# Required: the connector makes one itself.
_KEY = {"name": "Idempotency-Key", "in": "header", "required": True, "schema": {"type": "string"}}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Storm", "version": "1"},
    "servers": [{"url": "https://storm.example"}],
    "security": [{"Key": []}],
    "components": {
        "securitySchemes": {
            "Key": {"type": "http", "scheme": "bearer"},
            "Client": {
                "type": "oauth2",
                "flows": {"clientCredentials": {"tokenUrl": "https://storm.example/token", "scopes": {}}},
            },
        }
    },
    "paths": {
        "/me": {
            "get": {"operationId": "getMe", "responses": _JSON},
            "post": {"operationId": "postMe", "responses": _JSON},
            "patch": {"operationId": "patchMe", "parameters": [_KEY], "responses": _JSON},
            "put": {"operationId": "putMe", "responses": _JSON},
            "delete": {"operationId": "deleteMe", "responses": _JSON},
            "head": {"operationId": "headMe", "responses": _JSON},
        },
        "/file": {"get": {"operationId": "getFile", "responses": _FILE}},
        "/all": {
            "get": {
                "operationId": "getAll",
                "security": [{"Client": []}],
                "parameters": [{"name": "page", "in": "query", "schema": {"type": "integer"}}],
                "responses": {
                    "200": {"description": "A page", "content": {"application/json": {"schema": _PAGE}}}
                },
            }
        },
        "/it": {
            "post": {"operationId": "postIt", "parameters": [_KEY], "responses": _JSON},
            "patch": {"operationId": "patchIt", "responses": _JSON},
        },
    },
}
COMMANDS = {
    f"{word}.{method}": f"{method}{word.title()}"
    for word, methods in (
        ("me", "get post patch put delete head"),
        ("it", "post patch"),
        ("file", "get"),
        ("all", "get"),
    )
    for method in methods.split()
}
SECRET = "canary-0123456789"
# Runs every call that it reads from standard input in this one process; a retry waits for nothing.
_DRIVER = """
import contextlib, importlib, io, json, os, sys
name = sys.argv[1]
cli, shell, retries, config = (
    importlib.import_module(f"cli_aos.{name}.{m}") for m in ("cli", "shell", "retries", "config"))
importlib.import_module(f"cli_aos.{name}.client")
retries.pause = lambda seconds: None
for line in sys.stdin:
    call = json.loads(line)
    os.environ[f"{name.upper()}_BASE_URL"] = call["url"]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = shell.run(cli.cli, call["words"])
    sys.__stdout__.write(json.dumps([code, out.getvalue(), err.getvalue()]) + "\\n")
    sys.__stdout__.flush()
"""


class Outcome(NamedTuple):
    """How one call ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def envelope(self) -> dict[str, Any]:
        """The one JSON value on stdout."""
        value = json.loads(self.stdout)
        assert isinstance(value, dict)
        return value


def made(out: Path, name: str = "storm") -> Path:
    """The agent-harness of the connector `name`, generated into `out`."""
    command = {"mode": "readonly", "risk": 1}
    mapping = {
        "version": 1,
        "connector": {"name": name, "label": name.title(), "description": "Weather"},
        "auth": {
            "Key": {"env": f"{name.upper()}_API_KEY"},
            "Client": {
                "client_id": {"env": f"{name.upper()}_CLIENT_ID"},
                "client_secret": {"env": f"{name.upper()}_CLIENT_SECRET"},
            },
        },
        "server": {"allow": ["nowhere.invalid"]},
        "health": {"operation": "getMe"},
        "commands": {id: {"operation": operation, **command} for id, operation in COMMANDS.items()},
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / "openapi.json").write_text(json.dumps(DOCUMENT), "utf-8")
    (out / "map.yaml").write_text(json.dumps(mapping), "utf-8")
    result = generate(str(out / "openapi.json"), str(out / "map.yaml"), out)
    assert result.written, list(result.report)
    return out / "tools" / "aos" / f"aos-{name}" / "agent-harness"


def environment(harness: Path, url: str = "", name: str = "storm", **more: str) -> dict[str, str]:
    """What a connector that runs from source needs, and nothing else that it would heed."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "TMPDIR")}
    keys = ("API_KEY", "CLIENT_ID", "CLIENT_SECRET")
    mine = {f"{name.upper()}_{key}": SECRET for key in keys} | (
        {f"{name.upper()}_BASE_URL": url} if url else {}
    )
    root = {"PYTHONPATH": str(harness), "PYTHONDONTWRITEBYTECODE": "1", "AOS_FILE_ROOT": str(harness.parent)}
    return {**kept, **root, **mine, **more}


def start(
    harness: Path, *words: str, url: str = "", name: str = "storm", **more: str
) -> subprocess.Popen[str]:
    """One call in a process of its own, begun."""
    command = [sys.executable, "-m", f"cli_aos.{name}.cli", "--json", *words]
    return subprocess.Popen(
        command,
        env=environment(harness, url, name, **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> Outcome:
    """How it ended."""
    out, err = process.communicate(timeout=120)
    return Outcome(process.returncode, out, err)


def drive(harness: Path, calls: Iterable[tuple[str, list[str]]]) -> list[Outcome]:
    """The outcomes of (base URL, words), one after the other in one process."""
    lines = "".join(json.dumps({"url": url, "words": words}) + "\n" for url, words in calls)
    done = subprocess.run(
        [sys.executable, "-c", _DRIVER, "storm"],
        env=environment(harness),
        input=lines,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr, done.stderr[-2000:]
    return [Outcome(*json.loads(line)) for line in done.stdout.splitlines()]
