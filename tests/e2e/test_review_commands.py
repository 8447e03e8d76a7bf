"""`approve`, `check` and policies as their user meets them."""

from __future__ import annotations

import difflib
import json
import shutil
from pathlib import Path
from typing import Any

import click.testing
import pytest

from aos_gen import cli
from aos_gen.commands.approve import prepare, record_approvals

ROOT = Path(__file__).resolve().parents[2]
DIGEST = {"harbor": "522ff1b8f1c8c6a1", "tally": "7ee003e1ceffe590"}
COMMAND = {"harbor": "ticket.delete", "tally": "account.close"}
VENDORS = tuple(DIGEST)


def call(*words: str, typed: str | None = None) -> click.testing.Result:
    return click.testing.CliRunner().invoke(cli.cli, list(words), input=typed)


@pytest.fixture(params=VENDORS)
def vendor(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A vendor's folder, copied to where it may be changed."""
    shutil.copytree(ROOT / "specs" / request.param, tmp_path / request.param)
    (tmp_path / ".git").mkdir()
    return str(request.param)


def named(folder: Path) -> list[str]:
    spec = next(folder.glob("openapi.*"))
    return ["--spec", str(spec), "--map", str(folder / "map.yaml")]


def unapproved(folder: Path) -> str:
    """The map without its approval."""
    map_file = folder / "map.yaml"
    lines = map_file.read_text().splitlines(keepends=True)
    map_file.write_text("".join(line for line in lines if not line.startswith("    approval:")))
    return map_file.read_text()


def change(folder: Path, old: str, new: str) -> None:
    """Change the one file of the document that says it."""
    files = [path for path in folder.rglob("*.yaml") if path.name != "map.yaml" and old in path.read_text()]
    (file,) = files
    file.write_text(file.read_text().replace(old, new))


def test_approve_generate_and_approve_again(vendor: str, tmp_path: Path) -> None:
    """Nothing is generated before the approval, everything after it, and only lines were added."""
    folder = tmp_path / vendor
    before = unapproved(folder)
    refused = call(*named(folder), "--out", str(tmp_path / "out"))
    assert (refused.exit_code, "approval-missing" in refused.stderr) == (3, True)
    done = call(
        "approve", "--all", "--by", "Ada: head of ops", "--ref", "https://t.example/1", *named(folder)
    )
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"{COMMAND[vendor]}: " in done.stdout and DIGEST[vendor] in done.stdout
    after = (folder / "map.yaml").read_text()
    changed = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "-+"]
    assert changed and all(line.startswith("+ ") for line in changed)
    assert f'+       contract: "{DIGEST[vendor]}"' in changed
    assert '+       by: "Ada: head of ops"' in changed
    assert call(*named(folder), "--out", str(tmp_path / "out")).exit_code == 0
    again = call("approve", "--all", "--by", "Bob", *named(folder))
    assert again.stdout == "nothing to approve: every approval is of the present contract\n"
    assert (folder / "map.yaml").read_text() == after


def test_a_dry_run_writes_nothing(vendor: str, tmp_path: Path) -> None:
    """It lists the same."""
    folder = tmp_path / vendor
    before = unapproved(folder)
    done = call("approve", "--all", "--by", "Ada", "--dry-run", *named(folder))
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "would approve 1 command as Ada"
    assert (folder / "map.yaml").read_text() == before


HARBOR_CHANGES = {
    "the server": (
        "https://{region}.harbor.example/v2",
        "https://{region}.harbor.example/v3",
        "servers were",
    ),
    "the words": ("Delete a ticket for good", "Delete a ticket", "only the vendor's words"),
}


@pytest.mark.parametrize(("old", "new", "told"), HARBOR_CHANGES.values(), ids=HARBOR_CHANGES.keys())
def test_a_change_of_the_vendors_stops_generation(old: str, new: str, told: str, tmp_path: Path) -> None:
    """The facet is named with its old and its new side, and approving again is all that it takes."""
    folder = tmp_path / "harbor"
    shutil.copytree(ROOT / "specs/harbor", folder)
    assert call("approve", COMMAND["harbor"], "--by", "Ada", *named(folder)).exit_code == 0
    change(folder, old, new)
    refused = call(*named(folder), "--dry-run")
    assert (refused.exit_code, refused.stderr.count("error[approval-stale]")) == (3, 1)
    assert told in refused.stderr and f"aos-gen approve {COMMAND['harbor']} --by" in refused.stderr
    listed = call("approve", "--all", "--by", "Bob", "--format", "json", *named(folder))
    (one,) = json.loads(listed.stdout)["commands"]
    assert (one["why"], one["approved_before_by"]) == ("changed", "Ada")
    assert all(found["old"] and found["new"] for found in one["changes"])
    assert call(*named(folder), "--dry-run").exit_code == 0


def test_all_mistakes_at_once_and_nothing_written(vendor: str, tmp_path: Path) -> None:
    """One command that can be approved is not, beside two that cannot."""
    folder = tmp_path / vendor
    before = unapproved(folder)
    listing = "ticket.list" if vendor == "harbor" else "charge.list"
    done = call("approve", COMMAND[vendor], "zzz", listing, "--by", "Ada", *named(folder))
    assert done.exit_code == 3
    assert "unknown-command" in done.stderr and "approval-not-needed" in done.stderr
    assert (folder / "map.yaml").read_text() == before


def test_mistakes_of_other_commands_do_not_stand_in_the_way(tmp_path: Path) -> None:
    """An approval needs its own command to be sound, and the map's head."""
    folder = tmp_path / "harbor"
    shutil.copytree(ROOT / "specs/harbor", folder)
    map_file = folder / "map.yaml"
    unapproved(folder)
    map_file.write_text(map_file.read_text().replace("operation: getCategory", "operation: getCategories"))
    done = call("approve", COMMAND["harbor"], "--by", "Ada", *named(folder))
    assert (done.exit_code, done.stderr) == (0, "")
    map_file.write_text(map_file.read_text().replace("operation: deleteTicket", "operation: deleteTickets"))
    done = call("approve", COMMAND["harbor"], "--by", "Ada", *named(folder))
    assert (done.exit_code, done.stderr.count("error[")) == (3, 1)


WRONG: dict[str, list[str]] = {
    "nothing named": ["--by", "Ada"],
    "named, and all": ["ticket.delete", "--all", "--by", "Ada"],
    "nobody": ["ticket.delete"],
    "an empty name": ["ticket.delete", "--by", " "],
    "a name of two lines": ["ticket.delete", "--by", "Ada\nBob"],
}


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_command_line(words: list[str]) -> None:
    """It is told before anything is read."""
    assert call("approve", *words, *named(ROOT / "specs/harbor")).exit_code == 2


def test_on_a_terminal_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No is an answer that writes nothing, and yes writes."""
    folder = tmp_path / "harbor"
    shutil.copytree(ROOT / "specs/harbor", folder)
    before = unapproved(folder)
    monkeypatch.setattr("aos_gen.cli.approve.watched", lambda: True)
    words = ["approve", "--all", "--by", "Ada", *named(folder)]
    no = call(*words, typed="n\n")
    assert (no.exit_code, (folder / "map.yaml").read_text()) == (1, before)
    yes = call(*words, typed="y\n")
    assert (yes.exit_code, (folder / "map.yaml").read_text() == before) == (0, False)


def test_a_map_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """What somebody wrote while the question was open is not overwritten."""
    folder = tmp_path / "harbor"
    shutil.copytree(ROOT / "specs/harbor", folder)
    map_file = folder / "map.yaml"
    unapproved(folder)
    result = prepare(str(folder / "openapi.yaml"), str(map_file), [], "Ada")
    map_file.write_text(map_file.read_text() + "# by hand\n")
    record_approvals(result)
    assert result.report.codes() == ("map-changed-meanwhile",)
    assert (result.written, map_file.read_text().endswith("# by hand\n")) == (False, True)


FORMS: dict[str, Any] = {
    "JSON": lambda text, data: json.dumps(data, indent=2),
    "brackets": lambda text, data: json.dumps(data).replace('"version": 1', "version: 1"),
    "Windows": lambda text, data: text.replace("\n", "\r\n"),
    "a mark": lambda text, data: "\ufeff" + text,
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_maps_of_another_form(form: Any, tmp_path: Path) -> None:
    """The map stays what it is, and the approval in it is read."""
    import yaml

    folder = tmp_path / "harbor"
    shutil.copytree(ROOT / "specs/harbor", folder)
    text = unapproved(folder)
    written = form(text, yaml.safe_load(text)).encode()
    (folder / "map.yaml").write_bytes(written)
    assert call("approve", "--all", "--by", "Ada", *named(folder)).exit_code == 0
    after = (folder / "map.yaml").read_bytes()
    assert (after[:3] == written[:3], b"\r\n" in after) == (True, b"\r\n" in written)
    assert call(*named(folder), "--dry-run").exit_code == 0


def test_check_tells_what_is_decided(vendor: str, tmp_path: Path) -> None:
    """The three numbers add up to the document, and the undecided ones are listed."""
    folder = tmp_path / vendor
    found = json.loads(call("check", *named(folder), "--format", "json").stdout)
    counts = found["operations"]
    assert counts["total"] == counts["mapped"] + counts["excluded"] + counts["undecided"]
    assert len(found["undecided"]) == counts["undecided"]
    assert found["approvals"] == {"current": [COMMAND[vendor]], "missing": [], "stale": []}
    text = call("check", *named(folder))
    assert text.exit_code == 0
    line = f"{counts['mapped']} mapped + {counts['excluded']} excluded + {counts['undecided']} undecided"
    assert f"{line} = {counts['total']}" in text.stdout
    assert all(one["path"] in text.stdout for one in found["undecided"][:20])


def test_check_as_a_gate(tmp_path: Path) -> None:
    """1 for undecided operations where that was asked, 3 for what generation refuses."""
    folder = tmp_path / "harbor"
    shutil.copytree(ROOT / "specs/harbor", folder)
    assert call("check", *named(folder), "--fail-on", "undecided").exit_code == 1
    map_file = folder / "map.yaml"
    decided = map_file.read_text() + "  - {path: /macros, reason: nobody uses them}\n"
    map_file.write_text(decided)
    assert call("check", *named(folder), "--fail-on", "undecided", "--fail-on", "warning").exit_code == 0
    crowded = call("check", *named(folder), "--max-commands", "3")
    assert (crowded.exit_code, "too-many-commands" in crowded.stderr) == (3, True)
    assert "14 commands of at most 3" in crowded.stdout
    unapproved(folder)
    missing = call("check", *named(folder), "--format", "json")
    assert missing.exit_code == 3
    assert json.loads(missing.stdout)["approvals"]["missing"] == ["ticket.delete"]


POLICY = """\
least_modes: {3: full}
approval_tiers: [3, 4]
forbidden:
  - {path: /internal/**, reason: not public}
  - {tag: Workspace, reason: people only}
allowed_hosts: ["*.other.example"]
max_commands: 5
"""
EVERYWHERE = {
    "approval-missing": ("generate", "check"),
    "policy-forbidden": ("generate", "check", "approve"),  # the probe is
    "policy-host": ("generate", "check", "approve"),
    "policy-least-mode": ("generate", "check"),
    "too-many-commands": ("generate", "check", "approve"),
}


def test_a_shared_policy_holds_for_every_command(tmp_path: Path) -> None:
    """Each violation is told with the map's place and the policy's."""
    folder = tmp_path / "harbor"
    shutil.copytree(ROOT / "specs/harbor", folder)
    (tmp_path / "aos-policy.yaml").write_text(POLICY)
    runs = {
        "generate": call(*named(folder), "--dry-run", "--format", "json"),
        "check": call("check", *named(folder), "--format", "json"),
        "approve": call("approve", "ticket.delete", "--by", "Ada", *named(folder), "--format", "json"),
    }
    for name, done in runs.items():
        assert done.exit_code == 3, name
        diagnostics = json.loads(done.stdout)["diagnostics"]
        codes = {one["code"] for one in diagnostics}
        assert codes == {code for code, where in EVERYWHERE.items() if name in where}
        for one in diagnostics:
            assert one["file"].endswith("map.yaml")
            ruled = any(
                place["file"].endswith("aos-policy.yaml") and place["line"] for place in one["related"]
            )
            assert ruled, one
    assert json.loads(runs["check"].stdout)["max_commands"] == 5


def test_a_policy_that_is_kept_says_nothing(tmp_path: Path) -> None:
    """The example connectors are generated under a policy that they keep."""
    folder = tmp_path / "harbor"
    shutil.copytree(ROOT / "specs/harbor", folder)
    (tmp_path / "aos-policy.yaml").write_text('allowed_hosts: ["*.harbor.example"]\nmax_commands: 40\n')
    done = call("check", *named(folder))
    assert (done.exit_code, done.stderr) == (0, "")
    assert "14 commands of at most 40" in done.stdout and "aos-policy.yaml" in done.stdout
