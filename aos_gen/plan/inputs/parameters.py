"""Parameters of one operation to inputs: each a value with its place, its style and its schema's facts.

What the map says of an input (omit, fixed, default, env, option, help) is applied in `options`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, quote

from aos_gen.diagnostics import Diagnostic, Location, Report, Severity
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.mapping.check_values import FORBIDDEN_HEADERS
from aos_gen.plan.inputs.styles import DEFAULTS, content_style, style_of
from aos_gen.plan.model import FixedPlan, Place, ShowWhen, Style, ValueKind
from aos_gen.plan.refusals import refusal
from aos_gen.plan.shape import Shape, shape_of, type_names

SCALARS = {
    ("boolean",): ValueKind.BOOLEAN,
    ("integer",): ValueKind.INTEGER,
    ("integer", "number"): ValueKind.NUMBER,
    ("number",): ValueKind.NUMBER,
    ("string",): ValueKind.TEXT,
}
SCALAR_TYPES = {"string", "integer", "number", "boolean"}
# RFC 3986, 3.3, and `%`: what the vendor has encoded stays so.
_IN_A_PATH = "/:@!$&'()*+,;=%"
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_PLACES = {"path", "query", "header", "cookie", "querystring"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One value that the vendor takes."""

    api_name: str
    place: Place
    path: tuple[str, ...] = ()
    """More steps than the name, where the map lifts a nested member out."""
    required: bool = False
    nullable: bool = False
    kind: ValueKind = ValueKind.TEXT
    item_kind: ValueKind = ValueKind.TEXT
    accepts: tuple[str, ...] = ()
    style: Style = Style.FORM
    reserved: bool = False
    shape: Shape = field(default_factory=Shape)
    item_shape: Shape = field(default_factory=Shape)
    description: str = ""
    examples: tuple[Any, ...] = ()
    location: Location
    schema: Node | None = None
    variants: Mapping[int, Input] | None = None
    """The body's alternatives that have this member, each in its own way; None where it belongs to all."""
    needed_in: frozenset[int] = frozenset()
    """The body's alternatives that ask for this member, though the body as a whole does not."""
    likely: Input | None = None
    """The member as the first alternative describes it, where what they say together is less."""
    show_when: ShowWhen | None = None

    @property
    def key(self) -> str:
        """How a map names it beyond doubt: `query:id`."""
        return f"{self.place}:{self.api_name}"

    @property
    def steps(self) -> tuple[str, ...]:
        """Where it goes: its name, and the steps below it."""
        return self.path or (self.api_name,)


def split_path(operation: Operation, at: Location, report: Report) -> tuple[str, tuple[FixedPlan, ...]]:
    """The path that is sent, and what its literal `?query` always sends. A `#fragment` never travels."""
    path, _, query = operation.path.partition("#")[0].partition("?")
    variables = query_variables(operation.path)
    literal = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] not in variables]
    if any("{" in text for pair in literal for text in pair):
        report.add(refusal("unsupported-path-query", repr(operation.path), operation.node.location, at))
    fixed = (
        FixedPlan(api_name=name, place=Place.QUERY, path=(name,), value=value, style=Style.FORM)
        for name, value in literal
    )
    return _sendable(path), tuple(fixed)


def query_variables(path: str) -> dict[str, str]:
    """The parameters of a path's own query that are one variable each: `?q={text}` -> {"q": "text"}.

    OpenAPI knows no such templates; what their vendors mean is a required query parameter.
    """
    path, _, query = path.partition("#")[0].partition("?")
    found = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        variable = _VARIABLE.fullmatch(value)
        if variable is not None and "{" not in name and f"{{{variable[1]}}}" not in path:
            found[name] = variable[1]
    return found


def _sendable(path: str) -> str:
    """The path with the characters that no URL holds percent-encoded; `{variables}` keep their names."""
    parts = re.split(r"(\{[^{}]*\})", path)
    return "".join(part if n % 2 else quote(part, safe=_IN_A_PATH) for n, part in enumerate(parts))


def read_parameters(
    document: Document,
    operation: Operation,
    omitted: set[str],
    covered: Collection[tuple[str, str]],
    at: Location,
    report: Report,
    *,
    restyled: Collection[str] = (),
    probe: Collection[str] | None = None,
) -> list[Input]:
    """The operation's parameters in the order: path's own order, then query, header, cookie by name.

    What is not supported is refused by name, unless `omitted` (names and `place:name`) has it, or
    `restyled` has it, for which the map says how it travels. `probe` are the names that a probe
    sends: what else it need not send matters to nobody.
    `covered` holds (place, name in lower case) of what a credential, a constant header or the
    path itself already sends.
    """
    found: list[Input] = []
    for node in operations.parameters(document, operation, report):
        name, where = node.get("name"), node.get("in")
        if not isinstance(name, str) or not isinstance(where, str):
            continue
        if (where == "header" and name.lower() in FORBIDDEN_HEADERS) or (where, name.lower()) in covered:
            continue
        skip = name in omitted or f"{where}:{name}" in omitted
        needed = node.get("required") is True or where == "path"
        skip = skip or (probe is not None and not needed and not {name, f"{where}:{name}"} & set(probe))
        if where not in _PLACES:
            if not skip:
                what = f"{name!r} is declared `in: {where}`"
                report.add(refusal("unsupported-parameter-place", what, node.location, at, name))
            continue
        one, styled = _read_parameter(document, node, name, Place(where), report)
        repaired = where == "query" and (name in restyled or f"{where}:{name}" in restyled)
        if not styled and not skip and not repaired:
            report.add(_no_style(one, node, at))
        found.append(one if styled or repaired else _opaque(name, Place(where), node))
    return _in_order(operation, _match_path(operation, found, at, report))


def _match_path(operation: Operation, found: list[Input], at: Location, report: Report) -> list[Input]:
    """A text for each `{variable}` that nobody declares, and nothing for a declared one that is not there."""
    names = list(dict.fromkeys(_VARIABLE.findall(operation.path.partition("?")[0])))
    declared = {one.api_name: one for one in found if one.place is Place.PATH}
    where = operation.node.location
    for name in names:
        if name not in declared:
            message = f"{operation.key} uses {{{name}}} and declares no such path parameter"
            hint = "it is taken for a required text; say what it is with "
            hint += f"parameters: {{{name}: {{help: ...}}}}"
            _warn("document-undeclared-path-variable", message, where, hint, at, report)
            found.append(
                Input(api_name=name, place=Place.PATH, required=True, style=Style.SIMPLE, location=where)
            )
    asked = query_variables(operation.path)
    for key, variable in asked.items():
        own = next((one for one in found if one.place is Place.QUERY and one.api_name == key), None)
        meant = declared.get(variable) or own or Input(api_name=key, place=Place.QUERY, location=where)
        found = [one for one in found if one is not own]
        found.append(replace(meant, api_name=key, place=Place.QUERY, required=True, style=Style.FORM))
    for name, one in declared.items():
        if name not in names and name not in asked.values():
            message = f"{operation.key} declares the path parameter {name!r}, which its path does not hold"
            hint = "it is left out, because there is no place to send it to"
            _warn("document-stray-path-parameter", message, one.location, hint, at, report)
    return [one for one in found if one.place is not Place.PATH or one.api_name in names]


def _warn(code: str, message: str, place: Location, hint: str, at: Location, report: Report) -> None:
    report.add(Diagnostic(code, message, place, hint, Severity.WARNING, (at,)))


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


def without_files(one: Input) -> Input:
    """Where no file can travel, bytes are a text of the vendor's making."""
    kind = ValueKind.TEXT if one.kind is ValueKind.FILE else one.kind
    item_kind = ValueKind.TEXT if one.item_kind is ValueKind.FILE else one.item_kind
    return replace(one, kind=kind, item_kind=item_kind)


def _opaque(name: str, place: Place, node: Node) -> Input:
    """A parameter that the map leaves out: only its name matters."""
    return Input(api_name=name, place=place, required=node.get("required") is True, location=node.location)


def value_of_schema(document: Document, shape: Shape, report: Report) -> Input:
    """An input without name and place: the kind of value that a schema asks for."""
    names = type_names(document, shape, report)
    nowhere = Location("")
    common: dict[str, Any] = {
        "api_name": "", "place": Place.BODY, "nullable": shape.nullable, "shape": shape, "location": nowhere
    }  # fmt: skip  # one line for what all three have
    if names in SCALARS:
        kind = SCALARS[names]
        if kind is ValueKind.TEXT and is_binary(shape):
            kind = ValueKind.FILE
        return Input(kind=kind, item_kind=kind, **common)
    if names == ("array",) and not shape.alternatives:
        items = shape_of(document, shape.items, report)
        item_names = type_names(document, items, report)
        item_kind = SCALARS.get(item_names, ValueKind.JSON)
        if item_kind is ValueKind.TEXT and is_binary(items):
            item_kind = ValueKind.FILE
        return Input(kind=ValueKind.LIST, item_kind=item_kind, item_shape=items, accepts=item_names, **common)
    return Input(kind=ValueKind.JSON, item_kind=ValueKind.JSON, accepts=names, **common)


def is_binary(shape: Shape) -> bool:
    """Bytes: `format: binary` (3.0), or a text with a media type and no encoding (3.1)."""
    if shape.text("format") == "binary" or shape.text("contentEncoding") == "binary":
        return True
    return bool(shape.text("contentMediaType")) and not shape.text("contentEncoding")


def examples_of(node: Node, shape: Shape) -> tuple[Any, ...]:
    """Examples in order of trust: the parameter's, its examples', the schema's, its default."""
    found = [node.get("example")]
    named = node.get("examples")
    if isinstance(named, dict):
        found += [one.get("value") for _, one in sorted(named.items()) if isinstance(one, dict)]
    found.append(shape.keywords.get("example"))
    listed = shape.keywords.get("examples")
    if isinstance(listed, list):
        found += listed
    found.append(shape.keywords.get("default"))
    return tuple(value for value in found if value is not None)
