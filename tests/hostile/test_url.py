"""`--spec URL` against servers that mean harm: slow, endless, packed, redirecting to where none should go."""

from __future__ import annotations

import gzip
import http.server
import socketserver
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from aos_gen import source_url
from aos_gen.diagnostics import Location, Report
from aos_gen.source import SourceSet

AT = Location("x")


class Harm(http.server.BaseHTTPRequestHandler):
    """One bad manner a path."""

    def do_GET(self) -> None:
        """Answer as the path says."""
        getattr(self, "do_" + self.path.strip("/").partition("?")[0])()

    def do_drip(self) -> None:
        """A body that comes byte by byte, and never ends."""
        self.send_response(200)
        self.end_headers()
        self._for_ever(b"a")

    def do_headers(self) -> None:
        """Headers that never end."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
        self._for_ever(b"a")

    def do_endless(self) -> None:
        """A body as fast as can be."""
        self.send_response(200)
        self.end_headers()
        self._for_ever(b"a" * 100_000, 0)

    def do_packed(self) -> None:
        """A gzip bomb, said to be one."""
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(gzip.compress(b"a" * 50_000_000))

    def do_to(self) -> None:
        """A redirect to what stands behind the question mark."""
        self.send_response(302)
        self.send_header("Location", self.path.partition("?")[2])
        self.end_headers()

    def _for_ever(self, block: bytes, pause: float = 0.05) -> None:
        try:
            while True:
                self.wfile.write(block)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            return

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The server's address."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Harm)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["drip", "headers"])
def test_a_slow_answer_has_an_end(site: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that keep coming do not keep us: the time is that of the whole exchange."""
    monkeypatch.setattr(source_url, "MAX_SECONDS", 0.5)
    report = Report()
    assert source_url.fetch(f"{site}/{path}", AT, report) is None
    assert report.codes() == ("url-failed",)
    assert "takes longer" in next(iter(report)).message


def test_an_endless_answer_has_an_end(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is larger than any document is not read to its end."""
    monkeypatch.setattr(source_url, "MAX_BYTES", 1_000_000)
    report = Report()
    assert source_url.fetch(f"{site}/endless", AT, report) is None
    assert report.codes() == ("file-too-large",)


def test_nothing_is_unpacked(site: str) -> None:
    """We ask for no compression and undo none: a gzip bomb is bytes that are no text."""
    report = Report()
    assert SourceSet().open(f"{site}/packed", report) is None
    assert report.codes() == ("not-text",)


@pytest.mark.parametrize(
    "target",
    ["https://127.0.0.1:1/x", "http://10.0.0.1/x", "http://169.254.169.254/latest", "file:///etc/passwd",
     "ftp://127.0.0.1/x", "http://ada:secret@127.0.0.1:1/x"],
)  # fmt: skip  # a list of words reads better in rows
def test_redirects_that_are_not_followed(site: str, target: str) -> None:
    """Not to another scheme, not off this machine by http, not with credentials; none of which are shown."""
    report = Report()
    assert source_url.fetch(f"{site}/to?{target}", AT, report) is None
    assert report.codes() == ("url-failed",)
    assert "redirect" in next(iter(report)).message.partition("fetched:")[2].lower()
    assert "secret" not in next(iter(report)).message.partition("fetched:")[2]


@pytest.mark.parametrize(
    ("host", "public"),
    [("127.0.0.1", False), ("10.1.2.3", False), ("169.254.169.254", False), ("::1", False),
     ("fd00::1", False), ("192.168.1.1", False), ("0.0.0.0", False), ("localhost", False), ("8.8.8.8", True),
     ("2606:4700::1111", True)],
)  # fmt: skip  # a table reads better in rows
def test_which_hosts_are_public(host: str, public: bool) -> None:
    """A redirect from a public host leads to a public one: see `_Redirects`."""
    assert source_url.is_public(host) is public


@pytest.mark.parametrize(
    "url", ["https://ada:secret@api.acme.example/x", "https://secret@api.acme.example/x?y#z"]
)
def test_credentials_in_a_url_are_refused_and_not_shown(url: str) -> None:
    """Neither the message nor the place shows them."""
    report = Report()
    assert SourceSet().open(url, report) is None
    assert report.codes() == ("url-credentials",)
    assert "secret" not in repr(list(report))
