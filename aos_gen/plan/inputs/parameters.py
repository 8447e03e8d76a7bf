"""Parameters of one operation to inputs: each a value with its place, its style and its schema's facts.

What the map says of an input (omit, fixed, default, env, option, help) is applied in `options`.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace

from aos_gen.diagnostics import Diagnostic, Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.mapping.check_values import FORBIDDEN_HEADERS
from aos_gen.mapping.overriding import WHY, overrides
from aos_gen.plan.inputs.fates import End, Fate, Sender, Sent
from aos_gen.plan.inputs.input import SCALAR_TYPES, Input, examples_of, value_of_schema, without_files
from aos_gen.plan.inputs.paths import left_out, match_path
from aos_gen.plan.inputs.styles import DEFAULTS, content_style, style_of
from aos_gen.plan.model import Place, Style, ValueKind
from aos_gen.plan.refusals import refusal
from aos_gen.plan.sendable import is_sendable
from aos_gen.plan.shape import shape_of

_PLACES = {"path", "query", "header", "cookie", "querystring"}


def read_parameters(
    document: Document,
    operation: Operation,
    omitted: set[str],
    covered: Sent,
    at: Location,
    report: Report,
    *,
    restyled: Collection[str] = (),
    probe: Collection[str] | None = None,
    gone: list[Fate] | None = None,
) -> list[Input]:
    """The operation's parameters in the order: path's own order, then query, header, cookie by name.

    What is not supported is refused by name, unless `omitted` (names and `place:name`) has it, or
    `restyled` has it, for which the map says how it travels. `probe` are the names that a probe
    sends: what else it need not send matters to nobody.
    `covered` is what a credential, a constant header or the path itself already sends.
    `gone` gets the fate of each parameter that is no input.
    """
    found: list[Input] = []
    gone = [] if gone is None else gone
    for node in operations.parameters(document, operation, report):
        name, where = node.get("name"), node.get("in")
        if not isinstance(name, str) or not isinstance(where, str):
            why = "it has no name" if not isinstance(name, str) else "nobody says where it goes"
            gone.append(left_out(str(name), str(where), End.UNREADABLE, why, node.location))
            continue
        needed = node.get("required") is True or where == "path"
        skip = name in omitted or f"{where}:{name}" in omitted
        if overrides(where, name) and (needed or not skip):
            end = End.REFUSED if needed else End.FORBIDDEN
            if needed:
                report.add(refusal("unsupported-override", f"{where} {name!r}", node.location, at))
            gone.append(left_out(name, where, end, WHY, node.location))
            continue
        sender = _sender(covered, where, name)
        if sender is not None:
            decided = Location(at.file, sender.pointer) if sender.pointer else None
            gone.append(left_out(name, where, sender.end, f"{sender} sends it", node.location, decided))
            continue
        skip = skip or (probe is not None and not needed and not {name, f"{where}:{name}"} & set(probe))
        if where not in _PLACES:
            end = End.OMITTED
            if not skip:
                end, what = End.REFUSED, f"{name!r} is declared `in: {where}`"
                report.add(refusal("unsupported-parameter-place", what, node.location, at, name))
            written = f"{where}:{name}" if f"{where}:{name}" in omitted else name
            decided = at.child("parameters", written) if skip else None
            why = f"OpenAPI knows no parameters in: {where}"
            gone.append(left_out(name, where, end, why, node.location, decided))
            continue
        if not skip and not is_sendable(where, name):
            what, key = f"{where} parameter {name!r}", json.dumps(name)
            refused = refusal("unsendable-name", what, node.location, at, key)
            report.add(refused)
            gone.append(left_out(name, where, End.REFUSED, refused.message, node.location))
            continue
        one, styled = _read_parameter(document, node, name, Place(where), report)
        repaired = where == "query" and (name in restyled or f"{where}:{name}" in restyled)
        if not styled and not skip and not repaired:
            refused = _no_style(one, node, at)
            report.add(refused)
            gone.append(left_out(name, where, End.REFUSED, refused.message, node.location))
        found.append(one if styled or repaired else _opaque(name, Place(where), node))
    return _in_order(operation, match_path(operation, found, at, report, gone))


CONNECTOR = Sender(End.CONNECTOR, "the connector itself")


def _sender(covered: Sent, where: str, name: str) -> Sender | None:
    """Who sends it without being asked. Behind many servers `X_Key` is the header `X-Key`."""
    known = name.lower()
    if where != "header" or (where, known) in covered:
        return covered.get((where, known))
    plain = known.replace("_", "-")
    if plain in FORBIDDEN_HEADERS:
        return CONNECTOR
    alike = (
        one for (place, key), one in covered.items() if place == where and key.replace("_", "-") == plain
    )
    return next(alike, None)


def _in_order(operation: Operation, found: list[Input]) -> list[Input]:
    return sorted(
        found,
        key=lambda one: (
            list(Place).index(one.place),
            operation.path.find("{" + one.api_name + "}") if one.place is Place.PATH else 0,
            not one.required,
            one.api_name,
        ),
    )


def _no_style(one: Input, node: Node, at: Location) -> Diagnostic:
    """The refusal of a style that the place does not have, with the way around that is left."""
    kind = "a list" if one.kind is ValueKind.LIST else "an object"
    name, place = one.api_name, one.place
    what = f"{name!r} is {kind} in a {place}, which has no style {str(node.get('style'))!r}"
    hint = ""
    if place is Place.QUERY:
        hint = f"say how it travels: parameters: {{{name}: {{style: form}}}}"
        hint += "" if one.required else ", or leave it out with `omit: true`"
    elif one.required:
        hint = "map another operation"
    return refusal("unsupported-parameter-style", what, node.location, at, name, hint)


def _read_parameter(
    document: Document, node: Node, name: str, place: Place, report: Report
) -> tuple[Input, bool]:
    """The input, and whether its place has its style: a list or an object cannot do without."""
    content = document.resolver.descend(node, report, "content")
    described = list(content.items()) if content is not None else []
    style: Style | None
    if described and (place is Place.QUERYSTRING or node.child("schema") is None):
        media_type, media = described[0]
        schema, style = media.child("schema"), content_style(media_type)
    else:
        schema, style = node.child("schema"), style_of(place, node)
    shape = shape_of(document, schema, report)
    one = without_files(value_of_schema(document, shape, report))
    if place in (Place.HEADER, Place.PATH) and style is not None and _is_nested(document, one, report):
        # The styles of headers and paths write one level: a deeper one could not be told from it.
        style = Style.JSON
    if style is not Style.JSON:
        one = _plain(one)
    styled = style is not None or one.kind not in (ValueKind.LIST, ValueKind.JSON)
    read = replace(
        one,
        api_name=name,
        place=place,
        required=node.get("required") is True or place is Place.PATH,
        nullable=False,
        style=style or DEFAULTS[place],
        reserved=node.get("allowReserved") is True and place is Place.QUERY,
        description=node.get("description") or shape.text("description"),
        examples=examples_of(node, shape),
        location=node.location,
        schema=schema,
    )
    return read, styled


def _is_nested(document: Document, one: Input, report: Report) -> bool:
    """Whether an object's members, or a list's items, are lists or objects themselves."""
    if one.kind is ValueKind.LIST:
        return one.item_kind is ValueKind.JSON and not set(one.accepts) <= SCALAR_TYPES
    members = (shape_of(document, node, report) for node in one.shape.properties.values())
    composite = (ValueKind.LIST, ValueKind.JSON)
    return one.kind is ValueKind.JSON and any(
        value_of_schema(document, each, report).kind in composite and (each.types or each.properties)
        for each in members
    )


def _plain(one: Input) -> Input:
    """A value (or item) of several scalar types, or of any, travels as its text: text is asked for."""
    if one.item_kind is not ValueKind.JSON or not set(one.accepts) <= SCALAR_TYPES:
        return one
    kind = one.kind if one.kind is ValueKind.LIST else ValueKind.TEXT
    return replace(one, kind=kind, item_kind=ValueKind.TEXT, accepts=())


def _opaque(name: str, place: Place, node: Node) -> Input:
    """A parameter that the map leaves out: only its name matters."""
    return Input(api_name=name, place=place, required=node.get("required") is True, location=node.location)
