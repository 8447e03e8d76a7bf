"""Parameters and body members of one operation to the inputs of one command.

An `Input` is a parameter or member with its schema's facts, before naming. What the map
says of it (omit, fixed, default, env, option, help) is applied in `options`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.plan.model import Joining, Place, ValueKind
from aos_gen.plan.refusals import refusal
from aos_gen.plan.shape import Shape, shape_of, type_names

# OpenAPI, Parameter Object: header parameters with these names are ignored. User-Agent is ours.
# The others frame the message, choose its host or carry credentials: no caller sets them.
IGNORED_HEADERS = frozenset(
    {
        *("accept", "content-type", "authorization", "user-agent"),
        *("host", "content-length", "transfer-encoding", "connection", "te", "trailer", "upgrade", "expect"),
        *("cookie", "accept-encoding", "keep-alive", "proxy-authorization", "proxy-connection"),
    }
)

SCALARS = {
    ("boolean",): ValueKind.BOOLEAN,
    ("integer",): ValueKind.INTEGER,
    ("integer", "number"): ValueKind.NUMBER,
    ("number",): ValueKind.NUMBER,
    ("string",): ValueKind.TEXT,
}
STYLES = {Place.PATH: ("simple",), Place.QUERY: ("form",), Place.HEADER: ("simple",)}


@dataclass(frozen=True, slots=True)
class Input:
    """One value that the vendor takes."""

    api_name: str
    place: Place
    required: bool
    kind: ValueKind
    item_kind: ValueKind
    accepts: tuple[str, ...]
    joining: Joining
    shape: Shape
    item_shape: Shape
    description: str
    examples: tuple[Any, ...]
    location: Location
    schema: Node | None = None

    @property
    def key(self) -> str:
        """How a map names it beyond doubt: `query:id`."""
        return f"{self.place}:{self.api_name}"


def read_parameters(
    document: Document, operation: Operation, omitted: set[str], at: Location, report: Report
) -> list[Input]:
    """The operation's parameters in the order: path's own order, then query, header by name.

    What is not supported is refused by name, unless `omitted` (names and `place:name`) has it.
    """
    found: list[Input] = []
    for node in operations.parameters(document, operation, report):
        name, where = node.get("name"), node.get("in")
        if not isinstance(name, str) or not isinstance(where, str):
            continue
        if where == "header" and name.lower() in IGNORED_HEADERS:
            continue
        skip = name in omitted or f"{where}:{name}" in omitted
        if where not in ("path", "query", "header"):
            if not skip:
                code = "unsupported-cookie-parameter" if where == "cookie" else "unsupported-parameter-place"
                what = repr(name) if where == "cookie" else f"{name!r} is declared `in: {where}`"
                report.add(refusal(code, what, node.location, at, name))
            continue
        one = _read_parameter(document, node, name, Place(where), report)
        if isinstance(one, str) and not skip:
            what = repr(name)
            if one == "unsupported-parameter-style":
                what += f" is declared `style: {node.get('style')}`"
            report.add(refusal(one, what, node.location, at, name))
        elif isinstance(one, Input):
            found.append(one)
        elif skip:
            found.append(_opaque(name, Place(where), node))
    order = {f"{{{name.api_name}}}": operation.path.find(f"{{{name.api_name}}}") for name in found}
    return sorted(
        found,
        key=lambda i: (
            list(Place).index(i.place),
            order[f"{{{i.api_name}}}"] if i.place is Place.PATH else 0,
            not i.required,
            i.api_name,
        ),
    )


def _read_parameter(document: Document, node: Node, name: str, place: Place, report: Report) -> Input | str:
    """The input, or the code of what is not supported about it."""
    if node.child("content") is not None and node.child("schema") is None:
        return "unsupported-parameter-content"
    shape = shape_of(document, node.child("schema"), report)
    kind, item_kind, item_shape, accepts = kinds(document, shape, report)
    style = node.get("style", STYLES[place][0])
    composite = kind in (ValueKind.LIST, ValueKind.JSON)
    if (
        composite
        and style not in STYLES[place]
        or not composite
        and style not in (*STYLES[place], "deepObject")
    ):
        return "unsupported-parameter-style"
    if kind is ValueKind.JSON or (kind is ValueKind.LIST and item_kind is ValueKind.JSON):
        if not accepts or set(accepts) <= {"string", "integer", "number", "boolean"}:
            kind = item_kind = ValueKind.TEXT  # Every scalar travels as its text.
        else:
            return "unsupported-parameter-object"
    explode = node.get("explode", style == "form")
    joining = Joining.REPEAT if place is Place.QUERY and explode else Joining.COMMA
    return Input(
        api_name=name,
        place=place,
        required=node.get("required") is True or place is Place.PATH,
        kind=kind,
        item_kind=item_kind,
        accepts=(),
        joining=joining,
        shape=shape,
        item_shape=item_shape,
        description=node.get("description") or shape.text("description"),
        examples=_examples(node, shape),
        location=node.location,
        schema=node.child("schema"),
    )


def _opaque(name: str, place: Place, node: Node) -> Input:
    """A parameter that the map leaves out: only its name matters."""
    return Input(
        name, place, node.get("required") is True, ValueKind.TEXT, ValueKind.TEXT, (),
        Joining.REPEAT, Shape(), Shape(), "", (), node.location,
    )  # fmt: skip  # one line for a value that is never sent


def read_members(document: Document, shape: Shape, report: Report) -> list[Input]:
    """The members of a JSON object body, required ones first, then by name; readOnly left out."""
    found: list[Input] = []
    for name in sorted(shape.properties, key=lambda n: (n not in shape.required, n)):
        node = shape.properties[name]
        member = shape_of(document, node, report)
        if member.keywords.get("readOnly") is True:
            continue
        kind, item_kind, item_shape, accepts = kinds(document, member, report)
        found.append(
            Input(
                api_name=name,
                place=Place.BODY,
                required=name in shape.required,
                kind=kind,
                item_kind=item_kind,
                accepts=accepts,
                joining=Joining.REPEAT,
                shape=member,
                item_shape=item_shape,
                description=member.text("description"),
                examples=_examples(node, member),
                location=node.location,
            )
        )
    return found


def kinds(
    document: Document, shape: Shape, report: Report
) -> tuple[ValueKind, ValueKind, Shape, tuple[str, ...]]:
    """(kind, kind of items, shape of items, JSON types allowed) of a value."""
    names = type_names(document, shape, report)
    if names in SCALARS:
        return SCALARS[names], SCALARS[names], Shape(), ()
    if names == ("array",) and not shape.alternatives:
        items = shape_of(document, shape.items, report)
        item_names = type_names(document, items, report)
        return ValueKind.LIST, SCALARS.get(item_names, ValueKind.JSON), items, item_names
    return ValueKind.JSON, ValueKind.JSON, Shape(), names


def _examples(node: Node, shape: Shape) -> tuple[Any, ...]:
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
