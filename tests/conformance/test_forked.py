"""A run that is forked leaves behind what a fresh process leaves behind, whatever the connector does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from . import forked as forked_module
from .connector import Installed, Outcome, borrow_connector, run_command
from .forked import Forked

CLI = """
import atexit, json, os, sys, tempfile
seen = []
def main():
    word = sys.argv[4] if len(sys.argv) > 4 else ""
    seen.append(word)
    if word == "exit":
        sys.exit(int(sys.argv[5]))
    if word == "text":
        sys.exit("a text")
    if word == "raise":
        raise ValueError("a fault")
    if word == "late":
        atexit.register(lambda: print("late", file=sys.stderr))
    if word == "loop":
        while True: pass
    if word == "large":
        print(json.dumps({"ok": "x" * 3_000_000}))
        return
    if word == "stdin":
        print(json.dumps({"ok": sys.stdin.read()}))
        return
    os.environ["LEFT"] = "over"
    print(json.dumps({
        "argv": sys.argv, "mine": os.environ.get("MINE"), "left": len(seen), "cwd": os.getcwd(),
        "names": sorted(name for name in os.environ if name not in ("LC_CTYPE", "PYTHONPATH")),
        "temporary": tempfile.gettempdir(),
    }))
"""
RUNS = {
    "words and environment": (["say", "a b", "é"], {"MINE": "1"}),
    "exit code": (["exit", "3"], {}),
    "exit with a text": (["text"], {}),
    "exception": (["raise"], {}),
    "at exit": (["late"], {}),
    "large output": (["large"], {}),
    "empty stdin": (["stdin"], {}),
    "another temporary folder": (["say"], {"TMPDIR": "/tmp"}),
}


def _tree(folder: Path, cli: str = CLI) -> Path:
    tree = folder / "tools/aos/aos-acme"
    package = tree / "agent-harness/cli_aos/acme"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", "utf-8")
    (package / "cli.py").write_text(cli, "utf-8")
    script = '[project]\nname = "aos-acme"\n[project.scripts]\naos-acme = "cli_aos.acme.cli:main"\n'
    (tree / "agent-harness/pyproject.toml").write_text(script, "utf-8")
    return tree


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Installed, Installed]]:
    """The same connector, fresh for each run and forked."""
    tree = _tree(tmp_path)
    with Forked(tree) as forked:
        yield borrow_connector(tree), forked.installed


def _plain(outcome: Outcome) -> Outcome:
    """Without the lines of a traceback that say how the connector was started."""
    return replace(outcome, stderr=outcome.stderr.strip().rpartition("\n")[2])


@pytest.mark.parametrize(("words", "env"), RUNS.values(), ids=RUNS)
def test_forked_as_fresh(
    both: tuple[Installed, Installed], tmp_path: Path, words: list[str], env: dict[str, str]
) -> None:
    """Exit code, stdout, envelope and the last line of stderr are the same, twice in a row."""
    fresh, forked = both

    wanted = _plain(run_command(fresh, words, env, cwd=tmp_path))

    assert [_plain(run_command(forked, words, env, cwd=tmp_path)) for _ in range(2)] == [wanted, wanted]


def test_killed_when_its_time_is_over(
    both: tuple[Installed, Installed], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run without an end is stopped, and the next run is not harmed."""
    monkeypatch.setattr(forked_module, "TIMEOUT", 0.2)

    outcomes = [run_command(both[1], [word], {}) for word in ("loop", "say")]

    assert [each.exit_code for each in outcomes] == [-1, 0]


def test_modules_that_cannot_be_imported(tmp_path: Path) -> None:
    """Every module of the package is imported, those of packages below it too, and each failure is named."""
    tree = _tree(tmp_path)
    package = tree / "agent-harness/cli_aos/acme"
    (package / "commands").mkdir()
    (package / "commands/__init__.py").write_text("", "utf-8")
    (package / "commands/broken.py").write_text("import nothing_of_that_name\n", "utf-8")
    (package / "exits.py").write_text("raise SystemExit(1)\n", "utf-8")

    with Forked(tree) as forked:
        assert forked.modules == 5
        assert [each.partition(": ")[0] for each in forked.failures] == [
            "cli_aos.acme.commands.broken",
            "cli_aos.acme.exits",
        ]
