"""A connector made of hostile texts works: its own tests pass, ruff finds nothing, its output is harmless."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from payloads import TERMINAL, TROJAN
from rendered import VENDORS, files_of
from test_prose import hostile, rendered, told

ALL = "HOSTILE" in os.environ
CHOSEN = tuple(VENDORS) if ALL else ("ferry",)

EVERY_HELP = """
import click, sys
from importlib import import_module
cli = import_module(sys.argv[1]).cli
def walk(command, words):
    with click.Context(command, info_name=words[-1], parent=None) as context:
        print("HELP", *words)
        print(command.get_help(context))
        for name in command.list_commands(context) if isinstance(command, click.Group) else ():
            walk(command.get_command(context, name), [*words, name])
walk(cli, ["aos"])
"""


@pytest.fixture(scope="module", params=CHOSEN)
def harness(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harness of a connector whose vendor means harm."""
    folder = tmp_path_factory.mktemp("hostile")
    before = Path.cwd()
    files, _ = told(files_of(request.param), hostile(11))
    try:
        rendered(folder, files, VENDORS[request.param])
    finally:
        os.chdir(before)
    return next(folder.rglob("agent-harness"))


def run(harness: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Python in the harness, without credentials."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(
        [sys.executable, *words],
        cwd=harness,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={
            **kept,
            "PYTHONPATH": str(harness),
            "PYTHONDONTWRITEBYTECODE": "1",
            "NO_COLOR": "1",
            "HOME": str(harness),
        },
    )


def module_of(harness: Path) -> str:
    """The connector's module."""
    return next(path.name for path in (harness / "cli_aos").iterdir() if (path / "cli.py").exists())


def test_its_own_tests_pass(harness: Path, counted: Callable[[str, int], None]) -> None:
    """The tests that were generated with it, hostile texts and all."""
    done = run(harness, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "tests")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    counted("tests of a hostile connector", int(done.stdout.rsplit(" passed", 1)[0].rsplit(None, 1)[-1]))


def test_ruff_finds_nothing(harness: Path) -> None:
    """Neither an error nor a comment that silences one."""
    done = run(harness, "-m", "ruff", "check", "--isolated", "--no-cache", "--ignore-noqa", "cli_aos")
    plain = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "."],
        cwd=harness, capture_output=True, text=True, check=False,
    )  # fmt: skip  # one call
    assert plain.returncode == 0, plain.stdout[-2000:]
    assert "invalid-syntax" not in done.stdout


def test_what_it_prints_is_harmless(harness: Path, counted: Callable[[str, int], None]) -> None:
    """The help of every command, what it can do, and errors."""
    module = f"cli_aos.{module_of(harness)}.cli"
    helped = run(harness, "-c", EVERY_HELP, module)
    assert helped.returncode == 0, helped.stderr[-2000:]
    counted("pages of help", helped.stdout.count("HELP aos"))
    start = ("-c", f"from {module} import cli; cli()")
    able = run(harness, *start, "--json", "capabilities")
    commands = [
        one["id"] if isinstance(one, dict) else one for one in json.loads(able.stdout)["data"]["commands"]
    ]
    printed = [helped, able, run(harness, *start, "capabilities"), run(harness, *start, "doctor")]
    printed += [run(harness, *start, "--json", *one.split("."), "--nothing") for one in commands[:3]]
    printed += [run(harness, *start, "--json", "--mode", "admin", *one.split(".")) for one in commands[:3]]
    for done in printed:
        assert not set(done.stdout + done.stderr) & (TERMINAL | TROJAN), done.args
        assert "Traceback" not in done.stdout + done.stderr
    for done in printed[-6:]:
        assert json.loads(done.stdout)["ok"] is False
