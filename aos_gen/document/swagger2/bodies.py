"""`in: body` and `in: formData` to one Request Body Object."""

from __future__ import annotations

from collections.abc import Sequence

from aos_gen.diagnostics import Report
from aos_gen.document.made import made, said
from aos_gen.document.resolve import Node
from aos_gen.document.swagger2.media import FORM, JSON, MULTIPART, bare, media_types
from aos_gen.document.swagger2.parameters import schema_of_parameter, style_parts
from aos_gen.document.swagger2.schemas import is_file


def request_body(
    root: Node, operation: Node, label: str, parameters: Sequence[Node], report: Report
) -> Node | None:
    """The body that these parameters (of any place, resolved) make; None where none of them is one.

    A warning where there are several bodies: a request has one, so each is taken for a member of it.
    """
    bodies = [one for one in parameters if one.get("in") == "body"]
    members = [one for one in parameters if one.get("in") == "formData" and _name(one)]
    consumed = media_types(root, operation, "consumes")
    if len(bodies) == 1 and not members:
        return _of_types(bodies[0], consumed or (JSON,), schema_of_parameter_body(bodies[0]), None)
    if not bodies and not members:
        return None
    types = _form_types(members, consumed) if members else consumed or (JSON,)
    held = [*(one for one in bodies if _name(one)), *members]
    if bodies:
        names = ", ".join(repr(_name(one)) for one in held)
        also = " and form members" if members else ""
        report.warning(
            "document-several-bodies",
            f"{label} declares {len(bodies)} bod{'y' if len(bodies) == 1 else 'ies'}{also} ({names}), "
            "and a request has one",
            bodies[-1].location,
            f"each is taken for a member of one {bare(types[0])} object; tell the vendor",
        )
    first = held[0] if held else bodies[0]
    required = [_name(one) for one in held if one.get("required") is True]
    properties = {_name(one): _member(one) for one in held}
    schema = made(
        first.location,
        first.file,
        {
            "type": said("object", first),
            "properties": made(first.location, first.file, properties),
            "required": said(required, first) if required else None,
        },
    )
    encoding = {
        _name(one): made(one.location, one.file, parts)
        for one in members
        if (parts := {} if _of_files(one) else style_parts(one, "formData"))
    }
    return _of_types(first, types, schema, made(first.location, first.file, encoding), bool(required))


def schema_of_parameter_body(body: Node) -> Node:
    """The body's schema; of one without, whatever keywords stand in its place."""
    schema = body.child("schema")
    return schema_of_parameter(body) if schema is None or not isinstance(schema.value, dict) else schema


def _of_types(
    first: Node, types: Sequence[str], schema: Node, encoding: Node | None, required: bool | None = None
) -> Node:
    """A Request Body Object of these media types, each with the same schema."""
    media = made(first.location, first.file, {"schema": schema, "encoding": encoding})
    needed = first.get("required") is True if required is None else required
    parts = {
        "description": first.child("description") if encoding is None else None,
        "required": said(needed, first.child("required") or first),
        "content": made(first.location, first.file, dict.fromkeys(types, media)),
    }
    return made(first.location, first.file, parts)


def _form_types(members: Sequence[Node], consumed: Sequence[str]) -> tuple[str, ...]:
    """The forms that are consumed. `in: formData` says it better than a root's `consumes: [json]`;
    a file travels in parts only.
    """
    files = any(_of_files(one) for one in members)
    found = tuple(one for one in consumed if bare(one) in ((MULTIPART,) if files else (FORM, MULTIPART)))
    return found or ((MULTIPART,) if files else (FORM,))


def _of_files(member: Node) -> bool:
    """A file, or a list of files."""
    items = member.child("items")
    return is_file(member) or (items is not None and is_file(items))


def _member(one: Node) -> Node:
    return (
        schema_of_parameter_body(one) if one.get("in") == "body" else schema_of_parameter(one, described=True)
    )


def _name(one: Node) -> str:
    name = one.get("name")
    return name if isinstance(name, str) else ""
