"""Findings as every format shows them: the words of a row, and its place with line and column."""

from __future__ import annotations

import json
from typing import Any

from aos_gen.report.finding import Finding

MOST_SHOWN = 120


def value(data: Any) -> str:
    """A value in one line; nothing for none."""
    if data is None:
        return ""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, sort_keys=True)
    text = " ".join(text.split())
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 3] + "..."


def change(finding: Finding) -> str:
    """`write -> readonly`, `+ https://api.example.com`, `- --page`."""
    old, new = value(command(finding.old)), value(command(finding.new))
    if finding.old is None:
        return f"+ {new}"
    return f"- {old}" if finding.new is None else f"{old} -> {new}"


def command(data: Any) -> Any:
    """A command that came or went, as its permission and its request."""
    if isinstance(data, dict) and data.keys() == {"mode", "tier", "action", "method", "path"}:
        return f"{data['mode']}, tier {data['tier']}, {data['action']}: {data['method']} {data['path']}"
    return data


def headline(finding: Finding) -> str:
    """The row as one sentence without its command: for annotations."""
    about = f"{finding.command}: " if finding.command else ""
    return f"{about}{finding.law.text} {value(finding.subject)}: {change(finding)}"
