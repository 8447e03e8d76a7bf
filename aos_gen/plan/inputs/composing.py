"""`compose` of the map to ComposedPlans: a text put together from options of the command."""

from __future__ import annotations

import re
from collections.abc import Mapping

from aos_gen.alike import alike
from aos_gen.diagnostics import Location, Report
from aos_gen.mapping.model import ParameterMapping
from aos_gen.plan.inputs.input import Input
from aos_gen.plan.model import ComposedPlan, OptionPlan, Place, ValueKind

_PART = re.compile(r"\{([A-Za-z0-9_.-]+)\}")


def compose(
    composed: list[Input],
    settings: Mapping[str, ParameterMapping],
    options: list[OptionPlan],
    mapped: Mapping[str, ParameterMapping],
    at: Location,
    report: Report,
) -> list[ComposedPlan]:
    """The composed values. Errors: a part that is no option, a value that is no text, idle options.

    An idle option is not told where a `compose` of the command is wrong: that one may have meant it.
    """
    by_name = {option.option.lstrip("-"): option for option in options}
    by_name |= {option.field: option for option in options}
    found: list[ComposedPlan] = []
    used: set[str] = set()
    sound = len(composed) == sum(setting.compose is not None for setting in mapped.values())
    before = len(report)
    for one in composed:
        template = settings[one.key].compose or ""
        written = one.key if one.key in mapped else one.api_name
        place = at.child("parameters", written, "compose")
        if one.kind is not ValueKind.TEXT:
            message = f"{one.api_name!r} is of type {one.kind}, and only a text can be put together"
            hint = (
                "write `fixed:` for a value that never varies, or `default:` for one that callers may change"
            )
            report.error("compose-not-text", message, place, hint)
            continue
        names = list(dict.fromkeys(_PART.findall(template)))
        for name in names:
            if name not in by_name:
                _unknown(name, by_name, place, report)
        if not names:
            hint = "write `fixed:` for a text that never varies, or name options in braces"
            report.error("compose-without-parts", f"{template!r} names no option", place, hint)
        parts = tuple((name, by_name[name].identifier) for name in names if name in by_name)
        used |= {identifier for _, identifier in parts}
        found.append(
            ComposedPlan(
                api_name=one.api_name,
                place=one.place,
                path=one.steps,
                style=one.style,
                reserved=one.reserved,
                template=template,
                parts=parts,
            )
        )
    sound = sound and len(report) == before
    for option in options if sound else ():
        if option.place is Place.INPUT and option.identifier not in used:
            message = f"no `compose` of this command uses the option {option.api_name!r}"
            hint = "name it in braces, or remove it"
            report.error("unused-input", message, at.child("options").key(option.api_name), hint)
    return found


def _unknown(name: str, known: Mapping[str, OptionPlan], place: Location, report: Report) -> None:
    near = alike(name, known, n=1)
    hint = f"did you mean {{{near[0]}}}?" if near else (
        f"declare it: options: {{{name}: {{help: ...}}}} in the command"
    )  # fmt: skip  # the hint in one piece
    report.error("unknown-compose-part", f"the command has no option {name!r}", place, hint)
