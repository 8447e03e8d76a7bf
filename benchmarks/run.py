"""`python -m benchmarks.run`: cold start of a connector, and generation, against peers.

Cold start is a whole process, paired with `python -c "import click"`: no click program can start
faster. Generation is paired with black on the same Python files, the dearest step that it needs.
Runs are interleaved, so that noise of the machine falls on both; the median ratio counts.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import black

from aos_gen.commands.generate import generate

ROOT = Path(__file__).resolve().parent.parent
RUNS = 15


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """How long one process takes, whatever it answers."""
    started = time.perf_counter()
    subprocess.run(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - started


def ratio(command: list[str], peer: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """(median seconds of `command`, median of its ratios to `peer`) over interleaved runs."""
    pairs = [(seconds(command, environment), seconds(peer, environment)) for _ in range(RUNS)]
    return statistics.median(a for a, _ in pairs), statistics.median(a / b for a, b in pairs)


def cold_start(tree: Path, module: str) -> None:
    """Print the cold start of capabilities and of a denial."""
    permissions = json.loads((tree / "agent-harness" / "permissions.json").read_text("utf-8"))["permissions"]
    denied = next((name for name, mode in permissions.items() if mode == "admin"), None)
    # Bytecode is cached, as it is wherever a connector is installed.
    environment = {**os.environ, "PYTHONPATH": str(tree / "agent-harness")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    call = [sys.executable, "-c", f"from cli_aos.{module}.cli import cli; cli()", "--json"]
    peer = [sys.executable, "-c", "import click"]
    for name, words in (
        ("capabilities", ["capabilities"]),
        ("denial", denied.split(".") if denied else None),
    ):
        if words is not None:
            taken, against = ratio(call + words, peer, environment)
            print(f"{module}: {name}: {taken * 1000:.0f} ms, {against:.2f} x import click")


def generation(spec: str, map_file: str, out: Path) -> Path:
    """Print how long generating takes beside black; the tree's folder."""
    ratios = []
    for number in range(3):
        started = time.perf_counter()
        result = generate(spec, map_file, out / str(number))
        taken = time.perf_counter() - started
        sources = [data.decode() for path, data in result.tree.items() if path.suffix == ".py"]
        started = time.perf_counter()
        for source in sources:
            black.format_str(source, mode=black.Mode(line_length=100))
        ratios.append((taken, taken / (time.perf_counter() - started)))
    taken, against = sorted(ratios)[len(ratios) // 2]
    assert result.root is not None  # the document and the map are sound
    assert result.plan is not None
    print(f"{result.plan.name}: generated in {taken:.2f} s, {against:.2f} x black over the same files")
    return result.root


# How long a text takes to be redacted, over how long it takes to be hashed: of twice the text no other ratio.
_REDACTION = """
import hashlib, sys, time
from importlib import import_module
output = import_module(f"cli_aos.{sys.argv[1]}.output")
secrets = ["S3cret-canary/value", "other+secret==", "value-of-a-third-one"]
def seconds(work):
    started = time.process_time()
    work()
    return time.process_time() - started
rows = {"plain": b"some,text of a row\\n", "hit": b"a S3cret-canary%2Fvalue in a row of text, not alone\\n"}
for what, row in rows.items():
    for size in (10, 20):
        piece = (row * 65536)[:65536]
        pieces = [piece] * (size * 16)
        floor = seconds(lambda: [hashlib.sha256(one).digest() for one in pieces])
        file = seconds(lambda: sum(map(len, output.redact_pieces(iter(pieces), secrets))))
        text = b"".join(pieces).decode()
        data = seconds(lambda: output.redact_data({"items": text.split("\\n")}, secrets))
        print(f"redaction, {what}, {size} MB: a file {file / floor:.1f} x, JSON {data / floor:.1f} x sha256")
"""


def redaction(tree: Path, module: str) -> None:
    """Print what it costs to take secrets out of an answer."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "agent-harness")}
    subprocess.run([sys.executable, "-c", _REDACTION, module], env=environment, check=True)


def main() -> None:
    """Measure the example vendor, and any `SPEC MAP` pairs of the command line."""
    pairs = sys.argv[1:] or [str(ROOT / "specs/harbor/openapi.yaml"), str(ROOT / "specs/harbor/map.yaml")]
    with tempfile.TemporaryDirectory() as folder:
        for spec, map_file in zip(pairs[::2], pairs[1::2], strict=True):
            tree = generation(spec, map_file, Path(folder))
            module = tree.name.removeprefix("aos-").replace("-", "_")
            cold_start(tree, module)
            redaction(tree, module)


if __name__ == "__main__":
    main()
