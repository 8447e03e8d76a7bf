"""The gate stays shut whatever becomes of permissions.json."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import CASES, MODULE
from fake_vendor import call, fake, words_of

gate = importlib.import_module(f"{MODULE}.gate")
errors = importlib.import_module(f"{MODULE}.errors")
TOOL = importlib.import_module(f"{MODULE}.constants").TOOL
MODES = ("readonly", "write", "full", "admin")
COMMAND = next(iter(CASES))


def permissions(modes: dict[str, Any], **changes: Any) -> str:
    """The text of a permissions.json."""
    return json.dumps({"tool": TOOL, "commands": modes, "permissions": modes, **changes})


BROKEN = {
    "missing": None,
    "empty": "",
    "not JSON": "{",
    "a list": "[]",
    "nested deeply": "[" * 100_000,
    "a list of modes": json.dumps({"tool": TOOL, "commands": [], "permissions": []}),
    "of another tool": permissions({COMMAND: "readonly"}, tool="aos-other"),
    "without the command": permissions({}),
    "with an unknown mode": permissions({COMMAND: "anything"}),
    "with two answers": permissions({COMMAND: "readonly"}, commands={COMMAND: "admin"}),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_broken_permissions_close_the_gate(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a mode of its own a command needs admin."""
    if content is not None:
        (tmp_path / "permissions.json").write_text(content)
    monkeypatch.setattr(gate, "HERE", str(tmp_path / "cli_aos" / "module"))
    (tmp_path / "cli_aos" / "module").mkdir(parents=True)

    for mode in ("readonly", "write", "full"):
        with pytest.raises(errors.CliError) as denied:
            gate.require(COMMAND, mode)
        assert denied.value.exit_code == 3
    gate.require(COMMAND, "admin")


def test_an_unreadable_file_closes_the_gate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system does not let us read gives no command a mode."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError

    (tmp_path / "permissions.json").write_text(permissions({COMMAND: "readonly"}))
    monkeypatch.setattr(gate, "HERE", str(tmp_path))
    monkeypatch.setattr(gate, "open", refuse, raising=False)
    with pytest.raises(errors.CliError):
        gate.require(COMMAND, "full")


@pytest.mark.parametrize("needed", MODES)
@pytest.mark.parametrize("mode", MODES)
def test_a_mode_allows_itself_and_what_is_below(
    needed: str, mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """readonly < write < full < admin."""
    (tmp_path / "permissions.json").write_text(permissions({COMMAND: needed}))
    monkeypatch.setattr(gate, "HERE", str(tmp_path))
    allowed = MODES.index(mode) >= MODES.index(needed)

    if allowed:
        gate.require(COMMAND, mode)
    else:
        with pytest.raises(errors.CliError):
            gate.require(COMMAND, mode)


def test_a_denial_says_how_to_allow_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may decide reads what to change, and whether permissions.json is why."""
    (tmp_path / "permissions.json").write_text(permissions({COMMAND: "full"}))
    monkeypatch.setattr(gate, "HERE", str(tmp_path))

    with pytest.raises(errors.CliError) as denied:
        gate.require(COMMAND, "write")
    assert "needs mode full; the mode in force is write" in denied.value.message
    assert "--mode full before the command's words" in denied.value.message
    assert "AOS_DEFAULT_MODE=full" in denied.value.message
    assert denied.value.details["required_mode"] == "full"

    with pytest.raises(errors.CliError, match="needs mode admin because permissions.json"):
        gate.require("no.such", "full")


@pytest.mark.parametrize("mode", MODES)
def test_the_default_mode_is_the_operators(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """AOS_DEFAULT_MODE rules where `--mode` is absent, and `--mode` wins where it is not."""
    fake(monkeypatch, {})
    monkeypatch.setenv("AOS_DEFAULT_MODE", mode)

    assert call("capabilities")[1]["meta"]["mode"] == mode
    assert call("--mode", "readonly", "capabilities")[1]["meta"]["mode"] == "readonly"


def test_without_any_word_the_mode_is_readonly() -> None:
    """Nothing that writes runs unless somebody asked for it."""
    assert call("capabilities")[1]["meta"]["mode"] == "readonly"


def test_an_unknown_default_mode_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt AOS_DEFAULT_MODE is told, not guessed at."""
    monkeypatch.setenv("AOS_DEFAULT_MODE", "Root")

    code, envelope = call("capabilities")

    assert (code, envelope["error"]["code"]) == (4, "CONFIG_INVALID")


@pytest.mark.parametrize("command", [c for c in CASES if CASES[c]["mode"] != "readonly"])
def test_asking_for_help_runs_nothing(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--help` is answered in any mode; any word beside it meets the gate."""
    client = fake(monkeypatch)

    assert call(*words_of(command), "--help")[0] == 0
    assert call(*words_of(command), "--help", "--x", "--help")[0] == 3
    assert client.calls == []


def test_a_wrong_command_is_answered_with_the_right_words() -> None:
    """An id written with dots is spelled out; a word like no other gets the commands there are."""
    first, *others = words_of(COMMAND)
    if others:
        assert f"the words {first} {' '.join(others)}" in call(COMMAND)[1]["error"]["message"]
    error = call("zzzzzz")[1]["error"]
    assert f"; it has {error['details']['commands'][0]}, " in error["message"]
