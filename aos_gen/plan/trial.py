"""Operations to commands, each by itself and as it is: which of them could be generated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aos_gen.diagnostics import Diagnostic, Location, Report, Severity
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.mapping.model import CommandMapping, ConnectorMapping, Mapping, SchemeMapping
from aos_gen.plan.access.schemes import read_schemes
from aos_gen.plan.commands import Shared, build_command
from aos_gen.plan.model import CommandPlan, Mode

_MAP = "map.yaml"
_SERVER = "https://trial.invalid"


@dataclass(frozen=True, slots=True)
class Trial:
    """One operation: the command that it makes, or why it makes none."""

    operation: Operation
    command: CommandPlan | None
    refused: tuple[Diagnostic, ...]


def try_operations(document: Document, operations: Iterable[Operation], report: Report) -> Iterator[Trial]:
    """Each operation as a command of its own, without credentials and on a server of its own."""
    declared = document.security_schemes(report)
    mapping = Mapping(
        version=1,
        connector=ConnectorMapping(name="trial", label="Trial", description="A trial"),
        auth={name: SchemeMapping(omit=True) for name in declared},
        commands={},
    )
    schemes = read_schemes(document, mapping, _MAP, Report())
    shared = Shared(document, mapping, _SERVER, (), schemes)
    wanted = CommandMapping(operation="-", mode=Mode.WRITE, risk=2)
    at = Location(_MAP, ("commands", "trial"))
    for operation in operations:
        found = Report()
        command = build_command(shared, operation, "trial.run", wanted, at, found).command
        refused = tuple(
            one
            for one in found
            if one.severity is Severity.ERROR
            and one.code not in ("unknown-security-scheme", "unmapped-security")
        )
        yield Trial(operation, None if refused else command, refused)
