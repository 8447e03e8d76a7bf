"""Run aos-gen as another process would, and read the tree that it wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from builders import ROOT

SPECS = ROOT / "specs"
VENDORS = sorted(path.parent.name for path in SPECS.glob("*/map.yaml"))


def document_of(vendor: str) -> Path:
    """The vendor's document, YAML or JSON, `openapi` or, of version 2.0, `swagger`: there is one."""
    (path,) = (one for name in ("openapi", "swagger") for one in (SPECS / vendor).glob(f"{name}.*"))
    return path


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run_vendor(
    vendor: str,
    out: Path,
    cwd: Path,
    package: Path = ROOT,
    relative: bool = False,
    variables: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """The tree that `python -m aos_gen` in `package` makes of a vendor of specs/, run from `cwd`.

    `relative`: the inputs are given as a person at the top of the checkout would type them.
    """
    inputs = [document_of(vendor), SPECS / vendor / "map.yaml"]
    spec, map_file = (str(path.relative_to(ROOT) if relative else path) for path in inputs)
    environment = {**os.environ, "PYTHONPATH": str(package), **(variables or {})}
    words = ["--spec", spec, "--map", map_file, "--out", str(out), "--quiet"]
    done = subprocess.run(
        [sys.executable, "-m", "aos_gen", *words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return files_of(out)
