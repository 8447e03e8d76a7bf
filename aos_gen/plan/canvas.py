"""Options to the manifest's canvas fields, and list commands to picker hints (CONTRACT.md, 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from aos_gen.plan.model import (
    AnswerKind,
    BodyKind,
    BodyPlan,
    CommandPlan,
    FieldPlan,
    Mode,
    OptionPlan,
    OwnCommandPlan,
    PageKind,
    PagePlan,
    PickerPlan,
    Place,
    ValueKind,
)

LONG_TEXT = ("description", "body", "message", "comment", "content", "note", "html", "text")
TYPES = {
    ValueKind.TEXT: "string",
    ValueKind.INTEGER: "integer",
    ValueKind.NUMBER: "number",
    ValueKind.BOOLEAN: "boolean",
    ValueKind.LIST: "array",
    ValueKind.JSON: "json",
    ValueKind.FILE: "string",
}
_VERSION = re.compile(r"v[0-9]+([.-][0-9a-z]+)*|api", re.IGNORECASE)
# A text that may be this long is written on several lines.
LONG = 500
# A command with more optional fields than this shows them folded, in an options_group.
MOST_OPEN = 8


def add_pickers(
    commands: list[CommandPlan], item_keys: dict[str, frozenset[str]]
) -> tuple[list[CommandPlan], tuple[PickerPlan, ...]]:
    """The commands with pickers on their path options, and the pickers themselves.

    A list command `GET /tickets` that needs no option and whose items have an id can feed
    the parameter that stands directly below it: `/tickets/{id}`, `/tickets/{id}/comments`.
    `item_keys` are the members of each list command's items.
    """
    sources = {
        _collection(command.path): command
        for command in commands
        if command.answer.kind is AnswerKind.LIST
        and command.method == "GET"
        and command.mode is Mode.READONLY
        and not any(o.asked or o.env for o in command.options if o.required)
        and {"id", command.answer.id} & item_keys.get(command.id, frozenset())
    }
    pickers: dict[str, PickerPlan] = {}
    done: list[CommandPlan] = []
    for command in commands:
        options = []
        for option in command.options:
            before = command.path.partition("/{" + option.api_name + "}")[0]
            source = sources.get(_collection(before))
            usable = option.place is Place.PATH and not option.choices and option.kind is not ValueKind.LIST
            if source is not None and usable and before != command.path:
                picker = _picker(source)
                pickers[picker.id] = picker
                option = replace(option, picker=picker.id)
            options.append(option)
        done.append(replace(command, options=tuple(options)))
    return done, tuple(pickers[name] for name in sorted(pickers))


def _collection(path: str) -> tuple[str, ...]:
    """A path's segments without the API's version: `/v2/voices` and `/v1/voices` are one collection."""
    return tuple(part for part in path.split("/") if part and not _VERSION.fullmatch(part))


def _picker(source: CommandPlan) -> PickerPlan:
    fields = ("id", source.answer.label) if source.answer.label else ("id",)
    return PickerPlan(
        id=source.function, resource=source.resource, source_command=source.id, source_fields=fields
    )


def fields_of(commands: Iterable[CommandPlan | OwnCommandPlan]) -> tuple[FieldPlan, ...]:
    """One field for each option; commands share one only where every property is the same."""
    shared: dict[FieldPlan, list[str]] = {}
    for command in commands:
        fields = [_field(option) for option in command.options]
        if isinstance(command, CommandPlan) and command.pages is not None:
            fields += _page_fields(command.pages)
        if isinstance(command, CommandPlan) and command.body is not None and not command.body.closed:
            fields.append(_body_field(command.body))
        for field in _folded(fields, command):
            shared.setdefault(field, []).append(command.id)
    merged = [replace(field, applies_to=tuple(sorted(ids))) for field, ids in shared.items()]
    return tuple(sorted(merged, key=lambda field: (field.id, field.group, field.applies_to)))


def _folded(fields: list[FieldPlan], command: CommandPlan | OwnCommandPlan) -> list[FieldPlan]:
    """The fields; many optional ones in a group of the command's own."""
    optional = [field for field in fields if not field.required]
    if len(optional) <= MOST_OPEN:
        return fields
    return [f if f.required else replace(f, group=f"{command.function}_options") for f in fields]


def _field(option: OptionPlan) -> FieldPlan:
    render_as, rows = _widget(option)
    default = option.default if option.default is not None else option.vendor_default
    return FieldPlan(
        id=option.field,
        label=option.label,
        type="datetime" if render_as == "datetime" else TYPES[option.kind],
        render_as=render_as,
        required=option.asked,
        applies_to=(),
        description=option.help,
        placeholder=option.placeholder,
        default=default if isinstance(default, str | int | float) else None,
        options=option.choices,
        rows=rows,
        picker=option.picker,
        show_when=option.show_when,
    )


def _widget(option: OptionPlan) -> tuple[str, int | None]:
    if option.kind is ValueKind.LIST:
        return ("multiselect", None) if option.choices else ("json", None)
    if option.picker is not None or option.choices:
        return "select", None
    match option.kind:
        case ValueKind.BOOLEAN:
            return "boolean", None
        case ValueKind.INTEGER | ValueKind.NUMBER:
            return "number", None
        case ValueKind.JSON:
            return "json", None
    if option.checks.format in ("date-time", "date"):
        return "datetime", None
    long = any(word in option.field.split("_") for word in LONG_TEXT) or (option.checks.longest or 0) >= LONG
    if option.place is Place.BODY and option.kind is ValueKind.TEXT and long:
        return "richtext", 6
    return "text", None


def _page_fields(pages: PagePlan) -> list[FieldPlan]:
    """The fields of the options that a command with pages has of its own."""
    all_pages = _own_field("all", "All pages", "boolean", "Every page, within the connector's bounds.")
    found = [all_pages]
    if pages.own_limit:
        found.append(_own_field("limit", "Limit", "number", "How many items are wanted; pages follow."))
    if pages.kind in (PageKind.URL, PageKind.LINK):
        found.append(_own_field("next_url", "Next URL", "text", "The `next_url` of the page before."))
    return found


def _own_field(name: str, label: str, widget: str, description: str) -> FieldPlan:
    types = {"boolean": "boolean", "number": "integer", "json": "json"}
    return FieldPlan(
        id=name,
        label=label,
        type=types.get(widget, "string"),
        render_as=widget,
        required=False,
        applies_to=(),
        description=description,
        placeholder="",
        default=None,
        options=(),
        rows=None,
        picker=None,
    )


def _body_field(body: BodyPlan) -> FieldPlan:
    required = body.required and not body.flattened
    if body.kind in (BodyKind.RAW, BodyKind.TEXT):
        widget, said = "text", f"The request body ({body.media_type}): @path of a file"
        said += "." if body.kind is BodyKind.RAW else ", or the text itself."
        return replace(_own_field("body", "Body", widget, said), required=required)
    said = "The whole request body as JSON; the other fields go over it."
    return replace(_own_field("body", "Whole body", "json", said), required=required, rows=8)
