"""A comparison as an entry of the connector's CHANGELOG.md (Keep a Changelog), newest on top.

An entry has no date: the same inputs give the same bytes on every day, and git knows when it came.
"""

from __future__ import annotations

import re

from aos_gen.report.comparison import Comparison
from aos_gen.report.finding import Finding
from aos_gen.report.formats.markdown import code
from aos_gen.report.formats.rows import change, value
from aos_gen.report.rules import Bump, Effect

_HEAD = "# Changelog\n\nWhat changed for agents and for callers, newest first.\n"
_SECTIONS = (
    ("Removed or tightened", (Effect.NARROWED,)),
    ("Changed", (Effect.REPLACED, Effect.CHANGED)),
    ("Added or loosened", (Effect.WIDENED,)),
)
_VERSION = re.compile(r"^##[ \t]+(?!\[?unreleased)", re.IGNORECASE | re.MULTILINE)


def entry(found: Comparison) -> list[str]:
    """The lines of the entry for the proposed version. What is only told has no line of its own."""
    lines = [f"## {found.proposed}", ""]
    for title, effects in _SECTIONS:
        rows = [one for one in found.findings if one.law.effect in effects]
        if rows:
            lines += [f"### {title}", "", *map(_row, rows), ""]
    if len(lines) == 2:
        told = sum(one.law.bump is not Bump.NONE for one in found.findings)
        lines += [f"Names, descriptions and help: {told} changes." if told else "First version.", ""]
    return lines


def with_entry(text: str, version: str, lines: list[str]) -> str:
    """`text` with the entry above its newest version, below what is unreleased; every other byte stays.

    A text that has the version already comes back as it is, so that a second run adds nothing.
    """
    if re.search(rf"^##[ \t]+\[?v?{re.escape(version)}\]?(?![\w.])", text, re.MULTILINE):
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    if not text.strip():
        return _HEAD + "\n" + "\n".join(lines)
    new = newline.join(lines)
    found = _VERSION.search(text)
    if found is not None:
        return text[: found.start()] + new + newline + text[found.start() :]
    gap = "" if text.endswith((newline * 2,)) else newline if text.endswith(newline) else newline * 2
    return text + gap + new


def _row(one: Finding) -> str:
    about = f"{code(value(one.command))}: " if one.command else ""
    return f"- {about}{one.law.text} {code(value(one.subject))}: {code(change(one))}"
