"""A URL into bytes: https anywhere, http only to this machine, within bounds of size and time.

A redirect keeps its scheme, and leads to no place of this machine or its networks unless the user named
one there: a vendor's server cannot make us ask what only we can reach. What a name resolves to is looked at
before the redirect is followed, and again once we are connected, before a byte is sent: a name may resolve
to another address the second time. The address that the operator names is the operator's own business.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import IO, Any
from urllib.parse import urlsplit

from aos_gen.diagnostics import Location, Report

MAX_BYTES = 80_000_000
"""Six times the largest document that we know."""

MAX_SECONDS = 60.0
MAX_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was read, and from where after redirects."""

    content: bytes
    url: str


def is_allowed(url: str) -> bool:
    """https anywhere; http only to this machine, where nobody can change it on the way."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme == "https":
            return bool(host)
        return parts.scheme == "http" and (host == "localhost" or ipaddress.ip_address(host).is_loopback)
    except ValueError:
        return False


def without_credentials(url: str) -> str:
    """The URL as it may be printed: without user and password."""
    scheme, separator, rest = url.partition("://")
    host = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    return f"{scheme}{separator}{rest.removeprefix(host[: host.rfind('@') + 1])}"


def is_public(host: str) -> bool:
    """Whether every address of a host is one of the public network."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return all(ipaddress.ip_address(str(one[4][0]).partition("%")[0]).is_global for one in found)


@dataclass(slots=True)
class _Reach:
    """Where one exchange has been: begun on a public address, it stays on such."""

    public: bool | None = None

    def connect(self, address: tuple[str, int], *rest: Any) -> socket.socket:
        """A connection. Raises URLError where it left the public network."""
        made = socket.create_connection(address, *rest)
        met = peer(made)
        if self.public and not met.is_global:
            made.close()
            raise urllib.error.URLError(f"'{address[0]}' has led to {met}, which is not a public address")
        self.public = met.is_global if self.public is None else self.public
        return made


def peer(connection: socket.socket) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The address at the other end."""
    return ipaddress.ip_address(str(connection.getpeername()[0]).partition("%")[0])


class _Https(urllib.request.HTTPSHandler):
    """https whose connections are looked at; a proxy that the operator named is the one who connects."""

    def __init__(self) -> None:
        super().__init__()
        self.reach = _Reach()

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(self._connection, req)

    def _connection(self, host: str, **rest: Any) -> HTTPConnection:
        made = _Connection(host, **rest)
        made.reach = self.reach
        return made


class _Connection(HTTPSConnection):
    reach: _Reach

    def connect(self) -> None:
        # The one place where the library lets a connection be made by somebody else.
        if not self._tunnel_host:  # type: ignore[attr-defined]  # set for a proxy
            self._create_connection = self.reach.connect
        super().connect()


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MAX_REDIRECTS

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        shown = without_credentials(newurl)
        if not is_allowed(newurl) or new.scheme != old.scheme:
            raise urllib.error.URLError(f"it redirects to '{shown}', which is not {old.scheme}")
        if without_credentials(newurl) != newurl:
            raise urllib.error.URLError(f"it redirects to '{shown}' with a user or a password")
        inwards = new.hostname != old.hostname and not is_public(new.hostname or "")
        if new.scheme == "https" and inwards and is_public(old.hostname or ""):
            raise urllib.error.URLError(f"it redirects to '{shown}', which is not a public address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str, at: Location, report: Report) -> Fetched | None:
    """Read a URL; None where it cannot be read, with the reason in the report."""
    shown = without_credentials(url)
    if not is_allowed(url):
        message = f"'{shown}' is neither https nor http to this machine"
        report.error("url-scheme", message, at, "use https, or download the document and name the file")
        return None
    if shown != url:
        message = f"the URL '{shown}' holds a user or a password, which would be kept wherever it is named"
        report.error("url-credentials", message, at, "download the document and name the file")
        return None
    hint = "check the address in a browser, or download the document and name the file"
    found = _within(MAX_SECONDS, lambda: _read(url))
    if isinstance(found, Fetched):
        return found
    if isinstance(found, _TooLargeError):
        report_too_large(shown, at, report)
    else:
        report.error("url-failed", f"'{shown}' cannot be fetched: {_reason(found)}", at, hint)
    return None


class _TooLargeError(OSError):
    """More bytes than any document has."""


def _read(url: str) -> Fetched | Exception:
    """What is there, or what went wrong; as slow as the other side wants it."""
    content = bytearray()
    deadline = time.monotonic() + MAX_SECONDS
    try:
        opener = urllib.request.build_opener(_Redirects, _Https())
        request = urllib.request.Request(url, headers={"User-Agent": "aos-gen"})
        with opener.open(request, timeout=MAX_SECONDS) as answer:
            while block := answer.read1(1_000_000):
                content += block
                if len(content) > MAX_BYTES:
                    return _TooLargeError()
                if time.monotonic() > deadline:
                    return _too_slow(MAX_SECONDS)
            return Fetched(bytes(content), answer.geturl().partition("#")[0])
    except (OSError, HTTPException, ValueError) as error:
        return error


def _within(seconds: float, read: Callable[[], Fetched | Exception]) -> Fetched | Exception:
    """What `read` gives, if it does so in time.

    A name that nobody resolves, or headers that come byte by byte, are waited for in a thread that ends
    with the process.
    """
    found: list[Fetched | Exception] = []
    thread = threading.Thread(target=lambda: found.append(read()), daemon=True)
    thread.start()
    thread.join(seconds)
    return found[0] if found else _too_slow(seconds)


def _too_slow(seconds: float) -> TimeoutError:
    return TimeoutError(f"it takes longer than {seconds:.0f} seconds")


def _reason(error: BaseException) -> str:
    """Why it failed, in words: without numbers and names that only a programmer knows."""
    if isinstance(error, urllib.error.HTTPError):
        return f"the server answers {error.code} {error.reason}".rstrip()
    inner = getattr(error, "reason", error)
    words = (inner.strerror if isinstance(inner, OSError) else None) or str(inner) or type(inner).__name__
    return words[:1].lower() + words[1:]


def report_too_large(name: str, at: Location, report: Report) -> None:
    """The input is larger than any document."""
    message = f"'{name}' is larger than {MAX_BYTES // 1_000_000} MB"
    hint = "an OpenAPI document is a few MB: check that it is the right file"
    report.error("file-too-large", message, at, hint)
