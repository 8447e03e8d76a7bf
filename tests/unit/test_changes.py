"""A tree against the disk and the lock: new, changed, unchanged, orphaned, edited."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aos_gen.changes import Changes, compare
from aos_gen.lock import LOCK_PATH
from aos_gen.tree import digest, make_tree


def locked(files: dict[str, bytes]) -> bytes:
    content = {
        "format": 1,
        "generator": "0",
        "files": {name: {"sha256": digest(data)} for name, data in files.items()},
    }
    return json.dumps(content).encode()


def changes(
    root: Path, *, tree: dict[str, bytes], disk: dict[str, bytes], lock: dict[str, bytes] | bytes | None
) -> Changes:
    for name, data in disk.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    if lock is not None:
        (root / LOCK_PATH).write_bytes(lock if isinstance(lock, bytes) else locked(lock))
    return compare(root, make_tree(tree.items()))


def said(found: Changes) -> dict[str, list[str]]:
    kinds = ("new", "changed", "unchanged", "orphaned", "edited")
    return {kind: [str(path) for path in getattr(found, kind)] for kind in kinds if getattr(found, kind)}


A, B, C = b"a", b"b", b"c"
CASES: dict[
    str, tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes] | bytes | None, dict[str, list[str]]]
] = {
    "an empty folder": ({"f": A}, {}, None, {"new": ["f"]}),
    "as generated, and to stay": ({"f": A}, {"f": A}, {"f": A}, {"unchanged": ["f"]}),
    "as generated, and to change": ({"f": B}, {"f": A}, {"f": A}, {"changed": ["f"]}),
    "edited, and to stay": ({"f": A}, {"f": C}, {"f": A}, {"edited": ["f"]}),
    "edited, and to change": ({"f": B}, {"f": C}, {"f": A}, {"edited": ["f"]}),
    "edited to what is wanted": ({"f": B}, {"f": B}, {"f": A}, {"unchanged": ["f"]}),
    "deleted by hand": ({"f": A}, {}, {"f": A}, {"new": ["f"]}),
    "no longer generated": ({}, {"f": A}, {"f": A}, {"orphaned": ["f"]}),
    "no longer generated, and edited": ({}, {"f": C}, {"f": A}, {"edited": ["f"]}),
    "no longer generated, and gone": ({}, {}, {"f": A}, {}),
    "never ours": ({}, {"f": A}, {}, {}),
    "never ours, and in the way": ({"f": B}, {"f": A}, {}, {"edited": ["f"]}),
    "no lock, and the same": ({"f": A}, {"f": A}, None, {"unchanged": ["f"]}),
    "no lock, and another": ({"f": B}, {"f": A}, None, {"edited": ["f"]}),
    "a broken lock, and the same": ({"f": A}, {"f": A}, b"{", {"unchanged": ["f"]}),
    "a broken lock, and another": ({"f": B}, {"f": A}, b"{", {"edited": ["f"]}),
    "a lock of another format": ({"f": B}, {"f": A}, b'{"format": 9}', {"edited": ["f"]}),
    "the lock itself is always ours": ({str(LOCK_PATH): B}, {}, b"{", {"changed": [str(LOCK_PATH)]}),
    "broken off before its turn": (
        {"f": B},
        {"f": A},
        json.dumps(
            {
                "format": 1,
                "generator": "0",
                "files": {"f": {"sha256": digest(B)}},
                "replacing": {"f": digest(A)},
            }
        ).encode(),
        {"changed": ["f"]},
    ),
    "line ends changed by git are an edit": (
        {"f": b"a\n"},
        {"f": b"a\r\n"},
        {"f": b"a\n"},
        {"edited": ["f"]},
    ),
    "everything at once": (
        {"same": A, "other": B, "fresh": A, "mine": B},
        {"same": A, "other": A, "mine": C, "old": A, "notes": A},
        {"same": A, "other": A, "mine": A, "old": A},
        {
            "new": ["fresh"],
            "changed": ["other"],
            "unchanged": ["same"],
            "orphaned": ["old"],
            "edited": ["mine"],
        },
    ),
}


@pytest.mark.parametrize(("tree", "disk", "lock", "wanted"), CASES.values(), ids=CASES.keys())
def test_cases(
    tmp_path: Path,
    tree: dict[str, bytes],
    disk: dict[str, bytes],
    lock: dict[str, bytes] | bytes | None,
    wanted: dict[str, list[str]],
) -> None:
    """Each file is what disk, tree and lock together make of it."""
    found = changes(tmp_path, tree=tree, disk=disk, lock=lock)
    assert said(found) == wanted
    assert found.any == bool({"new", "changed", "orphaned"} & set(wanted))


@pytest.mark.parametrize("path", ["../outside", "sub/../../outside", "absolute"])
def test_a_lock_whose_paths_climb_out(tmp_path: Path, path: str) -> None:
    """A file outside the root is never ours, whatever a lock says."""
    outside = tmp_path / "outside"
    outside.write_bytes(A)
    root = tmp_path / "root"
    root.mkdir()
    path = str(outside) if path == "absolute" else path
    found = changes(root, tree={}, disk={"sub/x": A}, lock={path: A})
    assert said(found) == {}


ODD: dict[str, Any] = {
    "a null byte": "a\x00b",
    "the root itself": ".",
    "nothing": "",
    "a long name": "x" * 5000,
}


@pytest.mark.parametrize("path", ODD.values(), ids=ODD.keys())
def test_a_lock_with_odd_paths(tmp_path: Path, path: str) -> None:
    """A path that can be no file is none."""
    assert said(changes(tmp_path, tree={"f": A}, disk={}, lock={path: A})) == {"new": ["f"]}


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    """A folder is no file of ours, whatever the lock says."""
    (tmp_path / "f").mkdir()
    assert said(changes(tmp_path, tree={}, disk={}, lock={"f": A})) == {}
