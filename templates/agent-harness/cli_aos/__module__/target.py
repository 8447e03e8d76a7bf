"""`--output FILE`: a file of the caller's own name, looked at before a request and put in place at its end.

The folder is reached from the root by names alone, no link among them, and everything is done within
it: whoever puts a link in its place meanwhile moves nothing out of the root.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, NamedTuple

from . import files, gate
from .errors import AUTH, CliError, usage

# What is run, or says what is run or who may: no vendor's bytes are put there.
_RUN = (
    *(
        ".bat",
        ".cfg",
        ".cmd",
        ".com",
        ".dll",
        ".dylib",
        ".exe",
        ".ini",
        ".js",
        ".pl",
        ".ps1",
        ".pth",
    ),
    *(".py", ".pyc", ".pyd", ".pyw", ".rb", ".sh", ".so", ".toml", ".lock"),
)
_PLACES = ("site-packages", "dist-packages", "cli_aos", "agent-harness", "node_modules")
_NAMES = ("permissions.json", "connector.json", "package.json", "makefile", "dockerfile")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class Target(NamedTuple):
    """A name in a folder that is there, below the root."""

    folder: str
    name: str
    force: bool

    @property
    def path(self) -> str:
        """The whole path."""
        return os.path.join(self.folder, self.name)


def target(path: str, *, force: bool) -> Target:
    """What `--output` and `--force` say. Raises CliError (exit 2) where nothing can be put there."""
    above, name = os.path.split(path)
    if path == "-" or name in ("", ".", "..") or "\0" in path:
        raise _refused(path, "is no name of a file", "name one, such as --output report.pdf")
    folder = files.inside(above)
    if _ours(folder):
        raise _refused(path, "stands in the connector's own folder", "name another")
    if _is_run(folder, name):
        raise _refused(
            path, "is where programs and their settings are, or is named as one", "name another"
        )
    made = Target(folder, name, force)
    try:
        at = files.folder(folder)
        try:
            kind = _kind(name, at)
            if not os.access(".", os.W_OK, dir_fd=at):
                raise _refused(path, "stands in a folder that cannot be written")
        finally:
            os.close(at)
    except OSError as error:
        said = f"stands in a folder that cannot be reached: {error.strerror}"
        raise _refused(path, said, f"paths start at {files.root()}") from error
    if kind and not stat.S_ISREG(kind):
        raise _refused(path, "is there, and is no regular file", "name another")
    if kind and not force:
        raise _there(path)
    return made


@contextmanager
def staged(place: Target) -> Iterator[IO[bytes]]:
    """A hidden file to write to, for its owner alone, which gets its name at the end.

    It takes the name of no file that is there by then, or with `force` replaces it, a link too,
    never what a link leads to. It is gone where anything is raised. Raises CliError (exit 2) for a
    name that was taken meanwhile, CliError (exit 4) for what the file system refuses.
    """
    hidden = f".{place.name[:40]}-{os.urandom(8).hex()}"
    with _refusals():
        at = files.folder(place.folder)
    try:
        with _refusals():
            flags = _NEW | os.O_NOFOLLOW
            handle = os.open(hidden, flags, 0o600, dir_fd=at)
        try:
            with open(handle, "wb", buffering=0) as file:
                yield file
            with _refusals():
                _name(hidden, place, at)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(hidden, dir_fd=at)
    finally:
        os.close(at)


def _name(hidden: str, place: Target, at: int) -> None:
    """Give a staged file its name, in one step."""
    if place.force:
        os.replace(hidden, place.name, src_dir_fd=at, dst_dir_fd=at)
        return
    try:
        os.link(hidden, place.name, src_dir_fd=at, dst_dir_fd=at, follow_symlinks=False)
    except FileExistsError:
        raise _there(place.path) from None
    except OSError:
        # A file system without hard links: the name is taken first, by a file that only we make.
        try:
            os.close(os.open(place.name, _NEW, 0o600, dir_fd=at))
        except FileExistsError:
            raise _there(place.path) from None
        os.replace(hidden, place.name, src_dir_fd=at, dst_dir_fd=at)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unsaved(error) from error


def _kind(name: str, at: int) -> int:
    """The mode of what has this name, itself where it is a link; 0 for nothing."""
    try:
        return os.stat(name, dir_fd=at, follow_symlinks=False).st_mode
    except FileNotFoundError:
        return 0


def _ours(folder: str) -> bool:
    """Whether a folder is the connector's own: a vendor's bytes become no permissions, and no code."""
    # From source the whole connector is ours; once installed, its package.
    home = os.path.realpath(os.path.dirname(gate.checkout()) or gate.HERE)
    return folder == home or folder.startswith(home + os.sep)


def _is_run(folder: str, name: str) -> bool:
    """Whether a file there would be run, or read by what is: hidden ones (`.git/config`, `.bashrc`) too."""
    steps = [*os.path.relpath(folder, files.root()).casefold().split(os.sep), name.casefold()]
    if any(step.startswith(".") and step != "." for step in steps) or set(steps) & {*_PLACES}:
        return True
    home = os.path.realpath(sys.prefix) + os.sep
    return (folder + os.sep).startswith(home) or steps[-1] in _NAMES or steps[-1].endswith(_RUN)


def _there(path: str) -> CliError:
    return _refused(path, "is there already", "name another, or add --force to replace it")


def _refused(path: str, said: str, hint: str = "") -> CliError:
    return usage(f"--output: {path!a} {said}{'; ' * bool(hint)}{hint}", option="--output")


def unsaved(error: OSError) -> CliError:
    """The failure of a file system that does not take the vendor's file."""
    return CliError(
        "CANNOT_SAVE",
        f"the vendor's file cannot be saved under {files.root()}: {error.strerror};"
        " set AOS_FILE_ROOT to a folder that can be written and has room",
        AUTH,
        {"variable": "AOS_FILE_ROOT"},
    )
