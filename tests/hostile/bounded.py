"""A command of aos-gen in a child process that may use so much memory and processor time, and no more.

A child that goes beyond is killed by the system, or meets a MemoryError: both are seen here as what
they are, a bug, and neither can take the machine that runs the tests with it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MEMORY = 1_500_000_000
"""Bytes of address space: ten times what an ordinary run takes."""

SECONDS = 20
"""Of processor time: forty times what an ordinary run takes."""

DONE, NEGATIVE, INPUT_ERRORS = 0, 1, 3


@dataclass(frozen=True)
class Ended:
    """How the child ended, and what it printed."""

    code: int
    out: str
    err: str

    def check(self, *allowed: int) -> None:
        """It ended by itself, with one of these codes, and without a traceback."""
        told = f"exit {self.code}\n{self.out[-2000:]}\n{self.err[-2000:]}"
        assert self.code in allowed, told
        assert "Traceback" not in self.out + self.err, told


def run(args: Sequence[str], folder: Path, memory: int = MEMORY, seconds: int = SECONDS) -> Ended:
    """`aos-gen` with these words in `folder`, within the limits."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    done = subprocess.run(
        [sys.executable, "-m", "aos_gen", *args],
        cwd=folder,
        preexec_fn=limit,
        capture_output=True,
        check=False,
        # What waits for ever (a FIFO that nobody writes to) takes no processor time.
        timeout=seconds * 8,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "100"},
    )
    return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
