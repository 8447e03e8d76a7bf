"""Run aos-gen as another process would, and read the tree that it wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from builders import ROOT

HARBOR = ROOT / "specs" / "harbor"


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run_harbor(
    out: Path,
    cwd: Path,
    package: Path = ROOT,
    spec: str = str(HARBOR / "openapi.yaml"),
    map_file: str = str(HARBOR / "map.yaml"),
    variables: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """The tree that `python -m aos_gen` in `package` makes of harbor, run from `cwd`."""
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
