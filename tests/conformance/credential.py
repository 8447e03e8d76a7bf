"""A request and the operation's security -> whether the credential stands where it belongs.

openapi-core passes every oauth2 scheme, and a document without security is no reason to send none.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .declared import Key
from .document import Document, Operation
from .loopback import Recorded
from .wire import Facts

# The harness puts this text into every credential, so that it can be found again in a request.
MARKER = "conformance"
ENDINGS = {"EMAIL": f"{MARKER}@example.com", "URL": f"https://{MARKER}.example.com"}
ACCESS_TOKEN = f"{MARKER}-access-token"


def value_of(variable: str) -> str:
    """What the harness sets a credential's variable to."""
    return ENDINGS.get(variable.rpartition("_")[2], f"{MARKER}-{variable.lower()}")


def names_of(document: Document, credentials: Sequence[Mapping[str, Any]]) -> set[Key]:
    """Where credentials travel: parameters that the document need not declare."""
    schemes = [*document.schemes.values(), *map(scheme_of, credentials)]
    keys = {(str(each.get("in")), str(each.get("name"))) for each in schemes if each.get("type") == "apiKey"}
    return {(place, name.lower() if place == "header" else name) for place, name in keys}


def check_credential(
    document: Document,
    operation: Operation,
    recorded: Recorded,
    facts: Facts,
    credentials: Sequence[Mapping[str, Any]],
    ways: Sequence[Sequence[str]] = (),
) -> Iterator[str]:
    """The credential stands where the document's scheme says; where it says nothing, where the map says.

    `credentials` are the lock's for this command; `ways` its alternatives of schemes that go together.
    """
    alternatives = [
        each for each in operation.security or [] if all(name in document.schemes for name in each)
    ]
    if operation.security == [] and _anywhere(recorded, facts):
        yield "a credential is sent, and the operation takes none"
    yield from _wrong_values(credentials, recorded)
    if operation.security is not None and ({} in alternatives or not operation.security):
        return
    missing = [
        [name for name in each if not _arrived(document.schemes[name], recorded, facts)]
        for each in alternatives
    ]
    if missing and [] not in missing:
        yield "no credential of " + " or ".join("+".join(each) for each in alternatives)
    if alternatives:
        return
    known = {each["scheme"]: scheme_of(each) for each in credentials if each["kind"] not in ("url", "tls")}
    wanted = [[name for name in way if name in known] for way in ways] or [list(known)]
    lacking = [[name for name in way if not _arrived(known[name], recorded, facts)] for way in wanted]
    if [] not in lacking:
        yield f"no credential of {' or '.join('+'.join(each) for each in lacking)}, which the map declares"


def scheme_of(credential: Mapping[str, Any]) -> dict[str, Any]:
    """A credential of the lock file -> a security scheme, as a document would have it."""
    kind = credential["kind"]
    if kind in ("bearer", "basic"):
        return {"type": "http", "scheme": kind}
    if kind in ("header", "query", "cookie"):
        return {"type": "apiKey", "in": kind, "name": credential["api_name"]}
    return {"type": kind}


def _arrived(scheme: dict[str, Any], recorded: Recorded, facts: Facts) -> bool:
    """Whether the scheme's place in the request holds a credential of the harness."""
    if scheme.get("type") == "apiKey":
        place, name = scheme.get("in"), str(scheme.get("name"))
        if place == "header":
            return MARKER in (recorded.header(name) or "")
        pairs = facts.query if place == "query" else facts.cookies
        return [key for key, value in pairs if key == name and MARKER in value] == [name]
    word, _, value = (recorded.header("Authorization") or "").partition(" ")
    if scheme.get("type") == "http" and str(scheme.get("scheme")).lower() == "basic":
        return word.lower() == "basic" and MARKER in _basic(value)
    # oauth2 and openIdConnect hand out bearer tokens (RFC 6750).
    return word.lower() == "bearer" and MARKER in value


def _basic(value: str) -> str:
    """`user:password`; "" where it is none."""
    try:
        pair = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return pair if ":" in pair else ""


def _wrong_values(credentials: Sequence[Mapping[str, Any]], recorded: Recorded) -> Iterator[str]:
    """The whole value, with the map's prefix or fixed password, wherever ours is seen at all."""
    for each in credentials:
        kind, variables = each["kind"], each.get("env") or ()
        if kind == "header" and each.get("prefix"):
            text = recorded.header(each["api_name"]) or ""
            secret = value_of(next(iter(variables), ""))
            if text.endswith(secret) and text != each["prefix"] + secret:
                yield f"header {each['api_name']} is {text!r} and lacks the prefix {each['prefix']!r}"
        pair = _basic((recorded.header("Authorization") or "").partition(" ")[2])
        if kind == "basic" and variables and MARKER in pair:
            texts = [*map(value_of, variables), each.get("constant") or ""]
            if pair != ":".join(texts[:2]):
                yield f"Authorization says {pair!r}"


def _anywhere(recorded: Recorded, facts: Facts) -> bool:
    texts = [value for _, value in (*recorded.headers, *facts.query)]
    return any(MARKER in text or MARKER in _basic(text.partition(" ")[2]) for text in texts)
