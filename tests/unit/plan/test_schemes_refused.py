"""What is wrong with a security scheme is told once, with its place and the way to mend it."""

from __future__ import annotations

from typing import Any

import pytest

from . import world
from .credentials import BASIC, CLIENT, COOKIE, ENV, HEADER, SCOPES, TLS, URL, document, oauth

MISTAKES: dict[str, tuple[Any, Any, str, str]] = {
    "digest": ({"type": "http", "scheme": "digest"}, ENV, "unsupported-security-scheme", "!S"),
    "a type that OpenAPI does not know": ({"type": "magic"}, ENV, "unsupported-security-scheme", "!S"),
    "without a type": ({}, ENV, "unsupported-security-scheme", "!S"),
    "a key in the body": ({"type": "apiKey", "in": "body", "name": "k"}, ENV, "scheme-incomplete", ""),
    "a key without a place": ({"type": "apiKey", "name": "k"}, ENV, "scheme-incomplete", ""),
    "basic without a password": (BASIC, {"username": {"env": "A_ID"}}, "scheme-incomplete", ""),
    "basic with one variable": (BASIC, ENV, "scheme-incomplete", ""),
    "mutual TLS with one variable": (TLS, ENV, "scheme-incomplete", ""),
    "a key without a variable": (HEADER, {}, "scheme-incomplete", ""),
    "a client where the document has a key": (HEADER, CLIENT, "scheme-incomplete", ""),
    "a header without a name": ({"type": "apiKey", "in": "header"}, ENV, "scheme-incomplete", ""),
    "a name that is no text": ({**COOKIE, "name": 7}, ENV, "scheme-incomplete", ""),
    "no token URL": (oauth(), CLIENT, "scheme-incomplete", ""),
    "a token URL that is no text": (oauth(tokenUrl=7), CLIENT, "scheme-incomplete", ""),
    "a token URL without TLS": (
        oauth(tokenUrl="http://acme.example/t"),
        CLIENT,
        "bad-token-url",
        "!S/flows/clientCredentials/tokenUrl",
    ),
    "a relative token URL": (
        oauth(tokenUrl="/oauth/token"),
        CLIENT,
        "bad-token-url",
        "!S/flows/clientCredentials/tokenUrl",
    ),
    "a token URL with a credential": (
        oauth(),
        {**CLIENT, "token_url": "https://u:p@acme.example/t"},
        "bad-token-url",
        "/token_url",
    ),
    "a token URL with a line break": (
        oauth(),
        {"type": "oauth2", **CLIENT, "token_url": "https://acme.example/\tt"},
        "bad-token-url",
        "/token_url",
    ),
    "a token URL without a host": (
        oauth(tokenUrl=URL),
        {**CLIENT, "token_url": "https://"},
        "bad-token-url",
        "/token_url",
    ),
    "a token URL with half a bracket": (
        oauth(),
        {**CLIENT, "token_url": "https://[::1/t"},
        "bad-token-url",
        "/token_url",
    ),
    "a host that only begins like this machine": (
        oauth(),
        {**CLIENT, "token_url": "http://localhost.acme.example/t"},
        "bad-token-url",
        "/token_url",
    ),
    "a scope that the vendor does not have": (
        oauth(tokenUrl=URL, scopes=SCOPES),
        {**CLIENT, "scopes": ["things:read", "things:rite"]},
        "unknown-scope",
        "/scopes/1",
    ),
}


@pytest.mark.parametrize(("declared", "mapped", "code", "place"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes(declared: Any, mapped: Any, code: str, place: str) -> None:
    """A scheme that is half declared, not supported or unsafe is told once, where it can be mended."""
    plan, report = world.build(document(declared), {"thing.do": world.command()}, auth={"S": mapped})
    assert plan is None
    at = "#/components/securitySchemes/" + place[1:] if place.startswith("!") else f"#/auth/S{place}"
    assert [one for one in world.found(report) if one.code != "no-health-probe"] == [world.Found(code, at)]


HINTS: dict[str, tuple[Any, Any, str]] = {
    "a slip of a scope": (
        oauth(tokenUrl=URL, scopes=SCOPES),
        {**CLIENT, "scopes": ["things:rite"]},
        "did you mean 'things:write'?",
    ),
    "no such scope": (
        oauth(tokenUrl=URL, scopes=SCOPES),
        {**CLIENT, "scopes": ["zzz"]},
        "the vendor has: things:read, things:write",
    ),
    "certificate and key": (TLS, ENV, "certificate: {env: ACME_CERT_ID}, key: {env: ACME_CERT_KEY}"),
    "a cookie's name": ({**COOKIE, "name": None}, ENV, "name: session"),
    "a token URL": (oauth(), CLIENT, "token_url: https://..."),
    "digest": ({"type": "http", "scheme": "digest"}, ENV, "type: bearer"),
}


@pytest.mark.parametrize(("declared", "mapped", "hint"), HINTS.values(), ids=HINTS.keys())
def test_hints(declared: Any, mapped: Any, hint: str) -> None:
    """The hint says what to write."""
    _, report = world.build(document(declared), {"thing.do": world.command()}, auth={"S": mapped})
    assert any(hint in str(one.hint) for one in report if one.code != "no-health-probe")


@pytest.mark.parametrize(
    ("wanted", "hint"), [("Kye", "did you mean 'Key'?"), ("zzz", "the document declares: Key")]
)
def test_a_scheme_of_nobody(wanted: str, hint: str) -> None:
    """A name that the document does not have is a slip, unless the map says what it is."""
    data = document(None, [{"Key": []}])
    data["components"]["securitySchemes"]["Key"] = HEADER
    _, report = world.build(data, {"thing.do": world.command()}, auth={wanted: ENV})
    told = [one for one in report if one.code == "unknown-security-scheme"]
    assert [one.location.fragment() for one in told] == [f"#/auth/{wanted}"]
    assert hint in str(told[0].hint)
