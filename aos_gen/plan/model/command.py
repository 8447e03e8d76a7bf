"""A command: one operation of the vendor, as an agent sees it."""

from __future__ import annotations

from dataclasses import dataclass

from aos_gen.plan.model.answers import AnswerPlan, PagePlan
from aos_gen.plan.model.auth import Ways
from aos_gen.plan.model.enums import ActionClass, Mode, RiskTier
from aos_gen.plan.model.inputs import BodyPlan, ComposedPlan, FixedPlan, OptionPlan
from aos_gen.plan.model.samples import SamplePlan


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalPlan:
    """Who approved a tier-4 command, and for which contract."""

    by: str
    contract: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCommandPlan:
    """A command of the connector's own: a function of extensions.py, which no document knows."""

    id: str
    words: tuple[str, ...]
    function: str
    """Its name in extensions.py."""
    tool_name: str
    resource: str
    summary: str
    """One unique line that ends with the required options."""
    title: str
    mode: Mode
    risk: RiskTier
    action: ActionClass
    options: tuple[OptionPlan, ...]
    path: tuple[str, ...]
    """Identifiers of the options that may be given as plain words."""
    contract: str
    """Digest of the declaration and of the code that it leads to."""
    approval: ApprovalPlan | None


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
    composed: tuple[ComposedPlan, ...]
    omitted: tuple[str, ...] = ()
    """Parameters of query and cookies that the map leaves out, dotted where nested: none brings them in."""
    body: BodyPlan | None
    answer: AnswerPlan
    pages: PagePlan | None
    schemes: Ways
    server: str
    """The operation's own base URL; "" for the connector's."""
    idempotency: str
    """The header of the key that lets a POST or PATCH be sent again; "" where there is none."""
    contract: str
    """Digest of everything a review must look at again when it changes."""
    approval: ApprovalPlan | None
    sample: SamplePlan
