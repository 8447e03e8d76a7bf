"""Values that go together in one request: those of one alternative, without what the map leaves out."""

from __future__ import annotations

from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.plan.bodies import Body
from aos_gen.plan.inputs.options import Inputs
from aos_gen.plan.model import OptionPlan, Place, Style, ValueKind
from aos_gen.plan.samples.examples import NOTHING
from aos_gen.plan.samples.values import value_of


def page_size(option: OptionPlan, most: int) -> int:
    """A small page that the vendor allows, and more than the one item of a sample."""
    return max(int(option.checks.least or 0), min(5, most or 5))


def with_a_part(inputs: Inputs, here: dict[str, Any], chosen: dict[str, Any]) -> dict[str, Any]:
    """The chosen values, with a first part where a form that must come would have none."""
    members = [
        o.identifier for o in inputs.options if o.place is Place.BODY and here[o.identifier] is not NOTHING
    ]
    if not members or any(name in chosen for name in members):
        return chosen
    return {**chosen, members[0]: here[members[0]]}


def allowed(option: OptionPlan, value: Any, inputs: Inputs, body: Body | None) -> Any:
    """The value without the members that the map leaves out; an object where members are lifted out of it."""
    if option.place in (Place.QUERY, Place.COOKIE) and option.style is Style.FORM and isinstance(value, dict):
        # Its members travel by their own names, which other parameters may have.
        others = {one.path[0] for one in inputs.sent if one.place is option.place} - {option.path[0]}
        value = {name: one for name, one in value.items() if name not in others}
        return value if value or option.required else NOTHING
    if option.place is not Place.BODY or len(option.path) > 1:
        return value
    for name in body.plan.refused if body is not None else ():
        head, *steps = name.split(".")
        if head == option.api_name and steps:
            value = _cut(value, steps)
    return NOTHING if option.path[0] in inputs.lifted_from and not isinstance(value, dict) else value


def _cut(value: Any, steps: list[str]) -> Any:
    if not isinstance(value, dict):
        return value
    step, *rest = steps
    if rest:
        return {name: _cut(one, rest) if name == step else one for name, one in value.items()}
    return {name: one for name, one in value.items() if name != step}


def branches_of(inputs: Inputs, body: Body | None) -> list[int]:
    """The body's alternatives that have members as options, the one with the most members last.

    Only those that take what the map decides: values that it fixes or gives by default, members
    that it leaves out.
    """
    counts: dict[int, int] = {}
    for source in inputs.sources.values():
        for index in {*(source.variants or ()), *source.needed_in}:
            counts[index] = counts.get(index, 0) + 1
    decided = {
        o.api_name: o.default for o in inputs.options if o.place is Place.BODY and o.default is not None
    }
    decided |= {f.api_name: f.value for f in inputs.fixed if f.place is Place.BODY}
    wrong: set[int] = set()
    for member in body.members if body is not None else ():
        wanted = decided.get(member.api_name)
        for index, own in (member.variants or {}).items():
            if wanted is not None and own.shape.enum and wanted not in own.shape.enum:
                wrong.add(index)
    for one in inputs.omitted:
        wrong |= one.needed_in
    fitting = {index: count for index, count in counts.items() if index not in wrong} or counts
    if not fitting:
        return [-1]
    return [min(fitting), max(sorted(fitting), key=lambda index: fitting[index])]


def in_branch(
    document: Document,
    inputs: Inputs,
    values: dict[str, Any],
    branch: int,
    types: dict[str, str],
    report: Report,
) -> dict[str, Any]:
    """The values that go together in one alternative; NOTHING for members of others."""
    found = dict(values)
    for option in inputs.options:
        variants = inputs.sources[option.identifier].variants
        if variants is None:
            continue
        own = variants.get(branch)
        if own is None:
            found[option.identifier] = NOTHING
        elif (
            own is not inputs.sources[option.identifier]
            and own.shape.enum
            and own.shape.enum[0] in option.choices
        ):
            found[option.identifier] = own.shape.enum[0]
        elif option.kind in (own.kind, ValueKind.JSON):
            found[option.identifier] = value_of(document, option, own, types.get(option.api_name, ""), report)
    return found


def needed_in(inputs: Inputs, body: Body | None, branch: int) -> set[str]:
    """Options that the alternative asks for, though the body as a whole does not."""
    together = body.shape.together if body is not None else set()
    return {
        option.identifier
        for option in inputs.options
        if branch in inputs.sources[option.identifier].needed_in
        or (option.place is Place.BODY and option.api_name in together)
    }
