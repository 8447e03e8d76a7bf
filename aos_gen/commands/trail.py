"""The trail of a command as JSON data: every part of it with its place and its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from aos_gen.commands.explain import Explained
from aos_gen.diagnostics import Location
from aos_gen.plan.commands import Built
from aos_gen.plan.inputs.fates import End, Fate
from aos_gen.plan.model import CommandPlan, CredentialPlan, OptionPlan, PageKind, Place, RiskTier
from aos_gen.plan.reasons import Reason
from aos_gen.plan.shared import Shared
from aos_gen.render.places import generated_places

Data = dict[str, Any]
Placed = Callable[[Location], Data]
"""A place as data: file, line, column, pointer."""

_OUTPUT = "tools/aos"


def trail(found: Explained, placed: Placed) -> Data:
    """All that is known of the command; what a mistake hides is null."""
    built, operation, shared = found.built, found.operation, found.shared
    record: Data = {
        "command": found.command,
        "known": found.known,
        "sound": found.sound,
        "map": placed(Location(found.map_file, found.at.pointer, at_key=True)) if found.known else None,
        "operation": operation and {
            "method": operation.method,
            "path": operation.path,
            "operation_id": operation.operation_id,
            "summary": operation.summary,
            "deprecated": operation.deprecated,
            "place": placed(operation.node.location),
        },
        **dict.fromkeys(("tool", "words", "summary", "server", "credentials", "body", "answer", "pages")),
        "inputs": [],
        "permission": _permission(found, placed),
        "approval": _approval(found, placed),
        "contract": built.command.contract if built is not None and found.sound else None,
        "generated": [],
    }  # fmt: skip  # one key a line
    if built is None or shared is None or found.mapping is None:
        return record
    command, reasons = built.command, built.reasons
    connector = found.mapping.connector.name
    folder = f"{_OUTPUT}/aos-{connector}"
    record |= {
        "tool": command.tool_name,
        "words": list(command.words),
        "summary": command.summary,
        "server": {"url": command.server or shared.base_url, **_why(reasons.server, placed)},
        "credentials": _credentials(built, shared, found, placed),
        "body": _body(built, placed),
        "answer": _answer(built, placed),
        "pages": _pages(built, placed),
        "inputs": [_input(one, command, placed) for one in ordered(reasons.fates, command)],
        "generated": [
            {"file": f"{folder}/{one.file}", "holds": one.holds}
            for one in generated_places(connector.replace("-", "_"), command)
        ],
    }
    return record


def ordered(fates: tuple[Fate, ...], command: CommandPlan) -> list[Fate]:
    """By place; options first and as the command has them, then the rest by name."""
    places = {place.value: number for number, place in enumerate(Place)}
    keys = {f"{option.place}:{option.api_name}": number for number, option in enumerate(command.options)}

    def order(one: Fate) -> tuple[int, bool, int, str]:
        number = keys.get(one.key, 0) if one.end is End.OPTION else 0
        return places.get(one.place, len(places)), one.end is not End.OPTION, number, one.api_name

    return sorted(fates, key=order)


def _why(reason: Reason, placed: Placed) -> Data:
    return {"why": reason.said, "place": placed(reason.at) if reason.at is not None else None}


def _permission(found: Explained, placed: Placed) -> Data | None:
    """Mode, tier and action by the map, beside what the vendor's words make one propose."""
    mapped, proposal = found.mapped, found.proposal
    if mapped is None:
        return None
    action = found.action
    by_map = mapped.action is not None
    return {
        "mode": mapped.mode.value,
        "mode_place": placed(found.at.child("mode")),
        "tier": mapped.risk,
        "tier_place": placed(found.at.child("risk")),
        "action": action and action.value,
        "action_why": "the map says so" if by_map else "it follows from the mode and the tier",
        "action_place": placed(found.at.child("action")) if by_map else None,
        "proposal": proposal and {
            "mode": proposal.mode.value,
            "tier": int(proposal.risk),
            "rule": proposal.rule,
            "reason": proposal.reason,
            "note": proposal.note,
            "map_asks": _compared(found),
        },
    }  # fmt: skip  # one key a line


def _compared(found: Explained) -> str:
    """Whether the map asks for as much permission as is proposed: "the same", "more" or "less"."""
    assert found.mapped is not None and found.proposal is not None  # the caller has looked
    map_asks = (found.mapped.mode.rank, found.mapped.risk)
    proposed = (found.proposal.mode.rank, int(found.proposal.risk))
    if map_asks == proposed:
        return "the same"
    if all(ours <= theirs for ours, theirs in zip(map_asks, proposed, strict=True)):
        return "less"
    more = all(ours >= theirs for ours, theirs in zip(map_asks, proposed, strict=True))
    return "more" if more else "something else"


def _approval(found: Explained, placed: Placed) -> Data | None:
    """Who approved which contract, and whether it is the present one."""
    if found.mapped is None:
        return None
    given = found.mapped.approval
    needed = found.mapped.risk == int(RiskTier.DESTRUCTIVE)
    present = found.built.command.contract if found.built is not None and found.sound else None
    if given is None:
        state = "missing" if needed else "not needed"
        return {"state": state, "by": None, "contract": None, "ref": None, "place": None}
    state = "unknown" if present is None else "given" if given.contract == present else "stale"
    place = placed(found.at.child("approval"))
    return {"state": state, "by": given.by, "contract": given.contract, "ref": given.ref, "place": place}


def _credentials(built: Built, shared: Shared, found: Explained, placed: Placed) -> Data:
    ways = built.command.schemes
    names = dict.fromkeys(name for way in ways for name in way)
    return {
        "ways": [list(way) for way in ways],
        "unused": [list(way) for way in built.reasons.unused],
        **_why(built.reasons.access, placed),
        "schemes": {
            name: _credential(shared.schemes.credentials[name], name, shared, found, placed) for name in names
        },
    }


def _credential(one: CredentialPlan, name: str, shared: Shared, found: Explained, placed: Placed) -> Data:
    declared = shared.schemes.declared.get(name)
    at = Location(found.map_file, ("auth", name), at_key=True)
    return {
        "kind": one.kind.value,
        "name": one.api_name,
        "env": list(one.env),
        "token_env": one.token_env or None,
        "token_url": one.token_url or None,
        "map": placed(at),
        "place": placed(declared.location) if declared is not None else None,
    }


def _body(built: Built, placed: Placed) -> Data:
    body = built.command.body
    why = _why(built.reasons.body, placed)
    if body is None:
        return {"media_type": None, **why}
    return {
        "media_type": body.media_type,
        "kind": body.kind.value,
        "required": body.required,
        "option": None if body.closed else "--body",
        "refused": list(body.refused),
        **why,
    }


def _answer(built: Built, placed: Placed) -> Data:
    answer, reasons = built.command.answer, built.reasons
    return {
        "kind": answer.kind.value,
        "reading": answer.reading.value,
        "media_type": answer.media_type,
        **_why(reasons.answer, placed),
        "at": answer.at,
        "id": answer.id,
        "label": answer.label or None,
        "keep": list(answer.keep),
        "drop": list(answer.drop),
        "kind_why": reasons.items.said,
        "kind_place": placed(reasons.items.at) if reasons.items.at is not None else None,
    }


def _pages(built: Built, placed: Placed) -> Data:
    pages, why = built.command.pages, _why(built.reasons.pages, placed)
    if pages is None:
        return {"kind": None, "rule": None, **why}
    own = ["--all", *(["--limit"] if pages.own_limit else [])]
    own += ["--next-url"] if pages.kind in (PageKind.URL, PageKind.LINK) else []
    return {"kind": pages.kind.value, "rule": pages.rule, "options": own, **why}


def _input(one: Fate, command: CommandPlan, placed: Placed) -> Data:
    """A parameter or member: the vendor's name, what became of it, and all that an option has."""
    return {
        "name": one.api_name,
        "place": one.place,
        "fate": one.end.value,
        "why": one.why or None,
        "added": one.added,
        "vendor": None if one.added else placed(one.written),
        "map": placed(one.decided) if one.decided is not None else None,
        "keys": list(one.keys),
        **_value(one, command),
    }


def _value(one: Fate, command: CommandPlan) -> Data:
    """What is sent: by an option, always, or put together."""
    if one.end is End.OPTION:
        key = one.key
        option = next((o for o in command.options if f"{o.place}:{o.api_name}" == key), None)
        return {"option": _option(option) if option is not None else None}
    if one.end is End.FIXED:
        fixed = next((f for f in command.fixed if f"{f.place}:{f.api_name}" == one.key), None)
        return {"value": fixed.value} if fixed is not None else {}
    if one.end is End.COMPOSED:
        composed = next((c for c in command.composed if f"{c.place}:{c.api_name}" == one.key), None)
        return {"template": composed.template} if composed is not None else {}
    return {}


def _option(option: OptionPlan) -> Data:
    """An option's own facts, those alone that say something."""
    checks = {
        name: value for name, value in asdict(option.checks).items() if value not in (None, "", (), False)
    }
    facts: Data = {
        "option": option.option,
        "aliases": list(option.aliases),
        "kind": option.kind.value,
        "items": option.item_kind.value if option.item_kind is not option.kind else None,
        "required": option.required,
        "default": option.default,
        "vendor_default": option.vendor_default,
        "env": option.env,
        "choices": list(option.choices),
        "checks": checks,
        "style": option.style.value,
        "each": option.each or None,
        "lifted": list(option.path) if len(option.path) > 1 else None,
    }
    return facts
