"""A request and the operation's security -> whether the credential stands where it belongs.

openapi-core passes every oauth2 scheme, and a document without security is no reason to send none.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .by_hand import Facts
from .document import Document, Operation
from .loopback import Recorded

# The harness puts this text into every credential, so that it can be found again in a request.
MARKER = "conformance"


def check_credential(
    document: Document,
    operation: Operation,
    recorded: Recorded,
    facts: Facts,
    credentials: Sequence[Mapping[str, Any]],
) -> Iterator[str]:
    """The credential stands where the document's scheme says; where it says nothing, where the map says."""
    alternatives = [
        each for each in operation.security or [] if all(name in document.schemes for name in each)
    ]
    if operation.security is not None and ({} in alternatives or not operation.security):
        return
    missing = [
        [name for name in alternative if not _arrived(document.schemes[name], recorded, facts)]
        for alternative in alternatives
    ]
    if missing and [] not in missing:
        yield "no credential of " + " or ".join("+".join(each) for each in alternatives)
    if alternatives:
        return
    for credential in credentials:
        if not _arrived(_scheme_of(credential), recorded, facts):
            yield f"no credential of {credential['scheme']}, which the map declares"


def _scheme_of(credential: Mapping[str, Any]) -> dict[str, Any]:
    """A credential of the lock file -> a security scheme, as a document would have it."""
    kind = credential["kind"]
    if kind in ("bearer", "basic"):
        return {"type": "http", "scheme": kind}
    return {"type": "apiKey", "in": kind, "name": credential["api_name"]}


def _arrived(scheme: dict[str, Any], recorded: Recorded, facts: Facts) -> bool:
    """Whether the scheme's place in the request holds a credential of the harness."""
    if scheme.get("type") == "apiKey":
        if scheme.get("in") == "query":
            return any(name == scheme["name"] and MARKER in value for name, value in facts.query)
        return MARKER in (recorded.header("Cookie" if scheme.get("in") == "cookie" else scheme["name"]) or "")
    word, _, value = (recorded.header("Authorization") or "").partition(" ")
    if scheme.get("type") == "http" and str(scheme.get("scheme")).lower() == "basic":
        try:
            pair = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return False
        return word.lower() == "basic" and ":" in pair and MARKER in pair
    # oauth2 and openIdConnect hand out bearer tokens (RFC 6750).
    return word.lower() == "bearer" and MARKER in value
