"""The same inputs give the same bytes, whatever the process around them is like."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import ROOT
from running import run_harbor

SURROUNDINGS = {
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 1, another time zone": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland"},
    "a random hash seed, another user and locale": {
        "PYTHONHASHSEED": "random",
        "TZ": "America/Adak",
        "LC_ALL": "C",
        "USER": "somebody-else",
    },
}


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Harbor, generated from the top of the checkout with relative paths."""
    out = tmp_path_factory.mktemp("reference")
    return run_harbor(out, ROOT, spec="specs/harbor/openapi.yaml", map_file="specs/harbor/map.yaml")


@pytest.mark.parametrize("surroundings", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_surroundings_change_no_byte(
    surroundings: dict[str, str], reference: dict[str, bytes], tmp_path: Path
) -> None:
    """Hash seed, time zone, user, locale, working folder and the spelling of paths leave no trace."""
    cwd = tmp_path / "elsewhere"
    cwd.mkdir()
    assert run_harbor(tmp_path / "out", cwd, variables=surroundings) == reference


def test_no_file_knows_where_it_was_made(reference: dict[str, bytes]) -> None:
    """No absolute path of this machine stands in the output."""
    traces = (str(ROOT).encode(), str(Path.home()).encode() + b"/")
    assert not [name for name, content in reference.items() if any(trace in content for trace in traces)]
