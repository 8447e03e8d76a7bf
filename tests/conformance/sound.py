"""A generated tree -> whether all of it is sound Python: compiled, linted, tested, type-checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .connector import Check, Installed, run_mypy, run_own_tests, run_ruff

PASSED = re.compile(r"\b(\d+) passed")
FAILED = re.compile(r"\b(\d+) (?:failed|errors?)\b")
# The last lines of a tool's output say what is wrong.
MOST_OUTPUT = 1500


@dataclass
class Soundness:
    """What was found of the files; an empty list is the good news."""

    files: int = 0
    uncompiled: list[str] = field(default_factory=list)
    modules: int = 0
    unimported: list[str] = field(default_factory=list)
    ruff: list[str] = field(default_factory=list)
    tests_passed: int | None = None
    """None where they were not run."""
    tests_failed: int = 0
    tests_output: str = ""
    mypy: str | None = None
    """None where it was not run, "" where it finds nothing."""

    def record(self) -> dict[str, Any]:
        """For the table's twin in JSON."""
        return dict(vars(self))


def compile_all(installed: Installed, found: Soundness) -> None:
    """Compiles every Python file of the harness, tests among them; nothing is written."""
    for path in sorted(installed.harness.rglob("*.py")):
        found.files += 1
        try:
            compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError) as error:
            found.uncompiled.append(f"{path.relative_to(installed.harness)}: {type(error).__name__}: {error}")


def lint(installed: Installed, found: Soundness) -> None:
    """ruff's default rules over all of it."""
    check = run_ruff(installed)
    if not check.passed:
        found.ruff = [line for line in check.output.splitlines() if re.match(r"[^:]+:\d+:\d+:", line)] or [
            check.output
        ]


def own_tests(installed: Installed, found: Soundness) -> None:
    """The connector's own tests; each that fails or cannot run counts."""
    check: Check = run_own_tests(installed)
    counts = [sum(map(int, pattern.findall(check.output))) for pattern in (PASSED, FAILED)]
    found.tests_passed, found.tests_failed = counts[0], counts[1]
    if not check.passed:
        found.tests_failed = max(1, found.tests_failed)
        found.tests_output = check.output[-MOST_OUTPUT:]


def type_check(installed: Installed, found: Soundness, cache: Path) -> None:
    """mypy --strict."""
    check = run_mypy(installed, cache)
    found.mypy = "" if check.passed else check.output[-MOST_OUTPUT:]
