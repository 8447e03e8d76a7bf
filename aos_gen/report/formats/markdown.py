"""A comparison as Markdown for a comment of a pull request: permissions first, the rest folded.

GitHub takes 65,536 characters; this stays below 60,000 whatever the size, and says what it left out.
Text of the vendor's stands in code spans whose every character is harmless: it makes no cell, link,
mention, HTML or line of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from aos_gen.console import printable
from aos_gen.report.comparison import Comparison
from aos_gen.report.finding import Finding
from aos_gen.report.formats.rows import change, value
from aos_gen.report.rules import Severity

LIMIT = 60_000
_TAIL = 1200
"""Kept for the ends of tables and the line about what was left out."""
_MARK = {Severity.BREAKING: "**breaking**", Severity.WARNING: "warning", Severity.INFO: "info"}


def markdown(found: Comparison) -> str:
    """The comment, which ends with a line break."""
    told = [f"### {code(found.tool)}: {_verdict(found)}", ""]
    if not found.findings:
        return "\n".join([*told, f"Nothing changed since {code(found.base)}.", ""])
    next_version = f"{code(found.proposed)} ({found.bump}; now {code(found.version)})"
    told += [
        f"Review needed: **{found.review}**. Next version: {next_version}. Compared with {code(found.base)}.",
        "",
    ]
    room = LIMIT - _TAIL - sum(len(line) + 1 for line in told)
    sections = (
        ("What an agent may do", found.delta, False),
        ("Contract changes", found.contract, True),
        ("Operations of the vendor", found.operations, True),
    )
    for title, rows, folded in sections:
        block = _section(title, rows, folded, room)
        told += block
        room -= sum(len(line) + 1 for line in block)
    return "\n".join(told)


def _verdict(found: Comparison) -> str:
    """The permissions in one line."""
    if not found.delta:
        return "no permission changes"
    counts = {
        word: sum(one.law.effect in effects for one in found.delta)
        for word, effects in (
            ("widened", ("widened",)),
            ("replaced", ("replaced",)),
            ("narrowed", ("narrowed",)),
        )
    }
    return "permissions " + ", ".join(f"{count} {word}" for word, count in counts.items() if count)


def _section(title: str, rows: Sequence[Finding], folded: bool, room: int) -> list[str]:
    head = ["| | rule | command | what | change |", "|---|---|---|---|---|"]
    title = f"{title}: {len(rows) or 'no change'}"
    if not rows:
        return [f"{title}.", ""]
    start = [f"<details><summary>{title}</summary>", ""] if folded else [f"**{title}**", ""]
    end = ["", "</details>", ""] if folded else [""]
    left = room - sum(len(line) + 1 for line in (*start, *head, *end)) - 200
    table: list[str] = []
    for one in rows:
        row = _row(one)
        left -= len(row) + 1
        if left < 0:
            break
        table.append(row)
    missing = len(rows) - len(table)
    more = ["", f"{missing} more rows are left out here: `aos-gen report` tells them all."] if missing else []
    return [*start, *(head if table else []), *table, *more, *end]


def _row(one: Finding) -> str:
    severity = _MARK[one.law.severity]
    about = code(value(one.command)) if one.command else ""
    return f"| {severity} | `{one.rule}` | {about} | {code(value(one.subject))} | {code(change(one))} |"


def code(text: str) -> str:
    """Any text as code in a table: whatever Markdown, HTML or GitHub would obey is an entity.

    In backquotes an entity would be shown as it is written, and a backquote or a bar would end it.
    """
    plain = printable(" ".join(text.split()))
    return f"<code>{''.join(map(_harmless, plain))}</code>" if plain else ""


def _harmless(character: str) -> str:
    return character if character.isalnum() or character in " ,;()/=+?%-" else f"&#{ord(character)};"
