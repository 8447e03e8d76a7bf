"""Vendor maps and the corpus's index -> what to generate from which document."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .connector import find_tree

ROOT = Path(__file__).resolve().parents[2]
MAPS = ROOT / "tests/corpus/maps"
SPECS = ROOT.parent / "shared/specs"


@dataclass(frozen=True)
class Vendor:
    """A vendor of the corpus that has a map."""

    name: str
    """The index's `id`, and the map's file name."""
    spec: Path
    map: Path


@dataclass(frozen=True)
class Generated:
    """A connector as aos-gen wrote it."""

    tree: Path
    seconds: float


def vendors(maps: Path, specs: Path) -> Iterator[Vendor]:
    """Every `<vendor>.yaml` of a folder, with the root document that the index names for it."""
    index = json.loads((specs / "index.json").read_text("utf-8"))
    roots = {entry["id"]: entry["root"] for entry in index}
    for path in sorted(maps.glob("*.yaml")):
        if path.stem not in roots:
            raise LookupError(f"{path}: {specs}/index.json has no document {path.stem!r}")
        yield Vendor(path.stem, specs / roots[path.stem], path)


def generate(vendor: Vendor, out: Path) -> Generated:
    """Runs aos-gen as an operator would."""
    words = ["--spec", str(vendor.spec), "--map", str(vendor.map), "--out", str(out), "--quiet"]
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "aos_gen", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(
            f"aos-gen {' '.join(words)}: exit {done.returncode}\n{(done.stderr or done.stdout)[-3000:]}"
        )
    return Generated(find_tree(out), seconds)
