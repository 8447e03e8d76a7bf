"""Declared commands that nothing is wrong with, to their part of the plan."""

from __future__ import annotations

from collections.abc import Sequence

from aos_gen.extensions.check import action_of
from aos_gen.extensions.model import OwnCommand
from aos_gen.mapping.check import tool_name
from aos_gen.mapping.model import Mapping
from aos_gen.plan.model import ApprovalPlan, OwnCommandPlan


def own_plans(own: Sequence[OwnCommand], mapping: Mapping) -> tuple[OwnCommandPlan, ...]:
    """One plan for each, by id."""
    return tuple(_plan(one, mapping) for one in sorted(own, key=lambda one: one.id))


def _plan(one: OwnCommand, mapping: Mapping) -> OwnCommandPlan:
    asked = [option.option for option in one.options if option.required]
    given = mapping.extensions.get(one.id)
    approval = None
    if given is not None:
        approval = ApprovalPlan(by=given.by, contract=given.contract, ref=given.ref or "")
    return OwnCommandPlan(
        id=one.id,
        words=tuple(one.id.split(".")),
        function=one.function,
        tool_name=tool_name(mapping.connector.name, one.id),
        resource=one.resource,
        summary=f"{one.summary} (requires {', '.join(asked)})" if asked else one.summary,
        title=one.summary,
        mode=one.mode,
        risk=one.risk,
        action=action_of(one),
        options=one.options,
        path=one.path,
        contract=one.contract,
        approval=approval,
    )
