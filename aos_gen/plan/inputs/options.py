"""Inputs of an operation and what the map says of them, to the options of a command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aos_gen.alike import alike
from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.mapping.model import InputMapping, ParameterMapping
from aos_gen.mapping.overriding import WHY, overrides_anywhere
from aos_gen.plan.inputs.composing import compose
from aos_gen.plan.inputs.fates import End, Fate, Sent
from aos_gen.plan.inputs.input import Input
from aos_gen.plan.inputs.shaping import COMPOSITE, extended, reshaped
from aos_gen.plan.inputs.spelling import Chosen, choose_names, option_of
from aos_gen.plan.inputs.values import fits
from aos_gen.plan.model import ComposedPlan, FixedPlan, OptionPlan, Place, Style, ValuePlan


@dataclass(slots=True)
class Inputs:
    """What becomes of every input: an option, a fixed or composed value, or nothing."""

    options: list[OptionPlan] = field(default_factory=list)
    sources: dict[str, Input] = field(default_factory=dict)
    """The input behind each option, by identifier, for examples."""
    fixed: list[FixedPlan] = field(default_factory=list)
    composed: list[ComposedPlan] = field(default_factory=list)
    omitted: list[Input] = field(default_factory=list)
    restyled: dict[str, Style] = field(default_factory=dict)
    """The style of each member of the body for which the map chooses one, be it an option or not."""
    written: dict[str, str] = field(default_factory=dict)
    """How the map spells an input that it names, by `place:name`."""
    fates: list[Fate] = field(default_factory=list)
    """What became of each, in the order in which they were read."""

    @property
    def sent(self) -> tuple[ValuePlan, ...]:
        """Whatever may travel in a request: options, then fixed, then composed values."""
        return (*self.options, *self.fixed, *self.composed)

    @property
    def lifted_from(self) -> frozenset[str]:
        """The inputs whose own members are options, fixed or composed values."""
        return frozenset(one.path[0] for one in self.sent if len(one.path) > 1)

    @property
    def lifted(self) -> dict[str, tuple[str, ...]]:
        """The members that are sent by themselves, by the key of the object that holds them."""
        found: dict[str, tuple[str, ...]] = {}
        for one in self.sent:
            if len(one.path) > 1:
                key = f"{one.place}:{one.path[0]}"
                found[key] = (*found.get(key, ()), one.api_name)
        return found


def apply_mapping(
    document: Document,
    inputs: list[Input],
    mapped: Mapping[str, ParameterMapping],
    at: Location,
    report: Report,
    *,
    extra: Mapping[str, InputMapping] | None = None,
    taken: tuple[str, ...],
    hidden: frozenset[str] = frozenset(),
    sent: Sent | None = None,
    resource: str,
) -> Inputs:
    """Options, fixed and composed values, omissions. `at` is the command in the map.

    `taken` are option names that the command needs itself (`body`); `hidden` are readOnly
    members, named so that mapping one gives the right message; `extra` are options that only
    feed `compose`; `sent` is what travels anyway, and by whom.
    """
    extra, sent = extra or {}, sent or {}
    all_inputs = extended(document, inputs, mapped, extra, at, report, hidden=hidden, sent=sent)
    parameters = at.child("parameters")
    settings = _settings(all_inputs, mapped, parameters, report, hidden, sent)
    result = Inputs(written={one.key: _written(one, mapped) for one in all_inputs})
    shown: list[Input] = []
    composed: list[Input] = []
    lifted = {one.steps[0] for one in all_inputs if one.path}
    for one in all_inputs:
        setting = settings.get(one.key)
        place = parameters.child(result.written[one.key])
        told = extra.get(one.api_name) if one.place is Place.INPUT else setting
        result.fates.append(_fate(one, told, place))
        if setting is None:
            shown.append(one)
            continue
        if not setting.omit:
            one = reshaped(document, one, setting, place, report)
        if setting.style is not None and one.place is Place.BODY and one.kind in COMPOSITE:
            result.restyled[one.api_name] = Style(setting.style)
        if setting.omit:
            _omit(one, place, one.api_name in lifted, result, report)
        elif setting.fixed is not None:
            if fits(one, setting.fixed, place.child("fixed"), report):
                result.fixed.append(_fixed(one, setting))
        elif setting.compose is not None:
            composed.append(one)
        else:
            if setting.default is not None:
                fits(one, setting.default, place.child("default"), report)
            shown.append(one)
    chosen = choose_names(shown, settings, mapped, parameters, report, taken)
    _add_options(shown, chosen, settings, extra, resource, result)
    result.composed = compose(composed, settings, result.options, mapped, at, report)
    return result


def _fate(one: Input, setting: ParameterMapping | InputMapping | None, place: Location) -> Fate:
    """What the map's settings make of an input, be they right or wrong."""
    end = End.OPTION
    if isinstance(setting, ParameterMapping):
        ends = {
            End.OMITTED: setting.omit,
            End.FIXED: setting.fixed is not None,
            End.COMPOSED: setting.compose is not None,
        }
        end = next((one for one, given in ends.items() if given), End.OPTION)
    keys = () if setting is None else tuple(sorted(name.rstrip("_") for name in setting.model_fields_set))
    added = one.location.file == place.file and one.location.pointer[:2] == place.pointer[:2]
    return Fate(
        api_name=one.api_name,
        place=one.place.value,
        end=end,
        why="",
        written=one.location,
        decided=one.location if added else place if setting is not None else None,
        keys=keys,
        added=added,
    )


def _fixed(one: Input, setting: ParameterMapping) -> FixedPlan:
    value = setting.fixed
    if setting.each is not None and isinstance(value, list):
        value = [{setting.each: item} for item in value]
    return FixedPlan(
        api_name=one.api_name,
        place=one.place,
        path=one.steps,
        value=value,
        style=one.style,
        reserved=one.reserved,
    )


def _add_options(
    shown: list[Input],
    chosen: Chosen,
    settings: Mapping[str, ParameterMapping],
    extra: Mapping[str, InputMapping],
    resource: str,
    result: Inputs,
) -> None:
    used = set(chosen.names.values()) | set(chosen.taken)
    for one in shown:
        setting: ParameterMapping | InputMapping | None = settings.get(one.key)
        if one.place is Place.INPUT:
            setting = extra[one.api_name]
        option = option_of(one, chosen.names[one.key], setting, resource, used)
        result.options.append(option)
        result.sources[option.identifier] = one


def _written(one: Input, mapped: Mapping[str, ParameterMapping]) -> str:
    """How the map spells this input: `query:id` or `id`."""
    return one.key if one.key in mapped else one.api_name


def _settings(
    inputs: list[Input],
    mapped: Mapping[str, ParameterMapping],
    at: Location,
    report: Report,
    hidden: frozenset[str],
    sent: Sent,
) -> dict[str, ParameterMapping]:
    """The settings by `place:name`; a key that names nothing, or several things, is an error."""
    by_name: dict[str, list[Input]] = {}
    for one in inputs:
        if one.place is not Place.INPUT:
            by_name.setdefault(one.api_name, []).append(one)
            by_name.setdefault(one.key, []).append(one)
    told = {one.location.pointer for one in report if one.code in ("parameter-exists", "unknown-parameter")}
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
        elif not {at.child(name).pointer, at.child(name, "in").pointer} & told:
            sender = _sender(name, sent)
            message = f"the operation takes no parameter or body member {name!r}"
            hint = "remove this" if sender else _near(name, by_name, hidden)
            if sender:
                message = f"{name!r} is sent by {sender}, so no option sends it"
            elif overrides_anywhere(name):
                message, hint = f"{name!r} is not sent: {WHY}", "remove this"
            report.error("unknown-parameter", message, at.key(name), hint)
    return found


def _sender(name: str, sent: Sent) -> str:
    """Who sends what the map names, by itself or as `header:X-Key`, without being asked."""
    for (place, known), sender in sent.items():
        if name.lower() in (known, f"{place}:{known}"):
            return str(sender)
    return ""


def _near(name: str, known: dict[str, list[Input]], hidden: frozenset[str]) -> str:
    if name.removeprefix("body:") in hidden:
        return "it is readOnly, which only the vendor sets: remove this"
    near = alike(name, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    plain = sorted(one for one in known if ":" not in one)
    has = "it has: " + ", ".join(plain) if plain else "it takes none"
    return f"{has}; to add one that the document lacks, say where it travels with `in:`"


def _omit(one: Input, place: Location, lifted: bool, result: Inputs, report: Report) -> None:
    if one.required and not lifted:
        report.error(
            "required-parameter-omitted",
            f"{one.api_name!r} is required by the vendor and cannot be left out",
            place,
            "give it a fixed value, a default or an env instead",
            (one.location,),
        )
    result.omitted.append(one)
