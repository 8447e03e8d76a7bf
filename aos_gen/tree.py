"""A tree of files in memory, and how it meets the disk.

A `Tree` maps relative POSIX paths to bytes, sorted. Writing is staged: every file is
written beside its place first, and only then renamed into it, so that a failure leaves the
old files. No path leaves the root, through `..` or a symbolic link.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

MOST_BYTES = 100_000_000
TOO_LARGE = b"\xff\x00"

Tree = Mapping[PurePosixPath, bytes]


def make_tree(files: Iterable[tuple[str, bytes]]) -> Tree:
    """A sorted tree. Raises ValueError for a path that is absolute, climbs or stands twice."""
    tree: dict[PurePosixPath, bytes] = {}
    for name, content in files:
        path = PurePosixPath(name)
        if not contained(path) or path in tree:
            raise ValueError(f"not a path inside the tree, or written twice: {name}")
        tree[path] = content
    return dict(sorted(tree.items()))


def contained(path: PurePosixPath) -> bool:
    """Whether a path stays below the folder that it is relative to, and names something in it."""
    named = bool(path.parts) and "\0" not in str(path)
    return named and not path.is_absolute() and ".." not in path.parts


def digest(content: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()


def read_file(root: Path, path: PurePosixPath) -> bytes | None:
    """The file's bytes; None where there is no regular file.

    One that is larger than any of ours is not read: what stands for it is no text, so that nothing is
    merged with it, and not of its digest.
    """
    try:
        target = root / path
        if not target.is_file():
            return None
        return target.read_bytes() if target.stat().st_size <= MOST_BYTES else TOO_LARGE
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return None
        raise


def outside(root: Path, paths: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """The paths that a symbolic link on the way would take out of `root`, or to another file."""
    try:
        base = root.resolve()
        return [path for path in paths if (base / path).resolve() != base / path]
    except (OSError, RuntimeError):  # a link that leads to itself
        return list(paths)


def obstacle(root: Path, paths: Iterable[PurePosixPath]) -> Path | None:
    """The first thing on disk that stands where a file or a folder of the tree has to go."""
    for path in paths:
        if (root / path).is_dir():
            return root / path
    folders = {folder for path in paths for folder in (root / path).parents}
    return next((folder for folder in sorted(folders) if folder.exists() and not folder.is_dir()), None)


def write_tree(root: Path, files: Tree, remove: Iterable[PurePosixPath] = ()) -> None:
    """Write `files` under `root` and delete `remove`. Raises OSError; the old files then stand.

    Every file is staged in a folder on the same file system before the first is renamed, so
    that a full disk, a missing right or a folder in the way is met while nothing has changed yet.
    """
    in_the_way = obstacle(root, files)
    if in_the_way is not None:
        raise FileExistsError(errno.EEXIST, "something else stands there", str(in_the_way))
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=".aos-gen-") as staging:
        staged = [(Path(staging, str(number)), root / path) for number, path in enumerate(files)]
        for (temporary, target), content in zip(staged, files.values(), strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            stage(temporary, content)
        for temporary, target in staged:
            os.replace(temporary, target)
        for path in remove:
            (root / path).unlink(missing_ok=True)
            remove_empty(root, (root / path).parent)


def write_file(path: Path, content: bytes) -> None:
    """Put `content` in place of a file, whole or not at all. Raises OSError; the old file then stands.

    A symbolic link goes on being one, and the file keeps its rights.
    """
    target = path.resolve()
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".aos-gen-") as staging:
        temporary = Path(staging, target.name)
        stage(temporary, content)
        if target.exists():
            shutil.copymode(target, temporary)
        os.replace(temporary, target)


def stage(path: Path, content: bytes) -> None:
    """Write a file that is to be renamed into place: its bytes are kept before that."""
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def remove_empty(root: Path, folder: Path) -> None:
    """Remove `folder` and those above it that hold nothing, up to `root`, which stays."""
    while folder != root and folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
