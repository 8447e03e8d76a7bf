"""What every test may use: the switch that rewrites goldens, and the corpus of vendors' documents."""

from __future__ import annotations

from pathlib import Path

import pytest

SPECS = Path(__file__).resolve().parent.parent.parent / "shared" / "specs"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` is the only way in which a golden file changes."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files, then pass")


@pytest.fixture
def specs() -> Path:
    """The folder of real documents; a test that asks for it is skipped where it is absent."""
    if not SPECS.is_dir():
        pytest.skip(f"the vendors' documents are not at {SPECS}")
    return SPECS
