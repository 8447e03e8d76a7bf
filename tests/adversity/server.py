"""The fault server: the first step of a request's path names the fault that answers it.

python -m tests.adversity.server      # prints its address, and serves until it is ended
"""

from __future__ import annotations

import contextlib
import json
import re
import socket
import struct
import threading
import uuid
from collections import Counter
from typing import Self

from .faults import FAULTS, Act, Fault, answer

FINE = Fault("fine", (answer(),), 0)


class FaultServer:
    """A server on 127.0.0.1; `seen` counts the requests of each fault, `keys` are their idempotency keys."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.methods: list[str] = []
        self.keys: list[str] = []
        self._ended = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self) -> None:
        while not self._ended.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(30)
            # A fault is known by its path; one that reads nothing has only looked.
            start = connection.recv(65536, socket.MSG_PEEK)
            method, _, rest = start.decode("latin-1").partition(" ")
            name = rest.partition(" ")[0].strip("/").partition("/")[0]
            self.seen[name] += 1
            self.methods.append(method)
            heads = (line.partition(":") for line in start.decode("latin-1").split("\r\n"))
            self.keys += [value.strip() for key, _, value in heads if key.lower() == "idempotency-key"]
            if name == "paged":
                _read(connection)
                self._play(connection, (_page(start),))
                return
            fault = FINE if name == "fine" else FAULTS.get(name)
            if fault is None:
                connection.sendall(b"HTTP/1.1 404 No such fault\r\nContent-Length: 0\r\n\r\n")
                return
            if Act.UNREAD not in fault.script:
                _read(connection)
            self._play(connection, fault.script)

    def _play(self, connection: socket.socket, script: tuple[bytes | Act, ...]) -> None:
        last, dripping = b"", False
        for step in script:
            if isinstance(step, bytes):
                last = step.replace(b"{home}", self.url.encode())
                if not dripping:
                    connection.sendall(last)
                    continue
                for byte in last:
                    connection.sendall(bytes([byte]))
                    if self._ended.wait(0.05):
                        return
            elif step is Act.DRIP:
                dripping = True
            elif step is Act.RESET:
                # Lingering for no time makes of a close a reset.
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            elif step is Act.HANG:
                self._ended.wait(30)
                return
            elif step is Act.FOREVER:
                while not self._ended.is_set():
                    connection.sendall(last)
        # An orderly end: what the other side still sends is read, or the close would be a reset.
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(0.2)
        while connection.recv(65536):
            pass


def _page(request: bytes) -> bytes:
    """Page N of five, of ten items each; to a POST, as a token endpoint, a token."""
    if request.startswith(b"POST"):
        token = {"access_token": f"token-{uuid.uuid4()}", "token_type": "bearer"}
        return answer(json.dumps(token).encode())
    found = re.search(rb"[?&]page=(\d+)", request)
    page = int(found[1]) if found else 1
    items = [{"id": str(10 * (page - 1) + number)} for number in range(10)]
    return answer(json.dumps({"items": items, "has_more": page < 5}).encode())


def _read(connection: socket.socket) -> None:
    """Read one request: its head, and its body by Content-Length."""
    got = b""
    while b"\r\n\r\n" not in got:
        piece = connection.recv(65536)
        if not piece:
            return
        got += piece
    top, _, body = got.partition(b"\r\n\r\n")
    lengths = [one for one in top.lower().split(b"\r\n") if one.startswith(b"content-length:")]
    left = int(lengths[0].partition(b":")[2]) - len(body) if lengths else 0
    while left > 0 and (piece := connection.recv(65536)):
        left -= len(piece)


if __name__ == "__main__":
    with FaultServer() as server:
        print(server.url, flush=True)
        threading.Event().wait()
