"""The example vendor's connector, made by the command line: what the tests of it share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click.testing

from aos_gen import cli

ROOT = Path(__file__).resolve().parents[2]
HARBOR = ROOT / "specs" / "harbor"
SPEC, MAP = str(HARBOR / "openapi.yaml"), str(HARBOR / "map.yaml")
FOLDER = Path("tools", "aos", "aos-harbor")
Files = dict[str, bytes]


def run(*words: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m aos_gen` with its outputs in pipes."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    command = [sys.executable, "-m", "aos_gen", *words]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def call(*words: str) -> click.testing.Result:
    """The same in this process, which is quicker."""
    return click.testing.CliRunner().invoke(cli.cli, list(words))


def harbor(out: Path, *words: str, spec: str = SPEC) -> click.testing.Result:
    """Generate it into `out`."""
    return call("--spec", spec, "--map", MAP, "--out", str(out), *words)


def files(out: Path) -> Files:
    """Every file below `out`."""
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def smaller(folder: Path) -> str:
    """A map without the commands of categories, and with another label."""
    text = Path(MAP).read_text()
    start, end = text.index("  category.get:"), text.index("  customer.list:")
    path = folder / "smaller.yaml"
    path.write_text((text[:start] + text[end:]).replace("label: Harbor Desk", "label: Harbor"))
    return str(path)
