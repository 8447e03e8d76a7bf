"""A comparison as JSON data: stable keys, values as the plan has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aos_gen.diagnostics import Location
from aos_gen.report.comparison import Comparison
from aos_gen.report.finding import Finding

Placed = Callable[[Location], dict[str, Any]]
"""A place as data: file, line, column, pointer."""


def record(found: Comparison, placed: Placed) -> dict[str, Any]:
    """`format` counts up where a key changes its meaning; keys may be added."""
    return {
        "format": 1,
        "tool": found.tool,
        "base": found.base,
        "head": found.head,
        "review": {"needed": found.review, "tier": found.tier},
        "version": {"current": found.version, "proposed": found.proposed, "bump": found.bump.value},
        "permissions": [_row(one, placed) for one in found.delta],
        "contract": [_row(one, placed) for one in found.contract],
        "operations": [_row(one, placed) for one in found.operations],
    }


def _row(one: Finding, placed: Placed) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "severity": one.law.severity.value,
        "effect": one.law.effect.value,
        "command": one.command or None,
        "subject": one.subject,
        "old": one.old,
        "new": one.new,
        "map": placed(one.in_map) if one.in_map is not None else None,
        "document": placed(one.in_document) if one.in_document is not None else None,
    }
