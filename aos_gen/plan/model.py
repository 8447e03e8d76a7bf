"""The plan (the intermediate representation between inputs and templates).

Frozen, complete (a template computes nothing), closed (an enum for every choice), ordered
(tuples, sorted by command id, never by the document's order) and JSON-serialisable
(`plan.serialize`). It holds both worlds side by side: `api_name` is the vendor's spelling,
`option`, `field` and `identifier` are ours. It imports nothing of document, mapping or render.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any


class Mode(StrEnum):
    """The least permission mode of a command, in rising order (CONTRACT.md, 2)."""

    READONLY = "readonly"
    WRITE = "write"
    FULL = "full"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """0 for readonly to 3 for admin."""
        return list(Mode).index(self)


class RiskTier(IntEnum):
    """What a command can do to the business (CONTRACT.md, 7)."""

    READ = 1
    BOUNDED_WRITE = 2
    BUSINESS_MUTATION = 3
    DESTRUCTIVE = 4


class ActionClass(StrEnum):
    """The manifest's `action_class`."""

    READ = "read"
    WRITE = "write"
    DESTRUCTIVE = "destructive"


class Place(StrEnum):
    """Where in the request a value travels."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "body"


class ValueKind(StrEnum):
    """What an option's text is read as."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    LIST = "list"
    JSON = "json"


class Joining(StrEnum):
    """How a list travels in a query, header or path (OpenAPI, Style Values)."""

    REPEAT = "repeat"  # form, explode=true: a=1&a=2
    COMMA = "comma"  # form, explode=false, and simple: 1,2


class AnswerKind(StrEnum):
    """What a successful answer becomes in `data` (CONTRACT.md, 3)."""

    OBJECT = "object"
    LIST = "list"
    EMPTY = "empty"


class SchemeKind(StrEnum):
    """How a credential is put on a request."""

    BEARER = "bearer"
    BASIC = "basic"
    HEADER = "header"
    QUERY = "query"


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialPlan:
    """One security scheme and the environment variables that fill it.

    `env` holds one variable, or two (user, password) for basic. `prefix` stands before
    the value in a header (`Klaviyo-API-Key `). `api_name` is the header or query name.
    """

    scheme: str
    kind: SchemeKind
    api_name: str
    env: tuple[str, ...]
    prefix: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthPlan:
    """The manifest's `auth` and the credentials behind it."""

    kind: str
    service_keys: tuple[str, ...]
    setup: tuple[str, ...]
    credentials: tuple[CredentialPlan, ...]
    default: tuple[str, ...]
    """Schemes that a command uses unless it says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionPlan:
    """One option of a command, and the parameter or body member that it fills."""

    api_name: str
    place: Place
    option: str
    """`--per-page`."""
    aliases: tuple[str, ...]
    """Further spellings; the first is the canvas field's, where a workflow cannot send `option`."""
    field: str
    """`per_page`: the canvas field's id, snake_case."""
    identifier: str
    """The keyword argument of the client method."""
    label: str
    kind: ValueKind
    item_kind: ValueKind
    """The kind of a list's items; equal to `kind` elsewhere."""
    accepts: tuple[str, ...]
    """For kind JSON: the JSON types allowed, () for any."""
    required: bool
    choices: tuple[str, ...]
    default: Any
    """Sent when the caller gives nothing; None sends nothing."""
    env: str | None
    """The environment variable whose value is the default."""
    joining: Joining
    help: str
    format: str
    minimum: float | None
    maximum: float | None
    placeholder: str
    vendor_default: Any
    """What the vendor says it assumes when nothing is sent."""
    picker: str | None
    """The picker whose list command can feed this option."""

    @property
    def asked(self) -> bool:
        """Whether the caller must give it: it is required and nothing else can fill it."""
        return self.required and self.env is None


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedPlan:
    """A value that the map sets and no caller can change."""

    api_name: str
    place: Place
    value: Any
    joining: Joining = Joining.REPEAT


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPlan:
    """A JSON request body; `flattened` when its members are options beside `--body`."""

    media_type: str
    required: bool
    flattened: bool
    schema_type: str
    """`object`, `array` or `any`: what `--body` must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPlan:
    """What the answer becomes. `items` is the member that holds the list, "" for the answer itself."""

    kind: AnswerKind
    items: str = ""
    id: str = "id"
    label: str = ""
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRequest:
    """The request that `words` must cause: what the generated tests hold the client to."""

    words: tuple[str, ...]
    """Option words, e.g. `("--per-page", "5")`."""
    arguments: dict[str, Any]
    """The same, as keyword arguments of the client method."""
    path: str
    query: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    body: Any
    """None where no body is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePlan:
    """Examples of one command: with required options only, and with every option."""

    required: SampleRequest
    full: SampleRequest
    answer: Any
    """What the vendor answers; None for an empty answer."""
    data: dict[str, Any]
    """What `data` of the envelope must then be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalPlan:
    """Who approved a tier-4 command, and for which contract."""

    by: str
    contract: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandPlan:
    """One command of the connector and the one operation that it calls."""

    id: str
    words: tuple[str, ...]
    function: str
    """`ticket_list`: its name in client.py, runtime.py and commands/."""
    tool_name: str
    resource: str
    module: str
    """The module under `commands/` that declares it."""
    summary: str
    """One unique line that ends with the required options (CONTRACT.md, 2)."""
    title: str
    """The same without the required options."""
    description: str
    mode: Mode
    risk: RiskTier
    action: ActionClass
    method: str
    path: str
    operation: str
    """How the map names it: an operationId, or "GET /tickets"."""
    options: tuple[OptionPlan, ...]
    fixed: tuple[FixedPlan, ...]
    body: BodyPlan | None
    answer: AnswerPlan
    schemes: tuple[str, ...]
    contract: str
    """Digest of everything a review must look at again when it changes."""
    approval: ApprovalPlan | None
    sample: SamplePlan


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbePlan:
    """The request that `health` makes."""

    method: str
    path: str
    operation: str
    fixed: tuple[FixedPlan, ...]
    schemes: tuple[str, ...]
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourcePlan:
    """A group of commands: the first word of their ids, and the module that declares them."""

    word: str
    module: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlan:
    """A webhook of the document, as a manifest event."""

    id: str
    resource: str
    summary: str
    delivery: str


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

    @property
    def tool(self) -> str:
        """`aos-acme`: folder, manifest tool and executable (CONTRACT.md, 1)."""
        return f"aos-{self.name}"
