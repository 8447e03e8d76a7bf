"""Entries and what stands above them to the text of a new map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aos_gen.draft.entry import Entry, command_lines, exclusion_line, undecided_line
from aos_gen.draft.text import comment, flow, wrapped


def new_map(
    title: str,
    head: Iterable[Sequence[str]],
    commands: Sequence[Entry],
    undecided: Sequence[Entry],
    refused: Sequence[Entry],
    exclusions: Sequence[tuple[dict[str, str], str]],
) -> str:
    """The whole file: a block for each of `head`, the commands by group, what is left out and why."""
    lines = [
        comment(title),
        *wrapped(
            "Modes and tiers are proposals, each with its reason and its rule: change what is wrong. Lines "
            "with `undecided:` are operations that nobody has decided about; without that word they are "
            "commands."
        ),
        "version: 1",
    ]
    for block in head:
        lines += ["", *block]
    lines.append("")
    lines.append("commands:" if commands else "commands: {}")
    groups: dict[str, tuple[list[Entry], list[Entry]]] = {}
    wanted = {entry.operation.key for entry in commands}
    for entry in [*commands, *undecided]:
        groups.setdefault(entry.group, ([], []))[0 if entry.operation.key in wanted else 1].append(entry)
    for name, (decided, others) in sorted(groups.items(), key=lambda item: not item[1][0]):
        lines += ["", comment(name, 2)] if name else [""]
        for entry in decided:
            lines += command_lines(entry)
        lines += [undecided_line(entry) for entry in others]
    if refused or exclusions:
        lines += ["", "exclude:"]
        lines += [f"  - {flow(**members, reason=reason)}" for members, reason in exclusions]
        lines += [exclusion_line(entry) for entry in refused]
    return "\n".join(lines) + "\n"
