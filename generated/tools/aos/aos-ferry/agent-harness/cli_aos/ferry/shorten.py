"""An envelope that is too large to print to one that is not: CONTRACT.md, section 3.

The whole answer is saved to a file; `data` names it, with its size and as many items as fit.
"""

from __future__ import annotations

import json
from typing import Any

from . import files
from .constants import TOOL

Envelope = dict[str, Any]
_LONG = 2000
# What an empty list lacks of a printed one: its brackets' own lines, and a count of more digits.
_MARGIN = 64
_DEPTH = 6  # Spaces before an item of `data.items`, where it is indented for people.


def shorten(envelope: Envelope, limit: int, *, indent: int | None) -> Envelope:
    """`envelope` in at most `limit` characters of ASCII, printed with that `indent`.

    Raises CliError (exit 4) where the whole cannot be saved.
    """
    envelope = {**envelope, "meta": _meta(envelope["meta"])}
    if not envelope["ok"]:
        failure = {**envelope["error"], "details": {"truncated": True}}
        failure["message"] = failure["message"][:_LONG]
        return {**envelope, "error": failure}
    data = envelope["data"]
    whole = json.dumps(data).encode("ascii")
    saved = files.save(whole, f"{TOOL}-{envelope['command']}", ".json")
    # What stands at the top level too is in the file.
    kept = {name: envelope[name] for name in ("ok", "tool", "command", "meta")}
    items = data.get("items")
    if not isinstance(items, list):
        return {**kept, "data": {"truncated": True, **saved}}
    short = {"truncated": True, **saved, "items": [], "count": len(items)}
    short["count_in_file"] = len(items)
    # What selects the next page is nothing that can be cut.
    short["next"] = data.get("next") if _size(data.get("next")) <= limit // 2 else None
    # Why the list ends where it does, and what it leaves out.
    short |= {name: data[name] for name in ("stopped", "left_out") if name in data}
    envelope = {**kept, "data": short}
    room = limit - len(json.dumps(envelope, indent=indent)) - _MARGIN
    fitting = _fitting(items, room, indent)
    envelope["data"] = {**short, "items": fitting, "count": len(fitting)}
    return envelope


def _fitting(items: list[Any], room: int, indent: int | None) -> list[Any]:
    """The first items that print in `room` characters."""
    for number, item in enumerate(items):
        text = json.dumps(item, indent=indent)
        room -= len(text) + 2  # A comma, and a space or a line break.
        if indent is not None:
            room -= _DEPTH * (text.count("\n") + 1)
        if room < 0:
            return items[:number]
    return items


def _meta(meta: dict[str, Any]) -> dict[str, Any]:
    """The evidence, with what a caller or a vendor made long cut short."""
    request = meta.get("request")
    if request is not None:
        meta = {**meta, "request": {**request, "url": request["url"][:_LONG]}}
    told = meta.get("fields")
    return {**meta, "fields": {"truncated": True}} if _size(told) > _LONG * 10 else meta


def _size(value: Any) -> int:
    return len(json.dumps(value))
