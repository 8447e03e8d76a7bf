"""Well-formed maps that break a rule, and the place of each diagnostic."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from aos_gen.diagnostics import Report, Severity
from aos_gen.mapping.check import MAX_TOOL_NAME, check_mapping, tool_name
from aos_gen.mapping.model import CREDENTIAL_ENDINGS, Mapping

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
    "contradicting parameters": (
        (
            "{a: {operation: o, mode: readonly, risk: 1, parameters: {p: {omit: true, help: x},"
            " q: {fixed: 1, default: 2}, r: {fixed: null, env: ACME_ID}, s: {default: 1, env: ACME_ID},"
            " t: {omit: true}, u: {fixed: 1, help: x}, v: {omit: false, option: w}}}}"
        ),
        [
            ("null-value", "#/commands/a/parameters/r/fixed"),
            *[("parameter-contradiction", f"#/commands/a/parameters/{name}") for name in "pq"],
        ],
    ),
    "summaries": (
        (
            "{a: {operation: o, mode: readonly, risk: 1, summary: List},"
            " b: {operation: o, mode: readonly, risk: 1},"
            " c: {operation: o, mode: readonly, risk: 1, summary: List}}"
        ),
        [("duplicate-summary", "#/commands/c/summary")],
    ),
    "needless approval": (
        "{a: {operation: o, mode: admin, risk: 3, approval: {by: A, contract: '0000000000000000'}}}",
        [("approval-not-needed", "#/commands/a/approval")],
    ),
}


@pytest.mark.parametrize(("commands", "expected"), COMMANDS.values(), ids=COMMANDS.keys())
def test_commands(commands: str, expected: list[tuple[str, str]]) -> None:
    report = check(commands)
    assert found(report) == expected
    assert all(d.hint for d in report)


AUTH = {
    "sound": (
        (
            "A: {env: ACME_API_KEY}\n  B: {type: apiKey, in: header, name: X-Key, env: ACME_API_KEY}\n"
            "  C: {username: {env: ACME_EMAIL}, password: {env: ACME_TOKEN}}\n"
            "  D: {type: bearer, env: ACME_TOKEN}"
        ),
        [],
    ),
    "nothing": ("A: {}", [("scheme-incomplete", "#/auth/A")]),
    "both": (
        "A: {env: ACME_KEY, username: {env: ACME_EMAIL}, password: {env: ACME_TOKEN}}",
        [("scheme-incomplete", "#/auth/A")],
    ),
    "half a pair": ("A: {username: {env: ACME_EMAIL}}", [("scheme-incomplete", "#/auth/A")]),
    "basic without a pair": ("A: {type: basic, env: ACME_KEY}", [("scheme-incomplete", "#/auth/A")]),
    "bearer with a pair": (
        "A: {type: bearer, username: {env: ACME_EMAIL}, password: {env: ACME_TOKEN}}",
        [("scheme-incomplete", "#/auth/A")],
    ),
    "key without a place": ("A: {type: apiKey, env: ACME_KEY}", [("scheme-incomplete", "#/auth/A")]),
    "key without a name": (
        "A: {type: apiKey, in: query, env: ACME_KEY}",
        [("scheme-incomplete", "#/auth/A")],
    ),
    "bearer with a place": (
        "A: {type: bearer, env: ACME_KEY, in: header, name: X}",
        [("scheme-incomplete", "#/auth/A")],
    ),
    "unknown endings": (
        "A: {env: ACME_CREDENTIAL}\n  B: {username: {env: ACME_USER}, password: {env: ACME_PASSWORD}}",
        [
            ("credential-name", "#/auth/A/env"),
            ("credential-name", "#/auth/B/username/env"),
            ("credential-name", "#/auth/B/password/env"),
        ],
    ),
    "user name is password": (
        "A: {username: {env: ACME_KEY}, password: {env: ACME_KEY}}",
        [("env-name-collision", "#/auth/A/password/env")],
    ),
    "the server's variable": ("A: {env: ACME_BASE_URL}", [("env-name-collision", "#/auth/A/env")]),
}


@pytest.mark.parametrize(("auth", "expected"), AUTH.values(), ids=AUTH.keys())
def test_auth(auth: str, expected: list[tuple[str, str]]) -> None:
    report = check(rest=f"auth:\n  {auth}\n")
    assert found(report) == expected
    assert all(d.hint for d in report)


def test_a_secret_is_no_parameter() -> None:
    commands = (
        "{a: {operation: o, mode: readonly, risk: 1, parameters: {p: {env: ACME_KEY}, q: {env: ACME_ID}}}}"
    )
    auth = "auth:\n  A: {env: ACME_KEY}\n  B: {username: {env: ACME_ID}, password: {env: ACME_SECRET}}\n"
    report = check(commands, auth)
    assert found(report) == [("env-name-collision", "#/commands/a/parameters/p/env")]
    assert [at.fragment() for d in report for at in d.related] == ["#/auth/A/env"]


def test_a_parameter_is_not_a_setting_of_the_host() -> None:
    commands = (
        "{a: {operation: o, mode: readonly, risk: 1,"
        " parameters: {p: {env: ACME_DESK_BASE_URL}, q: {env: AOS_DEFAULT_MODE}}}}"
    )
    assert found(check(commands, name="acme-desk")) == [
        ("env-name-collision", "#/commands/a/parameters/p/env"),
        ("env-name-collision", "#/commands/a/parameters/q/env"),
    ]


def test_the_probe_takes_fixed_values_only() -> None:
    rest = "health: {operation: o, parameters: {a: {default: 1}, b: {fixed: 1}, c: {omit: true}, d: {}}}"
    assert found(check(rest=rest)) == [("parameter-contradiction", "#/health/parameters/a")]


def test_exclusions() -> None:
    rest = "exclude: [{reason: x}, {tag: T, reason: x}, {method: GET, reason: x}]"
    assert found(check(rest=rest)) == [("exclusion-empty", "#/exclude/0")]


def test_related_places() -> None:
    report = check(f"{{a.b: {READ}, a-b: {READ}, c: {READ}, c.d: {READ}, c.e: {READ}}}")
    assert {d.code: [at.fragment() for at in d.related] for d in report} == {
        "tool-name-collision": ["#/commands/a.b"],
        "command-id-prefix": ["#/commands/c.d", "#/commands/c.e"],
    }


def test_a_needless_approval_is_a_warning() -> None:
    commands = "{a: {operation: o, mode: admin, risk: 1, approval: {by: A, contract: '0000000000000000'}}}"
    assert [d.severity for d in check(commands)] == [Severity.WARNING]


def test_how_much_too_long_a_name_is() -> None:
    (diagnostic,) = check(f"{{{LONG}abc: {READ}}}")
    assert "67 characters, 3 over 64" in diagnostic.message


@pytest.mark.parametrize("ending", CREDENTIAL_ENDINGS)
def test_every_ending_is_accepted(ending: str) -> None:
    assert not found(check(rest=f"auth: {{A: {{env: ACME{ending}}}}}"))


def test_tool_name() -> None:
    assert tool_name("acme-desk", "ticket.Add--note") == "connector_aos_acme_desk__ticket_add_note"
