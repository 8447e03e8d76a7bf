"""`python -m tests.history.run`: regenerate one connector through twelve releases of @octokit/openapi.

The releases are fetched by npm, which checks them against the registry's digests, into a cache
outside the repository. The first is generated; three hand edits are made; then every release is
generated over the last one, with nothing done by hand but approvals, where a tier-4 command's contract
changed. After each, the edits must stand, `check` must find nothing but them, and the connector's own
tests must pass. Every row of the report is held against the two documents by `documents.py`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tarfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .documents import Document, confirmed

RELEASES = (
    *("10.0.0", "12.0.0", "14.0.0", "16.0.0", "17.0.0", "18.0.0"),
    *("19.0.0", "19.1.0", "20.0.0", "21.0.0", "22.0.0", "23.0.2"),
)
MAP = Path(__file__).with_name("octokit.map.yaml")
TOOL = Path("tools", "aos", "aos-octokit")
HARNESS = TOOL / "agent-harness"
MARK = "ours-and-kept"


@dataclass
class Step:
    """One regeneration."""

    release: str
    document: int = 0
    generated: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    confirmed: int = 0
    unconfirmed: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    approvals: int = 0
    version: str = ""
    kept: int = 0
    tests: str = ""


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command's outcome, with what it said."""
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)


def aos_gen(work: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The generator, as its user calls it."""
    return run(sys.executable, "-m", "aos_gen", *words, "--spec", "doc.json", "--map", "map.yaml", cwd=work)


def fetch(release: str, cache: Path) -> Path:
    """The release's document."""
    target = cache / release / "doc.json"
    if not target.exists():
        folder = target.parent
        folder.mkdir(parents=True, exist_ok=True)
        done = run("npm", "pack", f"@octokit/openapi@{release}", "--silent", cwd=folder)
        if done.returncode:
            raise SystemExit(f"npm pack {release}: {done.stderr}")
        with tarfile.open(next(folder.glob("*.tgz"))) as archive:
            member = archive.extractfile("package/generated/api.github.com.json")
            assert member is not None  # every release has it
            target.write_bytes(member.read())
    return target


def edit(work: Path) -> None:
    """Three hand edits: of code, of JSON, of prose."""
    client = work / HARNESS / "cli_aos" / "octokit" / "client.py"
    text = client.read_text()
    client.write_text(text.replace("class Client(Transport):\n", f"class Client(Transport):  # {MARK}\n"))
    manifest = work / TOOL / "connector.json"
    data = json.loads(manifest.read_text())
    data["connector"]["owner"] = MARK
    manifest.write_text(json.dumps(data, indent=2) + "\n")
    readme = work / TOOL / "README.md"
    readme.write_text(readme.read_text() + f"\n## Our runbook\n\n{MARK}\n")


def edits(work: Path) -> int:
    """How many of them stand."""
    names = (HARNESS / "cli_aos" / "octokit" / "client.py", TOOL / "connector.json", TOOL / "README.md")
    return sum((work / name).read_text().count(MARK) == 1 for name in names)


def changed(work: Path, *words: str) -> int:
    """Lines added and removed, as git counts them."""
    counted = 0
    for line in run("git", "diff", "--numstat", *words, cwd=work).stdout.splitlines():
        added, removed, _ = line.split("\t")
        counted += int(added) + int(removed)
    return counted


def regenerate(work: Path, step: Step) -> None:
    """Generate; approve what the rules demand, and nothing else."""
    words = ("generate", "--bump", "--quiet")
    done = aos_gen(work, *words)
    if done.returncode == 3 and "approval-" in done.stderr:
        before = contracts(work)
        approved = aos_gen(work, "approve", "--all", "--by", "Reviewer", "--yes")
        if approved.returncode:
            raise SystemExit(f"{step.release}: {approved.stderr[-2000:]}")
        step.approvals = sum((contracts(work) - before).values())
        done = aos_gen(work, *words)
    if done.returncode:
        raise SystemExit(f"{step.release}: generate ends with {done.returncode}\n{done.stderr[-3000:]}")


def contracts(work: Path) -> Counter[str]:
    """The contracts that the map's approvals name."""
    lines = (work / "map.yaml").read_text().splitlines()
    return Counter(line.strip() for line in lines if line.strip().startswith("contract:"))


def judge(step: Step, rows: list[dict[str, Any]], plan: dict[str, str], old: Document, new: Document) -> None:
    """Hold every row of a command against the documents, and every command without one."""
    told = {row["command"] for row in rows if row.get("command")}
    for row in rows:
        key = plan.get(row.get("command") or "", "")
        if not key or row["rule"].startswith("approval-"):
            continue
        if confirmed(row, key, old, new):
            step.confirmed += 1
        else:
            step.unconfirmed.append(f"{row['command']} {row['rule']} {row['subject']}")
    for command, key in plan.items():
        same = key in old.operations and key in new.operations and old.request(key) == new.request(key)
        if command not in told and not same:
            step.untold.append(command)


def one(work: Path, release: str, document: Path, old: Document | None, tests: bool) -> tuple[Step, Document]:
    """Regenerate with one release."""
    step = Step(release)
    data = json.loads(document.read_text())
    (work / "doc.json").write_text(json.dumps(data, indent=1, sort_keys=True))
    if old is not None:
        step.document = changed(work, "--", "doc.json")
    base = work / TOOL / "aos-gen.lock"
    before = work.parent / "before.lock"
    if old is not None:
        shutil.copy(base, before)
    regenerate(work, step)
    new = Document(data)
    if old is None:
        edit(work)
    else:
        step.generated = changed(work, "--", str(TOOL), f":!{TOOL}/aos-gen.lock", f":!{TOOL}/CHANGELOG.md")
        words = ("report", "--base", str(before), "--head", str(base), "--format", "json")
        done = run(sys.executable, "-m", "aos_gen", *words, cwd=work)
        if done.returncode:
            raise SystemExit(done.stderr)
        told = json.loads(done.stdout)
        rows = [*told["permissions"], *told["contract"], *told["operations"]]
        step.rows = Counter(row["severity"] for row in rows)
        commands = json.loads(base.read_text())["plan"]["commands"]
        judge(step, rows, {c["id"]: f"{c['method']} {c['path']}" for c in commands}, old, new)
    step.version = json.loads(base.read_text())["plan"]["version"]
    step.kept = edits(work)
    checked = aos_gen(work, "check", "--allow", "edited", "--format", "json")
    drift = json.loads(checked.stdout)["drift"]
    states = {one["path"]: one["code"] for one in drift["files"]}
    if set(states.values()) != {"file-edited"} or len(states) != 3:
        raise SystemExit(f"{release}: check finds {states}")
    if tests:
        path = str((work / HARNESS).resolve())
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
        done = subprocess.run(
            command,
            cwd=path,
            env={"PYTHONPATH": path, "PATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        step.tests = done.stdout.strip().splitlines()[-1].strip("= ")
    run("git", "add", "-A", cwd=work)
    run("git", "commit", "-qm", release, cwd=work)
    return step, new


def table(steps: list[Step]) -> str:
    """The outcome in Markdown."""
    head = (
        "| release | document lines | generated lines | rows | confirmed | not confirmed | untold | approvals"
    )
    head += " | edits kept | version | own tests |"
    lines = [head, "|" + "---|" * 11]
    for one in steps:
        rows = ", ".join(f"{count} {name}" for name, count in sorted(one.rows.items())) or "0"
        cells = (one.release, one.document, one.generated, rows, one.confirmed, len(one.unconfirmed))
        more = (len(one.untold), one.approvals, one.kept, one.version, one.tests)
        lines.append("| " + " | ".join(map(str, (*cells, *more))) + " |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """All releases; 1 where an edit was lost or a row is not confirmed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="Where the documents are kept.")
    parser.add_argument("--work", type=Path, required=True, help="An empty folder for the connector.")
    parser.add_argument("--tests", choices=("all", "ends", "none"), default="ends", help="Own tests to run.")
    parser.add_argument("--table", type=Path, help="Where to write the table.")
    given = parser.parse_args()
    work: Path = given.work / "repository"
    work.mkdir(parents=True)
    shutil.copy(MAP, work / "map.yaml")
    run("git", "init", "-q", cwd=work)
    for name, value in (("user.name", "history"), ("user.email", "history@example.com")):
        run("git", "config", name, value, cwd=work)
    steps: list[Step] = []
    old: Document | None = None
    for release in RELEASES:
        tests = given.tests == "all" or (given.tests == "ends" and release in (RELEASES[0], RELEASES[-1]))
        step, old = one(work, release, fetch(release, given.cache), old, tests)
        steps.append(step)
        print(table([step]).splitlines()[-1], *step.unconfirmed, *step.untold, sep="\n  ", flush=True)
    if given.table is not None:
        given.table.write_text(table(steps))
    return int(any(one.kept != 3 or one.unconfirmed for one in steps))


if __name__ == "__main__":
    sys.exit(main())
