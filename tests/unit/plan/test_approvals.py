"""What an approval covers, facet by facet: whatever changes a contract is named, old and new."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.diagnostics import Location, Report
from aos_gen.mapping.model import ApprovalMapping, CommandMapping
from aos_gen.plan.approvals import Change as Told
from aos_gen.plan.approvals import changes, check_approvals, is_current, stale

from .contracts import (
    MAP,
    Change,
    approved,
    body,
    body_schema,
    built,
    deep,
    move,
    operation,
    parameter_of,
    post,
    schema_of,
)
from .test_contract import CHANGES, SAME

BEFORE = built()
APPROVED = approved(BEFORE)
PLACED = {"parameters", "body"}


@pytest.mark.parametrize(("change", "again"), CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changes_a_contract_is_told(change: Change | None, again: Change | None) -> None:
    """A digest never differs without a difference that can be shown."""
    after = built(change, again)
    told = [one for one in changes(APPROVED, after) if one.facet != "description"]
    assert told
    assert all(one.old or one.new for one in told)
    assert not is_current(APPROVED, after)
    assert not changes(approved(after), after)


@pytest.mark.parametrize(("change", "again"), SAME.values(), ids=SAME.keys())
def test_whatever_changes_no_contract_is_not_told(change: Change | None, again: Change | None) -> None:
    """Only the vendor's words about the operation are told apart from a contract that is the same."""
    after = built(change, again)
    assert {one.facet for one in changes(APPROVED, after)} <= {"description"}


FACETS: dict[str, tuple[Change | None, Change | None, list[str]]] = {
    "the method": (
        post,
        lambda m: m.update(operation="POST /things/{id}"),
        ["method was 'DELETE' and is 'POST'"],
    ),
    "the path": (
        move,
        lambda m: m.update(operation="DELETE /items/{id}"),
        ["path was '/things/{id}' and is '/items/{id}'"],
    ),
    "the server": (
        lambda d: d["servers"][0].update(url="https://other.example"),
        None,
        ["servers were 'https://api.acme.example/v1' and are 'https://other.example'"],
    ),
    "the credential": (
        lambda d: d["components"]["securitySchemes"]["Key"].update(name="X-Other"),
        None,
        ["credentials were 'Key (header X-Key)' and are 'Key (header X-Other)'"],
    ),
    "none any more": (
        lambda d: operation(d).update(security=[]),
        None,
        ["credentials were 'Key (header X-Key)' and are 'no credential'"],
    ),
    "a bound": (
        lambda d: schema_of("size")(d).update(maximum=10),
        None,
        ["query size was 'integer, at least 1, at most 9' and is 'integer, at least 1, at most 10'"],
    ),
    "a choice": (
        lambda d: schema_of("status")(d)["enum"].append("all"),
        None,
        ["query status was 'text, one of closed | open' and is 'text, one of all | closed | open'"],
    ),
    "one more and one less": (
        lambda d: parameter_of("q")(d).update(name="query"),
        None,
        ["query q is gone (text)", "query query is new (text)"],
    ),
    "another place": (
        lambda d: parameter_of("q")(d).update({"in": "header"}),
        None,
        ["query q is gone (text)", "header q is new (text)"],
    ),
    "what the map sends": (
        None,
        lambda m: m.update(parameters={"hard": {"fixed": False}}),
        ["query hard was 'always true' and is 'always false'"],
    ),
    "the body's type": (
        lambda d: body(d).update(content={"application/vnd.a+json": body(d)["content"]["application/json"]}),
        None,
        ["body was 'application/json, required' and is 'application/vnd.a+json, required'"],
    ),
    "a member": (
        lambda d: body_schema(d)["properties"].update(new={"type": "string"}),
        None,
        ["body new is new (text)"],
    ),
    "deep in a member": (
        lambda d: deep(d)["kind"]["enum"].append("c"),
        None,
        ["body deep has another schema behind 'json'"],
    ),
    "the words": (
        lambda d: operation(d).update(summary="Archive a thing"),
        None,
        ["vendor's description was 'Delete a thing' and is 'Archive a thing'"],
    ),
}


@pytest.mark.parametrize(("change", "again", "told"), FACETS.values(), ids=FACETS.keys())
def test_the_facet_with_its_old_and_its_new_side(
    change: Change | None, again: Change | None, told: list[str]
) -> None:
    """Each difference is one phrase that a person can check against the vendor's document."""
    assert [str(one) for one in changes(APPROVED, built(change, again))] == told


def test_the_sentence_names_every_facet_once() -> None:
    """Several facets stand in one order, whatever was found first."""

    def change(data: dict[str, Any]) -> None:
        schema_of("size")(data).update(maximum=10)
        schema_of("level")(data).update(enum=[1])
        data["servers"][0].update(url="https://other.example")

    sentence = stale(APPROVED, built(change))
    assert sentence.startswith(
        "the servers and parameters of thing.do changed after Ada approved it: servers "
    )


WRAPPED = {
    "wrapped": "Delete\na   thing",
    "indented": "  Delete a thing\n",
    "tabs": "Delete\ta thing",
}


@pytest.mark.parametrize("text", WRAPPED.values(), ids=WRAPPED.keys())
def test_how_words_are_wrapped_is_no_change(text: str) -> None:
    """A document that was formatted again says the same."""
    again = built(lambda data: operation(data).update(summary=text))
    assert again.facets.prose == BEFORE.facets.prose
    assert is_current(APPROVED, again)


def test_words_do_not_move_between_summary_and_description() -> None:
    """The two are not one text."""
    moved = built(lambda data: operation(data).update(summary="Delete a", description="thing"))
    assert moved.facets.prose != BEFORE.facets.prose


def test_only_the_words() -> None:
    """A changed description is asked about again, and is said to be no more than that."""
    after = built(lambda data: operation(data).update(description="Nobody can bring it back."))
    assert after.command.contract == BEFORE.command.contract
    assert not is_current(APPROVED, after)
    assert stale(APPROVED, after).startswith("only the vendor's words about thing.do changed after Ada")


def test_far_apart_words_show_where_they_part() -> None:
    """Of long texts that part is shown in which they differ."""
    old, new = "word " * 60 + "one end", "word " * 60 + "other end"
    told = str(Told("description", "", old, new))
    assert "one end" in told and "other end" in told and len(told) < 2 * len(old)


def test_the_short_form_goes_on_holding() -> None:
    """An approval from before there were facets holds while its contract does, words or not."""
    short = ApprovalMapping(by="Ada", contract=BEFORE.command.contract)
    assert is_current(short, built(lambda data: operation(data).update(description="New")))
    assert not is_current(short, built(lambda data: schema_of("size")(data).update(maximum=10)))


def test_words_of_ours_that_change_are_no_change_of_the_contract() -> None:
    """Entries are compared by the digest in them, so that a later version may word them in another way."""
    facets = APPROVED.facets
    assert facets is not None
    other = {name: said.replace("integer", "whole number") for name, said in facets.parameters.items()}
    known = APPROVED.model_copy(update={"facets": facets.model_copy(update={"parameters": other})})
    after = built(lambda data: schema_of("size")(data).update(maximum=10))
    assert [one.name for one in changes(known, after)] == ["query size"]


TIERS: dict[str, tuple[int, dict[int, Location | None], Any, list[str]]] = {
    "tier 4": (4, {4: None}, None, ["approval-missing"]),
    "tier 3": (3, {4: None}, None, []),
    "tier 3 by policy": (3, {4: None, 3: Location("p.yaml")}, None, ["approval-missing"]),
    "tier 3 with approval": (3, {4: None}, APPROVED, ["approval-not-needed"]),
    "tier 3 by policy with approval": (3, {4: None, 3: Location("p.yaml")}, APPROVED, []),
}


@pytest.mark.parametrize(("risk", "tiers", "approval", "codes"), TIERS.values(), ids=TIERS.keys())
def test_tiers(risk: int, tiers: dict[int, Location | None], approval: Any, codes: list[str]) -> None:
    """A policy may ask for more approvals, and then they are not needless; its place is told."""
    report = Report()
    entry = CommandMapping.model_validate({**MAP, "risk": risk, "approval": approval})
    check_approvals([BEFORE], {"thing.do": entry}, tiers, True, "map.yaml", report)
    assert [one.code for one in report] == codes
    assert all(tiers[3] in one.related for one in report if tiers.get(risk) is not None)


def test_a_command_with_mistakes_has_no_contract_to_approve() -> None:
    """What is wrong has to be repaired first, because the repair makes another contract."""
    report = Report()
    report.error("some-mistake", "it is wrong", Location("map.yaml", ("commands", "thing.do", "mode")))
    entry = CommandMapping.model_validate({**MAP, "risk": 4})
    check_approvals([BEFORE], {"thing.do": entry}, {4: None}, True, "map.yaml", report)
    assert report.codes() == ("some-mistake",)
