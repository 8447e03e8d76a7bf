"""A map is held against its document: what is decided, what is not, and whatever generation would refuse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aos_gen.commands.drift import Drift, examine
from aos_gen.commands.inputs import Inputs, check_approved, meet_inputs, read_sound
from aos_gen.commands.renames import propose_renames
from aos_gen.commands.wanted import make, tree_root
from aos_gen.diagnostics import Report, Severity
from aos_gen.document.operations import Operation
from aos_gen.mapping.check import MAX_TOOL_NAME, tool_name
from aos_gen.plan.approvals import is_current, needs_approval
from aos_gen.plan.build import Met
from aos_gen.plan.model import Accounting
from aos_gen.policy.check import check_number
from aos_gen.proposal.risk import Proposal, propose
from aos_gen.source import SourceSet

FAIL_ON = ("undecided", "warning", "missing")
"""What `--fail-on` may name; an error always fails."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """An operation that is neither mapped nor excluded, and what a draft would propose for it."""

    operation: Operation
    proposal: Proposal

    def record(self) -> dict[str, Any]:
        """The operation as JSON data."""
        operation, proposal = self.operation, self.proposal
        return {
            "method": operation.method,
            "path": operation.path,
            "operation_id": operation.operation_id,
            "tags": list(operation.tags),
            "summary": operation.summary,
            "proposal": {
                "mode": proposal.mode.value,
                "risk": int(proposal.risk),
                "rule": proposal.rule,
                "reason": proposal.reason,
            },
        }


@dataclass(slots=True)
class Checked:
    """The outcome; `counts` is None where map or document cannot be read at all."""

    report: Report
    sources: SourceSet
    tool: str = ""
    counts: Accounting | None = None
    commands: int = 0
    most: int | None = None
    """The most commands that the map may have, where somebody says so."""
    undecided: list[Undecided] = field(default_factory=list)
    approvals: dict[str, list[str]] = field(default_factory=dict)
    """Commands that need approval: `current`, `missing` or `stale`."""
    longest: int = 0
    """The characters of the longest tool name."""
    policies: list[str] = field(default_factory=list)
    """The files in which the rules stand."""
    drift: Drift | None = None
    """The tree that stands there against what would be generated; None where none stands there."""

    def fails(self, on: Sequence[str]) -> bool:
        """Whether something was found that is to fail a gate, errors apart."""
        warned = any(one.severity is Severity.WARNING for one in self.report)
        missing = "missing" in on and self.drift is None
        return missing or ("undecided" in on and bool(self.undecided)) or ("warning" in on and warned)

    def record(self) -> dict[str, Any]:
        """The outcome as JSON data, without the diagnostics."""
        if self.counts is None:
            return {"operations": None}
        counts = self.counts
        return {
            "tool": self.tool,
            "commands": self.commands,
            "max_commands": self.most,
            "operations": {
                "total": counts.total,
                "mapped": counts.mapped,
                "excluded": counts.excluded,
                "undecided": counts.undecided,
            },
            "undecided": [one.record() for one in self.undecided],
            "approvals": self.approvals,
            "tool_names": {"longest": self.longest, "limit": MAX_TOOL_NAME},
            "policies": self.policies,
            "drift": self.drift.record() if self.drift is not None else None,
        }


def check(
    spec: str,
    map_file: str,
    *,
    overlays: Sequence[str] = (),
    root: str | None = None,
    out: Path = Path(),
    max_commands: int | None = None,
    progress: Callable[[str], None] = lambda stage: None,
) -> Checked:
    """Everything that can be said of a map, its document and its tree without writing anything."""
    report, sources = Report(), SourceSet()
    result = Checked(report, sources)
    progress("reading")
    inputs = read_sound(spec, map_file, sources, report, overlays=overlays, root=root)
    if inputs is None:
        return result
    progress("planning")
    met = meet_inputs(inputs, report)
    check_approved(inputs, met, report)
    propose_renames(inputs, out, report)
    _count(result, inputs, met, max_commands)
    result.approvals = _approvals(inputs, met)
    # What is wrong with an operation that nobody maps is nobody's mistake.
    result.undecided = [
        Undecided(one, propose(inputs.document, one, Report())) for one in met.decided.undecided
    ]
    # A tree is held against what would be generated; a map with mistakes would generate nothing.
    if not report.has_errors:
        progress("rendering")
        made = make(inputs, met, out, sources, report)
        if made is not None and tree_root(out, made.plan.name).is_dir():
            result.drift = examine(made, tree_root(out, made.plan.name), report)
    return result


def _count(result: Checked, inputs: Inputs, met: Met, max_commands: int | None) -> None:
    mapping, rule = inputs.mapping, inputs.rules.max_commands
    name = mapping.connector.name
    result.tool, result.commands = f"aos-{name}", len(mapping.commands)
    result.counts = met.decided.counts
    result.longest = max((len(tool_name(name, key)) for key in mapping.commands), default=0)
    result.policies = [placed.at.file for placed in inputs.rules.placed]
    limits = [limit for limit in (max_commands, rule[0] if rule is not None else None) if limit is not None]
    result.most = min(limits, default=None)
    # One that the policy allows and the caller does not; what the policy does not allow has been told.
    if max_commands is not None and (rule is None or max_commands < rule[0]):
        over_rule = rule is not None and result.commands > rule[0]
        if not over_rule:
            check_number(mapping, max_commands, inputs.source.name, result.report)


def _approvals(inputs: Inputs, met: Met) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"current": [], "missing": [], "stale": []}
    tiers = inputs.rules.approval_tiers
    for key, built in sorted(met.commands.items()):
        mapped = inputs.mapping.commands[key]
        if needs_approval(mapped, tiers):
            current = is_current(mapped.approval, built)
            found["missing" if mapped.approval is None else "current" if current else "stale"].append(key)
    return found
