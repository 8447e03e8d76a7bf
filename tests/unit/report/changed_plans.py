"""A plan with one part of it changed, by the path of that part."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from builders import make_plan, tiny_document, tiny_mapping

from aos_gen.plan.model import ConnectorPlan


@cache
def tiny() -> ConnectorPlan:
    """Four commands: 0 agent.me, 1 ticket.create, 2 ticket.get, 3 ticket.list."""
    return make_plan(tiny_document(), tiny_mapping())


def part(plan: Any, path: str) -> Any:
    """What stands at `commands.3.options.0.kind`."""
    for step in path.split("."):
        plan = plan[int(step)] if step.isdigit() else getattr(plan, step)
    return plan


def changed(plan: Any, path: str, value: Any) -> Any:
    """The plan with another value there."""
    step, _, rest = path.partition(".")
    if step.isdigit():
        items = list(plan)
        items[int(step)] = changed(items[int(step)], rest, value) if rest else value
        return tuple(items)
    return replace(plan, **{step: changed(getattr(plan, step), rest, value) if rest else value})
