"""The envelope: one JSON value on stdout, whatever happens.

`ok`, `tool`, `command`, `data` or `error{code, message, details}`, and
`meta{mode, duration_ms, timestamp, version}`, with `meta.request` where the vendor was called.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Iterator
from typing import Any

from . import __version__
from .constants import TOOL
from .errors import CliError

# The host kills a command that prints more than a million bytes; the line break is one.
LIMIT = 999_999
# What stands in a secret's place; a shorter value than LEAST is no secret, one shorter than WORD
# is one only where no letter or digit touches it.
HIDDEN = "[redacted]"
LEAST, WORD = 4, 8
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_OURS = ("ok", "tool", "command")

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
    """`text` without any of `secrets`: plain, as JSON or HTML text, percent-encoded or in base64."""
    return _without(text, _known(secrets))


def redact_data(data: Any, secrets: list[str]) -> Any:
    """JSON data without any of `secrets`, still JSON: a number that holds one becomes text."""
    text = _dump(data, use_json=True)
    known = _known(secrets)
    if not any(spelling in text for spelling in known):
        return data

    def clean(match: re.Match[str]) -> str:
        token = match[0]
        plain = json.loads(token) if token[0] == '"' else token
        plain = _without(plain, known)
        return token if token[0] != '"' and plain == token else json.dumps(plain)

    # Most tokens of a large answer are numbers, and hardly a secret is one.
    numeric = any(re.fullmatch(r"[0-9.eE+-]+", spelling) for spelling in known)
    return json.loads((_TOKEN if numeric else _STRING).sub(clean, text))


def _known(secrets: list[str]) -> list[str]:
    """Every spelling of every secret, the longest first; one under LEAST is no secret to anybody."""
    found = {one for secret in secrets if len(secret) >= LEAST for one in _spellings(secret)}
    return sorted(found, key=lambda one: (-len(one), one))


def _without(text: str, known: list[str]) -> str:
    for spelling in known:
        if spelling not in text:
            continue
        if len(spelling) < WORD:
            # `prod` is a secret as a word of its own; in `product` it is five letters of the vendor's.
            whole = rf"(?<![A-Za-z0-9]){re.escape(spelling)}(?![A-Za-z0-9])"
            text = re.sub(whole, HIDDEN, text)
        else:
            text = text.replace(spelling, HIDDEN)
    return text


def redact_pieces(pieces: Iterator[bytes], secrets: list[str]) -> Iterator[bytes]:
    """The bytes of a text without any of `secrets` of WORD letters and more, wherever they are cut."""
    known = [one.encode("utf-8", "surrogateescape") for one in _known(secrets) if len(one) >= WORD]
    longest = max(map(len, known), default=1)
    waiting = b""
    for piece in pieces:
        waiting += piece
        for spelling in known:
            waiting = waiting.replace(spelling, HIDDEN.encode())
        # What stands at the end may be the start of one.
        ready = max(0, len(waiting) - longest + 1)
        yield waiting[:ready]
        waiting = waiting[ready:]
    yield waiting


def _spellings(secret: str) -> set[str]:
    from html import escape
    from urllib.parse import quote, quote_plus

    content = secret.encode("utf-8", "surrogateescape")
    escaped = json.dumps(secret)[1:-1]
    percent = [quote(content, safe=""), quote(content), quote_plus(content)]
    every = "".join(f"%{byte:02X}" for byte in content)
    lower = [re.sub("%..", lambda match: match[0].lower(), one) for one in (*percent, every)]
    slashes = [one.replace("/", "\\/") for one in (secret, escaped)]
    html = [escape(secret), escape(secret, quote=False)]
    found = {secret, escaped, json.dumps(escaped)[1:-1], *slashes, *html, *percent, every, *lower}
    return found | _base64(content)


def _base64(content: bytes) -> set[str]:
    """What of `content` is the same in base64, wherever it stands in what is encoded.

    Its first and last letters mix with its neighbours; what is left is looked for where it is
    long enough to be nobody else's.
    """
    import base64

    found: set[str] = set()
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + content)
        own = encoded[-(-before * 8 // 6) : (before + len(content)) * 8 // 6]
        found |= {own.decode("ascii"), own.translate(bytes.maketrans(b"+/", b"-_")).decode("ascii")}
    whole = base64.b64encode(content).decode("ascii").rstrip("=")
    found |= {whole, whole.translate(str.maketrans("+/", "-_"))}
    return {one for one in found if len(one) >= LEAST}


def format_output(envelope: Envelope, use_json: bool, secrets: list[str]) -> str:
    """`envelope` as JSON: one line for programs, indented for people; never over LIMIT bytes."""
    envelope = {
        key: value if key in _OURS else redact_data(value, secrets)
        for key, value in envelope.items()
    }
    # Indenting is slow: only what is going to be printed is indented.
    text = _dump(envelope, use_json=True)
    if len(text) <= LIMIT and not use_json:
        text = _dump(envelope, use_json)
    if len(text) > LIMIT:
        text = _dump(_shorten(envelope), use_json)
    return text


def _dump(value: Any, use_json: bool) -> str:
    # ASCII only: characters outside it, among them terminal controls, are written as escapes.
    # What is not JSON (NaN, Infinity) raises: `run` tells it as an error.
    return json.dumps(value, ensure_ascii=True, allow_nan=False, indent=None if use_json else 2)


def _shorten(envelope: Envelope) -> Envelope:
    """Save the whole answer to a file; keep as many items as fit (CONTRACT.md, section 3)."""
    from . import files

    request = envelope["meta"].get("request")
    if request is not None:
        request = {**request, "url": request["url"][:2000]}
        envelope = {**envelope, "meta": {**envelope["meta"], "request": request}}
    if not envelope["ok"]:
        failure = {**envelope["error"], "details": {"truncated": True}}
        failure["message"] = failure["message"][:2000]
        return {**envelope, "error": failure}
    data = envelope["data"]
    whole = _dump(data, use_json=True).encode("ascii")
    saved = files.save(whole, f"{TOOL}-{envelope['command']}", ".json")
    kept: list[Any] = []
    # A tenth is left for the rest of the envelope and for indentation.
    room = LIMIT * 9 // 10
    items = data.get("items")
    for item in items if isinstance(items, list) else ():
        indented = _dump(item, use_json=False)
        room -= len(indented) + 8 * (indented.count("\n") + 1)
        if room < 0:
            break
        kept.append(item)
    short: dict[str, Any] = {"truncated": True, **saved}
    if isinstance(items, list):
        short |= {"items": kept, "count": len(kept), "count_in_file": len(items)}
        short["next"] = data.get("next")
        # Why the list ends where it does, and what it leaves out.
        short |= {name: data[name] for name in ("stopped", "left_out") if name in data}
    return {**envelope, "data": short}


def write(text: str) -> bool:
    """Print one line to stdout; False where it is lost. A reader that has gone away is not our error."""
    if sys.stdout is None:
        return False
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except OSError as error:
        _give_up(sys.stdout)
        return isinstance(error, BrokenPipeError)
    return True


def _give_up(stream: Any) -> None:
    """What is left in its buffer would fail once more when Python ends, with an exit code of its own."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def tell_where(error: BaseException, secrets: list[str]) -> None:
    """Write the traceback of a bug to stderr, ours or of extensions.py; a failure that is told has none."""
    if isinstance(error, CliError) and (error.code != "EXTENSION_FAILED" or not error.__cause__):
        return
    import traceback

    tell(redact("".join(traceback.format_exception(error)), secrets))


def tell(text: str) -> None:
    """Write to stderr what a terminal shows and does not obey."""
    if sys.stderr is not None:
        safe = "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)
        try:
            sys.stderr.write(safe)
            sys.stderr.flush()
        except OSError:
            _give_up(sys.stderr)
