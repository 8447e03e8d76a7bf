"""A tree of files meets the disk: staged, contained, and old files stand after a failure."""

from __future__ import annotations

import builtins
import errno
import os
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from aos_gen.tree import Tree, digest, make_tree, outside, read_file, write_file, write_tree

OLD = {"a.txt": b"old a", "sub/b.txt": b"old b", "sub/c.txt": b"old c"}
NEW = {"a.txt": b"new a", "sub/b.txt": b"new b", "sub/c.txt": b"new c", "deep/er/d.txt": b"new d"}


def tree(files: dict[str, bytes]) -> Tree:
    return make_tree(files.items())


def on_disk(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that holds the old files."""
    write_tree(tmp_path / "root", tree(OLD))
    return tmp_path / "root"


def test_a_tree_is_sorted() -> None:
    """The order in which files were made does not show."""
    names = ["b/a", "a", "b", "a.b", "B"]
    assert list(make_tree((name, b"") for name in names)) == sorted(PurePosixPath(name) for name in names)


BAD = {
    "absolute": ["/etc/passwd"],
    "climbing": ["../x"],
    "climbing from within": ["a/../../x"],
    "climbing and coming back": ["a/../b"],
    "empty": [""],
    "the folder itself": ["."],
    "twice": ["a/b", "a/b"],
    "twice, spelled differently": ["a/b", "a/./b"],
}


@pytest.mark.parametrize("names", BAD.values(), ids=BAD.keys())
def test_paths_that_no_tree_has(names: list[str]) -> None:
    """A path that is absolute, climbs, is empty or stands twice is a bug, not a file."""
    with pytest.raises(ValueError, match="not a path inside the tree"):
        make_tree((name, b"") for name in names)


def test_writing_makes_folders_and_leaves_no_trace(tmp_path: Path) -> None:
    """Files stand as they are in the tree; of the staging nothing is left."""
    write_tree(tmp_path / "not" / "yet", tree(NEW))
    assert on_disk(tmp_path / "not" / "yet") == NEW
    assert sorted(p.name for p in (tmp_path / "not" / "yet").iterdir()) == ["a.txt", "deep", "sub"]


def test_writing_over_old_files(root: Path) -> None:
    """Every file of the tree is replaced, and no other is touched."""
    (root / "mine.txt").write_bytes(b"mine")
    write_tree(root, tree(NEW))
    assert on_disk(root) == {**NEW, "mine.txt": b"mine"}


def test_files_can_be_read_by_others(root: Path) -> None:
    """A file has the rights that the user's umask gives, not those of a temporary file."""
    plain = root / "plain"
    plain.write_bytes(b"")
    assert (root / "a.txt").stat().st_mode == plain.stat().st_mode


def test_removal_takes_empty_folders_along(root: Path) -> None:
    """A removed file's folder goes when nothing else is in it, and its parents likewise."""
    write_tree(root, tree({"x/y/z/one": b"1", "x/two": b"2"}))
    write_tree(root, {}, [PurePosixPath("x/y/z/one"), PurePosixPath("sub/b.txt"), PurePosixPath("not/there")])
    assert on_disk(root) == {"a.txt": b"old a", "sub/c.txt": b"old c", "x/two": b"2"}
    assert not (root / "x" / "y").exists()


def test_the_root_stays(tmp_path: Path) -> None:
    """Removing the last file leaves the root."""
    write_tree(tmp_path, tree({"a": b""}))
    write_tree(tmp_path, {}, [PurePosixPath("a")])
    assert tmp_path.is_dir()


def test_a_full_disk_changes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the third file cannot be staged, all the old files stand and no temporary one is left."""
    opened: list[Any] = []
    real = builtins.open

    def full(file: Any, mode: str = "r", *args: Any, **named: Any) -> Any:
        if "w" in mode:
            opened.append(file)
            if len(opened) == 3:
                raise OSError(errno.ENOSPC, "No space left on device")
        return real(file, mode, *args, **named)

    monkeypatch.setattr(builtins, "open", full)
    with pytest.raises(OSError, match="No space"):
        write_tree(root, tree(NEW), [PurePosixPath("a.txt")])
    monkeypatch.undo()
    assert on_disk(root) == OLD


def test_a_failing_sync_changes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails late, when the bytes are to be kept, changes nothing either."""

    def failing(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OSError, match="Input/output"):
        write_tree(root, tree(NEW))
    monkeypatch.undo()
    assert on_disk(root) == OLD


@pytest.mark.parametrize("at", [1, 2, 4])
def test_a_failing_replacement_leaves_whole_files(
    root: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Where a rename fails, every file is the old one or the new one, and nothing is removed."""
    done: list[Any] = []
    real = os.replace

    def failing(source: Any, target: Any) -> None:
        done.append(target)
        if len(done) == at:
            raise OSError(errno.EACCES, "Permission denied")
        real(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OSError, match="Permission denied"):
        write_tree(root, tree(NEW), [PurePosixPath("sub/c.txt")])
    monkeypatch.undo()
    found = on_disk(root)
    assert set(OLD) <= set(found) <= set(NEW)
    assert all(content in (OLD.get(name), NEW[name]) for name, content in found.items())
    if at == 1:
        assert found == OLD
    assert not [p for p in root.iterdir() if p.name.startswith(".aos-gen-")]


def test_a_folder_in_the_place_of_a_file(root: Path) -> None:
    """A folder where a file belongs is an error, and it keeps what it holds."""
    (root / "deep" / "er" / "d.txt").mkdir(parents=True)
    (root / "deep" / "er" / "d.txt" / "mine").write_bytes(b"mine")
    with pytest.raises(OSError):
        write_tree(root, tree(NEW))
    assert (root / "deep" / "er" / "d.txt" / "mine").read_bytes() == b"mine"


def test_reading(root: Path) -> None:
    """A file's bytes; nothing for a folder, and for what is not there."""
    found = [read_file(root, PurePosixPath(name)) for name in ("sub/b.txt", "sub", "none", "a.txt/x")]
    assert found == [b"old b", None, None, None]


def test_links_that_lead_outside(tmp_path: Path, root: Path) -> None:
    """A link on the way out of the root, or to another file in it, is told; ordinary paths are not."""
    away = tmp_path / "away"
    away.mkdir()
    (root / "folder").symlink_to(away)
    (root / "link.txt").symlink_to(away / "file.txt")
    (root / "inner.txt").symlink_to(root / "a.txt")
    (root / "gone").symlink_to(tmp_path / "nowhere")
    names = ["a.txt", "sub/new", "new/er", "folder/x", "link.txt", "inner.txt", "gone/x"]
    assert [str(path) for path in outside(root, map(PurePosixPath, names))] == [
        "folder/x",
        "link.txt",
        "inner.txt",
        "gone/x",
    ]


def test_a_root_that_is_a_link_is_the_users_wish(tmp_path: Path, root: Path) -> None:
    """The root itself may be a link; what counts is what lies below it."""
    (tmp_path / "link").symlink_to(root)
    assert outside(tmp_path / "link", [PurePosixPath("a.txt"), PurePosixPath("new/x")]) == []


def test_digests() -> None:
    """A digest is SHA-256 in hexadecimal."""
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    """Through a link the target is written, and nothing is left beside it."""
    target, link = tmp_path / "map.yaml", tmp_path / "link.yaml"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_file(link, b"new")
    assert (target.read_bytes(), target.stat().st_mode & 0o777, link.is_symlink()) == (b"new", 0o640, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.yaml", "map.yaml"]


def test_a_file_that_cannot_be_replaced_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure at the last step leaves the old bytes, and no staged ones."""

    def fail(*_: object) -> None:
        raise OSError("no")

    target = tmp_path / "map.yaml"
    target.write_bytes(b"old")
    monkeypatch.setattr("aos_gen.tree.os.replace", fail)
    with pytest.raises(OSError):
        write_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["map.yaml"]
