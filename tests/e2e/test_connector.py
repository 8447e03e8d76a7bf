"""A generated connector, judged from outside: its own tests, its command line, an installation."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from aos_gen.commands.generate import generate

ROOT = Path(__file__).resolve().parents[2]
HARBOR = ROOT / "specs" / "harbor"


def made(out: Path, spec: Path, map_file: Path, name: str) -> Path:
    """The agent-harness of a connector generated into `out`."""
    result = generate(str(spec), str(map_file), out)
    assert result.written, list(result.report)
    return out / "tools" / "aos" / f"aos-{name}" / "agent-harness"


def run(
    *words: str, cwd: Path, path: str | Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run Python with nothing of this process's environment that a connector would heed."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("AOS_", "HARBOR_", "ODD_", "PYTEST_", "PYTHON"))
    }
    environment = {**kept, "PYTHONDONTWRITEBYTECODE": "1", **env}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def call(harness: Path, *words: str, module: str = "harbor", **env: str) -> tuple[int, dict[str, Any]]:
    """One call of the connector with `--json`: exit code and envelope."""
    done = run("-m", f"cli_aos.{module}.cli", "--json", *words, cwd=harness.parent, path=harness, **env)
    envelope = json.loads(done.stdout)
    assert isinstance(envelope, dict)
    return done.returncode, envelope


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example connector. Tests that change it take a copy."""
    return made(tmp_path_factory.mktemp("harbor"), HARBOR / "openapi.yaml", HARBOR / "map.yaml", "harbor")


@pytest.fixture
def copy(harness: Path, tmp_path: Path) -> Path:
    """A copy of the example connector, to be broken."""
    shutil.copytree(harness.parent, tmp_path / "aos-harbor")
    return tmp_path / "aos-harbor" / "agent-harness"


def parameter(name: str, where: str = "query", **schema: Any) -> dict[str, Any]:
    given = {"name": name, "in": where, "schema": schema or {"type": "string"}}
    return given | ({"required": True} if where == "path" else {})


def odd_document(further: tuple[str, ...]) -> dict[str, Any]:
    """A document whose every name and text is hard to put in source; `further` are more names."""
    evil = "\"\"\" ''' \\ {{ x }} {% raw %} \u202e \x1b[31m `x` | <b> $(id) \n# x"
    ok = {"200": {"description": evil, "content": {"application/json": {"schema": {"type": "object"}}}}}
    members = [
        *further,
        "body",
        "self",
        "client",
        "into",
        "class",
        "import",
        "Any",
        "request",
        "options",
        "type",
        "json",
        "mode",
        "help",
        "print",
        "values",
        "headers",
        "query",
        "2fa",
        "prénom",
        "a'b\"c\\d",
    ]
    body = {
        "type": "object",
        "required": list(further),
        "properties": {name: {"type": "string", "description": evil, "example": evil} for name in members},
    }
    lists: dict[str, Any] = {"type": "array", "items": {"type": "string"}, "example": ["a", "b"]}
    paths = {
        f"/o/{{{further[0]}}}/{{other}}": {
            "post": {
                "operationId": "post",
                "summary": evil,
                "description": evil,
                "responses": ok,
                "parameters": [
                    parameter(further[0], "path"),
                    parameter("other", "path"),
                    parameter('X-"List', **lists),
                    {"name": "ids", "in": "query", "explode": False, "schema": lists},
                ],
                "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            }
        },
        "/o": {
            "get": {
                "operationId": "get",
                "summary": "x" * 300,
                "responses": ok,
                "parameters": [
                    *({**parameter(name), "description": evil} for name in further if name != "list"),
                    {"name": "list", "in": "query", "explode": False, "schema": lists},
                    parameter("enum", type="string", enum=["a'b", 'c"d', "\\", "{x}", "ü"]),
                ],
            }
        },
        "/p/{code}": {
            "get": {
                "operationId": "pattern",
                "responses": ok,
                "parameters": [parameter("code", "path", type="string", pattern="^[0-9]{7}-[QX]{3}$")],
            }
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": evil, "version": evil},
        "servers": [{"url": "https://odd.example"}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "a'b\"": {"type": "apiKey", "in": "header", "name": "X-Key", "description": evil}
            }
        },
        "security": [{"a'b\"": []}],
    }


ODD_COMMANDS = {
    "import": "get",
    "request": "get",
    "connect": "get",
    "probe": "get",
    "body": "post",
    "class.import": "post",
    "command": "get",
    "list.list": "get",
    "evidence": "get",
    "pattern": "pattern",
}
ODD_OPTIONS = ("members", "comma", "Any", "request", "str", "list", "options", "text")


def odd(out: Path, commands: dict[str, str], further: tuple[str, ...] = ("thing",)) -> Path:
    """A connector of `odd_document` with these commands."""
    mapped = {
        name: {"operation": operation, "mode": "write", "risk": 2, "summary": f'It\'s "{name}" \\ {{x}}'}
        for name, operation in commands.items()
    }
    label = 'It\'s "O\\dd" {{ x }} """'
    mapping = {
        "version": 1,
        "connector": {"name": "odd", "label": label, "description": f"{label}: all of it"},
        "auth": {"a'b\"": {"env": "ODD_API_KEY"}},
        "health": {"operation": "get"},
        "commands": mapped,
    }
    (out / "openapi.json").write_text(json.dumps(odd_document(further)))
    (out / "map.yaml").write_text(json.dumps(mapping))
    return made(out, out / "openapi.json", out / "map.yaml", "odd")


def own_tests(harness: Path) -> None:
    """The connector's own suite passes."""
    done = run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", cwd=harness)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    assert " passed" in done.stdout


def source_is_sound(harness: Path) -> None:
    """Other tools find nothing wrong with the source."""
    ruff = run("-m", "ruff", "check", "--isolated", "--no-cache", ".", cwd=harness)
    assert ruff.returncode == 0, ruff.stdout
    words = (
        "--strict",
        "--namespace-packages",
        "--explicit-package-bases",
        "--cache-dir",
        os.devnull,
        "cli_aos",
    )
    mypy = run("-m", "mypy", *words, cwd=harness, MYPYPATH=".")
    assert mypy.returncode == 0, mypy.stdout


def test_its_own_tests_pass(harness: Path) -> None:
    """The generated suite is green on a fresh connector, without an installation."""
    own_tests(harness)


def test_its_source_is_sound(harness: Path) -> None:
    """Ruff with its own defaults and strict mypy accept the generated package."""
    source_is_sound(harness)


def test_commands_with_odd_names(tmp_path: Path) -> None:
    """Commands whose names our own code uses work like any other, and no text becomes code."""
    harness = odd(tmp_path, ODD_COMMANDS)
    own_tests(harness)
    source_is_sound(harness)


def test_options_with_odd_names(tmp_path: Path) -> None:
    """Nor does an option's name hide what the generated client calls."""
    harness = odd(tmp_path, {"thing.get": "get", "thing.post": "post"}, ODD_OPTIONS)
    own_tests(harness)
    source_is_sound(harness)


def test_capabilities(harness: Path) -> None:
    """The command line says what the manifest says."""
    manifest = json.loads((harness.parent / "connector.json").read_text())
    code, envelope = call(harness, "capabilities")
    data = envelope["data"]
    assert (code, envelope["ok"], envelope["tool"], envelope["command"]) == (
        0,
        True,
        "aos-harbor",
        "capabilities",
    )
    assert (data["tool"], data["backend"]) == ("aos-harbor", manifest["backend"])
    assert (data["commands"], data["auth"]) == (manifest["commands"], manifest["auth"])
    assert data["modes"] == ["readonly", "write", "full", "admin"]


def test_health_without_a_credential(harness: Path) -> None:
    """It needs setup, says which variable, and exits 0; the canvas finds the same at the top."""
    code, envelope = call(harness, "health")
    check = {"name": "required_env", "ok": False, "details": {"missing_keys": ["HARBOR_API_KEY"]}}
    assert (code, envelope["data"]["status"], envelope["status"]) == (0, "needs_setup", "needs_setup")
    assert envelope["data"]["checks"] == envelope["checks"] == [check]
    assert any("HARBOR_API_KEY" in step for step in envelope["next_steps"])


WRITE = ("ticket", "create", "--subject", "x", "--message", "y")


@pytest.mark.parametrize(("mode", "code"), [((), 3), (("--mode", "write"), 4), (("--mode", "admin"), 4)])
def test_the_gate(harness: Path, mode: tuple[str, ...], code: int) -> None:
    """A write is refused below its mode, and only then asks for a credential."""
    assert call(harness, *mode, *WRITE)[0] == code


BROKEN: dict[str, bytes | None] = {
    "missing": None,
    "empty": b"",
    "not JSON": b"{",
    "not UTF-8": b"\xff",
    "a list": b"[]",
    "of another tool": json.dumps({"tool": "aos-x", "permissions": {}, "commands": {}}).encode(),
    "without the command": json.dumps({"tool": "aos-harbor", "permissions": {}, "commands": {}}).encode(),
    "two maps that differ": json.dumps(
        {
            "tool": "aos-harbor",
            "permissions": {"ticket.list": "readonly"},
            "commands": {"ticket.list": "admin"},
        }
    ).encode(),
    "an unknown mode": json.dumps(
        {"tool": "aos-harbor", "permissions": {"ticket.list": "none"}, "commands": {"ticket.list": "none"}}
    ).encode(),
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_broken_permissions_close_the_gate(copy: Path, content: bytes | None) -> None:
    """Without sound permissions even a read needs admin."""
    path = copy / "permissions.json"
    path.unlink() if content is None else path.write_bytes(content)
    code, envelope = call(copy, "ticket", "list", HARBOR_API_KEY="k")
    assert (code, envelope["ok"], envelope["error"]["code"]) == (3, False, "PERMISSION_DENIED")
    assert envelope["error"]["details"]["required_mode"] == "admin"
    assert call(copy, "--mode", "full", "ticket", "list")[0] == 3
    assert call(copy, "--mode", "admin", "ticket", "list")[0] == 4


def test_two_connectors_in_one_process(harness: Path, tmp_path: Path) -> None:
    """Connectors share the namespace `cli_aos`, and one does not hide the other."""
    text = (HARBOR / "map.yaml").read_text().replace("name: harbor\n", "name: second-port\n")
    (tmp_path / "map.yaml").write_text(text)
    second = made(tmp_path, HARBOR / "openapi.yaml", tmp_path / "map.yaml", "second-port")
    code = (
        "import cli_aos.harbor.cli as a, cli_aos.second_port.cli as b\n"
        "from cli_aos.harbor import client as c, constants as k\n"
        "from cli_aos.second_port import client as d, constants as l\n"
        "assert a.cli is not b.cli and c.Client is not d.Client\n"
        "print(k.TOOL, l.TOOL)"
    )
    for folders in ((harness, second), (second, harness)):
        done = run("-c", code, cwd=tmp_path, path=os.pathsep.join(map(str, folders)))
        assert (done.stdout.split(), done.stderr) == (["aos-harbor", "aos-second-port"], "")


def test_a_plain_installation(copy: Path, tmp_path: Path) -> None:
    """Installed apart from its folder, it has its manifest and its permissions with it."""
    target = tmp_path / "installed"
    words = (
        "install",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--quiet",
        "--target",
        str(target),
        str(copy),
    )
    done = run(
        "-m", "pip", *words, cwd=tmp_path, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_ROOT_USER_ACTION="ignore"
    )
    assert done.returncode == 0, done.stderr
    manifest = json.loads((copy.parent / "connector.json").read_text())
    shutil.rmtree(copy.parent)

    code, envelope = call(target, "capabilities")
    assert (code, envelope["data"]["commands"]) == (0, manifest["commands"])
    assert call(target, "ticket", "list")[0] == 4
    assert call(target, *WRITE)[0] == 3
    permissions = target / "cli_aos" / "harbor" / "permissions.json"
    permissions.unlink()
    assert call(target, "ticket", "list")[0] == 3
    assert (target / "bin" / "aos-harbor").is_file()
    assert not (target / "cli_aos" / "__init__.py").exists()
