"""Regenerating: edits are merged or kept, drift is named, a kill is mended."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aos_gen.lock import LOCK_PATH
from aos_gen.tree import digest

from .harbor import FOLDER, MAP, SPEC, Files, call, files, harbor, smaller


def relabelled(folder: Path) -> str:
    """A map with another label, which stands in many files."""
    path = folder / "relabelled.yaml"
    path.write_text(Path(MAP).read_text().replace("label: Harbor Desk", "label: Harbor"))
    return str(path)


def test_hand_edits_are_merged(out: Path, made: Files, tmp_path: Path) -> None:
    """Text by lines and JSON by structure: each edit stands beside what is new, without git."""
    readme, manifest = out / FOLDER / "README.md", out / FOLDER / "connector.json"
    readme.write_text(readme.read_text() + "\n## Our own chapter\n")
    data = json.loads(manifest.read_text())
    data["connector"]["owner"] = "us"
    manifest.write_text(json.dumps(data, indent=8))
    done = call("--spec", SPEC, "--map", relabelled(tmp_path), "--out", str(out))
    assert done.exit_code == 0, done.stderr
    assert re.search(r"merged +README.md, connector.json", done.stdout)
    assert "for Harbor, made" in readme.read_text() and readme.read_text().endswith("\n## Our own chapter\n")
    merged = json.loads(manifest.read_text())["connector"]
    assert (merged["owner"], merged["label"]) == ("us", "Harbor")


def test_a_conflict_waits_beside_the_edit(out: Path, made: Files, tmp_path: Path) -> None:
    """Exit 1, the edit untouched, the new file as `.new`, the rest done; until the user has taken it over."""
    readme = out / FOLDER / "README.md"
    waiting = readme.with_name("README.md.new")
    readme.write_text(readme.read_text().replace("for Harbor Desk, made", "for my Harbor, made"))
    mine, words = readme.read_text(), ("--spec", SPEC, "--map", relabelled(tmp_path), "--out", str(out))
    for _ in range(2):
        done = call(*words)
        assert done.exit_code == 1 and "error[merge-conflict]" in done.stderr
        assert readme.read_text() == mine and "for Harbor, made" in waiting.read_text()
        assert json.loads((out / FOLDER / "connector.json").read_text())["connector"]["label"] == "Harbor"
        checked = call("check", *words)
        assert checked.exit_code == 1 and "an unfinished merge" in checked.stdout
        assert call("check", *words, "--allow", "edited").exit_code == 1
    readme.write_text(waiting.read_text() + "\nMine.\n")
    waiting.unlink()
    assert call(*words).exit_code == 0
    assert readme.read_text().endswith("\nMine.\n")
    assert call("check", *words, "--allow", "edited").exit_code == 0


def test_an_edit_under_another_generator_is_merged_from_git(
    out: Path, made: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the old file cannot be rendered again, history has it; without history it is a conflict."""
    readme = out / FOLDER / "README.md"
    old = readme.read_text().replace("\n## ", "\n### ", 1)
    lock = out / FOLDER / LOCK_PATH
    lock.write_text(lock.read_text().replace(digest(readme.read_bytes()), digest(old.encode())))
    readme.write_text(old + "\nMine.\n")
    without = tmp_path / "without"
    shutil.copytree(out, without)
    assert harbor(without).exit_code == 1
    readme.write_text(old)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "old"]):
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *words], cwd=out, check=True
        )
    readme.write_text(old + "\nMine.\n")
    done = harbor(out)
    assert done.exit_code == 0, done.stderr
    assert readme.read_bytes() == made[f"{FOLDER.as_posix()}/README.md"] + b"\nMine.\n"


STATES: dict[str, tuple[str, Callable[[Path], Any], str]] = {
    "stale": ("README.md", lambda path: None, "map changed"),
    "edited": ("agent-harness/permissions.json", lambda path: path.write_text("{}"), "edited by hand"),
    "missing": ("connector.json", lambda path: path.unlink(), "deleted by hand"),
    "foreign": ("agent-harness/cli_aos/harbor/click.py", lambda path: path.write_text("x"), "not generated"),
    "orphaned": (
        "agent-harness/cli_aos/harbor/commands/category.py",
        lambda path: None,
        "no longer generated",
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_check_names_the_state_of_every_file(out: Path, made: Files, tmp_path: Path, state: str) -> None:
    """With a code, a reason and exit 1; nothing is written, and no socket is opened."""
    name, change, why = STATES[state]
    change(out / FOLDER / name)
    before = files(out)
    other = state in ("stale", "orphaned")
    words = ["--spec", SPEC, "--map", smaller(tmp_path) if other else MAP, "--out", str(out)]
    done = call("check", *words, "--format", "json")
    assert done.exit_code == 1, done.stderr
    drift = json.loads(done.stdout)["drift"]
    found = next(one for one in drift["files"] if one["path"] == name)
    assert found["code"] == f"file-{state}" and why in found["why"]
    assert other or len(drift["files"]) == 1
    text = call("check", *words, "--diff").stdout
    assert f"{state.ljust(9)} {name}  " in text
    assert (f"+++ b/{name}" in text or f"--- a/{name}" in text) == (state != "foreign")
    assert files(out) == before


def test_check_of_a_clean_tree(out: Path, made: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 0, and a socket would have been an error."""

    def refused(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    done = call("check", "--spec", SPEC, "--map", MAP, "--out", str(out))
    assert done.exit_code == 0 and f"{len(made)} clean" in done.stdout
    assert call("check", "--spec", "https://api.example.com/x.json", "--map", MAP).exit_code == 2


def test_files_of_the_users_choice(out: Path, made: Files, tmp_path: Path) -> None:
    """What the map omits stays deleted and is no drift; what is yours is never written again."""
    path = tmp_path / "map.yaml"
    test = "agent-harness/tests/test_tls_of_ours.py"
    choice = f"files: {{omit: [agent-harness/tests/test_kinds.py], yours: [README.md, {test}]}}\n"
    path.write_text(Path(MAP).read_text() + choice)
    words = ("--spec", SPEC, "--map", str(path), "--out", str(out))
    (out / FOLDER / "README.md").write_text("# Ours\n")
    (out / FOLDER / test).write_text("# ours\n")
    assert call(*words).exit_code == 0
    assert not (out / FOLDER / "agent-harness/tests/test_kinds.py").exists()
    assert (out / FOLDER / "README.md").read_text() == "# Ours\n"
    done = call("check", *words)
    assert done.exit_code == 0, done.stdout


def test_a_killed_run_is_completed_by_the_next(out: Path, made: Files, tmp_path: Path) -> None:
    """Killed at each of its moves: `check` names it, and the next run leaves the tree that was wanted."""
    words = ["--spec", SPEC, "--map", relabelled(tmp_path), "--out"]
    whole = tmp_path / "whole"
    shutil.copytree(out, whole)
    assert call(*words, str(whole)).exit_code == 0
    program = (
        "import os, signal, sys\nfrom aos_gen.cli import cli\n"
        "real, left = os.replace, [int(sys.argv.pop(1))]\n"
        "def replace(a, b):\n    left[0] -= 1\n"
        "    if left[0] < 0: os.kill(os.getpid(), signal.SIGKILL)\n    real(a, b)\n"
        "os.replace = replace\ncli()"
    )
    for moves in (0, 1, 4):
        folder = tmp_path / f"killed{moves}"
        shutil.copytree(out, folder)
        command = [sys.executable, "-c", program, str(moves), *words, str(folder)]
        assert subprocess.run(command, capture_output=True, check=False).returncode == -9
        checked = call("check", *words, str(folder))
        assert checked.exit_code == 1
        assert ("interrupted" in checked.stdout) == (moves > 0)
        done = call(*words, str(folder))
        assert done.exit_code == 0 and ("  completed  " in done.stdout) == (moves > 0)
        assert files(folder) == files(whole)


def test_the_next_version(out: Path, tmp_path: Path) -> None:
    """`--bump` writes it into the map and the changelog, once, and leaves every other byte of both."""
    path = tmp_path / "bumped.yaml"
    text = Path(MAP).read_text()
    path.write_text(text.replace("mode: full", "mode: write", 1))
    log = out / FOLDER / "CHANGELOG.md"
    log.write_text(log.read_text() + "\nOur own words.\n")
    words = ("--spec", SPEC, "--map", str(path), "--out", str(out))
    assert call(*words, "--bump", "--dry-run").exit_code == 0
    assert "version: 0.1.0" in path.read_text()
    assert call(*words, "--bump").exit_code == 0
    raised = path.read_text()
    assert raised == text.replace("mode: full", "mode: write", 1).replace("version: 0.1.0", "version: 0.2.0")
    assert "## 0.2.0" in log.read_text() and "Our own words.\n" in log.read_text()
    assert 'version = "0.2.0"' in (out / FOLDER / "agent-harness/pyproject.toml").read_text()
    before = files(out)
    assert call(*words, "--bump").exit_code == 0
    assert (files(out), path.read_text()) == (before, raised)
    assert call("check", *words).exit_code == 0
