"""A binary answer to a file under the root, written as it comes."""

from __future__ import annotations

import atexit
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from typing import Any

from . import config, files, output, target
from .constants import TOOL
from .target import Target

_UNSAID = ("application/octet-stream", "binary/octet-stream", "application/x-download")
# Kinds of text that no answer is read as.
_WORDS = ("csv", "graphql", "javascript", "sql", "toml", "x-sh", "x-www-form-urlencoded")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def save(pieces: Iterator[bytes], headers: Any, place: Target | None = None) -> dict[str, Any]:
    """`{"file", "bytes", "content_type", "sha256"}` of a file that holds all `pieces`.

    It is named by its digest, or as `--output` names it, for its owner alone, and appears whole or
    not at all. What reading the pieces raises is raised as it is.
    """
    if _is_text(headers):
        pieces = output.redact_pieces(pieces, config.secrets())
    said = headers.get("Content-Type") or _UNSAID[0]
    if place is None:
        path, size, digest = _by_digest(pieces, headers)
    else:
        path = place.path
        with target.staged(place) as file:
            size, digest = _written(file, pieces)
    return {"file": path, "bytes": size, "content_type": said, "sha256": digest}


def _by_digest(pieces: Iterator[bytes], headers: Any) -> tuple[str, int, str]:
    # Beside its place and hidden until it is renamed: never half a file, never through a link.
    try:
        handle, staged = tempfile.mkstemp(dir=files.root(), prefix=f".{TOOL}-")
    except OSError as error:
        raise target.unsaved(error) from error
    # A signal ends the process from another thread than this one.
    atexit.register(_forget, staged)
    try:
        with open(handle, "wb", buffering=0) as file:
            size, digest = _written(file, pieces)
        try:
            path = files.keep(staged, TOOL, _suffix(headers), digest)
        except OSError as error:
            raise target.unsaved(error) from error
    except BaseException:
        _forget(staged)
        raise
    return path, size, digest


def _written(file: Any, pieces: Iterator[bytes]) -> tuple[int, str]:
    """How many bytes all `pieces` are that were written, and their digest."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        _write(file, piece)
    return size, digest.hexdigest()


def _forget(staged: str) -> None:
    """Remove what was not finished."""
    try:
        os.unlink(staged)
    except OSError:
        pass


def _is_text(headers: Any) -> bool:
    """Whether a file is text, which is kept without secrets; bytes of other kinds are kept as they are."""
    from .decode import kind_of

    media = files.essence(str(headers.get("Content-Type") or ""))
    return kind_of(media) != "binary" or media.endswith(_WORDS)


def _write(file: Any, piece: bytes) -> None:
    try:
        rest = memoryview(piece)
        while rest:
            rest = rest[file.write(rest) :]
    except OSError as error:
        raise target.unsaved(error) from error


def _suffix(headers: Any) -> str:
    """By the media type; where that says nothing, a known one of the file name in Content-Disposition."""
    media = files.essence(str(headers.get("Content-Type") or _UNSAID[0]))
    named = _SUFFIX.search(headers.get_filename() or "") if media in _UNSAID else None
    known = named[0].lower() if named else ""
    # A vendor does not choose what a computer would run: `.py`, `.pth`, `.sh`.
    return known if known in files.MEDIA_TYPES else files.suffix(media)
