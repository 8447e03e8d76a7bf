"""Commands whose approval is missing, or is of another contract than the present one, and what changed.

An approval is of a contract (its digest) and of the vendor's words about it. The facets that the map
keeps beside them decide nothing; they are the old side of what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from aos_gen.diagnostics import Location, Report, Severity
from aos_gen.mapping.model import ApprovalMapping, CommandMapping, FacetsMapping
from aos_gen.plan.commands import Built
from aos_gen.plan.facets import FACETS, Facets, same, spoken

APPROVED_TIERS = (4,)
"""Tiers that need approval whatever a policy says."""
MOST_TOLD = 6
SHOWN = 160
_NAMES = {"auth": "credentials", "description": "vendor's description"}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between what was approved and what is; "" stands for what is not there."""

    facet: str
    name: str
    """The parameter or member of the body; "" for the facet as a whole."""
    old: str
    new: str

    def __str__(self) -> str:
        name = self.name or _NAMES.get(self.facet, self.facet)
        verbs = ("were", "are") if name in ("servers", "credentials") else ("was", "is")
        if not self.old:
            return f"{name} is new ({self.new})" if self.name else f"{name} {verbs[1]} {_quoted(self.new)}"
        if not self.new:
            return f"{name} is gone ({self.old})"
        if self.old == self.new and not self.name:
            return f"{name} {verbs[1]} another one behind '{self.new}'"
        if self.old == self.new:
            return f"{name} has another schema behind '{self.new}'"
        old, new = _apart(self.old, self.new)
        return f"{name} {verbs[0]} {_quoted(old)} and {verbs[1]} {_quoted(new)}"


def needs_approval(command: CommandMapping, tiers: Iterable[int]) -> bool:
    """Whether a command of this tier runs only with approval."""
    return command.risk in tiers


def is_current(approval: ApprovalMapping | None, built: Built) -> bool:
    """Whether this is an approval of the present contract and of the vendor's present words."""
    return (
        approval is not None
        and approval.contract == built.command.contract
        and approval.description in (None, built.facets.prose)
    )


def changes(approval: ApprovalMapping, built: Built) -> tuple[Change, ...]:
    """What differs from what was approved, as far as the map kept it."""
    found: list[Change] = []
    kept, present = approval.facets, built.facets
    if kept is not None and approval.contract != built.command.contract:
        found += _contract_changes(kept, present)
    if approval.description not in (None, present.prose):
        old = kept.description if kept is not None else ""
        found.append(Change("description", "", old, present.description))
    return tuple(found)


def _contract_changes(kept: FacetsMapping, present: Facets) -> Iterator[Change]:
    for facet in ("method", "path"):
        old, new = getattr(kept, facet), getattr(present, facet)
        if old != new:
            yield Change(facet, "", old, new)
    for facet, joined in (("servers", ", "), ("auth", " or ")):
        was, now = getattr(kept, facet), getattr(present, facet)
        if sorted(was) != sorted(now):
            yield Change(facet, "", joined.join(was), joined.join(now))
    for facet in ("parameters", "body"):
        yield from _entries(facet, getattr(kept, facet), getattr(present, facet))


def _entries(facet: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    found = [
        Change(facet, name, spoken(old.get(name, "")), spoken(new.get(name, "")))
        for name in dict.fromkeys((*old, *new))
        if not (name in old and name in new and same(old[name], new[name]))
    ]
    # The body as a whole differs whenever a member does: that alone says nothing more.
    plain = [one for one in found if not (one.name == "body" and one.old == one.new)]
    yield from plain or found


def check_approvals(
    built: Iterable[Built],
    commands: Mapping[str, CommandMapping],
    tiers: Mapping[int, Location | None],
    usable: bool,
    map_file: str,
    report: Report,
) -> None:
    """Errors: a command of one of the tiers without approval of exactly what it is now.

    `tiers` come with the place of the rule that added them; `usable` says whether there is a server.
    A command with mistakes has no contract yet: approving it now would approve another one.
    """
    wrong = with_errors(report, map_file)
    for one in built:
        command, mapped = one.command, commands[one.command.id]
        at = Location(map_file, ("commands", command.id))
        if not needs_approval(mapped, tiers):
            if mapped.approval is not None:
                least = min(tiers)
                message = f"command '{command.id}' has an approval, which only tier {least} needs"
                message += f", and is of tier {mapped.risk}"
                hint = f"remove 'approval', or write `risk: {least}`"
                report.warning("approval-not-needed", message, at.child("approval"), hint)
            continue
        if not usable or command.id in wrong or is_current(mapped.approval, one):
            continue
        rule = tiers[mapped.risk]
        related = (one.operation.node.location, *(() if rule is None else (rule,)))
        review = f"review {command.method} {one.operation.path}"
        run = f"run `aos-gen approve {command.id} --by YOUR-NAME` with the same --spec and --map"
        if mapped.approval is None:
            message = (
                f"{command.id} is tier {mapped.risk} and nobody has approved its contract, {command.contract}"
            )
            report.error("approval-missing", message, at, f"{review}, then {run}", related)
        else:
            message = stale(mapped.approval, one)
            held = mapped.approval.contract == command.contract
            place = at.child("approval", "description" if held else "contract")
            report.error("approval-stale", message, place, f"{review} again, then {run}", related)


def with_errors(report: Report, map_file: str) -> frozenset[str]:
    """The commands that an error found so far is about."""
    return frozenset(
        str(place.pointer[1])
        for one in report
        if one.severity is Severity.ERROR
        for place in (one.location, *one.related)
        if place.file == map_file and place.pointer[:1] == ("commands",) and len(place.pointer) > 1
    )


def stale(approval: ApprovalMapping, built: Built) -> str:
    """Which facets are not as they were approved, and the old and the new of each, as one sentence."""
    command, found = built.command, changes(approval, built)
    by = approval.by
    if approval.contract == command.contract:
        told = "; ".join(map(str, found))
        return f"only the vendor's words about {command.id} changed after {by} approved it: {told}"
    digests = f"contract {approval.contract} of {command.id}; it is now {command.contract}"
    if approval.facets is None:
        return f"{by} approved {digests} (what that one said was not recorded)"
    if not any(one.facet != "description" for one in found):
        return f"{by} approved {digests}, though all that was recorded of it is the same"
    facets = [_NAMES.get(name, name) for name in FACETS if any(one.facet == name for one in found)]
    listed = " and ".join((", ".join(facets[:-1]), facets[-1])) if len(facets) > 1 else facets[0]
    told = "; ".join(map(str, found[:MOST_TOLD]))
    more = f"; and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
    return f"the {listed} of {command.id} changed after {by} approved it: {told}{more}"


def _quoted(text: str) -> str:
    return f"'{text}'" if text else "nothing"


def _apart(old: str, new: str) -> tuple[str, str]:
    """Both texts, cut so that the first difference is within what is shown."""
    if len(old) <= SHOWN and len(new) <= SHOWN:
        return old, new
    pairs = enumerate(zip(old, new, strict=False))
    first = next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))
    start = max(0, first - SHOWN // 3)
    return _window(old, start), _window(new, start)


def _window(text: str, start: int) -> str:
    head = "..." if start else ""
    tail = "..." if len(text) > start + SHOWN else ""
    return f"{head}{text[start : start + SHOWN]}{tail}"
