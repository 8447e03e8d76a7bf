"""The gate stays shut whatever becomes of permissions.json."""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ALL, CASES, MODULE
from fake_vendor import call, fake, words_of

gate = importlib.import_module(f"{MODULE}.gate")
errors = importlib.import_module(f"{MODULE}.errors")
TOOL = importlib.import_module(f"{MODULE}.constants").TOOL
MODES = ("readonly", "write", "full", "admin")
COMMAND = next(iter(CASES))


def permissions(modes: Any, **changes: Any) -> str:
    """The text of a permissions.json."""
    return json.dumps({"tool": TOOL, "commands": modes, "permissions": modes, **changes})


OPEN = permissions({COMMAND: "readonly"})
FIRST = '"permissions": {'
TWICE = FIRST, f'{FIRST}"{COMMAND}": "admin"}}, {FIRST}'


def filled_pipe(path: Path) -> None:
    """A pipe with sound permissions in it, which somebody else may change while they are read."""
    os.mkfifo(path)
    os.write(os.open(path, os.O_RDWR), OPEN.encode())


BROKEN: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "a folder": lambda path: path.mkdir(),
    "a pipe": lambda path: os.mkfifo(path),
    "a pipe that is filled": lambda path: filled_pipe(path),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "too large": lambda path: path.write_text(OPEN.ljust(16_000_001)),
} | {
    name: lambda path, content=content: path.write_bytes(content)
    for name, content in {
        "empty": b"",
        "not JSON": b"{",
        "no object": b"[]",
        "nested deeply": b"[" * 100_000,
        "behind a byte order mark": b"\xef\xbb\xbf" + OPEN.encode(),
        "UTF-16": OPEN.encode("utf-16"),
        "more than one value": OPEN.encode() * 2,
        "with NaN": permissions({COMMAND: "readonly"}, more=float("nan")).encode(),
        "with modes twice": OPEN.replace(*TWICE).encode(),
        "a list of modes": permissions([COMMAND]).encode(),
        "of another tool": permissions({COMMAND: "readonly"}, tool="aos-other").encode(),
        "of no tool": permissions({COMMAND: "readonly"}, tool=None).encode(),
        "without the command": permissions({}).encode(),
        "with a list for a mode": permissions({COMMAND: ["readonly"]}).encode(),
        "with an unknown mode": permissions({COMMAND: "anything"}).encode(),
        "with a mode in capitals": permissions({COMMAND: "READONLY"}).encode(),
        "with two answers": permissions(
            {COMMAND: "readonly"}, commands={COMMAND: "admin"}
        ).encode(),
    }.items()
}


@pytest.mark.parametrize("installed", [True, False])
@pytest.mark.parametrize("write", BROKEN.values(), ids=BROKEN.keys())
def test_broken_permissions_close_the_gate(
    write: Callable[[Path], object],
    installed: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A command then needs admin, whatever stands in the place where the file is not."""
    package = tmp_path / "cli_aos" / "module"
    package.mkdir(parents=True)
    monkeypatch.setattr(gate, "HERE", str(package))
    here, elsewhere = (package, tmp_path) if installed else (tmp_path, package)
    name = "aos-other" if installed else TOOL
    (tmp_path / "pyproject.toml").write_text(f'name = "{name}"\n# name = "{TOOL}"\n')
    (elsewhere / "permissions.json").write_text(OPEN)
    write(here / "permissions.json")

    for mode in ("readonly", "write", "full"):
        with pytest.raises(errors.CliError) as denied:
            gate.require(COMMAND, mode)
        assert denied.value.exit_code == 3
    gate.require(COMMAND, "admin")


def test_the_largest_permissions_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """16 MB; a byte more is too much, see above."""
    monkeypatch.setattr(gate, "HERE", str(tmp_path / "cli_aos" / "module"))
    (tmp_path / "cli_aos" / "module").mkdir(parents=True)
    (tmp_path / "cli_aos" / "module" / "permissions.json").write_text(OPEN.ljust(16_000_000))

    gate.require(COMMAND, "readonly")


@pytest.mark.parametrize("beside", ["missing", "a folder", "a pipe", "not JSON"])
def test_what_is_above_an_installed_package_is_not_ours(
    beside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the pyproject.toml of this tool makes it a checkout; a sound file beside it opens."""
    package = tmp_path / "cli_aos" / "module"
    package.mkdir(parents=True)
    monkeypatch.setattr(gate, "HERE", str(package))
    BROKEN[beside](tmp_path / "pyproject.toml")
    (tmp_path / "permissions.json").write_text(OPEN)

    with pytest.raises(errors.CliError):
        gate.require(COMMAND, "full")
    (package / "permissions.json").write_text(OPEN)
    gate.require(COMMAND, "readonly")


@pytest.mark.parametrize("folder", ["site-packages", "dist-packages"])
def test_no_checkout_is_where_packages_are_installed(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever another package puts beside ours there."""
    package = tmp_path / folder / "cli_aos" / "module"
    package.mkdir(parents=True)
    monkeypatch.setattr(gate, "HERE", str(package))
    (tmp_path / folder / "pyproject.toml").write_text(f'name = "{TOOL}"\n')
    (tmp_path / folder / "permissions.json").write_text(OPEN)

    with pytest.raises(errors.CliError):
        gate.require(COMMAND, "full")


def test_an_unreadable_file_closes_the_gate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system does not let us read gives no command a mode."""

    def refuse(path: str, flags: int) -> int:
        raise PermissionError

    (tmp_path / "permissions.json").write_text(OPEN)
    monkeypatch.setattr(gate, "HERE", str(tmp_path))
    monkeypatch.setattr(gate.os, "open", refuse)
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


@pytest.mark.parametrize("mode", ["Root", "ADMIN", "admin,", "admin write", "0", "\u0430dmin"])
def test_an_unknown_default_mode_is_refused(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt AOS_DEFAULT_MODE is told, not guessed at."""
    monkeypatch.setenv("AOS_DEFAULT_MODE", mode)

    code, envelope = call("capabilities")

    assert (code, envelope["error"]["code"]) == (4, "CONFIG_INVALID")


# Words before the command's that do not raise the mode, and the exit code of each.
TRICKS: dict[str, int] = {
    "": 3,
    "--mode readonly": 3,
    "--mode=readonly": 3,
    "--mode readonly --mode readonly": 3,
    "--mode readonly --mode admin": 2,
    "--mode admin --mode=readonly": 2,
    "--mode=": 2,
    "--mode ADMIN": 2,
    "--mode Admin": 2,
    "--mode admin,": 2,
    "--mode=admin=": 2,
    "--mode \u0430dmin": 2,
    "--mode --json": 2,
    "--mode -- admin": 2,
    "--MODE admin": 2,
    "--mod admin": 2,
    "--m admin": 2,
    "-m admin": 2,
    "-mode admin": 2,
    "\u2013mode admin": 2,
    "--timeout --mode admin": 2,
    "--fields --mode admin": 2,
    "-- --mode admin": 2,
    "--": 3,
    "--verbose --json": 3,
}


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize("command", [c for c in CASES if CASES[c]["mode"] != "readonly"][:3])
def test_no_words_in_front_get_past_the_gate(
    trick: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only `--mode` with a mode's own name counts, and two that differ are refused."""
    client = fake(monkeypatch)
    monkeypatch.setenv("CONNECTOR_MODE", "admin")
    monkeypatch.setenv(TOOL.upper().replace("-", "_") + "_MODE", "admin")

    code, envelope = call(*trick.split(), *words_of(command), *CASES[command]["required"]["words"])

    assert (code, envelope["ok"], client.calls) == (TRICKS[trick], False, [])
    assert envelope["meta"]["mode"] == "readonly"


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


# Words that look like a command's, and are no command's.
ALIKE: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "a word's first letter": str.capitalize,
    "without its end": lambda word: word[:-1],
    "longer": lambda word: word + "s",
    "another alphabet": lambda word: word.translate(
        str.maketrans("aceiops", "\u0430\u0441\u0435\u0456\u043e\u0440\u0455")
    ),
    "wide letters": lambda word: "".join(chr(ord(one) + 0xFEE0) for one in word),
    "a space": lambda word: word + " ",
    "a line break": lambda word: word + "\n",
    "no width": lambda word: word + "\u200b",
    "dashes": lambda word: word.replace("_", "-") + "-",
    "dotted": lambda word: word + ".",
    "an option": lambda word: "--" + word,
}


@pytest.mark.parametrize("alike", ALIKE.values(), ids=ALIKE.keys())
@pytest.mark.parametrize("last", [True, False])
def test_a_word_like_a_commands_is_no_command(
    alike: Callable[[str], str], last: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No case, no look-alike, no beginning of a word: in any mode."""
    client = fake(monkeypatch)
    words = words_of(COMMAND)
    at = -1 if last else 0
    words[at] = alike(words[at])
    if ".".join(words) not in ALL:
        code, envelope = call("--mode", "admin", *words, *CASES[COMMAND]["required"]["words"])
        assert (code, envelope["ok"], client.calls) == (2, False, [])


@pytest.mark.parametrize("command", [c for c in CASES if "." in c][:3])
def test_a_group_without_a_command_runs_nothing(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what it has; nothing between its words raises the mode."""
    client = fake(monkeypatch)
    first, *others = words_of(command)

    code, envelope = call("--mode", "admin", first)
    assert (code, "needs a command" in envelope["error"]["message"]) == (2, True)
    assert others[0] in envelope["error"]["details"]["commands"]
    assert call("--mode", "admin")[0] == call("--mode", "admin", first, "--")[0] == 2
    assert call(first, "--mode", "admin", *others)[0] == 2
    assert client.calls == []
