"""A stand-in for Harbor Desk on this machine: answers the example connector as the vendor would.

    python specs/harbor/vendor.py AOS-HARBOR

starts it on a free port, calls the connector a few times with a made-up key, prints each call
and what it answers, and stops.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "demo-key-of-harbor"
TICKETS: dict[int, dict[str, Any]] = {
    1: {"id": 1, "subject": "Printer on fire", "status": "open", "priority": "urgent", "tags": ["office"]},
    2: {"id": 2, "subject": "Refund for order 88", "status": "pending", "priority": "normal", "tags": []},
}
CALLS = (
    ["health"],
    ["ticket", "list", "--limit", "2"],
    ["ticket", "create", "--subject", "A new one", "--message", "Hello"],
    ["--mode", "write", "ticket", "create", "--subject", "A new one", "--message", "Hello"],
    ["--mode", "write", "ticket", "create", "--subjct", "A new one"],
    ["ticket", "get", "99"],
)


class HarborDesk(BaseHTTPRequestHandler):
    """The few operations that the demonstration calls."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        number = path.removeprefix("/tickets/")
        if self.headers.get("X-Harbor-Key") != KEY:
            self.answer(401, {"error": {"message": "unknown key"}})
        elif path == "/me":
            self.answer(200, {"id": 7, "name": "Ada", "email": "ada@example.com"})
        elif path == "/tickets":
            self.answer(200, {"tickets": list(TICKETS.values()), "has_more": False, "next_cursor": None})
        elif number.isdigit() and int(number) in TICKETS:
            self.answer(200, TICKETS[int(number)])
        else:
            self.answer(404, {"error": {"message": f"there is no {path}"}})

    def do_POST(self) -> None:
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        number = max(TICKETS) + 1
        TICKETS[number] = {"id": number, "subject": given["subject"], "status": "open"}
        self.answer(201, TICKETS[number])

    def answer(self, status: int, content: Any) -> None:
        """One JSON answer."""
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: the calls are what people want to see."""


def demonstrate(connector: str) -> None:
    """Run every call of CALLS, and print it with its exit code and its answer."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), HarborDesk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = {
        "HARBOR_API_KEY": KEY,
        "HARBOR_BASE_URL": f"http://127.0.0.1:{server.server_port}",
        "NO_PROXY": "*",
    }
    for words in CALLS:
        print("\n$ aos-harbor --json", " ".join(words), flush=True)
        done = subprocess.run([connector, "--json", *words], env={**os.environ, **settings}, check=False)
        print(f"exit {done.returncode}", flush=True)
    server.shutdown()


if __name__ == "__main__":
    demonstrate(sys.argv[1])
