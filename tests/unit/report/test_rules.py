"""Every rule by a case: one part of a plan changed, the row of it, and the mirror on the way back."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from changed_plans import changed, part, tiny

from aos_gen.plan.model import (
    AnswerKind,
    ApprovalPlan,
    BodyKind,
    ComposedPlan,
    ConnectorPlan,
    EventPlan,
    FieldPlan,
    FixedPlan,
    Mode,
    PageKind,
    PagePlan,
    PickerPlan,
    Place,
    Reading,
    ResourcePlan,
    RiskTier,
    SamplePlan,
    SchemeKind,
    ShowWhen,
    Style,
    ValueKind,
)
from aos_gen.plan.model.enums import ActionClass
from aos_gen.report.compare import compare_plans
from aos_gen.report.comparison import State, compare_states
from aos_gen.report.differences import Silent
from aos_gen.report.fields import APART, FIELDS
from aos_gen.report.permissions import edited_permissions
from aos_gen.report.rules import RULES, Effect, Severity

FIXED = FixedPlan(api_name="a", place=Place.QUERY, path=("a",), value="x", style=Style.FORM)
COMPOSED = ComposedPlan(
    api_name="q", place=Place.QUERY, path=("q",), style=Style.FORM, reserved=False, template="{a}", parts=()
)
PAGES = PagePlan(kind=PageKind.CURSOR, rule="r", reason="s")
APPROVAL = ApprovalPlan(by="Ada", contract="0", ref="")
FIELD = FieldPlan(
    id="f", label="", type="text", render_as="input", required=False, applies_to=(), description="",
    placeholder="", default=None, options=(), rows=None, picker=None,
)  # fmt: skip  # only its id matters
EVENT = EventPlan(id="e", resource="ticket", summary="", delivery="webhook", fields=(FIELD,))
PICKER = PickerPlan(id="p", resource="ticket", source_command="ticket.list", source_fields=("id",))
OPTION = tiny().commands[3].options[0]
NEEDED = dataclasses.replace(OPTION, required=True)
SLOT = dataclasses.replace(FIXED, api_name=OPTION.api_name, path=OPTION.path)
CALLS, LIST, CREATE = "commands.3", "commands.3.options.0", "commands.1"
CHECKS, CREDENTIAL = f"{LIST}.checks", "auth.credentials.0"

# rule, the part, its old and its new value; backwards it is the mirror's case.
CASES: list[tuple[str, str, Any, Any]] = [
    ("command-added", "commands", tiny().commands[1:], tiny().commands),
    ("command-renamed", f"{CALLS}.id", "ticket.list", "ticket.all"),
    ("mode-lowered", f"{CREATE}.mode", Mode.FULL, Mode.WRITE),
    ("tier-lowered", f"{CREATE}.risk", RiskTier.BUSINESS_MUTATION, RiskTier.READ),
    ("action-lowered", f"{CREATE}.action", ActionClass.DESTRUCTIVE, ActionClass.WRITE),
    ("host-added", f"{CALLS}.server", "", "https://evil.example/v1"),
    ("base-url-changed", "base_url", "https://a.example", "https://a.example/v2"),
    ("command-server-changed", f"{CALLS}.server", "https://a.example", "https://b.example"),
    ("allowed-host-added", "allowed_hosts", (), ("git.corp.example",)),
    ("extensions-changed", "extensions", "", "4c95adca"),
    ("environment-added", "environments", (), (("test", "https://test.example"),)),
    ("environment-changed", "environments", (("t", "https://a.example"),), (("t", "https://b.example"),)),
    ("credential-added", "auth.credentials", (), tiny().auth.credentials),
    ("credential-variable-added", f"{CREDENTIAL}.env", ("A",), ("A", "B")),
    ("credential-variable-added", f"{CREDENTIAL}.token_env", "", "TOKEN"),
    ("credential-kind-changed", f"{CREDENTIAL}.kind", SchemeKind.BEARER, SchemeKind.QUERY),
    ("credential-carrier-changed", f"{CREDENTIAL}.api_name", "Authorization", "X-Key"),
    ("credential-carrier-changed", f"{CREDENTIAL}.prefix", "", "Key "),
    ("credential-carrier-changed", f"{CREDENTIAL}.client_auth", "basic", "body"),
    ("token-url-changed", f"{CREDENTIAL}.token_url", "https://a.example/t", "https://b.example/t"),
    ("host-added", f"{CREDENTIAL}.token_url", "", "https://token.example/t"),
    ("scope-added", f"{CREDENTIAL}.scopes", (), ("write",)),
    ("way-added", f"{CALLS}.schemes", (("Key",),), (("Key",), ())),
    ("way-added", "auth.default", (("Key",),), (("Key",), ("Other",))),
    ("way-order-changed", f"{CALLS}.schemes", (("Key",), ()), ((), ("Key",))),
    ("auth-kind-changed", "auth.kind", "service-key", "oauth"),
    ("service-key-added", "auth.service_keys", (), ("A",)),
    ("optional-key-added", "auth.optional_service_keys", (), ("A",)),
    ("setup-changed", "auth.setup", (), ("ask",)),
    ("file-access-added", f"{LIST}.kind", ValueKind.INTEGER, ValueKind.FILE),
    ("file-access-added", f"{CREATE}.body.kind", BodyKind.JSON, BodyKind.RAW),
    ("file-access-added", f"{CREATE}.body.files", (), ("photo",)),
    ("file-access-added", f"{CALLS}.answer.reading", Reading.JSON, Reading.BINARY),
    ("connector-renamed", "name", "tiny", "small"),
    ("constant-header-added", "headers", (), (("X-A", "1"),)),
    ("constant-header-changed", "headers", (("X-A", "1"),), (("X-A", "2"),)),
    ("idempotency-changed", f"{CALLS}.idempotency", "", "X-Once"),
    ("method-changed", f"{CALLS}.method", "GET", "POST"),
    ("path-changed", f"{CALLS}.path", "/tickets", "/v2/tickets"),
    ("operation-renamed", f"{CALLS}.operation", "listTickets", "ticketsList"),
    ("contract-changed", f"{CALLS}.contract", "0", "1"),
    ("option-added", f"{CALLS}.options", (), (OPTION,)),
    ("required-option-added", f"{CALLS}.options", (), (NEEDED,)),
    ("option-optional", f"{LIST}.required", True, False),
    ("option-null-allowed", f"{LIST}.nullable", False, True),
    ("option-renamed", f"{LIST}.option", "--per-page", "--limit"),
    ("option-alias-added", f"{LIST}.aliases", (), ("--limit",)),
    ("option-field-changed", f"{LIST}.field", "per_page", "limit"),
    ("option-wire-changed", f"{LIST}.path", ("per_page",), ("size",)),
    ("option-wire-changed", f"{LIST}.place", Place.QUERY, Place.HEADER),
    ("option-type-changed", f"{LIST}.kind", ValueKind.INTEGER, ValueKind.TEXT),
    ("option-type-changed", f"{LIST}.item_kind", ValueKind.INTEGER, ValueKind.TEXT),
    ("option-type-allowed", f"{LIST}.accepts", ("object",), ("array", "object")),
    ("option-any-type", f"{LIST}.accepts", ("object",), ()),
    ("enum-value-added", f"{LIST}.choices", ("a",), ("a", "b")),
    ("enum-removed", f"{LIST}.choices", ("a",), ()),
    ("enum-value-added", f"{CHECKS}.values", (1,), (1, 2)),
    ("default-added", f"{LIST}.default", None, 3),
    ("default-changed", f"{LIST}.default", 1, True),
    ("vendor-default-changed", f"{LIST}.vendor_default", None, 3),
    ("environment-default-added", f"{LIST}.env", None, "A"),
    ("environment-default-changed", f"{LIST}.env", "A", "B"),
    ("option-style-changed", f"{LIST}.style", Style.FORM, Style.COMMA),
    ("option-style-changed", f"{LIST}.each", "", "id"),
    ("reserved-allowed", f"{LIST}.reserved", False, True),
    ("help-changed", f"{LIST}.help", "a", "b"),
    ("picker-changed", f"{LIST}.picker", None, "p"),
    ("shown-changed", f"{LIST}.show_when", None, ShowWhen(field="a", equals=1)),
    ("pattern-removed", f"{CHECKS}.pattern", "a", ""),
    ("pattern-changed", f"{CHECKS}.pattern", "a", "b"),
    ("format-removed", f"{CHECKS}.format", "uri", ""),
    ("format-changed", f"{CHECKS}.format", "uri", "email"),
    *(("bound-loosened", f"{CHECKS}.{name}", 3, None)
      for name in ("shortest", "longest", "least", "most", "above", "below", "step")),
    ("bound-loosened", f"{CHECKS}.least", 3, 2),
    ("bound-loosened", f"{CHECKS}.most", 3, 4),
    ("bound-loosened", f"{CHECKS}.step", 4, 2),
    ("bound-loosened", f"{CHECKS}.step", 2, 3),
    ("bound-loosened", f"{CHECKS}.fewest_items", 1, 0),
    ("bound-loosened", f"{CHECKS}.most_items", 1, 2),
    ("bound-loosened", f"{CHECKS}.unique", True, False),
    ("clamp-removed", f"{CHECKS}.clamp", True, False),
    ("fixed-value-removed", f"{CALLS}.fixed", (FIXED,), ()),
    ("fixed-value-changed", f"{CALLS}.fixed", (FIXED,), (dataclasses.replace(FIXED, value="y"),)),
    ("composed-value-added", f"{CALLS}.composed", (), (COMPOSED,)),
    ("composed-value-changed", f"{CALLS}.composed", (COMPOSED,),
     (dataclasses.replace(COMPOSED, template="{b}"),)),
    ("body-added", f"{CREATE}.body", None, tiny().commands[1].body),
    ("body-optional", f"{CREATE}.body.required", True, False),
    ("body-opened", f"{CREATE}.body.closed", True, False),
    ("body-member-allowed", f"{CREATE}.body.refused", ("a",), ()),
    ("body-file-added", f"{CREATE}.body.files", (), ("a",)),
    ("body-media-type-changed", f"{CREATE}.body.media_type", "application/json", "text/json"),
    ("body-kind-changed", f"{CREATE}.body.kind", BodyKind.JSON, BodyKind.FORM),
    ("body-type-changed", f"{CREATE}.body.schema_type", "object", "array"),
    ("body-options-changed", f"{CREATE}.body.flattened", True, False),
    ("reason-changed", f"{CREATE}.body.reason", "", "a"),
    ("answer-kind-changed", f"{CALLS}.answer.kind", AnswerKind.LIST, AnswerKind.OBJECT),
    ("answer-reading-changed", f"{CALLS}.answer.reading", Reading.JSON, Reading.TEXT),
    ("answer-place-changed", f"{CALLS}.answer.at", "", "data"),
    ("answer-key-changed", f"{CALLS}.answer.id", "id", "key"),
    ("answer-member-added", f"{CALLS}.answer.keep", ("a",), ("a", "b")),
    ("answer-unlimited", f"{CALLS}.answer.keep", ("a",), ()),
    ("answer-member-added", f"{CALLS}.answer.drop", ("a",), ()),
    ("answer-media-type-changed", f"{CALLS}.answer.media_type", "a/b", "a/c"),
    ("pagination-added", f"{CALLS}.pages", None, PAGES),
    ("pagination-changed", f"{CALLS}.pages", PAGES, dataclasses.replace(PAGES, next="cursor")),
    ("page-limit-raised", f"{CALLS}.pages", dataclasses.replace(PAGES, most=10), PAGES),
    ("approval-added", f"{CALLS}.approval", None, APPROVAL),
    ("approval-changed", f"{CALLS}.approval", APPROVAL, dataclasses.replace(APPROVAL, by="Bo")),
    ("event-added", "events", (), (EVENT,)),
    ("event-changed", "events", (EVENT,), (dataclasses.replace(EVENT, delivery="callback"),)),
    ("event-field-added", "events", (dataclasses.replace(EVENT, fields=()),), (EVENT,)),
    ("picker-added", "pickers", (), (PICKER,)),
    ("probe-added", "probe", None, tiny().probe),
    ("probe-changed", "probe.path", "/me", "/you"),
    ("group-added", "resources", (), (ResourcePlan(word="x", module="x", label="X"),)),
    ("group-changed", f"{CALLS}.resource", "ticket", "other"),
    ("limitation-added", "limitations", (), ("a",)),
    ("label-changed", "label", "A", "B"),
    ("description-changed", f"{CALLS}.description", "A", "B"),
    ("category-changed", "category", "A", "B"),
    ("backend-changed", "backend", "A", "B"),
    ("vendor-changed", "vendor", "A 1", "A 2"),
    ("version-changed", "version", "0.1.0", "0.2.0"),
    ("order-changed", f"{CALLS}.answer.drop", ("a", "b"), ("b", "a")),
]  # fmt: skip  # a case a line


def rules(old: ConnectorPlan, new: ConnectorPlan) -> set[str]:
    return {one.rule for one in compare_plans(old, new)}


@pytest.mark.parametrize(("rule", "path", "old", "new"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_rule_and_mirror(rule: str, path: str, old: Any, new: Any) -> None:
    """The change brings its row, the way back the mirror's, and no change none."""
    before, after = changed(tiny(), path, old), changed(tiny(), path, new)
    assert rule in rules(before, after)
    assert RULES[rule].mirror in rules(after, before)
    assert not compare_plans(before, before)


def test_a_value_is_freed_and_pinned() -> None:
    """A fixed value that becomes an option is one row, and so is the way back."""
    pinned = changed(changed(tiny(), f"{CALLS}.options", ()), f"{CALLS}.fixed", (SLOT,))
    assert rules(pinned, tiny()) == {"value-freed"}
    assert rules(tiny(), pinned) == {"value-pinned"}


def test_the_rules_of_policies() -> None:
    """Other rules are read; rules where there were none only tighten."""

    def told(old: str, new: str) -> list[str]:
        found = compare_states(State(tiny(), {}, policy=old), State(tiny(), {}, policy=new))
        return [one.rule for one in found.findings]

    assert (told("a", "b"), told("a", "")) == (["policy-changed"], ["policy-changed"])
    assert (told("", "a"), told("a", "a")) == (["policy-added"], [])


def test_files_that_somebody_takes_over() -> None:
    """What is not generated any more is not compared any more."""

    def told(old: set[str], new: set[str]) -> list[tuple[str, str]]:
        before, after = (State(tiny(), {}, taken=frozenset(one)) for one in (old, new))
        return [(one.rule, one.subject) for one in compare_states(before, after).findings]

    assert told({"a"}, {"a", "b"}) == [("file-taken-over", "b")]
    assert told({"a", "b"}, {"b"}) == [("file-given-back", "a")]


def test_a_command_that_deletes_is_never_reviewed_lightly() -> None:
    """The tier is the map's, and the map is what is under review."""
    light = changed(changed(tiny(), f"{CALLS}.method", "DELETE"), f"{CALLS}.risk", RiskTier.READ)
    without = replace(light, commands=tuple(one for one in light.commands if one.method != "DELETE"))
    assert compare_states(State(without, {}), State(light, {})).review == "thorough"


OPERATIONS = ["undecided", "excluded", "mapped"]


@pytest.mark.parametrize("decision", OPERATIONS)
def test_operations(decision: str) -> None:
    """An operation comes, goes, is decided otherwise, or called otherwise; the version stays."""
    there = {"GET /a": SimpleNamespace(operation_id="a", decision=decision)}
    other = {"GET /a": SimpleNamespace(operation_id="b", decision=f"not {decision}")}

    def told(old: dict[str, Any], new: dict[str, Any]) -> tuple[list[str], str]:
        found = compare_states(State(tiny(), old), State(tiny(), new))
        return [one.rule for one in found.findings], found.proposed

    assert told({}, there) == ([f"operation-{decision}"], "0.1.0")
    assert told(there, {}) == ([f"operation-{decision}-gone"], "0.1.0")
    assert told(there, other)[0] == ["operation-decided-otherwise", "operation-id-changed"]


def test_a_permission_edited_by_hand() -> None:
    """Each mode on disk that is not the plan's, in either map of the file; an extension's is not judged."""
    modes = {"agent.me": "readonly", "ticket.create": "readonly", "ticket.get": "readonly"}
    modes |= {"ticket.list": "readonly", "own.thing": "admin"}
    import json

    found = list(edited_permissions(tiny(), json.dumps({"commands": modes, "permissions": modes}).encode()))
    assert [(one.command, one.old, one.new) for one in found] == [("ticket.create", "write", "readonly")] * 2
    assert [one.rule for one in edited_permissions(tiny(), b"{")] == ["permission-edited-by-hand"]
    assert not list(edited_permissions(tiny(), None))


def test_every_rule_has_a_case() -> None:
    """A rule without a case is not known to fire."""
    cased = {name for rule, *_ in CASES for name in (rule, RULES[rule].mirror)}
    elsewhere = {"permission-edited-by-hand", "value-freed", "value-pinned"}
    elsewhere |= {"policy-changed", "policy-added", "file-taken-over", "file-given-back"}
    elsewhere |= {"operation-decided-otherwise", "operation-id-changed"}
    elsewhere |= {f"operation-{one}{end}" for one in OPERATIONS for end in ("", "-gone")}
    assert set(RULES) == cased | elsewhere


def test_mirrors_and_widening() -> None:
    """A mirror's mirror is the rule; nothing that widens is info."""
    for rule in RULES.values():
        assert RULES[rule.mirror].mirror == rule.id
        assert not (rule.widens and rule.severity is Severity.INFO)
        assert rule.effect is not Effect.NARROWED or rule.severity is Severity.BREAKING


def plan_types(kind: Any = ConnectorPlan) -> Iterator[type]:
    """Every dataclass that a plan is made of."""
    yield kind
    for hint in typing.get_type_hints(kind).values():
        waiting = [hint]
        while waiting:
            one = waiting.pop()
            waiting += typing.get_args(one)
            if isinstance(one, type) and dataclasses.is_dataclass(one):
                yield from plan_types(one)


WHOLE = {FieldPlan: "event-changed", ShowWhen: "shown-changed"}
"""Compared as one value, by this rule."""


def test_no_field_is_compared_by_nobody() -> None:
    """A new field of the plan is given a rule, or a reason to be silent, before anything else."""
    kinds = {kind for kind in plan_types() if not kind.__name__.startswith("Sample")}
    assert kinds == set(FIELDS) | set(WHOLE)
    for kind in kinds - set(WHOLE):
        names = {field.name for field in dataclasses.fields(kind)}
        assert names == set(FIELDS[kind]) | APART.get(kind, frozenset()), kind
        assert not set(FIELDS[kind]) & APART.get(kind, frozenset())
        assert all(way.reason for way in FIELDS[kind].values() if isinstance(way, Silent))
    assert isinstance(FIELDS[type(tiny().commands[0])]["sample"], Silent)
    assert SamplePlan in set(plan_types())


def other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, Mode | RiskTier | ActionClass | Reading | Style | Place | ValueKind):
        kinds = [one for one in type(value) if one is not value]
        return kinds[-1]
    if isinstance(value, BodyKind | AnswerKind | PageKind | SchemeKind):
        return next(one for one in type(value) if one is not value)
    if isinstance(value, int):
        return value + 1
    return f"{value}x" if isinstance(value, str) else None


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every scalar of a plan that somebody compares, by its path."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if not isinstance(FIELDS.get(type(value), {}).get(field.name), Silent):
                yield from leaves(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
        for number, one in enumerate(value):
            yield from leaves(one, f"{path}.{number}")
    elif other(value) is not None:
        yield path.removeprefix("."), value


def test_every_scalar_of_a_plan_is_reported() -> None:
    """Whatever is changed of what is compared, there is a row."""
    checked = 0
    for path, value in leaves(tiny()):
        assert compare_plans(tiny(), changed(tiny(), path, other(value))), path
        assert part(tiny(), path) == value
        checked += 1
    assert checked > 150
