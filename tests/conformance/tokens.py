"""An OAuth2 vendor's token endpoint, played on loopback, and whether it was asked rightly (RFC 6749, 4.4).

The address of the endpoint is fixed in the connector, so a copy of it with our address is what runs.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from .connector import Installed
from .credential import ACCESS_TOKEN, value_of
from .document import Document
from .loopback import Answer, Recorded


def fetched(credentials: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The credentials whose tokens are fetched."""
    return [each for each in credentials if each["kind"] == "oauth2" and each.get("token_url")]


def token_answer(recorded: Recorded) -> Answer:
    """A token, whoever asks; whether the question was right is judged afterwards."""
    token = {"access_token": ACCESS_TOKEN, "token_type": "Bearer", "expires_in": 3600}
    return Answer(body=json.dumps(token).encode())


def redirect_tokens(installed: Installed, plan: Mapping[str, Any], url: str, folder: Path) -> Installed:
    """A copy of the connector that fetches tokens at `url`; the connector itself where it fetches none."""
    wanted = fetched(plan["auth"]["credentials"])
    if not wanted:
        return installed
    tree = folder / "tools/aos" / installed.tree.name
    shutil.copytree(installed.tree, tree, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", ".venv"))
    constants = next(tree.glob("agent-harness/cli_aos/*/constants.py"))
    text = constants.read_text("utf-8")
    for address in sorted({each["token_url"] for each in wanted}):
        if f'"{address}"' not in text:
            raise RuntimeError(f"{constants.name} does not name {address}")
        text = text.replace(f'"{address}"', f'"{url}{urlsplit(address).path}"')
    constants.write_text(text, "utf-8")
    older = installed.environment.get("PYTHONPATH", "")
    path = os.pathsep.join(filter(None, [str(tree / "agent-harness"), older]))
    return replace(installed, tree=tree, environment={**installed.environment, "PYTHONPATH": path})


def token_problems(
    document: Document, credentials: Sequence[Mapping[str, Any]], recorded: Recorded
) -> Iterator[str]:
    """What is wrong with one request for a token."""
    path = recorded.target.partition("?")[0]
    asked = [each for each in fetched(credentials) if urlsplit(each["token_url"]).path == path]
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
