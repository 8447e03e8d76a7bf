"""An OAuth2 vendor's token endpoint, played on loopback, and whether it was asked rightly (RFC 6749, 4.4).

An operator's base URL stands for every server, so the endpoint is asked for on the server of the API.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from .credential import ACCESS_TOKEN, value_of
from .document import Document
from .loopback import Answer, Recorded


def fetched(credentials: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The credentials whose tokens are fetched."""
    return [each for each in credentials if each["kind"] == "oauth2" and each.get("token_url")]


def asks_for_token(credentials: Sequence[Mapping[str, Any]], recorded: Recorded) -> bool:
    """Whether a request is for the token endpoint, which moves with the base URL to our one server."""
    paths = [urlsplit(each["token_url"]).path for each in fetched(credentials)]
    form = dict(parse_qsl(recorded.body.decode("latin-1")))
    beside = any(recorded.target.partition("?")[0].endswith(path) for path in paths)
    return beside and ("client_id" in form or form.get("grant_type") == "client_credentials")


def token_answer() -> Answer:
    """A token, whoever asks; whether the question was right is judged afterwards."""
    token = {"access_token": ACCESS_TOKEN, "token_type": "Bearer", "expires_in": 3600}
    return Answer(body=json.dumps(token).encode())


def token_problems(
    document: Document, credentials: Sequence[Mapping[str, Any]], recorded: Recorded, base_path: str = ""
) -> Iterator[str]:
    """What is wrong with one request for a token."""
    path = recorded.target.partition("?")[0].removeprefix(base_path)
    wanted = [(each, urlsplit(each["token_url"]).path) for each in fetched(credentials)]
    asked = [each for each, its in wanted if path == its.removeprefix(base_path)]
    if not asked:
        yield f"a token is asked for at {path}"
        return
    if recorded.method != "POST":
        yield f"a token is asked for with {recorded.method}"
    kind = (recorded.header("Content-Type") or "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        yield f"a token is asked for with Content-Type {kind}"
    pairs = parse_qsl(recorded.body.decode(), keep_blank_values=True)
    form = dict(pairs)
    if len(form) != len(pairs):
        yield "a member of the token request occurs twice"
    complaints = [list(_asked_wrongly(document, each, form, recorded)) for each in asked]
    yield from min(complaints, key=len)


def _asked_wrongly(
    document: Document, credential: Mapping[str, Any], form: Mapping[str, str], recorded: Recorded
) -> Iterator[str]:
    if form.get("grant_type") != "client_credentials":
        yield f"grant_type is {form.get('grant_type')!r}"
    if form.get("scope", "").split() != list(credential.get("scopes") or ()):
        yield f"the token's scope is {form.get('scope')!r}, not {credential.get('scopes')!r}"
    flows = (document.schemes.get(credential["scheme"]) or {}).get("flows") or {}
    known = (flows.get("clientCredentials") or {}).get("scopes") or {}
    if strange := [each for each in form.get("scope", "").split() if known and each not in known]:
        yield f"the document has no scope {', '.join(strange)}"
    pair = tuple(map(value_of, credential["env"]))
    word, _, encoded = (recorded.header("Authorization") or "").partition(" ")
    if credential.get("client_auth") == "body":
        if (form.get("client_id"), form.get("client_secret")) != pair or word:
            yield "the client's id and secret do not stand in the body alone"
        return
    try:
        # RFC 6749, 2.3.1: each form-encoded, then put together as for Basic.
        told = tuple(map(unquote_plus, base64.b64decode(encoded, validate=True).decode().split(":")))
    except (binascii.Error, UnicodeDecodeError):
        told = ()
    if word.lower() != "basic" or told != pair or "client_secret" in form:
        yield "the client's id and secret do not stand in Authorization alone"
