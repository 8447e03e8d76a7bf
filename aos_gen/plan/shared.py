"""What all commands of a connector have in common."""

from __future__ import annotations

from dataclasses import dataclass

from aos_gen.document.load import Document
from aos_gen.mapping.check_values import FORBIDDEN_HEADERS
from aos_gen.mapping.model import Mapping
from aos_gen.plan.access.schemes import Schemes
from aos_gen.plan.access.server import Server
from aos_gen.plan.inputs.fates import End, Sender, Sent
from aos_gen.plan.inputs.parameters import CONNECTOR
from aos_gen.plan.model import (
    FixedPlan,
    Ways,
)


@dataclass(frozen=True, slots=True)
class Shared:
    """What all commands of a connector have in common."""

    document: Document
    mapping: Mapping
    server: Server
    environments: tuple[tuple[str, str], ...]
    schemes: Schemes

    @property
    def base_url(self) -> str:
        """Where every command without a server of its own goes."""
        return self.server.url

    @property
    def servers(self) -> tuple[str, ...]:
        """Every address that a command without one of its own may go to."""
        return tuple(dict.fromkeys((self.base_url, *(url for _, url in self.environments))))

    def covered(self, fixed: tuple[FixedPlan, ...], ways: Ways) -> Sent:
        """(place, name in lower case) of what is sent anyway, and by whom: no option sends it."""
        own = {("header", name): CONNECTOR for name in FORBIDDEN_HEADERS}
        constant = {
            ("header", name.lower()): Sender(End.CONSTANT, "the map's headers", ("headers", name))
            for name in self.mapping.headers
        }
        literal = {("query", one.api_name.lower()): Sender(End.LITERAL, "the path") for one in fixed}
        return own | literal | constant | self.schemes.covered(ways)
