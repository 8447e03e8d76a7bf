"""A recording HTTP server on 127.0.0.1: a connector's requests -> a list to judge, and plausible answers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Recorded:
    """One request as it came over the wire: nothing decoded, no header merged."""

    method: str
    target: str
    """The raw path including the query."""
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case of letters."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True)
class Answer:
    """What the server says: a status, headers and bytes."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


Answerer = Callable[[Recorded], Answer]


class Loopback:
    """The server as a context manager. `take` hands the requests over that came since the last call."""

    def __init__(self, answerer: Answerer | None = None) -> None:
        self.answerer: Answerer = answerer or (lambda recorded: Answer())
        self._recorded: list[Recorded] = []
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def take(self) -> list[Recorded]:
        """The requests recorded so far, which are then forgotten."""
        with self._lock:
            taken, self._recorded = self._recorded, []
        return taken

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _record(self, recorded: Recorded) -> Answer:
        with self._lock:
            self._recorded.append(recorded)
        return self.answerer(recorded)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        loopback = self

        class Handler(BaseHTTPRequestHandler):
            """Takes any method: the judge, not the server, says which one is right."""

            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self._chunks() if self.headers.get("Transfer-Encoding") else self.rfile.read(length)
                headers = tuple((str(key), str(value)) for key, value in self.headers.items())
                answer = loopback._record(Recorded(self.command, self.path, headers, body))
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.status != 204:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if self.command != "HEAD" and answer.status != 204:
                    self.wfile.write(answer.body)

            def _chunks(self) -> bytes:
                """A chunked body: size lines in hexadecimal, the last of them 0."""
                body = b""
                while size := int(self.rfile.readline().split(b";")[0], 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return body

            def __getattr__(self, name: str) -> Any:
                # http.server looks for do_GET, do_PATCH, do_QUERY, ...
                if name.startswith("do_"):
                    return self.handle_any
                raise AttributeError(name)

            def log_message(self, format: str, *args: Any) -> None:
                """Silent: stderr belongs to the report."""

        return Handler
