"""A generated connector in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harbor import Files, files, harbor


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """What one run makes."""
    out = tmp_path_factory.mktemp("made")
    assert harbor(out).exit_code == 0
    return files(out)


@pytest.fixture
def out(made: Files, tmp_path: Path) -> Path:
    """A folder with a generated connector in it."""
    out = tmp_path / "out"
    for name, content in made.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    return out
