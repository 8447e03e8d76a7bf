"""The mapping file (`map.yaml`) as pydantic models.

Every model forbids unknown keys. The docstrings and field descriptions are the user's
documentation too: `mapping.schema` publishes them as a JSON Schema for editors.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from aos_gen.mapping.access import SchemeMapping, ServerMapping
from aos_gen.mapping.base import Model
from aos_gen.mapping.strings import (
    CommandId,
    ConnectorName,
    Digest,
    EnvName,
    HeaderName,
    HostPattern,
    Line,
    OptionName,
)
from aos_gen.plan.model import Mode


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
    """A pin on the document that the map was written for, and what repairs it."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Digest of the document's root file; another document is refused."""
    url: Line | None = None
    """Where the document comes from; relative servers are resolved against it."""
    overlays: list[Line] = []
    """OpenAPI Overlays that patch the document before it is read, in their order; relative to the map."""
    root: Line | None = None
    """A folder above the document that its references may not leave, from the map's own folder; by default
    the document's."""


class ClampMapping(Model):
    """Bounds that a number is moved to instead of being refused."""

    min: float | None = None
    """A smaller number becomes this one."""
    max: float | None = None
    """A larger number becomes this one."""


class InputMapping(Model):
    """An option that only feeds `compose`."""

    required: bool = True
    """Whether the caller must give it."""
    default: str | None = None
    """Used when the caller gives nothing."""
    env: EnvName | None = None
    """Default from an environment variable; shown by `config show`."""
    help: Line | None = None
    """What the option means."""


class ParameterMapping(Model):
    """What becomes of one parameter or body member. The key is its vendor name, or `query:id`
    (`path:`, `query:`, `header:`, `cookie:`, `body:`) where one name stands in several places;
    `fields.summary` lifts a nested member out."""

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
    required: bool | None = None
    """`true`: the caller must give it, although the vendor does not ask for it."""
    clamp: ClampMapping | None = None
    """Bounds that a number is moved to, such as `{max: 100}`."""
    compose: str | None = None
    """A text put together from options: `repo:{owner}/{repo} {query}`; see the command's `options`."""
    style: Literal["form", "comma", "space", "pipe", "deep", "json"] | None = None
    """How a list or an object travels in a query or a form, where the document is wrong or silent."""
    each: Line | None = None
    """A list of objects built from a repeated option: each item becomes the member of this name."""
    in_: Annotated[Literal["query", "header", "cookie", "body"] | None, Field(alias="in")] = None
    """Adds a parameter that the document lacks, and says where it travels."""
    type: Literal["text", "integer", "number", "boolean", "list", "json", "file"] | None = None
    """The type of a parameter or member that the document does not describe; `file`: the path of one,
    for a multipart body."""


class ListMapping(Model):
    """Where a list answer keeps its items and what identifies one."""

    items: str | None = None
    """The member that holds the list, `a.b` for a nested one; "" where the answer itself is it."""
    id: Line = "id"
    """The item's key that identifies it (sid, gid, key)."""
    label: Line | None = None
    """The item's key that names it for people."""


class BodyMapping(Model):
    """How the request body is sent."""

    media_type: Line
    """One of the media types that the operation takes."""


class AnswerMapping(Model):
    """What becomes of an answer."""

    media_type: Line | None = None
    """One of the media types that the operation answers."""
    unwrap: Line | None = None
    """The member that holds the result, `a.b` for a nested one: `data` is that member alone."""
    keep: list[Line] = []
    """Only these members of the result, or of each item of a list."""
    drop: list[Line] = []
    """Not these members of the result, or of each item of a list."""


class PaginateMapping(Model):
    """How the next page is found, where the document does not show it or shows it wrongly."""

    kind: Literal["cursor", "token-header", "last-id", "page", "offset", "url", "link"]
    """cursor: a token in the answer; token-header: one in a header; last-id: the last item's id;
    page and offset: numbers; url: a URL in the answer; link: the Link header."""
    parameter: Line | None = None
    """The parameter or body member that selects the page."""
    next: Line | None = None
    """cursor and url: where the next one stands in the answer, `meta.next`; token-header: the header."""
    more: Line | None = None
    """The member of the answer that says whether there is more; `!isLast` where it says that there is not."""
    size: Line | None = None
    """The parameter or body member that sets how many items a page has."""
    start: int = 1
    """page only: the number of the first page."""


class FacetsMapping(Model):
    """What an approved contract said, facet by facet; `aos-gen approve` writes it.

    It decides nothing: it is what an error shows as the old side when the vendor changes something.
    A digest in brackets covers what the words leave out.
    """

    method: str = ""
    path: str = ""
    servers: list[str] = []
    """Every address that the command may go to."""
    auth: list[str] = []
    """The ways in, one of which is taken."""
    parameters: dict[str, str] = {}
    """What travels outside the body, by place and name."""
    body: dict[str, str] = {}
    """The body, and its members by name."""
    description: str = ""
    """The beginning of the vendor's words."""


class ApprovalMapping(Model):
    """Explicit approval of a command, for exactly the contract that was reviewed: see `aos-gen approve`."""

    by: Line
    """Who approved."""
    contract: Digest
    """The digest of the approved contract."""
    description: Digest | None = None
    """The digest of the vendor's summary and description as they were reviewed."""
    ref: Line | None = None
    """Where the approval was given."""
    facets: FacetsMapping | None = None
    """What the contract said."""


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
    options: dict[OptionName, InputMapping] = {}
    """Options that the vendor does not know, for `compose`."""
    body: BodyMapping | None = None
    """How the body is sent, where the vendor takes several media types."""
    answer: AnswerMapping | None = None
    """What becomes of the answer."""
    paginate: PaginateMapping | Literal[False] | None = None
    """How the next page is found; `false`: the command answers one page only."""
    server: Line | None = None
    """The base URL of this command, where the vendor has several for it."""
    idempotency: HeaderName | Literal[False] | None = None
    """The header of a key that makes it safe to send a POST or PATCH again; `false`: the vendor has none.
    By default the document's own header parameter, else the map's `idempotency`."""
    approval: ApprovalMapping | None = None
    """Required for tier 4, and for what the policy adds; `aos-gen approve` writes it."""


class HealthMapping(Model):
    """The operation that `health` calls to see whether the credential works."""

    operation: Line
    """A read that needs no input, or whose inputs are fixed below."""
    parameters: dict[str, ParameterMapping] = {}
    """Only `fixed`, `env` and `omit` make sense here."""


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


class FilesMapping(Model):
    """Files of the connector that are not as usual; paths below `aos-<name>/`, `**` crosses slashes."""

    yours: list[Line] = []
    """Files that are yours: written once where they are generated ones, then never again."""
    omit: list[Line] = []
    """Generated files that the connector does without."""


class Forbidden(Model):
    """Operations that no command and no probe may call; all that is given must fit."""

    tag: Line | None = None
    """Every operation with this tag."""
    path: Line | None = None
    """Every operation whose path matches this glob; `**` crosses slashes."""
    method: Line | None = None
    """Every operation with this method."""
    reason: Line
    """Why; shown to whoever maps one."""


class Policy(Model):
    """Rules that a map must keep: the map's `policy`, or a file `aos-policy.yaml` in a folder above.

    Each can only be stricter than what holds without it.
    """

    least_modes: dict[Literal["1", "2", "3", "4"], Annotated[Mode, Field(strict=False)]] = {}
    """The least mode of each risk tier; by default 1 readonly, 2 and 3 write, 4 admin."""
    approval_tiers: list[Literal[1, 2, 3, 4]] | None = None
    """The risk tiers whose commands somebody must approve; 4 is always among them."""
    forbidden: list[Forbidden] = []
    """Operations that may not be called."""
    allowed_hosts: list[HostPattern] | None = None
    """The only hosts that a connector may go to, for tokens too; `*.acme.com` is every host below it."""
    max_commands: Annotated[int, Field(ge=1)] | None = None
    """The most commands of a map: each becomes a tool in an agent's context."""


class Mapping(Model):
    """A mapping file."""

    version: Literal[1]
    """The format's version."""
    connector: ConnectorMapping
    document: DocumentMapping = DocumentMapping()
    server: ServerMapping = ServerMapping()
    auth: dict[str, SchemeMapping] = {}
    """Security schemes by name."""
    headers: dict[HeaderName, Line] = {}
    """Headers that are sent with every request, such as a version of the API."""
    idempotency: HeaderName | None = None
    """The header of an idempotency key that the vendor takes with every POST and PATCH."""
    health: HealthMapping | None = None
    commands: dict[CommandId, CommandMapping]
    """Commands by id: one to three words joined by dots, e.g. `ticket.list`."""
    exclude: list[Exclusion] = []
    extensions: dict[CommandId, ApprovalMapping] = {}
    """Approvals of commands that the connector's extensions.py declares, by id."""
    files: FilesMapping = FilesMapping()
    """Files of the connector that are yours, or left out."""
    policy: Policy | None = None
    """Rules that this map keeps, besides those of an `aos-policy.yaml` in a folder above."""
