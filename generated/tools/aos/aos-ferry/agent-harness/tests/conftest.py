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

MODULE = "cli_aos.ferry"
ALL: dict[str, dict[str, Any]] = json.loads((HARNESS / "tests" / "cases.json").read_text("utf-8"))
CASES = {command: case for command, case in ALL.items() if not case.get("own")}
# The commands of extensions.py.
OWN = {command: case for command, case in ALL.items() if case.get("own")}
# What every credential variable holds, and what a request must then carry for each scheme.
VARIABLES: tuple[str, ...] = (
    "FERRY_AGENT_EMAIL",
    "FERRY_AGENT_SECRET",
    "FERRY_API_KEY",
    "FERRY_CLIENT_ID",
    "FERRY_CLIENT_SECRET",
)
VALUES: dict[str, str] = {variable: f"value-of-{variable.lower()}" for variable in VARIABLES}
CREDENTIALS: dict[str, dict[str, dict[str, str]]] = {
    "AgentLogin": {
        "headers": {
            "authorization": "Basic dmFsdWUtb2YtZmVycnlfYWdlbnRfZW1haWw6dmFsdWUtb2YtZmVycnlfYWdlbnRfc2VjcmV0"
        },
        "query": {},
        "cookies": {},
    },
    "LineKey": {"headers": {"x-line-key": "value-of-ferry_api_key"}, "query": {}, "cookies": {}},
    "PartnerProgram": {
        "headers": {"authorization": "Bearer token-for-value-of-ferry_client_id"},
        "query": {},
        "cookies": {},
    },
}
# Where a scheme's token is fetched, how its client shows itself there, and what it asks for.
TOKENS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "PartnerProgram": (
        "https://login.ferry.example/token",
        "basic",
        ("bookings",),
    ),
}
# Method, path and media type of the request that `health` makes.
PROBE: tuple[str, str, str] | None = (
    "GET",
    "/line",
    "*/*",
)
SERVICE_KEYS: tuple[str, ...] = ()
REQUIRED_ONE_OF: tuple[tuple[str, ...], ...] = (
    ("FERRY_API_KEY",),
    ("FERRY_AGENT_EMAIL", "FERRY_AGENT_SECRET"),
    ("FERRY_CLIENT_ID", "FERRY_CLIENT_SECRET"),
)
SETTINGS: tuple[str, ...] = ("FERRY_CURRENCY",)

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
        "FERRY_BASE_URL",
        "FERRY_ENV",
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
