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

JUNK: tuple[Any, ...] = (None, True, 7, "", "x", [], ["x"], {}, {"x": 1}, [{}], {"$ref": "#/definitions/Pet"})


def broken(value: Any, order: random.Random) -> Any:
    """The same data with junk in about one place of forty."""
    if order.random() < 0.025:
        return order.choice(JUNK)
    if isinstance(value, dict):
        return {key: broken(one, order) for key, one in value.items()}
    return [broken(one, order) for one in value] if isinstance(value, list) else value


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


@explored(150)
@given(spelled(), st.randoms(use_true_random=False))
def test_what_is_no_swagger_is_told(api: Spelled, order: random.Random) -> None:
    """Junk wherever a vendor may put it: a plan or errors, never a traceback."""
    members = {key: broken(one, order) for key, one in api.old.items()}
    plan, report, _ = plan_vendor({**members, "swagger": "2.0"}, api.mapping)
    assert (plan is None) == report.has_errors
