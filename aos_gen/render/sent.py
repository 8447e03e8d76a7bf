"""Options, fixed and composed values to the expressions that the client sends: places, styles, the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aos_gen.plan.model import (
    BodyKind,
    BodyPlan,
    CommandPlan,
    ComposedPlan,
    FixedPlan,
    OptionPlan,
    Place,
    Style,
    ValueKind,
    ValuePlan,
)
from aos_gen.render.environment import Code

PLACES = {
    "values": Place.PATH,
    "query": Place.QUERY,
    "headers": Place.HEADER,
    "cookies": Place.COOKIE,
}
_USUAL = {Place.PATH: Style.SIMPLE, Place.HEADER: Style.SIMPLE}
# Styles in which a scalar is not its own text.
_MARKED = {
    *(Style.LABEL, Style.LABEL_EXPLODED, Style.MATRIX, Style.MATRIX_EXPLODED),
    *(Style.JSON, Style.TEXT),
}
_SCALARS = {ValueKind.TEXT, ValueKind.INTEGER, ValueKind.NUMBER, ValueKind.BOOLEAN}


def placed(
    options: tuple[OptionPlan, ...], fixed: tuple[FixedPlan, ...], composed: tuple[ComposedPlan, ...]
) -> Iterator[tuple[str, Code]]:
    """`values=`, `query=`, `headers=`, `cookies=` with the vendor's names as keys; `querystring=`."""
    every: list[ValuePlan] = [*options, *fixed, *composed]
    for name, place in PLACES.items():
        pairs = _pairs([one for one in every if one.place is place])
        if pairs:
            yield name, Code("{" + ", ".join(pairs) + "}")
    for one in every:
        if one.place is Place.QUERYSTRING:
            yield "querystring", Code(_in_style(one, _value(one), force=one.style is not Style.FORM))


def body_code(command: CommandPlan, body: BodyPlan) -> Code:
    """The expression of the request's body."""
    if body.kind in (BodyKind.RAW, BodyKind.TEXT):
        return Code(f"raw(body, {body.media_type!r})")
    every: list[ValuePlan] = [*command.options, *command.fixed, *command.composed]
    pairs = _pairs([one for one in every if one.place is Place.BODY])
    required = ", required=True" if body.required else ""
    refused = f", refused={body.refused!r}" if body.refused else ""
    given = "{" + ", ".join(pairs) + "}"
    caller = "None" if body.closed else "body"
    whole = f"members({caller}, {given}{required}{refused})" if pairs or refused or body.flattened else "body"
    if body.kind is BodyKind.JSON:
        return Code(whole)
    if body.kind is BodyKind.FORM:
        styles = _styles(body, command)
        return Code(f"form({whole}{f', {styles!r}' if styles else ''}{refused})")
    types = dict(body.styles)
    arguments = [whole, *([repr(types)] if types else [])]
    if body.files:
        arguments.append(f"files={body.files!r}")
    return Code(f"multipart({', '.join(arguments)}{refused})")


def _styles(body: BodyPlan, command: CommandPlan) -> dict[str, str]:
    """The styles of a form's members; one that all lists and objects share stands for each of them."""
    styles = dict(body.styles)
    composite = {
        o.path[0]
        for o in command.options
        if o.place is Place.BODY and (o.kind not in _SCALARS or len(o.path) > 1)
    }
    shared = set(styles.values())
    return (
        {"*": shared.pop()} if len(shared) == 1 and composite <= set(styles) and len(styles) > 1 else styles
    )


def _pairs(every: list[ValuePlan]) -> list[str]:
    """`'name': expression` for each parameter or member; what was lifted out goes back by `under`."""
    by_name: dict[str, list[ValuePlan]] = {}
    for one in every:
        by_name.setdefault(one.path[0], []).append(one)
    found: list[str] = []
    for name, values in by_name.items():
        code = _nested(values, 1)
        found.append(f"{name!r}: {_in_style(values[0], code, force=len(values[0].path) > 1)}")
    return found


def _nested(values: list[ValuePlan], depth: int) -> str:
    """One value, or the object that several lifted members make, over the option of the whole one."""
    base = [one for one in values if len(one.path) == depth]
    deeper = [one for one in values if len(one.path) > depth]
    if not deeper:
        return _value(base[0])
    below: dict[str, list[ValuePlan]] = {}
    for one in deeper:
        below.setdefault(one.path[depth], []).append(one)
    inner = ", ".join(f"{step!r}: {_nested(ones, depth + 1)}" for step, ones in below.items())
    return f"under({_value(base[0]) if base else 'None'}, {{{inner}}})"


def _value(one: ValuePlan) -> str:
    """The expression of a value before its style."""
    if isinstance(one, FixedPlan):
        return f"setting({one.env!r})" if one.env is not None else repr(one.value)
    if isinstance(one, ComposedPlan):
        names = dict(one.parts)
        template = re.sub(r"\{([^{}]+)\}", lambda m: "{" + names.get(m[1], m[1]) + "}", one.template)
        parts = dict.fromkeys(identifier for _, identifier in one.parts)
        return f"compose({', '.join([repr(template), *(f'{name}={name}' for name in parts)])})"
    return f"each({one.each!r}, {one.identifier})" if one.each else one.identifier


def _in_style(one: ValuePlan, code: str, *, force: bool = False) -> str:
    """`styled(code, 'deep')` where the style is not the usual one of the place, or matters."""
    if one.place is Place.BODY:
        return code
    usual = one.style is _USUAL.get(one.place, Style.FORM)
    scalar = isinstance(one, ComposedPlan) or (
        isinstance(one, OptionPlan) and one.kind in _SCALARS or isinstance(one, FixedPlan) and _is_scalar(one)
    )
    idle = usual or (scalar and one.style not in _MARKED and not force)
    if idle and not one.reserved:
        return code
    reserved = ", reserved=True" if one.reserved else ""
    return f"styled({code}, {one.style.value!r}{reserved})"


def _is_scalar(fixed: FixedPlan) -> bool:
    return not isinstance(fixed.value, list | dict)
