"""200 seeded mutations of the example plans: each is reported by its rule, and a no-op is not."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from builders import ROOT

from aos_gen.diagnostics import Report
from aos_gen.document.load import load_document
from aos_gen.mapping.load import load_mapping, overlay_names
from aos_gen.plan.build import build_plan
from aos_gen.plan.model import CommandPlan, ConnectorPlan, Mode, OptionPlan, RiskTier, ValueKind
from aos_gen.plan.serialize import plan_from_data, plan_to_data
from aos_gen.report.compare import compare_plans
from aos_gen.source import SourceSet

VENDORS = {
    "atelier": "openapi.yaml",
    "ferry": "swagger.yaml",
    "harbor": "openapi.yaml",
    "tally": "openapi.json",
}
Mutated = tuple[ConnectorPlan, str, str] | None
"""The plan, the rule that must tell of it, and the command; None where it has nothing to mutate."""


@cache
def plan_of(vendor: str) -> ConnectorPlan:
    report, sources = Report(), SourceSet()
    folder = ROOT / "specs" / vendor
    source = sources.open(str(folder / "map.yaml"), report)
    assert source is not None
    document = load_document(str(folder / VENDORS[vendor]), sources, report, overlay_names(source))
    mapping = load_mapping(source, report)
    assert document is not None and mapping is not None
    plan = build_plan(document, mapping, source.name, report)
    assert plan is not None, list(report)
    return plan


def with_command(plan: ConnectorPlan, command: CommandPlan, **parts: Any) -> ConnectorPlan:
    made = tuple(replace(one, **parts) if one is command else one for one in plan.commands)
    return replace(plan, commands=made)


def with_option(plan: ConnectorPlan, command: CommandPlan, option: OptionPlan, **parts: Any) -> ConnectorPlan:
    made = tuple(replace(one, **parts) if one is option else one for one in command.options)
    return with_command(plan, command, options=made)


def mode(plan: ConnectorPlan, draw: random.Random) -> Mutated:
    command = draw.choice(plan.commands)
    new = draw.choice([one for one in Mode if one is not command.mode])
    rule = "mode-raised" if new.rank > command.mode.rank else "mode-lowered"
    return with_command(plan, command, mode=new), rule, command.id


def tier(plan: ConnectorPlan, draw: random.Random) -> Mutated:
    command = draw.choice(plan.commands)
    new = draw.choice([one for one in RiskTier if one is not command.risk])
    rule = "tier-raised" if new > command.risk else "tier-lowered"
    return with_command(plan, command, risk=new), rule, command.id


def method(plan: ConnectorPlan, draw: random.Random) -> Mutated:
    command = draw.choice(plan.commands)
    new = draw.choice([one for one in ("GET", "POST", "PUT", "DELETE") if one != command.method])
    return with_command(plan, command, method=new), "method-changed", command.id


def path(plan: ConnectorPlan, draw: random.Random) -> Mutated:
    command = draw.choice(plan.commands)
    return (
        with_command(plan, command, path=f"{command.path}/{draw.randrange(99)}"),
        "path-changed",
        command.id,
    )


def host(plan: ConnectorPlan, draw: random.Random) -> Mutated:
    url = f"https://host{draw.randrange(99)}.example/v1"
    if draw.random() < 0.5:
        return replace(plan, base_url=url), "host-added", ""
    return with_command(plan, draw.choice(plan.commands), server=url), "host-added", ""


def auth(plan: ConnectorPlan, draw: random.Random) -> Mutated:
    if draw.random() < 0.5:
        command = draw.choice(plan.commands)
        ways = tuple(draw.sample(command.schemes, k=len(command.schemes) - 1)) if command.schemes else ()
        if command.schemes:
            return with_command(plan, command, schemes=ways), "way-removed", command.id
        return with_command(plan, command, schemes=((),)), "way-added", command.id
    credential = draw.choice(plan.auth.credentials)
    new = replace(credential, scopes=(*credential.scopes, f"scope{draw.randrange(99)}"))
    found = tuple(new if one is credential else one for one in plan.auth.credentials)
    return replace(plan, auth=replace(plan.auth, credentials=found)), "scope-added", ""


def drawn(plan: ConnectorPlan, draw: random.Random) -> tuple[CommandPlan, OptionPlan]:
    command = draw.choice([one for one in plan.commands if one.options])
    return command, draw.choice(command.options)


def added(plan: ConnectorPlan, draw: random.Random) -> Mutated:
    command, option = drawn(plan, draw)
    need = draw.random() < 0.5
    new = replace(option, option="--zz-new", api_name="zz", path=("zz",), required=need, env=None)
    rule = "required-option-added" if need else "option-added"
    return with_command(plan, command, options=(*command.options, new)), rule, command.id


def removed(plan: ConnectorPlan, draw: random.Random) -> Mutated:
    command, option = drawn(plan, draw)
    left = tuple(one for one in command.options if one is not option)
    rule = "required-option-removed" if option.asked else "option-removed"
    return with_command(plan, command, options=left), rule, command.id


def required(plan: ConnectorPlan, draw: random.Random) -> Mutated:
    command, option = drawn(plan, draw)
    rule = "option-optional" if option.required else "option-required"
    return with_option(plan, command, option, required=not option.required), rule, command.id


def kind(plan: ConnectorPlan, draw: random.Random) -> Mutated:
    command, option = drawn(plan, draw)
    new = draw.choice([one for one in ValueKind if one is not option.kind])
    return with_option(plan, command, option, kind=new), "option-type-changed", command.id


def enum(plan: ConnectorPlan, draw: random.Random) -> Mutated:
    listed = [(c, o) for c in plan.commands for o in c.options if len(o.choices) > 1]
    if not listed:
        return None
    command, option = draw.choice(listed)
    if draw.random() < 0.5:
        new, rule = (*option.choices, "zz"), "enum-value-added"
    else:
        gone = draw.choice(option.choices)
        new, rule = tuple(one for one in option.choices if one != gone), "enum-value-removed"
    return with_option(plan, command, option, choices=new), rule, command.id


def bound(plan: ConnectorPlan, draw: random.Random) -> Mutated:
    command, option = drawn(plan, draw)
    most = option.checks.most
    checks = replace(option.checks, most=7 if most is None else None)
    rule = "bound-tightened" if most is None else "bound-loosened"
    return with_option(plan, command, option, checks=checks), rule, command.id


MUTATIONS: tuple[Callable[[ConnectorPlan, random.Random], Mutated], ...] = (
    mode, tier, method, path, host, auth, added, removed, required, kind, enum, bound,
)  # fmt: skip


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_no_op_is_no_row(vendor: str) -> None:
    """A plan that went through the lock is the same plan."""
    plan = plan_of(vendor)
    assert compare_plans(plan, plan_from_data(plan_to_data(plan))) == ()


def test_every_mutation_is_reported() -> None:
    """200 of them, each kind about as often, on every vendor; each alone brings its rule, at its command."""
    seen = dict.fromkeys(MUTATIONS, 0)
    for seed in range(200):
        draw = random.Random(seed)
        mutation = MUTATIONS[seed % len(MUTATIONS)]
        vendors = sorted(VENDORS)
        draw.shuffle(vendors)
        found = next(made for vendor in vendors if (made := mutation(plan_of(vendor), draw)) is not None)
        new, rule, command = found
        old = next(plan_of(vendor) for vendor in vendors if plan_of(vendor).name == new.name)
        rows = compare_plans(old, new)
        assert (rule, command) in {(one.rule, one.command) for one in rows}, (seed, mutation.__name__, rows)
        # Nothing is told of a command that nobody touched.
        touched = {one.id for one, other in zip(old.commands, new.commands, strict=True) if one != other}
        assert {one.command for one in rows if one.command} <= touched
        seen[mutation] += 1
    assert min(seen.values()) >= 16
