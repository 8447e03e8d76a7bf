"""Two stand-ins for the vendor: a client that sends nothing, and a server on this machine."""

from __future__ import annotations

import importlib
import json
import os
import threading
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self

import pytest
from click.testing import CliRunner
from conftest import MODULE

cli = importlib.import_module(f"{MODULE}.cli")
client = importlib.import_module(f"{MODULE}.client")
config = importlib.import_module(f"{MODULE}.config")
constants = importlib.import_module(f"{MODULE}.constants")
errors = importlib.import_module(f"{MODULE}.errors")
exchange = importlib.import_module(f"{MODULE}.exchange")
runtime = importlib.import_module(f"{MODULE}.runtime")


class FakeClient:
    """Answers every method with `answer`, or with each of `pages` in turn, and keeps what it was asked."""

    def __init__(self, answer: Any = None, headers: dict[str, str] | None = None) -> None:
        self.answer = answer
        self.headers = headers or {}
        self.stopped = ""
        self.timeout = 10.0
        self.deadline = time.monotonic() + self.timeout
        self.pages: list[Any] = []
        self.went_to: list[str] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.evidence = {"method": "FAKE", "url": "fake", "status": 200, "attempts": 1}

    def go_to(self, url: str, **how: Any) -> None:
        """Keep the URL of a next page."""
        self.went_to.append(url)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def method(**arguments: Any) -> Any:
            self.calls.append((name, arguments))
            return self.pages.pop(0) if self.pages else self.answer

        return method


def fake(
    monkeypatch: pytest.MonkeyPatch, answer: Any = None, headers: dict[str, str] | None = None
) -> FakeClient:
    """Put a FakeClient in place of the connector's client."""
    made = FakeClient(answer, headers)
    monkeypatch.setattr(runtime, "connect", lambda **settings: made)
    return made


def write_files(case: dict[str, Any]) -> None:
    """Write the files that a case's words name."""
    for name, text in case["files"].items():
        with open(os.path.join(os.environ["AOS_FILE_ROOT"], name), "w", encoding="utf-8") as file:
            file.write(text)


def without_file(value: Any) -> Any:
    """An answer or its data without the name of a saved file, which is different everywhere."""
    return {k: v for k, v in value.items() if k != "file"} if isinstance(value, dict) else value


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


class Reply(NamedTuple):
    """One answer of the server."""

    content: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = {}


class LoopbackVendor:
    """A server that keeps every request; it answers with each of `replies`, then with the last."""

    def __init__(
        self, content: bytes = b"{}", status: int = 200, *replies: Reply, **headers: str
    ) -> None:
        self.seen: list[Seen] = []
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies = [*replies] or [Reply(content, status, named)]
        vendor = self

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                received = {name.lower(): value for name, value in self.headers.items()}
                body = self.rfile.read(length)
                vendor.seen.append(Seen(self.command, self.path, received, body))
                reply = vendor.replies[min(len(vendor.seen), len(vendor.replies)) - 1]
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.content)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(reply.content)

            do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any
            do_OPTIONS = do_TRACE = do_QUERY = handle_any

            def log_message(self, format: str, *arguments: Any) -> None:
                """Say nothing on stderr."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    @classmethod
    def of(cls, *replies: Reply) -> Self:
        """A server that answers with each of `replies`, then with the last again."""
        return cls(b"", 200, *replies)

    @classmethod
    def replying(cls, case: dict[str, Any]) -> Self:
        """A server that answers as the vendor does in a test case."""
        reply = case["reply"]
        return cls.of(Reply(reply["text"].encode(), reply["status"], dict(reply["headers"])))

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.server.server_close()
