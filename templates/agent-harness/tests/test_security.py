"""Where credentials may go, what is hidden, which files are touched, and what `--fields` keeps."""

from __future__ import annotations

import base64
import importlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import MODULE
from fake_vendor import call, config, constants, errors

command = importlib.import_module(f"{MODULE}.command")
address = importlib.import_module(f"{MODULE}.address")
fields = importlib.import_module(f"{MODULE}.fields")
files = importlib.import_module(f"{MODULE}.files")
output = importlib.import_module(f"{MODULE}.output")
shell = importlib.import_module(f"{MODULE}.shell")


def test_a_host_of_nobody_gets_no_credential() -> None:
    """A base URL from the environment names a host that the connector was generated for, or loopback."""
    settings = config.Config("https://evil.test", {}, True)
    with pytest.raises(errors.CliError) as failure:
        address.check_carrier(
            address.Address("https://evil.test", "https://evil.test", ()), settings
        )
    assert failure.value.exit_code == 4
    for url in ("https://127.0.0.1:1", constants.BASE_URL.replace("http://", "https://")):
        address.check_carrier(address.Address(url, url, ()), settings)


@pytest.mark.parametrize("before", ["", "a", "ab"])
def test_base64_hides_at_every_alignment(before: str) -> None:
    """Whatever stands before a secret in what is encoded."""
    encoded = base64.b64encode(f"{before}S3cret-canary/value".encode()).decode()
    assert "[redacted]" in output.redact(encoded, ["S3cret-canary/value"])


def test_a_short_secret_is_hidden_as_a_word() -> None:
    """Not within another word."""
    assert output.redact("prod product", ["prod"]) == "[redacted] product"


def test_a_saved_answer_replaces_nothing(tmp_path: Path) -> None:
    """The file that is there stays; the new one has a longer name, for its owner alone."""
    first = files.save(b"one", "x", ".bin")
    assert files.save(b"one", "x", ".bin") == first
    assert os.stat(first["file"]).st_mode & 0o777 == 0o600
    Path(first["file"]).write_bytes(b"mine")
    assert files.save(b"one", "x", ".bin")["file"] != first["file"]
    assert Path(first["file"]).read_bytes() == b"mine"


def test_a_pipe_or_a_link_outside_is_no_file(tmp_path: Path) -> None:
    """Neither is waited for, nor followed."""
    os.mkfifo(tmp_path / "pipe")
    os.symlink("/etc/hostname", tmp_path / "link")
    for name in ("pipe", "link", "../x", "."):
        with pytest.raises(errors.CliError):
            files.read_bytes(name)


LISTED: dict[str, Any] = {"items": [{"a": 1, "b": {"c": 2, "d": 3}}], "count": 1, "next": None}
FILE = {"file": "x", "bytes": 1, "content_type": "a/b", "sha256": "0"}
NARROWED: list[tuple[Any, list[str], Any]] = [
    ({"a": 1, "b": 2}, ["a"], {"a": 1}),
    ({"b": {"c": 1, "d": 2}}, ["b.c", "b.d"], {"b": {"c": 1, "d": 2}}),
    ({"b": {"c": 1, "d": 2}}, ["b", "b.c"], {"b": {"c": 1, "d": 2}}),
    ({"b": {"c": 1, "d": 2}}, ["b.c", "b"], {"b": {"c": 1, "d": 2}}),
    ({"b.c": 1, "b": {"c": 2}}, ["b.c"], {"b.c": 1}),
    ({"b": {"c": {"d": 1, "e": 2}}}, ["b.c.e"], {"b": {"c": {"e": 2}}}),
    ({"a": None}, ["a"], {"a": None}),
    ({"a": [{"b": 1}]}, ["a.b"], {}),
    ({}, ["a"], {}),
    (FILE, ["a"], FILE),
    (LISTED, ["a"], {**LISTED, "items": [{"a": 1}]}),
    ({**LISTED, "response": {"total": 9}}, ["a"], {**LISTED, "items": [{"a": 1}]}),
    ({**LISTED, "items": ["x", 1, None]}, ["a"], {**LISTED, "items": ["x", 1, None]}),
    ({**LISTED, "items": []}, ["a"], {**LISTED, "items": []}),
    ({"items": {"a": 1}, "count": 1, "next": 2}, ["count"], {"count": 1}),
]


@pytest.mark.parametrize(("data", "wanted", "kept"), NARROWED)
def test_fields_keep_members(data: Any, wanted: list[str], kept: Any) -> None:
    """Of an object, or of each item of a list; by dotted paths; a file's data stays whole."""
    before = json.dumps(data)
    assert fields.narrow(data, wanted)[0] == kept
    assert json.dumps(data) == before


def test_fields_tell_of_unknown_ones() -> None:
    """The names that there are stand beside those that there are not."""
    told = fields.narrow(LISTED, ["b.c", "z"])[1]
    assert told == {"kept": ["b.c"], "unknown": ["z"], "known": ["a", "b", "b.c", "b.d"]}


def run(monkeypatch: pytest.MonkeyPatch, data: Any, *words: str) -> tuple[int, dict[str, Any]]:
    """One call of a command that answers `data`: its exit code and its envelope."""
    made = command.Command("x.y", "Get x")
    root = shell.Connector({})
    printed: list[str] = []

    def invoke(ctx: Any) -> Any:
        ctx.obj.client = object()
        return data

    monkeypatch.setattr(root, "get_command", lambda ctx, name: made)
    monkeypatch.setattr(made, "pass_gate", lambda ctx, words: None)
    monkeypatch.setattr(made, "invoke", invoke)
    monkeypatch.setattr(output, "write", lambda text: printed.append(text) or True)
    code = shell.run(root, ["--json", *words])
    return code, json.loads(printed[0])


@pytest.mark.parametrize(
    "words",
    [("--fields", "a,b.c", "y"), ("y", "--fields", " a , b.c"), ("y", "--fields=a", "--fields=b.c"),
     ("--fields=a", "y", "--fields", "b.c,a")],
)  # fmt: skip  # a table
def test_fields_stand_before_the_words_or_behind(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said more than once is added up; what was kept is told."""
    code, envelope = run(monkeypatch, LISTED, *words)

    assert (code, envelope["data"]["items"]) == (0, [{"a": 1, "b": {"c": 2}}])
    assert envelope["meta"]["fields"] == {"kept": ["a", "b.c"]}


@pytest.mark.parametrize("word", ["", " ", ",", "a,", "a,,b"])
def test_fields_without_a_name_are_told_what_to_type(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before and behind the command's words."""
    for words in (("--fields", word, "y"), ("y", f"--fields={word}")):
        code, envelope = run(monkeypatch, LISTED, *words)
        assert code == 2
        assert "--fields id,name" in envelope["error"]["message"]


def test_fields_are_for_the_vendors_commands() -> None:
    """What the host reads of the others stays whole."""
    for words in (("--fields", "a", "capabilities"), ("capabilities", "--fields", "a")):
        code, envelope = call(*words)
        assert (code, envelope["error"]["code"]) == (2, "USAGE")


def test_fields_come_before_the_size(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An answer over a million bytes of which little is kept is printed whole, and saved nowhere."""
    items = [{"id": number, "text": "x" * 3000} for number in range(1000)]
    large = {"items": items, "count": 1000, "next": None}

    code, envelope = run(monkeypatch, large, "y", "--fields", "id")

    assert (code, len(envelope["data"]["items"]), list(tmp_path.iterdir())) == (0, 1000, [])
    assert "truncated" in run(monkeypatch, large, "y")[1]["data"]
