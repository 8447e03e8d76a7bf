"""Well-formed maps that break a rule, and the place of each diagnostic."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from aos_gen.diagnostics import Report
from aos_gen.mapping.check import MAX_TOOL_NAME, check_mapping, tool_name
from aos_gen.mapping.model import Mapping

READ = "{operation: o, mode: readonly, risk: 1}"


def check(commands: str = "{}", rest: str = "", name: str = "acme") -> Report:
    data: Any = yaml.safe_load(
        f"version: 1\nconnector: {{name: {name}, label: Acme, description: Acme}}\n"
        f"commands: {commands}\n{rest}"
    )
    report = Report()
    check_mapping(Mapping.model_validate(data), "map.yaml", report)
    return report


def found(report: Report) -> list[tuple[str, str]]:
    return [(d.code, d.location.fragment()) for d in report]


LONG = "a" * (MAX_TOOL_NAME - len("connector_aos_acme__"))

COMMANDS = {
    "sound": (f"{{ticket.list: {READ}, ticket.comment.list: {READ}, search: {READ}}}", []),
    "dot and dash": (
        f"{{ticket.list: {READ}, ticket-list: {READ}, ticket_list: {READ}}}",
        [
            ("tool-name-collision", "#/commands/ticket-list"),
            ("tool-name-collision", "#/commands/ticket_list"),
        ],
    ),
    "longest name": (f"{{{LONG}: {READ}}}", []),
    "too long a name": (f"{{{LONG}a: {READ}}}", [("tool-name-too-long", f"#/commands/{LONG}a")]),
    "command and group": (
        f"{{ticket: {READ}, ticket.list: {READ}, ticket.comment.list: {READ}, tickets.list: {READ}}}",
        [("command-id-prefix", "#/commands/ticket")],
    ),
    "command and group, two words": (
        f"{{ticket.comment: {READ}, ticket.comment.list: {READ}}}",
        [("command-id-prefix", "#/commands/ticket.comment")],
    ),
    "built-in words": (
        f"{{health: {READ}, config.get: {READ}, ticket.health: {READ}, healthy: {READ}}}",
        [("reserved-command-id", "#/commands/health"), ("reserved-command-id", "#/commands/config.get")],
    ),
    "tier 4": (
        "{a: {operation: o, mode: full, risk: 4}, b: {operation: o, mode: admin, risk: 4}}",
        [("destructive-below-admin", "#/commands/a/mode")],
    ),
    "destructive, whatever the tier": (
        "{a: {operation: o, mode: readonly, risk: 2, action: destructive}}",
        [("destructive-below-admin", "#/commands/a/mode")],
    ),
    "tiers 2 and 3": (
        (
            "{a: {operation: o, mode: readonly, risk: 2}, b: {operation: o, mode: readonly, risk: 3},"
            " c: {operation: o, mode: write, risk: 3}, d: {operation: o, mode: admin, risk: 1}}"
        ),
        [("mode-below-tier", "#/commands/a/mode"), ("mode-below-tier", "#/commands/b/mode")],
    ),
    "summaries": (
        (
            "{a: {operation: o, mode: readonly, risk: 1, summary: List},"
            " b: {operation: o, mode: readonly, risk: 1},"
            " c: {operation: o, mode: readonly, risk: 1, summary: List}}"
        ),
        [("duplicate-summary", "#/commands/c/summary")],
    ),
}


@pytest.mark.parametrize(("commands", "expected"), COMMANDS.values(), ids=COMMANDS.keys())
def test_commands(commands: str, expected: list[tuple[str, str]]) -> None:
    report = check(commands)
    assert found(report) == expected
    assert all(d.hint for d in report)


def test_exclusions() -> None:
    rest = "exclude: [{reason: x}, {tag: T, reason: x}, {method: GET, reason: x}]"
    assert found(check(rest=rest)) == [("exclusion-empty", "#/exclude/0")]


def test_an_exclusion_of_one_operation_takes_nothing_besides() -> None:
    rest = "exclude: [{operation: o, reason: x}, {operation: o, tag: T, method: GET, reason: x}]"
    report = check(rest=rest)
    assert found(report) == [("exclusion-contradiction", "#/exclude/1")]
    assert "'tag', 'method'" in next(iter(report)).message


@pytest.mark.parametrize(("name", "codes"), [("import", ["connector-name-keyword"]), ("imports", [])])
def test_a_connector_is_no_word_of_python(name: str, codes: list[str]) -> None:
    assert [code for code, _ in found(check(name=name))] == codes


def test_related_places() -> None:
    report = check(f"{{a.b: {READ}, a-b: {READ}, c: {READ}, c.d: {READ}, c.e: {READ}}}")
    assert {d.code: [at.fragment() for at in d.related] for d in report} == {
        "tool-name-collision": ["#/commands/a.b"],
        "command-id-prefix": ["#/commands/c.d", "#/commands/c.e"],
    }


def test_how_much_too_long_a_name_is() -> None:
    (diagnostic,) = check(f"{{{LONG}abc: {READ}}}")
    assert "67 characters, 3 over 64" in diagnostic.message


def test_tool_name() -> None:
    assert tool_name("acme-desk", "ticket.Add--note") == "connector_aos_acme_desk__ticket_add_note"
