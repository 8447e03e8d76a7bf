"""`operations`, `lint` and `--overlay` as their user meets them."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click.testing
import pytest

from aos_gen import cli
from aos_gen.lock import LOCK_PATH

ROOT = Path(__file__).resolve().parents[2]
VENDORS = ("harbor", "tally", "atelier")


def call(*words: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(cli.cli, list(words))


def spec(vendor: str) -> str:
    return str(next((ROOT / "specs" / vendor).glob("openapi.*")))


def overlay(folder: Path, *actions: dict[str, Any], name: str = "fix.yaml", version: str = "1.1.0") -> str:
    """An overlay file with these actions."""
    head = {"overlay": version, "info": {"title": "t", "version": "1"}, "actions": list(actions)}
    (folder / name).write_text(json.dumps(head))
    return str(folder / name)


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_vendor_is_listed(vendor: str) -> None:
    """As a table with a total, as TSV with one line each, and as JSON: the same operations."""
    found = json.loads(call("operations", "--spec", spec(vendor), "--format", "json").stdout)
    assert found["ok"] and found["shown"] == found["total"] == len(found["operations"]) > 5
    table = call("operations", "--spec", spec(vendor))
    lines = table.stdout.splitlines()
    assert (table.exit_code, table.stderr) == (0, "")
    assert lines[0].split()[:3] == ["METHOD", "PATH", "OPERATION"]
    assert lines[-1].startswith(f"{found['shown']} of {found['total']} operations")
    tsv = call("operations", "--spec", spec(vendor), "--format", "tsv").stdout
    rows = [line.split("\t") for line in tsv.splitlines()]
    assert [row[:2] for row in rows[1:]] == [[one["method"], one["path"]] for one in found["operations"]]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [line.split()[:2] for line in lines[1:-1]] == [row[:2] for row in rows[1:]]


def test_what_is_unsupported_and_why() -> None:
    """Each refusal with its code, its sentence and its place."""
    table = call("operations", "--spec", spec("harbor"), "--unsupported", "--format", "json")
    found = json.loads(table.stdout)
    assert found["unsupported"] == found["shown"]
    for one in found["operations"]:
        assert one["refused"][0]["line"] and one["refused"][0]["code"].startswith(
            ("unsupported-", "document-")
        )


def test_filters_that_fit_nothing_are_no_mistake() -> None:
    """0 of M, what to ask for instead, and exit code 0."""
    done = call("operations", "--spec", spec("harbor"), "--tag", "Ticket")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "0 of 21 operations\n  hint: did you mean the tag 'Tickets'?\n"


HOSTILE = "\x1b[31mred\u202e\ttab\nline"


def test_hostile_names_reach_no_terminal(tmp_path: Path) -> None:
    """What a terminal would obey is escaped, and a row stays one line of as many cells."""
    item = {"get": {"operationId": HOSTILE, "summary": HOSTILE, "tags": [HOSTILE], "responses": {}}}
    data = {"openapi": "3.0.0", "info": {"title": "", "version": ""}, "paths": {f"/{HOSTILE}": item}}
    (tmp_path / "a.json").write_text(json.dumps(data))
    for form in ("table", "tsv"):
        out = call("operations", "--spec", str(tmp_path / "a.json"), "--format", form).stdout
        assert "\x1b" not in out and "\u202e" not in out
        assert len(out.splitlines()) == (3 if form == "table" else 2)


def on_terminal(columns: int, *words: str, **env: str) -> str:
    """What a terminal of that width is sent."""
    leader, follower = pty.openpty()
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm",
        "COLUMNS": str(columns),
    }
    done = subprocess.Popen(
        [sys.executable, "-m", "aos_gen", *words],
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env=environment | env,
        cwd=ROOT,
    )
    os.close(follower)
    sent = b""
    try:
        while block := os.read(leader, 65536):
            sent += block
    except OSError:  # The other end is closed: Linux says so with an error.
        pass
    os.close(leader)
    assert done.wait(timeout=60) == 0
    return sent.decode()


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_a_table_fits_its_terminal(columns: int) -> None:
    """No line is wider than the terminal, and method, path, mode and tier are always there."""
    sent = on_terminal(columns, "operations", "--spec", spec("harbor"))
    lines = re.sub(r"\x1b\[[0-9;]*m", "", sent).replace("\r", "").splitlines()
    assert all(len(line) <= columns for line in lines)
    assert len(lines) == 21 + 2
    assert {"METHOD", "PATH", "MODE", "TIER"} <= set(lines[0].split())
    assert "\x1b[" in sent


def test_no_color() -> None:
    """NO_COLOR is honoured on a terminal."""
    sent = on_terminal(80, "operations", "--spec", spec("harbor"), "--brief", NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", sent)


@pytest.mark.parametrize("vendor", VENDORS)
def test_our_vendors_are_in_order(vendor: str) -> None:
    """The examples have no findings."""
    done = call("lint", "--spec", spec(vendor), "--fail-on", "warning")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "nothing found" in done.stdout


def test_findings_fail_only_where_asked(tmp_path: Path) -> None:
    """Findings are warnings with exit code 0; --fail-on warning makes it 1; no document is 3."""
    broken = overlay(tmp_path, {"target": "$.info", "update": {"sumary": "x"}})
    words = ("lint", "--spec", spec("harbor"), "--overlay", broken)
    done = call(*words)
    assert (done.exit_code, "1 finding" in done.stdout) == (0, True)
    assert (
        f"{broken}:1:" in done.stderr and "warning[lint-finding] 'sumary' is not allowed here" in done.stderr
    )
    assert call(*words, "--fail-on", "warning").exit_code == 1
    assert call("lint", "--spec", str(tmp_path / "none.yaml")).exit_code == 3
    found = json.loads(call(*words, "--format", "json").stdout)
    (told,) = found["diagnostics"]
    assert (found["ok"], found["checked"], found["warnings"]) == (True, True, 1)
    assert told["file"] == broken
    assert told["patches"] == {"file": spec("harbor"), "pointer": "#/info/sumary"}


def test_an_overlay_renames_an_operation(tmp_path: Path) -> None:
    """What a patched document offers is listed, and what a later overlay takes away is not."""
    first = overlay(tmp_path, {"target": "$.paths['/account'].get.operationId", "update": "whoAmI"})
    second = overlay(tmp_path, {"target": "$.paths['/balance']", "remove": True}, name="second.yaml")
    words = ("operations", "--spec", spec("tally"), "--brief", "--format", "json")
    plain = json.loads(call(*words).stdout)
    found = json.loads(call(*words, "--overlay", first, "--overlay", second).stdout)
    assert found["total"] == plain["total"] - 1
    assert found["operations"][0]["operation_id"] == "whoAmI"
    assert all(one["path"] != "/balance" for one in found["operations"])


def generated(out: Path, mapping: Path, *words: str) -> dict[str, Any]:
    """The lock of a connector that was generated without a word."""
    done = call("--spec", spec("harbor"), "--map", str(mapping), "--out", str(out), "--quiet", *words)
    assert (done.exit_code, done.output) == (0, "")
    lock: dict[str, Any] = json.loads((out / "tools/aos/aos-harbor" / LOCK_PATH).read_text())
    return lock


def test_a_lock_knows_the_overlays(tmp_path: Path) -> None:
    """Its digest of the document covers them and their order; the map's pin stays about the vendor's file."""
    plain = generated(tmp_path / "plain", ROOT / "specs/harbor/map.yaml")
    one = overlay(tmp_path, {"target": "$.info", "update": {"x-a": 1}}, name="one.yaml")
    two = overlay(tmp_path, {"target": "$.info", "update": {"x-b": 1}}, name="two.yaml")
    pinned = tmp_path / "map.yaml"
    text = (ROOT / "specs/harbor/map.yaml").read_text()
    digest = hashlib.sha256(Path(spec("harbor")).read_bytes()).hexdigest()
    pin = f"document: {{sha256: {digest}, overlays: [one.yaml]}}\n"
    pinned.write_text(text + ("" if text.endswith("\n") else "\n") + pin)
    by_map = generated(tmp_path / "map", pinned, "--overlay", two)
    by_words = generated(
        tmp_path / "words", ROOT / "specs/harbor/map.yaml", "--overlay", one, "--overlay", two
    )
    turned = generated(
        tmp_path / "turned", ROOT / "specs/harbor/map.yaml", "--overlay", two, "--overlay", one
    )
    plain_inputs, *inputs = ({**lock["inputs"], "map": ""} for lock in (plain, by_map, by_words, turned))
    assert inputs[0] == inputs[1]
    assert plain_inputs["document"] != inputs[0]["document"] == inputs[2]["document"]
    assert inputs[1]["overlays"] != inputs[2]["overlays"]
    assert plain["plan"] == by_map["plan"]


@pytest.mark.parametrize("command", ["operations", "lint"])
def test_help_has_examples(command: str) -> None:
    """What to type, in the help text itself."""
    assert f"aos-gen {command} --spec vendor.yaml" in call(command, "--help").stdout


def test_brief_cannot_tell_what_is_unsupported() -> None:
    """A wrong command line is told as one."""
    assert call("operations", "--spec", spec("harbor"), "--brief", "--unsupported").exit_code == 2


@pytest.mark.parametrize(
    "name", ["notion/notion.json", "msgraph/msgraph-slice.json", "lob/lob/lob-api-public.yml"]
)
def test_real_documents_are_listed(name: str, specs: Path) -> None:
    """Documents as vendors publish them: every operation has a row, a proposal, and a plan or a reason."""
    found = json.loads(call("operations", "--spec", str(specs / name), "--format", "json").stdout)
    assert found["shown"] == found["total"] > 0
    for one in found["operations"]:
        assert one["proposal"]["rule"]
        assert one["answer"] is not None or one["refused"]


def test_libraries_are_imported_where_they_are_needed() -> None:
    """Validators take a second and JSONPath 50 ms: no other command waits for them."""
    heavy = ("prance", "openapi_spec_validator", "jsonschema", "jsonpath_rfc9535", "rich")
    code = f"import sys, aos_gen.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
