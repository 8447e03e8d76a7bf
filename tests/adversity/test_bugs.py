"""A bug, of the connector or its extensions.py: exit 10; where, only with --verbose, without a secret."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .connector import SECRET, ended, start
from .server import FaultServer

# What goes wrong and says the secret while it does: file, the text put there, the envelope's code.
RAISES = f'raise RuntimeError("lost {SECRET}")\n'
HOOK = "def {name}(*arguments):\n    " + RAISES
BUGS = {
    "prepare": ("extensions.py", HOOK.format(name="prepare"), "EXTENSION_FAILED"),
    "shape": ("extensions.py", HOOK.format(name="shape"), "EXTENSION_FAILED"),
    "import": ("extensions.py", RAISES, "EXTENSION_FAILED"),
    "exit": ("extensions.py", f'import sys\nsys.exit("lost {SECRET}")\n', "EXTENSION_FAILED"),
    "syntax": ("extensions.py", f"def {SECRET}", "EXTENSION_FAILED"),
    "client": ("client.py", RAISES, "INTERNAL"),
    "runtime": ("runtime.py", RAISES, "INTERNAL"),
    "decode": ("decode.py", f"def receive(*arguments):\n    {RAISES}", "INTERNAL"),
    "answers": ("answers.py", f"def as_object(*arguments, **rest):\n    {RAISES}", "INTERNAL"),
}


@pytest.fixture(params=BUGS)
def bug(request: pytest.FixtureRequest, harness: Path, tmp_path: Path) -> tuple[Path, str]:
    """A connector with that bug, and its code."""
    name, text, code = BUGS[request.param]
    where = shutil.copytree(harness, tmp_path / "agent-harness")
    path = where / "cli_aos" / "storm" / name
    path.write_text((path.read_text("utf-8") if name != "extensions.py" else "") + f"\n\n{text}", "utf-8")
    shutil.copy(harness.parent / "connector.json", tmp_path)
    return where, code


@pytest.mark.parametrize("verbose", [True, False], ids=["verbose", "quiet"])
def test_a_bug_is_an_envelope(bug: tuple[Path, str], verbose: bool, server: FaultServer) -> None:
    """Its traceback is on stderr, without the secret, and only where it was asked for."""
    where, code = bug
    flags = ["--verbose"] if verbose else []
    done = ended(start(where, *flags, "me", "get", url=f"{server.url}/fine"))

    assert (done.code, done.envelope["error"]["code"]) == (10, code)
    assert done.stdout.count("\n") == 1
    assert SECRET not in done.stdout + done.stderr
    if verbose:
        assert done.stderr.count("Traceback (most recent call last)") >= 1
        assert "[redacted]" in done.stderr
    else:
        assert done.stderr == ""


@pytest.mark.parametrize("verbose", [True, False], ids=["verbose", "quiet"])
def test_a_bug_of_the_probe_is_told_by_health(
    harness: Path, tmp_path: Path, verbose: bool, server: FaultServer
) -> None:
    """Health always answers; --verbose shows where, and the probe's request."""
    where = shutil.copytree(harness, tmp_path / "agent-harness")
    with (where / "cli_aos" / "storm" / "decode.py").open("a", encoding="utf-8") as file:
        file.write(f"\n\ndef receive(*arguments):\n    {RAISES}")
    shutil.copy(harness.parent / "connector.json", tmp_path)
    flags = ["--verbose"] if verbose else []
    done = ended(start(where, *flags, "health", url=f"{server.url}/fine"))

    assert (done.code, json.loads(done.stdout)["status"]) == (0, "degraded")
    assert SECRET not in done.stdout + done.stderr
    assert ("Traceback" in done.stderr, "GET" in done.stderr) == (verbose, verbose)
    assert verbose or done.stderr == ""
