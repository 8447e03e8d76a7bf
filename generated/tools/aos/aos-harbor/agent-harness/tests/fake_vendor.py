"""Two stand-ins for the vendor: a client that sends nothing, and a server on this machine."""

from __future__ import annotations

import importlib
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self

import pytest
from click.testing import CliRunner
from conftest import MODULE

cli = importlib.import_module(f"{MODULE}.cli")
client = importlib.import_module(f"{MODULE}.client")
config = importlib.import_module(f"{MODULE}.config")
constants = importlib.import_module(f"{MODULE}.constants")
runtime = importlib.import_module(f"{MODULE}.runtime")


class FakeClient:
    """Answers every method with `answer`, and keeps what it was asked."""

    def __init__(self, answer: Any = None) -> None:
        self.answer = answer
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.evidence = {"method": "FAKE", "url": "fake", "status": 200, "attempts": 1}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def method(**arguments: Any) -> Any:
            self.calls.append((name, arguments))
            return self.answer

        return method


def fake(monkeypatch: pytest.MonkeyPatch, answer: Any = None) -> FakeClient:
    """Put a FakeClient in place of the connector's client."""
    made = FakeClient(answer)
    monkeypatch.setattr(runtime, "connect", lambda **settings: made)
    return made


def call(*words: str) -> tuple[int, dict[str, Any]]:
    """Run the command line with `--json`: its exit code and its envelope."""
    result = CliRunner().invoke(cli.cli, ["--json", *words])
    assert "Traceback" not in result.stderr
    envelope = json.loads(result.stdout)
    assert isinstance(envelope, dict)
    return result.exit_code, envelope


def words_of(command: str) -> list[str]:
    """`ticket.list` -> the words that call it."""
    return command.split(".")


class Seen(NamedTuple):
    """One request as the server received it."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


class LoopbackVendor:
    """A server that keeps every request and answers with `status`, `headers`, `content`."""

    def __init__(self, content: bytes = b"{}", status: int = 200, **headers: str) -> None:
        self.seen: list[Seen] = []
        seen = self.seen

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                received = {name.lower(): value for name, value in self.headers.items()}
                seen.append(Seen(self.command, self.path, received, self.rfile.read(length)))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(content)

            do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

            def log_message(self, format: str, *arguments: Any) -> None:
                """Say nothing on stderr."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.server.server_close()
