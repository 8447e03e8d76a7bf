"""`explain`, `show` and `completion` as their user meets them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import Any

import click.testing
import pytest
import yaml
from click.shell_completion import BashComplete

from aos_gen import cli

from .test_document_commands import HOSTILE, ROOT, VENDORS, call, on_terminal, overlay, spec


def mapped(vendor: str) -> str:
    return str(ROOT / "specs" / vendor / "map.yaml")


def both(vendor: str) -> tuple[str, ...]:
    return "--spec", spec(vendor), "--map", mapped(vendor)


def ids(vendor: str) -> list[str]:
    return sorted(yaml.safe_load(Path(mapped(vendor)).read_text())["commands"])


def explained(command: str, *words: str) -> tuple[dict[str, Any], click.testing.Result]:
    done = call("explain", command, *words, "--format", "json")
    return json.loads(done.stdout), done


def line(file: str, number: int) -> str:
    return Path(file).read_text().splitlines()[number - 1]


@pytest.mark.parametrize("vendor", VENDORS)
def test_every_command_is_explained(vendor: str) -> None:
    """All of a map, without a word of diagnostics: each place is a line that names the thing."""
    for command in ids(vendor):
        trail, done = explained(command, *both(vendor))
        assert (done.exit_code, trail["ok"], trail["diagnostics"], trail["sound"]) == (0, True, [], True)
        assert line(trail["map"]["file"], trail["map"]["line"]).strip() == f"{command}:"
        assert trail["contract"] and trail["permission"]["proposal"]["rule"]
        for one in trail["inputs"]:
            assert one["vendor"] or one["added"]
            assert one["map"] or not one["keys"]
            if one["map"] and one["fate"] in ("option", "omitted", "fixed", "composed"):
                assert one["name"].split(":")[-1] in line(one["map"]["file"], one["map"]["line"])
        text = call("explain", command, *both(vendor))
        assert (text.exit_code, text.stderr) == (0, "")
        assert "\x1b" not in text.stdout and not re.search(r" $", text.stdout, re.MULTILINE)
        for one in trail["inputs"]:
            assert f" {one['place']} {one['name']} " in text.stdout


def test_a_trail(request: pytest.FixtureRequest) -> None:
    """What a person reads of one command: the whole of it."""
    found = call("explain", "ticket.list", *both("harbor")).stdout.replace(str(ROOT) + "/", "")
    golden = Path(__file__).parent / "trail.txt"
    if request.config.getoption("--update-golden", default=False):
        golden.write_text(found)
    assert found == golden.read_text()


def test_fates_of_a_rich_command() -> None:
    """Options, what the map fixes, puts together, leaves out and takes apart, and what others send."""
    trail, _ = explained("charge.search", *both("tally"))
    fates = {one["name"]: one["fate"] for one in trail["inputs"]}
    assert fates == {
        "limit": "option",
        "page": "omitted",
        "query": "composed",
        "words": "option",
        "status": "option",
        "currency": "option",
    }
    trail, _ = explained("statement.camt", *both("tally"))
    assert {one["name"]: one["fate"] for one in trail["inputs"]}["Accept"] == "connector"
    trail, _ = explained("asset.list", *both("atelier"))
    assert {one["name"] for one in trail["inputs"] if one["added"]} == {"archived"}


def test_an_unknown_command() -> None:
    """A wrong word on the command line, answered with the nearest."""
    done = call("explain", "ticket.lst", *both("harbor"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "did you mean 'ticket.list'" in done.stderr
    record, done = explained("ticket.lst", *both("harbor"))
    assert (done.exit_code, record["known"], record["diagnostics"][0]["code"]) == (
        2,
        False,
        "unknown-command",
    )


def test_a_command_with_mistakes(tmp_path: Path) -> None:
    """As much of the trail as there is on stdout, the diagnostics on stderr, and exit code 3."""
    text = Path(mapped("harbor")).read_text().replace("archived: {fixed", "achived: {fixed")
    (tmp_path / "map.yaml").write_text(text)
    words = ("--spec", spec("harbor"), "--map", str(tmp_path / "map.yaml"))
    done = call("explain", "ticket.list", *words)
    assert done.exit_code == 3
    assert "error[unknown-parameter]" in done.stderr
    assert "query archived" in done.stdout and "none while the command has mistakes" in done.stdout
    assert call("explain", "ticket.get", *words).exit_code == 0


def test_an_overlay_is_named(tmp_path: Path) -> None:
    """What an overlay brought is shown at the overlay's line."""
    brought = {"name": "extra", "in": "query", "schema": {"type": "string"}}
    fix = overlay(tmp_path, {"target": "$.paths['/balance'].get.parameters", "update": [brought]})
    trail, _ = explained("balance.get", *both("tally"), "--overlay", fix)
    assert [one["vendor"]["file"] for one in trail["inputs"] if one["name"] == "extra"] == [fix]


def test_hostile_text_reaches_no_terminal(tmp_path: Path) -> None:
    """Names, summaries and files that a terminal would obey are escaped."""
    parameter = {
        "name": HOSTILE,
        "in": "query",
        "schema": {"type": "string", "enum": [HOSTILE], "default": "\x1b"},
    }
    operation = {"operationId": HOSTILE, "summary": HOSTILE, "parameters": [parameter], "responses": {}}
    data = {
        "openapi": "3.0.0",
        "info": {"title": "", "version": ""},
        "paths": {"/\x1b[31mred": {"get": operation}},
    }
    (tmp_path / "a.json").write_text(json.dumps(data))
    command = {"operation": "GET /\x1b[31mred", "mode": "readonly", "risk": 1}
    mapping = {
        "version": 1,
        "connector": {"name": "a", "label": "A", "description": "A"},
        "server": {"url": "https://a.example"},
        "commands": {"a.get": command},
    }
    (tmp_path / "map.yaml").write_text(json.dumps(mapping))
    words = ("--spec", str(tmp_path / "a.json"), "--map", str(tmp_path / "map.yaml"))
    for done in (call("explain", "a.get", *words), call("show", *words)):
        assert "a get" in done.stdout or "a.get" in done.stdout
        assert "\x1b" not in done.output and "\u202e" not in done.output


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_map_is_shown(vendor: str) -> None:
    """As a table with totals and as JSON: the same commands, sorted, as the manifest has them."""
    found = json.loads(call("show", *both(vendor), "--format", "json").stdout)
    manifest = json.loads((ROOT / f"generated/tools/aos/aos-{vendor}/connector.json").read_text())
    assert [one["id"] for one in found["commands"]] == ids(vendor)
    keys = {
        "id": "id",
        "summary": "summary",
        "mode": "required_mode",
        "tier": "risk_tier",
        "action": "action_class",
    }
    wanted = {one["id"]: one for one in manifest["commands"]}
    for one in found["commands"]:
        assert {key: one[key] for key in keys} == {key: wanted[one["id"]][name] for key, name in keys.items()}
        assert one["tool"] == f"connector_aos_{vendor}__{one['id'].replace('.', '_').replace('-', '_')}"
    done = call("show", *both(vendor))
    lines = done.stdout.splitlines()
    assert (done.exit_code, done.stderr) == (0, "")
    assert lines[0].split() == ["TOOL", "WORDS", "SUMMARY", "MODE", "TIER", "ACTION"]
    assert [row.split()[0] for row in lines[1:-3]] == [one["tool"] for one in found["commands"]]
    assert lines[-3] == f"{found['total']} of {found['total']} commands"
    assert sum(found["modes"].values()) == sum(found["tiers"].values()) == found["total"]


def test_filters() -> None:
    """Those that fit, and what to ask for where none does; neither is a mistake."""
    words = ("show", *both("harbor"), "--mode", "admin", "--mode", "full")
    assert call(*words, "--text", "delete").stdout.splitlines()[-3:] == [
        "1 of 14 commands",
        "  modes       1 admin",
        "  risk tiers  1 in tier 4",
    ]
    done = call("show", *both("harbor"), "--resource", "tickets")
    assert (done.exit_code, done.stdout) == (
        0,
        "0 of 14 commands\n  hint: did you mean the resource 'ticket'?\n",
    )


@pytest.mark.parametrize("columns", [70, 120])
def test_on_a_terminal(columns: int) -> None:
    """A table that fits, in colour, and a trail with bold words; neither with NO_COLOR."""
    sent = on_terminal(columns, "show", *both("harbor"))
    plain = re.sub(r"\x1b\[[0-9;]*m", "", sent).replace("\r", "").splitlines()
    assert all(len(row) <= columns for row in plain) and {"WORDS", "MODE", "TIER"} <= set(plain[0].split())
    assert "\x1b[1m" in sent
    trail = ("explain", "ticket.list", *both("harbor"))
    assert "\x1b[1m" in on_terminal(columns, *trail)
    assert "\x1b[" not in on_terminal(columns, *trail, NO_COLOR="1")


def completed(*words: str) -> list[str]:
    """What a shell offers for the last word."""
    shell = BashComplete(cli.cli, {}, "aos-gen", "_AOS_GEN_COMPLETE")
    found = shell.get_completions(list(words[:-1]), words[-1])
    return [one.value if one.type == "plain" else one.type for one in found]


MAP = ("--map", str(ROOT / "specs/harbor/map.yaml"))
COMPLETED: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "a command": (("ex",), ["explain"]),
    "an option of the main job": (("--sp",), ["--spec"]),
    "an option of the group": (("--vers",), ["--version"]),
    "an option of a command": (("show", "--res"), ["--resource"]),
    "an option after others": (("--spec", "a.yaml", "--ov"), ["--overlay", "--overwrite"]),
    "a file": (("--spec", "sp"), ["file"]),
    "a file of a command": (("lint", "--overlay", ""), ["file"]),
    "a folder": (("--out", ""), ["dir"]),
    "a choice": (("show", "--mode", "a"), ["admin"]),
    "a shell": (("completion", "z"), ["zsh"]),
    "a command id": (
        ("explain", *MAP, "ticket.c"),
        ["ticket.comment.add", "ticket.comment.list", "ticket.create"],
    ),
    "a command id without a map": (("explain", "ticket.c"), []),
    "a command id of a map that is not there": (("explain", "--map", "/none", "t"), []),
    "something after no command": (("nonsense", "--x"), []),
}


@pytest.mark.parametrize(("words", "wanted"), COMPLETED.values(), ids=COMPLETED.keys())
def test_completion(words: tuple[str, ...], wanted: list[str]) -> None:
    """Commands, options, files, choices and the ids of the map that stands on the line."""
    assert completed(*words) == wanted


def test_every_command_is_offered() -> None:
    """Before anything is typed, a shell offers the commands."""
    assert completed("") == sorted(cli.cli.commands)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts(shell: str) -> None:
    """Each shell's script calls aos-gen; a shell that is here reads it without complaint."""
    script = call("completion", shell).stdout
    assert f"_AOS_GEN_COMPLETE={shell}_complete" in script
    if which(shell):
        done = subprocess.run(
            [shell, "-n"], check=False, input=script, text=True, capture_output=True, timeout=60
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_bash_completes() -> None:
    """The whole way: bash reads the script, asks aos-gen, and has the ids."""
    if which("bash") is None:
        pytest.skip("bash is not installed")
    asked = 'COMP_WORDS=(aos-gen explain --map "$1" ticket.l); COMP_CWORD=4; _aos_gen_completion aos-gen'
    script = 'eval "$(aos-gen completion bash)"\n' + asked + '\necho "${COMPREPLY[@]}"'
    folder = os.path.dirname(sys.executable)
    environment = {"PATH": f"{folder}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "--norc", "-c", script, "-", MAP[1]],
        check=False,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.stdout, done.returncode) == ("ticket.list\n", 0)


@pytest.mark.parametrize("name", ["lob", "resend"])
def test_real_maps(name: str, specs: Path) -> None:
    """Commands of real vendors: every one is shown, and the first few are explained."""
    index = {one["id"]: one["root"] for one in json.loads((specs / "index.json").read_text())}
    words = ("--spec", str(specs / index[name]), "--map", str(ROOT / f"tests/corpus/maps/{name}.yaml"))
    found = json.loads(call("show", *words, "--format", "json").stdout)
    assert found["total"] > 3
    for one in found["commands"][:3]:
        trail, done = explained(one["id"], *words)
        assert (done.exit_code, trail["tool"], trail["sound"]) == (0, one["tool"], True)
