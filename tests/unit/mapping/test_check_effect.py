"""Keys of a map that would have no effect: without a value, of another kind of paging, or undone."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from aos_gen.diagnostics import Report
from aos_gen.mapping.check import check_mapping
from aos_gen.mapping.model import Mapping

HEAD = "version: 1\nconnector: {name: acme, label: Acme, description: Acme}\n"


def check(text: str) -> Report:
    data: Any = yaml.safe_load(HEAD + text)
    report = Report()
    check_mapping(Mapping.model_validate(data), "map.yaml", report)
    return report


def of_command(settings: str) -> Report:
    return check(f"commands: {{a: {{operation: o, mode: readonly, risk: 1, {settings}}}}}")


def found(report: Report) -> list[tuple[str, str]]:
    return [(d.code, d.location.fragment()) for d in report]


NULLS = {
    "a parameter's key": ("parameters: {p: {fixed: null}}", "parameters/p/fixed", "'fixed' of parameter 'p'"),
    "an alias": ("parameters: {p: {in: null}}", "parameters/p/in", "'in' of parameter 'p'"),
    "a bound": ("parameters: {p: {clamp: {min: 1, max: null}}}", "parameters/p/clamp/max", "'max'"),
    "an option's key": ("options: {x: {default: null}}", "options/x/default", "'default' of option 'x'"),
    "a list's key": ("list: {label: null}", "list/label", "'label'"),
    "an answer's key": ("answer: {unwrap: null}", "answer/unwrap", "'unwrap'"),
    "a key of pages": ("paginate: {kind: link, size: null}", "paginate/size", "'size'"),
    "a key of a command": ("summary: null", "summary", "'summary' of command 'a'"),
    "pages": ("paginate: null", "paginate", "'paginate' of command 'a'"),
}


@pytest.mark.parametrize(("settings", "place", "spoken"), NULLS.values(), ids=NULLS.keys())
def test_a_key_without_a_value(settings: str, place: str, spoken: str) -> None:
    """A key that says nothing is a slip, told at the key as the map spells it."""
    report = of_command(settings)
    assert found(report) == [("null-value", f"#/commands/a/{place}")]
    (diagnostic,) = report
    assert spoken in diagnostic.message
    assert diagnostic.hint == "remove it, or write a value"


def test_a_key_without_a_value_anywhere() -> None:
    """The parts beside the commands are read as closely."""
    text = "commands: {}\nserver: {url: null}\ndocument: {sha256: null}\n"
    health = "health: {operation: o, parameters: {p: {env: null}}}"
    assert sorted(found(check(text + health))) == [
        ("null-value", "#/document/sha256"),
        ("null-value", "#/health/parameters/p/env"),
        ("null-value", "#/server/url"),
    ]


def test_what_has_a_diagnostic_of_its_own_is_told_once() -> None:
    """A scheme or an exclusion that lacks something says so itself."""
    report = check("commands: {}\nauth: {S: {env: null}}\nexclude: [{tag: null, reason: x}]")
    assert sorted(found(report)) == [("exclusion-empty", "#/exclude/0"), ("scheme-incomplete", "#/auth/S")]


FITTING = [
    "{kind: cursor, parameter: p, next: n, more: m, size: s}",
    "{kind: token-header, parameter: p, next: n, size: s}",
    "{kind: last-id, parameter: p, more: m, size: s}",
    "{kind: page, parameter: p, start: 0, more: m, size: s}",
    "{kind: offset, parameter: p, more: m, size: s}",
    "{kind: url, next: n, size: s}",
    "{kind: link, size: s}",
]


@pytest.mark.parametrize("paginate", FITTING)
def test_what_a_kind_of_pages_looks_at(paginate: str) -> None:
    """Every kind takes its own keys."""
    assert found(of_command(f"paginate: {paginate}")) == []


IDLE = {
    "{kind: cursor, parameter: p, next: n, start: 0}": "'start'",
    "{kind: token-header, parameter: p, next: n, start: 1}": "'start'",
    "{kind: last-id, parameter: p, next: n}": "'next'",
    "{kind: page, parameter: p, next: n}": "'next'",
    "{kind: offset, parameter: p, start: 0, next: n}": "'next' and 'start'",
    "{kind: url, next: n, parameter: p}": "'parameter'",
    "{kind: link, parameter: p, next: n, start: 2}": "'parameter' and 'next' and 'start'",
}


@pytest.mark.parametrize(("paginate", "keys"), IDLE.items())
def test_what_a_kind_of_pages_does_not_look_at(paginate: str, keys: str) -> None:
    """A key of another kind is named, because its author meant something."""
    report = of_command(f"paginate: {paginate}")
    assert found(report) == [("parameter-contradiction", "#/commands/a/paginate")]
    (diagnostic,) = report
    assert diagnostic.message.endswith(f"does not use {keys}")


def test_a_member_that_is_kept_and_dropped() -> None:
    """One of the two is a slip: both places are named."""
    report = of_command("answer: {keep: [id, name], drop: [x, name]}")
    assert found(report) == [("answer-contradiction", "#/commands/a/answer/drop/1")]
    assert [at.fragment() for one in report for at in one.related] == ["#/commands/a/answer/keep/1"]
    assert found(of_command("answer: {keep: [id], drop: [name]}")) == []
