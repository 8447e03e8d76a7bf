"""The commands of extensions.py, read where a connector stands, as a further input."""

from __future__ import annotations

from pathlib import Path

from aos_gen.commands.inputs import Inputs
from aos_gen.diagnostics import Report
from aos_gen.extensions.check import check_own
from aos_gen.extensions.plans import own_plans
from aos_gen.extensions.read import read_extensions
from aos_gen.plan.model import OwnCommandPlan
from aos_gen.source import SourceSet


def extensions_path(root: Path, connector: str) -> Path:
    """Where the extensions.py of the connector stands; `root` is its folder, `.../aos-<name>`."""
    return root / "agent-harness" / "cli_aos" / connector.replace("-", "_") / "extensions.py"


def own_commands(
    root: Path, inputs: Inputs, sources: SourceSet, report: Report
) -> tuple[OwnCommandPlan, ...]:
    """The plans of all commands declared there; every mistake goes to the report."""
    path = extensions_path(root, inputs.mapping.connector.name)
    own = read_extensions(path, sources, report)
    check_own(own, inputs.mapping, inputs.rules, inputs.source.name, report)
    return own_plans(own, inputs.mapping)
