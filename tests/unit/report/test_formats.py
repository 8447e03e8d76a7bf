"""The formats of a comparison: what hostile text cannot do, how long they get, what their readers need."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from changed_plans import changed, tiny

from aos_gen.diagnostics import Location
from aos_gen.report.comparison import Comparison, State, compare_states
from aos_gen.report.formats.github import workflow_commands
from aos_gen.report.formats.markdown import LIMIT, code, markdown
from aos_gen.report.formats.record import record
from aos_gen.report.formats.sarif import sarif
from aos_gen.report.formats.text import lines
from aos_gen.report.rules import Bump
from aos_gen.report.version import next_version

HOSTILE = [
    "a | b", "`a`", "``` | x", "<b>a</b>", "</details><h1>", "@everyone", "[a](https://evil.example)",
    "https://evil.example", "www.evil.example",
    "a\n\n# b", "\x1b[2J", "\u202eabc", "*a* _b_ ~~c~~", "#1", "&lt;",
    "::error::x", "a%0A::error::b", "a\r\n::set-output name=x::y", "-->", "\\|", "GH-1", "$x$",
]  # fmt: skip


def placed(at: Location) -> dict[str, Any]:
    return {"file": at.file, "line": 3, "column": 5, "pointer": at.fragment()}


def told(text: str) -> Comparison:
    """A comparison that says the text in every place that a vendor or a map can fill."""
    new = changed(changed(tiny(), "commands.3.options.0.option", text), "description", text)
    found = compare_states(State(tiny(), {}, text), State(new, {}, text))
    at = Location(f"ma,p:{text}.yaml")
    rows = tuple(replace(one, subject=text, in_map=at, in_document=at) for one in found.findings)
    return replace(found, findings=rows)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_is_obeyed_by_nobody(text: str) -> None:
    """Between the marks of our own, no character is left that Markdown, HTML or GitHub would read."""
    said = code(text).removeprefix("<code>").removesuffix("</code>")
    plain = said.replace("&#", "")
    assert not set(plain) & set("|`<>@[]:.*_~\\!\"'\n\r$&#{}")
    full, bland = markdown(told(text)), markdown(told("x"))
    assert full.count("\n") == bland.count("\n")
    assert all(full.count(one) == bland.count(one) for one in "|<>@`[*")


@pytest.mark.parametrize("text", HOSTILE)
def test_an_annotation_is_one_line(text: str) -> None:
    """No text ends its line or its property, and begins no command."""
    found = told(text)
    said = list(workflow_commands(found, placed))
    assert len(said) == len(found.findings)
    for line in said:
        assert len(line.splitlines()) == 1
        assert line.startswith(("::error file=", "::warning file=", "::notice file="))
        properties = line.split("::", 2)[1]
        assert properties.count(",") == 3
        assert "\r" not in line


@pytest.mark.parametrize("text", HOSTILE)
def test_a_terminal_obeys_nothing(text: str) -> None:
    """Every line of text is printable."""
    assert all(line.isprintable() for line in lines(told(text)))


def test_markdown_fits_whatever_the_size() -> None:
    """A thousand commands that came, with long paths, stay below GitHub's limit, and it is said so."""
    one = tiny().commands[0]
    many = tuple(replace(one, id=f"a.{n:04}", path="/|" * 90 + str(n)) for n in range(1000))
    found = compare_states(State(tiny(), {}), State(replace(tiny(), commands=many), {}))
    said = markdown(found)
    assert len(said) < LIMIT
    assert len(said.encode()) < LIMIT
    assert "are left out here" in said
    assert said.count("<details>") == said.count("</details>")
    assert said.splitlines()[0].startswith("### <code>aos-tiny</code>: permissions ")


def test_sarif_has_what_its_schema_requires() -> None:
    """Version, driver, rules with ids, results with message, rule and places."""
    found = told("a b.yaml")
    data = json.loads(json.dumps(sarif(found, placed, "1.0")))
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(run["results"]) == len(found.findings) > 0
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (where,) = result["locations"]
        assert where["physicalLocation"]["artifactLocation"]["uri"] == "ma%2Cp%3Aa%20b.yaml.yaml"
        assert where["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}


def test_the_record_has_stable_keys() -> None:
    """The documented members, and every row in one block."""
    found = told("x")
    data = record(found, placed)
    assert list(data) == [
        "format", "tool", "base", "head", "review", "version", "permissions", "contract", "operations"
    ]  # fmt: skip
    rows = [*data["permissions"], *data["contract"], *data["operations"]]
    assert len(rows) == len(found.findings)
    assert set(rows[0]) == {
        "rule", "severity", "effect", "command", "subject", "old", "new", "map", "document"
    }  # fmt: skip


def test_nothing_changed() -> None:
    """No review, no new version, and one sentence."""
    found = compare_states(State(tiny(), {}), State(tiny(), {}))
    assert (found.review, found.proposed, found.bump) == ("none", "0.1.0", Bump.NONE)
    assert "Nothing changed" in markdown(found)
    assert not found.fails(("any", "breaking", "warning", "widening", "permission"))


@pytest.mark.parametrize(
    ("old", "new", "bump", "proposed"),
    [
        ("0.1.0", "0.1.0", Bump.MAJOR, "1.0.0"),
        ("1.2.3", "1.2.3", Bump.MINOR, "1.3.0"),
        ("1.2.3", "1.2.3", Bump.PATCH, "1.2.4"),
        ("1.2.3", "1.2.3", Bump.NONE, "1.2.3"),
        ("1.2.3", "2.0.0", Bump.MINOR, "2.0.0"),
        ("1.2.3", "1.2.4", Bump.MINOR, "1.3.0"),
        ("1.2.9", "1.2.10", Bump.PATCH, "1.2.10"),
    ],
)
def test_the_next_version(old: str, new: str, bump: Bump, proposed: str) -> None:
    """Raised from the old one, unless the map has raised it far enough."""
    assert next_version(old, new, bump) == proposed


@pytest.mark.parametrize(
    ("path", "value", "review"),
    [
        ("commands.3.options", (), "none"),
        ("commands.3.options.0.checks.most", 5, "none"),
        ("commands.3.server", "https://other.example", "minimal"),
        ("commands.1.server", "https://other.example", "standard"),
        ("base_url", "https://other.example", "standard"),
        ("auth.credentials.0.scopes", ("a",), "standard"),
        ("commands.1.risk", 4, "none"),
        ("commands.1.risk", 1, "standard"),
    ],
)
def test_the_review_by_tier(path: str, value: Any, review: str) -> None:
    """The highest tier among what was added or widened; what was tightened needs none."""
    assert compare_states(State(tiny(), {}), State(changed(tiny(), path, value), {})).review == review
