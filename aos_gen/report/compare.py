"""Two plans into the findings between them: what is the same thing on both sides is matched, then
compared field by field (`fields`).

Commands are matched by id, then by their operation (a rename); options by where they travel, then by
their spelling; all else by its id. No old plan is a first generation: everything is added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from aos_gen.plan.model import CommandPlan, ComposedPlan, ConnectorPlan, FixedPlan, OptionPlan, OwnCommandPlan
from aos_gen.plan.serialize import plan_to_data
from aos_gen.report.access import credentials_of, files_of, hosts_of
from aos_gen.report.differences import Silent
from aos_gen.report.fields import FIELDS
from aos_gen.report.finding import Finding
from aos_gen.report.rules import RULES, Severity

_ORDER = {rule: number for number, rule in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class _About:
    """What the rows of a walk are about."""

    command: str = ""
    subject: str = ""
    member: str = ""

    def finding(self, rule: str, old: Any, new: Any, subject: str = "") -> Finding:
        return Finding(rule, self.command, subject or self.subject, old, new, self.member)


def compare_plans(old: ConnectorPlan | None, new: ConnectorPlan) -> tuple[Finding, ...]:
    """All that changed, in an order of its own: the connector, then command by command."""
    found: list[Finding] = []
    before = {} if old is None else {command.id: command for command in old.commands}
    after = {command.id: command for command in new.commands}
    renamed = _renamed(before, after)
    if old is not None:
        found += _connector(old, new)
    found += _reach(old, new)
    for name, command in after.items():
        known = before.get(renamed.get(name, name))
        if known is None:
            found.append(Finding("command-added", name, "command", None, _shown(command)))
            found += _files(None, command)
            continue
        if name in renamed:
            found.append(Finding("command-renamed", name, "command", known.id, name))
        found += _command(known, command)
    gone = [name for name in before if name not in after and name not in renamed.values()]
    for name in gone:
        found.append(Finding("command-removed", name, "command", _shown(before[name]), None))
        found += [replace(one, command=name) for one in _files(before[name], None)]
    own = () if old is None else old.own_commands
    for before_own, after_own in _matched(own, new.own_commands, lambda one: one.id):
        found += _own(before_own, after_own)
    return in_order(found)


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The connector's first, then by command, rule, subject and values; each once."""

    def key(one: Finding) -> tuple[str, int, str, str, str]:
        return one.command, _ORDER[one.rule], one.subject, repr(one.old), repr(one.new)

    told: dict[tuple[str, int, str, str, str], Finding] = {}
    for one in found:
        told.setdefault(key(one), one)
    return tuple(told[one] for one in sorted(told))


def _shown(command: CommandPlan) -> dict[str, Any]:
    return {
        "mode": command.mode.value,
        "tier": int(command.risk),
        "action": command.action.value,
        "method": command.method,
        "path": command.path,
    }


def _own(old: OwnCommandPlan | None, new: OwnCommandPlan | None) -> Iterator[Finding]:
    """A command of extensions.py: its gate and its options; its code is the contract's digest."""
    if new is None or old is None:
        there = new or old
        assert there is not None  # one side has it
        shown = {
            "mode": there.mode.value,
            "tier": int(there.risk),
            "action": there.action.value,
            "method": "extensions.py",
            "path": there.function,
        }
        rule = "command-added" if old is None else "command-removed"
        yield Finding(rule, there.id, "command", *((None, shown) if old is None else (shown, None)))
        return
    found = list(_fields(old, new, _About(new.id)))
    for one, other in _matched(old.options, new.options, lambda option: option.option):
        about = _About(new.id, (other or one).option, (other or one).api_name)
        if one is None:
            rule = "required-option-added" if other.asked else "option-added"
            found.append(about.finding(rule, None, other.option))
        elif other is None:
            rule = "required-option-removed" if one.asked else "option-removed"
            found.append(about.finding(rule, one.option, None))
        else:
            found += [*_fields(one, other, about), *_fields(one.checks, other.checks, about, "\0")]
    if old.approval != new.approval:
        rule = "approval-added" if old.approval is None else "approval-removed"
        rule = rule if old.approval is None or new.approval is None else "approval-changed"
        yield Finding(rule, new.id, "approval", plan_to_data(old.approval), plan_to_data(new.approval))
    yield from (replace(one, subject=one.subject.lstrip("\0")) for one in found)
    if old.contract != new.contract and all(one.law.severity is Severity.INFO for one in found):
        yield _About(new.id).finding("contract-changed", old.contract, new.contract, "contract")


def _renamed(before: dict[str, CommandPlan], after: dict[str, CommandPlan]) -> dict[str, str]:
    """New id to old id, where one command alone went and one came for the same operation."""
    gone = [one for name, one in before.items() if name not in after]
    come = [one for name, one in after.items() if name not in before]
    went = Counter((one.method, one.path) for one in gone)
    came = Counter((one.method, one.path) for one in come)
    olds = {(one.method, one.path): one.id for one in gone}
    alone = [one for one in come if went[one.method, one.path] == came[one.method, one.path] == 1]
    return {one.id: olds[one.method, one.path] for one in alone}


def _fields(old: Any, new: Any, about: _About, prefix: str = "") -> Iterator[Finding]:
    """Rows for two plans of one kind, by the table. `prefix`: how their fields are called."""
    for name, way in FIELDS[type(new)].items():
        if isinstance(way, Silent):
            continue
        subject = about.subject if about.member and not prefix else f"{prefix}{name}"
        for rule, before, after in way(getattr(old, name), getattr(new, name)):
            yield about.finding(rule, before, after, subject)


def _matched(old: Iterable[Any], new: Iterable[Any], key: Callable[[Any], Any]) -> Iterator[tuple[Any, Any]]:
    """Pairs of the same thing; None beside what came or went."""
    before, after = {key(one): one for one in old}, {key(one): one for one in new}
    for name, one in before.items():
        yield one, after.get(name)
    for name, one in after.items():
        if name not in before:
            yield None, one


def _listed(
    old: Iterable[Any], new: Iterable[Any], key: str, kind: str, rules: str, about: _About
) -> Iterator[Finding]:
    """Rows for lists of plans that have an id."""
    for before, after in _matched(old, new, lambda one: getattr(one, key)):
        subject = f"{kind} {getattr(after or before, key)}"
        if before is None:
            yield about.finding(f"{rules}-added", None, getattr(after, key), subject)
        elif after is None:
            yield about.finding(f"{rules}-removed", getattr(before, key), None, subject)
        else:
            yield from _fields(before, after, about, f"{subject}: ")
    names = [getattr(one, key) for one in old], [getattr(one, key) for one in new]
    yield from _order(names[0], names[1], kind, about)


def _order(old: list[Any], new: list[Any], subject: str, about: _About) -> Iterator[Finding]:
    """A row where the same things stand in another order."""
    if old != new and sorted(old) == sorted(new):
        yield about.finding("order-changed", old, new, subject)


def _connector(old: ConnectorPlan, new: ConnectorPlan) -> Iterator[Finding]:
    about = _About()
    yield from _fields(old, new, about)
    yield from _fields(old.auth, new.auth, about, "auth.")
    yield from _listed(old.resources, new.resources, "word", "group", "group", about)
    yield from _listed(old.pickers, new.pickers, "id", "picker", "picker", about)
    yield from _listed(old.events, new.events, "id", "event", "event", about)
    for before, after in _matched(old.events, new.events, lambda one: one.id):
        if before is not None and after is not None:
            yield from _event(before, after, about)
    if old.probe is None or new.probe is None:
        if old.probe is not new.probe:
            rule = "probe-added" if old.probe is None else "probe-removed"
            before, after = (one and f"{one.method} {one.path}" for one in (old.probe, new.probe))
            yield about.finding(rule, before, after, "probe")
    else:
        yield from _fields(old.probe, new.probe, about, "probe.")
    yield from _order([one.id for one in old.commands], [one.id for one in new.commands], "commands", about)


def _event(old: Any, new: Any, about: _About) -> Iterator[Finding]:
    for before, after in _matched(old.fields, new.fields, lambda one: one.id):
        subject = f"event {new.id}: {(after or before).id}"
        if before is None:
            yield about.finding("event-field-added", None, after.id, subject)
        elif after is None:
            yield about.finding("event-field-removed", before.id, None, subject)
        elif before != after:
            yield about.finding("event-changed", plan_to_data(before), plan_to_data(after), subject)


def _reach(old: ConnectorPlan | None, new: ConnectorPlan) -> Iterator[Finding]:
    """Hosts and credentials of the connector as a whole."""
    about = _About()
    before, after = hosts_of(old), hosts_of(new)
    for host in sorted(before.keys() - after.keys()):
        yield about.finding("host-removed", host, None, "host")
    for host in sorted(after.keys() - before.keys()):
        yield about.finding("host-added", None, host, "host")
    for host in new.allowed_hosts if old is None else ():
        yield about.finding("allowed-host-added", None, host, "allowed_hosts")
    olds = () if old is None else old.auth.credentials
    for one, other in _matched(olds, new.auth.credentials, lambda credential: credential.scheme):
        subject = f"credential {(other or one).scheme}"
        if one is None:
            yield about.finding("credential-added", None, credentials_of(other), subject)
            for scope in other.scopes:
                yield about.finding("scope-added", None, scope, f"{subject}: scopes")
        elif other is None:
            yield about.finding("credential-removed", credentials_of(one), None, subject)
            for scope in one.scopes:
                yield about.finding("scope-removed", scope, None, f"{subject}: scopes")
        else:
            yield from _fields(one, other, about, f"{subject}: ")
    names = [one.scheme for one in olds], [one.scheme for one in new.auth.credentials]
    yield from _order(names[0], names[1], "credentials", about)


def _files(old: CommandPlan | None, new: CommandPlan | None) -> Iterator[Finding]:
    before, after = files_of(old), files_of(new)
    name = new.id if new is not None else old.id if old is not None else ""
    for one in sorted(before - after):
        yield Finding("file-access-removed", name, "files", one, None)
    for one in sorted(after - before):
        yield Finding("file-access-added", name, "files", None, one)


def _command(old: CommandPlan, new: CommandPlan) -> Iterator[Finding]:
    about = _About(new.id)
    found = [*_fields(old, new, about), *_files(old, new), *_values(old, new)]
    for name, rules in (("body", "body"), ("pages", "pagination"), ("answer", ""), ("approval", "approval")):
        before, after = getattr(old, name), getattr(new, name)
        if before is not None and after is not None:
            found += _fields(before, after, about, f"{name}.")
        elif before is not after:
            rule = f"{rules}-added" if before is None else f"{rules}-removed"
            found.append(about.finding(rule, plan_to_data(before), plan_to_data(after), name))
    yield from found
    # What a review covers goes deeper than the options: a body's schema, all the way down.
    if old.contract != new.contract and all(one.law.severity is Severity.INFO for one in found):
        yield about.finding("contract-changed", old.contract, new.contract, "contract")


def _slot(value: OptionPlan | FixedPlan | ComposedPlan) -> tuple[str, tuple[str, ...]]:
    return value.place.value, value.path


def _values(old: CommandPlan, new: CommandPlan) -> Iterator[Finding]:
    """Options, fixed and composed values: by the slot of the request that they fill."""
    pinned = {_slot(one): one for one in old.fixed}
    pins = {_slot(one): one for one in new.fixed}
    before, after = {_slot(one): one for one in old.options}, {_slot(one): one for one in new.options}
    pairs = [(before[slot], after[slot]) for slot in before if slot in after]
    left = {one.option: one for slot, one in before.items() if slot not in after and slot not in pins}
    come = [one for slot, one in after.items() if slot not in before]
    for option in come:
        about = _About(new.id, option.option, option.api_name)
        if _slot(option) in pinned:
            yield about.finding("value-freed", plan_to_data(pinned[_slot(option)].value), option.option)
            if option.asked:
                yield about.finding("required-option-added", None, option.option)
        elif option.option in left:
            pairs.append((left.pop(option.option), option))
        else:
            rule = "required-option-added" if option.asked else "option-added"
            yield about.finding(rule, None, option.option)
    for option in left.values():
        about = _About(new.id, option.option, option.api_name)
        yield about.finding(
            "required-option-removed" if option.asked else "option-removed", option.option, None
        )
    for slot, option in before.items():
        if slot not in after and slot in pins:
            about = _About(new.id, option.option, option.api_name)
            yield about.finding("value-pinned", option.option, plan_to_data(pins[slot].value))
    for one, other in pairs:
        about = _About(new.id, other.option, other.api_name)
        yield from _fields(one, other, about)
        for row in _fields(one.checks, other.checks, about, "\0"):
            yield replace(row, subject=f"{other.option} ({row.subject[1:]})")
    for one, other in _matched(old.fixed, new.fixed, _slot):
        about = _About(new.id, (other or one).api_name, (other or one).api_name)
        if one is not None and other is not None:
            yield from _fields(one, other, about)
        elif one is None and _slot(other) not in before:
            yield about.finding("fixed-value-added", None, plan_to_data(other.value))
        elif other is None and _slot(one) not in after:
            yield about.finding("fixed-value-removed", plan_to_data(one.value), None)
    for one, other in _matched(old.composed, new.composed, _slot):
        about = _About(new.id, (other or one).api_name, (other or one).api_name)
        if one is not None and other is not None:
            yield from _fields(one, other, about)
        else:
            rule = "composed-value-added" if one is None else "composed-value-removed"
            yield about.finding(rule, one and one.template, other and other.template)
    for name in ("options", "fixed", "composed"):
        olds, news = ([".".join(_slot(one)[1]) for one in getattr(side, name)] for side in (old, new))
        yield from _order(olds, news, name, _About(new.id))
