"""`python -m benchmarks.crowd [N]`: N connectors (70) asked for their capabilities at once.

Beside them, as a floor, as many `python -c "import click"` at once: no click program ends sooner.
The host gives each 4 seconds. A health probe of a vendor that never answers is measured by itself.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from aos_gen.commands.generate import generate

HARBOR = Path(__file__).resolve().parent.parent / "specs" / "harbor"
LIMITS = {"capabilities": 4.0, "health": 3.0}
Call = tuple[list[str], dict[str, str]]


def together(calls: Sequence[Call]) -> list[float]:
    """Seconds from the start to the end of each call; all are started at once."""
    taken = [0.0] * len(calls)

    def run(number: int) -> None:
        command, environment = calls[number]
        started = time.perf_counter()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        taken[number] = time.perf_counter() - started

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(taken)


def say(name: str, taken: list[float], floor: list[float], limit: float) -> None:
    """One line of figures."""
    late = sum(one > limit for one in taken)
    ratio = statistics.median(taken) / statistics.median(floor)
    print(
        f"{len(taken)} x {name}: median {statistics.median(taken):.2f} s, last {taken[-1]:.2f} s,"
        f" {late} over {limit:g} s; {ratio:.2f} x `import click` (last {floor[-1]:.2f} s)"
    )


def main() -> None:
    """Measure, three times, because the machine has other work too."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 70
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as silent:
        made = generate(str(HARBOR / "openapi.yaml"), str(HARBOR / "map.yaml"), Path(folder) / "made")
        assert made.root is not None
        program = [sys.executable, "-c", "from cli_aos.harbor.cli import cli; cli()", "--json"]
        calls: list[Call] = []
        for number in range(count):
            tree = shutil.copytree(made.root, Path(folder) / str(number))
            environment = {**os.environ, "PYTHONPATH": str(tree / "agent-harness")}
            environment.pop("PYTHONDONTWRITEBYTECODE", None)
            calls.append(([*program, "capabilities"], environment))
        floor: list[Call] = [([sys.executable, "-c", "import click"], calls[0][1])] * count
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        own = {"HARBOR_BASE_URL": url, "HARBOR_API_KEY": "measured-only"}
        health: list[Call] = [([*program, "health"], calls[0][1] | own)]
        together(calls)  # Bytecode is cached, as it is wherever a connector is installed.
        for _ in range(3):
            peer = together(floor)
            say("capabilities", together(calls), peer, LIMITS["capabilities"])
            say("health", together(health), together(floor[:1]), LIMITS["health"])


if __name__ == "__main__":
    main()
