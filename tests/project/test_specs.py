"""The example vendors' documents are sound: what aos-gen shows newcomers breaks no rule of OpenAPI."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import prance
import pytest

SPECS = Path(__file__).resolve().parent.parent.parent / "specs"


def again(limit: int, url: Any, recursions: Any) -> dict[str, Any]:
    """A schema that holds itself: anything, the second time."""
    return {}


@pytest.mark.parametrize("path", sorted(SPECS.glob("*/openapi.*")), ids=lambda path: path.parent.name)
def test_an_example_document_is_valid(path: Path) -> None:
    """prance resolves every reference of it, and openapi-spec-validator finds nothing wrong."""
    parser = prance.ResolvingParser(
        str(path), backend="openapi-spec-validator", strict=True, recursion_limit_handler=again
    )

    assert parser.specification["openapi"]
