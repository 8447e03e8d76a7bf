"""permissions.json as it stands on disk against the plan that it was generated from: edits by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from aos_gen.plan.model import ConnectorPlan
from aos_gen.report.finding import Finding

PERMISSIONS = "agent-harness/permissions.json"
RULE = "permission-edited-by-hand"


def edited_permissions(plan: ConnectorPlan, content: bytes | None) -> Iterator[Finding]:
    """A row for each command whose mode on disk is not the plan's, in either map of the file.

    A command of an extension is no command of the plan: it is not judged here.
    """
    if content is None:
        return
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        yield Finding(RULE, "", PERMISSIONS, "JSON", "no JSON")
        return
    for table in ("commands", "permissions"):
        modes: Any = data.get(table) if isinstance(data, dict) else None
        if not isinstance(modes, dict):
            yield Finding(RULE, "", f"{PERMISSIONS}: {table}", "an object", "none")
            continue
        for command in plan.commands:
            found = modes.get(command.id)
            if found != command.mode.value:
                yield Finding(RULE, command.id, f"{PERMISSIONS}: {table}", command.mode.value, found)
