"""A connector with a credential of every kind, an echo as its vendor: none comes out anywhere.

Bearer, basic, a key in a header, in the query, in a cookie and in the URL, OAuth with a fetched and with
a ready token, a pinned setting, a proxy's password, and hooks of the owner that fail with secrets in hand;
JSON and human output, `--verbose`, `--output`, health, doctor, config show, help and wrong words.
The suite echoes in every other way with one kind of token, in the rest with the other: 667 calls and
24,675 searches; `make adversity` does all (1218 calls), and `-s` prints the count.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from aos_gen.commands.generate import generate

from .echo import WAYS, Echo, echoing, found

WHOLE = bool(os.environ.get("ADVERSITY"))
_ANY: dict[str, Any] = {"200": {"description": "It", "content": {"application/json": {"schema": {}}}}}
_FILE: dict[str, Any] = {"200": {"description": "It", "content": {"application/pdf": {}}}}
_TEXT: dict[str, Any] = {"200": {"description": "It", "content": {"text/csv": {}}}}
_LIST: dict[str, Any] = {
    "200": {
        "description": "It",
        "content": {"application/json": {"schema": {"type": "object", "properties": {
            "items": {"type": "array", "items": {"type": "object"}}, "next": {"type": "string"}}}}},
    }
}  # fmt: skip  # one schema
SCHEMES: dict[str, dict[str, Any]] = {
    "Bearer": {"type": "http", "scheme": "bearer"},
    "Basic": {"type": "http", "scheme": "basic"},
    "Header": {"type": "apiKey", "in": "header", "name": "X-Vault-Key"},
    "Query": {"type": "apiKey", "in": "query", "name": "key"},
    "Cookie": {"type": "apiKey", "in": "cookie", "name": "vault"},
    "OAuth": {
        "type": "oauth2",
        "flows": {"clientCredentials": {"tokenUrl": "https://vault.example/token", "scopes": {}}},
    },
}
AUTH = {
    "Bearer": {"env": "VAULT_BEARER_TOKEN"},
    "Basic": {"username": {"env": "VAULT_USER_EMAIL"}, "password": {"env": "VAULT_PASSWORD_KEY"}},
    "Header": {"env": "VAULT_HEADER_KEY", "prefix": "Token "},
    "Query": {"env": "VAULT_QUERY_KEY"},
    "Cookie": {"env": "VAULT_COOKIE_KEY"},
    "OAuth": {
        "client_id": {"env": "VAULT_CLIENT_ID"},
        "client_secret": {"env": "VAULT_CLIENT_SECRET"},
        "token": {"env": "VAULT_READY_TOKEN"},
    },
    "Url": {"type": "server", "name": "secret", "env": "VAULT_URL_TOKEN"},
}
NAMES = (
    *("VAULT_BEARER_TOKEN", "VAULT_USER_EMAIL", "VAULT_PASSWORD_KEY", "VAULT_HEADER_KEY", "VAULT_QUERY_KEY"),
    *("VAULT_COOKIE_KEY", "VAULT_CLIENT_ID", "VAULT_CLIENT_SECRET", "VAULT_READY_TOKEN", "VAULT_URL_TOKEN"),
    "VAULT_SPACE_SECRET",
)
CANARIES = {
    name: f"{number}cAn4ry/{name[6:9]}+{number}={'~:é' if 'PASS' in name else '~'}x9{number}"
    for number, name in enumerate(NAMES)
}
# A cookie carries fewer characters than others.
CANARIES["VAULT_COOKIE_KEY"] = "c00kie-cAn4ry/+%=~x9"
PROXY = "pr0xy-cAn4ry-~x9"
SPACE = {"name": "space", "in": "query", "schema": {"type": "string"}}
FAILING = """
import os
SAID = " ".join(value for name, value in sorted(os.environ.items()) if name.startswith("VAULT_"))
def shape(command, data):
    print("shape prints", SAID)
    raise RuntimeError(SAID)
"""
DRIVER = """
import json, sys
from cli_aos.vault import redaction, retries
from cli_aos.vault.cli import cli
retries.pause = lambda seconds: None
if sys.argv[1:] == ["broken"]:
    redaction._Known.hide = lambda self, text: text
    redaction._Known.within = lambda self, text: self._replace(spellings=[], marks=[])
for words in json.load(sys.stdin):
    try:
        cli.main(words)
    except SystemExit:
        pass
"""


def made(out: Path) -> Path:
    """The agent-harness of the connector."""
    paths: dict[str, Any] = {}
    commands: dict[str, Any] = {}
    operations: dict[str, tuple[dict[str, list[str]], dict[str, Any]]]
    operations = {name.lower(): ({name: []}, _ANY) for name in SCHEMES}
    operations |= {
        "file": ({"Bearer": []}, _FILE),
        "text": ({"Query": []}, _TEXT),
        "list": ({"Header": []}, _LIST),
    }
    for name, (way, answer) in operations.items():
        get = {"operationId": name, "parameters": [SPACE], "security": [way], "responses": answer}
        paths[f"/{name}"] = {"get": get}
        commands[f"get.{name}"] = {"operation": name, "mode": "readonly", "risk": 1}
        commands[f"get.{name}"]["parameters"] = {"space": {"env": "VAULT_SPACE_SECRET"}}
    commands["get.list"] |= {"paginate": {"kind": "url", "next": "next"}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Vault", "version": "1"},
        "servers": [{"url": "https://vault.example/{secret}", "variables": {"secret": {"default": "s"}}}],
        "components": {"securitySchemes": SCHEMES},
        "paths": paths,
    }
    mapping = {
        "version": 1,
        "connector": {"name": "vault", "label": "Vault", "description": "Secrets"},
        "auth": AUTH,
        "health": {"operation": "bearer"},
        "commands": commands,
    }
    out.mkdir()
    (out / "openapi.json").write_text(json.dumps(document), "utf-8")
    (out / "map.yaml").write_text(json.dumps(mapping), "utf-8")
    result = generate(str(out / "openapi.json"), str(out / "map.yaml"), out)
    assert result.written, list(result.report)
    return out / "tools" / "aos" / "aos-vault" / "agent-harness"


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("vault") / "out")


CALLS = [
    *(["--verbose", "--json", "get", name.lower()] for name in SCHEMES),
    *(["--verbose", "get", name] for name in ("bearer", "query", "oauth", "file", "text", "list")),
    *(["--json", "get", name] for name in ("file", "text", "list")),
    *(["--json", "get", name, "--output", f"{name}.out", "--force"] for name in ("file", "text")),
    *(["--json", "get", "list", "--all"], ["--json", "get", "list", "--fields", "id"]),
    *(["--json", one] for one in ("health", "doctor", "capabilities")),
    *(["--json", "config", "show"], ["config", "show"], ["--verbose", "doctor"], ["--verbose", "health"]),
    *(
        ["get", "bearer", "--help"],
        ["--json", "get", "bearer", "--nothing"],
        ["--json", "get", "basic", "word"],
    ),
]


def told(harness: Path, url: str, files: Path, *words: str, ready: bool, **more: str) -> dict[str, str]:
    """All that is written by CALLS, by place."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME")}
    canaries = {k: v for k, v in CANARIES.items() if ready or k != "VAULT_READY_TOKEN"}
    environment = {**kept, **canaries, "VAULT_BASE_URL": url + "/{secret}", "AOS_FILE_ROOT": str(files)}
    environment |= {"PYTHONPATH": str(harness), "HTTPS_PROXY": f"http://us:{PROXY}@127.0.0.1:1", **more}
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, *words], input=json.dumps(CALLS), env=environment,
        capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip  # one command
    assert done.stdout.count('"ok":') >= len(CALLS) - 2, done.stdout[-2000:]
    written = {"stdout": done.stdout, "stderr": done.stderr}
    return written | {
        p.name: p.name + p.read_bytes().decode("utf-8", "replace") for p in files.iterdir() if p.is_file()
    }


@pytest.mark.parametrize("ready", [False, True], ids=["fetched", "ready"])
@pytest.mark.parametrize("hooks", [False, True], ids=["plain", "hooks"])
def test_no_credential_of_any_kind_comes_out(ready: bool, hooks: bool, harness: Path, tmp_path: Path) -> None:
    """In none of the ways in which a vendor can say it back."""
    Echo.canaries = (*CANARIES.values(), PROXY) if ready else (
        *(value for name, value in CANARIES.items() if name != "VAULT_READY_TOKEN"), PROXY
    )  # fmt: skip  # one value
    extensions = harness / "cli_aos" / "vault" / "extensions.py"
    before = extensions.read_text("utf-8")
    ways = ("body", "gzip") if hooks else WAYS if WHOLE else WAYS[ready::2]
    calls = searched = 0
    try:
        if hooks:
            extensions.write_text(FAILING, "utf-8")
        for way in ways:
            files = tmp_path / way
            files.mkdir()
            with echoing() as url:
                Echo.way, Echo.answered = way, 0
                written = told(harness, url, files, ready=ready)
                assert Echo.answered >= 10
            if hooks:
                failed = "EXTENSION_FAILED" in written["stdout"] and "shape prints" in written["stderr"]
                assert failed or way != "body"
            leaks, count = found(Echo.canaries, written)
            calls, searched = calls + len(CALLS), searched + count
            assert leaks == [], (way, leaks[:3])
    finally:
        extensions.write_text(before, "utf-8")
    print(f"vault: {calls} calls, {searched} searches")


def test_the_search_can_find(harness: Path, tmp_path: Path) -> None:
    """A connector that hides nothing is found out, on both streams and in files."""
    Echo.canaries, Echo.way = (*CANARIES.values(), PROXY), "body"
    with echoing() as url:
        written = told(harness, url, tmp_path, "broken", ready=True)
    leaks, _ = found(Echo.canaries, written)

    assert {leak.partition(":")[0] for leak in leaks} >= {"stdout", "stderr"}
    for canary in CANARIES.values():
        assert any(canary[:9] in leak for leak in leaks), canary
