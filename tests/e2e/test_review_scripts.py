"""The scripts of the action and of the pre-commit hook, run as they are run, in a git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from .harbor import FOLDER, HARBOR, ROOT

SCRIPTS = ROOT / ".github" / "scripts"


def commit(root: Path) -> None:
    """Make a repository with a map, its document and the connector, committed."""
    shutil.copytree(HARBOR, root / "vendor")
    shutil.copytree(ROOT / "generated" / FOLDER, root / FOLDER)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"]):
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *words], cwd=root, check=True
        )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Such a repository."""
    root = tmp_path / "repository"
    commit(root)
    return root


def script(name: str, repository: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts in the repository, with `aos-gen` on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", str(SCRIPTS / name), *words]
    environment = {**os.environ, "PATH": path, **env}
    return subprocess.run(
        command, cwd=repository, env=environment, capture_output=True, text=True, check=False
    )


def widened(repository: Path) -> None:
    """Let the map ask for less permission."""
    path = repository / "vendor" / "map.yaml"
    text = path.read_text()
    assert "mode: full" in text
    path.write_text(text.replace("mode: full", "mode: write", 1))


def review(repository: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """The action's script, with the files that a runner gives it."""
    runner = repository.parent
    given = {
        "AOS_SPEC": "vendor/openapi.yaml",
        "AOS_MAP": "vendor/map.yaml",
        "AOS_BASE": "HEAD",
        "RUNNER_TEMP": str(runner),
        "GITHUB_STEP_SUMMARY": str(runner / "summary.md"),
        "GITHUB_OUTPUT": str(runner / "output"),
    }
    return script("review.sh", repository, **{**given, **env})


def test_nothing_changed(repository: Path) -> None:
    """Exit 0, a report that says so, and its place as the step's output."""
    done = review(repository)
    assert done.returncode == 0, done.stdout + done.stderr
    report = (repository.parent / "output").read_text().strip().partition("=")[2]
    assert Path(report).read_text() == (repository.parent / "summary.md").read_text() != ""


def test_a_widened_mode(repository: Path) -> None:
    """It is annotated, stands in the summary, and fails the job by drift and by the gate asked for."""
    widened(repository)
    done = review(repository, AOS_FAIL_ON="widening permission")
    assert done.returncode == 1
    assert "::" in done.stdout and "mode-lowered" in done.stdout and "permissions.json" in done.stdout
    assert "mode" in (repository.parent / "summary.md").read_text()


@pytest.mark.parametrize("name", ["AOS_SPEC", "AOS_MAP", "AOS_OUT", "AOS_BASE", "AOS_FAIL_ON", "AOS_ALLOW"])
def test_hostile_inputs(repository: Path, name: str) -> None:
    """What a pull request can choose is a word for aos-gen, never a command or an option of its own."""
    done = review(repository, **{name: "$(touch hacked) `touch hacked`; touch hacked\n--debug"})
    assert done.returncode != 0 or name == "AOS_OUT"
    assert not (repository / "hacked").exists() and "Traceback" not in done.stderr


def test_the_hook(repository: Path) -> None:
    """Clean files pass; a map that asks for something else than what stands there does not."""
    words = ("vendor/map.yaml", "vendor/openapi.yaml", "README.md")
    assert script("check-connectors.sh", repository, *words).returncode == 0
    widened(repository)
    done = script("check-connectors.sh", repository, *words)
    assert done.returncode == 1 and "stale" in done.stdout and "mode-lowered" in done.stdout


def test_the_files_name_the_scripts() -> None:
    """Action and hook run what is tested here."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    assert any("review.sh" in step["run"] for step in action["runs"]["steps"])
    assert not any("${{" in step["run"] for step in action["runs"]["steps"])
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert (ROOT / hook["entry"]).is_file() and hook["language"] == "script"
