"""The envelope: one JSON value on stdout, whatever happens.

`ok`, `tool`, `command`, `data` or `error{code, message, details}`, and
`meta{mode, duration_ms, timestamp, version}`, with `meta.request` where the vendor was called.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

from . import __version__, redaction
from .constants import TOOL
from .errors import CliError

# The host kills a command that prints more than a million bytes; the line break is one.
LIMIT = 999_999
INDENT = 2
_OURS = ("ok", "tool", "command")

Envelope = dict[str, Any]

redact, redact_data, redact_pieces = (
    redaction.redact,
    redaction.redact_data,
    redaction.redact_pieces,
)


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


def format_output(envelope: Envelope, use_json: bool, secrets: list[str]) -> str:
    """`envelope` as JSON: one line for programs, indented for people; never over LIMIT bytes."""
    envelope = {
        key: value if key in _OURS else redaction.redact_data(value, secrets)
        for key, value in envelope.items()
    }
    # Indenting is slow: only what is going to be printed is indented.
    text = _dump(envelope, use_json=True)
    if len(text) <= LIMIT and not use_json:
        text = _dump(envelope, use_json)
    if len(text) > LIMIT:
        from .shorten import shorten

        short = shorten(envelope, LIMIT, indent=None if use_json else INDENT)
        text = _dump(short, use_json)
    return text


def _dump(value: Any, use_json: bool) -> str:
    # ASCII only: characters outside it, among them terminal controls, are written as escapes.
    # What is not JSON (NaN, Infinity) raises: `run` tells it as an error.
    return json.dumps(
        value, ensure_ascii=True, allow_nan=False, indent=None if use_json else INDENT
    )


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
