"""Every mistake that a user can make, as a folder, and what aos-gen prints about it.

A case is a folder `<code>` or `<code>-<variant>` with the smallest inputs that hold the mistake;
what it lacks of the document and the map is taken from `base`, a sound pair. `expected.txt` is
all that `aos-gen --spec openapi.yaml --map map.yaml --dry-run` prints on stderr, and the exit
code; an `overlay.yaml` is given with `--overlay`. A case that a folder cannot hold has a
`setup_<case>.py`, whose `prepare(folder)` changes a copy of the folder and returns the arguments.

The folders in `sound` are laid out alike, and hold no mistake: what the map says there repairs the
document, and nothing is printed.

`pytest tests/diagnostics --update-golden` writes every `expected.txt` again. Read the difference
as the user who erred: is the place exact, does the sentence name the thing, does the hint say
what to type?
"""

from __future__ import annotations

import ast
import runpy
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

import aos_gen
from aos_gen.cli import cli

HERE = Path(__file__).parent
BASE = HERE / "base"
EXPECTED, SETUP = "expected.txt", "setup_*.py"
CASES = sorted(
    path.name
    for path in HERE.iterdir()
    if path.is_dir() and path.name not in ("base", "sound", "__pycache__")
)
SOUND = sorted(f"sound/{path.name}" for path in (HERE / "sound").iterdir())

# Codes that no folder can bring about, each with the reason.
UNREACHABLE: dict[str, str] = {
    "edited-meanwhile": "somebody else has to edit a file while it is replaced: tests/unit/test_staging does",
    "map-changed-meanwhile": "somebody else has to write the map while aos-gen has it: tests/e2e does",
}

# The calls whose first argument is a diagnostic's code.
MAKERS = frozenset({"error", "warning", "_warn", "Diagnostic", "Problem", "refusal"})


@cache
def codes_in_source() -> frozenset[str]:
    """Every diagnostic code that the generator's source spells out."""
    found: set[str] = set()
    for path in sorted(Path(aos_gen.__file__).parent.rglob("*.py")):
        found.update(_codes(ast.parse(path.read_text(encoding="utf-8"))))
    return frozenset(found)


def _codes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            function, first = node.func, node.args[0]
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if name in MAKERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "REFUSALS":
            yield from ast.literal_eval(node.value)


def code_of(case: str, codes: frozenset[str]) -> str | None:
    """The code that a case is named after: the longest that its name starts with."""
    matching = [code for code in codes if case == code or case.startswith(f"{code}-")]
    return max(matching, key=len, default=None)


def prepared(case: str, folder: Path) -> list[str]:
    """Lay the case out in `folder`; the arguments that show its mistake."""
    shutil.copytree(HERE / case, folder, ignore=shutil.ignore_patterns(EXPECTED, SETUP, "__pycache__"))
    spec = "openapi.json" if (folder / "openapi.json").exists() else "openapi.yaml"
    for name in ("openapi.yaml", "map.yaml"):
        if not (folder / name).exists():
            shutil.copy(BASE / name, folder)
    arguments = ["--spec", spec, "--map", "map.yaml", "--dry-run"]
    arguments += ["--overlay", "overlay.yaml"] if (folder / "overlay.yaml").exists() else []
    for setup in (HERE / case).glob(SETUP):
        arguments = runpy.run_path(str(setup))["prepare"](folder)
    return arguments


def run(case: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What aos-gen prints on stderr about the case, and its exit code."""
    arguments = prepared(case, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("no_proxy", "*")  # A proxy would answer for the address where nobody listens.
    result = CliRunner().invoke(cli, arguments)
    return f"{result.stderr}exit {result.exit_code}\n"


@pytest.mark.parametrize("case", CASES)
def test_case(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    found = run(case, tmp_path / "case", monkeypatch)
    expected = HERE / case / EXPECTED
    if request.config.getoption("--update-golden", default=False):
        expected.write_text(found, encoding="utf-8")
    assert expected.exists(), f"write {case}/{EXPECTED} with --update-golden"
    assert found == expected.read_text(encoding="utf-8")
    code = code_of(case, codes_in_source())
    assert f"[{code}] " in found, f"{case} shows another mistake than the one it is named after"


@pytest.mark.parametrize("case", ["base", *SOUND])
def test_nothing_is_wrong(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(case, tmp_path / "case", monkeypatch) == "exit 0\n"


def test_every_code_has_a_case() -> None:
    codes = codes_in_source()
    shown = {code_of(case, codes) for case in CASES}
    assert not codes - shown - set(UNREACHABLE), "codes without a case folder"
    assert not set(UNREACHABLE) & shown, "codes that are said to be unreachable and have a case"
    assert not set(UNREACHABLE) - codes, "codes that are said to be unreachable and are gone"


def test_no_case_names_a_code_that_is_gone() -> None:
    codes = codes_in_source()
    assert not [case for case in CASES if code_of(case, codes) is None]
