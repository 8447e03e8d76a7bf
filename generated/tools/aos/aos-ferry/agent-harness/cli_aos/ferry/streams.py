"""Bytes as they arrive to the items in them: server-sent events, and JSON lines.

Both take pieces of any size and give an item as soon as it is complete, so that a stream which
does not end still has an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from . import strict
from .errors import unreadable

DONE = "[DONE]"  # What vendors of language models send as the last event.


def events(pieces: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Server-sent events, by the rules of the HTML standard: `{"event", "data", "id"}`.

    Data that is JSON is decoded. One difference: an event that the stream's end leaves without
    its empty line is given too, because vendors forget it; the standard drops it.
    """
    name, id, data = "", "", list[str]()
    first = True
    for line in _event_lines(pieces):
        text = line.decode("utf-8", "replace")
        if first:
            text, first = text.removeprefix("\ufeff"), False
        if not text:
            if data:
                if "\n".join(data).strip() == DONE:
                    return
                yield _event(name, data, id)
            name, data = "", []
            continue
        field, _, value = text.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            data.append(value)
        elif field == "event":
            name = value
        elif field == "id" and "\0" not in value:
            id = value
    if data and "\n".join(data).strip() != DONE:
        yield _event(name, data, id)


def _event(name: str, data: list[str], id: str) -> dict[str, Any]:
    text = "\n".join(data)
    try:
        value = strict.loads(text)
    except (ValueError, RecursionError):
        value = text
    return {"event": name or "message", "data": value, **({"id": id} if id else {})}


def _event_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Lines that end with CR, LF or both, and the rest after the last one."""
    after_cr = False
    rest = bytearray()
    for piece in pieces:
        # The line feed of a CR LF that was cut in two belongs to the line before.
        if after_cr and piece.startswith(b"\n"):
            piece = piece[1:]
            after_cr = False
        if not piece:
            continue
        after_cr = piece.endswith(b"\r")
        *lines, last = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        for line in lines:
            yield bytes(rest) + line
            rest.clear()
        rest += last
    if rest:
        yield bytes(rest)


def lines(pieces: Iterable[bytes], separator: bytes = b"\n") -> Iterator[Any]:
    """JSON texts, one on each line, or one after each record separator. Empty lines are nothing.

    Raises CliError (exit 10) for a line that is not JSON, with its number.
    """
    for number, line in enumerate(_records(pieces, separator), start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            yield strict.loads(line)
        except (ValueError, RecursionError) as error:
            raise unreadable(
                f"line {number} of the vendor's answer is not JSON", line=number
            ) from error


def _records(pieces: Iterable[bytes], separator: bytes) -> Iterator[bytes]:
    rest = bytearray()
    for piece in pieces:
        *whole, last = piece.split(separator)
        for line in whole:
            yield bytes(rest) + line
            rest.clear()
        rest += last
    if rest:
        yield bytes(rest)
