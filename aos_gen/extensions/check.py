"""Declared commands are held to the map, the contract and the policies, as mapped ones are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aos_gen.diagnostics import Diagnostic, Location, Report, Severity
from aos_gen.extensions.model import OwnCommand
from aos_gen.mapping.check import LEAST_MODES, MAX_TOOL_NAME, RESERVED_WORDS, tool_name
from aos_gen.mapping.model import Mapping
from aos_gen.plan.model import ActionClass, Mode
from aos_gen.policy.rules import Rules


def check_own(
    own: Sequence[OwnCommand], mapping: Mapping, rules: Rules, map_file: str, report: Report
) -> None:
    """Append what is wrong with commands that are well declared."""
    root = Location(map_file)
    report.extend(_clashes(own, mapping, root))
    for one in own:
        report.extend(_named(one, mapping))
        report.extend(_gated(one, rules))
        report.extend(_approved(one, mapping, rules, root))
    if not report.has_errors:
        report.extend(_idle_approvals(own, mapping, rules, root))
    most = rules.max_commands
    if most is not None and own and len(mapping.commands) <= most[0] < len(mapping.commands) + len(own):
        count = len(mapping.commands) + len(own)
        message = (
            f"the map and extensions.py have {count} commands, {count - most[0]} more than the {most[0]}"
        )
        hint = "each becomes a tool in an agent's context: keep those that agents need"
        message += " that they may have"
        report.error("too-many-commands", message, own[0].at, hint, (most[1],))


def _clashes(own: Sequence[OwnCommand], mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    """One name for two commands, to the command line or to the host."""
    places = {key: root.child("commands").key(key) for key in mapping.commands}
    for one in own:
        mine = tool_name(mapping.connector.name, one.id)
        for other, place in places.items():
            if tool_name(mapping.connector.name, other) == mine:
                said = f"'{one.id}' is a command already"
                said += "" if other == one.id else f": '{other}' is the same tool to the host, {mine}"
            elif other.startswith(f"{one.id}.") or one.id.startswith(f"{other}."):
                short, long = sorted((one.id, other), key=len)
                said = f"'{short}' cannot be a command and the group of '{long}' at once"
            else:
                continue
            hint = "give one of them another id"
            yield Diagnostic("extension-clash", said, one.at.child("id"), hint, related=(place,))
            break
        places.setdefault(one.id, one.at.child("id"))


def _named(one: OwnCommand, mapping: Mapping) -> Iterator[Diagnostic]:
    at, word = one.at.child("id"), one.id.partition(".")[0]
    if word in RESERVED_WORDS:
        message = f"'{word}' is built into every connector, so '{one.id}' could not be reached"
        yield Diagnostic("extension-id", message, at, "put another word first")
    name = tool_name(mapping.connector.name, one.id)
    over = len(name) - MAX_TOOL_NAME
    if over > 0:
        message = f"'{one.id}' is {name} to the host: {len(name)} characters, {over} over {MAX_TOOL_NAME}"
        yield Diagnostic("extension-tool-name", message, at, f"shorten the id by {over}")


def action_of(one: OwnCommand) -> ActionClass:
    """As declared, else as mode and tier say."""
    if one.action is not None:
        return one.action
    if one.risk == 4:
        return ActionClass.DESTRUCTIVE
    return ActionClass.READ if one.risk == 1 and one.mode is Mode.READONLY else ActionClass.WRITE


def _gated(one: OwnCommand, rules: Rules) -> Iterator[Diagnostic]:
    """The mode is at least that of the tier, of the action class, and of the policy."""
    least, said = rules.least_mode(one.risk)
    why = f"is of tier {int(one.risk)}"
    if LEAST_MODES[one.risk].rank <= one.mode.rank < least.rank and said is not None:
        message = f"command '{one.id}' {why}, which the policy runs in {least}"
        hint = f'write mode="{least}"'
        yield Diagnostic("policy-least-mode", message, one.at.child("mode"), hint, related=(said,))
        return
    action = action_of(one)
    needed = LEAST_MODES[one.risk]
    if action is ActionClass.DESTRUCTIVE and needed.rank < Mode.ADMIN.rank:
        needed, why = Mode.ADMIN, "is destructive"
    elif action is ActionClass.WRITE and needed.rank < Mode.WRITE.rank and one.action is not None:
        needed, why = Mode.WRITE, "writes"
    if one.mode.rank < needed.rank:
        message = f"command '{one.id}' {why}, which needs mode {needed}, not '{one.mode}'"
        hint = f'write mode="{needed}"'
        yield Diagnostic("extension-mode-below-tier", message, one.at.child("mode"), hint)


def _approved(one: OwnCommand, mapping: Mapping, rules: Rules, root: Location) -> Iterator[Diagnostic]:
    """What needs approval has one, of the declaration and the code as they are now."""
    if one.risk not in rules.approval_tiers:
        return
    rule = rules.approval_tiers[one.risk]
    related = () if rule is None else (rule,)
    given = mapping.extensions.get(one.id)
    entry = f'extensions: {{{one.id}: {{by: YOUR-NAME, contract: "{one.contract}"}}}}'
    if given is None:
        message = f"{one.id} is tier {int(one.risk)} and nobody has approved its code, {one.contract}"
        hint = f"review {one.function} and what it calls, then write in the map: {entry}"
        yield Diagnostic("extension-approval-missing", message, one.at, hint, related=related)
    elif given.contract != one.contract:
        by, old = given.by, given.contract
        message = f"{by} approved code {old} of {one.id}; it is now {one.contract}"
        hint = f'review {one.function} and what it calls again, then write contract: "{one.contract}"'
        at = root.child("extensions", one.id, "contract")
        yield Diagnostic("extension-approval-stale", message, at, hint, related=(one.at, *related))


def _idle_approvals(
    own: Sequence[OwnCommand], mapping: Mapping, rules: Rules, root: Location
) -> Iterator[Diagnostic]:
    """An approval that approves nothing misleads whoever reviews the map."""
    known = {one.id: one for one in own}
    for key in mapping.extensions:
        at = root.child("extensions").key(key)
        if key not in known:
            message = f"extensions.py declares no command '{key}'"
            yield Diagnostic(
                "extension-unknown", message, at, "remove the entry, or declare the command", Severity.WARNING
            )
        elif known[key].risk not in rules.approval_tiers:
            message = f"command '{key}' has an approval, and its tier {int(known[key].risk)} needs none"
            yield Diagnostic(
                "extension-unknown", message, at, "remove the entry, or write risk=4", Severity.WARNING
            )
