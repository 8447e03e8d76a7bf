"""A connector with an extensions.py: hooks and commands of its owner's, from declaration to call."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from aos_gen.commands.generate import generate

from .test_connector import HARBOR, call, run

SPEC = HARBOR / "openapi.yaml"
EXTENSIONS = '''"""What this connector does beyond the vendor's document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .options import Choice, Integer, Items, Text
from .own import command

if TYPE_CHECKING:
    from .client import Client
    from .hooks import Outgoing


def prepare(request: Outgoing) -> None:
    """Tell the vendor's support who calls."""
    request.add_header("X-Trace", f"argent-{request.method.lower()}")


def shape(command: str, data: dict[str, Any]) -> dict[str, Any]:
    """Say which command it was."""
    return {**data, "shaped_by": command}


@command(
    "ticket.archive",
    summary="Archive a ticket",
    mode="write",
    risk=2,
    options=[
        Text("--ticket-id", required=True, help="The ticket"),
        Choice("--why", ["done", "spam"], default="done"),
        Integer("--days", least=1),
        Items("--label"),
    ],
    path=["ticket_id"],
)
def ticket_archive(
    client: Client,
    ticket_id: str,
    why: str,
    days: int | None = None,
    label: list[str] | None = None,
) -> Any:
    """Archive it."""
    body = {"why": why, "days": days, "label": label}
    return client.request("POST", "/tickets/{id}/archive", values={"id": ticket_id}, body=body)


@command("sweep", summary="Remove every archived ticket", mode="admin", risk=4)
def sweep(client: Client) -> Any:
    """Sweep."""
    return client.request("DELETE", "/archive")
'''


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Harbor, generated, extended, its tier 4 refused and approved, and generated again."""
    out = tmp_path_factory.mktemp("extended")
    made = out / "tools" / "aos" / "aos-harbor" / "agent-harness"
    assert generate(str(SPEC), str(HARBOR / "map.yaml"), out).written
    (made / "cli_aos" / "harbor" / "extensions.py").write_text(EXTENSIONS)
    refused = generate(str(SPEC), str(HARBOR / "map.yaml"), out)
    assert refused.report.codes() == ("extension-approval-missing",)
    (hint,) = (str(one.hint) for one in refused.report)
    found = re.search(r'contract: "([0-9a-f]{16})"', hint)
    assert found is not None
    approved = out / "map.yaml"
    approval = f'\nextensions: {{sweep: {{by: Ada, contract: "{found[1]}"}}}}\n'
    approved.write_text((HARBOR / "map.yaml").read_text() + approval)
    again = generate(str(SPEC), str(approved), out)
    assert again.written, list(again.report)
    assert (made / "cli_aos" / "harbor" / "extensions.py").read_text() == EXTENSIONS
    before = {path: path.read_bytes() for path in made.parent.rglob("*") if path.is_file()}
    assert generate(str(SPEC), str(approved), out).written
    assert before == {path: path.read_bytes() for path in made.parent.rglob("*") if path.is_file()}
    return made


@pytest.fixture
def vendor() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server on this machine: its address, and what it was asked."""
    seen: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.append({"path": self.path, "trace": self.headers["X-Trace"], "body": body})
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"archived": true}')

        def log_message(self, format: str, *arguments: Any) -> None:
            """Say nothing on stderr."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", seen
        server.shutdown()


def test_an_own_command_is_called_with_its_hooks(
    harness: Path, vendor: tuple[str, list[dict[str, Any]]]
) -> None:
    """Words become arguments, `prepare` adds to the request, `shape` to the answer."""
    url, seen = vendor
    words = ("--mode", "write", "ticket", "archive", "t/1", "--days", "3", "--label", "a")

    code, envelope = call(harness, *words, HARBOR_BASE_URL=url, HARBOR_API_KEY="k")

    assert code == 0, envelope
    assert envelope["data"] == {"archived": True, "shaped_by": "ticket.archive"}
    assert envelope["meta"]["request"]["added"] == ["header X-Trace"]
    assert [one["trace"] for one in seen] == ["argent-post"]
    assert seen[0]["path"].endswith("/tickets/t%2F1/archive")
    assert seen[0]["body"] == {"why": "done", "days": 3, "label": ["a"]}


def test_own_commands_stand_where_mapped_ones_do(harness: Path) -> None:
    """Manifest, fields, permissions, capabilities, README, lock, help; the gate holds."""
    manifest = json.loads((harness.parent / "connector.json").read_text())
    commands = {one["id"]: one for one in manifest["commands"]}
    assert commands["sweep"]["action_class"] == "destructive"
    assert commands["ticket.archive"]["summary"] == "Archive a ticket (requires --ticket-id)"
    fields = {one["id"] for one in manifest["scope"]["fields"] if "ticket.archive" in one["applies_to"]}
    assert fields == {"ticket_id", "why", "days", "label"}
    modes = json.loads((harness / "permissions.json").read_text())["permissions"]
    assert (modes["ticket.archive"], modes["sweep"]) == ("write", "admin")
    assert call(harness, "capabilities")[1]["data"]["commands"] == manifest["commands"]
    assert "| `ticket archive` |" in (harness.parent / "README.md").read_text()
    plan = json.loads((harness.parent / "aos-gen.lock").read_text())["plan"]
    assert [one["id"] for one in plan["own_commands"]] == ["sweep", "ticket.archive"]
    assert call(harness, "ticket", "archive", "1")[0] == 3
    assert call(harness, "--mode", "full", "sweep")[0] == 3
    assert "sweep" in call(harness, "--help")[1]["data"]["help"]


def test_its_own_tests_pass(harness: Path) -> None:
    """The generated suite knows the own commands, and is not disturbed by the hooks."""
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-n0", "tests")
    done = run(*words, cwd=harness)
    assert done.returncode == 0, done.stdout[-3000:]


def test_an_untouched_seed_declares_nothing_and_costs_nothing(tmp_path: Path) -> None:
    """No command; and neither help nor capabilities imports what is for extensions."""
    made = generate(str(SPEC), str(HARBOR / "map.yaml"), tmp_path)
    assert made.plan is not None and made.plan.own_commands == ()
    again = generate(str(SPEC), str(HARBOR / "map.yaml"), tmp_path, dry_run=True)
    assert again.plan == made.plan
    harness = tmp_path / "tools" / "aos" / "aos-harbor" / "agent-harness"
    for words in (("--help",), ("capabilities",), ("ticket", "list", "--help")):
        done = run("-X", "importtime", "-m", "cli_aos.harbor.cli", *words, cwd=tmp_path, path=harness)
        assert not re.search(r"harbor\.(hooks|own|extensions)\b", done.stderr)


@pytest.mark.parametrize("extended", [False, True])
def test_types_and_lint(extended: bool, harness: Path, tmp_path: Path) -> None:
    """mypy --strict and ruff pass over the tree, with the seed and with the example."""
    if not extended:
        generate(str(SPEC), str(HARBOR / "map.yaml"), tmp_path)
        harness = tmp_path / "tools" / "aos" / "aos-harbor" / "agent-harness"
    strict = ("mypy", "--strict", "--no-incremental", "--namespace-packages", "--explicit-package-bases")
    for words in ((*strict, "cli_aos/harbor"), ("ruff", "check", "--isolated", "--no-cache", ".")):
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=harness,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout
