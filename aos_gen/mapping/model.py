"""The mapping file (`map.yaml`) as pydantic models.

Every model forbids unknown keys. The docstrings and field descriptions are the user's
documentation too: `mapping.schema` publishes them as a JSON Schema for editors.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from aos_gen.plan.model import Mode

# The host reads a credential's name by its ending (CONTRACT.md, 5).
CREDENTIAL_ENDINGS = (
    "_API_KEY",
    "_TOKEN",
    "_CLIENT_ID",
    "_CLIENT_SECRET",
    "_EMAIL",
    "_ID",
    "_SECRET",
    "_KEY",
    "_URL",
)

ConnectorName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
CommandId = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*(\.[a-z][a-z0-9]*([_-][a-z0-9]+)*){0,2}$")
]
OptionName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$")]
EnvName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$")]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, pattern=r"^[^\r\n]*$")]


class Model(BaseModel):
    """The base: unknown keys are mistakes, and values are not coerced from one type to another."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)


class ConnectorMapping(Model):
    """What the connector is called and how ArgentOS files it."""

    name: ConnectorName
    """Short name: the tool is `aos-<name>`."""
    label: Line
    """The vendor's name as people write it."""
    category: Line = "general"
    """general, inbox, ticket-queue, table, accounting, alert-stream, files-docs, calendar, crm,
    social-publishing, or another."""
    categories: list[Line] = []
    """Further categories."""
    description: Line
    """One line: what the connector is for."""
    version: Annotated[str, StringConstraints(pattern=r"^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}$")] = "0.1.0"
    """The connector's own semantic version."""
    backend: Line | None = None
    """The manifest's `backend`; by default `<name>-api`."""
    docs: Line | None = None
    """Where the vendor documents its API."""


class DocumentMapping(Model):
    """A pin on the document that the map was written for."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Digest of the document's root file; another document is refused."""
    url: Line | None = None
    """Where the document comes from; relative servers are resolved against it."""


class ServerMapping(Model):
    """Which server the connector calls. `<NAME>_BASE_URL` overrides it at run time."""

    url: Line | None = None
    """An absolute http(s) URL; by default the document's first server."""
    variables: dict[str, str] = {}
    """Values for the variables in the document's server URL."""


class EnvReference(Model):
    """An environment variable."""

    env: EnvName
    """Its name; it must end as the host expects (_API_KEY, _TOKEN, _KEY, _SECRET, _EMAIL, _ID, ...)."""


class SchemeMapping(Model):
    """One security scheme, by its name in the document, or declared here with `type`."""

    env: EnvName | None = None
    """The variable that holds the key or token."""
    username: EnvReference | None = None
    """basic only: the variable that holds the user name."""
    password: EnvReference | None = None
    """basic only: the variable that holds the password."""
    type: Literal["bearer", "basic", "apiKey"] | None = None
    """What the scheme is, where the document does not say."""
    in_: Annotated[Literal["header", "query"] | None, Field(alias="in")] = None
    """apiKey only: where it travels."""
    name: Line | None = None
    """apiKey only: the header's or query parameter's name."""
    prefix: str = ""
    """Text before the key in its header, e.g. `Klaviyo-API-Key ` or `Token `."""
    setup: Line | None = None
    """How a person obtains it: one setup step, shown by ArgentOS and in the README."""


class ParameterMapping(Model):
    """What becomes of one parameter or body member. The key is its vendor name, or `query:id`
    (`path:`, `query:`, `header:`, `body:`) where one name stands in several places."""

    omit: bool = False
    """Leave it out: it is never sent."""
    option: OptionName | None = None
    """Another option name, without the dashes."""
    default: Any = None
    """Sent when the caller gives nothing."""
    env: EnvName | None = None
    """Default from an environment variable (pins a workspace); shown by `config show`."""
    fixed: Any = None
    """Always sent, hidden from the caller."""
    help: Line | None = None
    """The option's help text, in place of the vendor's description."""


class ListMapping(Model):
    """Where a list answer keeps its items and what identifies one."""

    items: str | None = None
    """The member that holds the list; "" where the answer itself is the list."""
    id: Line = "id"
    """The item's key that identifies it (sid, gid, key)."""
    label: Line | None = None
    """The item's key that names it for people."""


class ApprovalMapping(Model):
    """Explicit approval of a tier-4 command, for exactly the contract that was reviewed."""

    by: Line
    """Who approved."""
    contract: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    """The digest of the approved contract; the error message names the present one."""
    ref: Line | None = None
    """Where the approval was given."""


class CommandMapping(Model):
    """One command: an operation of the document, with its mode and its risk tier."""

    operation: Line
    """operationId, or `GET /tickets`."""
    mode: Annotated[Mode, Field(strict=False)]
    """readonly, write, full or admin: the least mode in which it may run."""
    risk: Literal[1, 2, 3, 4]
    """1 read-heavy, 2 bounded write, 3 business mutation, 4 destructive or admin."""
    action: Literal["read", "write", "destructive"] | None = None
    """The action class; by default it follows from the mode and the tier."""
    summary: Line | None = None
    """In place of the vendor's summary; unique among the commands."""
    resource: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")] | None = None
    """The manifest's resource; by default the id's first word."""
    parameters: dict[str, ParameterMapping] = {}
    """Parameters and body members that are not taken as they are."""
    list: ListMapping | Literal[False] | None = None
    """List settings; `false` says that the answer is an object although it looks like a list."""
    approval: ApprovalMapping | None = None
    """Required for tier 4."""


class HealthMapping(Model):
    """The operation that `health` calls to see whether the credential works."""

    operation: Line
    """A read that needs no input, or whose inputs are fixed below."""
    parameters: dict[str, ParameterMapping] = {}
    """Only `fixed` and `omit` make sense here."""


class Exclusion(Model):
    """Operations that were looked at and left out."""

    operation: Line | None = None
    """operationId, or `GET /tickets`."""
    tag: Line | None = None
    """Every operation with this tag."""
    path: Line | None = None
    """Every operation whose path matches this glob; `**` crosses slashes."""
    method: Line | None = None
    """Every operation with this method; narrows `tag` and `path` when given beside them."""
    reason: Line
    """Why."""


class Mapping(Model):
    """A mapping file."""

    version: Literal[1]
    """The format's version."""
    connector: ConnectorMapping
    document: DocumentMapping = DocumentMapping()
    server: ServerMapping = ServerMapping()
    auth: dict[str, SchemeMapping] = {}
    """Security schemes by name."""
    health: HealthMapping | None = None
    commands: dict[CommandId, CommandMapping]
    """Commands by id: one to three words joined by dots, e.g. `ticket.list`."""
    exclude: list[Exclusion] = []
