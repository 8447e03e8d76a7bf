"""The command line, with a FakeClient: shapes of data, mode gating, pages, health."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import CASES, REQUIRED_ONE_OF, SERVICE_KEYS
from fake_vendor import (
    FakeClient,
    call,
    fake,
    runtime,
    without_file,
    words_of,
    write_files,
)
from fake_vendor import client as vendor_client

MODES = ("readonly", "write", "full", "admin")


@pytest.mark.parametrize("command", CASES)
@pytest.mark.parametrize("which", ["required", "full"])
def test_words_become_arguments_and_the_answer_becomes_data(
    command: str, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command calls the client method of its own name, and shapes what it answers."""
    case = CASES[command]
    write_files(case)
    client = fake(monkeypatch, case["answer"], dict(case["reply"]["headers"]))

    code, envelope = call("--mode", case["mode"], *words_of(command), *case[which]["words"])

    assert code == 0, envelope
    assert client.calls == [(case["function"], case[which]["arguments"])]
    wanted = case["data"] | ({"next": case[which]["next"]} if case["listed"] else {})
    assert without_file(envelope["data"]) == without_file(wanted)
    assert envelope["command"] == command
    assert envelope["meta"]["mode"] == case["mode"]
    assert envelope["meta"]["request"] == client.evidence


@pytest.mark.parametrize("command", CASES)
@pytest.mark.parametrize("mode", MODES)
def test_a_command_runs_in_its_mode_and_above_only(
    command: str, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below its mode a command is denied before it reads a credential or makes a client."""
    case = CASES[command]
    write_files(case)
    client = fake(monkeypatch, case["answer"], dict(case["reply"]["headers"]))

    code, envelope = call("--mode", mode, *words_of(command), *case["required"]["words"])

    if MODES.index(mode) >= MODES.index(case["mode"]):
        assert (code, envelope["ok"]) == (0, True)
    else:
        assert (code, envelope["error"]["code"]) == (3, "PERMISSION_DENIED")
        assert client.calls == []


@pytest.mark.parametrize("command", [c for c in CASES if CASES[c]["needs"]])
def test_every_missing_option_is_named_at_once(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command without its required options says which, and what each expects."""
    fake(monkeypatch)

    code, envelope = call("--mode", "admin", *words_of(command))

    assert (code, envelope["error"]["code"]) == (2, "USAGE")
    for option in CASES[command]["needs"]:
        assert option in envelope["error"]["message"]
        assert envelope["error"]["details"]["options"][option]["required"] is True


@pytest.mark.parametrize("command", CASES)
def test_an_unknown_option_is_named_with_the_options_there_are(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong option is a usage error that teaches the right ones."""
    client = fake(monkeypatch)

    code, envelope = call("--mode", "admin", *words_of(command), "--no-such-option", "x")

    assert (code, envelope["error"]["details"]["option"]) == (2, "--no-such-option")
    assert "options" in envelope["error"]["details"]
    assert client.calls == []


@pytest.mark.parametrize("command", CASES)
def test_mode_cannot_be_raised_behind_the_command(command: str) -> None:
    """`--mode` counts only before the command's words: what an agent adds cannot raise it."""
    code, envelope = call(
        *words_of(command), *CASES[command]["required"]["words"], "--mode", "admin"
    )

    assert code in (2, 3)
    assert envelope["ok"] is False


@pytest.mark.parametrize("command", [c for c in CASES if CASES[c]["pages"]])
def test_pages_follow_each_other(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`next` holds what the following page asks for, and `--all` asks for it."""
    case = CASES[command]
    page, function = case["pages"], getattr(runtime, case["function"])
    first = json.loads(page["reply"]["text"])

    def client_with(*pages: Any) -> FakeClient:
        made = FakeClient(None, dict(page["reply"]["headers"]))
        made.pages = [*pages]
        return made

    data = function(client_with(first), **page["first"])
    assert data["next"] == page["next"]

    client = client_with(first, case["answer"])
    function(client, **page["first"], all_pages=True)
    assert client.calls[1] == (case["function"], page["arguments"])

    fake(monkeypatch, case["answer"])
    write_files(case)
    words = [*words_of(command), *case["required"]["words"]]
    code, envelope = call("--mode", case["mode"], *words, "--all")
    assert (code, envelope["data"]["next"]) == (0, None)


@pytest.mark.skipif(not SERVICE_KEYS + REQUIRED_ONE_OF, reason="no credential is needed")
def test_health_without_credentials_says_what_to_set() -> None:
    """`needs_setup`, exit 0, and the variables by name: all that are needed, each way in."""
    code, envelope = call("health")

    assert (code, envelope["data"]["status"]) == (0, "needs_setup")
    check = envelope["data"]["checks"][0]
    assert (check["name"], check["details"]["missing_keys"]) == (
        "required_env",
        sorted(SERVICE_KEYS),
    )
    assert check["details"].get("one_of", []) == [list(way) for way in REQUIRED_ONE_OF]
    named = {*SERVICE_KEYS, *(name for way in REQUIRED_ONE_OF for name in way)}
    assert all(any(name in step for step in envelope["next_steps"]) for name in named)


def test_health_with_credentials_asks_the_vendor(
    credentials: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`healthy` once the probe answers, and the report stands at the top level too."""
    client = fake(monkeypatch, {})

    code, envelope = call("health")

    probed: list[tuple[str, dict[str, Any]]] = []
    if hasattr(vendor_client.Client, "probe"):
        probed.append(("probe", {}))
    assert client.calls == probed
    assert envelope["data"]["status"] == ("healthy" if probed else "degraded")
    assert code == 0
    for key in ("status", "runtime_ready", "checks", "next_steps", "live_read_available"):
        assert envelope[key] == envelope["data"][key]


def test_doctor_says_which_commands_are_ready(
    credentials: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command has a readiness."""
    fake(monkeypatch, {})

    _, envelope = call("doctor")

    readiness = envelope["runtime"]["command_readiness"]
    assert set(CASES) <= set(readiness)
    assert readiness["health"] is True
