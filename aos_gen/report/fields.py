"""Every field of a plan's dataclasses: how it is compared, or why nobody reports it.

`APART` are fields whose values are matched with each other first (`compare`). A field that stands in
none of these is a hole in the report; `tests/unit/report` walks the dataclasses and finds it.
"""

from __future__ import annotations

from aos_gen.plan.model import (
    Accounting,
    ActionClass,
    AnswerPlan,
    ApprovalPlan,
    AuthPlan,
    BodyPlan,
    Checks,
    CommandPlan,
    ComposedPlan,
    ConnectorPlan,
    CredentialPlan,
    EventPlan,
    FixedPlan,
    OptionPlan,
    PagePlan,
    PickerPlan,
    ProbePlan,
    ResourcePlan,
)
from aos_gen.report.differences import Bound, Changed, Flag, Maybe, Members, Pairs, Rank, Silent, Step, Way

DERIVED = Silent("it follows from other fields, which are reported")
_ACTIONS = list(ActionClass)

WAYS = Members("way-added", "way-removed", "way-order-changed")
ENUM = Members("enum-value-added", "enum-value-removed", unlimited="enum-removed", limited="enum-added")
LOWER = Bound("bound-tightened", "bound-loosened", lower=True)
UPPER = Bound("bound-tightened", "bound-loosened", lower=False)
PAGES = Changed("pagination-changed")
PROBE = Changed("probe-changed")
COMPOSED = Changed("composed-value-changed")

FIELDS: dict[type, dict[str, Way | Silent]] = {
    ConnectorPlan: {
        "name": Changed("connector-renamed"),
        "module": DERIVED,
        "label": Changed("label-changed"),
        "description": Changed("description-changed"),
        "version": Changed("version-changed"),
        "backend": Changed("backend-changed"),
        "category": Changed("category-changed"),
        "categories": Changed("category-changed"),
        "env_prefix": DERIVED,
        "base_url": Changed("base-url-changed"),
        "base_url_env": DERIVED,
        "environments": Pairs("environment-added", "environment-removed", "environment-changed"),
        "headers": Pairs("constant-header-added", "constant-header-removed", "constant-header-changed"),
        "vendor": Changed("vendor-changed"),
        "docs_url": Changed("description-changed"),
        "fields": Silent("canvas fields are made of the options, each of which is reported"),
        "limitations": Members("limitation-added", "limitation-removed"),
        "accounting": Silent("the operations are compared one by one"),
    },
    AuthPlan: {
        "kind": Changed("auth-kind-changed"),
        "service_keys": Members("service-key-added", "service-key-removed"),
        "required_one_of": WAYS,
        "optional_service_keys": Members("optional-key-added", "optional-key-removed"),
        "setup": Changed("setup-changed"),
        "default": WAYS,
    },
    CredentialPlan: {
        "scheme": Silent("credentials are matched by it"),
        "kind": Changed("credential-kind-changed"),
        "api_name": Changed("credential-carrier-changed"),
        "env": Members("credential-variable-added", "credential-variable-removed", "way-order-changed"),
        "prefix": Changed("credential-carrier-changed"),
        "constant": Changed("credential-carrier-changed"),
        "token_url": Changed("token-url-changed"),
        "scopes": Members("scope-added", "scope-removed"),
        "client_auth": Changed("credential-carrier-changed"),
        "token_env": Maybe(
            "credential-variable-added", "credential-variable-removed", "credential-carrier-changed"
        ),
        "help": Changed("help-changed"),
    },
    ResourcePlan: {
        "word": Silent("groups are matched by it"),
        "module": DERIVED,
        "label": Changed("label-changed"),
    },
    EventPlan: {
        "id": Silent("events are matched by it"),
        "resource": Changed("group-changed"),
        "summary": Changed("description-changed"),
        "delivery": Changed("event-changed"),
    },
    PickerPlan: {
        "id": Silent("pickers are matched by it"),
        "resource": Changed("picker-changed"),
        "source_command": Changed("picker-changed"),
        "source_fields": Changed("picker-changed"),
    },
    ProbePlan: {
        "method": PROBE,
        "path": PROBE,
        "operation": Changed("operation-renamed"),
        "fixed": PROBE,
        "schemes": WAYS,
        "media_type": PROBE,
        "server": PROBE,
    },
    CommandPlan: {
        "id": Silent("commands are matched by it, or else by their operation"),
        "words": DERIVED,
        "function": DERIVED,
        "tool_name": DERIVED,
        "resource": Changed("group-changed"),
        "module": DERIVED,
        "summary": Changed("description-changed"),
        "title": Silent("the summary holds it"),
        "description": Changed("description-changed"),
        "mode": Rank("mode-raised", "mode-lowered", lambda mode: mode.rank),
        "risk": Rank("tier-raised", "tier-lowered", int),
        "action": Rank("action-raised", "action-lowered", _ACTIONS.index),
        "method": Changed("method-changed"),
        "path": Changed("path-changed"),
        "operation": Changed("operation-renamed"),
        "schemes": WAYS,
        "server": Changed("command-server-changed"),
        "contract": Silent("`contract-changed` tells of it where no other row of the command does"),
        "sample": Silent("examples for tests and README: no request of an agent follows from them"),
    },
    ApprovalPlan: dict.fromkeys(("by", "contract", "ref"), Changed("approval-changed")),
    OptionPlan: {
        "api_name": Changed("option-wire-changed"),
        "place": Changed("option-wire-changed"),
        "path": Changed("option-wire-changed"),
        "option": Changed("option-renamed"),
        "aliases": Members("option-alias-added", "option-alias-removed"),
        "field": Changed("option-field-changed"),
        "identifier": DERIVED,
        "label": Changed("label-changed"),
        "kind": Changed("option-type-changed"),
        "item_kind": Changed("option-type-changed"),
        "accepts": Members(
            "option-type-allowed",
            "option-type-refused",
            unlimited="option-any-type",
            limited="option-types-limited",
        ),
        "required": Flag("option-required", "option-optional"),
        "nullable": Flag("option-null-allowed", "option-null-refused"),
        "choices": ENUM,
        "default": Maybe("default-added", "default-removed", "default-changed"),
        "env": Maybe(
            "environment-default-added", "environment-default-removed", "environment-default-changed"
        ),
        "style": Changed("option-style-changed"),
        "reserved": Flag("reserved-allowed", "reserved-escaped"),
        "each": Changed("option-style-changed"),
        "help": Changed("help-changed"),
        "placeholder": Changed("help-changed"),
        "example": Changed("help-changed"),
        "vendor_default": Changed("vendor-default-changed"),
        "picker": Changed("picker-changed"),
        "show_when": Changed("shown-changed"),
    },
    Checks: {
        "pattern": Maybe("pattern-added", "pattern-removed", "pattern-changed"),
        "format": Maybe("format-added", "format-removed", "format-changed"),
        "shortest": LOWER,
        "longest": UPPER,
        "least": LOWER,
        "most": UPPER,
        "above": LOWER,
        "below": UPPER,
        "step": Step(),
        "fewest_items": LOWER,
        "most_items": UPPER,
        "unique": Flag("bound-tightened", "bound-loosened"),
        "values": ENUM,
        "clamp": Flag("clamp-added", "clamp-removed"),
    },
    FixedPlan: {
        "api_name": Silent("fixed values are matched by place and path, which holds it"),
        "place": Silent("fixed values are matched by it"),
        "path": Silent("fixed values are matched by it"),
        "value": Changed("fixed-value-changed"),
        "style": Changed("option-style-changed"),
        "reserved": Flag("reserved-allowed", "reserved-escaped"),
        "env": Changed("fixed-value-changed"),
    },
    ComposedPlan: {
        "api_name": Silent("composed values are matched by place and path, which holds it"),
        "place": Silent("composed values are matched by it"),
        "path": Silent("composed values are matched by it"),
        "style": Changed("option-style-changed"),
        "reserved": Flag("reserved-allowed", "reserved-escaped"),
        "template": COMPOSED,
        "parts": COMPOSED,
    },
    BodyPlan: {
        "media_type": Changed("body-media-type-changed"),
        "kind": Changed("body-kind-changed"),
        "required": Flag("body-required", "body-optional"),
        "flattened": Changed("body-options-changed"),
        "schema_type": Changed("body-type-changed"),
        "styles": Changed("option-style-changed"),
        "files": Members("body-file-added", "body-file-removed"),
        "closed": Flag("body-closed", "body-opened"),
        "refused": Members("body-member-refused", "body-member-allowed"),
        "reason": Changed("reason-changed"),
    },
    AnswerPlan: {
        "kind": Changed("answer-kind-changed"),
        "reading": Changed("answer-reading-changed"),
        "at": Changed("answer-place-changed"),
        "id": Changed("answer-key-changed"),
        "label": Changed("answer-key-changed"),
        "keep": Members(
            "answer-member-added",
            "answer-member-removed",
            unlimited="answer-unlimited",
            limited="answer-limited",
        ),
        "drop": Members("answer-member-removed", "answer-member-added"),
        "media_type": Changed("answer-media-type-changed"),
        "reason": Changed("reason-changed"),
    },
    PagePlan: {
        "kind": PAGES,
        "rule": Changed("reason-changed"),
        "reason": Changed("reason-changed"),
        "option": PAGES,
        "name": PAGES,
        "next": PAGES,
        "more": PAGES,
        "size": PAGES,
        "most": Bound("page-limit-lowered", "page-limit-raised", lower=False, none=0),
        "start": PAGES,
        "id": PAGES,
        "own_limit": PAGES,
    },
    Accounting: dict.fromkeys(
        ("total", "mapped", "excluded", "undecided"), Silent("the operations are compared one by one")
    ),
}

APART: dict[type, frozenset[str]] = {
    ConnectorPlan: frozenset({"auth", "resources", "commands", "events", "pickers", "probe"}),
    AuthPlan: frozenset({"credentials"}),
    EventPlan: frozenset({"fields"}),
    CommandPlan: frozenset({"options", "fixed", "composed", "body", "answer", "pages", "approval"}),
    OptionPlan: frozenset({"checks"}),
}
"""Fields that hold plans of their own, which `compare` matches and walks."""
