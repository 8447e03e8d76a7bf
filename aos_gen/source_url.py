"""A URL into bytes: https anywhere, http only to this machine, within bounds of size and time."""

from __future__ import annotations

import ipaddress
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import IO, Any
from urllib.parse import urlsplit

from aos_gen.diagnostics import Location, Report

MAX_BYTES = 200_000_000
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


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MAX_REDIRECTS

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if not is_allowed(newurl):
            raise urllib.error.URLError(f"it redirects to '{newurl}', which is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str, at: Location, report: Report) -> Fetched | None:
    """Read a URL; None where it cannot be read, with the reason in the report."""
    if not is_allowed(url):
        message = f"'{url}' is neither https nor http to this machine"
        report.error("url-scheme", message, at, "use https, or download the document and name the file")
        return None
    deadline = time.monotonic() + MAX_SECONDS
    content = bytearray()
    try:
        opener = urllib.request.build_opener(_Redirects)
        request = urllib.request.Request(url, headers={"User-Agent": "aos-gen"})
        with opener.open(request, timeout=MAX_SECONDS) as answer:
            while block := answer.read1(1_000_000):
                content += block
                if len(content) > MAX_BYTES:
                    report_too_large(url, at, report)
                    return None
                if time.monotonic() > deadline:
                    raise TimeoutError(f"it takes longer than {MAX_SECONDS:.0f} seconds")
            return Fetched(bytes(content), answer.geturl().partition("#")[0])
    except (OSError, HTTPException, ValueError) as error:
        hint = "check the address in a browser, or download the document and name the file"
        report.error("url-failed", f"'{url}' cannot be fetched: {_reason(error)}", at, hint)
        return None


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
