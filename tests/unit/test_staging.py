"""A tree in place whole or not at all: a kill at any write, a full disk, two runs at once."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from aos_gen import staging, tree
from aos_gen.staging import FOLDER, JOURNAL, Move, exclusive, finish, interrupted, put
from aos_gen.tree import digest

OLD = {"a.txt": b"old a", "sub/b.txt": b"old b", "sub/gone.txt": b"gone", "lock": b"old lock"}
NEW = {"a.txt": b"new a", "sub/b.txt": b"new b", "deep/er/c.txt": b"new c", "lock": b"new lock"}


def moves() -> list[Move]:
    """From OLD to NEW, the lock last."""
    names = [*(name for name in {**OLD, **NEW} if name != "lock"), "lock"]
    return [
        Move(PurePosixPath(name), digest(OLD[name]) if name in OLD else None, NEW.get(name)) for name in names
    ]


def on_disk(root: Path) -> dict[str, bytes]:
    """The files that are not staged ones."""
    found = (path for path in root.rglob("*") if path.is_file() and FOLDER not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that holds the old files."""
    for name, content in OLD.items():
        (tmp_path / "root" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "root" / name).write_bytes(content)
    return tmp_path / "root"


def test_it_is_put_in_place(root: Path) -> None:
    """The new files stand, the removed one is gone, and nothing is left of the staging."""
    assert put(root, moves()) == []
    assert on_disk(root) == NEW
    assert not (root / FOLDER).exists()


class Killed(BaseException):
    """The process ends here."""


CALLS = ("replace", "unlink", "mkdir", "rmdir", "fsync", "write")


def broken(monkeypatch: pytest.MonkeyPatch, at: int, raising: Callable[[], BaseException]) -> list[str]:
    """Let the `at`-th call that changes the disk raise, and every one after it: the process is gone."""
    done: list[str] = []

    def wrapped(name: str, real: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            done.append(name)
            if len(done) >= at:
                raise raising()
            return real(*args, **kwargs)

        return call

    for name in CALLS:
        monkeypatch.setattr(os, name, wrapped(name, getattr(os, name)))
    monkeypatch.setattr(tree, "open", wrapped("open", open), raising=False)
    monkeypatch.setattr(shutil, "rmtree", wrapped("rmtree", shutil.rmtree))
    return done


def calls(root: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many calls there are in a whole run."""
    with monkeypatch.context() as patch:
        done = broken(patch, 10_000, Killed)
        put(root, moves())
    return len(done)


def test_a_kill_at_every_write(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it ends, the next run sees the old tree, or one that it completes to the new."""
    shutil.copytree(root, tmp_path / "whole")
    total = calls(tmp_path / "whole", monkeypatch)
    assert total > 20
    seen = set()
    for at in range(1, total + 1):
        folder = tmp_path / f"kill{at}"
        shutil.copytree(root, folder)
        with monkeypatch.context() as patch:
            broken(patch, at, Killed)
            with pytest.raises(Killed):
                put(folder, moves())
        committed = interrupted(folder)
        state = "committed" if committed else "old" if on_disk(folder) == OLD else "new"
        assert on_disk(folder) in ([OLD] if state == "old" else [NEW]) or committed
        seen.add(state)
        assert finish(folder) == []
        assert on_disk(folder) == (OLD if state == "old" else NEW)
        assert not (folder / FOLDER).exists()
    assert seen == {"old", "committed", "new"}


def test_a_kill_while_another_kill_is_mended(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Completing may break off as well, anywhere, and is completed by the one after it."""
    with monkeypatch.context() as patch:
        real = staging.finish
        patch.setattr(staging, "finish", lambda root: [])
        put(root, moves())
        assert real is finish and interrupted(root)
    for at in range(1, 40):
        folder = tmp_path / f"again{at}"
        shutil.copytree(root, folder)
        with monkeypatch.context() as patch:
            broken(patch, at, Killed)
            try:
                finish(folder)
            except Killed:
                pass
        finish(folder)
        assert on_disk(folder) == NEW


def test_a_real_kill(root: Path) -> None:
    """The same with a process that is killed in the middle of its moves."""
    program = (
        "import os, signal, sys; sys.path.insert(0, 'tests/unit'); import test_staging as t;"
        "from pathlib import Path; real = os.replace; count = [0]\n"
        "def replace(a, b):\n"
        "    count[0] += 1\n"
        "    if count[0] == 3: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    real(a, b)\n"
        "os.replace = replace; t.put(Path(sys.argv[1]), t.moves())"
    )
    done = subprocess.run([sys.executable, "-c", program, str(root)], check=False)
    assert done.returncode == -9 and interrupted(root)
    assert on_disk(root) not in (OLD, NEW)
    assert finish(root) == [] and on_disk(root) == NEW


@pytest.mark.parametrize("at", range(1, 12))
def test_a_full_disk(root: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Where something cannot be staged, the old files stand, and no staged ones."""
    real, done = tree.stage, []

    def failing(path: Path, content: bytes) -> None:
        done.append(path)
        if len(done) == at:
            path.write_bytes(content[:1])
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, content)

    monkeypatch.setattr(staging, "stage", failing)
    if at > len([one for one in moves() if one.content is not None]) + 1:
        put(root, moves())
        return
    with pytest.raises(OSError, match="No space left"):
        put(root, moves())
    assert on_disk(root) == OLD and not (root / FOLDER).exists()


def test_a_folder_that_takes_no_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is met before anything changes."""
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "sub" and real(path, mode))
    with pytest.raises(PermissionError, match="sub"):
        put(root, moves())
    assert on_disk(root) == OLD and not (root / FOLDER).exists()


def test_an_edit_after_the_kill(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody wrote since is not overwritten: the new file is put beside it, and told."""
    with monkeypatch.context() as patch:
        patch.setattr(staging, "finish", lambda root: [])
        put(root, moves())
    (root / "a.txt").write_bytes(b"mine")
    (root / "sub/gone.txt").write_bytes(b"mine too")
    assert finish(root) == [PurePosixPath("a.txt"), PurePosixPath("sub/gone.txt")]
    assert on_disk(root) == {**NEW, "a.txt": b"mine", "a.txt.new": b"new a", "sub/gone.txt": b"mine too"}


@pytest.mark.parametrize(
    "journal",
    [
        b"",
        b"{}",
        b'{"moves": [{}]}',
        b'{"moves": [{"path": "../out", "old": null, "new": "x", "staged": "0"}]}',
        b'{"moves": [{"path": "/out", "old": null, "new": "x", "staged": "0"}]}',
        b'{"moves": [{"path": "a", "old": null, "new": "x", "staged": "../../a"}]}',
        b'{"moves": [{"path": "link/a", "old": null, "new": "x", "staged": "0"}]}',
    ],
)
def test_a_journal_that_is_not_ours(tmp_path: Path, root: Path, journal: bytes) -> None:
    """A journal that somebody planted moves nothing out of the tree."""
    (root / FOLDER).mkdir()
    (root / FOLDER / "0").write_bytes(b"planted")
    (root / FOLDER / JOURNAL).write_bytes(journal)
    (root / "link").symlink_to(tmp_path)
    with pytest.raises(OSError, match="not a journal"):
        finish(root)
    assert not (tmp_path / "a").exists() and not (tmp_path / "out").exists()


def test_a_staging_folder_that_is_a_link(tmp_path: Path, root: Path) -> None:
    """What it leads to is not emptied."""
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").write_bytes(b"x")
    (root / FOLDER).symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match="link"):
        put(root, moves())
    assert (tmp_path / "precious" / "file").read_bytes() == b"x" and on_disk(root)["a.txt"] == OLD["a.txt"]


def test_rights_are_kept(root: Path) -> None:
    """A file that was executable still is."""
    (root / "a.txt").chmod(0o755)
    put(root, moves())
    assert (root / "a.txt").stat().st_mode & 0o777 == 0o755


def test_two_runs_take_turns(root: Path) -> None:
    """The second waits until the first is done, and says that it does."""
    order: list[str] = []
    waited = threading.Event()

    def second() -> None:
        with exclusive(root, waited.set):
            order.append("second")

    with exclusive(root):
        thread = threading.Thread(target=second)
        thread.start()
        assert waited.wait(30)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_run_that_never_ends(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second gives up, and says why."""
    monkeypatch.setattr(staging, "PATIENCE", -1.0)
    with exclusive(root), pytest.raises(OSError, match="another run"), exclusive(root):
        pass
