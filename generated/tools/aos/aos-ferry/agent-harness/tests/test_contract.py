"""The manifest, the permissions and the built-in commands agree with each other."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import ALL, CASES, HARNESS, VALUES
from fake_vendor import call, cli, constants

MANIFEST: dict[str, Any] = json.loads((HARNESS.parent / "connector.json").read_text("utf-8"))
BUILTIN = ("capabilities", "config.show", "doctor", "health")
COMMANDS = {command["id"]: command for command in MANIFEST["commands"]}


def test_the_manifest_lists_the_commands_that_there_are() -> None:
    """Manifest, permissions and test cases know the same commands, of the same modes, classes and tiers."""
    modes = {command: case["mode"] for command, case in ALL.items()}
    permissions = json.loads((HARNESS / "permissions.json").read_text("utf-8"))

    assert {name: command["required_mode"] for name, command in COMMANDS.items()} == modes
    for command, case in ALL.items():
        told = COMMANDS[command]["action_class"], COMMANDS[command]["risk_tier"]
        assert told == (case["action"], case["risk"])
    assert permissions["permissions"] == modes | dict.fromkeys(BUILTIN, "readonly")
    assert permissions["permissions"] == permissions["commands"]
    assert (MANIFEST["tool"], permissions["tool"]) == (constants.TOOL, constants.TOOL)


@pytest.mark.parametrize("command", ALL)
def test_the_command_line_has_every_command(command: str) -> None:
    """Each id can be called by its words, and its help shows every required option."""
    code, envelope = call(*command.split("."), "--help")

    assert code == 0
    for option in ALL[command]["needs"]:
        assert option in envelope["data"]["help"]


def test_destructive_commands_are_gated_at_admin() -> None:
    """Nothing irreversible runs below admin, and nothing that writes runs readonly."""
    for command in MANIFEST["commands"]:
        if command["action_class"] == "destructive" or command["risk_tier"] == 4:
            assert command["required_mode"] == "admin"
        if command["action_class"] != "read":
            assert command["required_mode"] != "readonly"


def test_fields_belong_to_commands_and_say_how_they_are_shown() -> None:
    """A field names its commands, its widget, and a picker only where the manifest has it."""
    scope = MANIFEST["scope"]
    for field in scope["fields"]:
        assert set(field["applies_to"]) <= set(COMMANDS)
        assert all(field[key] for key in ("label", "renderAs", "type"))
        assert field.get("pickerHint") is None or field["pickerHint"] in scope["pickerHints"]
    for hint in scope["pickerHints"].values():
        assert CASES[hint["source_command"]]["needs"] == []
    assert len({command["summary"] for command in MANIFEST["commands"]}) == len(COMMANDS)
    used = {command["resource"] for command in MANIFEST["commands"]}
    assert used <= set(MANIFEST["connector"]["resources"])


def test_capabilities_tell_what_the_manifest_tells() -> None:
    """The host may ask the connector in place of reading its manifest."""
    code, envelope = call("capabilities")

    assert code == 0
    for key in ("tool", "backend", "manifest_schema_version", "connector", "auth", "commands"):
        assert envelope["data"][key] == MANIFEST[key]
    assert envelope["data"]["modes"] == ["readonly", "write", "full", "admin"]


def test_the_envelope_has_its_keys() -> None:
    """`ok`, `tool`, `command`, `data` and `meta` with mode, duration, time and version."""
    _, envelope = call("capabilities")

    assert set(envelope) == {"ok", "tool", "command", "data", "meta"}
    assert (envelope["ok"], envelope["tool"], envelope["command"]) == (
        True,
        constants.TOOL,
        "capabilities",
    )
    assert {"mode", "duration_ms", "timestamp", "version"} == set(envelope["meta"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", envelope["meta"]["timestamp"])


def test_config_show_tells_presence_and_no_value(credentials: dict[str, str]) -> None:
    """A secret is shown as present, never in part."""
    code, envelope = call("config", "show")

    assert code == 0
    for name, value in VALUES.items():
        assert envelope["data"]["credentials"][name] == {"present": True, "source": "environment"}
        assert value not in json.dumps(envelope)


def test_json_may_stand_behind_the_command() -> None:
    """The host puts `--json` in either place."""
    result = CliRunner().invoke(cli.cli, ["capabilities", "--json"])

    assert (result.exit_code, json.loads(result.stdout)["ok"]) == (0, True)
    assert result.stdout.count("\n") == 1


@pytest.mark.parametrize(
    "words", [[], ["no-such-command"], ["config"], ["--mode", "root", "health"]]
)
def test_a_call_that_names_no_command_is_a_usage_error(words: list[str]) -> None:
    """Exit 2 and an envelope, never a traceback or a silent success."""
    code, envelope = call(*words)

    assert (code, envelope["error"]["code"]) == (2, "USAGE")
