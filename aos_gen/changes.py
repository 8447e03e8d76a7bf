"""A rendered tree against the disk and the lock: what to write, what to remove, what not to touch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aos_gen.lock import LOCK_PATH, Lock, read_lock
from aos_gen.tree import Tree, digest, read_file


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths by what generating would do to them."""

    new: tuple[PurePosixPath, ...]
    changed: tuple[PurePosixPath, ...]
    unchanged: tuple[PurePosixPath, ...]
    orphaned: tuple[PurePosixPath, ...]
    """In the lock, no longer in the tree, and as they were generated: removed."""
    edited: tuple[PurePosixPath, ...]
    """Neither what the lock says nor what the tree says: somebody's work, never overwritten silently."""

    @property
    def any(self) -> bool:
        """Whether the disk would change."""
        return bool(self.new or self.changed or self.orphaned)


def compare(root: Path, tree: Tree) -> Changes:
    """Compare `tree` with what stands under `root`. Without a lock every differing file is somebody's."""
    lock = _lock(root)
    new, changed, unchanged, edited = [], [], [], []
    for path, wanted in tree.items():
        found = read_file(root, path)
        if found is None:
            new.append(path)
        elif found == wanted:
            unchanged.append(path)
        elif path == LOCK_PATH or digest(found) in lock.files.get(path, ()):
            changed.append(path)
        else:
            edited.append(path)
    orphaned: list[PurePosixPath] = []
    for path, locked in lock.files.items():
        found = read_file(root, path) if path not in tree else None
        if found is not None:
            (orphaned if digest(found) in locked else edited).append(path)
    return Changes(
        tuple(new), tuple(changed), tuple(unchanged), tuple(sorted(orphaned)), tuple(sorted(edited))
    )


def _lock(root: Path) -> Lock:
    content = read_file(root, LOCK_PATH)
    lock = read_lock(content) if content is not None else None
    if lock is None:
        return Lock("", {})
    # A lock is a file like any other: a path in it that leaves the root is not believed.
    inside = {p: d for p, d in lock.files.items() if not p.is_absolute() and ".." not in p.parts}
    return Lock(lock.generator, inside)
