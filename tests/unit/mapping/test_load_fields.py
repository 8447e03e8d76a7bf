"""Malformed entries of a map's later parts: names of its own, ways in, shaping, answers and pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from aos_gen.diagnostics import Report
from aos_gen.mapping.load import load_mapping
from aos_gen.mapping.model import Mapping
from aos_gen.source import SourceSet

HEAD = "version: 1\nconnector: {name: acme, label: Acme, description: Tickets of Acme}\n"
AT = "#/commands/a"


def load(text: str, folder: Path) -> tuple[Mapping | None, Report]:
    report = Report()
    path = folder / "map.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    file = SourceSet().open(str(path), report)
    assert file is not None, list(report)
    return load_mapping(file, report), report


def found(report: Report) -> list[tuple[str, str]]:
    return [(d.code, d.location.fragment()) for d in report]


def command(settings: str) -> str:
    return f"commands: {{a: {{operation: o, mode: readonly, risk: 1, {settings}}}}}"


def parameter(settings: str) -> str:
    return command(f"parameters: {{p: {settings}}}")


def scheme(settings: str) -> str:
    return f"{command('list: false')}\nauth: {{S: {settings}}}"


KEYS = {
    "an environment": (
        "commands: {}\nserver: {environments: {Sand Box: https://a}}",
        "#/server/environments/Sand Box",
        "sandbox",
    ),
    "a header": ("commands: {}\nheaders: {'Acme Version': x}", "#/headers/Acme Version", "Acme-Version"),
    "an option": (command("options: {Owner: {}}"), f"{AT}/options/Owner", "owner"),
    "an option with dashes": (command("options: {--owner: {}}"), f"{AT}/options/--owner", "owner"),
}


@pytest.mark.parametrize(("text", "place", "hint"), KEYS.values(), ids=KEYS.keys())
def test_names_of_the_maps_own(text: str, place: str, hint: str, tmp_path: Path) -> None:
    """A name that cannot be one is told at the key, with one that can."""
    mapping, report = load(text, tmp_path)
    assert mapping is None
    told = [one for one in report if one.code == "bad-key"]
    assert [(one.location.fragment(), one.location.at_key) for one in told] == [(place, True)]
    assert told[0].hint == f"write a name such as {hint}"


VALUES = {
    "an environment that is a number": (
        "commands: {}\nserver: {environments: {a: 7}}",
        "#/server/environments/a",
        "'a' of 'environments' of 'server' must be text, not 7",
    ),
    "a header that is a number": (
        "commands: {}\nheaders: {A-Version: 2}",
        "#/headers/A-Version",
        "'A-Version' of 'headers' must be text, not 2",
    ),
    "a type of scheme": (
        scheme("{env: A_KEY, type: cookie}"),
        "#/auth/S/type",
        "must be bearer, basic, apiKey, oauth2 or server, not 'cookie'",
    ),
    "how a client shows itself": (
        scheme("{env: A_KEY, client_auth: post}"),
        "#/auth/S/client_auth",
        "must be basic or body, not 'post'",
    ),
    "scopes in one text": (
        scheme("{env: A_KEY, scopes: a b}"),
        "#/auth/S/scopes",
        "must be a list, not 'a b'",
    ),
    "a password that is a number": (
        scheme("{username: {env: A_ID}, password: {value: 7}}"),
        "#/auth/S/password/value",
        "must be text, not 7",
    ),
    "a place of a parameter": (
        parameter("{in: path}"),
        f"{AT}/parameters/p/in",
        "'in' of parameter 'p' of command 'a' must be query, header, cookie or body, not 'path'",
    ),
    "a type of a parameter": (
        parameter("{type: date}"),
        f"{AT}/parameters/p/type",
        "must be text, integer, number, boolean, list, json or file, not 'date'",
    ),
    "a style": (
        parameter("{style: deepObject}"),
        f"{AT}/parameters/p/style",
        "must be form, comma, space, pipe, deep or json, not 'deepObject'",
    ),
    "a bound alone": (
        parameter("{clamp: 100}"),
        f"{AT}/parameters/p/clamp",
        "must be a mapping with 'min' or 'max', not 100",
    ),
    "a bound that is text": (
        parameter("{clamp: {max: '100'}}"),
        f"{AT}/parameters/p/clamp/max",
        "must be a number, not '100'",
    ),
    "a flag that is text": (
        parameter("{required: 'yes'}"),
        f"{AT}/parameters/p/required",
        "must be true or false, not 'yes'",
    ),
    "an option that is text": (command("options: {x: y}"), f"{AT}/options/x", "must be a mapping, not 'y'"),
    "an option's variable": (
        command("options: {x: {env: owner}}"),
        f"{AT}/options/x/env",
        "must be capital words joined by underscores, not 'owner'",
    ),
    "members that are one text": (
        command("answer: {keep: id}"),
        f"{AT}/answer/keep",
        "must be a list, not 'id'",
    ),
    "pages by a word": (
        command("paginate: cursor"),
        f"{AT}/paginate",
        "'paginate' of command 'a' must be a mapping or false, not 'cursor'",
    ),
    "pages, yes": (command("paginate: true"), f"{AT}/paginate", "must be a mapping or false, not true"),
    "a kind of pages": (
        command("paginate: {kind: token}"),
        f"{AT}/paginate/kind",
        "must be cursor, token-header, last-id, page, offset, url or link, not 'token'",
    ),
    "a first page that is text": (
        command("paginate: {kind: page, start: '0'}"),
        f"{AT}/paginate/start",
        "must be a whole number, not '0'",
    ),
    "a body by its type alone": (
        command("body: text/csv"),
        f"{AT}/body",
        "must be a mapping, not 'text/csv'",
    ),
}


@pytest.mark.parametrize(("text", "place", "message"), VALUES.values(), ids=VALUES.keys())
def test_wrong_values(text: str, place: str, message: str, tmp_path: Path) -> None:
    """What a field takes is said in words, at the field."""
    mapping, report = load(text, tmp_path)
    assert mapping is None
    told = [one for one in report if one.code == "wrong-value"]
    assert [one.location.fragment() for one in told] == [place]
    assert message in told[0].message
    assert told[0].hint


MISSING = {
    "pages": ("paginate: {parameter: p}", "paginate", "kind"),
    "a body": ("body: {}", "body", "media_type"),
}


@pytest.mark.parametrize(("settings", "part", "key"), MISSING.values(), ids=MISSING.keys())
def test_missing_keys(settings: str, part: str, key: str, tmp_path: Path) -> None:
    """What a part cannot do without is named, with an example."""
    _, report = load(command(settings), tmp_path)
    assert found(report) == [("missing-key", f"{AT}/{part}")]
    (diagnostic,) = report
    assert f"has no '{key}'" in diagnostic.message
    assert f"add `{key}: " in str(diagnostic.hint)


UNKNOWN = {
    "pages": ("paginate: {kind: link, sise: limit}", "paginate/sise", "did you mean 'size'?"),
    "an answer": ("answer: {unwarp: data}", "answer/unwarp", "did you mean 'unwrap'?"),
    "an option": ("options: {x: {requird: true}}", "options/x/requird", "did you mean 'required'?"),
    "the model's own spelling": ("parameters: {p: {in_: query}}", "parameters/p/in_", "did you mean 'in'?"),
    "a clamp": (
        "parameters: {p: {clamp: {maximum: 1}}}",
        "parameters/p/clamp/maximum",
        "did you mean 'max'?",
    ),
}


@pytest.mark.parametrize(("settings", "place", "hint"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_unknown_keys(settings: str, place: str, hint: str, tmp_path: Path) -> None:
    """A slip of a key is told at the key."""
    _, report = load(command(settings), tmp_path)
    assert [(d.code, d.location.fragment(), d.hint) for d in report] == [
        ("unknown-key", f"{AT}/{place}", hint)
    ]


def test_a_map_of_everything(tmp_path: Path) -> None:
    """Every part of a map, written as people write it."""
    mapping, report = load(
        """
server: {environments: {live: https://api.acme.example, sandbox: https://test.acme.example}}
headers: {Acme-Version: '2024-01-01'}
auth:
  Client: {client_id: {env: ACME_CLIENT_ID}, client_secret: {env: ACME_CLIENT_SECRET}, scopes: [read]}
health: {operation: me, parameters: {site: {env: ACME_SITE_ID}}}
commands:
  issue.list:
    operation: search
    mode: readonly
    risk: 1
    options: {owner: {help: Whose}, text: {required: false, default: is:open}}
    parameters:
      q: {compose: 'user:{owner} {text}'}
      limit: {clamp: {max: 100}, default: 10}
      tags: {in: query, type: list, style: pipe}
      fields.summary: {option: summary, required: true}
      to: {each: email}
    list: {items: data.rows, id: key.sid}
    answer: {media_type: application/json, unwrap: result, keep: [id], drop: [raw]}
    paginate: {kind: page, parameter: page, size: limit, start: 0, more: '!isLast'}
    body: {media_type: application/json}
    server: https://search.acme.example
""",
        tmp_path,
    )
    assert not list(report)
    assert mapping is not None
    assert list(mapping.server.environments) == ["live", "sandbox"]
    assert mapping.commands["issue.list"].parameters["tags"].in_ == "query"
