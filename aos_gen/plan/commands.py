"""One entry of the map and the operation that it names, to one CommandPlan."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from aos_gen.diagnostics import Location, Report, Severity
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.mapping.check import tool_name
from aos_gen.mapping.model import CommandMapping, ParameterMapping
from aos_gen.plan import naming, prose
from aos_gen.plan.answers import read_answer
from aos_gen.plan.auth import Schemes, schemes_of
from aos_gen.plan.bodies import read_body
from aos_gen.plan.contract import contract_digest, contract_facts
from aos_gen.plan.fingerprint import fingerprint
from aos_gen.plan.model import ActionClass, ApprovalPlan, CommandPlan, FixedPlan, Mode, Place, RiskTier
from aos_gen.plan.options import apply_mapping
from aos_gen.plan.parameters import Input, read_parameters
from aos_gen.plan.refusals import refusal
from aos_gen.plan.samples import BODY, sample_plan

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
TITLE_LENGTH = 90
_VARIABLE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Built:
    """A command, and what the connector's other parts want to know of it."""

    command: CommandPlan
    item_keys: frozenset[str]
    omitted: tuple[str, ...]


def build_command(
    document: Document,
    operation: Operation,
    command_id: str,
    mapped: CommandMapping,
    connector: str,
    base_url: str,
    schemes: Schemes,
    at: Location,
    report: Report,
) -> Built:
    """The plan of one command; what is wrong or not supported goes to the report."""
    _refuse_operation(document, operation, at, report)
    if operation.method in ("PUT", "PATCH", "DELETE") and mapped.mode is Mode.READONLY:
        message = f"{command_id} runs in every mode, and it is a {operation.method}"
        hint = "read what the vendor says it does; if it changes anything, write mode: write or higher"
        report.warning("write-method-readonly", message, at.child("mode"), hint)
    words = tuple(command_id.split("."))
    resource = mapped.resource or words[0]
    omitted = {name for name, setting in mapped.parameters.items() if setting.omit}
    parameters = read_parameters(document, operation, omitted, at, report)
    _check_path(operation, parameters, at, report)
    body = read_body(document, operation, at, report)
    inputs = apply_mapping(
        [*parameters, *(body.members if body is not None else ())],
        mapped.parameters,
        at.child("parameters"),
        report,
        taken=(BODY,) if body is not None else (),
        hidden=body.hidden if body is not None else frozenset(),
        resource=resource,
    )
    answer = read_answer(document, operation, mapped, at, report)
    used = schemes_of(document, operation, schemes, at, report)
    facts = contract_facts(
        operation.method,
        operation.path,
        base_url,
        inputs.options,
        {name: fingerprint(document, one.schema, report) for name, one in inputs.sources.items()},
        inputs.fixed,
        body.plan if body is not None else None,
        fingerprint(document, body.schema, report) if body is not None else "",
        [schemes.credentials[name] for name in used],
    )
    title = prose.plain(mapped.summary) or _title(operation)
    asked = [option.option for option in inputs.options if option.asked]
    if body is not None and body.plan.required and not body.plan.flattened:
        asked.append(f"--{BODY}")
    command = CommandPlan(
        id=command_id,
        words=words,
        function=naming.function(command_id),
        tool_name=tool_name(connector, command_id),
        resource=resource,
        module=naming.module(words[0]),
        summary=f"{title} (requires {', '.join(asked)})" if asked else title,
        title=title,
        description=prose.clip(prose.plain(operation.description), 400),
        mode=mapped.mode,
        risk=RiskTier(mapped.risk),
        action=_action(mapped),
        method=operation.method,
        path=operation.path,
        operation=mapped.operation,
        options=tuple(inputs.options),
        fixed=tuple(inputs.fixed),
        body=body.plan if body is not None else None,
        answer=answer.plan,
        schemes=used,
        contract=contract_digest(facts),
        approval=_approval(mapped),
        sample=sample_plan(
            document, operation.path, inputs.options, inputs.sources, inputs.fixed, body, answer, report
        ),
    )
    # A command with mistakes has no contract yet: approving it now would approve another one.
    if base_url and not _has_errors(report, at):
        _check_approval(command, mapped, at, report)
    keys = frozenset(answer.item.properties) if answer.item is not None else frozenset()
    return Built(command, keys, tuple(one.api_name for one in inputs.omitted))


def fixed_inputs(
    document: Document,
    operation: Operation,
    mapped: dict[str, ParameterMapping],
    at: Location,
    report: Report,
) -> tuple[FixedPlan, ...]:
    """The fixed parameters of the health probe. An error where the probe would need input."""
    omitted = {name for name, setting in mapped.items() if setting.omit}
    parameters = read_parameters(document, operation, omitted, at, report)
    inputs = apply_mapping(parameters, mapped, at.child("parameters"), report, taken=(), resource="health")
    for option in inputs.options:
        if option.required:
            message = f"the probe needs {option.api_name!r}, and nobody is there to give it"
            hint = f"write parameters: {{{option.api_name}: {{fixed: ...}}}}, or probe another operation"
            report.error("probe-needs-input", message, at, hint)
    return tuple(inputs.fixed)


def _refuse_operation(document: Document, operation: Operation, at: Location, report: Report) -> None:
    location = operation.node.location
    if operation.method not in METHODS:
        report.add(refusal("unsupported-method", operation.key, location, at))
    if "?" in operation.path or "#" in operation.path:
        report.add(refusal("unsupported-path-query", repr(operation.path), location, at))
    owner, _ = operations.servers(document, operation)
    if owner != "root":
        report.add(refusal("unsupported-operation-server", operation.key, location, at))


def _check_path(operation: Operation, parameters: list[Input], at: Location, report: Report) -> None:
    """Every `{variable}` of the path needs a declared parameter, and the other way round."""
    variables = set(_VARIABLE.findall(operation.path))
    declared = {one.api_name: one for one in parameters if one.place is Place.PATH}
    for name in sorted(variables - set(declared)):
        report.error(
            "document-undeclared-path-variable",
            f"{operation.key} uses {{{name}}} and declares no such path parameter",
            operation.node.location,
            "map another operation, or ask the vendor to declare it",
            (at,),
        )
    for name in sorted(set(declared) - variables):
        report.error(
            "document-stray-path-parameter",
            f"{operation.key} declares the path parameter {name!r}, which its path does not hold",
            declared[name].location,
            "map another operation, or ask the vendor to mend it",
            (at,),
        )


def _title(operation: Operation) -> str:
    for text in (operation.summary, operation.description):
        title = prose.sentence(text, TITLE_LENGTH)
        if title:
            return title
    return prose.plain(operation.key)


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


def _has_errors(report: Report, at: Location) -> bool:
    """Whether an error found so far is about this command."""
    return any(
        one.severity is Severity.ERROR and place.file == at.file and place.pointer[:2] == at.pointer
        for one in report
        for place in (one.location, *one.related)
    )


def _check_approval(command: CommandPlan, mapped: CommandMapping, at: Location, report: Report) -> None:
    """A tier-4 command runs only with approval of exactly its present contract."""
    if command.risk is not RiskTier.DESTRUCTIVE:
        return
    record = f"approval: {{by: YOUR NAME, contract: {command.contract!r}}}"
    if mapped.approval is None:
        message = f"{command.id} is tier 4 and nobody has approved it"
        report.error(
            "approval-missing", message, at, f"review {command.method} {command.path}, then write {record}"
        )
    elif mapped.approval.contract != command.contract:
        by, contract = mapped.approval.by, mapped.approval.contract
        message = f"{by} approved contract {contract} of {command.id}; it is now {command.contract}"
        report.error(
            "approval-stale",
            message,
            at.child("approval", "contract"),
            f"review {command.method} {command.path} again, then write {record}",
        )


def distinct_summaries(commands: list[CommandPlan]) -> list[CommandPlan]:
    """Summaries are unique (CONTRACT.md, 5): one that is not gets the command's id in front."""
    seen: dict[str, int] = {}
    for command in commands:
        seen[command.summary] = seen.get(command.summary, 0) + 1
    return [
        replace(c, summary=f"{c.id}: {c.summary}", title=f"{c.id}: {c.title}") if seen[c.summary] > 1 else c
        for c in commands
    ]
