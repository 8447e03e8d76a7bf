"""Any document gives diagnostics or a sound connector, and never an exception."""

from __future__ import annotations

import json

from builders import plan_vendor
from documents import Vendor, explored, plain_words, vendors
from hypothesis import given
from hypothesis import strategies as st
from trees import check_files, check_formatted, check_names, check_scopes

from aos_gen.console import diagnostic_record, format_diagnostic
from aos_gen.plan.serialize import plan_from_data, plan_to_data
from aos_gen.render.tree import render


@explored(24)
@given(vendors())
def test_a_document_gives_diagnostics_or_a_sound_tree(vendor: Vendor) -> None:
    """Every file parses, is formatted and shows nothing hidden; every name is valid and free."""
    plan, report, sources = plan_vendor(*vendor.told(plain_words))
    for diagnostic in report:
        assert format_diagnostic(diagnostic, sources).isprintable() or "\n" in format_diagnostic(
            diagnostic, sources
        )
        json.dumps(diagnostic_record(diagnostic, sources))
    assert (plan is None) == report.has_errors
    if plan is not None:
        check_names(plan)
        tree = render(plan)
        check_files(plan, tree)
        check_formatted(plan, tree)
        check_scopes(plan, tree)


@explored(30)
@given(vendors(), st.text(max_size=30))
def test_a_plan_survives_json(vendor: Vendor, text: str) -> None:
    """Plan to data, data to text, and back: the same plan. Prose is any Unicode text."""
    plan, _, _ = plan_vendor(*vendor.told(lambda slot: f"{text}{slot}"))
    if plan is not None:
        data = plan_to_data(plan)
        assert plan_from_data(data) == plan
        assert plan_from_data(json.loads(json.dumps(data))) == plan
