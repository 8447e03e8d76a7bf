"""SECURITY.md names tests that there are: a promise without its test is none."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GENERATED = ROOT / "templates" / "agent-harness" / "tests"
ROWS = [line for line in (ROOT / "SECURITY.md").read_text("utf-8").splitlines() if line.startswith("| ")]
PROMISES = [row for row in ROWS if not row.startswith("| promise")]


@pytest.mark.parametrize("row", PROMISES, ids=[row.split("|")[1].strip()[:60] for row in PROMISES])
def test_every_promise_has_its_tests(row: str) -> None:
    """Each a file, or a function in one."""
    named = re.findall(r"`(†?[\w/]+\.py)(?:::(\w+))?`", row.split("|")[2])
    assert named
    for file, function in named:
        path = GENERATED / file[1:] if file.startswith("†") else ROOT / file
        tree = ast.parse(path.read_text("utf-8"))
        assert not function or any(getattr(node, "name", "") == function for node in tree.body), function
