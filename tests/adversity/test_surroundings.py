"""Streams that are closed, full or gone, and environments that lack or twist what is usual.

One JSON value on stdout, or nothing where there is no stdout; the exit code says whether it arrived.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .connector import SECRET, environment
from .faults import FAULTS
from .server import FaultServer

AOS = f"{sys.executable} -m cli_aos.storm.cli --json"
BARE = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def shell(line: str, harness: Path, url: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A line of bash; stdin is not inherited."""
    return subprocess.run(
        ["bash", "-c", line],
        env=environment(harness, url, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def strict(text: str) -> Any:
    """The one JSON value of a text; NaN and Infinity are none."""
    return json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"{AOS} me get >&-", 10),
        (f"{AOS} me get > /dev/full", 10),
        (f"{AOS} me get <&- >&- 2>&-", 10),
        (f"{AOS} me nope > /dev/full", 2),
        (f"{AOS} capabilities > /dev/full", 10),
        (f"{AOS} me get | head -c1 >/dev/null; exit ${{PIPESTATUS[0]}}", 0),
        (f"{AOS} capabilities | true; exit ${{PIPESTATUS[0]}}", 0),
    ],
)
def test_an_answer_that_is_lost_is_no_success(
    line: str, code: int, harness: Path, server: FaultServer
) -> None:
    """A reader that has gone has what it wanted; a full disk has not."""
    done = shell(line, harness, f"{server.url}/fine")

    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"{AOS} me get <&-", 0),
        (f"{AOS} me get 2>&-", 0),
        (f"{AOS} --verbose me get 2>&-", 0),
        (f"{AOS} --verbose me get 2>/dev/full", 0),
        (f"{AOS} --verbose me nope 2>/dev/full", 2),
        (f"unset HOME; {AOS} me get", 0),
        (f"unset PATH; {AOS} me get", 0),
        (f"cd $(mktemp -d) && rmdir $PWD && {AOS} me get", 0),
        (f"ulimit -n 16; {AOS} me get", 0),
    ],
)
def test_one_value_whatever_is_missing(line: str, code: int, harness: Path, server: FaultServer) -> None:
    """Neither a stream nor a folder that nobody asked for is needed."""
    done = shell(line, harness, f"{server.url}/fine")

    assert (done.returncode, done.stderr) == (code, "")
    assert strict(done.stdout)["ok"] is (code == 0)


@pytest.mark.parametrize(
    "more",
    [
        {"HOME": "/nonexistent"},
        {"LANG": "C"},
        BARE,
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "ascii", **BARE},
        {"PYTHONWARNINGS": "error"},
        {"PYTHONOPTIMIZE": "2"},
        {"TZ": "nonsense"},
    ],
    ids=str,
)
@pytest.mark.parametrize("words", ["me get", "me gét"])
def test_one_value_in_any_environment(
    words: str, more: dict[str, str], harness: Path, server: FaultServer
) -> None:
    """What a locale cannot write is escaped."""
    done = shell(f"{AOS} {words}", harness, f"{server.url}/fine", **more)

    assert (done.returncode, done.stderr) == (0 if words.isascii() else 2, "")
    assert done.stdout.isascii() and done.stdout.count("\n") == 1
    assert strict(done.stdout)["ok"] is words.isascii()


@pytest.mark.parametrize(
    "proxy",
    [
        f"http://user:{SECRET}@127.0.0.1:1",
        f"user:{SECRET}@127.0.0.1:1",
        f"socks5://user:{SECRET}@127.0.0.1:1",
        f"http:/user:{SECRET}@127.0.0.1:1",
        f"http://user:{SECRET}/{SECRET}@127.0.0.1:1",
        f"http://[{SECRET}",
        "://",
    ],
)
def test_a_proxy_that_fails_is_told_without_its_password(proxy: str, harness: Path) -> None:
    """Exit 5; the connector's own credential is another."""
    own = {"STORM_API_KEY": "another-one", "HTTPS_PROXY": proxy}
    done = shell(f"{AOS} --timeout 1 --verbose me get", harness, "https://nowhere.invalid", **own)

    assert (done.returncode, strict(done.stdout)["error"]["code"]) == (5, "BACKEND_UNAVAILABLE")
    assert SECRET not in done.stdout + done.stderr and "Traceback" not in done.stderr


def test_loopback_is_asked_without_a_proxy(harness: Path, server: FaultServer) -> None:
    """A proxy would see the credential in plain."""
    proxies = dict.fromkeys(("http_proxy", "HTTP_PROXY", "ALL_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:1")
    done = shell(f"{AOS} me get", harness, f"{server.url}/fine", **proxies)

    assert (done.returncode, strict(done.stdout)["data"]) == (0, {"id": "1"})


@pytest.mark.parametrize("flag", ["--json", ""])
def test_an_answer_as_deep_as_can_be_read_is_no_bug(flag: str, harness: Path, server: FaultServer) -> None:
    """What can just be read may be too deep to be written: read or not, it is the vendor's."""
    depths = [name for name in FAULTS if name.startswith("json-9") and name.endswith("-deep")]
    calls = "; ".join(f"STORM_BASE_URL={server.url}/{name} {AOS[:-7]} {flag} me get" for name in depths)
    said = shell(f'({calls}) | grep -a -o \'"code": *"[A-Z_]*"\' | sort -u', harness, server.url).stdout

    assert len(depths) > 20 and said.split() == ['"code":', '"UNREADABLE_ANSWER"']
