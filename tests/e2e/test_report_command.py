"""`aos-gen report` as people call it: against the lock in the tree, a revision, another lock."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from builders import ROOT
from click.testing import CliRunner, Result

from aos_gen.cli import cli

HARBOR = ROOT / "specs" / "harbor"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def inputs(folder: Path, old: str = "", new: str = "") -> list[str]:
    """Harbor's inputs, with the map's text changed."""
    text = (HARBOR / "map.yaml").read_text("utf-8")
    assert old in text
    (folder / "map.yaml").write_text(text.replace(old, new, 1), "utf-8")
    spec = str(HARBOR / "openapi.yaml")
    return ["--spec", spec, "--map", str(folder / "map.yaml"), "--out", str(folder)]


def test_states_of_a_connector(tmp_path: Path) -> None:
    """All is added at first; then nothing; then what the map changes, with its line and its exit code."""
    first = run("report", *inputs(tmp_path), "--fail-on", "permission")
    assert first.exit_code == 1
    assert "command-added" in first.stdout
    assert run("generate", *inputs(tmp_path)).exit_code == 0
    same = run("report", *inputs(tmp_path), "--fail-on", "any")
    assert (same.exit_code, "nothing changed" in same.stdout) == (0, True)
    changed = inputs(tmp_path, "mode: admin", "mode: full")
    told = run("report", *changed, "--format", "json", "--fail-on", "breaking")
    data = json.loads(told.stdout)
    (row,) = data["permissions"]
    assert (row["rule"], row["command"]) == ("mode-lowered", "settings.update")
    assert row["map"]["line"] == 53
    assert (told.exit_code, data["review"]["needed"]) == (0, "thorough")
    assert run("report", *changed, "--fail-on", "widening").exit_code == 1


def test_a_revision_and_two_locks(tmp_path: Path) -> None:
    """A revision without a lock is a first generation; one with it is compared; and so are two locks."""

    def git(*words: str) -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.com")
        subprocess.run(["git", "-C", str(tmp_path), *identity, *words], check=True, capture_output=True)

    git("init", "-q")
    git("commit", "-q", "--allow-empty", "-m", "empty")
    assert "command-added" in run("report", *inputs(tmp_path), "--base", "HEAD").stdout
    assert run("generate", *inputs(tmp_path)).exit_code == 0
    git("add", "-A")
    git("commit", "-q", "-m", "made")
    lock = tmp_path / "tools/aos/aos-harbor/aos-gen.lock"
    (tmp_path / "old.lock").write_bytes(lock.read_bytes())
    assert run("generate", *inputs(tmp_path, "mode: admin", "mode: full")).exit_code == 0
    changed = inputs(tmp_path, "mode: admin", "mode: full")
    assert "mode-lowered" in run("report", *changed, "--base", "HEAD").stdout
    assert "nothing changed" in run("report", *changed).stdout
    assert "mode-lowered" in run("report", "--base", str(tmp_path / "old.lock"), "--head", str(lock)).stdout


def test_usage() -> None:
    """What cannot be compared is a mistake of usage; the rules need no inputs."""
    assert run("report").exit_code == 2
    assert run("report", "--head", "a").exit_code == 2
    listed = run("report", "--rules", "--format", "json")
    assert {"id", "severity", "mirror", "text"} <= set(json.loads(listed.stdout)[0])
