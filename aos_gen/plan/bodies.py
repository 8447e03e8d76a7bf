"""The request body of an operation to a BodyPlan and, where it flattens, its members."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.mapping.model import CommandMapping
from aos_gen.mapping.overriding import overrides
from aos_gen.plan.inputs.fates import End, Fate
from aos_gen.plan.inputs.input import Input, is_binary
from aos_gen.plan.inputs.members import members_left, read_members
from aos_gen.plan.inputs.options import Inputs
from aos_gen.plan.inputs.styles import style_of
from aos_gen.plan.media import allows, body_kind, choose
from aos_gen.plan.model import (
    CHOSEN,
    BodyKind,
    BodyPlan,
    ComposedPlan,
    FixedPlan,
    OptionPlan,
    Place,
    Style,
    ValueKind,
)
from aos_gen.plan.reasons import Reason
from aos_gen.plan.refusals import refusal
from aos_gen.plan.sendable import is_media_type
from aos_gen.plan.shape import Shape, shape_of, type_names

COMPOSITE = (ValueKind.LIST, ValueKind.JSON)


@dataclass(frozen=True, slots=True)
class Body:
    """The plan of a body, the inputs it flattens to, and its schema for examples."""

    plan: BodyPlan
    members: tuple[Input, ...]
    left: tuple[Fate, ...]
    """Of the members that are no inputs."""
    shape: Shape
    schema: Node | None
    at: Location
    """The media type in the document."""

    @property
    def hidden(self) -> frozenset[str]:
        """Members that exist and are for the vendor to set: readOnly ones."""
        return frozenset(one.api_name for one in self.left if one.end is End.READ_ONLY)


def read_body(
    document: Document, operation: Operation, mapped: CommandMapping, at: Location, report: Report
) -> Body | None:
    """The body that the operation takes, in the media type that the map chooses or that comes first.

    Errors: a media type that the operation does not take, or that cannot be written.
    """
    wanted = mapped.body.media_type if mapped.body is not None else None
    node = operations.request_body(document, operation, report)
    content = document.resolver.descend(node, report, "content") if node is not None else None
    declared = dict(document.resolver.members(content, report)) if content is not None else {}
    if node is None or not declared:
        if wanted is not None:
            report.error(
                "unknown-media-type", f"{operation.key} takes no body", at.child("body"), "remove `body`"
            )
        return None
    chosen = choose(tuple(declared), wanted)
    if chosen is None:
        _report_choice(operation, declared, wanted, node, at, report)
        return None
    media_type, key, reason = chosen
    media = document.follow(declared[key], report) or declared[key]
    schema = media.child("schema")
    shape = shape_of(document, schema, report)
    kind = body_kind(media_type)
    if kind is BodyKind.RAW and shape.types == ("string",) and not is_binary(shape):
        kind = BodyKind.TEXT
    required = node.get("required") is True
    empty = kind in (BodyKind.JSON, BodyKind.FORM) and _is_empty(shape)
    if empty and not required and _says_so(document, schema, report):
        return None
    planned = _planned(document, media, media_type, kind, required, reason, mapped, at, report)
    # A body that must come and has no member is sent by itself.
    plan = replace(planned.plan, flattened=True) if empty and required else planned.plan
    return replace(planned, plan=plan)


def _planned(
    document: Document,
    media: Node,
    media_type: str,
    kind: BodyKind,
    required: bool,
    reason: str,
    mapped: CommandMapping,
    at: Location,
    report: Report,
) -> Body:
    schema = media.child("schema")
    shape = shape_of(document, schema, report)
    members: list[Input] = []
    structured = kind in (BodyKind.JSON, BodyKind.FORM, BodyKind.MULTIPART)
    holds = structured and shape.types in ((), ("object",))
    if holds:
        members = read_members(document, shape, report, files=kind is BodyKind.MULTIPART)
        members = _without_overriding(members, mapped, at, report)
    why = "" if holds else f"the body is {media_type}, and goes as a whole"
    left = members_left(document, shape, members, why, report)
    styles: tuple[tuple[str, str], ...] = ()
    if kind in (BodyKind.FORM, BodyKind.MULTIPART):
        members, styles = _encoded(document, media, kind, members, mapped, at, report)
    names = type_names(document, shape, report)
    schema_type = names[0] if names in (("object",), ("array",), ("string",)) else "any"
    plan = BodyPlan(
        media_type=media_type,
        kind=kind,
        required=required,
        flattened=bool(members),
        schema_type="object" if kind in (BodyKind.FORM, BodyKind.MULTIPART) else schema_type,
        styles=styles,
        files=tuple(one.api_name for one in members if one.item_kind is ValueKind.FILE),
        closed=False,
        refused=(),
        reason=reason,
    )
    return Body(plan, tuple(members), tuple(left), shape, schema, media.location)


def _without_overriding(
    members: list[Input], mapped: CommandMapping, at: Location, report: Report
) -> list[Input]:
    """The members without those that ask some servers for another method; a required one is an error."""
    kept: list[Input] = []
    for one in members:
        named = {name for name, setting in mapped.parameters.items() if setting.omit}
        if not overrides(one.place.value, one.api_name):
            kept.append(one)
        elif one.required:
            report.add(refusal("unsupported-override", f"member {one.api_name!r}", one.location, at))
        elif named & {one.api_name, one.key}:
            kept.append(one)
    return kept


def with_added(body: Body | None, inputs: Inputs, at: Location, report: Report) -> Body | None:
    """The body with the members that the map adds to it.

    Errors: no body, or one without members; a file that nothing carries; a style where there is none.
    """
    added = [one for one in inputs.options if one.place is Place.BODY]
    files = [one for one in added if one.item_kind is ValueKind.FILE]
    holds_none = _holds_none(body)
    for one in inputs.sent:
        if holds_none and one.place is Place.BODY:
            message = f"{holds_none}, so nothing carries {one.api_name!r}"
            hint = "write `in: query` or `in: header`, or remove it"
            report.error("member-without-body", message, _key(one, inputs, at), hint)
    for option in inputs.options:
        if option.place is not Place.BODY and option.item_kind is ValueKind.FILE:
            message = f"{option.api_name!r} is a file, and a {option.place} carries none"
            hint = "remove `type`; a file travels `in: body`, where the vendor takes multipart/form-data"
            report.error("file-without-multipart", message, _key(option, inputs, at), hint)
    if body is None or holds_none:
        return body
    for file in files:
        if body.plan.kind is not BodyKind.MULTIPART:
            message = f"{file.api_name!r} is a file, and a body of {body.plan.media_type} carries none"
            hint = "choose `body: {media_type: multipart/form-data}` where the vendor takes it"
            report.error("file-without-multipart", message, _key(file, inputs, at), hint)
    for name in inputs.restyled if body.plan.kind is BodyKind.JSON else ():
        message = f"{name!r} travels as JSON, and `style` is for a query or a form"
        place = at.child(inputs.written[f"{Place.BODY}:{name}"], "style")
        report.error("unsupported-parameter-style", message, place, "remove `style`")
    named = tuple(dict.fromkeys((*body.plan.files, *(one.api_name for one in files))))
    refused = tuple(sorted(".".join(one.steps) for one in inputs.omitted if one.place is Place.BODY))
    styles = dict(body.plan.styles) | {name: style.value for name, style in inputs.restyled.items()}
    plan = replace(
        body.plan,
        flattened=body.plan.flattened or bool(added),
        closed=bool(body.members) and not added,
        files=named,
        refused=refused,
        styles=tuple(sorted(styles.items())),
    )
    return replace(body, plan=plan)


def body_reason(operation: Operation, body: Body | None, at: Location) -> Reason:
    """Why the body is of its media type, or why there is none. `at` is the command in the map."""
    if body is None:
        declared = operation.node.child("requestBody")
        said = "the operation takes none" if declared is None else "what it declares has no members"
        return Reason(said, declared.location if declared is not None else None)
    if body.plan.reason == CHOSEN:
        return Reason(CHOSEN, at.child("body", "media_type"))
    return Reason(body.plan.reason or "the vendor takes no other", body.at)


def _holds_none(body: Body | None) -> str:
    """The beginning of a sentence where there is nothing that a member could be added to, else ""."""
    if body is None:
        return "the operation takes no body"
    # Every part of a form has a name, whatever the vendor writes of the whole.
    if body.plan.kind in (BodyKind.FORM, BodyKind.MULTIPART):
        return ""
    structured = body.plan.kind is BodyKind.JSON
    if structured and body.shape.types in ((), ("object",)):
        return ""
    kinds = {"array": " (a list)", "string": " (a text)"} if structured else {}
    kind = kinds.get(body.plan.schema_type, "")
    return f"the body is {body.plan.media_type}{kind}, which has no members"


def _key(one: OptionPlan | FixedPlan | ComposedPlan, inputs: Inputs, at: Location) -> Location:
    """Where the map names it."""
    return at.key(inputs.written.get(f"{one.place}:{one.api_name}", one.api_name))


def _encoded(
    document: Document,
    media: Node,
    kind: BodyKind,
    members: list[Input],
    mapped: CommandMapping,
    at: Location,
    report: Report,
) -> tuple[list[Input], tuple[tuple[str, str], ...]]:
    """The members with their styles, and (member, style or media type) where it is not the usual one.

    OpenAPI, Encoding Object: `style`, `explode` say how a member becomes pairs; without them
    its `contentType` says how it becomes text.
    """
    found: list[Input] = []
    words: list[tuple[str, str]] = []
    for one in members:
        encoding = document.resolver.descend(media, report, "encoding", one.api_name)
        if encoding is not None and not isinstance(encoding.value, dict):
            encoding = None
        given = encoding is not None and any(key in encoding.value for key in ("style", "explode"))
        style = style_of(Place.BODY, encoding) if encoding is not None and given else None
        said = encoding.get("contentType") if encoding is not None else ""
        content_type = said if isinstance(said, str) and "/" in said and is_media_type(said) else ""
        if given and style is None and document.is_swagger2 and encoding is not None:
            _refuse_style(one, encoding, mapped, at, report)
        if style is not None and one.kind in COMPOSITE and one.item_kind is not ValueKind.FILE:
            words.append((one.api_name, style.value))
            one = replace(one, style=style)
        elif kind is BodyKind.MULTIPART and (one.item_kind is ValueKind.FILE or _is_one_type(content_type)):
            words += [(one.api_name, content_type.strip())] if content_type else []
        elif kind is BodyKind.FORM and one.kind is ValueKind.JSON:
            one = replace(one, style=Style.JSON)
        # A part of a form that says nothing is left out: null has no text there.
        found.append(replace(one, nullable=False) if kind is BodyKind.MULTIPART else one)
    return found, tuple(words)


def _refuse_style(one: Input, encoding: Node, mapped: CommandMapping, at: Location, report: Report) -> None:
    """A list in a form, joined in a way of no name; unless the map says how, or leaves it out."""
    for name in (one.api_name, one.key):
        setting = mapped.parameters.get(name)
        if setting is not None and (setting.omit or setting.style is not None):
            return
    name, written = one.api_name, encoding.get("style")
    what = f"{name!r} is a list in a form, which has no style {str(written)!r}"
    hint = f"say how it travels: parameters: {{{name}: {{style: form}}}}"
    hint += "" if one.required else ", or leave it out with `omit: true`"
    report.add(refusal("unsupported-parameter-style", what, encoding.location, at, name, hint))


def _is_one_type(content_type: str) -> bool:
    return bool(content_type) and "," not in content_type and "*" not in content_type


def _is_empty(shape: Shape) -> bool:
    """An object without a member, and without a word of members that it might have."""
    open_ended = shape.additional is not None or shape.keywords.get("additionalProperties") is True
    return shape.types == ("object",) and not (shape.properties or shape.alternatives or open_ended)


def _says_so(document: Document, schema: Node | None, report: Report) -> bool:
    """Whether the document says outright that there are no members: `properties: {}`."""
    resolved = document.follow_schema(schema, report) if schema is not None else None
    return resolved is not None and resolved.get("properties") == {}


def _report_choice(
    operation: Operation,
    declared: dict[str, Node],
    wanted: str | None,
    node: Node,
    at: Location,
    report: Report,
) -> None:
    names = ", ".join(sorted(declared))
    if wanted is not None and not any(allows(name, wanted) for name in declared):
        place = at.child("body", "media_type")
        report.error(
            "unknown-media-type", f"{operation.key} does not take {wanted}", place, f"it takes {names}"
        )
        return
    what = f"the body of {operation.key} ({wanted or names})"
    others = sorted(name for name in declared if choose((name,), None) is not None)
    if wanted is None or not others:
        report.add(refusal("unsupported-request-body", what, node.location, at))
        return
    place, hint = at.child("body", "media_type"), f"it also takes {', '.join(others)}"
    report.add(refusal("unsupported-request-body", what, place, node.location, hint=hint))
