"""Chosen values to what a request is made of: arguments, words, values by parameter, the whole body."""

from __future__ import annotations

import json
import re
from typing import Any

from aos_gen.plan.inputs.options import Inputs
from aos_gen.plan.model import ComposedPlan, FixedPlan, OptionPlan, Place, ValueKind
from aos_gen.plan.samples import wire

Given = list[tuple[OptionPlan | FixedPlan | ComposedPlan, Any]]


def words_of(option: OptionPlan, value: Any) -> list[str]:
    """`--labels a --labels b`, `--draft=true`, `--size 5`: how the value is given."""
    if option.kind is ValueKind.LIST:
        texts = [item if isinstance(item, str) else json.dumps(item) for item in value]
        plain = option.item_kind is not ValueKind.JSON and not any(
            t == "" or t.lstrip().startswith("[") for t in texts
        )
        if not plain:
            return [option.option, json.dumps(value)]
        return [word for text in texts for word in (option.option, text)]
    if option.kind is ValueKind.JSON:
        return [option.option, json.dumps(value)]
    return [option.option, wire.text_of(value)]


def arguments_of(inputs: Inputs, chosen: dict[str, Any]) -> tuple[dict[str, Any], Given]:
    """The client's arguments, defaults among them, and every value that travels."""
    arguments = dict(chosen)
    given: Given = [(one, one.value) for one in inputs.fixed]
    for option in inputs.options:
        value = chosen.get(option.identifier)
        if value is None and option.default is not None:
            value = arguments[option.identifier] = option.default
        if value is not None and option.place is not Place.INPUT:
            given.append((option, [{option.each: one} for one in value] if option.each else value))
    given += [(one, text) for one in inputs.composed if (text := _composed(one, arguments)) is not None]
    return arguments, given


def _composed(one: ComposedPlan, arguments: dict[str, Any]) -> str | None:
    """The text of a composed value; None where none of its parts is given."""
    given = {name: arguments[identifier] for name, identifier in one.parts if identifier in arguments}
    if one.parts and not given:
        return None
    text = one.template
    for name, _ in one.parts:
        if name not in given:
            text = text.replace("{" + name + "}", "")
    text = re.sub(r"[ \t]{2,}", " ", text).strip(" \t")
    for name, value in given.items():
        shown = ",".join(map(wire.text_of, value)) if isinstance(value, list) else wire.text_of(value)
        text = text.replace("{" + name + "}", shown)
    return text


def assembled(given: Given) -> list[wire.Sent]:
    """The values by parameter or member: what was lifted out of an object goes back into it."""
    found: dict[tuple[Place, str], wire.Sent] = {}
    for one, value in sorted(given, key=lambda pair: len(pair[0].path)):
        name, *steps = one.path
        known = found.get((one.place, name))
        if steps:
            base = known.value if known is not None and isinstance(known.value, dict) else {}
            value = _put(base, steps, value)
        found[one.place, name] = wire.Sent(one.place, name, one.style, value)
    return list(found.values())


def _put(base: dict[str, Any], steps: list[str], value: Any) -> dict[str, Any]:
    step, *rest = steps
    inner = base.get(step)
    return {**base, step: _put(inner if isinstance(inner, dict) else {}, rest, value) if rest else value}


def merged(members: dict[str, Any], whole: Any) -> Any:
    """The body: the value of `--body`, and over it the members that have options."""
    if not isinstance(whole, dict):
        return members if whole is None else whole
    found = dict(whole)
    for name, value in members.items():
        old = found.get(name)
        found[name] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    return found
