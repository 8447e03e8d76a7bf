"""A security scheme, as the document and the map write it, becomes one credential."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import CredentialPlan, SchemeKind

from . import world
from .credentials import (
    BASIC,
    BEARER,
    CLIENT,
    COOKIE,
    ENV,
    FILES,
    HEADER,
    OPENID,
    PAIR,
    QUERY,
    SCOPES,
    TLS,
    URL,
    document,
    oauth,
)


def credential(scheme: Any, mapped: Any, security: Any = None) -> CredentialPlan:
    plan = world.planned(document(scheme, security), {"thing.do": world.command()}, auth={"S": mapped})
    (found,) = plan.auth.credentials
    assert plan.commands[0].schemes == (("S",),)
    return found


def plain(kind: SchemeKind, *env: str, name: str = "Authorization", **members: Any) -> CredentialPlan:
    return CredentialPlan(scheme="S", kind=kind, api_name=name, env=env, **members)


KINDS: dict[str, tuple[Any, Any, CredentialPlan]] = {
    "a header": (HEADER, ENV, plain(SchemeKind.HEADER, "ACME_API_KEY", name="X-Key")),
    "a query parameter": (QUERY, ENV, plain(SchemeKind.QUERY, "ACME_API_KEY", name="key")),
    "a cookie": (COOKIE, ENV, plain(SchemeKind.COOKIE, "ACME_API_KEY", name="session")),
    "the Authorization header as a key": (
        {**HEADER, "name": "Authorization"},
        {**ENV, "prefix": "Bot "},
        plain(SchemeKind.HEADER, "ACME_API_KEY", prefix="Bot "),
    ),
    "a key under another name": (
        HEADER,
        {**ENV, "name": "xi-key"},
        plain(SchemeKind.HEADER, "ACME_API_KEY", name="xi-key"),
    ),
    "bearer": (BEARER, ENV, plain(SchemeKind.BEARER, "ACME_API_KEY")),
    "Bearer, in any case": (
        {"type": "HTTP", "scheme": "Bearer"},
        ENV,
        plain(SchemeKind.BEARER, "ACME_API_KEY"),
    ),
    "basic": (BASIC, PAIR, plain(SchemeKind.BASIC, "ACME_EMAIL", "ACME_TOKEN")),
    "basic, the key as user name": (
        BASIC,
        {"username": {"env": "ACME_API_KEY"}, "password": {"value": ""}},
        plain(SchemeKind.BASIC, "ACME_API_KEY"),
    ),
    "basic, a password that never varies": (
        BASIC,
        {"username": {"env": "ACME_API_KEY"}, "password": {"value": "X"}},
        plain(SchemeKind.BASIC, "ACME_API_KEY", constant="X"),
    ),
    "OpenID Connect": (OPENID, ENV, plain(SchemeKind.BEARER, "ACME_API_KEY")),
    "oauth2, as a token that people obtain": (oauth(), ENV, plain(SchemeKind.BEARER, "ACME_API_KEY")),
    "oauth2, said once more": (oauth(), {**ENV, "type": "oauth2"}, plain(SchemeKind.BEARER, "ACME_API_KEY")),
    "bearer, as a key in a header": (
        BEARER,
        {**ENV, "type": "apiKey", "in": "header", "name": "X-K"},
        plain(SchemeKind.HEADER, "ACME_API_KEY", name="X-K"),
    ),
    "digest, as a token": (
        {"type": "http", "scheme": "digest"},
        {**ENV, "type": "bearer"},
        plain(SchemeKind.BEARER, "ACME_API_KEY"),
    ),
    "mutual TLS": (TLS, FILES, plain(SchemeKind.TLS, "ACME_CERT_ID", "ACME_CERT_KEY")),
    "a scheme's description": (
        {**BEARER, "description": "Ask **sales**. Or wait."},
        ENV,
        plain(SchemeKind.BEARER, "ACME_API_KEY", help="Ask sales"),
    ),
    "the map's setup before the description": (
        {**BEARER, "description": "x"},
        {**ENV, "setup": "Open Settings"},
        plain(SchemeKind.BEARER, "ACME_API_KEY", help="Open Settings"),
    ),
}


@pytest.mark.parametrize(("declared", "mapped", "wanted"), KINDS.values(), ids=KINDS.keys())
def test_kinds(declared: Any, mapped: Any, wanted: CredentialPlan) -> None:
    """Each scheme says where its credential travels; the map may say it better."""
    assert credential(declared, mapped) == wanted


TOKENS: dict[str, tuple[Any, Any, dict[str, Any]]] = {
    "the document's URL": (oauth(tokenUrl=URL), {}, {"token_url": URL}),
    "the map's URL": (oauth(tokenUrl="https://old.example"), {"token_url": URL}, {"token_url": URL}),
    "the map's URL, and another flow": (
        {"type": "oauth2", "flows": {"implicit": {"scopes": {}}}},
        {"token_url": URL},
        {"token_url": URL},
    ),
    "OpenID Connect": (OPENID, {"token_url": URL}, {"token_url": URL}),
    "only the map knows it": (None, {"type": "oauth2", "token_url": URL}, {"token_url": URL}),
    "this machine": (
        oauth(tokenUrl="http://127.0.0.1:8080/t"),
        {},
        {"token_url": "http://127.0.0.1:8080/t"},
    ),
    "this machine by IPv6": (oauth(tokenUrl="http://[::1]:80/t"), {}, {"token_url": "http://[::1]:80/t"}),
    "in the body": (
        oauth(tokenUrl=URL),
        {"client_auth": "body"},
        {"token_url": URL, "client_auth": "body"},
    ),
    "a ready token": (
        oauth(tokenUrl=URL),
        {"token": {"env": "ACME_TOKEN"}},
        {"token_url": URL, "token_env": "ACME_TOKEN"},
    ),
    "the map's scopes, in its order": (
        oauth(tokenUrl=URL, scopes=SCOPES),
        {"scopes": ["things:write", "things:read"]},
        {"token_url": URL, "scopes": ("things:write", "things:read")},
    ),
    "scopes of a vendor that names none": (
        oauth(tokenUrl=URL),
        {"scopes": ["any"]},
        {"token_url": URL, "scopes": ("any",)},
    ),
}


@pytest.mark.parametrize(("declared", "mapped", "wanted"), TOKENS.values(), ids=TOKENS.keys())
def test_client_credentials(declared: Any, mapped: Any, wanted: dict[str, Any]) -> None:
    """A client's id and secret fetch a token: where, with which scopes, and what may stand for it."""
    found = credential(declared, CLIENT | mapped)
    assert found == plain(SchemeKind.OAUTH2, "ACME_CLIENT_ID", "ACME_CLIENT_SECRET", **wanted)


@pytest.mark.parametrize(
    ("mapped", "scopes"),
    [({}, ("things:read", "things:write")), ({"scopes": ["things:read"]}, ("things:read",))],
    ids=["the operation's", "the map's"],
)
def test_scopes_of_the_mapped_operations(mapped: Any, scopes: tuple[str, ...]) -> None:
    """A client asks for what the mapped operations name, sorted, unless the map says what."""
    security = [{"S": ["things:write", "things:read", "things:write"]}]
    assert credential(oauth(tokenUrl=URL, scopes=SCOPES), CLIENT | mapped, security).scopes == scopes


OWN: dict[str, tuple[Any, CredentialPlan]] = {
    "bearer": ({**ENV, "type": "bearer"}, plain(SchemeKind.BEARER, "ACME_API_KEY")),
    "basic": ({**PAIR, "type": "basic"}, plain(SchemeKind.BASIC, "ACME_EMAIL", "ACME_TOKEN")),
    "a header": (
        {**ENV, "type": "apiKey", "in": "header", "name": "K"},
        plain(SchemeKind.HEADER, "ACME_API_KEY", name="K"),
    ),
    "a query parameter": (
        {**ENV, "type": "apiKey", "in": "query", "name": "k"},
        plain(SchemeKind.QUERY, "ACME_API_KEY", name="k"),
    ),
    "a cookie": (
        {**ENV, "type": "apiKey", "in": "cookie", "name": "c"},
        plain(SchemeKind.COOKIE, "ACME_API_KEY", name="c"),
    ),
    "a ready token": ({**ENV, "type": "oauth2"}, plain(SchemeKind.BEARER, "ACME_API_KEY")),
}


@pytest.mark.parametrize(("mapped", "wanted"), OWN.values(), ids=OWN.keys())
def test_a_scheme_that_only_the_map_declares(mapped: Any, wanted: CredentialPlan) -> None:
    """The map's `type` says all that a document would."""
    assert credential(None, mapped, []) == wanted


def test_a_variable_of_the_server() -> None:
    """A token in the URL is a credential: the base URL keeps its name, and every request needs it."""
    data = document(None, [], servers=[{"url": "https://api.acme.example/bot{token}"}])
    mapped = {"type": "server", "name": "token", "env": "ACME_TOKEN"}
    plan = world.planned(data, {"thing.do": world.command()}, auth={"S": mapped})
    assert plan.base_url == "https://api.acme.example/bot{token}"
    assert plan.auth.credentials == (plain(SchemeKind.URL, "ACME_TOKEN", name="token"),)
    assert plan.commands[0].schemes == (("S",),)


SENT: dict[str, tuple[Any, str]] = {
    "a header, in any case": (HEADER, "header"),
    "a query parameter": (QUERY, "query"),
    "a cookie": (COOKIE, "cookie"),
}


@pytest.mark.parametrize(("declared", "place"), SENT.values(), ids=SENT.keys())
def test_what_a_credential_sends_is_no_option(declared: Any, place: str) -> None:
    """A key that hides among the parameters is asked for once, and never on the command line."""
    data = document(declared)
    name = declared["name"].upper()
    elsewhere = "header" if place == "query" else "query"
    data["paths"]["/t"]["get"]["parameters"] = [
        world.parameter(name, place, required=True),
        world.parameter(name, elsewhere),
    ]
    plan = world.planned(data, {"thing.do": world.command()}, auth={"S": ENV})
    assert [option.place for option in plan.commands[0].options] == [elsewhere]
