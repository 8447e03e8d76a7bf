"""The body of an open answer to data: JSON, text, a saved file, or the items of a stream.

Everything is bounded: by the deadline, by MAX_ANSWER bytes in memory, by MAX_FILE bytes on
disk, and a stream by MOST_ITEMS. Imported only by a command that calls the vendor.
"""

from __future__ import annotations

import codecs
import http.client
import itertools
import time
from collections.abc import Iterator
from typing import Any

from . import downloads, files, streams, strict, wire
from .answers import Saved
from .errors import CliError, unreadable
from .target import Target

MAX_ANSWER = 32 * 1024 * 1024
MAX_FILE = 512 * 1024 * 1024
MOST_ITEMS = 1000
MOST_WORDS = 1024 * 1024
WORDS_TIME = 2.0
MARGIN = 0.3  # Seconds before the deadline at which reading ends, to tell what was read.

_LINES = {
    *("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonl"),
    *("application/jsonlines", "application/x-jsonlines", "application/json-lines"),
    *("application/stream+json", "application/x-json-stream", "application/json-seq"),
}
_TEXT = {
    *("xml", "yaml", "x-yaml", "javascript", "x-javascript", "csv", "sql", "graphql", "toml"),
    *("x-www-form-urlencoded", "x-sh", "x-tex", "rtf", "pgp-signature", "x-pem-file"),
}
_STREAM = ("", "text/event-stream", "text/plain", "application/octet-stream")
# Codecs that Python lists beside the charsets.
_NO_CHARSETS = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")


def receive(
    response: Any, kind: str, deadline: float, place: Target | None = None
) -> tuple[Any, str]:
    """The answer of an open 2xx response, and what cut it short: "", "items", "bytes", "time".

    `kind` is json, text, binary, events, lines, or any: by the Content-Type that came; what has a
    `place` to be saved to is binary. An
    answer without a byte is None, or `{"location"}`. Raises CliError for one that is not of its
    kind or too large, OSError or HTTPException for one that broke off or came too late.
    """
    media = _media(response)
    if place is not None:
        kind = "binary"
    if kind == "any":
        kind = kind_of(media)
    streamed = kind in ("events", "lines") and not _is_json(media)
    soft = deadline - min(MARGIN, max(0.0, deadline - time.monotonic()) / 10)
    pieces = wire.pieces(response, soft, MAX_FILE if kind == "binary" else MAX_ANSWER)
    try:
        first = next(pieces, b"")
        if not first:
            location = response.headers.get("Location")
            return ({"location": location} if location else None), ""
        pieces = itertools.chain([first], pieces)
        if streamed:
            return _items(pieces, kind, media)
        if kind == "binary":
            return Saved(downloads.save(pieces, response.headers, place)), ""
        return _whole(b"".join(pieces), kind, response)
    except wire.TooLargeError as error:
        raise unreadable(str(error)) from None
    except wire.TooLateError:
        if streamed:
            return [], "time"
        raise


def read_all(response: Any, deadline: float) -> bytes:
    """The whole body of any answer, within the deadline and MAX_ANSWER bytes; decompressed if it can be."""
    try:
        content = b"".join(wire.bounded(wire.raw(response, deadline), MAX_ANSWER))
    except wire.TooLargeError as error:
        raise unreadable(str(error)) from None
    return _decompressed(content, response, MAX_ANSWER)


def read_words(response: Any, deadline: float) -> bytes:
    """The body of an answer whose status counts more than its words: as much as comes.

    One that breaks off, does not end or is too long is what came of it in WORDS_TIME and within
    MOST_WORDS bytes; one that cannot be decompressed is given as it came.
    """
    left = deadline - MARGIN - time.monotonic()
    content = b""
    try:
        until = time.monotonic() + min(WORDS_TIME, max(0.05, left))
        for piece in wire.bounded(wire.raw(response, until), MOST_WORDS):
            content += piece
    except (wire.TooLargeError, OSError, http.client.HTTPException):
        pass
    return _decompressed(content, response, MOST_WORDS)


def _decompressed(content: bytes, response: Any, limit: int) -> bytes:
    try:
        decoded = wire.decoded(iter([content]), response.headers)
        return b"".join(wire.bounded(decoded, limit))
    except (CliError, ConnectionError, wire.TooLargeError):
        return content


def kind_of(media: str) -> str:
    """How an answer of a media type is read; "guess" where the vendor names none."""
    family, _, name = media.partition("/")
    if media in _LINES or name.endswith(("+json-seq", "ndjson", "jsonl")):
        return "lines"
    if media == "text/event-stream":
        return "events"
    if _is_json(media):
        return "json"
    if family == "text" or name in _TEXT or name.endswith(("+xml", "+yaml")):
        return "text"
    return "binary" if media else "guess"


def _media(response: Any) -> str:
    """The Content-Type without its parameters, in small letters; "" where there is none."""
    return files.essence(str(response.headers.get("Content-Type") or ""))


def _is_json(media: str) -> bool:
    return media.endswith(("/json", "+json")) and media not in _LINES


def _items(pieces: Iterator[bytes], kind: str, media: str) -> tuple[list[Any], str]:
    """The items of a stream, until it ends or a bound is reached."""
    if kind == "events" and media not in _STREAM:
        raise unreadable(
            f"the vendor's answer is not an event stream ({media})", content_type=media
        )
    separator = b"\x1e" if media.endswith("json-seq") else b"\n"
    stream = streams.events(pieces) if kind == "events" else streams.lines(pieces, separator)
    items: list[Any] = []
    try:
        for item in stream:
            if len(items) == MOST_ITEMS:
                return items, "items"
            items.append(item)
    except wire.TooLargeError:
        return items, "bytes"
    except wire.TooLateError:
        return items, "time"
    # Some vendors send a list on one line where they promise lines.
    if kind == "lines" and len(items) == 1 and isinstance(items[0], list):
        return _bounded(items[0])
    return items, ""


def _bounded(items: list[Any]) -> tuple[list[Any], str]:
    return items[:MOST_ITEMS], "items" if len(items) > MOST_ITEMS else ""


def _whole(content: bytes, kind: str, response: Any) -> tuple[Any, str]:
    """A body that was read whole, as data."""
    said = response.headers.get("Content-Type")
    charset = response.headers.get_content_charset()
    if kind == "text":
        return {"text": _text(content, charset), "content_type": said or "text/plain"}, ""
    if not content.strip():
        return None, ""
    try:
        data = _json(content, charset)
    except (ValueError, RecursionError) as error:
        if kind == "guess":
            return _guessed(content, response), ""
        if kind == "lines":
            return _items(iter([content]), kind, "")
        raise unreadable(
            f"the vendor's answer is not JSON ({said or 'no content type'})",
            status=int(response.status),
            content_type=said or "no content type",
        ) from error
    if kind not in ("events", "lines"):
        return data, ""
    # One JSON document where a stream was promised: its list, or a stream of one.
    if isinstance(data, list):
        return _bounded(data)
    return [{"event": "message", "data": data} if kind == "events" else data], ""


def _json(content: bytes, charset: str | None) -> Any:
    """JSON in UTF-8, 16 or 32, with or without a byte order mark, else in the charset named."""
    try:
        return strict.loads(content)
    except UnicodeDecodeError:
        if charset is None or not _reads(charset):
            raise
    return strict.loads(content.decode(charset))


def _text(content: bytes, charset: str | None) -> str:
    """Text by its byte order mark, else in the charset named, else UTF-8; never an error."""
    if content.startswith(codecs.BOM_UTF8):
        charset = "utf-8-sig"
    elif content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = "utf-16"
    return content.decode(charset if charset and _reads(charset) else "utf-8", "replace")


def _reads(charset: str) -> bool:
    """Whether Python reads text in a charset of that name."""
    try:
        "".encode(charset)
        return codecs.lookup(charset).name.replace("-", "_") not in _NO_CHARSETS
    except (LookupError, ValueError):
        return False


def _guessed(content: bytes, response: Any) -> dict[str, Any]:
    """An answer without a Content-Type that is not JSON: text where it reads as such, else a file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        return Saved(downloads.save(iter([content]), response.headers))
    return {"text": text, "content_type": "text/plain"}
