"""Every fault becomes the contract's envelope and exit code.

The suite tries every seventh fault and all that are told here; `make adversity` tries all.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from .connector import SECRET, Outcome, drive, ended, start
from .faults import FAULTS, Fault
from .server import FaultServer

WHOLE = bool(os.environ.get("ADVERSITY"))
QUICK = [fault for fault in FAULTS.values() if not fault.slow]
SLOW = [fault for fault in FAULTS.values() if fault.slow]
TRIED = (QUICK if WHOLE else QUICK[::7], SLOW if WHOLE else SLOW[::5])
CODES = {0: None, 2: "REQUEST_REJECTED", 4: "AUTH_FAILED", 5: "BACKEND_UNAVAILABLE", 6: "NOT_FOUND"}


def wrong(fault: Fault, done: Outcome, *, verbose: bool = False) -> list[str]:
    """What an outcome of a fault has that it should not have."""
    found = []
    # An answer may be as deep as the connector could read it; here it is read from further down.
    sys.setrecursionlimit(5000)
    envelope = json.loads(done.stdout, parse_constant=lambda word: found.append(f"{word} is not JSON"))
    if done.code not in ((fault.exit_code,) if fault.exit_code is not None else (0, 10)):
        found.append(f"exit {done.code}, not {fault.exit_code}: {envelope.get('error')}")
    if envelope["ok"] != (done.code == 0) or done.stdout.count("\n") != 1:
        found.append("not the one envelope")
    if done.code and envelope["error"]["code"] != CODES.get(done.code, envelope["error"]["code"]):
        found.append(envelope["error"]["code"])
    request = envelope["meta"].get("request") or {}
    if set(request) != {"method", "url", "status", "request_id", "attempts"}:
        found.append("no evidence")
    if "Traceback" in done.stderr or SECRET in done.stdout + done.stderr:
        found.append("a traceback or a secret")
    if len(done.stdout) > 1_000_000 or (done.stderr and not verbose):
        found.append("too much output")
    if (envelope.get("error") or {}).get("code") == "INTERNAL":
        found.append("a bug of the connector")
    return [f"{fault.name}: {one}" for one in found]


def tried(harness: Path, server: FaultServer, faults: list[Fault], *words: str) -> list[str]:
    calls = [(f"{server.url}/{fault.name}", ["--json", *words]) for fault in faults]
    outcomes = drive(harness, calls)
    assert len(outcomes) == len(faults)
    return [
        said
        for fault, done in zip(faults, outcomes, strict=True)
        for said in wrong(fault, done, verbose="--verbose" in words)
    ]


def test_every_quick_fault_is_its_exit_code(harness: Path, server: FaultServer) -> None:
    """And what may be sent again is, as often as it should be."""
    server.seen.clear()
    found = tried(harness, server, TRIED[0], "--timeout", "30", "me", "get")
    for fault in TRIED[0]:
        if server.seen[fault.name] != fault.least:
            found.append(f"{fault.name}: sent {server.seen[fault.name]} times, not {fault.least}")

    assert found == []


def test_every_slow_fault_ends(harness: Path, server: FaultServer) -> None:
    """Within the connector's own time."""
    assert tried(harness, server, TRIED[1], "--timeout", "1.5", "me", "get") == []


def test_nothing_is_told_of_it_by_verbose(harness: Path, server: FaultServer) -> None:
    """No secret, and no traceback of a fault that is not ours."""
    assert tried(harness, server, TRIED[0][::5], "--verbose", "--timeout", "30", "me", "get") == []


def test_a_post_is_sent_once(harness: Path, server: FaultServer) -> None:
    """Whatever goes wrong; one with an idempotency key as often as a read."""
    faults = [FAULTS[name] for name in FAULTS if name.startswith(("status-", "reset-", "closed-", "retry-"))]
    faults = faults if WHOLE else [one for one in faults if one.least > 1 or one.name[:7] != "status-"]
    server.seen.clear()
    drive(harness, [(f"{server.url}/{one.name}", ["--json", "me", "post"]) for one in faults])
    assert {one.name: server.seen[one.name] for one in faults} == dict.fromkeys(
        [one.name for one in faults], 1
    )
    server.seen.clear()
    drive(harness, [(f"{server.url}/{one.name}", ["--json", "me", "patch"]) for one in faults])
    assert {one.name: server.seen[one.name] for one in faults} == {one.name: one.least for one in faults}


@pytest.mark.parametrize(
    "name",
    ["status-401", "status-503", "retry-after-429-8", "gzip-bomb", "reset-in-headers", "hang-before-headers"],
)
def test_a_process_answers_too(name: str, harness: Path, server: FaultServer) -> None:
    """The same in a process of its own, with real waits."""
    done = ended(start(harness, "--timeout", "3", "me", "get", url=f"{server.url}/{name}"))

    assert wrong(FAULTS[name], done) == []


@pytest.mark.parametrize("name", ["hang-before-headers", "status-503", "drip-headers", "retry-after-503-0"])
def test_health_says_that_the_vendor_is_down(name: str, harness: Path, server: FaultServer) -> None:
    """Its own time is a bound of the connector's, see `checkup.PATIENCE`; here it only ends."""
    done = ended(start(harness, "health", url=f"{server.url}/{name}"))

    assert (done.code, done.envelope["status"]) == (0, "degraded")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_is_an_envelope(number: signal.Signals, harness: Path, server: FaultServer) -> None:
    """Who ends a call is told that its outcome is not known."""
    name = "hang-before-headers"
    before = server.seen[name]
    running = start(harness, "--timeout", "60", "me", "get", url=f"{server.url}/{name}")
    while server.seen[name] == before and running.poll() is None:
        threading.Event().wait(0.02)
    running.send_signal(number)
    done = ended(running)

    assert (done.code, done.envelope["error"]["code"], done.stderr) == (5, "INTERRUPTED", "")
    assert done.envelope["meta"]["request"]["attempts"] == 1


def test_a_closed_pipe_is_no_traceback(harness: Path, server: FaultServer) -> None:
    """A reader that has gone away is nobody's error."""
    running = start(harness, "me", "get", url=f"{server.url}/fine")
    assert running.stdout is not None and running.stderr is not None
    running.stdout.close()
    said = running.stderr.read()
    running.stderr.close()

    assert (running.wait(60), said) == (0, "")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "https://nowhere.invalid"])
def test_a_vendor_that_is_not_there_is_told(url: str, harness: Path) -> None:
    """Refused, or a name that there is not."""
    done = ended(start(harness, "--timeout", "5", "me", "get", url=url))

    assert (done.code, done.envelope["error"]["code"], done.stderr) == (5, "BACKEND_UNAVAILABLE", "")
