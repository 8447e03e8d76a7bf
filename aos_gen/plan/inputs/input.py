"""One value that the vendor takes: its place, its style, and what its schema says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node
from aos_gen.plan.model import Place, ShowWhen, Style, ValueKind
from aos_gen.plan.shape import Shape, shape_of, type_names

SCALARS = {
    ("boolean",): ValueKind.BOOLEAN,
    ("integer",): ValueKind.INTEGER,
    ("integer", "number"): ValueKind.NUMBER,
    ("number",): ValueKind.NUMBER,
    ("string",): ValueKind.TEXT,
}
SCALAR_TYPES = {"string", "integer", "number", "boolean"}


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


def without_files(one: Input) -> Input:
    """Where no file can travel, bytes are a text of the vendor's making."""
    kind = ValueKind.TEXT if one.kind is ValueKind.FILE else one.kind
    item_kind = ValueKind.TEXT if one.item_kind is ValueKind.FILE else one.item_kind
    return replace(one, kind=kind, item_kind=item_kind)


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
