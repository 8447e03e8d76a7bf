"""A document to the text of its first map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation, security
from aos_gen.draft.compose import new_map
from aos_gen.draft.entry import Entry, reference
from aos_gen.draft.head import auth_lines, connector_lines, document_lines, draft_server, probe_lines
from aos_gen.draft.select import exclusion, selected
from aos_gen.plan.model import Mode
from aos_gen.plan.probes import likely_probes
from aos_gen.plan.trial import try_operations
from aos_gen.proposal.about import about
from aos_gen.proposal.access import draft_schemes
from aos_gen.proposal.core import core
from aos_gen.proposal.ids import command_ids
from aos_gen.proposal.lists import list_settings
from aos_gen.proposal.risk import Proposal, propose

MOST_COMMANDS = 40
LEFT_OUT = "left out when the map was drafted"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the operator asked for."""

    server: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    everything: bool = False
    most: int = MOST_COMMANDS
    label: str | None = None
    root: str | None = None
    """A folder above the document that its references may not leave, from the map's folder."""
    overlays: tuple[str, ...] = ()
    """Overlays, from the map's folder."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """The operations that may become commands, and what each would be."""

    document: Document
    operations: tuple[Operation, ...]
    ids: Mapping[str, str]
    proposals: Mapping[str, Proposal]

    def entry(self, operation: Operation) -> Entry:
        named = reference(self.document, operation)
        return Entry(operation, named, self.ids[operation.key], self.proposals[operation.key])


def create(document: Document, name: str, wishes: Wishes, report: Report) -> str:
    """The text of the map; "" after an error: a selection that matches nothing."""
    included = selected(document, wishes.include, "--include", report)
    excluded = selected(document, wishes.exclude, "--exclude", report)
    if report.has_errors:
        return ""
    # 1. What could be a command, and what each would be.
    left = {key for keys in excluded.values() for key in keys}
    offered = tuple(one for one in document.operations if one.key not in left)
    proposals = {one.key: propose(document, one, Report()) for one in offered}
    offer = _Offer(document, offered, command_ids(document.operations, name), proposals)
    # 2. Those that are commands, unless they cannot be generated.
    commands, refused = _tried(offer, _chosen(offer, included, wishes))
    decided = {entry.operation.key for entry in (*commands, *refused)}
    undecided = [offer.entry(one) for one in offered if one.key not in decided]
    # 3. What stands above them.
    server = draft_server(document, name, wishes.server)
    if not server.callable:
        hint = "pass --server https://host/path, or fill in `server` in the map"
        at = Location(document.file.name)
        report.warning("draft-without-server", "no server is known to call, so the map names none", at, hint)
    usable, others = draft_schemes(document, [entry.operation for entry in commands], Report())
    head = [
        connector_lines(name, about(document, name, wishes.label)),
        document_lines(wishes.root, wishes.overlays),
        list(server.lines),
        auth_lines(document, name, usable, others, server.secrets, _open(document, commands)),
        _probe(offer, {entry.operation.key for entry in refused}),
    ]
    title = f"Map of {document.title} {document.api_version}, drafted by aos-gen from {document.file.name}"
    exclusions = [(exclusion(document, pattern), LEFT_OUT) for pattern in excluded]
    return new_map(title, head, commands, [one for one in undecided if one.reference], refused, exclusions)


def _open(document: Document, commands: Sequence[Entry]) -> int:
    """How many of the commands the document says need no credential."""
    return sum(security(document, entry.operation) == [] for entry in commands)


def _chosen(offer: _Offer, included: Mapping[str, set[str]], wishes: Wishes) -> Sequence[Operation]:
    """The operations that become commands: all, those that were named, or the core of them."""
    wanted = {key for keys in included.values() for key in keys}
    chosen = [one for one in offer.operations if not included or one.key in wanted]
    if wishes.everything or (included and len(chosen) <= wishes.most):
        return chosen
    return core(chosen, offer.ids, offer.proposals, wishes.most)


def _tried(offer: _Offer, chosen: Sequence[Operation]) -> tuple[list[Entry], list[Entry]]:
    """(commands, what cannot be one); what no map can name stays undecided."""
    commands: list[Entry] = []
    refused: list[Entry] = []
    document = offer.document
    nameable = [one for one in chosen if reference(document, one)]
    for trial in try_operations(document, nameable, Report(), bare=True):
        plain = offer.entry(trial.operation)
        lists = tuple(list_settings(document, trial.operation, Report()).items()) if trial.command else ()
        entry = Entry(plain.operation, plain.reference, plain.id, plain.proposal, lists, trial.refused)
        (commands if trial.command is not None else refused).append(entry)
    return commands, refused


def _probe(offer: _Offer, refused: set[str]) -> list[str]:
    """The health block: the likeliest operation that is proposed as a read and can be generated."""
    reasons: dict[str, str] = {}

    def candidates() -> Iterator[Operation]:
        for operation, why in likely_probes(offer.document):
            found = offer.proposals.get(operation.key)
            reads = found is not None and (found.mode is Mode.READONLY or found.rule == "post-search")
            if reads and reference(offer.document, operation) and operation.key not in refused:
                reasons[operation.key] = why
                yield operation

    # Lazily: no operation is tried after one that will do.
    for trial in try_operations(offer.document, candidates(), Report(), bare=True):
        if trial.command is not None and not any(one.required for one in trial.command.options):
            key = trial.operation.key
            return probe_lines(reference(offer.document, trial.operation), key, reasons[key])
    return probe_lines("", "", "")
