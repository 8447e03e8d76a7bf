"""A plan to the Python expressions that templates put in place: the presentation of a command.

The plan says what a command is; a view says how that reads in source. Every piece of text
that a vendor or an operator wrote goes through `repr`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aos_gen.plan.model import (
    AnswerKind,
    CommandPlan,
    ConnectorPlan,
    FixedPlan,
    Joining,
    OptionPlan,
    Place,
    ProbePlan,
    ResourcePlan,
    ValueKind,
)
from aos_gen.render.environment import Code

ANNOTATIONS = {
    ValueKind.TEXT: "str",
    ValueKind.INTEGER: "int",
    ValueKind.NUMBER: "float",
    ValueKind.BOOLEAN: "bool",
    ValueKind.LIST: "list[Any]",
    ValueKind.JSON: "Any",
}
CLASSES = {
    ValueKind.TEXT: "Text",
    ValueKind.INTEGER: "Integer",
    ValueKind.NUMBER: "Number",
    ValueKind.BOOLEAN: "Boolean",
    ValueKind.LIST: "Items",
    ValueKind.JSON: "Json",
}
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Argument:
    """One keyword argument of the call that sends the request."""

    name: Code
    code: Code


@dataclass(frozen=True, slots=True)
class Parameter:
    """One keyword parameter of a client method."""

    identifier: str
    annotation: Code
    default: Code


@dataclass(frozen=True, slots=True)
class CommandView:
    """A command as its templates write it."""

    id: str
    function: str
    other_function: str
    """The function's name, where it does not follow from the id."""
    bare: bool
    """Whether its Command takes nothing beside id and summary."""
    title: str
    summary: str
    client_doc: str
    method: str
    path: str
    signature: tuple[Parameter, ...]
    arguments: tuple[Argument, ...]
    shaper: Code
    shaping: Code
    option_code: tuple[Code, ...]
    path_names: tuple[str, ...]
    kinds: frozenset[str]


def command_view(command: CommandPlan, default_schemes: tuple[str, ...]) -> CommandView:
    """The view of one command."""
    options = [option_code(option, command) for option in command.options]
    if command.body is not None:
        required = ", required=True" if command.body.required and not command.body.flattened else ""
        options.append(Code(f"body({command.body.schema_type!r}{required})"))
    listed = command.answer.kind is AnswerKind.LIST
    return CommandView(
        id=command.id,
        function=command.function,
        other_function=command.function if command.function != _usual(command.id) else "",
        bare=not options and command.function == _usual(command.id),
        title=command.title,
        summary=command.summary,
        client_doc=f"{command.title}: {command.method} {command.path}.",
        method=command.method,
        path=command.path,
        signature=_signature(command),
        arguments=tuple(_arguments(command, default_schemes)),
        shaper=Code("as_items" if listed else "as_object"),
        shaping=_shaping(command),
        option_code=tuple(options),
        path_names=tuple(o.identifier for o in command.options if o.place is Place.PATH),
        kinds=frozenset(
            CLASSES[o.kind] if not o.choices or o.kind is ValueKind.LIST else "Choice"
            for o in command.options
        ),
    )


def _usual(command_id: str) -> str:
    """The function that the connector's own Command derives from an id."""
    return command_id.replace(".", "_").replace("-", "_")


def _shaping(command: CommandPlan) -> Code:
    answer = command.answer
    if answer.kind is not AnswerKind.LIST:
        return Code("")
    at = f", at={answer.items!r}" if answer.items else ""
    key = f", id={answer.id!r}" if answer.id != "id" else ""
    return Code(at + key)


def _signature(command: CommandPlan) -> tuple[Parameter, ...]:
    """Required ones without a default; a body member may also come in `body`, so it has one."""
    found: list[Parameter] = []
    for option in command.options:
        needed = option.required and option.place is not Place.BODY
        annotation = ANNOTATIONS[option.kind]
        if not needed and annotation != "Any":
            annotation += " | None"
        found.append(Parameter(option.identifier, Code(annotation), Code("" if needed else " = None")))
    if command.body is not None:
        found.append(Parameter("body", Code("Any"), Code(" = None")))
    return tuple(sorted(found, key=lambda parameter: parameter.default != ""))


def _arguments(command: CommandPlan, default_schemes: tuple[str, ...]) -> list[Argument]:
    found = _placed(command.options, command.fixed)
    if command.body is not None:
        found.append(Argument(Code("body"), _body(command)))
        if command.body.media_type != JSON:
            found.append(Argument(Code("content_type"), Code(repr(command.body.media_type))))
    return found + _rest(command.answer.media_type, command.schemes, default_schemes)


def _placed(options: tuple[OptionPlan, ...], fixed: tuple[FixedPlan, ...]) -> list[Argument]:
    """`values=`, `query=` and `headers=`, with the vendor's names as keys."""
    found: list[Argument] = []
    for name, place in (("values", Place.PATH), ("query", Place.QUERY), ("headers", Place.HEADER)):
        pairs = _pairs(options, fixed, place)
        if pairs:
            found.append(Argument(Code(name), Code("{" + ", ".join(pairs) + "}")))
    return found


def _pairs(options: tuple[OptionPlan, ...], fixed: tuple[FixedPlan, ...], place: Place) -> list[str]:
    pairs = [f"{o.api_name!r}: {_sent(o)}" for o in options if o.place is place]
    return pairs + [f"{f.api_name!r}: {_fixed(f)}" for f in fixed if f.place is place]


def _sent(option: OptionPlan) -> str:
    """The expression of an option's value on the wire."""
    joined = (
        option.kind is ValueKind.LIST and option.joining is Joining.COMMA and option.place is not Place.BODY
    )
    return f"comma({option.identifier})" if joined else option.identifier


def _fixed(fixed: FixedPlan) -> str:
    if isinstance(fixed.value, list) and fixed.joining is Joining.COMMA and fixed.place is not Place.BODY:
        return f"comma({fixed.value!r})"
    return repr(fixed.value)


def _body(command: CommandPlan) -> Code:
    assert command.body is not None  # the caller has looked
    pairs = _pairs(command.options, command.fixed, Place.BODY)
    if not pairs:
        return Code("body")
    required = ", required=True" if command.body.required else ""
    return Code("members(body, {" + ", ".join(pairs) + "}" + required + ")")


def _rest(accept: str, schemes: tuple[str, ...], default_schemes: tuple[str, ...]) -> list[Argument]:
    found = [Argument(Code("accept"), Code(repr(accept)))] if accept != JSON else []
    if schemes != default_schemes:
        found.append(Argument(Code("schemes"), Code(repr(schemes))))
    return found


def option_code(option: OptionPlan, command: CommandPlan) -> Code:
    """The expression that declares an option: `Integer("--limit", least=1, help="...")`."""
    choice = bool(option.choices) and option.kind is not ValueKind.LIST
    arguments = [repr(option.option)]
    if choice:
        arguments.append(repr(list(option.choices)))
    if option.kind is ValueKind.LIST and option.item_kind is not ValueKind.TEXT:
        arguments.append(repr(option.item_kind.value))
    elif option.kind is ValueKind.LIST and option.aliases:
        arguments.append("'text'")
    arguments += [repr(alias) for alias in option.aliases]
    named: dict[str, Any] = {}
    if option.identifier != option.option.lstrip("-").replace("-", "_"):
        named["into"] = option.identifier
    if option.choices and not choice:
        named["values"] = list(option.choices)
    if option.kind in (ValueKind.INTEGER, ValueKind.NUMBER):
        named |= {"least": option.minimum, "most": option.maximum}
    if option.accepts and ValueKind.JSON in (option.kind, option.item_kind):
        named["types"] = option.accepts
    if option.required:
        named["required"] = True
        if command.body is not None and option.place is Place.BODY:
            named["member"] = option.api_name
    named |= {"default": option.default, "env": option.env, "help": option.help or None}
    arguments += [f"{name}={value!r}" for name, value in named.items() if value is not None]
    return Code(f"{'Choice' if choice else CLASSES[option.kind]}({', '.join(arguments)})")


def probe_arguments(probe: ProbePlan, default_schemes: tuple[str, ...]) -> tuple[Argument, ...]:
    """The keyword arguments of the health probe's request."""
    return tuple(_placed((), probe.fixed) + _rest(probe.media_type, probe.schemes, default_schemes))


@dataclass(frozen=True, slots=True)
class ResourceView:
    """One module of `commands/`."""

    word: str
    module: str
    commands: tuple[CommandView, ...]
    helpers: Code
    kinds: Code


def resource_view(resource: ResourcePlan, plan: ConnectorPlan) -> ResourceView:
    """The commands of one first word, and the names that their module imports."""
    chosen = [command for command in plan.commands if command.words[0] == resource.word]
    views = tuple(command_view(command, plan.auth.default) for command in chosen)
    kinds = sorted({kind for view in views for kind in view.kinds})
    helpers = ["Command", "body"] if any(command.body is not None for command in chosen) else ["Command"]
    return ResourceView(
        resource.word, resource.module, views, Code(", ".join(helpers)), Code(", ".join(kinds))
    )
