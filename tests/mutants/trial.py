"""One mutant in a connector's folder -> what the connector's own tests make of it.

The tests run in a fork of this process, which has imported pytest, click and urllib already.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import urllib.request  # noqa: F401  # warm, for the forks
from http import server  # noqa: F401 - warm, for the forks
from multiprocessing.queues import Queue
from pathlib import Path

import click.testing  # noqa: F401 - warm, for the forks
import pytest

from .model import Mutant

# A test failed, no end was seen, no test could be collected, all tests passed.
OUTCOMES = ("killed", "hung", "broken", "lived")
SECONDS = 60
# The tests that are likely to see a mutant of a module first; all others come after them, in another fork.
LIKELY: dict[str, tuple[str, ...]] = {
    "permissions": ("contract", "gate"),
    "manifest": ("contract",),
    "gate": ("gate",),
    "mode": ("gate",),
    "order": ("gate", "cli"),
    "group": ("gate",),
    "errors": ("gate", "transport", "answers"),
    "credentials": ("auth",),
    "schemes": ("auth",),
    "calls": ("client", "transport", "auth"),
    "encode": ("encode",),
    "names": ("encode", "transport", "extensions"),
    "next url": ("transport",),
    "output file": ("downloads",),
    "redaction": ("guards", "security"),
    "files": ("guards", "security"),
    "downloads": ("guards", "security"),
    "hosts": ("guards", "security", "pages"),
    "fields": ("guards", "security"),
    "hooks": ("guards", "extensions"),
    "interrupts": ("guards",),
    "redirects": ("guards", "transport"),
    "retries": ("guards", "transport"),
}
REST = ("transport", "security")
_FOLDER: list[Path] = []


def take_folder(folders: Queue[Path]) -> None:
    """Make one of `folders` that of this worker."""
    _FOLDER[:] = [folders.get()]


def of_worker(mutant: Mutant) -> str:
    """The outcome of one mutant in this worker's folder."""
    return outcome(_FOLDER[0], mutant)


def outcome(folder: Path, mutant: Mutant | None) -> str:
    """What the connector's tests make of `mutant`, one of OUTCOMES; the file is as before afterwards."""
    path = folder / (mutant.path if mutant else "connector.json")
    before = path.read_bytes()
    if mutant:
        path.write_text(mutant.text, "utf-8")
    try:
        tests = sorted((folder / "agent-harness" / "tests").glob("test_*.py"))
        likely = LIKELY.get(mutant.kind.removeprefix("generic "), REST) if mutant else ()
        first = [one for name in likely for one in tests if one.stem == f"test_{name}"]
        found = _forked(folder, first) if first else "lived"
        return _forked(folder, [one for one in tests if one not in first]) if found == "lived" else found
    finally:
        path.write_bytes(before)


def _forked(folder: Path, tests: list[Path]) -> str:
    child = os.fork()
    if child == 0:
        _test(folder / "agent-harness", tests)
    until = time.monotonic() + SECONDS
    while (ended := os.waitpid(child, os.WNOHANG)) == (0, 0):
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return "hung"
        time.sleep(0.02)
    # 1: a test failed. A signal: the mutant ended the tests, which nobody overlooks.
    code = os.waitstatus_to_exitcode(ended[1])
    return "lived" if code == 0 else "killed" if code == 1 or code < 0 else "broken"


def _test(harness: Path, tests: list[Path]) -> None:
    code = 3
    try:
        sys.dont_write_bytecode = True
        for one in tests:  # a test of this project may have the same name
            sys.modules.pop(one.stem, None)
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        os.chdir(harness)
        for name in [one for one in sys.modules if one == "conftest" or one.startswith("cli_aos")]:
            del sys.modules[name]
        sys.path.insert(0, str(harness))
        options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:hypothesispytest"]
        options += ["--rootdir", str(harness), "-c", os.devnull, "--import-mode=prepend"]
        code = int(pytest.main([*options, *map(str, tests)]))
    finally:
        os._exit(code)
