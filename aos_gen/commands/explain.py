"""One command of a map into its trail: what each part of it comes from, and why it is as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from aos_gen.alike import alike
from aos_gen.commands.inputs import Read, read_inputs
from aos_gen.diagnostics import Diagnostic, Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.mapping.check import tool_name
from aos_gen.mapping.model import CommandMapping, Mapping
from aos_gen.plan.approvals import check_approvals
from aos_gen.plan.build import build_one, shared_of
from aos_gen.plan.commands import Built
from aos_gen.plan.model import ActionClass
from aos_gen.plan.shared import Shared
from aos_gen.proposal.risk import Proposal, propose
from aos_gen.source import SourceFile, SourceSet

MOST_NAMED, MOST_MEANT = 20, 3


@dataclass(slots=True)
class Explained:
    """The outcome: as much of the trail as there is. `report` holds what is wrong with this command."""

    report: Report
    sources: SourceSet
    map_file: str
    command: str
    known: bool = False
    """Whether the map has a command of that id."""
    mapping: Mapping | None = None
    mapped: CommandMapping | None = None
    """None where the entry is malformed."""
    operation: Operation | None = None
    proposal: Proposal | None = None
    shared: Shared | None = None
    built: Built | None = None

    @property
    def at(self) -> Location:
        """The command in the map."""
        return Location(self.map_file, ("commands", self.command))

    @property
    def sound(self) -> bool:
        """Whether the command has a contract: nothing is wrong with it, but for an approval that lacks."""
        told = {one.code for one in self.report if one.severity == "error"}
        return self.built is not None and told <= {"approval-missing", "approval-stale"}

    @property
    def action(self) -> ActionClass | None:
        """The action class, where the command could be planned."""
        return None if self.built is None else self.built.command.action


def explain(
    command: str,
    spec: str,
    map_file: str,
    *,
    overlays: Sequence[str] = (),
    root: str | None = None,
    progress: Callable[[str], None] = lambda stage: None,
) -> Explained:
    """The trail of one command. What is wrong with other commands is not told."""
    sources, found = SourceSet(), Report()
    result = Explained(Report(), sources, map_file, command)
    # 1. Read the map and the document.
    progress("reading")
    read = read_inputs(spec, map_file, sources, found, overlays=overlays, root=root)
    written = _written(read.source)
    result.known = command in written
    if read.source is not None and isinstance(read.source.data, dict) and not result.known:
        _unknown(result, written, read.mapping, found)
    if result.known and read.document is not None:
        progress("planning")
        _plan(result, read, read.document, written, found)
    result.report.extend(_concerning(found, result.at))
    return result


def _written(source: SourceFile | None) -> dict[str, object]:
    """The commands as they stand in the file, be they well-formed or not."""
    data = source.data if source is not None and isinstance(source.data, dict) else {}
    commands = data.get("commands")
    return {str(key): value for key, value in commands.items()} if isinstance(commands, dict) else {}


def _plan(
    result: Explained, read: Read, document: Document, written: dict[str, object], found: Report
) -> None:
    """2. Find the operation, and plan the command by itself."""
    entry, mapping = written[result.command], read.mapping
    named = entry.get("operation") if isinstance(entry, dict) else None
    result.operation = operations.find(document, named) if isinstance(named, str) else None
    if result.operation is not None:
        result.proposal = propose(document, result.operation, Report())
    if mapping is None:
        return
    result.mapping, result.mapped = mapping, mapping.commands.get(result.command)
    # What a malformed part of the map would have said is not there to be held against the command.
    elsewhere = any(one.location.pointer[:1] != ("commands",) for one in _malformed(found, result.map_file))
    planning = Report() if elsewhere and not read.whole else found
    result.shared = shared_of(document, mapping, result.map_file, planning)
    if result.mapped is not None:
        result.built = build_one(result.shared, result.command, result.map_file, planning)
    if result.built is not None:
        tiers, usable = read.rules.approval_tiers, bool(result.shared.base_url)
        check_approvals((result.built,), mapping.commands, tiers, usable, result.map_file, planning)


def _malformed(found: Report, map_file: str) -> list[Diagnostic]:
    return [one for one in found if one.location.file == map_file and one.severity == "error"]


def _concerning(found: Report, at: Location) -> Iterable[Diagnostic]:
    """What is about this command or about all: not what is about others alone."""
    for one in found:
        places = [place for place in (one.location, *one.related) if place.file == at.file]
        commands = {
            place.pointer[1] for place in places if place.pointer[:1] == ("commands",) and place.pointer[1:]
        }
        if not commands or at.pointer[1] in commands:
            yield one


def _unknown(result: Explained, written: dict[str, object], mapping: Mapping | None, report: Report) -> None:
    """The map has no such command: the nearest that it has, by id, tool name or operation."""
    near = nearest(result.command, written, mapping)
    listed = ", ".join(sorted(written)[:MOST_NAMED]) + (", ..." if len(written) > MOST_NAMED else "")
    hint = (
        f"did you mean {' or '.join(repr(one) for one in near)}?" if near else f"it has: {listed or 'none'}"
    )
    at = Location(result.map_file, ("commands",))
    report.error("unknown-command", f"the map has no command {result.command!r}", at, hint)


def nearest(wanted: str, written: dict[str, object], mapping: Mapping | None) -> list[str]:
    """The ids that may be meant: what goes by another name, what begins so, what is spelled alike."""
    words = ".".join(wanted.split())
    meant = []
    for key, entry in written.items():
        tool = tool_name(mapping.connector.name, key) if mapping is not None else ""
        operation = entry.get("operation") if isinstance(entry, dict) else None
        if wanted in (tool, operation) or words == key or key.startswith(f"{words}."):
            meant.append(key)
    if meant:
        return sorted(meant)[:MOST_MEANT]
    ids = sorted(written)
    near = alike(words.lower(), ids, n=MOST_MEANT, cutoff=0.8)
    return near or alike(words.lower(), ids, n=1, cutoff=0.6)
