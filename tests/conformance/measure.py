"""An installed connector -> how long it takes to start, and how much Python a command costs."""

from __future__ import annotations

import re
import statistics
import subprocess
import time
from pathlib import Path

from .connector import Installed, environment, read_lock

# The files of a connector that grow with its commands; all others are the same in every connector.
VARYING = ("client.py", "runtime.py", "cli.py", "commands/*.py")


def cold_start(installed: Installed, runs: int = 9) -> dict[str, float]:
    """Median seconds of `capabilities`, a denial and `import click`; the first two as ratios of the last too.

    Interleaved, so that a busy moment of the machine slows all three.
    """
    commands = read_lock(installed.tree)["commands"]
    gated = next(
        (each for mode in ("admin", "full", "write") for each in commands if each["mode"] == mode), None
    )
    measured = {"click": [str(installed.python), "-c", "import click"]}
    measured["capabilities"] = [*installed.command, "--json", "capabilities"]
    if gated:
        words = [*gated["words"], *gated["sample"]["required"]["words"]]
        measured["denial"] = [*installed.command, "--json", "--mode", "readonly", *words]
    expected = {"click": 0, "capabilities": 0, "denial": 3}
    env = environment(installed, {})
    times: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(runs + 1):
        for name, command in measured.items():
            start = time.perf_counter()
            done = subprocess.run(
                command, capture_output=True, env=env, check=False, stdin=subprocess.DEVNULL
            )
            times[name].append(time.perf_counter() - start)
            if done.returncode != expected[name]:
                raise RuntimeError(
                    f"{name}: exit {done.returncode} instead of {expected[name]}: {done.stdout[-500:]!r}"
                )
    # The first round compiles; it is no measurement.
    medians = {name: statistics.median(each[1:]) for name, each in times.items()}
    ratios = {f"{name}/click": medians[name] / medians["click"] for name in medians if name != "click"}
    return {**medians, **ratios}


def lines_per_command(tree: Path) -> dict[str, float]:
    """Non-blank lines of generated Python per command: `all`, and those of files `varying` with the plan."""
    count = len(read_lock(tree)["commands"])
    harness = tree / "agent-harness"
    package = next(path for path in sorted(harness.glob("cli_aos/*")) if (path / "client.py").exists())
    everything = [
        path for path in sorted(harness.rglob("*.py")) if not _is_installed(path.relative_to(harness))
    ]
    varying = {path for pattern in VARYING for path in package.glob(pattern)}
    return {"all": sum(map(_lines, everything)) / count, "varying": sum(map(_lines, varying)) / count}


def _is_installed(path: Path) -> bool:
    """Whether pip or pytest made the file, not aos-gen."""
    return any(re.fullmatch(r"\.venv|build|dist|__pycache__|.*\.egg-info", part) for part in path.parts)


def _lines(path: Path) -> int:
    return sum(1 for line in path.read_text("utf-8").splitlines() if line.strip())
