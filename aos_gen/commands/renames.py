"""An operationId that the vendor changed: the lock knows which operation it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aos_gen.commands.inputs import Inputs
from aos_gen.commands.wanted import lock_at, tree_root
from aos_gen.diagnostics import Diagnostic, Report
from aos_gen.plan.renamed import proposed_rename


def propose_renames(inputs: Inputs, out: Path, report: Report) -> None:
    """Let the hint of an unknown operation name what it is called now. It is proposed, never taken."""
    root = tree_root(out, inputs.mapping.connector.name)
    before = {key: one.operation_id for key, one in lock_at(root, Report()).operations.items()}
    now = {one.key: one.operation_id or "" for one in inputs.document.operations}

    def hint(one: Diagnostic) -> str | None:
        value: Any = inputs.source.data
        for step in one.location.pointer:
            value = value.get(step) if isinstance(value, dict) else None
        return proposed_rename(value, before, now) if isinstance(value, str) else None

    if before:
        report.reconsider("unknown-operation", hint)
