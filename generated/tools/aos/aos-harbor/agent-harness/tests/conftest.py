"""What the tests share: the cases, a fake client, a loopback server, a clean environment."""

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

HARNESS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HARNESS))
sys.path.insert(0, str(HARNESS / "tests"))
os.environ["NO_PROXY"] = "*"

MODULE = "cli_aos.harbor"
ALL: dict[str, dict[str, Any]] = json.loads((HARNESS / "tests" / "cases.json").read_text("utf-8"))
CASES = {command: case for command, case in ALL.items() if not case.get("own")}
# The commands of extensions.py.
OWN = {command: case for command, case in ALL.items() if case.get("own")}
# What every credential variable holds, and what a request must then carry for each scheme.
VARIABLES: tuple[str, ...] = ("HARBOR_API_KEY",)
VALUES: dict[str, str] = {variable: f"value-of-{variable.lower()}" for variable in VARIABLES}
CREDENTIALS: dict[str, dict[str, dict[str, str]]] = {
    "HarborKey": {
        "headers": {"x-harbor-key": "value-of-harbor_api_key"},
        "query": {},
        "cookies": {},
    }
}
# Where a scheme's token is fetched, how its client shows itself there, and what it asks for.
TOKENS: dict[str, tuple[str, str, tuple[str, ...]]] = {}
# Method, path and media type of the request that `health` makes.
PROBE: tuple[str, str, str] | None = (
    "GET",
    "/me",
    "*/*",
)
SERVICE_KEYS: tuple[str, ...] = ("HARBOR_API_KEY",)
REQUIRED_ONE_OF: tuple[tuple[str, ...], ...] = ()
SETTINGS: tuple[str, ...] = ("HARBOR_WORKSPACE_ID",)

config = importlib.import_module(f"{MODULE}.config")
oauth = importlib.import_module(f"{MODULE}.oauth")
retries = importlib.import_module(f"{MODULE}.retries")
tls = importlib.import_module(f"{MODULE}.tls")
hooks = importlib.import_module(f"{MODULE}.hooks")
FETCH = oauth.fetch
HOOK = hooks.hook


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No credential, no setting, no mode from outside; files go to a folder of the test."""
    outside = (
        "HARBOR_BASE_URL",
        "HARBOR_ENV",
        "AOS_DEFAULT_MODE",
    )
    for name in [*VALUES, *SETTINGS, *outside]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AOS_FILE_ROOT", str(tmp_path))
    config.FETCHED.clear()
    oauth.TOKENS.clear()


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the connector would wait before it asks again, in seconds; nobody waits for it."""
    waited: list[float] = []
    monkeypatch.setattr(retries, "pause", waited.append)
    return waited


@pytest.fixture(autouse=True)
def no_other_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token is there without its endpoint, and a certificate without its files."""
    monkeypatch.setattr(oauth, "fetch", lambda scheme, values, *rest: f"token-for-{values[0]}")
    monkeypatch.setattr(tls, "context", lambda env, files: None)


@pytest.fixture(autouse=True)
def no_hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is generated is tested by itself; tests of the hooks put them back."""
    monkeypatch.setattr(hooks, "hook", lambda name: None)


@pytest.fixture
def credentials(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Every credential is set."""
    for name, value in VALUES.items():
        monkeypatch.setenv(name, value)
    return VALUES
