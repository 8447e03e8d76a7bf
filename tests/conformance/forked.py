"""A generated tree -> a connector whose runs are forks of one process that has imported it.

A run costs milliseconds and means the same as a fresh process: `test_forked.py` holds the two ways against
each other. How long a connector takes to start cannot be seen here, because all of it is there already.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .connector import TIMEOUT, Ended, Installed, borrow_connector, environment
from .forkserver import receive, send


class Forked:
    """A context manager; `installed` is the connector, and `failures` the modules that cannot be imported."""

    def __init__(self, tree: Path) -> None:
        borrowed = borrow_connector(tree)
        self.installed: Installed = replace(borrowed, runner=self._run)
        project = tomllib.loads((borrowed.harness / "pyproject.toml").read_text("utf-8"))["project"]
        self._script = str(project["scripts"][tree.name])
        self._ours, self._theirs = socket.socketpair()
        self.modules = 0
        self.failures: list[str] = []

    def __enter__(self) -> Self:
        script = str(Path(__file__).with_name("forkserver.py"))
        number = self._theirs.fileno()
        self._process = subprocess.Popen(
            [
                sys.executable,
                script,
                str(number),
                str(self.installed.harness),
                self._script,
                self.installed.tree.name,
            ],
            env=environment(self.installed, {}),
            pass_fds=[number],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        self._theirs.close()
        told = receive(self._ours)
        if told is None:
            raise RuntimeError(f"{self.installed.tree.name} ends while its modules are imported")
        self.modules, self.failures = told["modules"], told["failures"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._ours.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _run(self, words: Sequence[str], env: Mapping[str, str], cwd: Path | None) -> Ended:
        wanted: dict[str, Any] = {
            "words": list(words),
            "env": dict(env),
            "cwd": str(cwd or ""),
            "seconds": TIMEOUT,
        }
        send(self._ours, wanted)
        told = receive(self._ours)
        if told is None:
            raise RuntimeError(
                f"{self.installed.tree.name}: the process that is forked for each run has ended"
            )
        return Ended(told["code"], told["stdout"], told["stderr"])
