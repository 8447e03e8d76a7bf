"""Canaries in every credential of the example connectors, echoed by a hostile vendor, found nowhere.

The suite echoes to each example in a quarter of the ways, `make adversity` in all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .echo import WAYS, Echo, echoing, found

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = {
    path.parent.name: path
    for pattern in ("*/openapi.*", "*/swagger.*")
    for path in sorted((ROOT / "specs").glob(pattern))
}


@pytest.fixture
def vendor() -> Iterator[str]:
    """The URL of the echo."""
    with echoing() as url:
        yield url


DRIVER = """
import json, sys
from cli_aos.{module} import retries
from cli_aos.{module}.cli import cli
retries.pause = lambda seconds: None
for words in json.load(sys.stdin):
    try:
        cli.main(words)
    except SystemExit:
        pass
"""


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_no_canary_comes_out(name: str, vendor: str, tmp_path: Path) -> None:
    """Every command of every example, in every way of echoing: no stream and no file has a canary."""
    spec = EXAMPLES[name]
    subprocess.run(
        [sys.executable, "-m", "aos_gen", "--spec", spec, "--map", spec.parent / "map.yaml",
         "--out", tmp_path / "out", "--quiet"],
        check=True,
    )  # fmt: skip  # one command
    harness = tmp_path / "out" / "tools" / "aos" / f"aos-{name}" / "agent-harness"
    files = tmp_path / "files"
    files.mkdir()
    cases = json.loads((harness / "tests" / "cases.json").read_text("utf-8"))
    manifest = json.loads((harness.parent / "connector.json").read_text("utf-8"))
    auth = manifest["auth"]
    keys = [*auth["service_keys"], *auth.get("optional_service_keys", ())]
    keys += [
        key for way in auth.get("required_one_of", ()) for key in ([way] if isinstance(way, str) else way)
    ]
    canaries = {
        key: f"{number}cAn4ry/{key[-3:]}+{number}=Q~x9{number}"
        for number, key in enumerate(dict.fromkeys(keys))
    }
    # Files of a certificate are named by their paths, which are no secrets; a fetched token wins nowhere
    # over a ready one.
    canaries = {k: v for k, v in canaries.items() if "CERTIFICATE" not in k and "ACCESS_TOKEN" not in k}
    Echo.canaries = tuple(canaries.values())
    environment = {**os.environ, **canaries, "AOS_FILE_ROOT": str(files), "NO_PROXY": "*"}
    environment |= {"PYTHONPATH": str(harness), f"{name.upper()}_BASE_URL": vendor}
    for case in cases.values():
        for file, text in case.get("files", {}).items():
            (files / file).write_text(text, "utf-8")
    calls = [["--verbose", "--json", "--mode", "admin", *id.split("."), *case["required"]["words"]]
             for id, case in cases.items()]  # fmt: skip  # a table
    calls += [["--json", "health"], ["--json", "doctor"], ["--json", "config", "show"], ["config", "show"]]
    searched = 0
    ways = WAYS if os.environ.get("ADVERSITY") else WAYS[sorted(EXAMPLES).index(name) :: 4]
    for way in ways:
        Echo.way = way
        done = subprocess.run(
            [sys.executable, "-c", DRIVER.format(module=name)],
            input=json.dumps(calls), env=environment, capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip  # one command
        written = {"stdout": done.stdout, "stderr": done.stderr}
        assert len([line for line in done.stdout.splitlines() if line.startswith("{")]) >= len(calls)
        written |= {p.name: p.read_bytes().decode("utf-8", "replace") for p in files.iterdir() if p.is_file()}
        leaks, count = found(Echo.canaries, written)
        searched += count
        assert leaks == [], (way, leaks[:3])
    print(f"{name}: {len(calls)} calls in {len(ways)} ways, {searched} searches")
