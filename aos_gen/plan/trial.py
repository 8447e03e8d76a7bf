"""Operations planned one by one, mapped as they are: what would become of each, and what refuses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aos_gen.diagnostics import Diagnostic, Location, Report, Severity
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.mapping.model import CommandMapping, Mapping
from aos_gen.plan.access.schemes import Schemes
from aos_gen.plan.commands import Shared, build_command
from aos_gen.plan.model import CommandPlan, Mode


@dataclass(frozen=True, slots=True)
class Trial:
    """An operation, the command that it makes, or what refuses it."""

    operation: Operation
    command: CommandPlan | None
    refused: tuple[Diagnostic, ...]


def try_operations(document: Document, operations: Iterable[Operation], report: Report) -> Iterator[Trial]:
    """Each operation planned by itself; what is wrong with the document as a whole refuses none."""
    connector = {"name": "trial", "label": "Trial", "description": "Trial"}
    for operation in operations:
        mapped = CommandMapping(operation=operation.key, mode=Mode.WRITE, risk=2)
        mapping = Mapping.model_validate({"version": 1, "connector": connector, "commands": {}})
        own = Report()
        shared = Shared(document, mapping, "https://trial.example", (), Schemes(silent=True))
        at = Location("map.yaml", ("commands", "trial.run"))
        built = build_command(shared, operation, "trial.run", mapped, at, own)
        refused = tuple(
            one
            for one in own
            if one.severity is Severity.ERROR
            and one.code.startswith(("unsupported-", "document-", "reference-"))
        )
        yield Trial(operation, None if refused else built.command, refused)
