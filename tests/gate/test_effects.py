"""What a denied command does: an audit hook sees files, sockets and processes, a mapping sees variables."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from .installed import SECRETS, call, harness, site_of

# Runs one call, and writes to stderr what was opened, and which variables were read before the denial.
DRIVER = """import json, os, sys
sys.path.append({site!r})
seen, read, denied = [], [], []

class Watched(dict):
    def get(self, name, default=None):
        if not denied:
            read.append(name)
        return super().get(name, default)
    def __getitem__(self, name):
        if not denied:
            read.append(name)
        return super().__getitem__(name)

def hook(event, arguments):
    kinds = ("socket.", "subprocess.", "os.", "urllib.", "http.", "ssl.", "builtins.input", "shutil.")
    if event == "open" or event.startswith(kinds):
        seen.append([event, str(arguments[0]) if arguments else ""])

import click
sys.addaudithook(hook)
os.environ = Watched(os.environ)
from cli_aos.ferry import errors, shell
from cli_aos.ferry.cli import cli
plain = errors.CliError.__init__
def made(self, *words, **rest):
    denied.append(1)
    plain(self, *words, **rest)
errors.CliError.__init__ = made
code = shell.run(cli, sys.argv[1:])
loaded = [name for name in ("cli_aos.ferry.client", "cli_aos.ferry.transport", "cli_aos.ferry.extensions",
                            "socket", "ssl", "urllib.request", "http.client") if name in sys.modules]
left = os.read(0, 100).decode()
sys.stderr.write(json.dumps([seen, read, loaded, left]))
sys.exit(code)
"""
DENIED = {
    "a write": "booking cancel --booking-id B123456",
    "a file": "vessel photo --vessel-id V1 --body @secret.txt",
    "standard input": "vessel load --vessel-id V1 --body -",
    "an unknown option": "booking cancel --no-such --booking-id",
    "too little": "booking cancel",
    "help and more": "booking cancel --help --mode admin",
    "of the owner's": "vessel sink",
    "with all that goes in front": "--verbose --fields a --timeout 5 booking cancel",
}


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The driver of an installed connector."""
    folder = tmp_path_factory.mktemp("effects")
    site = site_of(harness(folder / "out"), folder)
    (folder / "driver.py").write_text(DRIVER.format(site=str(site)), "utf-8")
    return folder / "driver.py"


@pytest.mark.parametrize("words", DENIED.values(), ids=DENIED.keys())
def test_a_denied_command_touches_nothing(words: str, driver: Path, tmp_path: Path) -> None:
    """It opens its package alone, reads no credential before it is denied, no input, and makes no socket."""
    (tmp_path / "secret.txt").write_text("secret of a file")

    said = call(driver, "--json", *words.split(), cwd=tmp_path, env=SECRETS, stdin="INPUT")

    seen, read, loaded, left = json.loads(said.stderr)
    assert (said.code, said.error["code"]) == (3, "PERMISSION_DENIED")
    assert (loaded, left) == ([], "INPUT")
    assert not set(SECRETS) & set(read)
    package = str(driver.parent / "lib" / "python3" / "site-packages")
    ours = [path for event, path in seen if event == "open"]
    assert any(path.endswith("permissions.json") for path in ours)
    assert not [
        path for path in ours if not path.startswith((package, sys.base_prefix)) and not path.isdigit()
    ]
    assert not [path for path in ours if path.endswith(("extensions.py", "client.py", "secret.txt"))]
    assert {event for event, _ in seen} <= {"open", "os.listdir", "os.scandir"}
    assert not [value for value in SECRETS.values() if value in said.stdout]


def test_the_watch_sees_what_an_allowed_command_does(driver: Path, tmp_path: Path) -> None:
    """The same call past the gate reads its credentials, its file, and asks for a socket."""
    env = SECRETS | {"FERRY_BASE_URL": "http://127.0.0.1:9", "AOS_DEFAULT_MODE": "admin"}
    said = call(driver, "--json", "booking", "cancel", "--booking-id", "B123456", cwd=tmp_path, env=env)

    seen, read, loaded, _ = json.loads(said.stderr.splitlines()[-1])
    assert said.code == 5
    assert "FERRY_API_KEY" in read
    assert {"socket.connect"} <= {event for event, _ in seen}
    assert "cli_aos.ferry.transport" in loaded
