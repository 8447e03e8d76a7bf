"""Settings of parameters that undo each other, and constant headers that no map may set."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from aos_gen.diagnostics import Report
from aos_gen.mapping.check import check_mapping
from aos_gen.mapping.check_values import FORBIDDEN_HEADERS
from aos_gen.mapping.model import Mapping

HEAD = "version: 1\nconnector: {name: acme, label: Acme, description: Acme}\n"


def check(text: str) -> Report:
    data: Any = yaml.safe_load(HEAD + text)
    report = Report()
    check_mapping(Mapping.model_validate(data), "map.yaml", report)
    return report


def of_parameter(setting: str) -> Report:
    return check(f"commands: {{a: {{operation: o, mode: readonly, risk: 1, parameters: {{p: {setting}}}}}}}")


def found(report: Report) -> list[tuple[str, str]]:
    return [(d.code, d.location.fragment()) for d in report]


SOUND = [
    "{}",
    "{omit: true}",
    "{omit: false, option: q}",
    "{fixed: 1}",
    "{fixed: [a], each: email}",
    "{fixed: false, in: query, type: boolean}",
    "{default: 1, env: ACME_ID, option: q, clamp: {max: 3}}",
    "{default: 0, required: false}",
    "{env: ACME_ID, required: true}",
    "{compose: '{a} {b}', in: query}",
    "{each: email, option: to, type: list}",
    "{style: deep}",
    "{clamp: {min: 1, max: 1}}",
    "{clamp: {min: -0.5}}",
]


@pytest.mark.parametrize("setting", SOUND)
def test_sound_settings(setting: str) -> None:
    """What goes together is left alone."""
    assert found(of_parameter(setting)) == []


IDLE = {
    "{omit: true, help: x}": "is omitted, so 'help' would have no effect",
    "{omit: true, fixed: 1, option: q}": "is omitted, so 'option', 'fixed' would have no effect",
    "{omit: true, in: query, type: text}": "is omitted, so 'in', 'type' would have no effect",
    "{omit: true, clamp: {max: 1}, each: a, compose: '{a}'}": "'clamp', 'compose', 'each' would have no",
    "{omit: true, required: false}": "is omitted, so 'required' would have no effect",
    "{omit: true, style: deep}": "is omitted, so 'style' would have no effect",
    "{fixed: 1, help: x}": "is fixed, so 'help' would have no effect",
    "{compose: '{a}', help: x}": "is put together, so 'help' would have no effect",
    "{fixed: 1, default: 2}": "is fixed, so 'default' would have no effect",
    "{fixed: false, env: ACME_ID, required: true}": "is fixed, so 'env', 'required' would have no effect",
    "{fixed: '', compose: '{a}', option: q}": "is fixed, so 'option', 'compose' would have no effect",
    "{fixed: 1, clamp: {max: 2}}": "is fixed, so 'clamp' would have no effect",
    "{compose: '{a}', default: x, each: b}": "is put together, so 'default', 'each' would have no effect",
    "{compose: '{a}', option: q, env: ACME_ID}": "is put together, so 'option', 'env' would have no effect",
    "{default: 1, required: true}": "has a default, so 'required' would have no effect",
}


@pytest.mark.parametrize(("setting", "message"), IDLE.items())
def test_settings_without_effect(setting: str, message: str) -> None:
    """What one decision leaves idle is named, in the model's order."""
    report = of_parameter(setting)
    assert found(report) == [("parameter-contradiction", "#/commands/a/parameters/p")]
    (diagnostic,) = report
    assert message in diagnostic.message
    assert str(diagnostic.hint).startswith("remove '")


def test_the_probe_takes_no_caller() -> None:
    """Values that are sent, or left out, or stand in the environment, make sense; nothing else does."""
    parameters = (
        "{a: {default: 1}, b: {fixed: 1}, c: {omit: true}, d: {}, e: {env: ACME_ID},"
        " f: {option: x, compose: '{y}'}, g: {env: ACME_ID, fixed: 1}}"
    )
    report = check(f"commands: {{}}\nhealth: {{operation: o, parameters: {parameters}}}")
    assert found(report) == [
        ("parameter-contradiction", f"#/health/parameters/{name}") for name in ("a", "f", "g")
    ]
    assert "`fixed: ...`" in str(next(iter(report)).hint)


CLAMPS = {
    "no bound": ("{}", "has no bound"),
    "the wrong way round": ("{min: 2, max: 1}", "has a min of 2 above its max of 1"),
}


@pytest.mark.parametrize(("clamp", "message"), CLAMPS.values(), ids=CLAMPS.keys())
def test_clamps_that_hold_nothing(clamp: str, message: str) -> None:
    """A clamp has a bound, and room between two."""
    report = of_parameter(f"{{clamp: {clamp}}}")
    assert found(report) == [("bad-clamp", "#/commands/a/parameters/p/clamp")]
    assert all(message in one.message for one in report)


DEFAULTS = {
    "{default: 0, clamp: {min: 1, max: 9}}": ["#/commands/a/parameters/p/default"],
    "{default: 9.5, clamp: {max: 9}}": ["#/commands/a/parameters/p/default"],
    "{default: 9, clamp: {min: 9, max: 9}}": [],
    "{default: '10', clamp: {max: 9}}": [],
    "{default: true, clamp: {max: 0}}": [],
}


@pytest.mark.parametrize(("setting", "places"), DEFAULTS.items())
def test_a_default_that_the_clamp_would_move(setting: str, places: list[str]) -> None:
    """What the map says is what is sent."""
    assert found(of_parameter(setting)) == [("bad-clamp", place) for place in places]


def headers(text: str) -> list[tuple[str, str]]:
    return found(check(f"commands: {{}}\nheaders: {text}"))


def test_sound_headers() -> None:
    """A version, a feature, a name in Latin letters."""
    assert headers("{Acme-Version: '2024-01-01', x_beta: a=1; b, From: Zoë}") == []


@pytest.mark.parametrize("name", sorted(FORBIDDEN_HEADERS))
def test_headers_that_no_map_sets(name: str) -> None:
    """What frames the message or carries a credential is the connector's, in any case of letters."""
    assert headers(f"{{{name.title()}: x}}") == [("bad-header", f"#/headers/{name.title()}")]


@pytest.mark.parametrize("value", ['"a\\tb"', '"a\\x00"', '"ключ"', '"€"'])
def test_values_that_no_header_carries(value: str) -> None:
    """A header is one line of Latin-1."""
    assert headers(f"{{Acme-Version: {value}}}") == [("bad-header", "#/headers/Acme-Version")]


ADDED = {
    "p": [],
    "Acme-Version": [],
    "authorization": ["bad-header"],
    "header:Content-Type": ["bad-header"],
    "two words": ["bad-header"],
}


@pytest.mark.parametrize(("name", "codes"), ADDED.items())
def test_headers_that_the_map_adds(name: str, codes: list[str]) -> None:
    """A header parameter of the map's own has a name that a header may have."""
    parameters = f"{{'{name}': {{in: header}}}}"
    report = check(f"commands: {{a: {{operation: o, mode: readonly, risk: 1, parameters: {parameters}}}}}")
    assert [one.code for one in report] == codes
    assert all(one.location.at_key for one in report)
