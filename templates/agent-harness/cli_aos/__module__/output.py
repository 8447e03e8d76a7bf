"""The envelope: one JSON value on stdout, whatever happens.

`ok`, `tool`, `command`, `data` or `error{code, message, details}`, and
`meta{mode, duration_ms, timestamp, version}`, with `meta.request` where the vendor was called.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from . import __version__
from .constants import TOOL
from .errors import CliError

# The host kills a command that prints more.
LIMIT = 1_000_000

Envelope = dict[str, Any]


def _meta(mode: str, started: float, request: dict[str, Any] | None) -> dict[str, Any]:
    meta: dict[str, Any] = {
        "mode": mode,
        "duration_ms": round((time.monotonic() - started) * 1000),
        "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "version": __version__,
    }
    if request is not None:
        meta["request"] = request
    return meta


def success(
    command: str,
    data: dict[str, Any],
    *,
    mode: str,
    started: float,
    request: dict[str, Any] | None = None,
    top: dict[str, Any] | None = None,
) -> Envelope:
    """The envelope of a success; `top` is repeated at its top level."""
    return {
        "ok": True,
        "tool": TOOL,
        "command": command,
        "data": data,
        **(top or {}),
        "meta": _meta(mode, started, request),
    }


def error(
    command: str,
    failure: CliError,
    *,
    mode: str,
    started: float,
    request: dict[str, Any] | None = None,
) -> Envelope:
    """The envelope of a failure."""
    return {
        "ok": False,
        "tool": TOOL,
        "command": command,
        "error": {"code": failure.code, "message": failure.message, "details": failure.details},
        "meta": _meta(mode, started, request),
    }


def redact(text: str, secrets: list[str]) -> str:
    """`text` without any of `secrets`: plain, as JSON text, percent-encoded or in base64."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= 4:  # A shorter one would blot out ordinary words.
            for spelling in _spellings(secret):
                text = text.replace(spelling, "[redacted]")
    return text


def _spellings(secret: str) -> list[str]:
    import base64
    from urllib.parse import quote, quote_plus

    encoded = base64.b64encode(secret.encode()).decode("ascii").rstrip("=")
    return [secret, json.dumps(secret)[1:-1], quote(secret, safe=""), quote_plus(secret), encoded]


def format_output(envelope: Envelope, use_json: bool, secrets: list[str]) -> str:
    """`envelope` as JSON: one line for programs, indented for people; never over LIMIT bytes."""
    text = _dump(envelope, use_json)
    if len(text) > LIMIT:
        text = _dump(_shorten(envelope, secrets), use_json)
    return redact(text, secrets)


def _dump(value: Any, use_json: bool) -> str:
    # ASCII only: characters outside it, among them terminal controls, are written as escapes.
    return json.dumps(value, ensure_ascii=True, indent=None if use_json else 2)


def _shorten(envelope: Envelope, secrets: list[str]) -> Envelope:
    """Save the whole answer to a file; keep as many items as fit (CONTRACT.md, section 3)."""
    from . import files

    if not envelope["ok"]:
        failure = {**envelope["error"], "details": {"truncated": True}}
        failure["message"] = failure["message"][:2000]
        return {**envelope, "error": failure}
    data = envelope["data"]
    whole = redact(_dump(data, use_json=True), secrets).encode("ascii")
    saved = files.save(whole, f"{TOOL}-{envelope['command']}", ".json")
    kept: list[Any] = []
    # A tenth is left for the rest of the envelope and for indentation.
    room = LIMIT * 9 // 10
    for item in data.get("items", []):
        indented = _dump(item, use_json=False)
        room -= len(indented) + 8 * (indented.count("\n") + 1)
        if room < 0:
            break
        kept.append(item)
    short: dict[str, Any] = {"truncated": True, **saved}
    if "items" in data:
        short |= {"items": kept, "count": len(kept), "count_in_file": len(data["items"])}
        short["next"] = data.get("next")
    return {**envelope, "data": short}


def write(text: str) -> None:
    """Print one line to stdout; a reader that has gone away is not an error of ours."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()
