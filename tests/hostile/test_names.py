"""`--spec URL` and what names resolve to: a server of the public network leads to no other, at no time.

The names and their addresses are made up; the connections go to a server of this test, over TLS.
"""

from __future__ import annotations

import http.server
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from bounded import INPUT_ERRORS
from builders import ROOT
from click.testing import CliRunner

from aos_gen import source_url
from aos_gen.cli import cli

TLS = ROOT / "tests" / "e2e" / "tls"

ADDRESSES = {
    "vendor.example": ["8.8.8.8"],
    "other.example": ["8.8.4.4"],
    "inside.example": ["10.0.0.1"],
    "metadata.example": ["169.254.169.254"],
    "half.example": ["8.8.8.8", "127.0.0.1"],
    "next.example": ["10.0.0.2"],
    "changing.example": ["8.8.8.8", "then", "10.0.0.1"],
    "home.example": ["8.8.8.8", "then", "127.0.0.1"],
}
"""What a name resolves to; after `then`, what it does from the second time on."""


class Names:
    """The network as the names have it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.looked: dict[str, int] = {}
        self.peers: dict[socket.socket, str] = {}

    def resolve(self, host: str) -> list[str]:
        """The addresses, this time."""
        self.looked[host] = self.looked.get(host, 0) + 1
        found = ADDRESSES[host]
        if "then" not in found:
            return found
        at = found.index("then")
        return found[:at] if self.looked[host] == 1 else found[at + 1 :]

    def getaddrinfo(self, host: str, port: Any, *_: Any, **__: Any) -> list[Any]:
        """As the resolver answers."""
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in self.resolve(host)]

    def connect(self, address: tuple[str, int], *_: Any) -> socket.socket:
        """A connection to the first of the addresses, which is our server in truth."""
        found = self.resolve(address[0])[0]
        made = socket.socket()
        made.connect(("127.0.0.1", self.port))
        self.peers[made] = found
        return made


class Vendor(http.server.BaseHTTPRequestHandler):
    """Redirects to what stands behind the question mark; tells what it was asked."""

    asked: list[str]

    def do_GET(self) -> None:
        """Redirect, or a document."""
        self.asked.append(f"{self.headers['Host']}{self.path}")
        target = self.path.partition("?")[2]
        self.send_response(302 if target else 200)
        if target:
            self.send_header("Location", target)
        self.end_headers()
        self.wfile.write(b"" if target else b'{"openapi": "3.1.0"}')

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the server was asked; the names lead to it."""
    found: list[str] = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Asked", (Vendor,), {"asked": found}))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "server.pem", TLS / "server-key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    names = Names(server.server_address[1])
    real = ipaddress.ip_address
    monkeypatch.setattr(socket, "getaddrinfo", names.getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", names.connect)
    monkeypatch.setattr(source_url, "peer", lambda made: real(names.peers[made]))
    # The names are made up, and so nobody has a certificate for them.
    monkeypatch.setattr(ssl, "_create_default_https_context", ssl._create_unverified_context)
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield found
    server.shutdown()
    server.server_close()


def fetched(url: str) -> Any:
    """The command line, which reads the document first."""
    return CliRunner().invoke(cli, ["lint", "--spec", url, "--format", "json"], catch_exceptions=False)


@pytest.mark.parametrize(
    ("url", "asks"),
    [
        ("https://vendor.example/x?https://inside.example/y", 1),
        ("https://vendor.example/x?https://metadata.example/latest", 1),
        ("https://vendor.example/x?https://half.example/y", 1),
        ("https://vendor.example/x?https://other.example/y?https://inside.example/z", 2),
        # What is public when it is looked at, and is not when it is connected to.
        ("https://vendor.example/x?https://changing.example/y", 1),
        ("https://vendor.example/x?https://home.example/y", 1),
        # The same host, which needs no look: its address is another one the second time.
        ("https://changing.example/x?https://changing.example/y", 1),
    ],
)
def test_the_public_network_is_not_left(url: str, asks: int, asked: list[str]) -> None:
    """An error that says so; the server inside is asked nothing."""
    done = fetched(url)
    assert done.exit_code == INPUT_ERRORS
    assert '"url-failed"' in done.stdout
    assert "not a public address" in done.stdout
    assert len(asked) == asks


@pytest.mark.parametrize(
    "url",
    [
        "https://vendor.example/x?https://other.example/y",
        "https://vendor.example/x?/y",
        # The operator names a place inside: it may lead to another one there, and out.
        "https://inside.example/x?https://next.example/y",
        "https://inside.example/x?https://vendor.example/y",
    ],
)
def test_what_is_followed(url: str, asked: list[str]) -> None:
    """From public to public, and from where the operator says to anywhere."""
    done = fetched(url)
    assert '"url-failed"' not in done.stdout
    assert len(asked) == 2


def test_a_certificate_is_asked_for(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sits at the address of a vendor's name shows a certificate for it."""
    monkeypatch.setattr(ssl, "_create_default_https_context", ssl.create_default_context)
    done = fetched("https://vendor.example/x")
    assert '"url-failed"' in done.stdout
    assert asked == []
