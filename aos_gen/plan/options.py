"""Inputs of an operation and what the map says of them, to the options of a command."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from itertools import chain, count

from aos_gen.diagnostics import Location, Report
from aos_gen.mapping.model import ParameterMapping
from aos_gen.plan import naming, prose
from aos_gen.plan.model import FixedPlan, OptionPlan, ValueKind
from aos_gen.plan.parameters import Input
from aos_gen.plan.values import fits

HELP_LENGTH = 140


@dataclass(slots=True)
class Inputs:
    """What becomes of every input: an option, a fixed value, or nothing."""

    options: list[OptionPlan] = field(default_factory=list)
    sources: dict[str, Input] = field(default_factory=dict)
    """The input behind each option, by identifier, for examples."""
    fixed: list[FixedPlan] = field(default_factory=list)
    omitted: list[Input] = field(default_factory=list)


def apply_mapping(
    inputs: list[Input],
    mapped: dict[str, ParameterMapping],
    at: Location,
    report: Report,
    *,
    taken: tuple[str, ...],
    hidden: frozenset[str] = frozenset(),
    resource: str,
) -> Inputs:
    """Options, fixed values and omissions. `at` is the command's `parameters` in the map.

    `taken` are option names that the command needs itself (`body`); `hidden` are readOnly
    members, named so that mapping one gives the right message.
    """
    settings = _settings(inputs, mapped, at, report, hidden)
    result = Inputs()
    shown: list[Input] = []
    for one in inputs:
        setting = settings.get(one.key)
        place = at.child(_written(one, mapped))
        if setting is None:
            shown.append(one)
        elif setting.omit:
            _omit(one, place, result, report)
        elif setting.fixed is not None:
            if fits(one, setting.fixed, place.child("fixed"), report):
                result.fixed.append(
                    FixedPlan(
                        api_name=one.api_name, place=one.place, value=setting.fixed, joining=one.joining
                    )
                )
        else:
            if setting.default is not None:
                fits(one, setting.default, place.child("default"), report)
            shown.append(one)
    _name_and_add(shown, settings, mapped, at, report, taken, resource, result)
    return result


def _written(one: Input, mapped: dict[str, ParameterMapping]) -> str:
    """How the map spells this input: `query:id` or `id`."""
    return one.key if one.key in mapped else one.api_name


def _settings(
    inputs: list[Input],
    mapped: dict[str, ParameterMapping],
    at: Location,
    report: Report,
    hidden: frozenset[str],
) -> dict[str, ParameterMapping]:
    """The settings by `place:name`; a key that names nothing, or several things, is an error."""
    by_name: dict[str, list[Input]] = {}
    for one in inputs:
        by_name.setdefault(one.api_name, []).append(one)
        by_name.setdefault(one.key, []).append(one)
    found: dict[str, ParameterMapping] = {}
    first: dict[str, str] = {}
    for name, setting in mapped.items():
        matches = by_name.get(name, [])
        if len(matches) == 1:
            found[matches[0].key] = setting
            other = first.setdefault(matches[0].key, name)
            if other != name:
                report.error(
                    "parameter-mapped-twice",
                    f"{other!r} and {name!r} are one parameter",
                    at.key(name),
                    "keep one of them",
                    (at.key(other),),
                )
        elif matches:
            choices = " or ".join(one.key for one in matches)
            report.error(
                "ambiguous-parameter", f"{name!r} stands in several places", at.key(name), f"write {choices}"
            )
        else:
            report.error(
                "unknown-parameter",
                f"the operation takes no parameter or body member {name!r}",
                at.key(name),
                _near(name, by_name, hidden),
            )
    return found


def _near(name: str, known: dict[str, list[Input]], hidden: frozenset[str]) -> str:
    if name.removeprefix("body:") in hidden:
        return "it is readOnly, which only the vendor sets: remove this"
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    plain = sorted(one for one in known if ":" not in one)
    return "it has: " + ", ".join(plain) if plain else "it takes none"


def _omit(one: Input, place: Location, result: Inputs, report: Report) -> None:
    if one.required:
        report.error(
            "required-parameter-omitted",
            f"{one.api_name!r} is required by the vendor and cannot be left out",
            place,
            "give it a fixed value, a default or an env instead",
            (one.location,),
        )
    result.omitted.append(one)


def _name_and_add(
    shown: list[Input],
    settings: dict[str, ParameterMapping],
    mapped: dict[str, ParameterMapping],
    at: Location,
    report: Report,
    taken: tuple[str, ...],
    resource: str,
    result: Inputs,
) -> None:
    chosen: dict[str, str] = {}
    owners: dict[str, Input] = {}
    places: dict[str, Location] = {}
    for one in shown:
        setting = settings.get(one.key)
        if setting is not None and setting.option is not None:
            name = setting.option.replace("_", "-")
            place = at.child(_written(one, mapped), "option")
            if name in naming.GLOBAL_OPTIONS or name in taken:
                report.error(
                    "reserved-option",
                    f"--{name} is an option of every command",
                    place,
                    f"write option: {name}-value",
                )
            elif name in owners:
                _collide(owners[name], one, name, place, places[name], report)
            owners.setdefault(name, one)
            places.setdefault(name, place)
            chosen[one.key] = name
    unnamed = [one for one in shown if one.key not in chosen]
    # The names that they have where the map names none: one that is taken away is not replaced in silence.
    wanted = naming.option_names(((one.api_name, one.place.value) for one in unnamed), taken)
    automatic = naming.option_names(
        ((one.api_name, one.place.value) for one in unnamed), (*taken, *chosen.values())
    )
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
    used = set(chosen.values()) | set(taken)
    for one in shown:
        option = _option(one, chosen[one.key], settings.get(one.key), resource, used)
        result.options.append(option)
        result.sources[option.identifier] = one


def _collide(one: Input, other: Input, name: str, place: Location, first: Location, report: Report) -> None:
    """Two inputs and one option name; `place` is where the map chose it, `first` what it meets."""
    names = f"{one.api_name!r} and {other.api_name!r}"
    if one.api_name == other.api_name:
        names = f"{one.key!r} and {other.key!r}"
    hint = "choose another option name, or give the other parameter an `option:` of its own"
    report.error("option-collision", f"{names} both have the option --{name}", place, hint, (first,))


def _option(
    one: Input, name: str, setting: ParameterMapping | None, resource: str, used: set[str]
) -> OptionPlan:
    field_id = name.replace("-", "_")
    aliases: tuple[str, ...] = ()
    if field_id in naming.WORKFLOW_WORDS:
        # A workflow node keeps this word for itself: its canvas field needs another spelling.
        longer = f"{naming.kebab(resource)}-{name}"
        numbered = (f"{name}-value-{number}" for number in count(2))
        spelling = next(one for one in chain((longer, f"{name}-value"), numbered) if one not in used)
        used.add(spelling)
        aliases, field_id = (f"--{spelling}",), spelling.replace("-", "_")
    enum = one.item_shape.enum if one.kind is ValueKind.LIST else one.shape.enum
    choices = tuple(v for v in enum if isinstance(v, str))
    textual = one.kind is ValueKind.TEXT or one.item_kind is ValueKind.TEXT
    help_text = (
        setting.help if setting is not None and setting.help else prose.sentence(one.description, HELP_LENGTH)
    )
    return OptionPlan(
        api_name=one.api_name,
        place=one.place,
        option=f"--{name}",
        aliases=aliases,
        field=field_id,
        identifier=naming.identifier(name.replace("-", "_")),
        label=naming.label(name),
        kind=one.kind,
        item_kind=one.item_kind,
        accepts=one.accepts,
        required=one.required and (setting is None or setting.default is None),
        choices=choices if textual and len(choices) == len(enum) and all(choices) else (),
        default=setting.default if setting is not None else None,
        env=setting.env if setting is not None else None,
        joining=one.joining,
        help=help_text,
        format=one.shape.text("format"),
        minimum=one.shape.number("minimum"),
        maximum=one.shape.number("maximum"),
        placeholder=_placeholder(one),
        vendor_default=one.shape.keywords.get("default"),
        picker=None,
    )


def _placeholder(one: Input) -> str:
    scalars = [value for value in one.examples if isinstance(value, str | int | float)]
    return prose.clip(prose.plain(str(scalars[0])), 60) if scalars else ""
