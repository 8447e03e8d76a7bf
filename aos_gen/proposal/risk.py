"""An operation to the mode and the risk tier that a draft proposes for it."""

from __future__ import annotations

from dataclasses import dataclass

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.plan.model import Mode


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mode and a tier, the rule that found them, and why."""

    mode: Mode
    risk: int
    rule: str
    reason: str
    note: str = ""


def propose(document: Document, operation: Operation, report: Report) -> Proposal:
    """What is proposed for the operation."""
    if operation.method in ("GET", "HEAD"):
        return Proposal(Mode.READONLY, 1, "reads", f"{operation.method} reads")
    if operation.method == "DELETE":
        return Proposal(Mode.ADMIN, 4, "deletes", "DELETE destroys")
    return Proposal(Mode.WRITE, 2, "writes", f"{operation.method} writes")
