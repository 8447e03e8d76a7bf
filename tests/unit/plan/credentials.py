"""Security schemes as vendors declare them, and what maps say of them."""

from __future__ import annotations

from typing import Any

from aos_gen.plan.model import ConnectorPlan

from . import world

ENV = {"env": "ACME_API_KEY"}
PAIR = {"username": {"env": "ACME_EMAIL"}, "password": {"env": "ACME_TOKEN"}}
CLIENT = {"client_id": {"env": "ACME_CLIENT_ID"}, "client_secret": {"env": "ACME_CLIENT_SECRET"}}
FILES = {"certificate": {"env": "ACME_CERT_ID"}, "key": {"env": "ACME_CERT_KEY"}}
HEADER = {"type": "apiKey", "in": "header", "name": "X-Key"}
QUERY = {"type": "apiKey", "in": "query", "name": "key"}
COOKIE = {"type": "apiKey", "in": "cookie", "name": "session"}
BEARER, BASIC = {"type": "http", "scheme": "bearer"}, {"type": "http", "scheme": "basic"}
OPENID = {"type": "openIdConnect", "openIdConnectUrl": "https://acme.example/.well-known"}
TLS = {"type": "mutualTLS"}
URL = "https://acme.example/oauth/token"
SCOPES = {"things:read": "Read", "things:write": "Write"}
TOKEN, KEY = {"env": "ACME_TOKEN"}, {"env": "ACME_KEY"}
OAUTH = {"type": "oauth2", "flows": {}}
SCHEMES = {"A": HEADER, "B": BEARER, "C": QUERY, "D": BASIC, "E": OAUTH}
VARIABLES = {"A": ENV, "B": TOKEN, "C": KEY, "D": PAIR}


def oauth(**flow: Any) -> dict[str, Any]:
    return {"type": "oauth2", "flows": {"clientCredentials": {"scopes": {}, **flow}}}


def document(scheme: Any, security: Any = None, **members: Any) -> dict[str, Any]:
    operation = world.answering({"type": "object"}, security=[{"S": []}] if security is None else security)
    components = {"securitySchemes": {"S": scheme} if scheme is not None else {}}
    return world.head(components=components, paths={"/t": {"get": operation}}, **members)


def several(security: Any, *own: Any, **members: Any) -> dict[str, Any]:
    """An operation for each of `own`, which is its security; None for one that says nothing."""
    members |= {"security": security} if security is not None else {}
    paths = {
        f"/{number}": {
            "get": world.answering({}, operationId=f"o{number}")
            | ({"security": one} if one is not None else {})
        }
        for number, one in enumerate(own)
    }
    return world.head(components={"securitySchemes": SCHEMES}, paths=paths, **members)


def plan(data: dict[str, Any], **auth: Any) -> ConnectorPlan:
    commands = {f"thing.do{n}": world.command(f"o{n}") for n in range(len(data["paths"]))}
    return world.planned(data, commands, auth=auth)
