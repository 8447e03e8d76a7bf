"""Canaries in every credential of the example connectors, echoed by a hostile vendor, found nowhere."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = {
    path.parent.name: path
    for pattern in ("*/openapi.*", "*/swagger.*")
    for path in sorted((ROOT / "specs").glob(pattern))
}
WAYS = ("body", "error", "text", "redirect", "link", "reason")


def spelled(canary: str, *, whole: bool = False) -> list[str]:
    """Every spelling of a canary that is searched, made apart from the connector's own."""
    content = canary.encode()
    found = [canary, quote(canary, safe=""), quote_plus(canary), json.dumps(canary)[1:-1]]
    found += [re.sub("%..", lambda match: match[0].lower(), one) for one in found[1:3]]
    for before in () if whole else range(3):
        mixed = base64.b64encode(b"x" * before + content).decode()
        # Four letters at each end may belong to a neighbour.
        found += [mixed[4:-4], mixed[4:-4].replace("+", "-").replace("/", "_")]
    return list(dict.fromkeys(found))


class Echo(BaseHTTPRequestHandler):
    """Says back all that it is told, and every canary besides, in the way of the moment."""

    way = "body"
    canaries: tuple[str, ...] = ()

    def answer(self) -> None:
        """One answer in the way of the moment."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        plain = " ".join([*self.canaries, *self.headers.values(), self.path])
        said = [plain, *(one for c in self.canaries for one in spelled(c, whole=True)), quote(plain)]
        said += [base64.b64encode(b"y" * n + plain.encode()).decode() for n in range(3)]
        if "token" in self.path:
            said_token = {"access_token": "fetched-Zq7/canary+" + "t0ken", "token_type": "bearer"}
            return self.send(200, json.dumps(said_token).encode(), {})
        data = json.dumps({"message": said, plain: {"items": said, "next": quote(plain)}, "id": plain})
        status, headers = {"error": 422, "reason": 500, "redirect": 302}.get(self.way, 200), {}
        headers["Set-Cookie"] = headers["X-Request-Id"] = headers["Retry-After"] = quote(plain, safe=" /+=")
        if self.way == "redirect":
            headers["Location"] = "http://elsewhere.example/" + quote(plain) + "?k=" + quote_plus(plain)
        if self.way == "link":
            headers["Link"] = f'</x?page={quote(plain)}&k={quote_plus(plain)}>; rel="next"'
        content = " ".join(said).encode() if self.way == "text" else data.encode()
        headers["Content-Type"] = "text/html" if self.way == "text" else "application/json"
        self.send(status, content, headers, plain if self.way == "reason" else None)

    def send(self, status: int, content: bytes, headers: dict[str, str], reason: str | None = None) -> None:
        """Write one answer."""
        self.send_response(status, reason)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_QUERY = answer

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture
def vendor() -> Iterator[str]:
    """The URL of the echo."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


DRIVER = """
import contextlib, io, json, sys
from cli_aos.{module}.cli import cli
for words in json.load(sys.stdin):
    try:
        cli.main(words)
    except SystemExit:
        pass
"""


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_no_canary_comes_out(name: str, vendor: str, tmp_path: Path) -> None:
    """Every command of every example, in every way of echoing: no stream and no file has a canary."""
    spec = EXAMPLES[name]
    subprocess.run(
        [sys.executable, "-m", "aos_gen", "--spec", spec, "--map", spec.parent / "map.yaml",
         "--out", tmp_path / "out", "--quiet"],
        check=True,
    )  # fmt: skip  # one command
    harness = tmp_path / "out" / "tools" / "aos" / f"aos-{name}" / "agent-harness"
    files = tmp_path / "files"
    files.mkdir()
    cases = json.loads((harness / "tests" / "cases.json").read_text("utf-8"))
    manifest = json.loads((harness.parent / "connector.json").read_text("utf-8"))
    auth = manifest["auth"]
    keys = [*auth["service_keys"], *auth.get("optional_service_keys", ())]
    keys += [
        key for way in auth.get("required_one_of", ()) for key in ([way] if isinstance(way, str) else way)
    ]
    canaries = {key: f"cAn4ry/{number}+{key[-3:]}=Q~x9" for number, key in enumerate(dict.fromkeys(keys))}
    # Files of a certificate are named by their paths, which are no secrets; a fetched token wins nowhere
    # over a ready one.
    canaries = {k: v for k, v in canaries.items() if "CERTIFICATE" not in k and "ACCESS_TOKEN" not in k}
    Echo.canaries = tuple(canaries.values())
    environment = {**os.environ, **canaries, "AOS_FILE_ROOT": str(files), "NO_PROXY": "*"}
    environment |= {"PYTHONPATH": str(harness), f"{name.upper()}_BASE_URL": vendor}
    for case in cases.values():
        for file, text in case.get("files", {}).items():
            (files / file).write_text(text, "utf-8")
    calls = [["--verbose", "--json", "--mode", "admin", *id.split("."), *case["required"]["words"]]
             for id, case in cases.items()]  # fmt: skip  # a table
    calls += [["--json", "health"], ["--json", "doctor"], ["--json", "config", "show"], ["config", "show"]]
    searched = 0
    for way in WAYS:
        Echo.way = way
        done = subprocess.run(
            [sys.executable, "-c", DRIVER.format(module=name)],
            input=json.dumps(calls), env=environment, capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip  # one command
        written = {"stdout": done.stdout, "stderr": done.stderr}
        assert len([line for line in done.stdout.splitlines() if line.startswith("{")]) >= len(calls)
        written |= {p.name: p.read_bytes().decode("utf-8", "replace") for p in files.iterdir() if p.is_file()}
        for canary in (*Echo.canaries, "fetched-Zq7/canary+t0ken"):
            for spelling in spelled(canary):
                for place, text in written.items():
                    at = text.find(spelling)
                    searched += 1
                    assert at < 0, (way, place, spelling, text[max(0, at - 300) : at + 100])
    print(f"{name}: {len(calls)} calls in {len(WAYS)} ways, {searched} searches")
