"""Large answers: a million bytes on stdout and no more, the whole in a file, memory that stays bounded.

The suite downloads 60 MB; `make adversity` downloads 200.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from .connector import Outcome, drive, ended, environment, start

MOST = 1_000_000
MEGABYTES = 200 if os.environ.get("ADVERSITY") else 60
MEGABYTE = 1024 * 1024
BODIES: dict[str, bytes] = {}


class Handler(BaseHTTPRequestHandler):
    """Answers the JSON of BODIES by the first step of its path, or as many megabytes as that says."""

    def do_GET(self) -> None:
        """One answer."""
        name = self.path.split("/")[1]
        if name in BODIES:
            return self.send(len(BODIES[name]), "application/json", [BODIES[name]])
        kind, _, size = name.partition("-")
        media = {"binary": "application/octet-stream", "text": "text/csv"}[kind]
        piece = (b"some,text of a row\n" * 60_000)[:MEGABYTE]
        return self.send(int(size) * MEGABYTE, media, (piece for _ in range(int(size))))

    def send(self, length: int, media: str, pieces: Any) -> None:
        """Write one answer."""
        self.send_response(200)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        for piece in pieces:
            self.wfile.write(piece)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def whole_of(done: Outcome, sent: Any) -> bool:
    """Whether an outcome holds all that was sent; else it is in a file, and had to be."""
    assert (done.code, len(done.stdout.encode()) <= MOST) == (0, True)
    data = done.envelope["data"]
    if "truncated" not in data:
        assert data == sent or data["items"] == sent
        return True
    content = Path(data["file"]).read_bytes()
    assert (len(content), Path(data["file"]).stat().st_mode & 0o777) == (data["bytes"], 0o600)
    saved = json.loads(content)
    assert saved == sent or saved["items"] == sent
    # Printed whole it would have been too long.
    assert len(json.dumps({**done.envelope, "data": saved})) + 1 > MOST
    if isinstance(sent, list):
        assert data["items"] == sent[: data["count"]]
        assert data["count_in_file"] == len(sent)
    return False


def bodies() -> dict[str, Any]:
    """Answers just below and just above a million bytes when printed, and far above it."""
    found: dict[str, Any] = {}
    for step in range(0, 1200, 83):
        size = 999_000 + step
        found[f"object-{step}"] = {"text": "x" * size}
        found[f"list-{step}"] = [1] * 30_000 + ["y" * (size - 90_000)]
    found |= {"accents": {"text": "é" * 200_000}, "one": ["z" * 5_000_000], "controls": ["\x01"] * 200_000}
    found["objects"] = [{"id": number, "n": {"x": "ü" * 100}} for number in range(20_000)]
    return found


def test_no_answer_is_printed_beyond_a_million_bytes(harness: Path, server: str) -> None:
    """And none below it is cut: objects, lists, accents, one huge text."""
    sent = bodies()
    BODIES.update({name: json.dumps(body).encode() for name, body in sent.items()})
    outcomes = drive(harness, [(f"{server}/{name}", ["--json", "me", "get"]) for name in sent])
    whole = {name: whole_of(done, sent[name]) for name, done in zip(sent, outcomes, strict=True)}

    for kind in ("object", "list"):
        some = [fits for name, fits in whole.items() if name.startswith(f"{kind}-")]
        assert some[0] and not some[-1] and some == sorted(some, reverse=True)
    assert not any(whole[name] for name in ("accents", "one", "controls", "objects"))


@pytest.mark.parametrize("flag", ["--json", "--verbose"])
def test_twenty_megabytes_of_json(flag: str, harness: Path, server: str) -> None:
    """In a process of its own, on one line and for people; `--fields` is applied before the size."""
    rows = [{"id": number, "text": "x" * 180} for number in range(100_000)]
    BODIES["rows"] = json.dumps(rows).encode()
    assert len(BODIES["rows"]) > 20_000_000
    command = [sys.executable, "-m", "cli_aos.storm.cli", flag, "me", "get"]
    done = subprocess.run(
        command, env=environment(harness, f"{server}/rows"),
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip  # one command
    assert not whole_of(Outcome(done.returncode, done.stdout, done.stderr), rows)

    narrowed = ended(start(harness, "me", "get", "--fields", "id", url=f"{server}/rows"))
    data = narrowed.envelope["data"]
    assert ("truncated" in data, data["items"][0], len(narrowed.stdout) <= MOST) == (True, {"id": 0}, True)
    # A row of it is short: most of them fit.
    assert data["count"] > 60_000


_MEASURED = """
import json, sys
from cli_aos.storm.cli import cli
try:
    cli.main(["--json", "--timeout", "300", *sys.argv[1:]])
finally:
    # Of this program alone: ru_maxrss begins with what the process before it held.
    with open("/proc/self/status") as status:
        print(*[line.split()[1] for line in status if line.startswith("VmHWM")], file=sys.stderr)
"""


def peak(harness: Path, url: str, root: Path, *words: str) -> tuple[dict[str, Any], int]:
    """The data of a call in a process of its own, and the most memory that it held, in kilobytes."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *words],
        env=environment(harness, url, STORM_API_KEY="cAn4ry/9+key=Q~x9", AOS_FILE_ROOT=str(root)),
        capture_output=True, text=True, timeout=600, check=True,
    )  # fmt: skip  # one command
    data = json.loads(done.stdout)["data"]
    assert isinstance(data, dict)
    return data, int(done.stderr.split()[-1])


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="memory is read from /proc")
@pytest.mark.parametrize("kind", ["binary", "text"])
@pytest.mark.parametrize("named", [[], ["--output", "large.out", "--force"]], ids=["digest", "named"])
def test_a_large_download_needs_little_memory(
    kind: str, named: list[str], harness: Path, server: str, tmp_path: Path
) -> None:
    """No more than a small one and a few pieces; text too, which is redacted on its way."""
    words = ["file", "get", *named]
    _, least = peak(harness, f"{server}/{kind}-1", tmp_path, *words)
    data, most = peak(harness, f"{server}/{kind}-{MEGABYTES}", tmp_path, *words)

    assert (data["bytes"], os.stat(data["file"]).st_size) == (MEGABYTES * MEGABYTE,) * 2
    print(f"{kind}: {MEGABYTES} MB took {most - least} kB more than 1 MB of it ({least} kB)")
    assert most - least < 8 * 1024
