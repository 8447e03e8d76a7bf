"""The digest of a command's contract: what a tier-4 approval is an approval of.

Method, path, server, credentials, every parameter and body member, everything fixed.
Our own names, help texts and the order of the document change nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from aos_gen.plan.model import BodyPlan, CredentialPlan, FixedPlan, OptionPlan

DIGEST_LENGTH = 16


def contract_facts(
    method: str,
    path: str,
    base_url: str,
    options: list[OptionPlan],
    schemas: Mapping[str, str],
    fixed: list[FixedPlan],
    body: BodyPlan | None,
    body_schema: str,
    credentials: list[CredentialPlan],
) -> dict[str, Any]:
    """The facts that the digest is taken of, as JSON data in a canonical order.

    `schemas` and `body_schema` are fingerprints: of each parameter's schema, and of the body's.
    """
    return {
        "method": method,
        "path": path,
        "server": base_url,
        "auth": sorted([c.scheme, c.kind.value, c.api_name, c.prefix] for c in credentials),
        "body": None if body is None else [body.media_type, body.required, body_schema],
        "parameters": _rows(
            [o.place.value, o.api_name, o.kind.value, o.item_kind.value, o.required, sorted(o.choices),
             o.joining.value, o.default, o.env, schemas.get(o.identifier, "")]
            for o in options
        ),
        "fixed": _rows([f.place.value, f.api_name, json.dumps(f.value, sort_keys=True)] for f in fixed),
    }  # fmt: skip  # one row for each fact


def _rows(rows: Iterable[list[Any]]) -> list[list[Any]]:
    """Rows in an order of their own: their text's, because None and numbers do not compare."""
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def contract_digest(facts: dict[str, Any]) -> str:
    """Sixteen hexadecimal digits of SHA-256."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]
