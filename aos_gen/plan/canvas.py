"""Options to the manifest's canvas fields, and list commands to picker hints (CONTRACT.md, 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from aos_gen.plan.model import (
    AnswerKind,
    BodyPlan,
    CommandPlan,
    FieldPlan,
    Mode,
    OptionPlan,
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
}


def add_pickers(
    commands: list[CommandPlan], item_keys: dict[str, frozenset[str]]
) -> tuple[list[CommandPlan], tuple[PickerPlan, ...]]:
    """The commands with pickers on their path options, and the pickers themselves.

    A list command `GET /tickets` that needs no option and whose items have an id can feed
    the parameter that stands directly below it: `/tickets/{id}`, `/tickets/{id}/comments`.
    `item_keys` are the members of each list command's items.
    """
    sources = {
        command.path.rstrip("/"): command
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
            source = sources.get(before)
            usable = option.place is Place.PATH and not option.choices and option.kind is not ValueKind.LIST
            if source is not None and usable and before != command.path:
                picker = _picker(source)
                pickers[picker.id] = picker
                option = replace(option, picker=picker.id)
            options.append(option)
        done.append(replace(command, options=tuple(options)))
    return done, tuple(pickers[name] for name in sorted(pickers))


def _picker(source: CommandPlan) -> PickerPlan:
    fields = ("id", source.answer.label) if source.answer.label else ("id",)
    return PickerPlan(
        id=source.function, resource=source.resource, source_command=source.id, source_fields=fields
    )


def fields_of(commands: Iterable[CommandPlan]) -> tuple[FieldPlan, ...]:
    """One field for each option; commands share one only where every property is the same."""
    shared: dict[FieldPlan, list[str]] = {}
    for command in commands:
        fields = [_field(option) for option in command.options]
        if command.body is not None:
            fields.append(_body_field(command.body))
        for field in fields:
            shared.setdefault(field, []).append(command.id)
    merged = [replace(field, applies_to=tuple(sorted(ids))) for field, ids in shared.items()]
    return tuple(sorted(merged, key=lambda field: (field.id, field.applies_to)))


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
    if option.format in ("date-time", "date"):
        return "datetime", None
    if option.place is Place.BODY and any(word in option.field.split("_") for word in LONG_TEXT):
        return "richtext", 6
    return "text", None


def _body_field(body: BodyPlan) -> FieldPlan:
    return FieldPlan(
        id="body",
        label="Whole body",
        type="json",
        render_as="json",
        required=body.required and not body.flattened,
        applies_to=(),
        description="The whole request body as JSON; the other fields go over it.",
        placeholder="",
        default=None,
        options=(),
        rows=8,
        picker=None,
    )
