"""Document and mapping to a ConnectorPlan: the only place where the two meet."""

from __future__ import annotations

import re
from dataclasses import replace

from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.typed import check_operation
from aos_gen.mapping.model import Mapping
from aos_gen.plan import naming, prose
from aos_gen.plan.access.auth import auth_plan, omitted_schemes, unused_schemes
from aos_gen.plan.access.schemes import read_schemes
from aos_gen.plan.access.server import base_url, check_variables, environments
from aos_gen.plan.account import account, find_operation
from aos_gen.plan.canvas import add_pickers, fields_of
from aos_gen.plan.commands import Built, Shared, build_command, build_probe, distinct_summaries
from aos_gen.plan.events import events_of
from aos_gen.plan.limitations import limitations
from aos_gen.plan.model import CommandPlan, ConnectorPlan, ProbePlan, ResourcePlan
from aos_gen.plan.probes import probe_candidates


def build_plan(document: Document, mapping: Mapping, map_file: str, report: Report) -> ConnectorPlan | None:
    """The plan, or None where the report has errors: nothing asked for is ever left out."""
    # 1. What all commands share: the pin, the server, the credentials.
    _check_pin(document, mapping, map_file, report)
    schemes = read_schemes(document, mapping, map_file, report)
    url = base_url(document, mapping, set(schemes.in_url), map_file, report)
    named = environments(mapping, map_file, Report())  # base_url has told what is wrong with them
    shared = Shared(document, mapping, url, named, schemes)
    # 2. Each command by itself.
    built, mapped = _commands(shared, map_file, report)
    probe = _probe(shared, map_file, report)
    check_variables(document, mapping, _called(shared), map_file, report)
    # 3. What follows from all of them together.
    counts = account(document, mapping, mapped, map_file, report)
    if report.has_errors:
        return None
    commands = distinct_summaries([one.command for one in built])
    commands, pickers = add_pickers(commands, {one.command.id: one.item_keys for one in built})
    used = [command.schemes for command in commands] + ([probe.schemes] if probe is not None else [])
    unused_schemes(schemes, used, map_file, report)
    bare = omitted_schemes(schemes, map_file, report)
    connector = mapping.connector
    prefix = re.sub(r"[^A-Z0-9]+", "_", connector.name.upper())
    return ConnectorPlan(
        name=connector.name,
        module=connector.name.replace("-", "_"),
        label=prose.plain(connector.label),
        description=prose.plain(connector.description),
        version=connector.version,
        backend=connector.backend or f"{connector.name}-api",
        category=connector.category,
        categories=tuple(dict.fromkeys([connector.category, *connector.categories])),
        env_prefix=prefix,
        base_url=url,
        base_url_env=f"{prefix}_BASE_URL",
        environments=named,
        headers=tuple(sorted(mapping.headers.items())),
        vendor=prose.plain(f"{document.title} {document.api_version}"),
        docs_url=connector.docs or "",
        auth=auth_plan(schemes, used, connector.label),
        resources=_resources(commands),
        commands=tuple(commands),
        events=events_of(document, _resource_of(document, mapping, commands), report),
        fields=fields_of(commands),
        pickers=pickers,
        probe=probe,
        limitations=limitations(
            commands, counts, {one.command.id: one.omitted for one in built}, probe, bare
        ),
        accounting=counts,
    )


def _check_pin(document: Document, mapping: Mapping, map_file: str, report: Report) -> None:
    pinned = mapping.document.sha256
    if pinned is not None and pinned != document.file.digest:
        report.error(
            "document-pin",
            f"{document.file.name} is not the document that the map was written for",
            Location(map_file, ("document", "sha256")),
            f"review what changed, then write sha256: {document.file.digest}",
        )


def _commands(shared: Shared, map_file: str, report: Report) -> tuple[list[Built], set[str]]:
    """Every command of the map, by id, and the keys of the operations that they call."""
    built: list[Built] = []
    mapped: set[str] = set()
    for command_id, wanted in sorted(shared.mapping.commands.items()):
        at = Location(map_file, ("commands", command_id))
        operation = find_operation(shared.document, wanted.operation, at.child("operation"), report)
        if operation is not None:
            mapped.add(operation.key)
            before = len(report)
            check_operation(shared.document, operation, report)
            built.append(build_command(shared, operation, command_id, wanted, at, report))
            _name_command(report, before, at)
    return built, mapped


def _resource_of(document: Document, mapping: Mapping, commands: list[CommandPlan]) -> dict[str, str]:
    """The resource of each mapped operation, by its key."""
    found = ((operations.find(document, mapping.commands[c.id].operation), c.resource) for c in commands)
    return {operation.key: resource for operation, resource in found if operation is not None}


def _called(shared: Shared) -> list[Operation]:
    """The operations that commands and the probe call, once each."""
    wanted = [command.operation for command in shared.mapping.commands.values()]
    wanted += [shared.mapping.health.operation] if shared.mapping.health is not None else []
    found = (operations.find(shared.document, name) for name in dict.fromkeys(wanted))
    return [operation for operation in found if operation is not None]


def _name_command(report: Report, before: int, at: Location) -> None:
    """Relate what was found in the document alone, since `before`, to the command that asked for it."""
    for one in list(report)[before:]:
        if all(place.file != at.file for place in (one.location, *one.related)):
            report.add(replace(one, related=(at,)))


def _probe(shared: Shared, map_file: str, report: Report) -> ProbePlan | None:
    """The health probe. A map without one is told which operation would serve."""
    document, health = shared.document, shared.mapping.health
    if health is None:
        names = probe_candidates(document) or ["..."]
        hint = f"add health: {{operation: {names[0]}}} with a read that needs no input"
        hint += "".join(f", or {name}" for name in names[1:])
        report.warning(
            "no-health-probe",
            "the map names no health probe, so health cannot say more than `degraded`",
            Location(map_file),
            hint,
        )
        return None
    at = Location(map_file, ("health",))
    operation = find_operation(document, health.operation, at.child("operation"), report)
    if operation is None:
        return None
    body = operations.request_body(document, operation, report)
    if operation.method not in ("GET", "HEAD", "POST") or (body is not None and body.get("required") is True):
        report.error(
            "probe-writes",
            f"the probe {operation.key} would change something",
            at.child("operation"),
            "probe with a read",
        )
    return build_probe(shared, operation, health, at, report)


def _resources(commands: list[CommandPlan]) -> tuple[ResourcePlan, ...]:
    words = sorted({command.words[0] for command in commands})
    return tuple(
        ResourcePlan(word=word, module=naming.module(word), label=f"{naming.label(word)} commands")
        for word in words
    )
