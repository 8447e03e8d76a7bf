"""A vendor's error answer to a CliError: the exit code by status, the vendor's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import config, output, strict
from .errors import AUTH, BACKEND, NOT_FOUND, USAGE, CliError, unreadable

MESSAGE_KEYS = (
    "message",
    "detail",
    "title",
    "error_description",
    "error",
    "errors",
    "msg",
    "error_msg",
    "error_message",
    "error_summary",
    "errormessages",
    "description",
    "reason",
    "elements",
    "validationerrors",
)
LONGEST = 500


def failure_of(status: int, headers: Mapping[str, str], content: bytes) -> CliError:
    """The failure that an answer outside 2xx stands for (CONTRACT.md, section 3)."""
    body = _decoded(content)
    # Cut after the secrets are out: a cut one would not be recognised.
    said = message_in(body) or content.decode("utf-8", "replace").strip()
    said = output.redact(said, config.secrets())[:LONGEST]
    details: dict[str, Any] = {"status": status}
    if isinstance(body, dict | list) and len(content) <= 20_000:
        details["vendor"] = body
    if headers.get("Retry-After"):
        details["retry_after"] = headers["Retry-After"]
    if status in (401, 403):
        return CliError(
            "AUTH_FAILED", _say("the vendor refuses the credential", said), AUTH, details
        )
    if status in (404, 410):
        return CliError(
            "NOT_FOUND", _say("the vendor finds nothing there", said), NOT_FOUND, details
        )
    if status in (408, 429) or status >= 500:
        return CliError(
            "BACKEND_UNAVAILABLE", _say(f"the vendor answers {status}", said), BACKEND, details
        )
    if status >= 400:
        return CliError(
            "REQUEST_REJECTED",
            _say(f"the vendor rejects the request ({status})", said),
            USAGE,
            details,
        )
    return unreadable(f"the vendor answers {status}, which is not a result", status=status)


def message_in(body: Any, depth: int = 20) -> str:
    """The sentence for people in a vendor's error body, wherever vendors put it."""
    if depth == 0:
        return ""
    if isinstance(body, str):
        return body.strip()
    if isinstance(body, list):
        return "; ".join(filter(None, (message_in(item, depth - 1) for item in body[:5])))
    if isinstance(body, dict):
        # Vendors spell them `message` and `Message`.
        named = {str(key).lower(): value for key, value in body.items()}
        for key in MESSAGE_KEYS:
            if said := message_in(named.get(key), depth - 1):
                return said
    return ""


def _decoded(content: bytes) -> Any:
    try:
        return strict.loads(content)
    except (ValueError, RecursionError):
        return None


def _say(what: str, said: str) -> str:
    return f"{what}: {said}" if said else what
