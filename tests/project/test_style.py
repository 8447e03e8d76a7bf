"""Rules of style that a tool can hold: lint, types, sizes, names, reasons."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import ROOT

MOST_LINES = 400
BANNED_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "misc"})
PYTHON = sorted(
    path
    for folder in ("aos_gen", "tests", "templates", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
)

# A switched-off check and, after it, the reason: BLE001 - why, or another comment.
SWITCH = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no cover)\b")
# How a table is laid out needs a reason in the package; in a test it is plain to see.
LAYOUT = re.compile(r"#\s*fmt:\s*(?:skip|off)\b")
REASONED = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z]+[0-9]+(?:\s*,\s*[A-Z]+[0-9]+)*)?|type:\s*ignore(?:\[[a-z, -]+\])?"
    r"|fmt:\s*(?:skip|off)|pragma:\s*no cover)\s*(?:#|-)\s*\w.{5,}"
)
SKIPS = frozenset(
    f"pytest.{name}" for name in ("skip", "xfail", "importorskip", "mark.skip", "mark.skipif", "mark.xfail")
)


def run(*words: str) -> str:
    """What a tool complains of; nothing where it is content."""
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    """The whole checkout, by the rules of pyproject.toml."""
    assert not run("ruff", "check", ".")


@pytest.mark.parametrize("folder", ["aos_gen", "tests"])
def test_mypy_finds_nothing(folder: str) -> None:
    """Strict, tests too."""
    assert not run("mypy", "--strict", folder)


def test_no_module_is_called_after_nothing() -> None:
    """A name such as `utils` says what a module is not; ours say what they are."""
    assert not [str(path.relative_to(ROOT)) for path in PYTHON if path.stem in BANNED_NAMES]


def test_no_module_is_too_long() -> None:
    """400 lines is an alarm: the module does two things."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in PYTHON if "aos_gen" in path.parts}
    assert not {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > MOST_LINES}


def switches(path: Path) -> Iterator[str]:
    """Comments that switch a check off and give no reason; a text that holds such words is no comment."""
    with path.open("rb") as file:
        comments = [one for one in tokenize.tokenize(file.readline) if one.type == tokenize.COMMENT]
    for one in comments:
        layout = "tests" not in path.parts and LAYOUT.search(one.string)
        if (layout or SWITCH.search(one.string)) and not REASONED.search(one.string):
            yield f"{path.relative_to(ROOT)}:{one.start[0]}: {one.string}"


def skips(path: Path) -> Iterator[str]:
    """Calls and marks of pytest that leave a test out and give no reason."""
    tree = ast.parse(path.read_text("utf-8"))
    reasoned: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in SKIPS:
            named = any(keyword.arg == "reason" for keyword in node.keywords)
            if named or (node.args and ast.unparse(node.func) in ("pytest.skip", "pytest.xfail")):
                reasoned.add(node.func)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in SKIPS and node not in reasoned:
            yield f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}"


def test_each_switch_gives_its_reason() -> None:
    """`noqa`, `type: ignore` and `fmt: skip` say why on their own line."""
    assert not [line for path in PYTHON for line in switches(path)]


def test_each_skipped_test_gives_its_reason() -> None:
    """A skip or an expected failure says why, so that somebody can tell when it is over."""
    assert not [line for path in PYTHON for line in skips(path)]
