"""The plan (the intermediate representation between inputs and templates).

Frozen, complete (a template computes nothing), closed (an enum for every choice), ordered
(tuples, sorted by command id, never by the document's order) and JSON-serialisable
(`plan.serialize`). It holds both worlds side by side: `api_name` is the vendor's spelling,
`option`, `field` and `identifier` are ours. It imports nothing of document, mapping or render.
"""

from aos_gen.plan.model.answers import AnswerPlan, PagePlan
from aos_gen.plan.model.auth import AuthPlan, CredentialPlan, Ways
from aos_gen.plan.model.command import ApprovalPlan, CommandPlan, OwnCommandPlan
from aos_gen.plan.model.connector import (
    Accounting,
    ConnectorPlan,
    EventPlan,
    FieldPlan,
    PickerPlan,
    ProbePlan,
    ResourcePlan,
)
from aos_gen.plan.model.enums import (
    CHOSEN,
    ActionClass,
    AnswerKind,
    BodyKind,
    Mode,
    PageKind,
    Place,
    Reading,
    RiskTier,
    SchemeKind,
    Style,
    ValueKind,
)
from aos_gen.plan.model.inputs import (
    BodyPlan,
    Checks,
    ComposedPlan,
    FixedPlan,
    OptionPlan,
    ShowWhen,
    ValuePlan,
)
from aos_gen.plan.model.samples import SamplePage, SamplePlan, SampleReply, SampleRequest

__all__ = [
    "CHOSEN",
    "Accounting",
    "ActionClass",
    "AnswerKind",
    "AnswerPlan",
    "ApprovalPlan",
    "AuthPlan",
    "BodyKind",
    "BodyPlan",
    "Checks",
    "CommandPlan",
    "ComposedPlan",
    "ConnectorPlan",
    "CredentialPlan",
    "EventPlan",
    "FieldPlan",
    "FixedPlan",
    "Mode",
    "OptionPlan",
    "OwnCommandPlan",
    "PageKind",
    "PagePlan",
    "PickerPlan",
    "Place",
    "ProbePlan",
    "Reading",
    "ResourcePlan",
    "RiskTier",
    "SamplePage",
    "SamplePlan",
    "SampleReply",
    "SampleRequest",
    "SchemeKind",
    "ShowWhen",
    "Style",
    "ValueKind",
    "ValuePlan",
    "Ways",
]
