"""The 2.0 vendor's connector with a command of its owner's, installed from its wheel, in processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from aos_gen.commands.generate import generate

ROOT = Path(__file__).resolve().parents[2]
FERRY = ROOT / "specs" / "ferry"
EXTENSIONS = '''"""A command of the owner's, and hooks; that they have run shows on stderr."""

import sys

from .own import command

print("EXTENSION RAN", file=sys.stderr)


def prepare(request):
    print("HOOK RAN", file=sys.stderr)


def shape(command, data):
    return data


@command("vessel.sink", summary="Sink a vessel", mode="full", risk=3)
def vessel_sink(client):
    return {"sunk": True}
'''
# What pip writes for an entry point; a virtual environment's site-packages stand last.
SCRIPT = """import sys
sys.path.append({site!r})
from cli_aos.ferry.cli import cli
if __name__ == "__main__":
    sys.exit(cli())
"""
# Every credential of the vendor's, set.
SECRETS = {
    "FERRY_API_KEY": "canary-of-the-key",
    "FERRY_AGENT_EMAIL": "canary@agent.example",
    "FERRY_AGENT_SECRET": "canary-of-the-agent",
    "FERRY_CLIENT_ID": "canary-of-the-client",
    "FERRY_CLIENT_SECRET": "canary-of-the-program",
}
KEPT = ("PATH", "HOME", "LANG", "TMPDIR")


class Said(NamedTuple):
    """How one call ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def error(self) -> dict[str, Any]:
        """The envelope's error; its `code` is "" for a success."""
        envelope = json.loads(self.stdout)
        return {"code": ""} if envelope["ok"] else dict(envelope["error"])


def harness(out: Path) -> Path:
    """The agent-harness of the connector, generated into `out` with the owner's command in it."""
    arguments = str(FERRY / "swagger.yaml"), str(FERRY / "map.yaml"), out
    assert generate(*arguments).written
    made = out / "tools" / "aos" / "aos-ferry" / "agent-harness"
    (made / "cli_aos" / "ferry" / "extensions.py").write_text(EXTENSIONS, "utf-8")
    result = generate(*arguments)
    assert result.written, list(result.report)
    return made


def site_of(made: Path, folder: Path) -> Path:
    """What pip unpacks of its wheel into site-packages, below `folder`, which gets a bin/aos-ferry too."""
    wheels = folder / "wheels"
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(words, check=True, cwd=made, capture_output=True, timeout=120)
    site = folder / "lib" / "python3" / "site-packages"
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
        wheel.extractall(site)
    (folder / "bin").mkdir()
    (folder / "bin" / "aos-ferry").write_text(SCRIPT.format(site=str(site)), "utf-8")
    return site


def call(program: Path | str, *words: str, cwd: Path, env: Mapping[str, str] = {}, stdin: str = "") -> Said:
    """One call of a script, or with `-m` of a module, in an environment with no more than `env`."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-B", str(program), *words],
        cwd=cwd,
        env=kept | dict(env),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)
