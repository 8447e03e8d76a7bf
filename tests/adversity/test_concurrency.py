"""Many processes at once: of one connector, and of many; each answers as it would alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from .connector import SECRET, ended, made, start
from .server import FaultServer

WHOLE = bool(os.environ.get("ADVERSITY"))
PROCESSES = 50 if WHOLE else 12
CONNECTORS = 70 if WHOLE else 10
SMALL = b'{"id": "1"}'


def test_many_processes_answer_each_its_own(harness: Path, server: FaultServer) -> None:
    """One call each, all at once."""
    running = [start(harness, "me", "get", url=f"{server.url}/fine") for _ in range(PROCESSES)]

    for done in map(ended, running):
        assert (done.code, done.envelope["data"], done.stderr) == (0, {"id": "1"}, "")


def test_many_processes_save_the_same_file(harness: Path, server: FaultServer, tmp_path: Path) -> None:
    """It is there once, whole, for its owner alone, and nothing is left beside it."""
    more = {"AOS_FILE_ROOT": str(tmp_path)}
    running = [start(harness, "file", "get", url=f"{server.url}/fine", **more) for _ in range(PROCESSES)]
    outcomes = [ended(one) for one in running]

    assert {(done.code, done.stderr) for done in outcomes} == {(0, "")}
    assert len({done.envelope["data"]["file"] for done in outcomes}) == 1
    (saved,) = tmp_path.iterdir()
    assert str(saved) == outcomes[0].envelope["data"]["file"]
    assert (saved.read_bytes(), saved.stat().st_mode & 0o777, saved.stat().st_nlink) == (SMALL, 0o600, 1)


def test_many_processes_read_every_page_with_a_token_each(harness: Path, server: FaultServer) -> None:
    """Five pages, in order; a token is fetched once by each process, and told by none."""
    server.methods.clear()
    running = [start(harness, "all", "get", "--all", url=f"{server.url}/paged") for _ in range(PROCESSES)]
    expected = [str(number) for number in range(50)]

    for done in map(ended, running):
        assert (done.code, done.stderr) == (0, ""), done.stdout
        assert [item["id"] for item in done.envelope["data"]["items"]] == expected
        assert "token-" not in done.stdout and SECRET not in done.stdout
    assert (server.methods.count("POST"), server.methods.count("GET")) == (PROCESSES, 5 * PROCESSES)


def test_many_connectors_are_probed_at_once(tmp_path: Path) -> None:
    """Seventy say who they are, as the host asks them; how long it takes is in `benchmarks`."""
    names = [f"storm{number}" for number in range(CONNECTORS)]
    harnesses = {name: made(tmp_path / name, name) for name in names}
    running: dict[str, subprocess.Popen[str]] = {
        name: start(where, "capabilities", name=name) for name, where in harnesses.items()
    }

    for name, process in running.items():
        done = ended(process)
        manifest = json.loads((harnesses[name].parent / "connector.json").read_text("utf-8"))
        assert (done.code, done.stderr, done.envelope["data"]["tool"]) == (0, "", f"aos-{name}")
        assert done.envelope["data"]["commands"] == manifest["commands"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_download_that_is_ended_leaves_nothing(
    number: signal.Signals, harness: Path, server: FaultServer, tmp_path: Path
) -> None:
    """Half a file would stay for good: nobody knows whose it is."""
    more = {"AOS_FILE_ROOT": str(tmp_path)}
    running = start(harness, "--timeout", "60", "file", "get", url=f"{server.url}/file-hangs", **more)
    while not any(one.stat().st_size for one in tmp_path.iterdir()) and running.poll() is None:
        threading.Event().wait(0.02)
    running.send_signal(number)
    done = ended(running)

    assert (done.code, done.envelope["error"]["code"], done.stderr) == (5, "INTERRUPTED", "")
    assert list(tmp_path.iterdir()) == []
