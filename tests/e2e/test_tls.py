"""A generated connector with a client's certificate, against a server that asks for one.

The keys under `tls/` are of this test alone: an authority made for it, a server on 127.0.0.1, a client.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from .test_connector import call, made

TLS = Path(__file__).resolve().parent / "tls"
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Vault", "version": "1"},
    "servers": [{"url": "https://vault.example"}],
    "security": [{"Certificate": []}],
    "components": {"securitySchemes": {"Certificate": {"type": "mutualTLS"}}},
    "paths": {"/seal": {"get": {"operationId": "getSeal", "responses": {"200": {"description": "It"}}}}},
}
MAP = """
version: 1
connector: {name: vault, label: Vault, description: Seals}
auth: {Certificate: {certificate: {env: VAULT_CERT_ID}, key: {env: VAULT_CERT_KEY}}}
health: {operation: getSeal}
commands: {seal.get: {operation: getSeal, mode: readonly, risk: 1}}
"""


class _Vault(BaseHTTPRequestHandler):
    """Answers with the name on the client's certificate."""

    def do_GET(self) -> None:
        connection = self.connection
        assert isinstance(connection, ssl.SSLSocket)
        subject: Any = (connection.getpeercert() or {}).get("subject", ())
        content = json.dumps({"client": subject[0][0][1]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing on stderr."""


@pytest.fixture(scope="module")
def vault() -> Iterator[str]:
    """The URL of a server that refuses whoever shows no certificate of the authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "server.pem", TLS / "server-key.pem")
    context.load_verify_locations(TLS / "authority.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Vault)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def connector(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The agent-harness of a connector that shows a certificate."""
    folder = tmp_path_factory.mktemp("vault")
    (folder / "vault.json").write_text(json.dumps(DOCUMENT))
    (folder / "map.yaml").write_text(MAP)
    return made(folder, folder / "vault.json", folder / "map.yaml", "vault")


def shown(connector: Path, url: str, certificate: str, key: str) -> tuple[int, dict[str, Any]]:
    """One call that trusts the authority and shows `certificate`."""
    return call(
        connector,
        *("seal", "get"),
        module="vault",
        VAULT_BASE_URL=url,
        VAULT_CERT_ID=str(TLS / certificate),
        VAULT_CERT_KEY=str(TLS / key),
        SSL_CERT_FILE=str(TLS / "authority.pem"),
    )


def test_the_certificate_is_shown(connector: Path, vault: str) -> None:
    """The server knows the client by it, and no path of a key is printed."""
    code, envelope = shown(connector, vault, "client.pem", "client-key.pem")

    assert (code, envelope["data"]) == (0, {"client": "client"})
    assert "client-key.pem" not in json.dumps(envelope)


@pytest.mark.parametrize(
    ("certificate", "key"), [("client.pem", "server-key.pem"), ("gone.pem", "client-key.pem")]
)
def test_a_certificate_that_cannot_be_used_is_a_mistake_of_the_configuration(
    certificate: str, key: str, connector: Path, vault: str
) -> None:
    """A key of another, or a file that is not there: exit 4, before anything is sent."""
    code, envelope = shown(connector, vault, certificate, key)

    assert (code, envelope["error"]["code"]) == (4, "CONFIG_INVALID")
    assert "request" not in envelope["meta"] or envelope["meta"]["request"]["status"] is None


def test_without_a_certificate_nothing_is_sent(connector: Path, vault: str) -> None:
    """Both variables are named."""
    code, envelope = call(connector, "seal", "get", module="vault", VAULT_BASE_URL=vault)

    assert (code, envelope["error"]["details"]["missing_keys"]) == (4, ["VAULT_CERT_ID", "VAULT_CERT_KEY"])
