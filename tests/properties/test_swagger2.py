"""An API that is written in Swagger 2.0 and in OpenAPI 3.0 becomes one and the same connector."""

from __future__ import annotations

import random
from typing import Any

from builders import plan_vendor
from documents import explored, shuffled
from hypothesis import given
from hypothesis import strategies as st
from spellings import Spelled, spelled

from aos_gen.diagnostics import Report
from aos_gen.plan.model import ConnectorPlan
from aos_gen.plan.serialize import plan_to_data


def told(report: Report) -> list[tuple[str, str]]:
    """What is said, without the places, and without the checker that has no types of 2.0."""
    return sorted((one.code, one.message) for one in report if one.code != "document-breaks-specification")


def data(plan: ConnectorPlan | None) -> Any:
    return None if plan is None else plan_to_data(plan)


@explored(150)
@given(spelled())
def test_both_spellings_give_one_plan(api: Spelled) -> None:
    """Options, bodies, answers, credentials, servers, samples and contracts: nothing tells the two apart."""
    old, said, _ = plan_vendor(api.old, api.mapping)
    new, also, _ = plan_vendor(api.new, api.mapping)
    assert told(said) == told(also)
    assert data(old) == data(new)


@explored(30)
@given(spelled(), st.randoms(use_true_random=False))
def test_the_order_of_an_old_document_means_nothing(api: Spelled, order: random.Random) -> None:
    """Every mapping's keys shuffled: the same plan, contracts among it."""
    old, _, _ = plan_vendor(api.old, api.mapping)
    again, _, _ = plan_vendor(shuffled(api.old, order), api.mapping)
    assert data(old) == data(again)
