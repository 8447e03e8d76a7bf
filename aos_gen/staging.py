"""A tree put in place whole or not at all: staged, then committed by a journal, then moved.

Everything is first written to `.aos-gen-staged/` on the same file system. A journal, put there
by one rename, is the commit: before it the old tree stands, after it whoever comes next
finishes the moves. It holds the digest that each file had when the run looked at it, so that an
edit made since is never overwritten: what was to stand there is put beside it, as `.new`.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from aos_gen.tree import contained, digest, obstacle, outside, read_file, remove_empty, stage

FOLDER = ".aos-gen-staged"
JOURNAL = "journal.json"
NEW = ".new"
"""The ending of a file that waits beside the one that it could not replace."""
PATIENCE = 600.0
"""Seconds that a run waits for another one in the same tree."""


class Busy(OSError):
    """Another run holds the tree and does not end."""


@dataclass(frozen=True, slots=True)
class Move:
    """One file of a commit."""

    path: PurePosixPath
    old: str | None
    """Digest of what stands there; None for nothing."""
    content: bytes | None
    """What is to stand there; None for nothing."""


@contextmanager
def exclusive(root: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the tree: a second run waits for the first. The folder itself is the lock, so none is left behind.

    Raises Busy after ten minutes, and OSError where the folder cannot be made.
    """
    root.mkdir(parents=True, exist_ok=True)
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        started = time.monotonic()
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() - started > PATIENCE:
                    raise Busy(errno.EBUSY, "another run of aos-gen holds the folder", str(root)) from None
                waiting()
                time.sleep(0.1)
        yield
    finally:
        os.close(handle)


def interrupted(root: Path) -> bool:
    """Whether a run was committed and broke off before all its files were in place."""
    return (root / FOLDER / JOURNAL).is_file()


def put(root: Path, moves: Mapping[PurePosixPath, Move] | list[Move]) -> list[PurePosixPath]:
    """Make the tree what `moves` say, the last of them last; the paths that somebody edited meanwhile.

    Raises OSError; the old tree then stands, unless the failure came after the commit.
    """
    listed = list(moves.values()) if isinstance(moves, Mapping) else moves
    _check_place(root, listed)
    folder = root / FOLDER
    _discard(folder)
    folder.mkdir()
    try:
        entries: list[dict[str, Any]] = []
        for number, move in enumerate(listed):
            new = None
            if move.content is not None:
                stage(folder / str(number), move.content)
                new = digest(move.content)
            entries.append({"path": str(move.path), "old": move.old, "new": new, "staged": str(number)})
        stage(folder / "journal", json.dumps({"moves": entries}).encode("ascii"))
        os.replace(folder / "journal", folder / JOURNAL)
        _sync(folder)
    except BaseException:
        if not interrupted(root):
            _discard(folder)
        raise
    return finish(root)


def finish(root: Path) -> list[PurePosixPath]:
    """Complete what was committed, if anything was; the paths that somebody edited since the commit.

    Doing it twice, or after a break at any point, gives the same tree. Raises OSError.
    """
    folder = root / FOLDER
    if not interrupted(root):
        if folder.is_dir() and not folder.is_symlink():
            _discard(folder)
        return []
    edited: list[PurePosixPath] = []
    for entry in _entries(root):
        if not _move(root, folder, entry):
            edited.append(PurePosixPath(entry["path"]))
    (folder / JOURNAL).unlink()
    _discard(folder)
    return edited


def _move(root: Path, folder: Path, entry: Mapping[str, Any]) -> bool:
    """Put one file in its place; False where somebody else's stands there, and stays."""
    path = PurePosixPath(entry["path"])
    target, staged = root / path, folder / entry["staged"]
    found = read_file(root, path)
    present = digest(found) if found is not None else None
    if present == entry["new"]:
        return True
    theirs = present != entry["old"]
    if entry["new"] is not None:
        if not staged.is_file() or staged.is_symlink():
            # It was moved before, and somebody has edited or removed it since.
            return True
        target.parent.mkdir(parents=True, exist_ok=True)
        if found is not None:
            shutil.copymode(target, staged)
        os.replace(staged, target.with_name(target.name + NEW) if theirs else target)
    elif not theirs:
        target.unlink()
        remove_empty(root, target.parent)
    return not theirs


def _entries(root: Path) -> list[dict[str, Any]]:
    """The journal's moves. One that is no journal of ours, or leads outside, raises OSError."""
    try:
        moves = json.loads((root / FOLDER / JOURNAL).read_bytes())["moves"]
        paths = [PurePosixPath(one["path"]) for one in moves]
        sound = all(str(one["staged"]).isdecimal() and {"old", "new"} <= set(one) for one in moves)
    except (ValueError, KeyError, TypeError, RecursionError):
        sound, moves, paths = False, [], []
    if not sound or not all(map(contained, paths)) or outside(root, paths):
        raise OSError(errno.EINVAL, "not a journal of aos-gen; remove the folder", str(root / FOLDER))
    return list(moves)


def _check_place(root: Path, moves: list[Move]) -> None:
    """Meet what can be met while nothing has changed: things in the way, folders that take no file."""
    in_the_way = obstacle(root, [move.path for move in moves if move.content is not None])
    if in_the_way is not None:
        raise FileExistsError(errno.EEXIST, "something else stands there", str(in_the_way))
    for folder in sorted({_standing((root / move.path).parent) for move in moves}):
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "permission denied", str(folder))


def _standing(folder: Path) -> Path:
    """The nearest folder above that is there."""
    while not folder.exists():
        folder = folder.parent
    return folder


def _discard(folder: Path) -> None:
    if folder.is_symlink():
        raise FileExistsError(errno.EEXIST, "a link stands there", str(folder))
    if folder.is_dir():
        shutil.rmtree(folder)


def _sync(folder: Path) -> None:
    """Keep the rename, as `stage` keeps the bytes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
