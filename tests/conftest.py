"""What every test may use: the switch that rewrites goldens, and the corpus of vendors' documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

SPECS = Path(__file__).resolve().parent.parent.parent / "shared" / "specs"
COUNTED = "counted "


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` is the only way in which a golden file changes."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files, then pass")


@pytest.fixture
def specs() -> Path:
    """The folder of real documents; a test that asks for it is skipped where it is absent."""
    if not SPECS.is_dir():
        pytest.skip(f"the vendors' documents are not at {SPECS}")
    return SPECS


@pytest.fixture
def counted(record_property: Callable[[str, object], None]) -> Callable[[str, int], None]:
    """`counted("strings", 7)`: seven more of these were tried."""
    return lambda what, count: record_property(COUNTED + what, count)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The sums of what the tests counted, of all workers, in one line."""
    sums: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for one in reports:
            if getattr(one, "when", "") == "call":
                for name, count in one.user_properties:
                    sums[name] += count if name.startswith(COUNTED) else 0
    sums += Counter()  # without what is zero
    if sums:
        said = ", ".join(f"{count:,} {name.removeprefix(COUNTED)}" for name, count in sorted(sums.items()))
        terminalreporter.write_line(f"tried: {said}")
