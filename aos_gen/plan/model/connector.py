"""The whole connector, and what its parts share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aos_gen.plan.model.auth import AuthPlan, Ways
from aos_gen.plan.model.command import CommandPlan, OwnCommandPlan
from aos_gen.plan.model.inputs import FixedPlan, ShowWhen


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbePlan:
    """The request that `health` makes."""

    method: str
    path: str
    operation: str
    fixed: tuple[FixedPlan, ...]
    schemes: Ways
    media_type: str
    server: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourcePlan:
    """A group of commands: the first word of their ids, and the module that declares them."""

    word: str
    module: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlan:
    """A webhook or callback of the document, as a manifest event."""

    id: str
    resource: str
    summary: str
    delivery: str
    fields: tuple[FieldPlan, ...]
    """What the vendor sends with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlan:
    """One canvas field, shared by every command for which it is the same field."""

    id: str
    label: str
    type: str
    render_as: str
    required: bool
    applies_to: tuple[str, ...]
    description: str
    placeholder: str
    default: Any
    options: tuple[str, ...]
    rows: int | None
    picker: str | None
    show_when: ShowWhen | None = None
    group: str = ""
    """The options_group that holds it; "" where it stands by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickerPlan:
    """A list command that fills a select."""

    id: str
    resource: str
    source_command: str
    source_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounting:
    """Operations of the document: `total = mapped + excluded + undecided`."""

    total: int
    mapped: int
    excluded: int
    undecided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectorPlan:
    """A whole connector."""

    name: str
    """`acme`; the tool is `aos-acme`, the module `acme`."""
    module: str
    label: str
    description: str
    version: str
    backend: str
    category: str
    categories: tuple[str, ...]
    env_prefix: str
    """`ACME`, as in ACME_BASE_URL."""
    base_url: str
    base_url_env: str
    """`ACME_BASE_URL`."""
    environments: tuple[tuple[str, str], ...]
    """(name, base URL) of the servers that `--env` chooses from, the default first."""
    headers: tuple[tuple[str, str], ...]
    """Sent with every request."""
    vendor: str
    """The document's title and version, for the README."""
    docs_url: str
    auth: AuthPlan
    resources: tuple[ResourcePlan, ...]
    commands: tuple[CommandPlan, ...]
    events: tuple[EventPlan, ...]
    fields: tuple[FieldPlan, ...]
    pickers: tuple[PickerPlan, ...]
    probe: ProbePlan | None
    limitations: tuple[str, ...]
    accounting: Accounting
    own_commands: tuple[OwnCommandPlan, ...] = ()
    """Those of extensions.py."""
    extensions: str = ""
    """Digest of extensions.py; "" where it has no code."""
    allowed_hosts: tuple[str, ...] = ()
    """Hosts besides those of the servers that the base URL may name and that get a credential."""

    @property
    def all_commands(self) -> tuple[CommandPlan | OwnCommandPlan, ...]:
        """Mapped and own commands, by id: what agents see."""
        return tuple(sorted((*self.commands, *self.own_commands), key=lambda one: one.id))

    @property
    def tool(self) -> str:
        """`aos-acme`: folder, manifest tool and executable (CONTRACT.md, 1)."""
        return f"aos-{self.name}"
