"""The same inputs give the same bytes, whatever the process around them is like."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import ROOT
from running import VENDORS, run_vendor

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
def references(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Every vendor of specs/, generated from the top of the checkout with relative paths."""
    return {
        vendor: run_vendor(vendor, tmp_path_factory.mktemp("reference"), ROOT, relative=True)
        for vendor in VENDORS
    }


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("surroundings", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_surroundings_change_no_byte(
    vendor: str, surroundings: dict[str, str], references: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    """Hash seed, time zone, user, locale, working folder and the spelling of paths leave no trace."""
    cwd = tmp_path / "elsewhere"
    cwd.mkdir()
    assert run_vendor(vendor, tmp_path / "out", cwd, variables=surroundings) == references[vendor]


@pytest.mark.parametrize("vendor", VENDORS)
def test_no_file_knows_where_it_was_made(vendor: str, references: dict[str, dict[str, bytes]]) -> None:
    """No absolute path of this machine stands in the output."""
    traces = (str(ROOT).encode(), str(Path.home()).encode() + b"/")
    made = references[vendor].items()
    assert not [name for name, content in made if any(trace in content for trace in traces)]
