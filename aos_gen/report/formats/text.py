"""A comparison as text for a terminal: the permission delta first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aos_gen.console import one_line, printable
from aos_gen.report.comparison import Comparison
from aos_gen.report.finding import Finding
from aos_gen.report.formats.rows import change, value


def lines(found: Comparison) -> Iterator[str]:
    """The lines, each fit for a terminal."""
    yield one_line(f"{found.tool}: {found.base} -> {found.head}")
    if not found.findings:
        yield "  nothing changed"
        return
    yield f"  review needed  {found.review}"
    yield f"  next version   {found.version} -> {found.proposed} ({found.bump})"
    for title, rows in (
        ("what an agent may do", found.delta),
        ("contract", found.contract),
        ("operations", found.operations),
    ):
        yield f"{title}: {len(rows) or 'no change'}"
        yield from _rows(rows)


def _rows(rows: Iterable[Finding]) -> Iterator[str]:
    for one in rows:
        about = f"{one.command}: " if one.command else ""
        words = f"{one.law.severity:8} {one.rule:28} {about}{value(one.subject)}: {change(one)}"
        yield f"  {printable(words)}"
