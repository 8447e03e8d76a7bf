"""Request bodies that are not JSON: forms, multipart forms with files, and raw bytes.

The same call makes the same bytes, also the boundary between parts.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from . import files as disk
from .errors import usage
from .names import check_own
from .styles import json_text, member_style, pairs, percent, text, utf8

LINE = b"\r\n"
# What would end a quoted name, as the HTML standard writes it (multipart/form-data).
ESCAPES = {'"': "%22", "\r": "%0D", "\n": "%0A"}


class Content(NamedTuple):
    """A body as it is sent."""

    data: bytes
    media_type: str


class _Part(NamedTuple):
    """One part of a multipart form; a part with a filename is a file."""

    name: str
    data: bytes
    media_type: str = ""
    filename: str | None = None


def form(
    value: Any, styles: Mapping[str, str] = {}, refused: Collection[str] = ()
) -> Content | None:
    """An object as application/x-www-form-urlencoded; None for no body.

    A member travels in its style of `styles`; else, where it is a list or an object, in that of
    `"*"`; else as text, repeated for a list, as JSON text where it is or holds an object. A null
    and what is empty is sent as `a=`: in a body it says something, unlike in a query. No object's
    member poses as another one, nor as one that is `refused`.
    """
    if value is None:
        return None
    pieces: list[str] = []
    taken = (*_object(value), *refused)
    for name, member in value.items():
        style = styles.get(name)
        if style is None:
            composite = isinstance(member, list | dict)
            style = styles.get("*", member_style(member)) if composite else "form"
        for key, sent in pairs(name, member, style, percent, nothing=""):
            check_own(name, key, taken)
            pieces.append(f"{percent(key)}={sent}")
    return Content("&".join(pieces).encode("ascii"), "application/x-www-form-urlencoded")


def multipart(
    value: Any,
    types: Mapping[str, str] = {},
    files: Collection[str] = (),
    refused: Collection[str] = (),
) -> Content | None:
    """An object as multipart/form-data; None for no body.

    `types` gives a member its media type, or a style whose pairs are parts of their own; `files`
    are the members whose value is the path of a file, or a list of paths; `refused` as in `form`.
    """
    if value is None:
        return None
    parts: list[_Part] = []
    taken = (*_object(value), *refused)
    for name, member in value.items():
        if name in files:
            parts += _files(name, member, types.get(name, ""))
            continue
        for part in _parts(name, member, types.get(name, "")):
            check_own(name, part.name, taken)
            parts.append(part)
    pieces = [(_head(part), part.data) for part in parts]
    boundary = _boundary(pieces)
    lines: list[bytes] = []
    for head, data in pieces:
        lines += [b"--" + boundary, head, data]
    data = LINE.join([*lines, b"--" + boundary + b"--", b""])
    return Content(data, f"multipart/form-data; boundary={boundary.decode('ascii')}")


def raw(value: Any, media_type: str) -> Content | None:
    """A text as it is, `@path` as that file's bytes, `-` as standard input; None for no body."""
    if value is None:
        return None
    words = text(value)
    if words == "-" or words.startswith("@"):
        path = words if words == "-" else words[1:]
        return Content(disk.read_bytes(path), _concrete(path, media_type))
    return Content(utf8(words), _concrete("", media_type))


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise usage(
            "the body is sent as a form: give --body as a JSON object, one member per field"
        )
    return value


def _parts(name: str, value: Any, wanted: str) -> Iterator[_Part]:
    """The parts of a member that is no file."""
    if wanted and "/" not in wanted:
        for key, sent in pairs(name, value, wanted, nothing=""):
            yield _Part(key, utf8(sent))
        return
    for item in value if isinstance(value, list) and value else [value]:
        composite = isinstance(item, list | dict) and item != []
        media_type = wanted or ("application/json" if composite else "")
        if media_type and disk.suffix(media_type) == ".json":
            yield _Part(name, utf8(json_text(item)), media_type)
        else:
            # A text has no content type, like the fields of a form in a browser.
            nothing = item is None or item == []
            yield _Part(name, b"" if nothing else utf8(text(item)), media_type)


def _files(name: str, value: Any, wanted: str) -> Iterator[_Part]:
    """One part for each path; none for a null."""
    for path in value if isinstance(value, list) else [] if value is None else [value]:
        if not isinstance(path, str):
            raise usage(f"{name} is a file: give its path, not {json_text(path)}", member=name)
        path = path.removeprefix("@")  # As --body may have it; `./@x` is `@x`.
        filename = "stdin" if path == "-" else os.path.basename(path)
        yield _Part(name, disk.read_bytes(path), _concrete(path, wanted), filename)


def _concrete(path: str, wanted: str) -> str:
    """The media type of a body or a part: the one wanted, or the file's where several are allowed."""
    several = not wanted or "*" in wanted or "," in wanted
    return (disk.media_type(path, wanted) or "application/octet-stream") if several else wanted


def _head(part: _Part) -> bytes:
    """A part's header lines and the empty line after them."""
    line = f'Content-Disposition: form-data; name="{_quoted(part.name)}"'
    if part.filename is not None:
        line += f'; filename="{_quoted(part.filename)}"'
    if part.media_type:
        line += f"\r\nContent-Type: {part.media_type}"
    return utf8(line) + LINE


def _quoted(name: str) -> str:
    for character, escape in ESCAPES.items():
        name = name.replace(character, escape)
    return name


def _boundary(pieces: list[tuple[bytes, bytes]]) -> bytes:
    """A line that occurs in no part, made of the parts themselves."""
    digest = hashlib.sha256()
    for head, data in pieces:
        digest.update(b"%d %d " % (len(head), len(data)) + head + data)
    boundary = digest.hexdigest()[:40].encode("ascii")
    while any(boundary in head or boundary in data for head, data in pieces):
        boundary = hashlib.sha256(boundary).hexdigest()[:40].encode("ascii")
    return boundary
