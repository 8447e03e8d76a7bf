"""A tree against the disk and the lock: the state of every file, and why.

`wanted` is what would be generated now, `locked` what was generated last, `found` what stands
there. Pure but for reading the files.
"""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from aos_gen.lock import LOCK_PATH, Lock, Owner
from aos_gen.staging import FOLDER, NEW
from aos_gen.tree import Tree, digest, outside, read_file


class State(StrEnum):
    """What a file is (DESIGN.md, Names)."""

    CLEAN = "clean"
    STALE = "stale"
    """As it was generated; it would be generated differently now."""
    EDITED = "edited"
    """Neither what was generated nor what would be: somebody's work."""
    MISSING = "missing"
    """It would be generated, and is not there."""
    ORPHANED = "orphaned"
    """It was generated, and would not be now."""
    FOREIGN = "foreign"
    """It was never generated."""


IGNORED = (
    ".venv",
    "venv",
    "__pycache__",
    "*.pyc",
    "*.egg-info",
    "build",
    "dist",
    ".git",
    ".tox",
    ".nox",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
    ".hypothesis",
    ".coverage",
    ".idea",
    ".vscode",
    ".DS_Store",
    FOLDER,
)
"""Names of what tools leave in a folder: nobody's file, not looked into."""
_RUN = (".py", ".pyc", ".so", ".pyd", ".pth", ".cfg", ".toml", ".ini")
"""Suffixes of what is run, or decides what is, when a connector is installed, tested or called."""
_BY_TIME = bytes(4)
"""The flags of a compiled file that goes by its source's time and size (PEP 552)."""


@dataclass(frozen=True, slots=True)
class FileDrift:
    """One file of a tree."""

    path: PurePosixPath
    state: State
    owner: Owner | None
    """None for a file that the generator does not know."""
    wanted: bytes | None
    found: bytes | None
    locked: str | None
    """Digest of what was generated last; None where nothing was."""
    waiting: bool = False
    """Whether an unfinished merge waits beside it, as `.new`."""
    linked: bool = False
    """Whether a symbolic link stands there, or on the way: what it leads to is not read."""

    @property
    def altered(self) -> bool:
        """Whether it is not what was generated last: for an orphan, somebody's work in it."""
        return self.found is not None and self.locked != digest(self.found)

    @property
    def newer(self) -> bool:
        """Whether it would be generated differently now than it was."""
        return self.wanted is None or self.locked != digest(self.wanted)


Owned = Callable[[PurePosixPath], bool]
"""Whether a file is the user's."""


def guarded(path: PurePosixPath) -> bool:
    """Whether a file is the connector itself: what it may do, and the code that does it.

    So is a file that nobody generated where it would be run beside or instead of one: it is nobody's.
    """
    parts = tuple(part.casefold() for part in path.parts)  # some file systems know no case
    if parts in (("connector.json",), ("agent-harness", "permissions.json")):
        return True
    if parts[0] != "agent-harness":
        return False
    if parts[1:2] == ("cli_aos",) and len(parts) == 4 and path.name == "extensions.py":
        return False
    if "cli_aos" in parts or any(part.endswith((".egg-info", ".dist-info")) for part in parts):
        return True
    started = parts[-1] in ("sitecustomize.py", "usercustomize.py")
    return started or (parts[1:2] != ("tests",) and parts[-1].endswith(_RUN))


def compare(
    root: Path,
    tree: Tree,
    lock: Lock,
    owned: Owned,
    tracked: Mapping[PurePosixPath, bool] = MappingProxyType({}),
) -> tuple[FileDrift, ...]:
    """Every file of tree, lock and disk, by path; `tracked` are those that a repository holds.

    The lock itself is among them where it stands in `tree`. What tools leave is nobody's concern, but
    where somebody has committed it.
    """
    left = {
        path
        for path, is_file in tracked.items()
        if not is_file or (any(map(_ignored, path.parts)) and path.parts[:1] != (FOLDER,))
    }
    paths = {*tree, *(path for path in lock.files if path != LOCK_PATH), *standing(root), *left}
    files = (_file(root, path, tree, lock, owned) for path in sorted(paths) if _concerns(path, paths))
    # What is committed and no file, as another repository is, is foreign too.
    return tuple(
        replace(one, state=State.FOREIGN) if one.path in left and one.state is State.CLEAN else one
        for one in files
    )


def _concerns(path: PurePosixPath, paths: set[PurePosixPath]) -> bool:
    """A `.new` belongs to the file beside it."""
    return not (path.name.endswith(NEW) and path.with_name(path.name.removesuffix(NEW)) in paths)


def _file(root: Path, path: PurePosixPath, tree: Tree, lock: Lock, owned: Owned) -> FileDrift:
    wanted, known = tree.get(path), lock.files.get(path)
    locked = known.digest if known is not None else None
    if outside(root, [path]):
        state = State.FOREIGN if wanted is None else State.EDITED
        return FileDrift(path, state, None, wanted, b"", locked, linked=True)
    found = read_file(root, path)
    yours = owned(path) or (known is not None and known.owner is Owner.YOURS and not guarded(path))
    owner = Owner.YOURS if yours else known.owner if known is not None else None
    if owner is None and wanted is not None:
        owner = Owner.GENERATED
    waiting = not yours and found is not None and read_file(root, path.with_name(path.name + NEW)) is not None
    if yours:
        state = State.MISSING if found is None and known is None else State.CLEAN
    elif path == LOCK_PATH:
        state = State.MISSING if found is None else State.CLEAN if found == wanted else State.STALE
    else:
        state = _state(wanted, found, locked)
    if waiting and state is State.CLEAN:
        state = State.EDITED
    return FileDrift(path, state, owner, wanted, found, locked, waiting)


def _state(wanted: bytes | None, found: bytes | None, locked: str | None) -> State:
    if wanted is None:
        if found is None:
            return State.CLEAN
        return State.FOREIGN if locked is None else State.ORPHANED
    if found is None:
        return State.MISSING
    if found == wanted:
        return State.CLEAN
    if locked is None:
        return State.FOREIGN
    return State.STALE if digest(found) == locked else State.EDITED


def standing(root: Path) -> Iterator[PurePosixPath]:
    """The files below `root` but for what tools leave there; links are not followed, and are files."""
    for folder, folders, files in os.walk(root):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        caches = [name for name in folders if name == "__pycache__" and name not in links]
        for name in caches:
            yield from _unchecked(root, Path(folder, name))
        folders[:] = sorted(name for name in folders if not _ignored(name) and name not in links)
        for name in sorted([*files, *links]):
            # Python runs `gate.pyc` where there is no gate.py; a cache is in a folder of its own.
            if not _ignored(name) or name.endswith(".pyc"):
                yield PurePosixPath(Path(folder, name).relative_to(root).as_posix())


def _unchecked(root: Path, cache: Path) -> Iterator[PurePosixPath]:
    """Compiled files that do not go by their source's time (PEP 552): no tool leaves those, and their
    source may be as generated while they are not."""
    for path in sorted(cache.glob("*.pyc")):
        within = PurePosixPath(path.relative_to(root).as_posix())
        if path.is_symlink() or (read_file(root, within) or b"")[4:8] != _BY_TIME:
            yield within


def _ignored(name: str) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in IGNORED)
