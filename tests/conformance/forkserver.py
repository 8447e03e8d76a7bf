"""A connector, imported once, and forked for each of its runs: a program that imports none of us.

    python forkserver.py SOCKET HARNESS cli_aos.acme.cli:cli aos-acme

Reads runs (words, environment, folder, seconds) from the socket and answers with what a fresh process of
the console script would have left behind: exit code, stdout and stderr. Its first answer says which modules
failed to import. Frames are a length in four bytes and JSON.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import sys
import tempfile
import traceback
from typing import Any, NoReturn


def send(line: socket.socket, value: Any) -> None:
    """Writes one frame."""
    data = json.dumps(value).encode()
    line.sendall(len(data).to_bytes(4, "big") + data)


def receive(line: socket.socket) -> Any:
    """Reads one frame; None where the other end is closed."""
    head = _exactly(line, 4)
    return None if head is None else json.loads(_exactly(line, int.from_bytes(head, "big")) or b"null")


def _exactly(line: socket.socket, count: int) -> bytes | None:
    data = b""
    while len(data) < count:
        piece = line.recv(count - len(data))
        if not piece:
            return None
        data += piece
    return data


def import_all(package: str) -> tuple[int, list[str]]:
    """How many modules the package has, and why some of them cannot be imported."""
    failures: list[str] = []

    def load(name: str) -> Any:
        try:
            return importlib.import_module(name)
        except BaseException as error:  # noqa: BLE001  # SystemExit too: a module is imported, not run
            failures.append(f"{name}: {type(error).__name__}: {error}")
            return None

    root = load(package)
    names = [
        each.name
        for each in pkgutil.walk_packages(getattr(root, "__path__", ()), f"{package}.", failures.append)
    ]
    for name in names:
        load(name)
    return 1 + len(names), list(dict.fromkeys(failures))


def run(script: str, tool: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """One run in a child of this process; it is killed when its seconds are over."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _become(script, tool, wanted, out.fileno(), err.fileno())
        signal.setitimer(signal.ITIMER_REAL, wanted["seconds"])
        try:
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        except TimeoutError:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            code = None
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    return {"code": code, "stdout": texts[0], "stderr": texts[1]}


def _become(script: str, tool: str, wanted: dict[str, Any], out: int, err: int) -> NoReturn:
    """The child: the console script with its own words, environment, folder and output."""
    code = 1
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.environ.clear()
        os.environ.update(wanted["env"])
        tempfile.tempdir = None
        if wanted["cwd"]:
            os.chdir(wanted["cwd"])
        sys.argv = [tool, *wanted["words"]]
        try:
            module, _, name = script.partition(":")
            code = _status(getattr(importlib.import_module(module), name)())
        except SystemExit as error:
            code = _status(error.code)
        except BaseException:  # noqa: BLE001  # what the interpreter would print
            traceback.print_exc()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _status(code: Any) -> int:
    """As `sys.exit` has it: nothing is 0, a text is printed and is 1."""
    if code is None or isinstance(code, int):
        return code or 0
    print(code, file=sys.stderr)
    return 1


def _too_late(*_: object) -> NoReturn:
    raise TimeoutError


def main(number: str, harness: str, script: str, tool: str) -> None:
    """Serves runs until the socket is closed."""
    sys.path[:1] = [harness]  # in place of this file's folder
    signal.signal(signal.SIGALRM, _too_late)
    with socket.socket(fileno=int(number)) as line:
        modules, failures = import_all(script.partition(":")[0].rpartition(".")[0])
        # What is there now is never collected: a child would copy every page that the collector touches.
        gc.collect()
        gc.freeze()
        send(line, {"modules": modules, "failures": failures})
        while (wanted := receive(line)) is not None:
            send(line, run(script, tool, wanted))


if __name__ == "__main__":
    main(*sys.argv[1:])
