"""Malformed maps, and the place and the words of each diagnostic."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from aos_gen.diagnostics import Report
from aos_gen.mapping import model as m
from aos_gen.mapping.base import Model
from aos_gen.mapping.load import load_mapping
from aos_gen.mapping.wording import FIELDS
from aos_gen.source import SourceSet

MAPS = sorted((Path(__file__).parents[3] / "specs").glob("*/map.yaml"))
CONNECTOR = "version: 1\nconnector: {name: acme, label: Acme, description: Tickets of Acme}\n"
LIST = "ticket.list: {operation: listTickets, mode: readonly, risk: 1"


def load(text: str, folder: Path) -> tuple[m.Mapping | None, Report]:
    report = Report()
    path = folder / "map.yaml"
    path.write_text(text, encoding="utf-8")
    file = SourceSet().open(str(path), report)
    assert file is not None, list(report)
    before = copy.deepcopy(file.data)
    mapping = load_mapping(file, report)
    assert file.data == before, "loading leaves the data alone"
    assert {d.location.file for d in report} <= {str(path)}
    return mapping, report


def found(report: Report) -> list[tuple[str, str, bool]]:
    return [(d.code, d.location.fragment(), d.location.at_key) for d in report]


def command(settings: str) -> str:
    return f"{CONNECTOR}commands:\n  {LIST}, {settings}}}\n"


MALFORMED = {
    "empty file": ("", [("map-not-a-mapping", "#", False)]),
    "a list": ("- 1", [("map-not-a-mapping", "#", False)]),
    "a whole part missing": (
        "version: 1",
        [("missing-key", "#", False), ("missing-key", "#", False)],
    ),
    "commands missing": (CONNECTOR, [("missing-key", "#", False)]),
    "commands empty": (f"{CONNECTOR}commands:", [("wrong-value", "#/commands", False)]),
    "unknown part": (f"{CONNECTOR}commands: {{}}\ncommand: 1", [("unknown-key", "#/command", True)]),
    "version as text": (
        CONNECTOR.replace("1", "'1'") + "commands: {}",
        [("wrong-value", "#/version", False)],
    ),
    "connector name": (
        CONNECTOR.replace("acme", "Acme Desk", 1) + "commands: {}",
        [("wrong-value", "#/connector/name", False)],
    ),
    "entry of a list": (
        CONNECTOR.replace("{", "{categories: [a, 3], ", 1) + "commands: {}",
        [("wrong-value", "#/connector/categories/1", False)],
    ),
    "server variable": (
        f"{CONNECTOR}server: {{variables: {{v: 2}}}}\ncommands: {{}}",
        [("wrong-value", "#/server/variables/v", False)],
    ),
    "scheme": (
        f"{CONNECTOR}auth: {{A: {{env: acme key, in: body, typ: apiKey}}}}\ncommands: {{}}",
        [
            ("wrong-value", "#/auth/A/env", False),
            ("wrong-value", "#/auth/A/in", False),
            ("unknown-key", "#/auth/A/typ", True),
        ],
    ),
    "the model's own spelling of an alias": (
        f"{CONNECTOR}auth: {{A: {{env: ACME_KEY, in_: header}}}}\ncommands: {{}}",
        [("unknown-key", "#/auth/A/in_", True)],
    ),
    "command ids": (
        (
            f"{CONNECTOR}commands:\n  Ticket List: {{operation: a, mode: readonly, risk: 1}}\n"
            "  a.b.c.d: {operation: a, mode: readonly, risk: 1}\n"
        ),
        [("bad-command-id", "#/commands/Ticket List", True), ("bad-command-id", "#/commands/a.b.c.d", True)],
    ),
    "bad id and bad command": (
        f"{CONNECTOR}commands: {{A: {{mode: readonly, risk: 1}}}}",
        [("bad-command-id", "#/commands/A", True), ("missing-key", "#/commands/A", False)],
    ),
    "key that looks like pydantic's marker": (
        command('"[key]": 1'),
        [("unknown-key", "#/commands/ticket.list/[key]", True)],
    ),
    "command of nothing": (f"{CONNECTOR}commands: {{a: }}", [("wrong-value", "#/commands/a", False)]),
    "command without its duties": (
        f"{CONNECTOR}commands: {{a: {{}}}}",
        [("missing-key", "#/commands/a", False)] * 3,
    ),
    "mode and risk": (
        f"{CONNECTOR}commands: {{a: {{operation: o, mode: read, risk: 5}}}}",
        [("wrong-value", "#/commands/a/mode", False), ("wrong-value", "#/commands/a/risk", False)],
    ),
    "risk true": (
        f"{CONNECTOR}commands: {{a: {{operation: o, mode: readonly, risk: true}}}}",
        [("wrong-value", "#/commands/a/risk", False)],
    ),
    "risk as text": (
        f"{CONNECTOR}commands: {{a: {{operation: o, mode: readonly, risk: '1'}}}}",
        [("wrong-value", "#/commands/a/risk", False)],
    ),
    "action": (command("action: delete"), [("wrong-value", "#/commands/ticket.list/action", False)]),
    "parameter": (
        command("parameters: {a/b: {option: --x, omitt: true}, c: 3}"),
        [
            ("wrong-value", "#/commands/ticket.list/parameters/a~1b/option", False),
            ("unknown-key", "#/commands/ticket.list/parameters/a~1b/omitt", True),
            ("wrong-value", "#/commands/ticket.list/parameters/c", False),
        ],
    ),
    "list true": (command("list: true"), [("wrong-value", "#/commands/ticket.list/list", False)]),
    "list of text": (command("list: items"), [("wrong-value", "#/commands/ticket.list/list", False)]),
    "key of a list": (
        command("list: {itms: a, id: 3}"),
        [
            ("wrong-value", "#/commands/ticket.list/list/id", False),
            ("unknown-key", "#/commands/ticket.list/list/itms", True),
        ],
    ),
    "key that looks like a union's branch": (
        command("list: {ListMapping: {id: 3}}"),
        [("unknown-key", "#/commands/ticket.list/list/ListMapping", True)],
    ),
    "approval": (
        command("approval: {contract: abc}"),
        [
            ("missing-key", "#/commands/ticket.list/approval", False),
            ("wrong-value", "#/commands/ticket.list/approval/contract", False),
        ],
    ),
    "health": (
        f"{CONNECTOR}commands: {{}}\nhealth: {{parameters: {{a: {{fixd: 1}}}}}}",
        [("missing-key", "#/health", False), ("unknown-key", "#/health/parameters/a/fixd", True)],
    ),
    "exclusions": (
        f"{CONNECTOR}commands: {{}}\nexclude: [{{tag: Beta}}, Beta]",
        [("missing-key", "#/exclude/0", False), ("wrong-value", "#/exclude/1", False)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_map(text: str, expected: list[tuple[str, str, bool]], tmp_path: Path) -> None:
    mapping, report = load(text, tmp_path)
    assert mapping is None
    assert sorted(found(report)) == sorted(expected)
    for diagnostic in report:
        assert diagnostic.hint, diagnostic
        assert not diagnostic.message.endswith(".")
        assert "^" not in diagnostic.message, "words, not a regular expression"


WORDS = {
    "near key": (
        command("opertion: x"),
        "unknown key 'opertion' in command 'ticket.list'",
        "did you mean 'operation'?",
    ),
    "far key": (
        command("list: {zzz: 1}"),
        "unknown key 'zzz' in 'list' of command 'ticket.list'",
        "write one of items, id, label",
    ),
    "near choice": (
        f"{CONNECTOR}commands: {{a: {{operation: o, mode: ful, risk: 1}}}}",
        "'mode' of command 'a' must be readonly, write, full or admin, not 'ful'",
        "did you mean 'full'?",
    ),
    "missing": (
        f"{CONNECTOR}commands: {{a: {{operation: o, risk: 1}}}}",
        "command 'a' has no 'mode'",
        "add `mode:` with readonly, write, full or admin: choose by what the call can do",
    ),
    "number for text": (
        f"{CONNECTOR}server: {{variables: {{v: 2}}}}\ncommands: {{}}",
        "'v' of 'variables' of 'server' must be text, not 2",
        "put quotes round it, as it is written",
    ),
    "id": (
        f"{CONNECTOR}commands: {{Ticket/List all: {{operation: o, mode: readonly, risk: 1}}}}",
        (
            "'Ticket/List all' is not a command id: one to three words joined by dots, "
            "each of lower-case letters, digits, dashes and underscores, starting with a letter"
        ),
        "write an id such as ticket.list-all",
    ),
}


@pytest.mark.parametrize(("text", "message", "hint"), WORDS.values(), ids=WORDS.keys())
def test_words(text: str, message: str, hint: str, tmp_path: Path) -> None:
    _, report = load(text, tmp_path)
    assert [(d.message, d.hint) for d in report] == [(message, hint)]


def test_well_formed_map(tmp_path: Path) -> None:
    mapping, report = load(command("list: false, parameters: {a: {fixed: 0}}"), tmp_path)
    assert not list(report)
    assert mapping is not None
    assert mapping.commands["ticket.list"].list is False


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.parent.name)
def test_maps_of_the_example_vendors(path: Path) -> None:
    report = Report()
    file = SourceSet().open(str(path), report)
    assert file is not None
    assert load_mapping(file, report) is not None
    assert not list(report)


def test_duplicate_keys_are_reported_beside_the_rest(tmp_path: Path) -> None:
    command = "{operation: o, mode: full, risk: 2, mode: readonly}"
    text = f"{CONNECTOR}auth: {{}}\ncommands: {{a: {command}}}\nauth: {{}}"
    _, report = load(text, tmp_path)
    assert sorted(found(report)) == [
        ("duplicate-key", "#/auth", True),
        ("duplicate-key", "#/commands/a/mode", True),
        ("mode-below-tier", "#/commands/a/mode", False),
    ]


def test_sound_commands_are_checked_beside_malformed_ones(tmp_path: Path) -> None:
    text = (
        f"{CONNECTOR}commands:\n  a: {{operation: o, mode: readonly, risk: 9}}\n"
        "  b: {operation: o, mode: readonly, risk: 2}\nexclude: [3]\nauth: {S: {}}\n"
    )
    _, report = load(text, tmp_path)
    assert sorted(report.codes()) == ["mode-below-tier", "scheme-incomplete", "wrong-value"]


def test_every_field_that_can_be_wrong_has_words() -> None:
    models = [value for value in vars(m).values() if isinstance(value, type) and issubclass(value, Model)]
    for model in models:
        schema = model.model_json_schema(by_alias=True)
        for name, field in schema.get("properties", {}).items():
            text = str(field)
            closed = "'enum'" in text or "'const'" in text or ("'pattern'" in text and "[^" not in text)
            if closed or name in schema.get("required", ()):
                assert (model, name) in FIELDS, f"{model.__name__}.{name}"
    for model, name in FIELDS:
        assert name in model.model_json_schema(by_alias=True)["properties"]
