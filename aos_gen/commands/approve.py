"""Commands that somebody has reviewed, into approvals in their map: who, of exactly which contract.

`prepare` finds out what would be approved and writes nothing; `record_approvals` writes it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from aos_gen.commands.generate import cannot_write
from aos_gen.commands.inputs import Inputs, meet_inputs, read_sound
from aos_gen.diagnostics import Diagnostic, Location, Report, Severity
from aos_gen.mapping.edit import with_approvals
from aos_gen.mapping.model import ApprovalMapping
from aos_gen.plan.approvals import Change, changes, is_current, needs_approval
from aos_gen.plan.build import Met
from aos_gen.plan.commands import Built
from aos_gen.source import SourceFile, SourceSet
from aos_gen.source_file import encode
from aos_gen.tree import digest, read_file, write_file


@dataclass(frozen=True, slots=True)
class Pending:
    """One command that is about to be approved."""

    built: Built
    old: ApprovalMapping | None
    changes: tuple[Change, ...]
    """What is not as it was approved before."""

    @property
    def why(self) -> str:
        """`new`, `changed`, or `renewed` where the old approval still holds."""
        if self.old is None:
            return "new"
        return "renewed" if is_current(self.old, self.built) else "changed"

    def record(self) -> dict[str, Any]:
        """The command as JSON data."""
        command, facets = self.built.command, self.built.facets
        return {
            "id": command.id,
            "method": facets.method,
            "path": facets.path,
            "tier": int(command.risk),
            "why": self.why,
            "contract": {"old": None if self.old is None else self.old.contract, "new": command.contract},
            "approved_before_by": None if self.old is None else self.old.by,
            "changes": [
                {"facet": one.facet, "name": one.name, "old": one.old or None, "new": one.new or None}
                for one in self.changes
            ],
        }


@dataclass(slots=True)
class Approving:
    """The outcome: what is, or was, to be approved. Nothing is where the report has errors."""

    report: Report
    sources: SourceSet
    by: str
    ref: str | None = None
    source: SourceFile | None = None
    pending: list[Pending] = field(default_factory=list)
    text: str = ""
    """The map with the approvals in it."""
    written: bool = False
    stopped: bool = False
    """Whether the map could not be written, its content being fine."""

    def record(self) -> dict[str, Any]:
        """The outcome as JSON data, without the diagnostics."""
        return {
            "written": self.written,
            "by": self.by,
            "ref": self.ref,
            "commands": [one.record() for one in self.pending],
        }


def prepare(
    spec: str,
    map_file: str,
    wanted: Sequence[str],
    by: str,
    ref: str | None = None,
    *,
    overlays: Sequence[str] = (),
    root: str | None = None,
    progress: Callable[[str], None] = lambda stage: None,
) -> Approving:
    """What approving the `wanted` commands would write; with none named, all whose approval is lacking."""
    report, found, sources = Report(), Report(), SourceSet()
    result = Approving(report, sources, by, ref)
    progress("reading")
    inputs = read_sound(spec, map_file, sources, report, overlays=overlays, root=root)
    if inputs is None:
        return result
    result.source = inputs.source
    progress("planning")
    met = meet_inputs(inputs, found)
    asked = list(dict.fromkeys(wanted)) or _lacking(inputs, met)
    _check_asked(asked, inputs, report)
    report.extend(one for one in found if _concerns(one, asked, map_file))
    if inputs.source.path is None:
        _not_a_file(map_file, report)
    if report.has_errors:
        return result
    progress("writing")
    for key in asked:
        built, old = met.commands[key], inputs.mapping.commands[key].approval
        result.pending.append(Pending(built, old, changes(old, built) if old is not None else ()))
    approvals = {one.built.command.id: approval_data(one.built, by, ref) for one in result.pending}
    source = inputs.source
    edited = with_approvals(source.text, source.is_json, source.data, approvals)
    for key in edited.unreachable:
        message = f"the approval of {key} cannot be written into the map, which repeats or merges parts"
        hint = "write the command out in full, without `*` and `<<`, and run this again"
        report.error("map-not-editable", message, Location(map_file, ("commands", key)), hint)
    result.text = edited.text
    return result


def approval_data(built: Built, by: str, ref: str | None) -> dict[str, Any]:
    """An approval of the present contract as the map holds it."""
    facets = built.facets
    kept = {
        "method": facets.method,
        "path": facets.path,
        "servers": list(facets.servers),
        "auth": list(facets.auth),
        "parameters": dict(facets.parameters),
        "body": dict(facets.body),
        "description": facets.description,
    }
    approval = {"by": by, "contract": built.command.contract, "description": facets.prose}
    return approval | ({"ref": ref} if ref else {}) | {"facets": kept}


def record_approvals(result: Approving) -> None:
    """Write the map that `prepare` made. Errors: it cannot be written, or has changed in the meantime."""
    source, report = result.source, result.report
    assert source is not None and source.path is not None  # prepare has reported it
    try:
        before = read_file(source.path.parent, PurePosixPath(source.path.name))
        if before is None or digest(before) != source.digest:
            message = f"{source.name} has changed since it was read, so nothing was written"
            hint = "run this again: it reads what is there now"
            report.error("map-changed-meanwhile", message, Location(source.name), hint)
            result.stopped = True
            return
        write_file(source.path, encode(result.text, before))
        result.written = True
    except OSError as error:
        cannot_write(report, Path(source.name), error.strerror or str(error))
        result.stopped = True


def _lacking(inputs: Inputs, met: Met) -> list[str]:
    """The commands that need an approval of what they are now, in the map's order."""
    tiers, built = inputs.rules.approval_tiers, met.commands
    return [
        key
        for key, mapped in inputs.mapping.commands.items()
        if needs_approval(mapped, tiers) and not (key in built and is_current(mapped.approval, built[key]))
    ]


def _check_asked(asked: list[str], inputs: Inputs, report: Report) -> None:
    """Errors: a command that the map does not have, and one that nobody has to approve."""
    commands, tiers = inputs.mapping.commands, inputs.rules.approval_tiers
    at = Location(inputs.source.name, ("commands",))
    for key in asked:
        if key not in commands:
            candidates = [one for one, mapped in commands.items() if needs_approval(mapped, tiers)]
            near = difflib.get_close_matches(key, commands, n=1)
            listed = ", ".join(candidates[:20]) + (", ..." if len(candidates) > 20 else "")
            hint = f"did you mean '{near[0]}'?" if near else f"those that need approval: {listed or 'none'}"
            report.error("unknown-command", f"the map has no command '{key}'", at, hint)
        elif not needs_approval(commands[key], tiers):
            message = f"command '{key}' is of tier {commands[key].risk}, which needs no approval"
            hint = "leave it out, or write `risk: 4` if it destroys, or changes who may do what"
            report.error("approval-not-needed", message, at.child(key, "risk"), hint)


def _concerns(one: Diagnostic, asked: Sequence[str], map_file: str) -> bool:
    """Whether an error stands in the way of these commands: it is about one, or about the whole map."""
    if one.severity is not Severity.ERROR:
        return False
    named = {
        place.pointer[1]
        for place in (one.location, *one.related)
        if place.file == map_file and place.pointer[:1] == ("commands",) and len(place.pointer) > 1
    }
    return not named or bool(named & set(asked))


def _not_a_file(map_file: str, report: Report) -> None:
    message = f"the map '{map_file}' is no file here, so approvals cannot be written into it"
    report.error("map-not-editable", message, Location(map_file), "download it, and give --map the file")
