"""Connectors -> which mutants their own generated tests kill: a table, and exit 1 where one is left.

    python -m tests.mutants.run [--only KIND]... [--hand] [--sample N] [--seed S] [--table FILE] [VENDOR ...]

A table keeps the rows of what is not tried this time. Left is a mutant that no failing test has killed: that
lives, or with which no test could be collected.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from multiprocessing.queues import Queue
from pathlib import Path
from typing import NamedTuple

from . import by_hand, equivalent, operators, trial
from .model import Mutant

ROOT = Path(__file__).resolve().parent.parent.parent
VENDORS = ("ferry", "tally", "harbor", "atelier")
GENERIC = ("gate", "command", "shell", "failures", "redirects", "address", "schemes", "files", "retries")


COLUMNS = ("made", "tried", *trial.OUTCOMES, "equivalent")


def render(vendor: str, out: Path) -> Path:
    """The freshly rendered folder of one example vendor."""
    spec = next(path for path in (ROOT / "specs" / vendor).iterdir() if path.stem in ("openapi", "swagger"))
    words = ["--spec", str(spec), "--map", str(spec.with_name("map.yaml")), "--out", str(out), "--quiet"]
    subprocess.run([sys.executable, "-m", "aos_gen", *words], check=True, cwd=ROOT)
    return out / "tools" / "aos" / f"aos-{vendor}"


def mutants_of(folder: Path, vendor: str, generic: bool) -> list[Mutant]:
    """All mutants of a connector."""
    found = list(by_hand.mutants(folder, vendor))
    for name in GENERIC if generic else ():
        path = f"agent-harness/cli_aos/{vendor}/{name}.py"
        found += operators.of_source(f"generic {name}", path, (folder / path).read_text("utf-8"))
    if generic and (stale := equivalent.forgotten(found)):
        raise LookupError(f"no mutant is one of {stale}: mend tests/mutants/equivalent.py")
    return found


def sampled(mutants: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """`size` of them by chance, one of each kind before there are two of any."""
    chance = random.Random(seed)
    kinds = sorted({one.kind for one in mutants})
    left = {kind: [one for one in mutants if one.kind == kind] for kind in chance.sample(kinds, len(kinds))}
    chosen: list[Mutant] = []
    while len(chosen) < size and any(left.values()):
        for rest in left.values():
            if rest and len(chosen) < size:
                chosen.append(rest.pop(chance.randrange(len(rest))))
    return chosen


class Trial(NamedTuple):
    """What a connector's tests made of its mutants."""

    counts: Counter[tuple[str, str]]
    """How many of a kind were made, were tried, came to each of `trial.OUTCOMES`, or are equivalent."""
    left: list[tuple[str, Mutant]]
    """Those that no failing test has killed, each with its outcome."""


def tried(
    vendor: str,
    *,
    generic: bool = True,
    only: Sequence[str] = ("",),
    sample: int = 0,
    seed: int = 0,
    workers: int = 1,
) -> Trial:
    """Render a connector and try its mutants, all or a sample of them."""
    counts: Counter[tuple[str, str]] = Counter()
    left: list[tuple[str, Mutant]] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = render(vendor, Path(scratch))
        chosen = [
            one for one in mutants_of(folder, vendor, generic) if any(word in one.kind for word in only)
        ]
        counts.update((one.kind, "made") for one in chosen)
        if sample:
            chosen = sampled(chosen, sample, seed)
        counts.update((one.kind, "equivalent" if equivalent.reason(one) else "tried") for one in chosen)
        chosen = [one for one in chosen if not equivalent.reason(one)]
        folders: Queue[Path] = multiprocessing.Queue()
        for number in range(workers):
            copy = Path(scratch) / f"worker{number}" / folder.name
            shutil.copytree(folder, copy)
            folders.put(copy)
        if trial.outcome(folder, None) != "lived":
            raise RuntimeError(f"{vendor}: the tests fail on what is generated")
        with multiprocessing.Pool(workers, trial.take_folder, [folders]) as pool:
            for one, found in zip(chosen, pool.imap(trial.of_worker, chosen), strict=True):
                counts[one.kind, found] += 1
                if found in ("lived", "broken"):
                    left.append((found, one))
                    print(f"  {vendor}: {found}: {one.kind}: {one.path}: {one.what}", flush=True)
    return Trial(counts, left)


def rows(vendor: str, counts: Counter[tuple[str, str]]) -> list[str]:
    """The lines of the table for a connector: each kind that was tried, and how many there were of what."""
    kinds = sorted({kind for kind, column in counts if column in ("tried", "equivalent")})
    figures = [(kind, [counts[kind, column] for column in COLUMNS]) for kind in kinds]
    return [f"| {vendor} | {kind} | {' | '.join(map(str, found))} |" for kind, found in figures]


def merged(table: str, new: list[str]) -> str:
    """A table with `new` lines in place of those of the same connector and kind; the sums stand last."""

    def key(line: str) -> tuple[int, str]:
        _, vendor, kind, *_ = line.split("|")
        return VENDORS.index(vendor.strip()), kind.strip()

    old = [line for line in table.splitlines() if line.startswith(tuple(f"| {one} |" for one in VENDORS))]
    lines = {key(line): line for line in [*old, *new]}
    kept = [lines[one] for one in sorted(lines)]
    figures = [[int(one) for one in line.split("|")[3:-1]] for line in kept]
    sums = [str(sum(column)) for column in zip(*figures, strict=True)]
    head = [f"| connector | kind | {' | '.join(COLUMNS)} |", "|---" * (2 + len(COLUMNS)) + "|"]
    return "\n".join([*head, *kept, f"| all | | {' | '.join(sums)} |"]) + "\n"


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Try a connector's tests on mutants of it.")
    parser.add_argument("vendors", nargs="*", default=VENDORS)
    parser.add_argument("--only", action="append", help="kinds whose name holds this or another such word")
    parser.add_argument("--hand", action="store_true", help="none that the operators make")
    parser.add_argument("--sample", type=int, default=0, help="so many of each vendor's mutants")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--table", type=Path, help="the file that the counts are written to")
    asked = parser.parse_args()
    bad = 0
    for vendor in asked.vendors:
        counts, left = tried(
            vendor,
            generic=not asked.hand,
            only=asked.only or ("",),
            sample=asked.sample,
            seed=asked.seed,
            workers=asked.workers,
        )
        bad += len(left)
        new = rows(vendor, counts)
        print("\n".join(new), flush=True)
        if asked.table:
            before = asked.table.read_text("utf-8") if asked.table.exists() else ""
            asked.table.write_text(merged(before, new), "utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
