"""`aos-gen draft` from the outside: a map that loads and generates, and one that only ever grows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import click.testing
import pytest
import yaml
from builders import ROOT, tiny_document

from aos_gen import cli
from aos_gen.commands.generate import generate
from aos_gen.diagnostics import Severity
from aos_gen.mapping.check import LEAST_MODES
from aos_gen.plan.model import Mode

OWN = ["harbor/openapi.yaml", "tally/openapi.json", "atelier/openapi.yaml"]
REAL = [
    *("stripe/stripe.yaml", "resend/resend.yaml", "notion/notion.json", "telegram/telegram.json"),
    *("lob/lob/lob-api-public.yml", "dropbox/dropbox.json", "datadog/datadog-v1.yaml", "redocly/museum.yaml"),
    *("discord/discord.json", "svix/svix.json", "elevenlabs/elevenlabs.json"),
]


def run(*words: str) -> click.testing.Result:
    """The command line in this process."""
    return click.testing.CliRunner().invoke(cli.cli, ["draft", *words])


def drafted(spec: Path, folder: Path, *words: str) -> dict[str, Any]:
    """A new map, as data; whatever was found on the way is no error."""
    result = run("--spec", str(spec), "--name", "acme", "--out", str(folder / "map.yaml"), *words)
    assert result.exit_code == 0, result.output
    data = yaml.safe_load((folder / "map.yaml").read_text("utf-8"))
    assert isinstance(data, dict)
    return data


def errors(spec: Path, folder: Path) -> set[str]:
    """The codes of the errors that stop generation from the drafted map."""
    found = generate(str(spec), str(folder / "map.yaml"), folder / "out", dry_run=True).report
    return {one.code for one in found if one.severity is Severity.ERROR}


@pytest.mark.parametrize("words", [(), ("--all",)], ids=["core", "all"])
@pytest.mark.parametrize("vendor", OWN)
def test_our_own_vendors(vendor: str, words: tuple[str, ...], tmp_path: Path) -> None:
    """Nothing but the approvals of tier 4 stands between a draft and its connector."""
    spec = ROOT / "specs" / vendor
    data = drafted(spec, tmp_path, *words)
    assert errors(spec, tmp_path) <= {"approval-missing"}
    for command in data["commands"].values():
        assert Mode(command["mode"]).rank >= LEAST_MODES[command["risk"]].rank
        assert "approval" not in command


@pytest.mark.parametrize("vendor", REAL)
def test_real_vendors(vendor: str, specs: Path, tmp_path: Path) -> None:
    """The core of a real document, with the server that was given where it names none."""
    spec = specs / vendor
    if not spec.exists():
        pytest.skip(f"there is no {spec}")
    data = drafted(spec, tmp_path, "--server", "https://api.acme.example")
    assert 3 <= len(data["commands"]) <= 40
    assert errors(spec, tmp_path) <= {"approval-missing"}


def test_every_proposal_says_why(tmp_path: Path) -> None:
    """A reason with the rule's id stands above each mode."""
    drafted(ROOT / "specs" / OWN[0], tmp_path, "--all")
    lines = (tmp_path / "map.yaml").read_text("utf-8").splitlines()
    modes = [number for number, line in enumerate(lines) if line.startswith("    mode: ")]
    assert modes and all("]" in lines[n - 1] or "]" in lines[n - 2] for n in modes)


@pytest.fixture
def standing(tmp_path: Path) -> Path:
    """A map of an operator's, with comments and an order of its own, for a document that has grown."""
    shutil.copy(ROOT / "specs" / "harbor" / "map.yaml", tmp_path / "map.yaml")
    return tmp_path / "map.yaml"


def test_a_map_that_stands_only_grows(standing: Path, tmp_path: Path) -> None:
    """Every byte stays; what is undecided gets a line beside its like, once."""
    spec = str(ROOT / "specs" / "harbor" / "openapi.yaml")
    before = standing.read_text("utf-8")
    result = run("--spec", spec, "--out", str(standing))
    after = standing.read_text("utf-8")
    assert result.exit_code == 0, result.output
    new = [line for line in after.splitlines(keepends=True) if line.startswith("  # undecided: ")]
    kept = [line for line in after.splitlines(keepends=True) if line not in new]
    assert "".join(kept) == before and new
    assert yaml.safe_load(after) == yaml.safe_load(before)
    again = run("--spec", spec, "--out", str(standing))
    assert standing.read_text("utf-8") == after and "nothing new" in again.output


def test_what_the_document_no_longer_has_is_told(standing: Path, tmp_path: Path) -> None:
    """Commands and exclusions without an operation are named, and left in the map."""
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(tiny_document()), "utf-8")
    record = json.loads(run("--spec", str(spec), "--out", str(standing), "--format", "json").stdout)
    assert "search (search)" in record["gone"]
    assert record["operations"]["undecided"] + record["operations"]["mapped"] == record["operations"]["total"]


def test_a_decided_line_is_a_command(tmp_path: Path) -> None:
    """Without `# undecided: ` in front of it, it loads as it is."""
    spec = ROOT / "specs" / "harbor" / "openapi.yaml"
    few = drafted(spec, tmp_path, "--max-commands", "3")
    text = (tmp_path / "map.yaml").read_text("utf-8").replace("# undecided: ", "")
    (tmp_path / "map.yaml").write_text(text, "utf-8")
    assert len(few["commands"]) < len(yaml.safe_load(text)["commands"])
    assert errors(spec, tmp_path) <= {"approval-missing"}


def test_include_and_exclude(tmp_path: Path) -> None:
    """By tag, path and operationId; what is excluded stands in the map with its reason."""
    spec = ROOT / "specs" / "harbor" / "openapi.yaml"
    words = (
        "--include",
        "Tickets",
        "--include",
        "/macros",
        "--exclude",
        "deleteTicket",
        "--exclude",
        "Reports",
    )
    data = drafted(spec, tmp_path, *words)
    mapped = {command["operation"] for command in data["commands"].values()}
    assert {"listTickets", "listMacros"} <= mapped and "deleteTicket" not in mapped
    assert {next(iter(one)) for one in data["exclude"]} == {"operation", "tag"}


def hostile() -> dict[str, Any]:
    """A document whose texts try to break out of a map."""
    data = tiny_document()
    data["info"] = {"title": "A\n  b: c # d\u2028e", "version": "1.0", "description": "x\n---\n- y: {z"}
    odd = ["NO", "on", "1.0", "a: b", "x # y", "n" * 2000, "\u4ed6", "'q\"", "- d", "{f}", "[g]"]
    for number, name in enumerate(odd):
        data["paths"][f"/odd/{number}/x: y #z"] = {
            "get": {"operationId": name, "summary": f"Get\n{name}", "tags": ["T\n#"], "responses": {}}
        }
    data["components"]["securitySchemes"]["No: 1"] = {"type": "http", "scheme": "digest"}
    data["paths"]["/odd/locked"] = {"get": {"security": [{"No: 1": []}], "responses": {}}}
    return data


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    """Names that YAML reads as something else, line breaks, endless identifiers, schemes with odd names."""
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(hostile()), "utf-8")
    data = drafted(spec, tmp_path, "--all")
    operations = {command["operation"] for command in data["commands"].values()}
    assert {"NO", "on", "1.0", "a: b", "x # y"} <= operations
    assert data["auth"]["No: 1"] == {"omit": True}
    assert errors(spec, tmp_path) == set()
    before = (tmp_path / "map.yaml").read_text("utf-8")
    assert run("--spec", str(spec), "--out", str(tmp_path / "map.yaml")).exit_code == 0
    assert (tmp_path / "map.yaml").read_text("utf-8") == before


def test_a_map_with_mistakes_is_left_alone(tmp_path: Path) -> None:
    """It is told what is wrong, and nothing is written."""
    (tmp_path / "map.yaml").write_text("version: 2\n", "utf-8")
    spec = str(ROOT / "specs" / "harbor" / "openapi.yaml")
    assert run("--spec", spec, "--out", str(tmp_path / "map.yaml")).exit_code == 3
    assert (tmp_path / "map.yaml").read_text("utf-8") == "version: 2\n"


def test_what_the_document_leaves_open_is_told(tmp_path: Path) -> None:
    """Where some operations need a credential and others say that they need none, the map tells how many."""
    document = tiny_document()
    document["paths"]["/tickets"]["get"]["security"] = []
    (tmp_path / "openapi.json").write_text(json.dumps(document), "utf-8")
    drafted(tmp_path / "openapi.json", tmp_path)
    text = (tmp_path / "map.yaml").read_text("utf-8")
    assert "asks no credential of 1 operation" in text
    assert "# Token: {type: bearer, env: ACME_TOKEN}" in text
