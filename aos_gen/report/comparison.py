"""All that a report says: the findings of two states, the review that they need, the next version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aos_gen.plan.model import CommandPlan, ConnectorPlan, OwnCommandPlan
from aos_gen.report.access import commands_of, hosts_of
from aos_gen.report.compare import compare_plans, in_order
from aos_gen.report.finding import Finding
from aos_gen.report.operations import Listed, compare_operations
from aos_gen.report.rules import Bump, Severity
from aos_gen.report.version import next_version

REVIEWS = ("none", "minimal", "standard", "thorough", "explicit approval")
"""The review by the tier of what it is about (CONTRACT.md, 7); none where nothing was widened."""

FAIL_ON = ("breaking", "warning", "widening", "permission", "any")
"""What `--fail-on` may name."""


@dataclass(frozen=True, slots=True)
class State:
    """A connector at one time: its plan, and the operations of the vendor by `GET /tickets`."""

    plan: ConnectorPlan
    operations: Mapping[str, Listed]
    name: str = ""
    """Where it comes from, for people: a file, a revision."""
    policy: str = ""
    """The digest of the policies' rules; "" without any."""
    taken: frozenset[str] = frozenset()
    """Generated files that the map makes somebody's own, or leaves out."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one state to another."""

    tool: str
    base: str
    head: str
    findings: tuple[Finding, ...]
    tier: int
    """The highest tier among what was added or widened; 0 where nothing was."""
    version: str
    """The head's version as it stands."""
    proposed: str
    bump: Bump

    @property
    def delta(self) -> tuple[Finding, ...]:
        """The first block: what an agent may now do, or may do no more."""
        return tuple(one for one in self.findings if one.law.delta)

    @property
    def contract(self) -> tuple[Finding, ...]:
        """What changed besides, without operations."""
        return tuple(one for one in self.findings if not one.law.delta and not _of_operations(one))

    @property
    def operations(self) -> tuple[Finding, ...]:
        """The operations that came, went, or are decided otherwise."""
        return tuple(one for one in self.findings if _of_operations(one))

    @property
    def review(self) -> str:
        """The word of the contract for the review that is needed."""
        return REVIEWS[self.tier]

    def fails(self, on: Iterable[str]) -> bool:
        """Whether something was found that is to fail a gate."""
        wanted = set(on)
        return any(
            "any" in wanted
            or ("breaking" in wanted and one.law.severity is Severity.BREAKING)
            or ("warning" in wanted and one.law.severity is not Severity.INFO)
            or ("widening" in wanted and one.law.widens)
            or ("permission" in wanted and one.law.delta)
            for one in self.findings
        )


def _of_operations(one: Finding) -> bool:
    """Whether it is about what the vendor offers; another name in the map is about the connector."""
    return one.rule.startswith("operation-") and one.rule != "operation-renamed"


def compare_states(
    old: State | None, new: State, edited: Iterable[Finding] = (), *, base: str = ""
) -> Comparison:
    """Everything between two states; `edited` are permissions that somebody changed by hand."""
    before = None if old is None else old.plan
    found = [*compare_plans(before, new.plan), *edited]
    if old is not None and old.policy != new.policy:
        # Rules that were not there only tighten.
        rule = "policy-changed" if old.policy else "policy-added"
        found.append(Finding(rule, "", "policy", old.policy or None, new.policy or None))
    for path in sorted(old.taken ^ new.taken) if old is not None else ():
        taken = path in new.taken
        rule = "file-taken-over" if taken else "file-given-back"
        found.append(Finding(rule, "", path, *((None, path) if taken else (path, None))))
    found += compare_operations(None if old is None else old.operations, new.operations)
    findings = in_order(found)
    bump = min((one.law.bump for one in findings), key=lambda one: one.rank, default=Bump.NONE)
    proposed = new.plan.version if before is None else next_version(before.version, new.plan.version, bump)
    return Comparison(
        tool=new.plan.tool,
        base=base or (old.name if old is not None else "nothing"),
        head=new.name,
        findings=findings,
        tier=max((_tier(one, before, new.plan) for one in findings if one.law.widens), default=0),
        version=new.plan.version,
        proposed=proposed,
        bump=bump,
    )


def _risk(command: CommandPlan | OwnCommandPlan) -> int:
    """Its tier; at least what its method says, since the map under review is what gives the tier."""
    method = command.method if isinstance(command, CommandPlan) else ""
    return max(int(command.risk), {"DELETE": 3, "PUT": 2, "PATCH": 2}.get(method, 1))


def _tier(finding: Finding, old: ConnectorPlan | None, new: ConnectorPlan) -> int:
    """The tier of the riskiest command that it concerns; one that was lowered counts as it was."""
    tiers = {command.id: _risk(command) for command in new.all_commands}
    if finding.command:
        if finding.rule == "tier-lowered":
            return max(int(finding.old), int(finding.new))
        return tiers.get(finding.command, 1)
    concerned = set(tiers)
    if finding.rule == "host-added":
        concerned = set(hosts_of(new)[finding.new])
    elif finding.subject.startswith("credential "):
        name = finding.subject.removeprefix("credential ")
        schemes = {one.scheme for one in new.auth.credentials}
        scheme = max((s for s in schemes if name == s or name.startswith(f"{s}: ")), key=len, default="")
        concerned = commands_of(new, scheme)
    elif finding.rule in (
        "probe-added",
        "probe-changed",
        "event-added",
        "event-field-added",
        "event-changed",
    ):
        return 1
    return max((tiers[one] for one in concerned if one in tiers), default=1)
