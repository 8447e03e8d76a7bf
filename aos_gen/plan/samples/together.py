"""An option's example as it is next to the other options: what the map leaves out, pages, query members."""

from __future__ import annotations

from typing import Any

from aos_gen.plan.bodies import Body
from aos_gen.plan.inputs.options import Inputs
from aos_gen.plan.model import OptionPlan, Place, Style
from aos_gen.plan.samples.examples import NOTHING


def page_size(option: OptionPlan, most: int) -> int:
    """A small page that the vendor allows, and more than the one item of a sample."""
    return max(int(option.checks.least or 0), min(5, most or 5))


def allowed(option: OptionPlan, value: Any, inputs: Inputs, body: Body | None) -> Any:
    """The value without the members that the map leaves out; an object where members are lifted out of it."""
    if option.place in (Place.QUERY, Place.COOKIE) and option.style is Style.FORM and isinstance(value, dict):
        # Its members travel by their own names, which other parameters may have.
        others = {one.path[0] for one in inputs.sent if one.place is option.place} - {option.path[0]}
        value = {name: one for name, one in value.items() if name not in others}
        return value if value or option.required else NOTHING
    if option.style is Style.DEEP:
        value = _in_brackets(value)
        if value == {} and not option.required:
            return NOTHING
    if option.place is not Place.BODY or len(option.path) > 1:
        return value
    for name in body.plan.refused if body is not None else ():
        head, *steps = name.split(".")
        if head == option.api_name and steps:
            value = _cut(value, steps)
    return NOTHING if option.path[0] in inputs.lifted_from and not isinstance(value, dict) else value


def _in_brackets(value: Any) -> Any:
    """The value without members whose own brackets would end those that stand around names."""
    if isinstance(value, list):
        return [_in_brackets(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = (name for name in value if "]" not in name.partition("[")[0] and "][" not in name)
    return {name: _in_brackets(value[name]) for name in kept}


def _cut(value: Any, steps: list[str]) -> Any:
    if not isinstance(value, dict):
        return value
    step, *rest = steps
    if rest:
        return {name: _cut(one, rest) if name == step else one for name, one in value.items()}
    return {name: one for name, one in value.items() if name != step}
