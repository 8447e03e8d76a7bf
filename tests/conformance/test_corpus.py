"""Every mapped vendor: its connector's requests are what the vendor's document asks for.

The quick form of `python -m tests.conformance.run`: no environment is made, the trees run in place.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .connector import borrow_connector
from .corpus import MAPS, SPECS, Vendor, generate, vendors
from .drive import judge_connector

CORPUS = list(vendors(MAPS, SPECS)) if (SPECS / "index.json").exists() else []


@pytest.mark.skipif(
    not (SPECS / "index.json").exists(), reason=f"the corpus of vendor documents isn't at {SPECS}"
)
@pytest.mark.parametrize("vendor", CORPUS, ids=lambda vendor: vendor.name)
def test_requests_are_what_the_document_asks_for(vendor: Vendor, tmp_path: Path) -> None:
    """Each command, with its required options and with all of them, makes one right request."""
    generated = generate(vendor, tmp_path)

    judged = judge_connector(borrow_connector(generated.tree), vendor.spec, vendor.map)

    wrong = [each for each in judged if not each.verdict.right]
    assert judged
    assert not wrong, "\n".join(
        f"{each.command} ({each.variant}, {each.verdict.judge}): {each.verdict.why} [{each.request}]"
        for each in wrong
    )
