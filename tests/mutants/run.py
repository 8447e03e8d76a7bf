"""Connectors -> which mutants their own generated tests kill: a table, and exit 1 where one lives.

    python -m tests.mutants.run [--only KIND] [--sample N] [--seed S] [VENDOR ...]

A mutant's tests run in a fork of this process, which has imported pytest, click and urllib already.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request  # noqa: F401  # warm, for the forks
from collections import Counter
from http import server  # noqa: F401 - warm, for the forks
from pathlib import Path

import click.testing  # noqa: F401 - warm, for the forks
import pytest

from . import by_hand, equivalent, operators
from .model import Mutant

ROOT = Path(__file__).resolve().parent.parent.parent
VENDORS = ("ferry", "tally", "harbor", "atelier")
GENERIC = ("gate", "command", "shell", "failures", "redirects", "address", "schemes")
SECONDS = 90  # A mutant that hangs is killed.
# The tests that are likely to see a mutant first.
FIRST = ("gate", "contract", "client", "cli", "auth", "transport", "encode")


def render(vendor: str, out: Path) -> Path:
    """The freshly rendered folder of one example vendor."""
    spec = next(path for path in (ROOT / "specs" / vendor).iterdir() if path.stem in ("openapi", "swagger"))
    words = ["--spec", str(spec), "--map", str(spec.with_name("map.yaml")), "--out", str(out), "--quiet"]
    subprocess.run([sys.executable, "-m", "aos_gen", *words], check=True, cwd=ROOT)
    return out / "tools" / "aos" / f"aos-{vendor}"


def mutants_of(folder: Path, vendor: str, generic: bool) -> list[Mutant]:
    """All mutants of a connector but those that change nothing."""
    found = list(by_hand.mutants(folder, vendor))
    for name in GENERIC if generic else ():
        path = f"agent-harness/cli_aos/{vendor}/{name}.py"
        found += operators.of_source(f"generic {name}", path, (folder / path).read_text("utf-8"))
    return [one for one in found if not equivalent.reason(one)]


def killed(folder: Path, mutant: Mutant | None) -> bool:
    """Whether the connector's tests fail once `mutant` is put in; the file is as before afterwards."""
    path = folder / (mutant.path if mutant else "connector.json")
    before = path.read_bytes()
    if mutant:
        path.write_text(mutant.text, "utf-8")
    try:
        child = os.fork()
        if child == 0:
            _test(folder / "agent-harness")
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    finally:
        path.write_bytes(before)


def _test(harness: Path) -> None:
    code = 1
    try:
        signal.alarm(SECONDS)
        sys.dont_write_bytecode = True
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os.chdir(harness)
        for name in [one for one in sys.modules if one == "conftest" or one.startswith("cli_aos")]:
            del sys.modules[name]
        sys.path.insert(0, str(harness))
        tests = sorted((harness / "tests").glob("test_*.py"), key=_turn)
        options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:hypothesispytest"]
        options += ["--rootdir", str(harness), "-c", os.devnull, "--import-mode=prepend"]
        code = int(pytest.main([*options, *map(str, tests)]))
    finally:
        os._exit(code)


def _turn(path: Path) -> tuple[int, str]:
    name = path.stem.removeprefix("test_")
    return (FIRST.index(name) if name in FIRST else len(FIRST)), name


def survivors(
    vendor: str, *, generic: bool = True, only: str = "", sample: int = 0, seed: int = 0
) -> tuple[Counter[str], list[Mutant]]:
    """How many mutants of each kind were tried, and those that no test of the connector saw."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = render(vendor, Path(scratch))
        if killed(folder, None):
            raise RuntimeError(f"{vendor}: the tests fail on what is generated")
        chosen = [one for one in mutants_of(folder, vendor, generic) if only in one.kind]
        if sample:
            chosen = random.Random(seed).sample(chosen, min(sample, len(chosen)))
        lived: list[Mutant] = []
        for one in chosen:
            if not killed(folder, one):
                lived.append(one)
                print(f"  {vendor}: lives: {one.kind}: {one.path}: {one.what}", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        return Counter(one.kind for one in chosen), lived


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Try a connector's tests on mutants of it.")
    parser.add_argument("vendors", nargs="*", default=VENDORS)
    parser.add_argument("--only", default="", help="kinds whose name holds this")
    parser.add_argument("--sample", type=int, default=0, help="so many of each vendor's mutants")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    living = 0
    for vendor in asked.vendors:
        tried, lived = survivors(vendor, only=asked.only, sample=asked.sample, seed=asked.seed)
        alive = Counter(one.kind for one in lived)
        for kind in sorted(tried):
            print(f"{vendor:10}{kind:20}{tried[kind]:6} mutants{tried[kind] - alive[kind]:6} killed")
        living += len(lived)
    return 1 if living else 0


if __name__ == "__main__":
    sys.exit(main())
