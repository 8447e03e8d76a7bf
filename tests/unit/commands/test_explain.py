"""Which command is meant, which mistakes are its own, and how much is told of one that has some."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builders import tiny_document, tiny_mapping, write_vendor

from aos_gen.commands.command_ids import command_ids
from aos_gen.commands.explain import Explained, explain, nearest
from aos_gen.commands.trail import trail
from aos_gen.diagnostics import Location
from aos_gen.mapping.model import Mapping

NEAREST: dict[str, tuple[str, list[str]]] = {
    "a slip": ("ticket.lst", ["ticket.list", "ticket.get"]),
    "a slip in one": ("agent.ne", ["agent.me"]),
    "another case": ("Ticket.List", ["ticket.list"]),
    "words": ("ticket list", ["ticket.list"]),
    "a tool": ("connector_aos_tiny__ticket_get", ["ticket.get"]),
    "an operation": ("createTicket", ["ticket.create"]),
    "a beginning": ("ticket", ["ticket.create", "ticket.get", "ticket.list"]),
    "something else": ("zebra", []),
}


@pytest.mark.parametrize(("wanted", "ids"), NEAREST.values(), ids=NEAREST.keys())
def test_nearest(wanted: str, ids: list[str]) -> None:
    """What goes by another name, what begins so, what is spelled alike, the nearest first."""
    mapping = tiny_mapping()
    assert nearest(wanted, mapping["commands"], Mapping.model_validate(mapping)) == ids


def explained(folder: Path, command: str, document: Any = None, **changes: Any) -> Explained:
    """The outcome for the tiny vendor; `changes` are entries of the map's commands."""
    mapping = tiny_mapping()
    for key, entry in changes.pop("top", {}).items():
        mapping[key] = entry
    mapping["commands"] |= {key.replace("_", "."): entry for key, entry in changes.items()}
    files = write_vendor(folder, document or tiny_document(), mapping)
    return explain(command, str(files.spec), str(files.map))


def placed(at: Location) -> dict[str, Any]:
    return {"file": Path(at.file).name, "line": None, "pointer": at.fragment()}


LIST = {"operation": "listTickets", "mode": "readonly", "risk": 1}
MISTAKES: dict[str, tuple[dict[str, Any], list[str], dict[str, bool]]] = {
    "none": ({}, [], {"operation": True, "server": True, "sound": True}),
    "another's": ({"ticket_get": {**LIST, "mode": "read"}}, [], {"server": True, "sound": True}),
    "another's that cannot be found": (
        {"ticket_get": {**LIST, "operation": "x"}},
        [],
        {"server": True, "sound": True},
    ),
    "its tier": (
        {"ticket_list": {**LIST, "risk": 9}},
        ["wrong-value"],
        {"operation": True, "server": False, "permission": False},
    ),
    "its operation": (
        {"ticket_list": {**LIST, "operation": "listTicket"}},
        ["unknown-operation"],
        {"operation": False, "server": False, "permission": True},
    ),
    "a parameter": (
        {"ticket_list": {**LIST, "parameters": {"x": {}}}},
        ["unknown-parameter"],
        {"server": True, "sound": False},
    ),
    "no approval": (
        {"ticket_list": {**LIST, "mode": "admin", "risk": 4}},
        ["approval-missing"],
        {"server": True, "sound": True, "contract": True},
    ),
    "the server section": (
        {"top": {"server": {"urls": "x"}}},
        ["unknown-key"],
        {"server": True, "sound": False},
    ),
}


@pytest.mark.parametrize(("changes", "codes", "told"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes(changes: dict[str, Any], codes: list[str], told: dict[str, bool], tmp_path: Path) -> None:
    """Those of the command and of what all share are told; the trail goes as far as it can."""
    result = explained(tmp_path, "ticket.list", **changes)
    assert [one.code for one in result.report if one.severity == "error"] == codes
    record = trail(result, placed)
    assert {key: bool(record[key]) for key in told} == told
    assert record["known"] and record["map"]["pointer"] == "#/commands/ticket.list"
    json.dumps(record)


def test_a_document_that_cannot_be_read(tmp_path: Path) -> None:
    """The map's line is all that is left."""
    result = explained(tmp_path, "ticket.list", document={"swagger": "1.2"})
    record = trail(result, placed)
    assert (record["known"], record["operation"], record["inputs"]) == (True, None, [])
    assert result.report.has_errors


def test_a_map_that_cannot_be_read(tmp_path: Path) -> None:
    """Nothing is known, and no command is called unknown."""
    files = write_vendor(tmp_path, tiny_document(), {})
    files.map.write_text("- a\n")
    result = explain("ticket.list", str(files.spec), str(files.map))
    assert (result.known, result.report.codes()) == (False, ("map-not-a-mapping",))


APPROVALS: dict[str, tuple[dict[str, Any], str]] = {
    "not needed": ({}, "not needed"),
    "missing": ({"mode": "admin", "risk": 4}, "missing"),
    "stale": ({"mode": "admin", "risk": 4, "approval": {"by": "Ada", "contract": "0" * 16}}, "stale"),
}


@pytest.mark.parametrize(("settings", "state"), APPROVALS.values(), ids=APPROVALS.keys())
def test_approval(settings: dict[str, Any], state: str, tmp_path: Path) -> None:
    """Who approved which contract, and whether it is the present one."""
    record = trail(explained(tmp_path, "ticket.list", ticket_list=LIST | settings), placed)
    assert record["approval"]["state"] == state
    approval = {"by": "Ada", "contract": record["contract"], "ref": "https://t.example/1"}
    given = LIST | {"mode": "admin", "risk": 4, "approval": approval}
    found = trail(explained(tmp_path, "ticket.list", ticket_list=given), placed)["approval"]
    assert {key: found[key] for key in ("state", *approval)} == {"state": "given", **approval}


ASKS: dict[str, tuple[dict[str, Any], str]] = {
    "the same": ({}, "the same"),
    "more": ({"mode": "write", "risk": 2}, "more"),
}


@pytest.mark.parametrize(("settings", "asks"), ASKS.values(), ids=ASKS.keys())
def test_the_map_beside_the_proposal(settings: dict[str, Any], asks: str, tmp_path: Path) -> None:
    """Whether the map asks for as much permission as a draft would."""
    record = trail(explained(tmp_path, "ticket.list", ticket_list=LIST | settings), placed)
    assert record["permission"]["proposal"]["map_asks"] == asks
    create = {"operation": "createTicket", "mode": "readonly", "risk": 1}
    less = trail(explained(tmp_path, "ticket.create", ticket_create=create), placed)
    assert less["permission"]["proposal"]["map_asks"] == "less"


IDS_OF: dict[str, tuple[str, list[str]]] = {
    "a map": ("commands: {b.c: 1, a: {}}", ["a", "b.c"]),
    "a map with strange keys": ("commands: {1: {}, 'a b': {}, a: {}, \"x\\e[31m\": {}}", ["a"]),
    "no commands": ("commands: [a]", []),
    "a list": ("[a]", []),
    "no YAML": ("a: [", []),
}


@pytest.mark.parametrize(("text", "ids"), IDS_OF.values(), ids=IDS_OF.keys())
def test_command_ids(text: str, ids: list[str], tmp_path: Path) -> None:
    """Whatever stands in the file, a shell gets ids or nothing."""
    (tmp_path / "map.yaml").write_text(text)
    assert command_ids(str(tmp_path / "map.yaml")) == ids
    assert command_ids(str(tmp_path / "none.yaml")) == []
