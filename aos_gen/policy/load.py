"""A map's own policy and the shared files above it become `Rules`; what is wrong with them is reported.

A policy may only tighten: one that is looser than what always holds, or than the policy above it, is an
error where it is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from aos_gen.diagnostics import Diagnostic, Location, Report, Severity
from aos_gen.mapping.load import shape_mistakes
from aos_gen.mapping.model import Mapping, Policy
from aos_gen.mapping.wording import shown
from aos_gen.policy.find import find_policies
from aos_gen.policy.rules import Placed, Rules
from aos_gen.source import SourceFile, SourceSet


def read_rules(mapping: Mapping | None, map_file: str, sources: SourceSet, report: Report) -> Rules:
    """The rules for a map; with none of its own where it could not be read."""
    found: list[Placed] = []
    for name in find_policies(map_file):
        file = sources.open(name, report)
        shared = load_policy(file, report) if file is not None else None
        if file is not None and shared is not None:
            found.append(Placed(shared, Location(file.name)))
    if mapping is not None and mapping.policy is not None:
        found.append(Placed(mapping.policy, Location(map_file, ("policy",))))
    for index, one in enumerate(found):
        report.extend(_looser(one, Rules(tuple(found[:index]))))
        report.extend(_forbids_nothing(one))
    return Rules(tuple(found))


def load_policy(source: SourceFile, report: Report) -> Policy | None:
    """The policy in a file of its own; None where its shape is wrong."""
    report.extend(source.duplicate_keys(Severity.ERROR, "keep one of them"))
    if not isinstance(source.data, dict):
        message = f"a policy is a mapping of rules, and this file holds {shown(source.data)}"
        hint = "write a rule such as `max_commands: 40`, or remove the file"
        report.error("wrong-value", message, Location(source.name), hint)
        return None
    try:
        return Policy.model_validate(source.data)
    except ValidationError as error:
        report.extend(shape_mistakes(error, source.name, ("policy",)))
        return None


def _looser(one: Placed, above: Rules) -> Iterator[Diagnostic]:
    """Whatever would have no effect, because a stricter rule holds anyway."""
    policy = one.policy

    def looser(said: str, holds: str, at: Location, stricter: Location | None) -> Diagnostic:
        related = () if stricter is None else (stricter,)
        message = f"a policy only tightens: {said}, and {holds} holds anyway"
        hint = f"write {holds.rpartition(' ')[2]} or a stricter one, or remove it"
        return Diagnostic("policy-looser", message, at, hint, related=related)

    for tier, mode in policy.least_modes.items():
        least, stricter = above.least_mode(int(tier))
        if mode.rank < least.rank:
            at = one.at.child("least_modes", tier)
            yield looser(f"tier {tier} in mode {mode}", f"mode {least}", at, stricter)
    if policy.approval_tiers is not None:
        needed = above.approval_tiers
        missing = sorted(set(needed) - set(policy.approval_tiers))
        if missing:
            whole = sorted({*needed, *policy.approval_tiers})
            said = f"tier {missing[0]} is missing"
            at, stricter = one.at.child("approval_tiers"), needed[missing[0]]
            message = f"a policy only tightens: {said}, whose commands need approval anyway"
            related = () if stricter is None else (stricter,)
            hint = f"write approval_tiers: {whole}"
            yield Diagnostic("policy-looser", message, at, hint, related=related)
    most = above.max_commands
    if most is not None and policy.max_commands is not None and policy.max_commands > most[0]:
        at = one.at.child("max_commands")
        yield looser(f"at most {policy.max_commands} commands", f"at most {most[0]}", at, most[1])


def _forbids_nothing(one: Placed) -> Iterator[Diagnostic]:
    for index, rule in enumerate(one.policy.forbidden):
        if (rule.tag, rule.path, rule.method) == (None,) * 3:
            message = f"rule {index + 1} of `forbidden` names nothing that it forbids"
            at = one.at.child("forbidden", index)
            yield Diagnostic("policy-forbids-nothing", message, at, "add `tag:`, `path:` or `method:`")
