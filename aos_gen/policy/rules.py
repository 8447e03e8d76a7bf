"""Policies and where each is written, put together: the strictest of them holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aos_gen.diagnostics import Location
from aos_gen.document.operations import Operation
from aos_gen.mapping.check import LEAST_MODES
from aos_gen.mapping.model import Forbidden, Policy
from aos_gen.plan.account import glob
from aos_gen.plan.approvals import APPROVED_TIERS
from aos_gen.plan.model import Mode


@dataclass(frozen=True, slots=True)
class Placed:
    """A policy, and the place of it: the root of a file, or a map's `policy`."""

    policy: Policy
    at: Location


@dataclass(frozen=True, slots=True)
class Rules:
    """All policies that hold for a map, the shared file's first. Without any, what always holds."""

    placed: tuple[Placed, ...] = ()

    @property
    def approval_tiers(self) -> dict[int, Location | None]:
        """The tiers that need approval, each with the place that says so; None where it always does."""
        found: dict[int, Location | None] = dict.fromkeys(APPROVED_TIERS)
        for one in self.placed:
            for tier in one.policy.approval_tiers or ():
                found.setdefault(tier, one.at.child("approval_tiers"))
        return found

    @property
    def max_commands(self) -> tuple[int, Location] | None:
        """The most commands that a map may have, and who says so."""
        given = [
            (one.policy.max_commands, one.at.child("max_commands"))
            for one in self.placed
            if one.policy.max_commands is not None
        ]
        return min(given, key=lambda pair: pair[0], default=None)

    def least_mode(self, tier: int) -> tuple[Mode, Location | None]:
        """The least mode of a tier, and who says so; None where it always holds."""
        found: tuple[Mode, Location | None] = (LEAST_MODES[tier], None)
        for one in self.placed:
            mode = one.policy.least_modes.get(str(tier))  # type: ignore[call-overload]  # its keys are literals
            if mode is not None and mode.rank > found[0].rank:
                found = (mode, one.at.child("least_modes", str(tier)))
        return found

    def forbids(self, operation: Operation) -> tuple[Forbidden, Location] | None:
        """The first rule that forbids the operation, and its place."""
        for one in self.placed:
            for index, rule in enumerate(one.policy.forbidden):
                if _fits(rule, operation):
                    return rule, one.at.child("forbidden", index)
        return None

    def refuses_host(self, host: str) -> Location | None:
        """The list of hosts in which `host` (with its port, if it has one) does not stand."""
        for one in self.placed:
            allowed = one.policy.allowed_hosts
            if allowed is not None and not any(_covers(pattern, host) for pattern in allowed):
                return one.at.child("allowed_hosts")
        return None


def _fits(rule: Forbidden, operation: Operation) -> bool:
    return bool(rule.tag or rule.path or rule.method) and all(
        (
            rule.tag is None or rule.tag.casefold() in {tag.casefold() for tag in operation.tags},
            rule.path is None or glob(rule.path).fullmatch(operation.path) is not None,
            rule.method is None or rule.method.upper() == operation.method.upper(),
        )
    )


def _covers(pattern: str, host: str) -> bool:
    """`*.acme.com` is every host below acme.com, and not acme.com; without a port any port is meant."""
    pattern, host = pattern.lower(), host.lower()
    if ":" not in pattern:
        host = re.sub(r":\d+$", "", host)
    if pattern.startswith("*."):
        return host.endswith(pattern[1:]) and len(host) > len(pattern) - 1
    return host == pattern
