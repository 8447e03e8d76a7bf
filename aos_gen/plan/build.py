"""Document and mapping to a ConnectorPlan: the only place where the two meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.typed import check_operation
from aos_gen.mapping.model import Mapping
from aos_gen.plan import naming, prose
from aos_gen.plan.access.auth import auth_plan, omitted_schemes, unused_schemes
from aos_gen.plan.access.schemes import read_schemes
from aos_gen.plan.access.server import base_server, check_variables, environments
from aos_gen.plan.account import Decided, account, find_operation
from aos_gen.plan.approvals import APPROVED_TIERS, check_approvals
from aos_gen.plan.canvas import add_pickers, fields_of
from aos_gen.plan.commands import Built, build_command, distinct_summaries
from aos_gen.plan.events import events_of
from aos_gen.plan.health import build_probe
from aos_gen.plan.limitations import limitations
from aos_gen.plan.model import CommandPlan, ConnectorPlan, OwnCommandPlan, ProbePlan, ResourcePlan
from aos_gen.plan.probes import probe_candidates
from aos_gen.plan.shared import Shared


@dataclass(frozen=True, slots=True)
class Met:
    """Document and mapping where they have met: every command by itself, and the accounting."""

    document: Document
    mapping: Mapping
    shared: Shared
    built: tuple[Built, ...]
    probe: ProbePlan | None
    probed: Operation | None
    decided: Decided

    @property
    def commands(self) -> dict[str, Built]:
        """The commands by id; without those whose operation is not in the document."""
        return {one.command.id: one for one in self.built}


def build_plan(document: Document, mapping: Mapping, map_file: str, report: Report) -> ConnectorPlan | None:
    """The plan by what always holds, or None where the report has errors: nothing asked for is left out."""
    met = meet(document, mapping, map_file, report)
    tiers = dict.fromkeys(APPROVED_TIERS)
    check_approvals(met.built, mapping.commands, tiers, bool(met.shared.base_url), map_file, report)
    return connector_plan(met, map_file, report)


def meet(document: Document, mapping: Mapping, map_file: str, report: Report) -> Met:
    """Every command of the map with what the document says of it; mistakes go to the report.

    Approvals and policies are judged by whoever asks, before the plan is made.
    """
    # 1. What all commands share: the pin, the server, the credentials.
    shared = shared_of(document, mapping, map_file, report)
    # 2. Each command by itself.
    built, mapped = build_commands(shared, map_file, report)
    probe = _probe(shared, map_file, report)
    check_variables(document, mapping, _called(shared), map_file, report)
    probed = operations.find(document, mapping.health.operation) if mapping.health is not None else None
    decided = account(document, mapping, mapped, map_file, report)
    return Met(document, mapping, shared, tuple(built), probe, probed, decided)


def connector_plan(
    met: Met, map_file: str, report: Report, own: Sequence[OwnCommandPlan] = ()
) -> ConnectorPlan | None:
    """What follows from all commands together, or None where the report has errors.

    `own` are the commands of extensions.py.
    """
    if report.has_errors:
        return None
    document, mapping, built, probe = met.document, met.mapping, met.built, met.probe
    schemes, counts = met.shared.schemes, met.decided.counts
    commands = distinct_summaries([one.command for one in built])
    commands, pickers = add_pickers(commands, {one.command.id: one.item_keys for one in built})
    used = [command.schemes for command in commands] + ([probe.schemes] if probe is not None else [])
    unused_schemes(schemes, used, map_file, report)
    # What the vendor sends is told, and nobody calls it: a fault there stops no command.
    heard = Report()
    events = events_of(document, _resource_of(document, mapping, commands), heard)
    report.extend_softly(heard, "the event says no more than can be read")
    bare = omitted_schemes(schemes, map_file, report)
    connector = mapping.connector
    prefix = naming.env_words(connector.name)
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
        base_url=met.shared.base_url,
        base_url_env=f"{prefix}_BASE_URL",
        environments=met.shared.environments,
        headers=tuple(sorted(mapping.headers.items())),
        vendor=prose.plain(f"{document.title} {document.api_version}"),
        docs_url=connector.docs or "",
        auth=auth_plan(schemes, used, connector.label),
        resources=_resources(commands),
        commands=tuple(commands),
        events=events,
        fields=fields_of([*commands, *own]),
        pickers=pickers,
        probe=probe,
        limitations=limitations(
            commands, counts, {one.command.id: one.omitted for one in built}, probe, bare
        ),
        accounting=counts,
        own_commands=_distinct_own(own, commands),
        allowed_hosts=tuple(dict.fromkeys(mapping.server.allow)),
    )


def _distinct_own(own: Sequence[OwnCommandPlan], commands: list[CommandPlan]) -> tuple[OwnCommandPlan, ...]:
    """Own commands whose summaries are unique too: one that is not gets the command's id in front."""
    seen = Counter([one.summary for one in commands] + [one.summary for one in own])
    return tuple(
        replace(one, summary=f"{one.id}: {one.summary}") if seen[one.summary] > 1 else one for one in own
    )


def shared_of(document: Document, mapping: Mapping, map_file: str, report: Report) -> Shared:
    """What all commands of the map have in common: the pin, the server, the credentials."""
    _check_pin(document, mapping, map_file, report)
    schemes = read_schemes(document, mapping, map_file, report)
    server = base_server(document, mapping, set(schemes.in_url), map_file, report)
    named = environments(mapping, map_file, Report())  # base_server has told what is wrong with them
    return Shared(document, mapping, server, named, schemes)


def _check_pin(document: Document, mapping: Mapping, map_file: str, report: Report) -> None:
    pinned = mapping.document.sha256
    if pinned is not None and pinned != document.file.digest:
        report.error(
            "document-pin",
            f"{document.file.name} is not the document that the map was written for",
            Location(map_file, ("document", "sha256")),
            f"review what changed, then write sha256: {document.file.digest}",
        )


def build_commands(shared: Shared, map_file: str, report: Report) -> tuple[list[Built], set[str]]:
    """Every command of the map, by id, and the keys of the operations that they call."""
    found = (
        build_one(shared, command_id, map_file, report) for command_id in sorted(shared.mapping.commands)
    )
    built = [one for one in found if one is not None]
    return built, {one.operation.key for one in built}


def build_one(shared: Shared, command_id: str, map_file: str, report: Report) -> Built | None:
    """One command of the map; None where its operation is not there."""
    at, wanted = Location(map_file, ("commands", command_id)), shared.mapping.commands[command_id]
    operation = find_operation(shared.document, wanted.operation, at.child("operation"), report)
    if operation is None:
        return None
    before = len(report)
    check_operation(shared.document, operation, report)
    built = build_command(shared, operation, command_id, wanted, at, report)
    _name_command(report, before, at)
    return built


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
