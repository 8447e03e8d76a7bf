"""What the map adds to the vendor's inputs: nested members lifted out, parameters that the document
lacks, lists built from plain items, types, bounds to move to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aos_gen.alike import alike
from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.mapping.model import InputMapping, ParameterMapping
from aos_gen.plan.inputs.fates import Sent
from aos_gen.plan.inputs.input import Input, value_of_schema
from aos_gen.plan.inputs.members import read_members
from aos_gen.plan.inputs.shaping_checks import check_clamp, has_none, is_new, unknown_member
from aos_gen.plan.inputs.styles import DEFAULTS
from aos_gen.plan.model import Place, Style, ValueKind
from aos_gen.plan.shape import Shape, shape_of

# Where the map may choose a style: what a path, a header and a cookie look like is beyond doubt.
STYLED = (Place.QUERY, Place.QUERYSTRING, Place.BODY)
COMPOSITE = (ValueKind.LIST, ValueKind.JSON)


def extended(
    document: Document,
    inputs: list[Input],
    mapped: Mapping[str, ParameterMapping],
    extra: Mapping[str, InputMapping],
    at: Location,
    report: Report,
    *,
    hidden: frozenset[str] = frozenset(),
    sent: Sent,
) -> list[Input]:
    """The vendor's inputs, and those that only the map knows. `at` is the command in the map.

    `hidden` are readOnly members of the body; `sent` is what a credential, a constant or the path sends.
    """
    known = {name for one in inputs for name in (one.api_name, one.key)}
    holders = [_in_style(one, mapped.get(one.key) or mapped.get(one.api_name)) for one in inputs]
    found: list[Input] = []
    parents: set[str] = set()
    for name, setting in mapped.items():
        place = at.child("parameters", name)
        if setting.in_ is not None:
            one = _added(name, setting, place)
            # Spelled in two ways it is still one: `header:X-A` and `X-A` are told apart nowhere.
            if one.key not in {other.key for other in found} and is_new(
                name, one, known, hidden, sent, place, report
            ):
                found.append(one)
        elif name not in known and "." in name:
            parent, lifted = _lifted(document, name, setting, holders, place, report)
            if parent is not None:
                parents.add(parent.key)
            found += [lifted] if lifted is not None else []
    # What is lifted out of an object takes the place of the object: nobody must give both.
    kept = [replace(one, required=False) if one.key in parents else one for one in inputs]
    parts = [
        Input(
            api_name=name,
            place=Place.INPUT,
            required=setting.required and setting.default is None,
            location=at.child("options", name),
        )
        for name, setting in extra.items()
    ]
    return [*kept, *found, *parts]


def _in_style(one: Input, setting: ParameterMapping | None) -> Input:
    """An object in the style that the map chooses for it, which what is lifted out of it shares."""
    if setting is None or setting.style is None or one.place not in STYLED or one.kind not in COMPOSITE:
        return one
    return replace(one, style=Style(setting.style))


def _added(name: str, setting: ParameterMapping, at: Location) -> Input:
    """A parameter that the document lacks."""
    assert setting.in_ is not None  # the caller has looked
    place = Place(setting.in_)
    own = name.removeprefix(f"{place}:")
    one = Input(api_name=own, place=place, style=DEFAULTS[place], location=at)
    return _of_type(one, setting.type or _implied(setting))


def _implied(setting: ParameterMapping) -> str:
    """The type that the map's own value has."""
    value = setting.fixed if setting.fixed is not None else setting.default
    names = {bool: "boolean", int: "integer", float: "number", list: "list", dict: "json"}
    return names.get(type(value), "text")


def _of_type(one: Input, name: str) -> Input:
    kind = ValueKind(name)
    item = ValueKind.TEXT if kind is ValueKind.LIST else kind
    return replace(one, kind=kind, item_kind=item)


def _lifted(
    document: Document,
    name: str,
    setting: ParameterMapping,
    inputs: list[Input],
    at: Location,
    report: Report,
) -> tuple[Input | None, Input | None]:
    """The object that `fields.summary` is taken out of, and the member as an input of its own."""
    parents = [one for one in inputs if any(name.startswith(f"{own}.") for own in (one.api_name, one.key))]
    if not parents:
        return None, None
    parent = max(parents, key=lambda one: len(one.api_name))
    own = parent.key if name.startswith(f"{parent.key}.") else parent.api_name
    steps = name[len(own) + 1 :].split(".")
    shape, required = parent.shape, parent.required
    one = Input(api_name=name, place=parent.place, location=parent.location)
    above, holder = own, parent
    for step in steps:
        if has_none(holder, above, step, at, report):
            return None, None
        members = {m.api_name: m for m in read_members(document, shape, report, lifting=True)}
        if step not in members:
            if (not _is_open(shape) or (shape.alternatives and members)) and not setting.type:
                unknown_member(name, f"{above}.{step}", step, members, at, report)
                return parent, None
            one = _of_type(
                Input(api_name=name, place=parent.place, location=parent.location),
                setting.type or _implied(setting),
            )
            break
        one = holder = members[step]
        above = f"{above}.{step}"
        required = required and one.required
        shape = one.shape
    one = replace(
        one,
        api_name=name,
        place=parent.place,
        path=(parent.api_name, *steps),
        style=parent.style if parent.place is not Place.BODY else Style.FORM,
        reserved=parent.reserved,
        required=required and one.schema is not None,
        show_when=parent.show_when,
    )
    variants = dict.fromkeys(parent.variants, one) if parent.variants is not None else None
    return parent, replace(one, variants=variants)


def _is_open(shape: Shape) -> bool:
    """Whether an object may have members that the document does not name."""
    closed = shape.keywords.get("additionalProperties") is False
    return not closed and (not shape.properties or shape.additional is not None)


def reshaped(
    document: Document, one: Input, setting: ParameterMapping, at: Location, report: Report
) -> Input:
    """The input as the map wants it: `required`, `type`, `style`, `clamp`, `each`."""
    if setting.required:
        one = replace(one, required=True)
    if setting.required is False and one.required:
        message = f"the vendor requires {one.api_name!r}, so `required: false` would have no effect"
        hint = "remove it; with a `default` nobody need give it"
        report.error("parameter-contradiction", message, at.child("required"), hint)
    if setting.type is not None and setting.in_ is None:
        one = _typed(one, setting.type, at, report)
    if setting.style is not None:
        one = _styled(one, setting.style, at.child("style"), report)
    if setting.clamp is not None:
        check_clamp(one, setting.clamp, at.child("clamp"), report)
    if setting.each is not None:
        one = _each(document, one, setting.each, at.child("each"), report)
    return one


def _styled(one: Input, style: str, at: Location, report: Report) -> Input:
    """The style that the map chooses, for a list or an object in a query or a form."""
    if one.place not in STYLED:
        message = f"{one.api_name!r} travels in a {one.place}, and `style` is for a query or a form"
    elif one.kind not in COMPOSITE:
        message = f"{one.api_name!r} is of type {one.kind}, which travels as it is in every style"
    else:
        return replace(one, style=Style(style))
    report.error("unsupported-parameter-style", message, at, "remove `style`")
    return one


def _typed(one: Input, name: str, at: Location, report: Report) -> Input:
    kind = ValueKind(name)
    texts = one.item_kind is ValueKind.TEXT and kind is ValueKind.FILE
    if one.schema is not None and not texts and one.kind not in (ValueKind.JSON, kind):
        message = f"the document says that {one.api_name!r} is of type {one.kind}, not {name}"
        hint = "remove `type`, which is for what the document leaves open"
        report.error("type-declared", message, at.child("type"), hint)
        return one
    if texts and one.kind is ValueKind.LIST:
        return replace(one, item_kind=kind)
    return one if one.kind is kind else _of_type(one, name)


def _each(document: Document, one: Input, member: str, at: Location, report: Report) -> Input:
    """A list of objects that is given as a list of one of their members."""
    if one.kind is not ValueKind.LIST or one.item_kind is not ValueKind.JSON:
        message = f"{one.api_name!r} is no list of objects, so its items cannot be built of {member!r}"
        hint = "remove `each`"
        if one.kind is ValueKind.JSON:
            hint += f"; to lift the member out, write {one.api_name}.{member} as a parameter of its own"
        elif one.kind is ValueKind.LIST:
            hint += ": its items are given as they are"
        report.error("each-not-a-list", message, at, hint)
        return one
    node = one.item_shape.properties.get(member)
    if node is None and not _is_open(one.item_shape):
        near = alike(member, one.item_shape.properties, n=1)
        known = ", ".join(sorted(one.item_shape.properties)[:30])
        hint = f"did you mean {near[0]!r}?" if near else f"they have: {known}"
        report.error("unknown-each-member", f"items of {one.api_name!r} have no {member!r}", at, hint)
        return one
    item = value_of_schema(document, shape_of(document, node, report), report)
    kind = item.kind if item.kind not in (ValueKind.LIST, ValueKind.FILE) else ValueKind.JSON
    if node is None:
        kind = ValueKind.TEXT
    return replace(one, item_kind=kind, item_shape=item.shape, accepts=item.accepts, examples=())
