"""Connections to the vendor's host: what fails before the request is sent, and why.

Imported only by a command that calls the vendor.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import urllib.request
from functools import partial
from typing import Any

# What is wrong with a certificate, by OpenSSL's number for it (X509_V_ERR_*).
_CERTIFICATE = {
    9: ("certificate-not-yet-valid", "its certificate is not valid yet"),
    10: ("certificate-expired", "its certificate has expired"),
    18: ("certificate-self-signed", "its certificate is self-signed"),
    19: ("certificate-untrusted", "its certificate is of an authority that is not trusted"),
    20: ("certificate-untrusted", "its certificate is of an authority that is not trusted"),
    21: ("certificate-untrusted", "its certificate is of an authority that is not trusted"),
    23: ("certificate-revoked", "its certificate is revoked"),
    62: ("certificate-of-another-host", "its certificate is another host's"),
    64: ("certificate-of-another-host", "its certificate is another host's"),
}
_OLD = (
    *("UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "VERSION_TOO_LOW"),
    *("NO_PROTOCOLS_AVAILABLE", "DH_KEY_TOO_SMALL", "LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED"),
)
_PLAIN = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL", "RECORD_LAYER_FAILURE")


class ConnectError(OSError):
    """No connection was made; its cause says why. Nothing of the request has been sent."""


class _Response(http.client.HTTPResponse):
    def _read_status(self) -> Any:
        """The status line of the answer, after those of interim ones (RFC 9110, 15.2).

        http.client passes over 100 alone; 101 is an answer: to a question that nobody asked.
        """
        while True:
            found = super()._read_status()  # type: ignore[misc]  # private, so in no stub
            if not 101 < found[1] < 200:
                return found
            http.client.parse_headers(self.fp)


class _Plain(http.client.HTTPConnection):
    response_class = _Response

    def connect(self) -> None:
        try:
            super().connect()
        except OSError as error:
            raise ConnectError from error


class _Secure(http.client.HTTPSConnection):
    response_class = _Response

    def connect(self) -> None:
        try:
            super().connect()
        except OSError as error:
            raise ConnectError from error


class Http(urllib.request.HTTPHandler):
    """Plain HTTP over these connections."""

    def http_open(self, request: Any) -> Any:
        return self.do_open(_Plain, request)


class Https(urllib.request.HTTPSHandler):
    """HTTPS over these connections, with the client's certificate of `context` where there is one."""

    def __init__(self, context: ssl.SSLContext | None) -> None:
        super().__init__(context=context)
        self._made: Any = partial(_Secure, context=context)

    def https_open(self, request: Any) -> Any:
        return self.do_open(self._made, request)


def passing(reason: object) -> bool:
    """Whether a failure to connect may be another one the next time.

    A name that there is not, a certificate that is wrong, a version that is not spoken and a proxy
    that refuses are so the next time too.
    """
    if isinstance(reason, socket.gaierror):
        return reason.errno == socket.EAI_AGAIN
    if isinstance(reason, ssl.SSLError):
        return problem(reason)[0] == "tls-broken-off"
    return not str(reason).startswith("Tunnel connection failed: 4")


def problem(error: ssl.SSLError) -> tuple[str, str]:
    """What is wrong with a host's TLS: a code, and the words for it."""
    if isinstance(error, ssl.SSLCertVerificationError):
        said = getattr(error, "verify_message", "")
        other = ("certificate-invalid", f"its certificate is not valid ({said})")
        return _CERTIFICATE.get(getattr(error, "verify_code", 0), other)
    reason = str(getattr(error, "reason", None) or "")
    if reason in _OLD:
        return "tls-too-old", "it speaks no version of TLS that is safe"
    if reason in _PLAIN:
        return "not-tls", "what answers there is not TLS"
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError) or not reason:
        return "tls-broken-off", "it broke off the secure connection"
    return "tls-refused", f"no secure connection ({reason.replace('_', ' ').lower()})"
