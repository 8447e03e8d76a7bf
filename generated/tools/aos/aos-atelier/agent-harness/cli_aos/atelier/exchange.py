"""One request on the wire: an open answer, or the CliError that says why there is none."""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from . import config, connecting, output
from .address import LOOPBACK
from .errors import BACKEND, CliError

LONGEST = 300
REQUEST_IDS = ("x-request-id", "request-id", "x-amzn-requestid", "x-correlation-id", "cf-ray")


class Request(NamedTuple):
    """One request as it is sent."""

    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes | None
    shown: str
    """Its URL as evidence and messages show it: without a credential."""
    host: str
    """The vendor's host, as messages name it."""


class UnsentError(CliError):
    """No connection was made, so that nothing of the request has been sent; the next may be made."""


class _Plain(urllib.request.HTTPErrorProcessor):
    """Hands every status back: redirects and errors are not urllib's business."""

    def http_response(self, request: Any, response: Any) -> Any:
        return response

    https_response = http_response


class Line:
    """How the requests of a command are sent: until when, told or not, with which certificate."""

    def __init__(self, deadline: float, verbose: bool) -> None:
        self.deadline = deadline
        self.verbose = verbose
        self.context: ssl.SSLContext | None = None
        self.evidence: dict[str, Any] | None = None
        self.added: list[str] = []
        """What extensions.py has added to the request, by name."""

    def begin(self, request: Request, attempt: int = 1) -> None:
        """Start the evidence of a request: `meta.request` of the envelope."""
        self.evidence = {
            "method": request.method,
            "url": request.shown,
            "status": None,
            "request_id": None,
            "attempts": attempt,
            **({"added": self.added} if self.added else {}),
        }

    @contextmanager
    def open(self, request: Request, *, certified: bool = True) -> Iterator[Any]:
        """The open answer, of whatever status; what breaks off within is told as no answer.

        `certified` shows the client's certificate, where there is one.
        """
        evidence = self.evidence
        assert evidence is not None
        started = time.monotonic()
        status = 0
        try:
            with self._answer(request, self.context if certified else None) as response:
                status = int(response.status)
                evidence["status"] = status
                evidence["request_id"] = _request_id(response.headers)
                yield response
        except (OSError, http.client.HTTPException) as error:
            evidence["status"] = status or None
            raise _no_answer(request.host, error) from error
        finally:
            if self.verbose:
                milliseconds = round((time.monotonic() - started) * 1000)
                said = f"{request.method} {request.shown} {status or '-'}"
                line = f"{said} attempt {evidence['attempts']} {milliseconds} ms"
                output.tell(output.redact(line, config.secrets()) + "\n")

    def _answer(self, request: Request, context: ssl.SSLContext | None) -> Any:
        handlers: list[Any] = [_Plain, connecting.Http, connecting.Https(context)]
        if urlsplit(request.url).hostname in LOOPBACK:
            handlers.append(urllib.request.ProxyHandler({}))
        try:
            asked = urllib.request.Request(
                request.url,
                data=request.content,
                headers=dict(request.headers),
                method=request.method,
            )
            remaining = max(0.1, self.deadline - time.monotonic())
            return urllib.request.build_opener(*handlers).open(asked, timeout=remaining)
        except ValueError as error:  # A URL that urllib or the resolver cannot take.
            raise _no_answer(request.host, error) from error


def _no_answer(host: str, error: Exception) -> CliError:
    reason: Any = error.reason if isinstance(error, urllib.error.URLError) else error
    kind: type[CliError] = CliError
    if isinstance(reason, connecting.ConnectError):
        reason = reason.__cause__ or reason
        kind = UnsentError if connecting.passing(reason) else CliError
    details = {"reason": type(reason).__name__}
    # What a server sent in place of HTTP is quoted in such an error, at any length.
    # It is cut after the secrets are out: a cut one would not be recognised.
    said = output.redact(str(reason).strip(), config.secrets())[:LONGEST] or type(reason).__name__
    if isinstance(reason, ssl.SSLError):
        details["tls"], said = connecting.problem(reason)
    elif isinstance(reason, ValueError | http.client.InvalidURL):
        # Such an error quotes what it could not read; the proxy's password may be in it.
        said = "its address, or the proxy that the environment names, cannot be used"
    return kind("BACKEND_UNAVAILABLE", f"no answer from {host}: {said}", BACKEND, details)


def _request_id(headers: Mapping[str, str]) -> str | None:
    return next((str(headers[name]) for name in REQUEST_IDS if headers.get(name)), None)
