"""The example vendors' documents are sound: what aos-gen shows newcomers breaks no rule of OpenAPI."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import prance
import pytest
from running import SPECS, VENDORS, document_of

from aos_gen.commands.generate import generate


def again(limit: int, url: Any, recursions: Any) -> dict[str, Any]:
    """A schema that holds itself: anything, the second time."""
    return {}


def test_every_folder_is_a_vendor() -> None:
    """A document, a map and a page about it: what stands in specs/ without them is held to nothing."""
    assert VENDORS == sorted(path.name for path in SPECS.iterdir() if path.is_dir())
    for vendor in VENDORS:
        assert document_of(vendor).is_file()
        assert (SPECS / vendor / "README.md").is_file()


@pytest.mark.parametrize("vendor", VENDORS)
def test_an_example_document_is_valid(vendor: str, tmp_path: Path) -> None:
    """prance resolves every reference of it, and openapi-spec-validator finds nothing wrong."""
    folder = shutil.copytree(SPECS / vendor, tmp_path / vendor)
    document = folder / document_of(vendor).name
    # The validator holds an answer's schema to JSON Schema, which lacks 2.0's `file` (2.0, Response Object).
    document.write_text(document.read_text("utf-8").replace("schema: {type: file}", "schema: {type: string}"))
    parser = prance.ResolvingParser(
        str(document),
        backend="openapi-spec-validator",
        strict=True,
        recursion_limit_handler=again,
    )

    assert parser.specification.get("openapi") or parser.specification["swagger"] == "2.0"


@pytest.mark.parametrize("vendor", VENDORS)
def test_an_example_gives_no_diagnostic(vendor: str, tmp_path: Path) -> None:
    """aos-gen has nothing to say about it; tests/golden holds the committed trees to a fresh render."""
    made = generate(str(document_of(vendor)), str(SPECS / vendor / "map.yaml"), tmp_path, dry_run=True)
    assert not list(made.report), [f"{one.code}: {one.message}" for one in made.report]
    assert made.plan is not None
