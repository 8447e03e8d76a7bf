"""A plan to the Python expressions that templates put in place: the presentation of a command.

The plan says what a command is; a view says how that reads in source. Every piece of text
that a vendor or an operator wrote goes through `repr`.
"""

from __future__ import annotations

from dataclasses import dataclass

from aos_gen.plan.model import (
    AnswerKind,
    AnswerPlan,
    BodyKind,
    CommandPlan,
    ConnectorPlan,
    PageKind,
    PagePlan,
    Place,
    ProbePlan,
    Reading,
    ResourcePlan,
    ValueKind,
    Ways,
)
from aos_gen.render.declared import class_of, option_code
from aos_gen.render.environment import Code
from aos_gen.render.sent import body_code, placed

ANNOTATIONS = {
    ValueKind.TEXT: "str",
    ValueKind.INTEGER: "int",
    ValueKind.NUMBER: "float",
    ValueKind.BOOLEAN: "bool",
    ValueKind.LIST: "list[Any]",
    ValueKind.JSON: "Any",
    ValueKind.FILE: "str",
}
JSON = "application/json"
FILES = (Reading.BINARY, Reading.TEXT, Reading.ANY)
STREAMS = (Reading.EVENTS, Reading.LINES)
UNUSUAL_BODIES = (BodyKind.RAW, BodyKind.TEXT)


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
    saves: bool
    """Whether it answers with a file, or may: it takes `--output`."""
    title: str
    summary: str
    client_doc: str
    method: str
    path: str
    signature: tuple[Parameter, ...]
    arguments: tuple[Argument, ...]
    shaper: str
    shaped: Code
    """The expression of the envelope's data."""
    option_code: tuple[Code, ...]
    path_names: tuple[str, ...]
    kinds: frozenset[str]
    helpers: frozenset[str]
    """What `command` gives to the module that declares it."""


def command_view(command: CommandPlan, default_schemes: Ways) -> CommandView:
    """The view of one command."""
    options = [option_code(option, command) for option in command.options]
    kinds = {class_of(option) for option in command.options}
    helpers: set[str] = set()
    saves = command.answer.reading in FILES and command.answer.kind is AnswerKind.OBJECT
    if command.pages is not None:
        options.append(_paging(command.pages))
        helpers.add("paging")
    if command.body is not None and not command.body.closed:
        required = ", required=True" if command.body.required and not command.body.flattened else ""
        if command.body.kind in UNUSUAL_BODIES:
            binary = ", binary=True" if command.body.kind is BodyKind.RAW else ""
            said = f"The request body, {command.body.media_type}."
            options.append(Code(f"Content('--body'{binary}{required}, help={said!r})"))
            kinds.add("Content")
        else:
            options.append(Code(f"body({command.body.schema_type!r}{required})"))
            helpers.add("body")
    return CommandView(
        id=command.id,
        function=command.function,
        other_function=command.function if command.function != _usual(command.id) else "",
        bare=not options and command.function == _usual(command.id) and not saves,
        saves=saves,
        title=command.title,
        summary=command.summary,
        client_doc=f"{command.title}: {command.method} {command.path}.",
        method=command.method,
        path=command.path,
        signature=_signature(command),
        arguments=tuple(_arguments(command, default_schemes)),
        shaper=_shaper(command),
        shaped=_shaped(command),
        option_code=tuple(options),
        path_names=tuple(o.identifier for o in command.options if o.place is Place.PATH),
        kinds=frozenset(kinds),
        helpers=frozenset(helpers),
    )


def _usual(command_id: str) -> str:
    """The function that the connector's own Command derives from an id."""
    return command_id.replace(".", "_").replace("-", "_")


def _paging(pages: PagePlan) -> Code:
    """The options that a command with pages has of its own."""
    arguments = [] if pages.own_limit else ["limit=False"]
    if pages.kind in (PageKind.URL, PageKind.LINK):
        arguments.append("url=True")
    return Code(f"*paging({', '.join(arguments)})")


def _shaper(command: CommandPlan) -> str:
    if command.pages is not None:
        return "as_pages"
    return "as_items" if command.answer.kind is AnswerKind.LIST else "as_object"


def _shaped(command: CommandPlan) -> Code:
    """`as_items(client.ticket_list(**options), at='tickets')`."""
    call = f"client.{command.function}(**options)"
    shaping = _shaping(command.answer)
    if command.pages is not None:
        pages = _pages(command.pages)
        return Code(f"as_pages(client, client.{command.function}, options, {pages}{shaping})")
    if command.answer.reading in STREAMS:
        shaping += ", stopped=client.stopped"
    return Code(f"{_shaper(command)}({call}{shaping})")


def _shaping(answer: AnswerPlan) -> str:
    found = f", at={answer.at!r}" if answer.at else ""
    if answer.kind is AnswerKind.LIST and answer.id != "id":
        found += f", id={answer.id!r}"
    found += f", keep={answer.keep!r}" if answer.keep else ""
    return found + (f", drop={answer.drop!r}" if answer.drop else "")


def _pages(pages: PagePlan) -> str:
    """`Pages('cursor', option='cursor', next='meta.next', size='limit', most=100)`."""
    named = {
        "option": pages.option,
        "name": pages.name if pages.name != pages.option else "",
        "next": pages.next if pages.kind is not PageKind.LINK else "",
        "more": pages.more,
        "size": pages.size,
        "most": pages.most,
        "start": pages.start if pages.kind is PageKind.PAGE and pages.start != 1 else None,
        "id": pages.id if pages.kind is PageKind.LAST_ID and pages.id != "id" else "",
    }
    given = [f"{name}={value!r}" for name, value in named.items() if value or value == 0 and name == "start"]
    return f"Pages({', '.join([repr(pages.kind.value), *given])})"


def _signature(command: CommandPlan) -> tuple[Parameter, ...]:
    """Required ones without a default; a body member may also come in `body`, so it has one."""
    found: list[Parameter] = []
    for option in command.options:
        needed = option.required and option.place is not Place.BODY
        annotation = "Any" if option.nullable else ANNOTATIONS[option.kind]
        if not needed and annotation != "Any":
            annotation += " | None"
        found.append(Parameter(option.identifier, Code(annotation), Code("" if needed else " = None")))
    if command.body is not None and not command.body.closed:
        found.append(Parameter("body", Code("Any"), Code(" = None")))
    return tuple(sorted(found, key=lambda parameter: parameter.default != ""))


def _arguments(command: CommandPlan, default_schemes: Ways) -> list[Argument]:
    found = [
        Argument(Code(name), code) for name, code in placed(command.options, command.fixed, command.composed)
    ]
    by_url = command.pages is not None and command.pages.kind in (PageKind.URL, PageKind.LINK)
    # A link, or an object whose members travel by their own names, may hold any name.
    free = any(
        o.kind is ValueKind.JSON and o.place in (Place.QUERY, Place.COOKIE, Place.QUERYSTRING)
        for o in command.options
    )
    fixed = tuple(sorted(".".join(one.path) for one in command.fixed if one.place is Place.QUERY))
    if fixed and by_url:
        found.append(Argument(Code("fixed"), Code(repr(fixed))))
    if command.omitted and (by_url or free):
        found.append(Argument(Code("omitted"), Code(repr(command.omitted))))
    if command.body is not None:
        found.append(Argument(Code("body"), body_code(command, command.body)))
        if command.body.kind is BodyKind.JSON and command.body.media_type != JSON:
            found.append(Argument(Code("content_type"), Code(repr(command.body.media_type))))
    if command.answer.media_type != JSON:
        found.append(Argument(Code("accept"), Code(repr(command.answer.media_type))))
    if command.answer.reading is not Reading.JSON:
        found.append(Argument(Code("answer"), Code(repr(command.answer.reading.value))))
    found += _way(command.schemes, default_schemes, command.server)
    if command.idempotency:
        found.append(Argument(Code("idempotency"), Code(repr(command.idempotency))))
    return found


def _way(schemes: Ways, default_schemes: Ways, server: str) -> list[Argument]:
    found: list[Argument] = []
    if schemes != default_schemes:
        found.append(Argument(Code("schemes"), Code(repr(schemes))))
    if server:
        found.append(Argument(Code("server"), Code(repr(server))))
    return found


def probe_arguments(probe: ProbePlan, default_schemes: Ways) -> tuple[Argument, ...]:
    """The keyword arguments of the health probe's request: whatever comes back is an answer."""
    found = [Argument(Code(name), code) for name, code in placed((), probe.fixed, ())]
    found.append(Argument(Code("accept"), Code(repr(probe.media_type))))
    found.append(Argument(Code("answer"), Code(repr(Reading.ANY.value))))
    return tuple(found + _way(probe.schemes, default_schemes, probe.server))


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
    helpers = ["Command", *sorted({helper for view in views for helper in view.helpers})]
    return ResourceView(
        resource.word, resource.module, views, Code(", ".join(helpers)), Code(", ".join(kinds))
    )
