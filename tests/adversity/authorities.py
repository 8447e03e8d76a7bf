"""Servers on 127.0.0.1 whose TLS is wrong, each in one way. Their certificates are made when they start."""

from __future__ import annotations

import contextlib
import datetime
import socket
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

Context = Callable[[trustme.CA], ssl.SSLContext | None]


class Wrong(NamedTuple):
    """One way to be wrong, and the code that the connector must tell it by."""

    code: str
    context: Context
    """The server's context; None for a server that speaks no TLS."""
    trusted: bool = True
    """Whether the connector trusts the authority."""


def _server(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def _right(authority: trustme.CA) -> ssl.SSLContext:
    return _server(authority.issue_cert("127.0.0.1"))


def _dated(days: int, until: int) -> Context:
    def made(authority: trustme.CA) -> ssl.SSLContext:
        now = datetime.datetime.now(datetime.UTC)
        first, last = now + datetime.timedelta(days), now + datetime.timedelta(until)
        return _server(authority.issue_cert("127.0.0.1", not_before=first, not_after=last))

    return made


def _of_another(name: str) -> Context:
    return lambda authority: _server(authority.issue_cert(name))


def _self_signed(authority: trustme.CA) -> ssl.SSLContext:
    """Signed by nobody but itself: trustme makes no such certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - datetime.timedelta(1)).not_valid_after(
        now + datetime.timedelta(1)
    )
    blob = trustme.Blob(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with blob.tempfile() as certificate, trustme.Blob(private).tempfile() as secret:
        context.load_cert_chain(certificate, secret)
    return context


def _old(authority: trustme.CA) -> ssl.SSLContext:
    context = _right(authority)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1
    return context


def _no_cipher(authority: trustme.CA) -> ssl.SSLContext:
    context = _right(authority)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("AES128-SHA")
    return context


def _guarded(authority: trustme.CA) -> ssl.SSLContext:
    context = _right(authority)
    context.verify_mode = ssl.CERT_REQUIRED
    # In 1.3 the refusal comes after the request, and may be overtaken by the end of the connection.
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    authority.configure_trust(context)
    return context


def _plain(authority: trustme.CA) -> None:
    return None


WRONG: dict[str, Wrong] = {
    "expired": Wrong("certificate-expired", _dated(-9, -2)),
    "not-yet-valid": Wrong("certificate-not-yet-valid", _dated(2, 9)),
    "wrong-name": Wrong("certificate-of-another-host", _of_another("vendor.example")),
    "wrong-address": Wrong("certificate-of-another-host", _of_another("127.0.0.2")),
    "self-signed": Wrong("certificate-self-signed", _self_signed),
    "untrusted": Wrong("certificate-untrusted", _right, trusted=False),
    "tls-1.0": Wrong("tls-too-old", _old),
    "no-cipher-in-common": Wrong("tls-refused", _no_cipher),
    "client-certificate-wanted": Wrong("tls-refused", _guarded),
    "not-tls": Wrong("not-tls", _plain),
}


class TlsServer:
    """A server that ends every handshake in its own way.

    `greeted` counts the connections, `heard` the requests.
    """

    def __init__(self, context: ssl.SSLContext | None, *, breaks: bool = False) -> None:
        self.context, self.breaks = context, breaks
        self.greeted = self.heard = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._socket.getsockname()[1]}"

    @contextlib.contextmanager
    def running(self) -> Iterator[TlsServer]:
        """The server, serving."""
        threading.Thread(target=self._serve, daemon=True).start()
        try:
            yield self
        finally:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.greeted += 1
            with connection, contextlib.suppress(OSError):
                connection.settimeout(30)
                self._greet(connection)

    def _greet(self, connection: socket.socket) -> None:
        if self.breaks:
            connection.recv(1)
            return
        if self.context is None:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 400 This is not TLS\r\nContent-Length: 0\r\n\r\n")
            return
        with self.context.wrap_socket(connection, server_side=True) as secure:
            if secure.recv(65536):
                self.heard += 1
                secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}")


def authority_file(authority: trustme.CA, where: Path) -> dict[str, Any]:
    """The environment of a process that trusts `authority`."""
    authority.cert_pem.write_to_path(str(where))
    return {"SSL_CERT_FILE": str(where)}
