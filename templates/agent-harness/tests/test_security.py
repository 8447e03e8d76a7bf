"""Where credentials may go, what is hidden, which files are touched, and what `--fields` keeps."""

from __future__ import annotations

import base64
import http.client
import importlib
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import MODULE
from fake_vendor import config, constants, errors, exchange

address = importlib.import_module(f"{MODULE}.address")
fields = importlib.import_module(f"{MODULE}.fields")
files = importlib.import_module(f"{MODULE}.files")
output = importlib.import_module(f"{MODULE}.output")


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


@pytest.mark.parametrize("before", [0, 150, *range(284, 302, 4)])
def test_a_message_is_cut_after_its_secrets_are_out(
    before: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a server says in place of HTTP may hold a credential at any length."""
    monkeypatch.setattr(config, "secrets", lambda: ["S3cret-canary/value"])
    said = http.client.BadStatusLine("x" * before + "S3cret-canary/value")
    assert "S3c" not in exchange._no_answer("h.test", said).message


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


def test_fields_keep_members_and_tell_of_unknown_ones() -> None:
    """Of each item of a list; the names that there are stand beside those that there are not."""
    data, told = fields.narrow(LISTED, ["b.c", "z"])
    assert data == {"items": [{"b": {"c": 2}}], "count": 1, "next": None}
    assert told == {"kept": ["b.c"], "unknown": ["z"], "known": ["a", "b", "b.c", "b.d"]}
    assert fields.narrow({"a": 1, "b": 2}, ["a"])[0] == {"a": 1}
