"""Files that options name, and files that answers are saved to: all under one root.

The root is `AOS_FILE_ROOT`, or the working directory. A path that leaves it, also through
`..` or a symbolic link, is refused.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from typing import Any

from .errors import AUTH, CliError, usage


def root() -> str:
    """The folder that files must stay under."""
    return os.path.realpath(os.environ.get("AOS_FILE_ROOT") or os.getcwd())


def inside(path: str) -> str:
    """The real path of `path`, relative to the root. Raises CliError (exit 2) outside it."""
    base = root()
    real = os.path.realpath(os.path.join(base, path))
    if real != base and not real.startswith(base.rstrip(os.sep) + os.sep):
        raise usage(f"{path} is outside {base}; set AOS_FILE_ROOT to allow another folder")
    return real


def read_text(path: str) -> str:
    """The text of a file under the root. Raises CliError (exit 2) where it cannot be read."""
    try:
        real = inside(path)
        if not os.path.isfile(real):
            kind = "it is a folder" if os.path.isdir(real) else "it is no file, or not there"
            raise usage(f"cannot read {path}: {kind}")
        with open(real, encoding="utf-8") as file:
            return file.read()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise usage(f"cannot read {path}: {reason}") from error


def save(content: bytes, stem: str, suffix: str) -> dict[str, Any]:
    """Save `content` under the root, named by its digest; `{"file", "bytes", "sha256"}`."""
    digest = hashlib.sha256(content).hexdigest()
    path = os.path.join(root(), f"{stem}-{digest[:12]}{suffix}")
    # Written beside its place, for its owner alone, then renamed: never half a file, never through a link.
    try:
        handle, staged = tempfile.mkstemp(dir=root(), prefix=f".{stem}-")
        try:
            with open(handle, "wb") as file:
                file.write(content)
            os.replace(staged, path)
        except BaseException:
            os.unlink(staged)
            raise
    except OSError as error:
        raise CliError(
            "CANNOT_SAVE",
            f"the answer is too large to print and cannot be saved under {root()}: {error.strerror};"
            " set AOS_FILE_ROOT to a folder that can be written",
            AUTH,
            {"variable": "AOS_FILE_ROOT"},
        ) from error
    return {"file": path, "bytes": len(content), "sha256": digest}
