"""The digest of a command's contract: what a tier-4 approval is an approval of.

Method, path, server, credentials, every parameter and body member, everything fixed.
Our own names, help texts and the order of the document change nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from aos_gen.plan.inputs.options import Inputs
from aos_gen.plan.model import BodyPlan, CredentialPlan, OptionPlan, Ways

DIGEST_LENGTH = 16


def contract_facts(
    method: str,
    path: str,
    servers: Iterable[str],
    inputs: Inputs,
    schemas: Mapping[str, str],
    body: BodyPlan | None,
    body_schema: str,
    ways: Ways,
    credentials: Mapping[str, CredentialPlan],
    scopes: Mapping[str, Iterable[str]],
    headers: Mapping[str, str],
    idempotency: str = "",
) -> dict[str, Any]:
    """The facts that the digest is taken of, as JSON data in a canonical order.

    `schemas` and `body_schema` are fingerprints: of each parameter's schema, and of the body's.
    `scopes` are those that the operation names, by scheme; `headers` the map's constant ones.
    `idempotency` is the header of a key that lets the connector send the request again; a command
    without one has no such fact.
    """
    return {
        **({"idempotency": idempotency} if idempotency else {}),
        "method": method,
        "path": path,
        "servers": sorted(set(servers)),
        "auth": _rows(
            [_credential(credentials[name], scopes.get(name, ())) for name in sorted(way)] for way in ways
        ),
        "headers": dict(sorted(headers.items())),
        "body": None if body is None else _body(body, body_schema),
        "parameters": _rows(_option(o, schemas.get(o.identifier, "")) for o in inputs.options),
        "fixed": _rows(
            [f.place.value, list(f.path), f.style.value, f.reserved, json.dumps(f.value, sort_keys=True)]
            for f in inputs.fixed
        ),
        "composed": _rows(
            [c.place.value, list(c.path), c.style.value, c.reserved, c.template] for c in inputs.composed
        ),
    }


def _credential(one: CredentialPlan, scopes: Iterable[str]) -> list[Any]:
    asked = [one.token_url, sorted(one.scopes or scopes)] if one.token_url else []
    return [one.scheme, one.kind.value, one.api_name, one.prefix, *asked]


def _body(body: BodyPlan, schema: str) -> list[Any]:
    return [body.media_type, body.required, sorted(body.styles), sorted(body.refused), body.closed, schema]


def _option(one: OptionPlan, schema: str) -> list[Any]:
    return [
        *(one.place.value, list(one.path), one.kind.value, one.item_kind.value, one.required),
        *(sorted(one.choices), one.style.value, one.reserved, one.each, one.default, one.env, schema),
        # The vendor's own checks are in the schema; these are the map's.
        [one.checks.least, one.checks.most] if one.checks.clamp else [],
    ]


def _rows(rows: Iterable[list[Any]]) -> list[list[Any]]:
    """Rows in an order of their own: their text's, because None and numbers do not compare."""
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def contract_digest(facts: dict[str, Any]) -> str:
    """Sixteen hexadecimal digits of SHA-256."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]
