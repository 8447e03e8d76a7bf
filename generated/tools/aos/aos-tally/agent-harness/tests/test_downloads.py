"""`--output FILE` and `--force`: what an answer is saved to, and what is never replaced."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import CASES, MODULE
from fake_vendor import (
    LoopbackVendor,
    call,
    cli,
    constants,
    errors,
    words_of,
    write_files,
)

command = importlib.import_module(f"{MODULE}.command")
gate = importlib.import_module(f"{MODULE}.gate")
options = importlib.import_module(f"{MODULE}.options")
shell = importlib.import_module(f"{MODULE}.shell")
target = importlib.import_module(f"{MODULE}.target")


def built(id: str) -> Any:
    """The command of that id, as the command line builds it."""
    module = cli.RESOURCES[id.partition(".")[0]][0]
    return importlib.import_module(f"{MODULE}.commands.{module}").COMMANDS[id]()


SAVING = [id for id in CASES if built(id).saves]
OTHERS = [id for id in CASES if not built(id).saves]


def put(path: str, content: bytes = b"new", *, force: bool = False) -> None:
    """Save `content` as `--output` does."""
    with target.staged(target.target(path, force=force)) as file:
        file.write(content)


def refusal(path: str, *, force: bool = False) -> str:
    """Why nothing is saved there (exit 2)."""
    with pytest.raises(errors.CliError) as failure:
        target.target(path, force=force)
    assert (failure.value.exit_code, failure.value.details["option"]) == (2, "--output")
    return str(failure.value.message)


def test_a_file_gets_its_name_whole_and_for_its_owner(tmp_path: Path) -> None:
    """In a folder that is there; nothing else is left."""
    (tmp_path / "in").mkdir()
    put("in/a.bin")
    put(str(tmp_path / "b.bin"))

    assert (tmp_path / "in" / "a.bin").read_bytes() == (tmp_path / "b.bin").read_bytes() == b"new"
    assert (tmp_path / "in" / "a.bin").stat().st_mode & 0o777 == 0o600
    assert sorted(os.listdir(tmp_path)) == ["b.bin", "in"]
    assert os.listdir(tmp_path / "in") == ["a.bin"]
    os.symlink("in", tmp_path / "through")
    put("through/c.bin")
    assert sorted(os.listdir(tmp_path / "in")) == ["a.bin", "c.bin"]


def test_a_file_that_is_there_is_replaced_by_force_alone(tmp_path: Path) -> None:
    """Who is refused is told of --force."""
    (tmp_path / "a").write_bytes(b"old")

    assert "--force" in refusal("a")
    put("a", force=True)
    assert (tmp_path / "a").read_bytes() == b"new"


def test_no_name_leaves_the_root_or_goes_through_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor names a folder, nor anything else that is no file; --force changes none of it."""
    for name in ("root", "out"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("AOS_FILE_ROOT", str(tmp_path / "root"))
    root = tmp_path / "root"
    (root / "folder").mkdir()
    (root / "file").write_bytes(b"old")
    os.mkfifo(root / "pipe")
    os.symlink(tmp_path / "out", root / "away")
    os.symlink(tmp_path / "out" / "x", root / "link")
    os.symlink(root / "file", root / "inner")
    names = ["", "-", ".", "..", "folder/", "../x", "away/x", str(tmp_path / "out" / "x"), "no/x"]
    names += ["folder", "pipe", "link", "inner", "file/x", "a\0b", "folder/..", "x" * 300]

    for name in names:
        for force in (False, True):
            with pytest.raises(errors.CliError) as failure:
                target.target(name, force=force)
            assert failure.value.exit_code == 2, name
    assert os.listdir(tmp_path / "out") == []
    assert (root / "file").read_bytes() == b"old"


def test_what_is_put_there_meanwhile_stays(tmp_path: Path) -> None:
    """A file is not replaced without --force, a link not followed, a folder not entered."""
    place = target.target("a", force=False)
    with pytest.raises(errors.CliError) as failure, target.staged(place) as file:
        file.write(b"new")
        (tmp_path / "a").write_bytes(b"theirs")
    assert (failure.value.exit_code, (tmp_path / "a").read_bytes()) == (2, b"theirs")

    (tmp_path / "victim").write_bytes(b"theirs")
    with target.staged(target.target("b", force=True)) as file:
        file.write(b"new")
        os.symlink("victim", tmp_path / "b")
    assert not (tmp_path / "b").is_symlink()
    assert (tmp_path / "victim").read_bytes() == b"theirs"

    with pytest.raises(errors.CliError), target.staged(target.target("c", force=True)):
        (tmp_path / "c").mkdir()
    (tmp_path / "folder").mkdir()
    place = target.target("folder/d", force=True)
    (tmp_path / "folder").rmdir()
    os.symlink(tmp_path.parent, tmp_path / "folder")
    with pytest.raises(errors.CliError), target.staged(place):
        pass
    assert sorted(os.listdir(tmp_path)) == ["a", "b", "c", "folder", "victim"]


def test_nothing_is_left_of_what_breaks_off(tmp_path: Path) -> None:
    """Neither half a file nor a hidden one; what was there stays."""
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(ConnectionError), target.staged(target.target("a", force=True)) as file:
        file.write(b"ne")
        raise ConnectionError
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"old"}


def test_without_hard_links_nothing_is_replaced_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems have none."""

    def refuse(*arguments: Any, **named: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    put("a")
    place = target.target("b", force=False)
    with pytest.raises(errors.CliError), target.staged(place):
        (tmp_path / "b").write_bytes(b"theirs")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"new", "b": b"theirs"}


@pytest.mark.parametrize(
    "path",
    [
        *(".git/config", ".bashrc", "a/.venv/x.txt", "x.pth", "X.PY", "pyproject.toml", "run.sh"),
        *("lib/site-packages/a.txt", "permissions.json", "other/Connector.json", "cli_aos/a.txt"),
    ],
)
def test_what_is_run_is_no_place(path: str) -> None:
    """A vendor's bytes become no program, no setting of one, and nobody's permissions."""
    with pytest.raises(errors.CliError, match="programs"):
        target.target(path, force=True)


def test_where_python_is_installed_is_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the file is called."""
    (tmp_path / "env" / "share").mkdir(parents=True)
    (tmp_path / "env-other").mkdir()
    monkeypatch.setattr(target.sys, "prefix", str(tmp_path / "env"))
    for path in ("env/new.bin", "env/share/new.bin"):
        assert "where programs" in refusal(path)
    put("env-other/new.bin")


def test_the_connector_itself_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A vendor's bytes become neither its permissions nor its code."""
    harness = os.path.dirname(os.path.dirname(gate.HERE))
    monkeypatch.setenv("AOS_FILE_ROOT", os.path.dirname(harness))
    for folder in (gate.HERE, harness, os.path.dirname(harness)):
        assert "own folder" in refusal(os.path.join(folder, "new.json"), force=True)


@pytest.mark.parametrize("id", SAVING[:3])
def test_a_command_saves_where_it_is_told(
    id: str, monkeypatch: pytest.MonkeyPatch, credentials: dict[str, str], tmp_path: Path
) -> None:
    """A name that is taken is refused before a request is made."""
    case = CASES[id]
    write_files(case)
    with LoopbackVendor.replying(case) as vendor:
        monkeypatch.setenv(constants.BASE_URL_ENV, vendor.url)
        monkeypatch.setattr(constants, "SERVERS", [])
        words = ["--mode", "admin", *words_of(id), *case["required"]["words"]]
        (tmp_path / "there").write_bytes(b"old")

        code, envelope = call(*words, "--output", "there")
        assert (code, vendor.seen) == (2, [])
        assert "--force" in envelope["error"]["message"]
        code, envelope = call(*words, "--output", "there", "--force")
        assert (code, envelope["data"]["file"]) == (0, str(tmp_path / "there")), envelope
        assert (tmp_path / "there").read_bytes() == case["reply"]["text"].encode()
        code, envelope = call(*words, "--force")
        assert (code, "--output" in envelope["error"]["message"]) == (2, True)

    said = CliRunner().invoke(cli.cli, [*words_of(id), "--help"]).stdout
    assert "--output" in said and "--force" in said


@pytest.mark.parametrize("id", [*OTHERS[:2], "health"])
@pytest.mark.parametrize("word", ["--output=x", "--force"])
def test_a_command_without_a_file_says_so(id: str, word: str) -> None:
    """In front of its words and behind them; no request is made."""
    needed = CASES[id]["required"]["words"] if id in CASES else []
    for words in (
        [word, "--mode", "admin", *words_of(id), *needed],
        [*words_of(id), *needed, word],
    ):
        code, envelope = call("--mode", "admin", *words)
        said = envelope["error"]["message"]
        assert (code, envelope["error"]["code"]) == (2, "USAGE")
        assert "not answer with a file" in said


def test_a_vendors_option_of_that_name_is_the_vendors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ours then stands before the command's words."""
    own = [options.Text("--output"), options.Boolean("--force"), options.Text("--fields")]
    made = command.Command("x.y", "Get x", own, saves=True)
    root = shell.Connector({})
    seen: dict[str, Any] = {}
    monkeypatch.setattr(root, "get_command", lambda ctx, name: made)
    monkeypatch.setattr(made, "pass_gate", lambda ctx, words: None)
    monkeypatch.setattr(made, "invoke", lambda ctx: seen.update(ctx.params, call=ctx.obj) or {})
    words = ["--output", "ours", "--fields", "a", "y", "--output", "b", "--force", "--fields=c"]
    assert shell.run(root, ["--json", *words]) == 0
    asked = seen.pop("call")
    assert seen == {"output": "b", "force": True, "fields": "c"}
    assert (asked.place.name, asked.place.force, asked.fields) == ("ours", False, ["a"])
