"""One entry of the map and the operation that it names, to one CommandPlan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.mapping.check import tool_name
from aos_gen.mapping.model import CommandMapping
from aos_gen.plan import naming, prose
from aos_gen.plan.access.auth import access_of
from aos_gen.plan.access.server import own_server
from aos_gen.plan.bodies import Body, body_reason, read_body, with_added
from aos_gen.plan.contract import contract_digest, contract_facts
from aos_gen.plan.facets import Facets, facets_of
from aos_gen.plan.fingerprint import fingerprint
from aos_gen.plan.idempotency import idempotency_header, with_own_key
from aos_gen.plan.inputs.fates import Fate, settled
from aos_gen.plan.inputs.options import Inputs, apply_mapping
from aos_gen.plan.inputs.parameters import read_parameters
from aos_gen.plan.inputs.paths import split_path
from aos_gen.plan.model import (
    ActionClass,
    ApprovalPlan,
    CommandPlan,
    Mode,
    OptionPlan,
    PagePlan,
    Place,
    RiskTier,
    ShowWhen,
    ValueKind,
)
from aos_gen.plan.reasons import Reason, Reasons
from aos_gen.plan.refusals import refusal
from aos_gen.plan.responses.answers import answer_reason, read_answer
from aos_gen.plan.responses.pages import find_pages, own_options, page_plan, page_reason
from aos_gen.plan.samples.examples import weight
from aos_gen.plan.samples.requests import BODY, sample_plan
from aos_gen.plan.shared import Shared

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY")
TITLE_LENGTH = 90
MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Built:
    """A command, and what the connector's other parts want to know of it."""

    command: CommandPlan
    item_keys: frozenset[str]
    omitted: tuple[str, ...]
    operation: Operation
    reasons: Reasons
    facets: Facets
    """What its contract says, in words."""


def build_command(
    shared: Shared,
    operation: Operation,
    command_id: str,
    mapped: CommandMapping,
    at: Location,
    report: Report,
) -> Built:
    """The plan of one command; what is wrong or not supported goes to the report."""
    document = shared.document
    _check_method(operation, command_id, mapped, at, report)
    words = tuple(command_id.split("."))
    resource = mapped.resource or words[0]
    # 1. What the vendor takes and answers, and the ways in.
    access = access_of(document, operation, shared.schemes, at, report)
    ways = access.ways
    path, literal = split_path(operation, at, report)
    omitted = {name for name, setting in mapped.parameters.items() if setting.omit}
    restyled = {name for name, setting in mapped.parameters.items() if setting.style is not None}
    sent = shared.covered(literal, ways)
    gone: list[Fate] = []
    parameters = read_parameters(document, operation, omitted, sent, at, report, restyled=restyled, gone=gone)
    body = read_body(document, operation, mapped, at, report)
    answer = read_answer(document, operation, mapped, at, report)
    vendor = [*parameters, *(body.members if body is not None else ())]
    found = find_pages(document, vendor, mapped, answer, at, report)
    # 2. What the map makes of it.
    own = own_options(found, mapped)
    environment = ("env",) if shared.environments else ()
    inputs = apply_mapping(
        document,
        vendor,
        mapped.parameters,
        at,
        report,
        extra=mapped.options,
        taken=((BODY,) if body is not None else ()) + own + environment,
        hidden=body.hidden if body is not None else frozenset(),
        sent=sent,
        resource=resource,
    )
    body = with_added(body, inputs, at.child("parameters"), report)
    inputs.fixed = [*literal, *inputs.fixed]
    key = idempotency_header(operation.method, mapped, shared.mapping.idempotency, inputs)
    with_own_key(key, mapped, inputs)
    pages = page_plan(found, inputs.options, answer.plan.id)
    inputs.options = [_unbounded(option, pages) for option in inputs.options]
    _order_options(inputs)
    # 3. The server, and the contract that all of it makes.
    open_variables = set(shared.schemes.in_url)
    own_base = own_server(
        document, operation, mapped, shared.mapping, shared.base_url, open_variables, at, report
    )
    server = own_base.url if own_base is not None else ""
    facts = contract_facts(
        operation.method,
        operation.path,
        [server] if server else shared.servers,
        inputs,
        {name: fingerprint(document, one.schema, report) for name, one in inputs.sources.items()},
        body.plan if body is not None else None,
        fingerprint(document, body.schema, report) if body is not None else "",
        ways,
        shared.schemes.credentials,
        _scopes(document, operation),
        shared.mapping.headers,
        key,
    )
    sample = sample_plan(document, path, inputs, body, answer, pages, report)
    title = prose.plain(mapped.summary) or _title(operation)
    asked = [option.option for option in inputs.options if option.asked]
    if body is not None and body.plan.required:
        asked += _in_turn(inputs, body, sample.required.arguments) if body.plan.flattened else [f"--{BODY}"]
    command = CommandPlan(
        id=command_id,
        words=words,
        function=naming.function(command_id),
        tool_name=tool_name(shared.mapping.connector.name, command_id),
        resource=resource,
        module=naming.module(words[0]),
        summary=f"{title} (requires {', '.join(asked)})" if asked else title,
        title=title,
        description=prose.clip(prose.plain(operation.description), 400),
        mode=mapped.mode,
        risk=RiskTier(mapped.risk),
        action=_action(mapped),
        method=operation.method,
        path=path,
        operation=mapped.operation,
        options=_with_examples(inputs, sample.full.arguments),
        fixed=tuple(inputs.fixed),
        composed=tuple(inputs.composed),
        omitted=tuple(
            sorted(".".join(one.steps) for one in inputs.omitted if one.place in (Place.QUERY, Place.COOKIE))
        ),
        body=body.plan if body is not None else None,
        answer=answer.plan,
        pages=pages,
        schemes=ways,
        server=server,
        idempotency=key,
        contract=contract_digest(facts),
        approval=_approval(mapped),
        sample=sample,
    )
    keys = frozenset(answer.item.properties) if answer.item is not None else frozenset()
    # What is lifted out of an object is not left out with it.
    left = tuple(one.api_name for one in inputs.omitted if one.api_name not in inputs.lifted_from)
    fates = [*gone, *inputs.fates, *(body.left if body is not None else ())]
    closed = body is not None and body.plan.closed
    reasons = Reasons(
        fates=tuple(settled(fates, closed=closed, lifted=inputs.lifted)),
        server=(own_base or shared.server).reason,
        access=access.reason,
        unused=access.unused,
        body=body_reason(operation, body, at),
        answer=answer_reason(answer, at),
        items=Reason(answer.why, at.child("list") if mapped.list is not None else None),
        pages=page_reason(mapped, answer, found, pages, at),
    )
    return Built(command, keys, left, operation, reasons, facets_of(facts, inputs.options, operation))


def _in_turn(inputs: Inputs, body: Body, least: dict[str, Any]) -> list[str]:
    """What the body needs, though none of it by itself: the first of several ways, or so many members."""
    branches = [branch for group in body.shape.groups for branch in group.branches]
    asked = [names for branch in branches if isinstance(names := branch.get("required"), list)]
    grouped = {name for names in asked for name in names if isinstance(name, str)}
    named: list[str] = [f"--{BODY}"] if BODY in least else []
    count = 0
    for option in inputs.options:
        idle = option.place is not Place.BODY or option.identifier not in least
        if idle or option.required or option.default is not None:
            continue
        if inputs.sources[option.identifier].needed_in or option.api_name in grouped:
            named.append(option.option)
        else:
            count += 1
    said = [f"{' with '.join(named)} or an alternative"] if named else []
    many = "one option" if count == 1 else f"{count} options"
    return [*said, f"at least {many} of the body"] if count else said


def _scopes(document: Document, operation: Operation) -> dict[str, set[str]]:
    """The scopes that the operation names, by scheme."""
    found: dict[str, set[str]] = {}
    for requirement in operations.security(document, operation) or ():
        for name, scopes in requirement.items():
            found.setdefault(name, set()).update(scopes)
    return found


def _check_method(
    operation: Operation, command_id: str, mapped: CommandMapping, at: Location, report: Report
) -> None:
    if operation.method not in METHODS:
        report.add(refusal("unsupported-method", operation.key, operation.node.location, at))
    if operation.method in ("PUT", "PATCH", "DELETE") and mapped.mode is Mode.READONLY:
        message = f"{command_id} runs in every mode, and it is a {operation.method}"
        hint = "read what the vendor says it does; if it changes anything, write mode: write or higher"
        report.warning("write-method-readonly", message, at.child("mode"), hint)


def _unbounded(option: OptionPlan, pages: PagePlan | None) -> OptionPlan:
    """Where the page size is `--limit`, more items than a page holds may be wanted: pages follow."""
    if pages is None or pages.own_limit or option.identifier != pages.size:
        return option
    return replace(option, checks=replace(option.checks, most=None, below=None, clamp=False))


def _order_options(inputs: Inputs) -> None:
    """By place, required ones first, then by the vendor's name; the path's keep the path's order."""
    places = list(Place)
    inputs.options.sort(key=lambda o: (places.index(o.place), not (o.required or o.place is Place.PATH)))


def _with_examples(inputs: Inputs, arguments: dict[str, Any]) -> tuple[OptionPlan, ...]:
    """The options, JSON ones with an example; what a discriminator chooses says so with our own names."""
    fields = {o.path[0]: o.field for o in inputs.options if o.place is Place.BODY and len(o.path) == 1}
    done: list[OptionPlan] = []
    for option in inputs.options:
        value = arguments.get(option.identifier)
        shape = option.item_kind is ValueKind.JSON and not option.each and value not in (None, {}, [], [{}])
        shown = option.show_when
        if shown is not None:
            field = fields.get(shown.field)
            shown = ShowWhen(field=field, equals=shown.equals) if field is not None else None
        example = value if shape and weight(value) <= MOST_SHOWN else None
        done.append(replace(option, example=example, show_when=shown))
    return tuple(done)


def _title(operation: Operation) -> str:
    for text in (operation.summary, operation.description):
        title = prose.sentence(text, TITLE_LENGTH)
        if title:
            return title
    words = naming.words(operation.operation_id or "")
    return " ".join(words).capitalize() if len(words) > 1 else prose.plain(operation.key)


def _action(mapped: CommandMapping) -> ActionClass:
    if mapped.action is not None:
        return ActionClass(mapped.action)
    tier = RiskTier(mapped.risk)
    if tier is RiskTier.DESTRUCTIVE:
        return ActionClass.DESTRUCTIVE
    reads = tier is RiskTier.READ and mapped.mode is Mode.READONLY
    return ActionClass.READ if reads else ActionClass.WRITE


def _approval(mapped: CommandMapping) -> ApprovalPlan | None:
    given = mapped.approval
    return None if given is None else ApprovalPlan(by=given.by, contract=given.contract, ref=given.ref or "")


def distinct_summaries(commands: list[CommandPlan]) -> list[CommandPlan]:
    """Summaries are unique (CONTRACT.md, 5): one that is not gets the command's id in front."""
    seen: dict[str, int] = {}
    for command in commands:
        seen[command.summary] = seen.get(command.summary, 0) + 1
    return [
        replace(c, summary=f"{c.id}: {c.summary}", title=f"{c.id}: {c.title}") if seen[c.summary] > 1 else c
        for c in commands
    ]
