"""An open answer's body as it comes: pieces, decompressed, within a time and a size."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from typing import Any

from .errors import unreadable

CHUNK = 65536


class TooLargeError(Exception):
    """More bytes than may be read."""


class TooLateError(TimeoutError):
    """The body did not come in time."""


def pieces(response: Any, deadline: float, limit: int) -> Iterator[bytes]:
    """The body, decompressed. Raises TooLargeError, TooLateError, and what http.client raises."""
    return bounded(decoded(raw(response, deadline), response.headers), limit)


def bounded(source: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """The same pieces, up to `limit` bytes of them."""
    size = 0
    for piece in source:
        size += len(piece)
        if size > limit:
            raise TooLargeError(f"the vendor's answer is larger than {limit} bytes")
        yield piece


def raw(response: Any, deadline: float) -> Iterator[bytes]:
    """The bytes as they were sent. Raises ConnectionError where they are fewer than announced."""
    expected, size = response.length, 0
    while True:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise TooLateError("the answer took too long")
        _allow(response, remaining)
        try:
            piece = response.read1(CHUNK)
        except TimeoutError as error:
            raise TooLateError("the answer took too long") from error
        if not piece:
            break
        size += len(piece)
        yield piece
    if expected is not None and size < expected:
        raise ConnectionError(f"the answer ended after {size} of {expected} bytes")


def _allow(response: Any, seconds: float) -> None:
    """Let the next read wait so long. http.client has no other way to the socket it reads from."""
    socket = getattr(getattr(getattr(response, "fp", None), "raw", None), "_sock", None)
    if socket is not None:
        socket.settimeout(seconds)


def decoded(source: Iterator[bytes], headers: Any) -> Iterator[bytes]:
    """The bytes without their Content-Encoding: nobody asked for one, and some vendors use one."""
    said = str(headers.get("Content-Encoding") or "")
    named = said.lower().split(",")
    codings = [coding.strip() for coding in named if coding.strip() not in ("", "identity")]
    if not codings:
        return source
    if codings in (["gzip"], ["x-gzip"], ["deflate"]):
        return _inflated(source)
    raise unreadable(f"the vendor's answer is compressed in a way that is not read: {said}")


def _inflated(source: Iterator[bytes]) -> Iterator[bytes]:
    """gzip, zlib or bare deflate, decompressed in pieces that stay small."""
    waiting = b""
    while len(waiting) < 2 and (piece := next(source, b"")):
        waiting += piece
    if not waiting:
        return
    decoder = _decompressor(waiting)
    while True:
        try:
            piece = decoder.decompress(waiting, CHUNK)
        except zlib.error as error:
            raise unreadable(f"the vendor's answer cannot be decompressed: {error}") from error
        if piece:
            yield piece
        waiting = decoder.unconsumed_tail
        if decoder.eof:
            # gzip may be several, one after the other; what is not gzip is padding.
            waiting = decoder.unused_data or next(source, b"")
            if not waiting.startswith(b"\x1f"):
                return
            decoder = _decompressor(waiting)
        elif not waiting and len(piece) < CHUNK:
            waiting = next(source, b"")
            if not waiting:
                raise ConnectionError("the compressed answer ended before its end")


def _decompressor(start: bytes) -> Any:
    """The decompressor for a body by its first bytes."""
    if start[0] == 0x1F:
        return zlib.decompressobj(31)
    # A zlib header; servers that mean the other `deflate` send none.
    headed = start[0] & 15 == 8 and int.from_bytes(start[:2], "big") % 31 == 0
    return zlib.decompressobj(15 if headed else -15)
