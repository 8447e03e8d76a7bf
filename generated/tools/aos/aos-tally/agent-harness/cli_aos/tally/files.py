"""Files that options name, and files that answers are saved to: all under one root.

The root is `AOS_FILE_ROOT`, or the working directory. A path that leaves it, also through
`..` or a symbolic link, is refused.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
import tempfile
from typing import IO, Any

from .errors import AUTH, CliError, usage

_SYSTEM = ("/proc/", "/sys/", "/dev/")
LARGEST = 100 * 1024 * 1024  # Bytes of one file: a request is made in memory.

# Media types and the suffixes of their files, the first one for answers that are saved; what vendors
# also call a type stands at the end. The standard library's table depends on the machine.
_TABLE = """
application/gzip .gz
application/json .json
application/msword .doc
application/pdf .pdf
application/rtf .rtf
application/vnd.ms-excel .xls
application/vnd.ms-powerpoint .ppt
application/vnd.openxmlformats-officedocument.presentationml.presentation .pptx
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet .xlsx
application/vnd.openxmlformats-officedocument.wordprocessingml.document .docx
application/x-ndjson .jsonl .ndjson
application/x-tar .tar
application/xml .xml
application/yaml .yaml .yml
application/zip .zip
audio/aac .aac
audio/flac .flac
audio/mp4 .m4a
audio/mpeg .mp3
audio/ogg .ogg
audio/opus .opus
audio/wav .wav
image/bmp .bmp
image/gif .gif
image/heic .heic
image/jpeg .jpg .jpeg
image/png .png
image/svg+xml .svg
image/tiff .tiff .tif
image/webp .webp
message/rfc822 .eml
text/calendar .ics
text/csv .csv
text/html .html .htm
text/markdown .md
text/plain .txt .log
text/tab-separated-values .tsv
text/vcard .vcf
video/mp4 .mp4
video/quicktime .mov
video/webm .webm
application/csv .csv
application/jsonl .jsonl
application/x-gzip .gz
application/x-yaml .yaml
application/x-zip-compressed .zip
audio/mp3 .mp3
audio/wave .wav
audio/x-wav .wav
image/jpg .jpg
text/json .json
text/xml .xml
text/yaml .yaml
"""
_ROWS = [row.split() for row in _TABLE.split("\n") if row]
SUFFIXES = {kind: suffixes[0] for kind, *suffixes in _ROWS}
MEDIA_TYPES = {suffix: kind for kind, *suffixes in reversed(_ROWS) for suffix in suffixes}


def root() -> str:
    """The folder that files must stay under."""
    return os.path.realpath(os.environ.get("AOS_FILE_ROOT") or os.getcwd())


def inside(path: str) -> str:
    """The real path of `path`, relative to the root. Raises CliError (exit 2) outside it."""
    base = root()
    real = os.path.realpath(os.path.join(base, path))
    if real != base and not real.startswith(base.rstrip(os.sep) + os.sep):
        raise usage(f"{path} is outside {base}; set AOS_FILE_ROOT to allow another folder")
    if base == os.sep and not os.environ.get("AOS_FILE_ROOT"):
        # A container starts there: that is no choice of anybody's, and all of the machine is below.
        raise usage("the working directory is /; set AOS_FILE_ROOT to the folder that files are in")
    if real.startswith(_SYSTEM):
        raise usage(
            f"{path} is the system's, not a file; it may hold the connector's own variables"
        )
    return real


def read_text(path: str) -> str:
    """The text of a file under the root. Raises CliError (exit 2) where it cannot be read."""
    try:
        return _content(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise usage(f"cannot read {path}: it is not UTF-8 text") from error


def read_bytes(path: str) -> bytes:
    """The bytes of a file under the root, or of standard input for `-`. Raises CliError (exit 2)."""
    if path != "-":
        return _content(path)
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None or stream.isatty():
        raise usage(
            "a file is given as -, but there is no standard input; pipe it in, or name a file"
        )
    return _limited(stream, "standard input")


def suffix(media_type: str) -> str:
    """`.pdf` for `application/pdf`, `.bin` for the unknown; a vendor's own file name is never used."""
    kind = essence(media_type)
    plain, _, structure = kind.rpartition("+")  # application/problem+json is JSON
    return SUFFIXES.get(kind) or SUFFIXES.get(f"application/{structure}" if plain else "", ".bin")


def media_type(path: str, allowed: str = "") -> str:
    """The media type of a file by its name, among those that `allowed` lists (`image/png, image/*`)."""
    guessed = MEDIA_TYPES.get(os.path.splitext(path)[1].lower(), "")
    choices = [choice.strip() for choice in allowed.split(",") if choice.strip()]
    for choice in choices:
        if guessed and essence(choice) in (guessed, guessed.partition("/")[0] + "/*", "*/*"):
            return guessed
    plain = [choice for choice in choices if "*" not in choice]
    return plain[0] if plain else "application/octet-stream" if choices else guessed


def save(content: bytes, stem: str, suffix: str) -> dict[str, Any]:
    """Save `content` under the root, named by its digest; `{"file", "bytes", "sha256"}`."""
    digest = hashlib.sha256(content).hexdigest()
    # Written beside its place, for its owner alone, then renamed: never half a file, never through a link.
    try:
        handle, staged = tempfile.mkstemp(dir=root(), prefix=f".{stem}-")
        try:
            with open(handle, "wb") as file:
                file.write(content)
            path = keep(staged, stem, suffix, digest)
        except BaseException:
            os.unlink(staged)
            raise
    except OSError as error:
        raise CliError(
            "CANNOT_SAVE",
            f"the answer has to be saved, which is not possible under {root()}: {error.strerror};"
            " set AOS_FILE_ROOT to a folder that can be written",
            AUTH,
            {"variable": "AOS_FILE_ROOT"},
        ) from error
    return {"file": path, "bytes": len(content), "sha256": digest}


def _content(path: str) -> bytes:
    """The bytes of a regular file under the root."""
    try:
        real = inside(path)
        with open(_opened(real), "rb") as file:
            kind = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(kind):
                raise usage(f"cannot read {path}: it is no regular file; paths start at {root()}")
            return _limited(file, path)
    except IsADirectoryError:
        raise usage(f"cannot read {path}: it is a folder; paths start at {root()}") from None
    except FileNotFoundError:
        raise usage(f"cannot read {path}: it is not there; paths start at {root()}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no path"
        raise usage(f"cannot read {path!a}: {reason}") from error


def _opened(real: str) -> int:
    """A descriptor of a real path under the root, reached without a link, whoever puts one there now.

    A pipe or a device is opened without waiting for it, and told apart by its descriptor.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    if os.open not in os.supports_dir_fd:
        return os.open(real, flags)
    if real == root():
        raise IsADirectoryError(real)
    at = folder(os.path.dirname(real))
    try:
        return os.open(os.path.basename(real), flags, dir_fd=at)
    finally:
        os.close(at)


def folder(real: str) -> int:
    """A descriptor of a folder under the root by its real path, reached without a link."""
    at = os.open(root(), os.O_RDONLY | os.O_DIRECTORY)
    for name in os.path.relpath(real, root()).split(os.sep):
        try:
            below = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=at)
        finally:
            os.close(at)
        at = below
    return at


def keep(staged: str, stem: str, suffix: str, digest: str) -> str:
    """Give a staged file its name, by its digest; never in place of a file that is there.

    The same content is kept once. Where the short name holds something else, the name is longer.
    """
    for length in (12, 64):
        path = os.path.join(root(), f"{stem}-{digest[:length]}{suffix}")
        try:
            os.link(staged, path, follow_symlinks=False)
        except FileExistsError:
            if not _holds(path, digest):
                continue
        except OSError:
            # A file system without hard links: no other process is asked for this very name.
            if os.path.lexists(path):
                continue
            os.rename(staged, path)
            return path
        os.unlink(staged)
        return path
    raise FileExistsError(
        errno.EEXIST, f"{os.path.basename(path)} is there and holds something else"
    )


def _holds(path: str, digest: str) -> bool:
    """Whether a regular file of the caller's own holds what has this digest."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return False
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


def _limited(stream: IO[bytes], name: str) -> bytes:
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise usage(f"{name} is larger than {LARGEST} bytes, the most that is sent")
    return content


def essence(media_type: str) -> str:
    """A media type without its parameters, in small letters."""
    return media_type.partition(";")[0].strip().lower()
