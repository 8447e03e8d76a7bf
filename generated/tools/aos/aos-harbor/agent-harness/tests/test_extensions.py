"""extensions.py: what its hooks may do, what becomes of their mistakes, and the gate of its commands."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ALL, CASES, HOOK, MODULE, OWN
from fake_vendor import (
    LoopbackVendor,
    call,
    client,
    config,
    constants,
    fake,
    words_of,
    write_files,
)

gate = importlib.import_module(f"{MODULE}.gate")
hooks = importlib.import_module(f"{MODULE}.hooks")
COMMAND = min(CASES, key=lambda command: len(CASES[command]["required"]["words"]))
BUILTIN = ("capabilities", "health", "config show", "doctor")
MODES = ("readonly", "write", "full", "admin")

Write = Callable[[str], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Put an extensions.py in place of the connector's own, with its hooks in force."""
    path = tmp_path / "extensions.py"
    monkeypatch.setattr(hooks, "FILE", str(path))
    monkeypatch.setattr(hooks, "LOADED", {})
    monkeypatch.setattr(hooks, "hook", HOOK)

    def written(text: str) -> None:
        path.write_text(text)

    return written


def run(monkeypatch: pytest.MonkeyPatch, *, mode: str = "admin") -> tuple[int, dict[str, Any]]:
    """Call the mapped command with the fewest words."""
    case = CASES[COMMAND]
    write_files(case)
    fake(monkeypatch, case["answer"], dict(case["reply"]["headers"]))
    return call("--mode", mode, *words_of(COMMAND), *case["required"]["words"])


def sent(monkeypatch: pytest.MonkeyPatch, path: str = "/x") -> tuple[Any, dict[str, Any]]:
    """Send a request of no command: what the vendor received, and the evidence."""
    with LoopbackVendor() as vendor:
        monkeypatch.setenv(constants.BASE_URL_ENV, vendor.url)
        made = client.Client(config.resolve_config())
        made.request("POST", path, query={"a": "1"}, body={"b": 2}, schemes=((),))
    assert made.evidence is not None
    return vendor.seen[0], made.evidence


@pytest.mark.parametrize("command", OWN)
@pytest.mark.parametrize("mode", MODES)
def test_an_own_command_is_denied_below_its_mode_before_its_file_is_run(
    command: str, mode: str, write: Write
) -> None:
    """The gate reads permissions.json alone; a file that cannot even be run changes nothing."""
    write("raise SystemExit(0)")

    code, envelope = call("--mode", mode, *words_of(command), "--no-such-option", "x")

    denied = MODES.index(mode) < MODES.index(OWN[command]["mode"])
    wanted = (3, "PERMISSION_DENIED") if denied else (10, "EXTENSION_FAILED")
    assert (code, envelope["error"]["code"]) == wanted


@pytest.mark.parametrize("command", OWN)
def test_an_own_command_has_the_options_that_were_generated(command: str) -> None:
    """Its help shows every option; without the required ones each is named."""
    code, envelope = call(*words_of(command), "--help")
    assert code == 0
    for option in OWN[command]["options"]:
        assert option in envelope["data"]["help"]

    if OWN[command]["needs"]:
        code, envelope = call("--mode", "admin", *words_of(command))
        assert (code, envelope["error"]["code"]) == (2, "USAGE")
        for option in OWN[command]["needs"]:
            assert option in envelope["error"]["message"]


DECLARED = """
from .options import Text
from .own import command

@command("{id}", summary="Do it", mode="readonly", risk=1, options=[Text("--x", required=True)], path=["x"])
def do_it(client, x):
    print("to stderr")
    return {{"x": x}}
"""


def test_a_command_that_is_not_generated_needs_admin(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own word for its mode counts for nothing: permissions.json does not know it."""
    write(DECLARED.format(id="zzz.unheard"))
    fake(monkeypatch)

    for mode in MODES[:3]:
        code, envelope = call("--mode", mode, "zzz", "unheard", "--x", "1")
        assert (code, envelope["error"]["code"]) == (2, "USAGE")
    code, envelope = call("--mode", "admin", "zzz", "unheard", "1")
    assert (code, envelope["data"]) == (0, {"x": "1"})
    assert call("--mode", "admin", "zzz", "unheard")[0] == 2


def test_an_unknown_word_runs_nothing_of_the_file(write: Write) -> None:
    """Not even to find out whether it declares that word: whoever may not run it does not."""
    write("raise SystemExit(9)\n")

    for mode in MODES[:3]:
        assert call("--mode", mode, "zzz", "unheard")[0] == 2
        assert call("--mode", mode, words_of(COMMAND)[0], "unheard")[0] in (2, 3)


@pytest.mark.parametrize("id", [COMMAND, "health", "config.show", "capabilities"])
def test_no_declaration_takes_the_place_of_a_command(
    id: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A built-in or a mapped command stays what it is."""
    write(DECLARED.format(id=id))
    if id == COMMAND:
        assert "x" not in run(monkeypatch)[1]["data"]
    else:
        assert call(*words_of(id))[1]["data"].get("x") is None
        assert call(*words_of(id))[0] == 0


def test_without_the_file_nothing_is_missing(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be deleted: no hook, no command, no error."""
    assert run(monkeypatch)[0] == 0
    assert call("zzz")[0] == 2
    assert "added" not in sent(monkeypatch)[1]


BROKEN = {
    "syntax": ("x = 1\ndef broken(:\n", 2),
    "import": ("\n\nimport no_such_module_at_all\n", 3),
    "raises": ("def f():\n    raise ValueError('no')\nf()\n", 2),
    "exits": ("raise SystemExit(0)\n", 1),
    "refuses": ("from .errors import CliError\nraise CliError('X', 'x', 0)\n", 2),
}


@pytest.mark.parametrize(("text", "line"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_run_is_told_with_its_line(
    text: str, line: int, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 10 and an envelope; the built-in commands work, and the gate stays as it was."""
    write(text)

    code, envelope = run(monkeypatch)
    assert (code, envelope["error"]["code"]) == (10, "EXTENSION_FAILED")
    assert f"extensions.py, line {line}: " in envelope["error"]["message"]
    assert envelope["error"]["details"] == {"file": "extensions.py", "line": line}
    assert call("--mode", "admin", "zzz")[0] == 10
    for builtin in BUILTIN:
        assert call(*builtin.split())[0] == 0
    if CASES[COMMAND]["mode"] != "readonly":
        assert run(monkeypatch, mode="readonly")[0] == 3


SHAPES = {
    "raises": "raise KeyError('a')",
    "nothing": "data.pop('x', None)",
    "a list": "return [data]",
    "no JSON": "return {**data, 'x': {1, 2}}",
    "no number": "return {**data, 'x': float('nan')}",
    "exits": "raise SystemExit(0)",
}


@pytest.mark.parametrize("body", SHAPES.values(), ids=SHAPES)
def test_a_shape_that_fails_is_told(
    body: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It raises, or returns what no envelope can hold."""
    write(f"def shape(command, data):\n    {body}\n")

    code, envelope = run(monkeypatch)

    assert (code, envelope["error"]["code"]) == (10, "EXTENSION_FAILED")
    assert envelope["error"]["details"]["line"] in (1, 2)


def test_shape_sees_the_command_and_its_data(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it returns is the envelope's data."""
    write("def shape(command, data):\n    return {**data, 'shaped': [command, sorted(data)]}\n")

    code, envelope = run(monkeypatch)

    assert code == 0, envelope
    shaped = envelope["data"].pop("shaped")
    assert shaped == [COMMAND, sorted(envelope["data"])]
    assert "shaped" not in call("capabilities")[1]["data"]


def test_a_list_stays_a_list(write: Write) -> None:
    """Pickers and workflows read `items`."""
    write("def shape(command, data):\n    return {}\n")

    with pytest.raises(hooks.CliError, match="must keep the list `items`"):
        hooks.shape("x", {"items": [], "count": 0})


def test_prepare_adds_and_the_evidence_says_what(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headers and query parameters go out; the names of both stand in meta.request."""
    write(
        "def prepare(request):\n"
        "    seen = [request.method, request.path, list(request.query), request.content.decode()]\n"
        "    request.add_header('X-Seen', repr(seen))\n"
        "    request.add_header('User-Agent', 'mine')\n"
        "    request.add_query('tenant', 'a b')\n"
    )

    seen, evidence = sent(monkeypatch)

    assert seen.headers["x-seen"] == repr(["POST", "/x", ["a=1"], '{"b": 2}'])
    assert seen.headers["user-agent"] == "mine"
    assert seen.target.endswith("/x?a=1&tenant=a%20b")
    assert evidence["added"] == ["header X-Seen", "header User-Agent", "query tenant"]


REFUSED = {
    "host": "request.add_header('Host', 'evil.example')",
    "authorization": "request.add_header('authorization', 'x')",
    "cookie": "request.add_header('Cookie', 'x')",
    "length": "request.add_header('Content-Length', '1')",
    "method": "request.add_header('X-HTTP-Method-Override', 'DELETE')",
    "method, spelled": "request.add_header('x_http_METHOD_override', 'DELETE')",
    "proxy": "request.add_header('X-Forwarded-Host', 'evil.example')",
    "prefix": "request.add_header('X-Forwarded-Prefix', '/admin')",
    "line break": "request.add_header('X-A', 'a\\r\\nHost: evil.example')",
    "no name": "request.add_header('X A', 'a')",
    "there already": "request.add_header('accept', 'text/html')",
    "its type": "request.add_header('Content-Type', 'text/html')",
    "query": "request.add_query('a', '2')",
    "query, spelled": "request.add_query('A[]', '2')",
    "query method": "request.add_query('_METHOD', 'DELETE')",
    "path": "request.path = '/y'",
    "http method": "request.method = 'DELETE'",
    "headers": "request.headers['Host'] = 'evil.example'",
    "added": "request.added[0]['Host'] = 'evil.example'",
}


@pytest.mark.parametrize("line", REFUSED.values(), ids=REFUSED)
def test_prepare_cannot_change_what_the_request_is(
    line: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Host, method, path, credential and what is there stand; who tries is told, and nothing is sent."""
    write(f"def prepare(request):\n    {line}\n")

    with LoopbackVendor() as vendor:
        monkeypatch.setenv(constants.BASE_URL_ENV, vendor.url)
        made = client.Client(config.resolve_config())
        with pytest.raises(hooks.CliError, match=r"extensions\.py, line 2: ") as refused:
            made.request("POST", "/x", query={"a": "1"}, body={"b": 2}, schemes=((),))
    assert (refused.value.exit_code, vendor.seen) == (10, [])


@pytest.mark.parametrize("scheme", constants.SCHEMES)
def test_prepare_cannot_set_a_credential(scheme: str) -> None:
    """Not under any name that a credential has here."""
    name = constants.SCHEMES[scheme].name
    request = hooks.Outgoing("GET", "/x", {}, [], None)
    with pytest.raises(ValueError, match="cannot set"):
        request.add_header(name, "x")
    with pytest.raises(ValueError, match="cannot set"):
        request.add_query(name, "x")


def test_a_secret_in_a_mistake_is_not_told(
    write: Write, monkeypatch: pytest.MonkeyPatch, credentials: dict[str, str]
) -> None:
    """A message of extensions.py may quote anything."""
    write("import os\ndef shape(command, data):\n    raise ValueError(dict(os.environ))\n")

    text = json.dumps(run(monkeypatch)[1])

    assert "EXTENSION_FAILED" in text
    assert not [value for value in credentials.values() if value in text]


def test_every_command_has_a_mode() -> None:
    """Those of extensions.py too."""
    modes = gate.permissions()
    assert {command: modes.get(command) for command in ALL} == {
        command: case["mode"] for command, case in ALL.items()
    }
