"""Inputs to named options: the name that the map or the vendor gives, and everything said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Any

from aos_gen.diagnostics import Location, Report
from aos_gen.mapping.model import ClampMapping, InputMapping, ParameterMapping
from aos_gen.plan import naming, prose
from aos_gen.plan.inputs.checks import checks_of
from aos_gen.plan.inputs.input import Input
from aos_gen.plan.model import Checks, OptionPlan, Place, ValueKind

HELP_LENGTH = 140


@dataclass(frozen=True, slots=True)
class Chosen:
    """Option names (without dashes) by input key, and those that the command needs itself."""

    names: dict[str, str]
    taken: tuple[str, ...]


def choose_names(
    shown: list[Input],
    settings: Mapping[str, ParameterMapping],
    mapped: Mapping[str, ParameterMapping],
    at: Location,
    report: Report,
    taken: tuple[str, ...],
) -> Chosen:
    """A name for every input. Errors: a reserved name, one name for two, none that can be made."""
    chosen: dict[str, str] = {}
    owners: dict[str, Input] = {}
    places: dict[str, Location] = {}
    for one in shown:
        setting = settings.get(one.key)
        written = one.key if one.key in mapped else one.api_name
        if one.place is Place.INPUT:
            name, place = one.api_name.replace("_", "-"), one.location
        elif setting is not None and setting.option is not None:
            name, place = setting.option.replace("_", "-"), at.child(written, "option")
        else:
            continue
        if name in naming.GLOBAL_OPTIONS or name in taken:
            whose = "that this command needs itself"
            if name in naming.GLOBAL_OPTIONS:
                whose = "of every command"
            elif name == "body":
                whose = "of every command that has a body"
            hint = f"choose another name, such as --{name}-value"
            if one.place is Place.INPUT:
                hint += ", here and in the text that uses it"
            report.error("reserved-option", f"--{name} is an option {whose}", place, hint)
        if name in owners:
            _collide(owners[name], one, name, place, places[name], report)
        chosen[one.key] = name
        owners[name], places[name] = one, place
    unnamed = [one for one in shown if one.key not in chosen]
    spoken = [_spoken(one) for one in unnamed]
    # The names that they have where the map names none: one that is taken away is not replaced in silence.
    wanted = naming.option_names(spoken, taken)
    automatic = naming.option_names(spoken, (*taken, *chosen.values()))
    for one, own, name in zip(unnamed, wanted, automatic, strict=True):
        if own in owners:
            _collide(owners[own], one, own, places[own], one.location, report)
        if not name:
            report.error(
                "unnameable-parameter",
                f"no option name can be made of {one.api_name!r}",
                one.location,
                "name it in the map: parameters: {" + repr(one.api_name) + ": {option: ...}}",
                (at,),
            )
        chosen[one.key] = name
    return Chosen(chosen, taken)


def _spoken(one: Input) -> tuple[str, str]:
    """(name to spell, word before it where that is taken): a lifted member's own name, its parent's."""
    if one.path:
        return one.path[-1], naming.kebab(one.path[-2]) or one.place.value
    return one.api_name, one.place.value


def _collide(one: Input, other: Input, name: str, place: Location, first: Location, report: Report) -> None:
    """Two inputs and one option name; `place` is where the map chose it, `first` what it meets."""
    own = [two.place is Place.INPUT for two in (one, other)]
    names = f"{one.api_name!r} and {other.api_name!r}"
    hint = "choose another option name, or give the other parameter an `option:` of its own"
    if all(own):
        message, hint = (
            f"the options {names} are both --{name}",
            "rename it here, and in the text that uses it",
        )
    elif any(own):
        option, parameter = (one, other) if own[0] else (other, one)
        message = f"the option {option.api_name!r} and the parameter {parameter.api_name!r} are both --{name}"
        hint = "rename it here, and in the text that uses it"
        if place != option.location:
            hint = "choose another option name"
    else:
        if one.api_name == other.api_name:
            names = f"{one.key!r} and {other.key!r}"
        message = f"{names} both have the option --{name}"
    report.error("option-collision", message, place, hint, (first,))


def option_of(
    one: Input,
    name: str,
    setting: ParameterMapping | InputMapping | None,
    resource: str,
    used: set[str],
) -> OptionPlan:
    """The option of an input that callers see; `used` are the names that are gone."""
    field_id = name.replace("-", "_")
    aliases: tuple[str, ...] = ()
    if field_id in naming.WORKFLOW_WORDS:
        # A workflow node keeps this word for itself: its canvas field needs another spelling.
        longer = f"{naming.kebab(resource)}-{name}"
        numbered = (f"{name}-value-{number}" for number in count(2))
        spelling = next(one for one in chain((longer, f"{name}-value"), numbered) if one not in used)
        used.add(spelling)
        aliases, field_id = (f"--{spelling}",), spelling.replace("-", "_")
    default: Any = setting.default if setting is not None else None
    parameter = setting if isinstance(setting, ParameterMapping) else None
    help_text = setting.help if setting is not None and setting.help else ""
    return OptionPlan(
        api_name=one.api_name,
        place=one.place,
        path=one.steps,
        option=f"--{name}",
        aliases=aliases,
        field=field_id,
        identifier=naming.identifier(name.replace("-", "_")),
        label=naming.label(name),
        kind=one.kind,
        item_kind=one.item_kind,
        accepts=one.accepts,
        required=one.required and default is None,
        nullable=one.nullable and one.place is Place.BODY,
        choices=_choices(one),
        default=default,
        env=setting.env if setting is not None else None,
        style=one.style,
        reserved=one.reserved,
        each=parameter.each or "" if parameter is not None else "",
        checks=_checks(one, parameter.clamp if parameter is not None else None),
        help=help_text or prose.sentence(one.description, HELP_LENGTH),
        placeholder=_placeholder(one),
        example=None,
        vendor_default=one.shape.keywords.get("default"),
        picker=None,
        show_when=one.show_when,
    )


def _choices(one: Input) -> tuple[str, ...]:
    """The texts allowed, where all that is allowed is text."""
    enum = one.item_shape.enum if one.kind is ValueKind.LIST else one.shape.enum
    texts = tuple(dict.fromkeys(v for v in enum if isinstance(v, str) and v))
    textual = one.kind is ValueKind.TEXT or one.item_kind is ValueKind.TEXT
    return texts if textual and texts and all(isinstance(v, str) for v in enum) else ()


def _checks(one: Input, clamp: ClampMapping | None) -> Checks:
    checks = checks_of(one.kind, one.item_kind, one.shape, one.item_shape, one.examples)
    if clamp is None:
        return checks
    least = _whole(clamp.min) if clamp.min is not None else checks.least
    most = _whole(clamp.max) if clamp.max is not None else checks.most
    return replace(checks, least=least, most=most, clamp=True)


def _whole(number: float) -> float:
    """100.0 as the 100 that the map says."""
    return int(number) if number.is_integer() else number


def _placeholder(one: Input) -> str:
    scalars = [value for value in one.examples if isinstance(value, str | int | float)]
    return prose.clip(prose.line(str(scalars[0])), 60) if scalars else ""
