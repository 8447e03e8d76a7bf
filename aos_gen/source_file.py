"""A file on disk into bytes, and bytes into text."""

from __future__ import annotations

import difflib
import os
import posixpath
from pathlib import Path

from aos_gen import source_url
from aos_gen.diagnostics import Location, Report


def read(path: Path, name: str, at: Location, report: Report) -> tuple[bytes, Path] | None:
    """What the file holds and its real path; None where it cannot be read, with the reason in the report."""
    try:
        if path.exists() and not path.is_file():
            kind = "a folder" if path.is_dir() else "not a regular file"
            report.error("file-unreadable", f"'{name}' is {kind}", at, "name the document itself")
            return None
        with path.open("rb") as stream:
            # Asked for its size first, and not believed: a file of /proc says 0.
            if os.fstat(stream.fileno()).st_size > source_url.MAX_BYTES:
                source_url.report_too_large(name, at, report)
                return None
            content = stream.read(source_url.MAX_BYTES + 1)
        resolved = path.resolve()
    except FileNotFoundError:
        report.error("file-not-found", f"there is no file '{name}'", at, _neighbours(path, name))
        return None
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        report.error("file-unreadable", f"'{name}' cannot be read: {reason.lower()}", at)
        return None
    if len(content) > source_url.MAX_BYTES:
        source_url.report_too_large(name, at, report)
        return None
    return content, resolved


def _neighbours(path: Path, name: str) -> str:
    """The nearest names that do exist."""
    folder = posixpath.dirname(name) or "."
    try:
        present = sorted(os.listdir(path.parent))
    except OSError:
        return f"the folder '{folder}' does not exist or cannot be read"
    close = difflib.get_close_matches(path.name, present, n=3, cutoff=0.5)
    if close:
        return (
            "did you mean "
            + " or ".join(f"'{posixpath.join(posixpath.dirname(name), c)}'" for c in close)
            + "?"
        )
    return f"the folder '{folder}' has no file with a name like it"


def decode(content: bytes) -> str | None:
    """UTF-8, or UTF-16 with its mark; None for anything else."""
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        return None


def encode(text: str, like: bytes) -> bytes:
    """`text` as bytes, with the encoding and the mark of a file that `decode` read."""
    if like.startswith((b"\xff\xfe", b"\xfe\xff")):
        little = like.startswith(b"\xff\xfe")
        return like[:2] + text.encode("utf-16-le" if little else "utf-16-be")
    return text.encode("utf-8-sig" if like.startswith(b"\xef\xbb\xbf") else "utf-8")
