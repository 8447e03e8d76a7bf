"""The commands and the code of extensions.py, read where a connector stands, as a further input."""

from __future__ import annotations

import ast
from pathlib import Path

from aos_gen.commands.inputs import Inputs
from aos_gen.diagnostics import Report
from aos_gen.extensions.check import check_own
from aos_gen.extensions.plans import own_plans
from aos_gen.extensions.read import read_extensions
from aos_gen.plan.model import OwnCommandPlan
from aos_gen.source import SourceSet
from aos_gen.tree import digest


def extensions_path(root: Path, connector: str) -> Path:
    """Where the extensions.py of the connector stands; `root` is its folder, `.../aos-<name>`."""
    return root / "agent-harness" / "cli_aos" / connector.replace("-", "_") / "extensions.py"


def own_code(root: Path, connector: str, sources: SourceSet) -> str:
    """The digest of an extensions.py that holds more than its docstring, else ""; it has been read already.

    Its commands are covered one by one; its hooks, and whatever it does when it is run, only by this.
    """
    file = sources.open_code(extensions_path(root, connector), Report())
    if file is None or (len(file.tree.body) == 1 and ast.get_docstring(file.tree) is not None):
        return ""
    return digest(file.text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")) if file.tree.body else ""


def own_commands(
    root: Path, inputs: Inputs, sources: SourceSet, report: Report
) -> tuple[OwnCommandPlan, ...]:
    """The plans of all commands declared there; every mistake goes to the report."""
    path = extensions_path(root, inputs.mapping.connector.name)
    own = read_extensions(path, sources, report)
    check_own(own, inputs.mapping, inputs.rules, inputs.source.name, report)
    return own_plans(own, inputs.mapping)
