"""One HTTP exchange: a request with its credential, an answer or a CliError.

Imported only by a command that calls the vendor, because urllib and ssl are slow to load.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from . import __version__, config, encode, output, strict
from .constants import DEFAULT_SCHEMES, SCHEMES, TOOL
from .deadline import LateError, within
from .errors import AUTH, BACKEND, CliError, unreadable
from .failures import failure_of

TIMEOUT = 11.5  # Seconds for the whole exchange; the host allows an agent 15.
MAX_ANSWER = 16 * 1024 * 1024
MAX_REDIRECTS = 5
LOOPBACK = ("127.0.0.1", "localhost", "::1")
REQUEST_IDS = ("x-request-id", "request-id", "x-amzn-requestid", "x-correlation-id", "cf-ray")


class _Plain(urllib.request.HTTPErrorProcessor):
    """Hands every status back: redirects and errors are this module's business."""

    def http_response(self, request: Any, response: Any) -> Any:
        return response

    https_response = http_response


class Transport:
    """Sends requests to one base URL and keeps the evidence of the last one."""

    def __init__(
        self, settings: config.Config, *, timeout: float = TIMEOUT, verbose: bool = False
    ) -> None:
        self.settings = settings
        self.timeout = timeout
        self.verbose = verbose
        self.evidence: dict[str, Any] | None = None

    def request(
        self,
        method: str,
        path: str,
        *,
        values: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
        body: Any = None,
        content_type: str = "application/json",
        accept: str = "application/json",
        schemes: tuple[str, ...] = DEFAULT_SCHEMES,
    ) -> Any:
        """Send one request; the decoded JSON answer, or None for an empty one.

        `values` fill the path's parameters. Raises CliError with the exit code that the
        answer's status asks for.
        """
        config.require(schemes, self.settings)
        if schemes and not _safe(self.settings.base_url):
            raise CliError(
                "CONFIG_INVALID", "a credential is sent over https only, or to loopback", AUTH
            )
        url = self.settings.base_url + encode.path(path, values or {})
        pairs = encode.query(query or {})
        sent = {
            "Accept": accept,
            "User-Agent": f"{TOOL}/{__version__}",
            **encode.headers(headers or {}),
        }
        secret: dict[str, str] = {}
        for name in schemes:
            secret |= SCHEMES[name].header(self.settings.credentials[name])
        content = None
        if body is not None:
            content = json.dumps(body).encode()
            sent["Content-Type"] = content_type
        self.evidence = {
            "method": method,
            "url": url + _suffix(pairs),
            "status": None,
            "request_id": None,
            "attempts": 1,
        }
        for name in schemes:
            pairs += SCHEMES[name].query(self.settings.credentials[name])
        target = url + _suffix(pairs)
        try:
            # A socket's own limit is for one read; this one is for the whole exchange.
            answered = within(
                self.timeout, lambda: self._follow(method, target, sent, secret, content)
            )
        except LateError:
            raise CliError(
                "BACKEND_UNAVAILABLE",
                f"no answer from {urlsplit(target).hostname} within {self.timeout} seconds",
                BACKEND,
            ) from None
        return self._answer(*answered)

    def _follow(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        secret: dict[str, str],
        content: bytes | None,
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Send, follow redirects that keep method and safety, and read the answer."""
        origin = urlsplit(url)
        deadline = time.monotonic() + self.timeout
        for _ in range(MAX_REDIRECTS + 1):
            same = urlsplit(url)[:2] == origin[:2]
            # Another host gets the bare request: no credential, no header of the caller's.
            sent = {**headers, **secret} if same else {"Accept": headers["Accept"]}
            status, answered, answer = self._send(method, url, sent, content, deadline)
            target = answered.get("Location", "")
            if status not in (301, 302, 303, 307, 308) or not target:
                return status, answered, answer
            following = _join(url, target)
            if _carries(following, config.secrets()) and urlsplit(following)[:2] != origin[:2]:
                break
            if not self._may_follow(method, status, url, following):
                break
            url = following
        raise CliError(
            "BACKEND_UNAVAILABLE",
            f"the vendor redirects {method} to a place that is not followed",
            BACKEND,
            {"status": status, "location": target.partition("?")[0]},
        )

    @staticmethod
    def _may_follow(method: str, status: int, url: str, following: str) -> bool:
        """Reads are redirected anywhere over https; anything else only within the host by 307, 308."""
        if urlsplit(following).scheme not in ("http", "https"):
            return False
        if urlsplit(following)[:2] == urlsplit(url)[:2]:
            return method in ("GET", "HEAD") or status in (307, 308)
        return method in ("GET", "HEAD") and urlsplit(following).scheme == "https"

    def _send(
        self, method: str, url: str, headers: dict[str, str], content: bytes | None, deadline: float
    ) -> tuple[int, Mapping[str, str], bytes]:
        """One request on the wire: status, headers and the body's bytes."""
        assert self.evidence is not None
        request = urllib.request.Request(url, data=content, headers=headers, method=method)
        started = time.monotonic()
        status = 0
        try:
            remaining = max(0.1, deadline - started)
            handlers: list[Any] = [_Plain]
            if urlsplit(url).hostname in LOOPBACK:
                handlers.append(urllib.request.ProxyHandler({}))
            with urllib.request.build_opener(*handlers).open(
                request, timeout=remaining
            ) as response:
                status = int(response.status)
                self.evidence["status"] = status
                self.evidence["request_id"] = _request_id(response.headers)
                return status, response.headers, _read(response, deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise CliError(
                "BACKEND_UNAVAILABLE",
                f"no answer from {urlsplit(url).hostname}: {reason or type(error).__name__}",
                BACKEND,
                {"reason": type(reason).__name__},
            ) from error
        finally:
            if self.verbose:
                milliseconds = round((time.monotonic() - started) * 1000)
                line = f"{method} {self._shown()} {status or '-'} attempt 1 {milliseconds} ms"
                output.tell(output.redact(line, config.secrets()) + "\n")

    def _shown(self) -> str:
        """The request's URL as evidence shows it: without a credential."""
        return str(self.evidence["url"]) if self.evidence else ""

    @staticmethod
    def _answer(status: int, headers: Mapping[str, str], content: bytes) -> Any:
        """The decoded answer of a success. Raises CliError for any other status."""
        if not 200 <= status < 300:
            raise failure_of(status, headers, content)
        if not content.strip():
            return None
        try:
            return strict.loads(content)
        except (ValueError, RecursionError) as error:
            kind = headers.get("Content-Type", "no content type")
            raise unreadable(
                f"the vendor's answer is not JSON ({kind})", status=status, content_type=kind
            ) from error


def _join(url: str, target: str) -> str:
    """Where a redirect leads; "" for a target that is no URL."""
    try:
        return urljoin(url, target)
    except ValueError:
        return ""


def _carries(url: str, secrets: list[str]) -> bool:
    """Whether a URL holds a secret, in any spelling."""
    return output.redact(url, secrets) != url


def _suffix(pairs: list[tuple[str, str]]) -> str:
    return "?" + encode.query_string(pairs) if pairs else ""


def _safe(url: str) -> bool:
    """Whether a credential may travel to `url`: over https, or to this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.hostname or "") in LOOPBACK


def _request_id(headers: Mapping[str, str]) -> str | None:
    return next((str(headers[name]) for name in REQUEST_IDS if headers.get(name)), None)


def _read(response: Any, deadline: float) -> bytes:
    """The body, within the deadline and MAX_ANSWER bytes."""
    chunks: list[bytes] = []
    size, expected = 0, response.length
    while chunk := response.read1(65536):
        size += len(chunk)
        if size > MAX_ANSWER:
            raise unreadable(f"the vendor's answer is larger than {MAX_ANSWER} bytes")
        if time.monotonic() > deadline:
            raise TimeoutError("the answer took too long")
        chunks.append(chunk)
    if expected is not None and size < expected:
        raise ConnectionError(f"the answer ended after {size} of {expected} bytes")
    return b"".join(chunks)
