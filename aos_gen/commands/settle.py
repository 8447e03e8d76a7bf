"""What becomes of every file when a tree is generated over what stands there.

Hand edits are never lost: they are merged, or they stay and the new file waits beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath

from jinja2 import TemplateError

from aos_gen.diagnostics import InternalError
from aos_gen.drift import FileDrift, State
from aos_gen.history import find_version
from aos_gen.lock import LOCK_PATH, Lock, Owner
from aos_gen.merge import merge
from aos_gen.render.tree import render
from aos_gen.staging import NEW, Move
from aos_gen.tree import Tree, digest, read_file


class Fate(StrEnum):
    """What a run does with a file."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    MERGED = "merged"
    """A hand edit and the new file in one."""
    KEPT = "kept"
    """A hand edit, and nothing new to go with it."""
    CONFLICT = "conflict"
    """A hand edit that stays, with the new file beside it."""
    DISCARDED = "discarded"
    """A hand edit that is overwritten, because the user said so."""
    LEFT = "left"
    """Edited, and no longer generated: it stays, and is nobody's but the user's."""
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class Settled:
    """The outcome: a fate for every file of ours, and the moves that bring it about."""

    fates: dict[PurePosixPath, Fate] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)

    def of(self, fate: Fate) -> list[PurePosixPath]:
        """The files with this fate, by path."""
        return sorted(path for path, one in self.fates.items() if one is fate)

    def replace(self, root: Path, path: PurePosixPath, content: bytes) -> None:
        """Let a file of the user's become `content`: an entry that the user asked for."""
        self.moves = [move for move in self.moves if move.path != path]
        found = read_file(root, path)
        if found != content:
            self.fates[path] = Fate.NEW if found is None else Fate.CHANGED
            self.moves.insert(0, Move(path, digest(found) if found is not None else None, content))


Base = Callable[[FileDrift], bytes | None]
"""The file as it was generated last, if that can be found."""


def settle(root: Path, files: Iterable[FileDrift], base: Base, overwrite: bool) -> Settled:
    """Decide on every file; the lock is among `files` and moves last."""
    settled = Settled()
    last: list[Move] = []
    for file in files:
        fate, moves = _settled(root, file, base, overwrite)
        if fate is not None:
            settled.fates[file.path] = fate
        (last if file.path == LOCK_PATH else settled.moves).extend(moves)
    settled.moves += last
    return settled


def _settled(root: Path, file: FileDrift, base: Base, overwrite: bool) -> tuple[Fate | None, list[Move]]:
    if file.linked:
        # Nothing is written there: the caller tells of it, and stops.
        return (Fate.CONFLICT if file.wanted is not None or file.locked is not None else None), []
    if file.owner is Owner.YOURS:
        return (Fate.NEW, [_to(file, file.wanted)]) if file.state is State.MISSING else (None, [])
    if file.waiting and (overwrite or file.found == file.wanted):
        # The user has taken the new file, or wants it: what waited has done its duty.
        fate = Fate.UNCHANGED if file.found == file.wanted else Fate.DISCARDED
        return fate, [
            *([_to(file, file.wanted)] if fate is Fate.DISCARDED else []),
            _beside(root, file, None),
        ]
    match file.state:
        case _ if file.waiting:
            return Fate.CONFLICT, [_beside(root, file, file.wanted)]
        case State.MISSING:
            return Fate.NEW, [_to(file, file.wanted)]
        case State.STALE:
            return Fate.CHANGED, [_to(file, file.wanted)]
        case State.ORPHANED if file.altered and not overwrite:
            return Fate.LEFT, []
        case State.ORPHANED:
            return Fate.DISCARDED if file.altered else Fate.REMOVED, [_to(file, None)]
        case State.FOREIGN if file.wanted is None:
            return None, []
        case State.EDITED | State.FOREIGN:
            return (Fate.DISCARDED, [_to(file, file.wanted)]) if overwrite else _merged(root, file, base)
        case _:
            return (Fate.UNCHANGED if file.wanted is not None else None), []


def _merged(root: Path, file: FileDrift, base: Base) -> tuple[Fate, list[Move]]:
    assert file.wanted is not None and file.found is not None  # the caller has looked
    if file.state is State.EDITED and not file.newer:
        return Fate.KEPT, []
    old = base(file)
    merged = merge(file.path, old, file.found, file.wanted) if old is not None else None
    if merged is None:
        return Fate.CONFLICT, [_beside(root, file, file.wanted)]
    return (Fate.KEPT, []) if merged == file.found else (Fate.MERGED, [_to(file, merged)])


def _to(file: FileDrift, content: bytes | None) -> Move:
    return Move(file.path, digest(file.found) if file.found is not None else None, content)


def _beside(root: Path, file: FileDrift, content: bytes | None) -> Move:
    path = file.path.with_name(file.path.name + NEW)
    found = read_file(root, path)
    return Move(path, digest(found) if found is not None else None, content)


class Bases:
    """Files as they were generated last: rendered again from the lock's plan, else looked for in git.

    What is found has the digest in the lock, so it is the very file; a lock that lies finds nothing.
    """

    def __init__(self, root: Path, lock: Lock) -> None:
        self.root = root
        self.lock = lock
        self._tree: Tree | None = None

    def __call__(self, file: FileDrift) -> bytes | None:
        """The file as it was, or None."""
        if file.locked is None:
            return None
        again = self.tree.get(file.path)
        if again is not None and digest(again) == file.locked:
            return again
        return find_version(self.root, file.path, file.locked)

    @property
    def tree(self) -> Tree:
        """The lock's plan, rendered by this release."""
        if self._tree is None:
            plan = self.lock.plan
            try:
                self._tree = render(plan) if plan is not None else {}
            except (InternalError, TemplateError, TypeError, ValueError, KeyError, AttributeError):
                # A plan of another release, or one that was tampered with: git may still know the files.
                self._tree = {}
        return self._tree
