"""What the tests share: the cases, a fake client, a loopback server, a clean environment."""

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
CASES: dict[str, dict[str, Any]] = json.loads((HARNESS / "tests" / "cases.json").read_text("utf-8"))
# What each security scheme is filled with, and what a request must then carry.
VALUES = {variable: f"value-of-{variable.lower()}" for variable in ("HARBOR_API_KEY",)}
CREDENTIALS: dict[str, dict[str, dict[str, str]]] = {
    "HarborKey": {"headers": {"x-harbor-key": "value-of-harbor_api_key"}, "query": {}}
}
SETTINGS: tuple[str, ...] = ("HARBOR_WORKSPACE_ID",)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No credential, no setting, no mode from outside; files go to a folder of the test."""
    for name in [*VALUES, *SETTINGS, "HARBOR_BASE_URL", "AOS_DEFAULT_MODE"]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AOS_FILE_ROOT", str(tmp_path))


@pytest.fixture
def credentials(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Every credential is set."""
    for name, value in VALUES.items():
        monkeypatch.setenv(name, value)
    return VALUES
