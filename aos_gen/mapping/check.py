"""A well-formed `Mapping` is held to the rules that need no document.

Names, tiers, parameters and exclusions are checked here, credentials in `check_auth`.
One function for each code; each gets the mapping and the file's location and yields its
diagnostics. `CHECKS` is the list of them. A check only ever compares entries that are
there, so it may also be run on a part of a map.
"""

from __future__ import annotations

import keyword
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from aos_gen.diagnostics import Diagnostic, Location, Report
from aos_gen.mapping.check_auth import (
    bad_prefix,
    credential_name,
    env_name_collision,
    scheme_incomplete,
)
from aos_gen.mapping.check_effect import answer_contradiction, null_value, paginate_idle
from aos_gen.mapping.check_values import bad_clamp, bad_header, parameter_contradiction
from aos_gen.mapping.model import CommandMapping, Mapping
from aos_gen.plan.model import Mode

# Model APIs stop at 64 characters (CONTRACT.md, 8).
MAX_TOOL_NAME = 64
# Every connector has these commands itself (CONTRACT.md, 4).
RESERVED_WORDS = ("health", "capabilities", "config", "doctor")
LEAST_MODES = {1: Mode.READONLY, 2: Mode.WRITE, 3: Mode.WRITE, 4: Mode.ADMIN}

Check = Callable[[Mapping, Location], Iterator[Diagnostic]]


def check_mapping(mapping: Mapping, source_name: str, report: Report) -> None:
    """Append what is wrong with `mapping` by itself."""
    for check in CHECKS:
        report.extend(check(mapping, Location(source_name)))


def tool_name(connector: str, command: str) -> str:
    """The host's name for a command (CONTRACT.md, 8)."""
    return "connector_aos_{}__{}".format(
        *(re.sub(r"[^a-z0-9]+", "_", s.lower()) for s in (connector, command))
    )


def _tool_name_collision(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for key in mapping.commands:
        name = tool_name(mapping.connector.name, key)
        other = first.setdefault(name, key)
        if other != key:
            yield Diagnostic(
                "tool-name-collision",
                f"commands '{other}' and '{key}' are one tool to the host, {name}",
                _at_command(root, key),
                f"give '{key}' another name; '.', '-' and '_' count as the same",
                related=(_at_command(root, other),),
            )


def _tool_name_too_long(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    for key in mapping.commands:
        name = tool_name(mapping.connector.name, key)
        over = len(name) - MAX_TOOL_NAME
        if over > 0:
            yield Diagnostic(
                "tool-name-too-long",
                f"command '{key}' is {name} to the host: {len(name)} characters, {over} over {MAX_TOOL_NAME}",
                _at_command(root, key),
                f"shorten '{key}' or the connector's name by {over}",
            )


def _command_id_prefix(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    below: dict[str, list[str]] = defaultdict(list)
    for key in mapping.commands:
        words = key.split(".")
        for length in range(1, len(words)):
            below[".".join(words[:length])].append(key)
    for key in mapping.commands:
        if longer := below.get(key):
            yield Diagnostic(
                "command-id-prefix",
                f"'{key}' cannot be a command and the group of '{longer[0]}' at once",
                _at_command(root, key),
                f"add a word to it, such as {key}.{'run' if f'{key}.get' in mapping.commands else 'get'}",
                related=tuple(_at_command(root, other) for other in longer),
            )


def _reserved_command_id(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    for key in mapping.commands:
        word, *rest = key.split(".")
        if word in RESERVED_WORDS:
            yield Diagnostic(
                "reserved-command-id",
                f"'{word}' is built into every connector, so the command '{key}' could not be reached",
                _at_command(root, key),
                f"put another word first, such as {'.'.join(['account', word, *rest][:3])}",
            )


def _destructive_below_admin(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    for key, command in mapping.commands.items():
        if _is_destructive(command) and command.mode is not Mode.ADMIN:
            why = "is of tier 4" if command.risk == 4 else "is destructive"
            yield Diagnostic(
                "destructive-below-admin",
                f"command '{key}' {why}, and the mode '{command.mode}' would let it run below admin",
                _at_command(root, key, "mode"),
                "write `mode: admin`",
            )


def _mode_below_tier(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    for key, command in mapping.commands.items():
        least = LEAST_MODES[command.risk]
        # Destructive commands have a code of their own; one mistake is reported once.
        if command.mode.rank < least.rank and not _is_destructive(command):
            yield Diagnostic(
                "mode-below-tier",
                f"command '{key}' is of tier {command.risk}, which needs mode {least}, not '{command.mode}'",
                _at_command(root, key, "mode"),
                f"write `mode: {least}`, or `risk: 1` if it only reads",
            )


def _exclusion_empty(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    for index, exclusion in enumerate(mapping.exclude):
        if (exclusion.operation, exclusion.tag, exclusion.path, exclusion.method) == (None,) * 4:
            message = f"exclusion {index + 1} names nothing that it excludes"
            hint = "add `operation:`, `tag:`, `path:` or `method:`"
            yield Diagnostic("exclusion-empty", message, root.child("exclude", index), hint)


def _exclusion_contradiction(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    for index, exclusion in enumerate(mapping.exclude):
        idle = [f"'{key}'" for key in ("tag", "path", "method") if getattr(exclusion, key) is not None]
        if exclusion.operation is not None and idle:
            names = ", ".join(idle)
            message = f"exclusion {index + 1} names one operation, so {names} would have no effect"
            hint = f"remove {names}, or write an exclusion of its own for it"
            yield Diagnostic("exclusion-contradiction", message, root.child("exclude", index), hint)


def _duplicate_summary(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    users: dict[str, list[str]] = defaultdict(list)
    for key, command in mapping.commands.items():
        if command.summary is not None:
            users[command.summary].append(key)
    for first, *others in users.values():
        for key in others:
            yield Diagnostic(
                "duplicate-summary",
                f"commands '{first}' and '{key}' have the same summary, and agents choose by it",
                _at_command(root, key, "summary"),
                f"say what sets '{key}' apart",
                related=(_at_command(root, first, "summary"),),
            )


def _at_command(root: Location, key: str, *steps: str) -> Location:
    """The command's key, or what stands at `steps` below it."""
    return root.child("commands", key, *steps) if steps else root.child("commands").key(key)


def _is_destructive(command: CommandMapping) -> bool:
    return command.risk == 4 or command.action == "destructive"


def _connector_name_keyword(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    name = mapping.connector.name
    if keyword.iskeyword(name):
        yield Diagnostic(
            "connector-name-keyword",
            f"'{name}' is a word of Python, so its package could not be imported",
            root.child("connector", "name"),
            f"add a word to it, such as {name}-api",
        )


CHECKS: tuple[Check, ...] = (
    _connector_name_keyword,
    _tool_name_collision,
    _tool_name_too_long,
    _command_id_prefix,
    _reserved_command_id,
    _destructive_below_admin,
    _mode_below_tier,
    credential_name,
    env_name_collision,
    scheme_incomplete,
    bad_prefix,
    null_value,
    parameter_contradiction,
    paginate_idle,
    answer_contradiction,
    bad_clamp,
    bad_header,
    _exclusion_empty,
    _exclusion_contradiction,
    _duplicate_summary,
)
