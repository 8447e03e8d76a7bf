"""Credentials and tokens: what stands in its place is right, and each fault is found."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from .credential import ACCESS_TOKEN
from .document import load_document
from .judge import judge
from .loopback import Recorded
from .tokens import token_problems

BASE = "http://127.0.0.1:9/base"
COMMAND = {"id": "x.get", "method": "GET", "path": "/x"}
TOKEN_URL = "https://acme.example/oauth/token"
FLOWS = {"clientCredentials": {"tokenUrl": TOKEN_URL, "scopes": {"read": "", "write": ""}}}
SCHEMES = {
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "query": {"type": "apiKey", "in": "query", "name": "key"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
    "basic": {"type": "http", "scheme": "Basic"},
    "bearer": {"type": "http", "scheme": "bearer"},
    "oauth": {"type": "oauth2", "flows": FLOWS},
    "openid": {"type": "openIdConnect", "openIdConnectUrl": "https://acme.example"},
}
KEY = ("X-Key", "conformance-key")
COOKIE = ("Cookie", "a=b; session=conformance-key")
BEARER = ("Authorization", f"Bearer {ACCESS_TOKEN}")
BASIC = ("Authorization", "Basic " + base64.b64encode(b"conformance-user:x").decode())
QUERY = "?key=conformance-key"
# Each: the security, headers, the query, whether it is right.
CASES: dict[str, tuple[Any, list[tuple[str, str]], str, bool]] = {
    "header": ([{"key": []}], [KEY], "", True),
    "header, missing": ([{"key": []}], [], "", False),
    "query": ([{"query": []}], [], QUERY, True),
    "query, twice": ([{"query": []}], [], QUERY + "&key=conformance-key", False),
    "cookie": ([{"cookie": []}], [COOKIE], "", True),
    "cookie, two headers": ([{"cookie": []}], [("Cookie", "c=d"), COOKIE], "", False),
    "basic": ([{"basic": []}], [BASIC], "", True),
    "basic, no colon": ([{"basic": []}], [("Authorization", "Basic Y29uZm9ybWFuY2U=")], "", False),
    "bearer": ([{"bearer": []}], [BEARER], "", True),
    "oauth2": ([{"oauth": ["read"]}], [BEARER], "", True),
    "oauth2, basic": ([{"oauth": ["read"]}], [BASIC], "", False),
    "openid": ([{"openid": []}], [BEARER], "", True),
    "both": ([{"key": [], "bearer": []}], [KEY, BEARER], "", True),
    "both, one missing": ([{"key": [], "bearer": []}], [BEARER], "", False),
    "either": ([{"key": []}, {"bearer": []}], [BEARER], "", True),
    "either, none": ([{"key": []}, {"bearer": []}], [], "", False),
    "optional": ([{"key": []}, {}], [], "", True),
    "none": ([], [], "", True),
    "none, but sent": ([], [BEARER], "", False),
}  # fmt: skip


def _document(folder: Path, security: Any) -> Path:
    parameters = [{"name": "a", "in": "cookie", "schema": {"type": "string"}}]
    parameters += [{"name": "c", "in": "cookie", "schema": {"type": "string"}}]
    item = {"get": {"security": security, "parameters": parameters, "responses": {}}}
    path = folder / "acme.json"
    told = {"openapi": "3.1.0", "components": {"securitySchemes": SCHEMES}, "paths": {"/x": item}}
    path.write_text(json.dumps(told), "utf-8")
    return path


@pytest.mark.parametrize(("security", "headers", "query", "right"), CASES.values(), ids=CASES)
def test_places(
    tmp_path: Path, security: Any, headers: list[tuple[str, str]], query: str, right: bool
) -> None:
    """Every kind of scheme, alone, together and as alternatives."""
    recorded = Recorded("GET", f"/base/x{query}", (("Accept", "*/*"), *headers), b"")

    verdict = judge(_document(tmp_path, security), COMMAND, recorded, BASE)

    assert verdict.right == right, verdict.why


def test_values_of_the_map(tmp_path: Path) -> None:
    """A prefix and a fixed password are looked at, for the document knows neither."""
    document = _document(tmp_path, [{"key": []}])
    credential = {
        "scheme": "key",
        "kind": "header",
        "api_name": "X-Key",
        "prefix": "Token ",
        "env": ["ACME_KEY"],
    }
    sent = Recorded("GET", "/base/x", (("Accept", "*/*"), ("X-Key", "Token conformance-acme_key")), b"")
    without = replace(sent, headers=(("Accept", "*/*"), ("X-Key", "conformance-acme_key")))

    assert judge(document, COMMAND, sent, BASE, [credential]).right
    assert "lacks the prefix" in judge(document, COMMAND, without, BASE, [credential]).why

    (tmp_path / "basic").mkdir()  # documents are read once
    document = _document(tmp_path / "basic", [{"basic": []}])
    credential = {"scheme": "basic", "kind": "basic", "api_name": "", "constant": "x", "env": ["ACME_KEY"]}
    pair = base64.b64encode(b"conformance-acme_key:x").decode()
    sent = Recorded("GET", "/base/x", (("Accept", "*/*"), ("Authorization", f"Basic {pair}")), b"")

    assert judge(document, COMMAND, sent, BASE, [credential]).right
    assert not judge(document, COMMAND, sent, BASE, [credential | {"constant": ""}]).right


CLIENT = {
    "scheme": "oauth",
    "kind": "oauth2",
    "token_url": TOKEN_URL,
    "scopes": ["read"],
    "client_auth": "basic",
}
CLIENT |= {"env": ["ACME_CLIENT_ID", "ACME_CLIENT_SECRET"]}
PAIR = "conformance-acme_client_id:conformance-acme_client_secret"
ASKED = Recorded(
    "POST",
    "/oauth/token",
    (
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Authorization", "Basic " + base64.b64encode(PAIR.encode()).decode()),
    ),
    b"grant_type=client_credentials&scope=read",
)
IN_BODY = b"&client_id=conformance-acme_client_id&client_secret=conformance-acme_client_secret"
TOKENS: dict[str, tuple[Recorded, str, str]] = {
    "right": (ASKED, "basic", ""),
    "in the body": (
        replace(ASKED, headers=ASKED.headers[:1], body=ASKED.body + IN_BODY), "body", "",
    ),
    "in both": (replace(ASKED, body=ASKED.body + IN_BODY), "basic", "Authorization alone"),
    "elsewhere": (replace(ASKED, target="/token"), "basic", "at /token"),
    "method": (replace(ASKED, method="GET"), "basic", "GET"),
    "grant type": (replace(ASKED, body=b"grant_type=password&scope=read"), "basic", "grant_type"),
    "scope": (replace(ASKED, body=b"grant_type=client_credentials"), "basic", "scope"),
    "content type": (replace(ASKED, headers=ASKED.headers[1:]), "basic", "Content-Type"),
    "client": (replace(ASKED, headers=ASKED.headers[:1]), "basic", "Authorization alone"),
}  # fmt: skip


@pytest.mark.parametrize(("recorded", "client_auth", "why"), TOKENS.values(), ids=TOKENS)
def test_token_requests(tmp_path: Path, recorded: Recorded, client_auth: str, why: str) -> None:
    """A token is asked for as RFC 6749, 4.4 and 2.3.1 have it."""
    document = load_document(_document(tmp_path, []))

    found = list(token_problems(document, [CLIENT | {"client_auth": client_auth}], recorded))

    assert why in "; ".join(found) if why else found == []
