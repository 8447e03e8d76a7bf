"""A map into the list of its commands as an agent will see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aos_gen.alike import alike
from aos_gen.commands.inputs import read_inputs
from aos_gen.diagnostics import Location, Report, Severity
from aos_gen.plan.approvals import check_approvals
from aos_gen.plan.build import build_commands, shared_of
from aos_gen.plan.commands import distinct_summaries
from aos_gen.plan.model import CommandPlan, Mode, RiskTier
from aos_gen.source import SourceSet

MODES = tuple(mode.value for mode in Mode)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which commands are wanted: all kinds that are given must fit, of each kind one word must."""

    text: str = ""
    """Words that must all stand in id, tool name or summary; case is ignored."""
    modes: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()

    def fits(self, command: CommandPlan) -> bool:
        """Whether the command is wanted."""
        said = f"{command.id} {command.tool_name} {command.summary}".casefold()
        return (
            all(word in said for word in self.text.casefold().split())
            and (not self.modes or command.mode.value in self.modes)
            and (not self.resources or command.resource in self.resources)
        )


@dataclass(frozen=True, slots=True)
class ShownCommand:
    """A command, and the codes of the errors that are in its way."""

    plan: CommandPlan
    errors: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """The command as JSON data."""
        plan = self.plan
        return {
            "tool": plan.tool_name,
            "id": plan.id,
            "words": list(plan.words),
            "summary": plan.summary,
            "required": [option.option for option in plan.options if option.asked],
            "mode": plan.mode.value,
            "tier": int(plan.risk),
            "action": plan.action.value,
            "resource": plan.resource,
            "errors": list(self.errors),
        }


@dataclass(slots=True)
class Shown:
    """The outcome: the commands that fit, by id, out of `total`; `hint` says why none does."""

    report: Report
    sources: SourceSet
    commands: list[ShownCommand] = field(default_factory=list)
    total: int = 0
    read: bool = False
    """Whether there is anything to list: the map and the document could be read."""
    hint: str = ""

    @property
    def modes(self) -> dict[str, int]:
        """How many of those shown need each mode, in rising order."""
        counts = Counter(one.plan.mode for one in self.commands)
        return {mode.value: counts[mode] for mode in Mode if counts[mode]}

    @property
    def tiers(self) -> dict[str, int]:
        """How many of those shown are in each tier."""
        counts = Counter(one.plan.risk for one in self.commands)
        return {str(int(tier)): counts[tier] for tier in RiskTier if counts[tier]}

    def record(self) -> dict[str, Any]:
        """The outcome as JSON data, without the diagnostics."""
        return {
            "total": self.total,
            "shown": len(self.commands),
            "modes": self.modes,
            "tiers": self.tiers,
            "hint": self.hint or None,
            "commands": [one.record() for one in self.commands],
        }


def show(
    spec: str,
    map_file: str,
    filters: Filters,
    *,
    overlays: Sequence[str] = (),
    root: str | None = None,
    progress: Callable[[str], None] = lambda stage: None,
) -> Shown:
    """The commands of a map that fit. What is wrong with one hides no other, and not the command itself."""
    report, sources = Report(), SourceSet()
    result = Shown(report, sources)
    progress("reading")
    read = read_inputs(spec, map_file, sources, report, overlays=overlays, root=root)
    if read.mapping is None or read.document is None:
        return result
    progress("planning")
    # A part that is malformed would be told a second time, as one that is missing.
    planning = report if read.whole else Report()
    shared = shared_of(read.document, read.mapping, map_file, planning)
    built, _ = build_commands(shared, map_file, planning)
    tiers, usable = read.rules.approval_tiers, bool(shared.base_url)
    check_approvals(built, read.mapping.commands, tiers, usable, map_file, planning)
    plans = distinct_summaries([one.command for one in built])
    result.read, result.total = True, len(plans)
    for plan in plans:
        if filters.fits(plan):
            about = report.about(Location(map_file, ("commands", plan.id)))
            errors = sorted({one.code for one in about if one.severity is Severity.ERROR})
            result.commands.append(ShownCommand(plan, tuple(errors)))
    if plans and not result.commands:
        result.hint = _hint(plans, filters)
    return result


def _hint(plans: Sequence[CommandPlan], filters: Filters) -> str:
    """What to ask for instead, by the first filter that nothing fits."""
    resources = sorted({plan.resource for plan in plans})
    for resource in filters.resources:
        if resource not in resources:
            near = alike(resource, resources, n=1, cutoff=0.6)
            return f"did you mean the resource '{near[0]}'?" if near else f"resources: {', '.join(resources)}"
    modes = [mode.value for mode in Mode if any(plan.mode is mode for plan in plans)]
    if filters.modes and not set(filters.modes) & set(modes):
        return f"modes: {', '.join(modes)}"
    words = [word for word in filters.text.split() if not any(Filters(text=word).fits(one) for one in plans)]
    if words:
        return f"no command has the word '{words[0]}' in its id, tool name or summary"
    return "no command has all of these at once: leave one out"
