"""Each operation of a document planned by itself: what a command of it would be, or why there is none.

A draft leaves out what is refused here, with the reason; a listing shows it. What concerns the whole
document (its server, an unset credential) is nobody's refusal: the map decides that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aos_gen.diagnostics import Diagnostic, Location, Report, Severity
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.mapping.access import EnvReference, PasswordMapping, SchemeMapping, ServerMapping
from aos_gen.mapping.model import CommandMapping, ConnectorMapping, Mapping
from aos_gen.plan.access.schemes import has_client, kind_of, read_schemes
from aos_gen.plan.access.server import Server
from aos_gen.plan.commands import build_command
from aos_gen.plan.model import CommandPlan, Mode, SchemeKind
from aos_gen.plan.naming import env_words
from aos_gen.plan.reasons import Reason
from aos_gen.plan.shared import Shared

NAME, COMMAND = "trial", "trial.run"
PLACE = Location("map.yaml", ("commands", COMMAND))
"""Where diagnostics say that the command stands: in a map that nobody wrote."""
_SERVER = Server("https://server.invalid", Reason("a map that nobody wrote"))


@dataclass(frozen=True, slots=True)
class Trial:
    """What a command of this operation would be."""

    operation: Operation
    command: CommandPlan | None
    """None where it is refused."""
    refused: tuple[Diagnostic, ...]
    """The errors in its way; the first is the one to show where there is room for one."""
    warned: tuple[Diagnostic, ...] = ()
    """What was found besides."""


def try_operations(
    document: Document, chosen: Iterable[Operation], report: Report, *, bare: bool = False
) -> Iterator[Trial]:
    """A trial of each operation, in the order given; `report` gets what concerns them all.

    `bare`: a scheme that cannot be served is left out, as a draft does, and refuses nothing.
    """
    mapping = Mapping(
        version=1,
        connector=ConnectorMapping(name=NAME, label=NAME, description=NAME),
        server=ServerMapping(url=_SERVER.url),
        auth=schemes_as_declared(document, report, bare=bare),
        commands={},
    )
    schemes = read_schemes(document, mapping, PLACE.file, report)
    shared = Shared(document, mapping, _SERVER, (), schemes)
    for operation in chosen:
        # A map's text is one line of whole characters; a vendor's path may hold anything.
        key = " ".join(operation.key.split()).encode("utf-8", "replace").decode("utf-8")
        mapped = CommandMapping(operation=key, mode=Mode.ADMIN, risk=3, action="write")
        found = Report()
        built = build_command(shared, operation, COMMAND, mapped, PLACE, found)
        refused = tuple(one for one in found if one.severity is Severity.ERROR)
        warned = tuple(one for one in found if one.severity is not Severity.ERROR)
        yield Trial(operation, None if refused else built.command, refused, warned)


def schemes_as_declared(
    document: Document, report: Report, *, bare: bool = False
) -> dict[str, SchemeMapping]:
    """An entry for every scheme that can be served; one that nobody declares is a bearer token."""
    declared = document.security_schemes(report)
    found: dict[str, SchemeMapping] = {}
    for name, node in declared.items():
        kind = kind_of(SchemeMapping(), node)
        if kind is not None:
            fetched = kind is SchemeKind.BEARER and has_client(node)
            found[name] = _entry(_variable(name, found), SchemeKind.OAUTH2 if fetched else kind)
        elif bare:
            found[name] = SchemeMapping(omit=True)
    for operation in document.operations:
        for requirement in operations.security(document, operation) or ():
            for name in requirement:
                if name not in declared and name not in found:
                    found[name] = SchemeMapping(type="bearer", env=f"{_variable(name, found)}_TOKEN")
    return found


def _variable(name: str, taken: Iterable[str]) -> str:
    """A variable's beginning of its own for each scheme."""
    words = env_words(name) or "KEY"
    return f"TRIAL_{len(list(taken))}_{words}"


def _entry(variable: str, kind: SchemeKind) -> SchemeMapping:
    def of(ending: str) -> EnvReference:
        return EnvReference(env=f"{variable}_{ending}")

    match kind:
        case SchemeKind.BASIC:
            return SchemeMapping(username=of("EMAIL"), password=PasswordMapping(env=f"{variable}_TOKEN"))
        case SchemeKind.TLS:
            return SchemeMapping(certificate=of("CERT_ID"), key=of("CERT_KEY"))
        case SchemeKind.OAUTH2:
            return SchemeMapping(
                token=of("TOKEN"), client_id=of("CLIENT_ID"), client_secret=of("CLIENT_SECRET")
            )
    return SchemeMapping(env=f"{variable}_TOKEN")
