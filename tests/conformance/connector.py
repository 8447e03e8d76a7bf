"""A generated tree -> a connector that can be run, and what its own tests, ruff and mypy say of it.

Reads only files of the tree: connector.json, aos-gen.lock, pyproject.toml.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from .credential import value_of

# Longer than the host waits for an agent's command (15 s): a slow machine is not the connector's fault.
TIMEOUT = 60.0


class Ended(NamedTuple):
    """What a process left behind; no exit code where it was killed for its time."""

    exit_code: int | None
    stdout: str
    stderr: str


Runner = Callable[[Sequence[str], Mapping[str, str], Path | None], Ended]
"""Words, a whole environment and a folder -> the end of one run."""


@dataclass(frozen=True)
class Installed:
    """A connector and the words that start it."""

    tree: Path
    """`.../tools/aos/aos-<name>`."""
    command: tuple[str, ...]
    python: Path
    environment: dict[str, str] = field(default_factory=dict)
    runner: Runner | None = None
    """How a run is made; by default as a process of its own."""

    @property
    def harness(self) -> Path:
        """The folder of its Python project."""
        return self.tree / "agent-harness"


@dataclass(frozen=True)
class Outcome:
    """What one run of a command left behind."""

    exit_code: int
    envelope: Any
    """The JSON value on stdout; None where stdout isn't exactly one."""
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Check:
    """What a tool said of the connector's code."""

    passed: bool
    output: str


def find_tree(directory: Path) -> Path:
    """The one connector below a directory that `aos-gen` wrote into."""
    found = sorted(directory.glob("tools/aos/aos-*"))
    if len(found) != 1:
        raise FileNotFoundError(f"{directory}/tools/aos holds {len(found)} connectors")
    return found[0]


def read_lock(tree: Path) -> dict[str, Any]:
    """The lock file's plan: commands, sample words, credentials."""
    plan = json.loads((tree / "aos-gen.lock").read_text("utf-8"))["plan"]
    assert isinstance(plan, dict)
    return plan


def install_connector(tree: Path, venv_dir: Path) -> Installed:
    """Installs as the host does, editable and into an environment of its own."""
    if not (venv_dir / "bin/python").exists():
        venv.create(venv_dir, with_pip=True, system_site_packages=False)
    python = venv_dir / "bin/python"
    target = f"{tree / 'agent-harness'}[dev]"
    uv = shutil.which("uv")
    installer = (
        [uv, "pip", "install", "--python", str(python)] if uv else [str(python), "-m", "pip", "install"]
    )
    done = subprocess.run([*installer, "--quiet", "-e", target], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{tree.name} cannot be installed: {done.stderr[-2000:]}")
    return Installed(tree=tree, command=(str(venv_dir / "bin" / tree.name),), python=python)


def borrow_connector(tree: Path) -> Installed:
    """Runs the tree in place with this interpreter: no environment, hence fast."""
    project = tomllib.loads((tree / "agent-harness/pyproject.toml").read_text("utf-8"))["project"]
    module, _, name = project["scripts"][tree.name].partition(":")
    # What pip writes into bin/, with the name that error messages should show.
    start = f"import sys; sys.argv[0] = {tree.name!r}; from {module} import {name} as main; sys.exit(main())"
    path = os.pathsep.join(filter(None, [str(tree / "agent-harness"), os.environ.get("PYTHONPATH", "")]))
    python = Path(sys.executable)
    return Installed(
        tree=tree, command=(str(python), "-c", start), python=python, environment={"PYTHONPATH": path}
    )


def base_url_variable(tree: Path) -> str:
    """`aos-acme-crm` -> `ACME_CRM_BASE_URL`."""
    return tree.name.removeprefix("aos-").upper().replace("-", "_") + "_BASE_URL"


@lru_cache(maxsize=8)
def credentials(tree: Path) -> Mapping[str, str]:
    """A recognisable value for every variable of the manifest's `auth`; kept, because every run asks."""
    auth = json.loads((tree / "connector.json").read_text("utf-8"))["auth"]
    groups = (auth.get(key) or [] for key in ("service_keys", "required_one_of", "optional_service_keys"))
    names = {name for group in groups for name in _names(group)}
    return {name: value_of(name) for name in sorted(names) if not name.endswith("_BASE_URL")}


def _names(group: Any) -> list[str]:
    """`required_one_of` may hold groups of variables where one variable isn't enough."""
    return [group] if isinstance(group, str) else [name for each in group for name in _names(each)]


def environment(installed: Installed, extra: Mapping[str, str]) -> dict[str, str]:
    """A bare environment: neither a developer's credentials nor a proxy reach the connector."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "NO_PROXY": "*", **installed.environment, **extra}


def run_command(
    installed: Installed,
    words: Sequence[str],
    env: Mapping[str, str],
    mode: str | None = "admin",
    cwd: Path | None = None,
) -> Outcome:
    """`aos-<name> --json --mode MODE WORDS` -> its exit code, its envelope and its stderr."""
    flags = ["--json", *(["--mode", mode] if mode else [])]
    run = installed.runner or _fresh_process(installed)
    code, stdout, stderr = run([*flags, *words], environment(installed, env), cwd)
    if code is None:
        return Outcome(-1, None, stdout, f"no end after {TIMEOUT:.0f} s")
    try:
        envelope = json.loads(stdout)
    except ValueError:
        envelope = None
    return Outcome(code, envelope, stdout, stderr)


def _fresh_process(installed: Installed) -> Runner:
    def run(words: Sequence[str], env: Mapping[str, str], cwd: Path | None) -> Ended:
        try:
            done = subprocess.run(
                [*installed.command, *words],
                capture_output=True,
                text=True,
                env=env,
                timeout=TIMEOUT,
                check=False,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired as error:
            return Ended(None, str(error.stdout or ""), str(error.stderr or ""))
        return Ended(done.returncode, done.stdout, done.stderr)

    return run


def run_own_tests(installed: Installed) -> Check:
    """The tests that were generated with the connector, in its own environment."""
    command = [str(installed.python), "-m", "pytest", "-q", "--tb=line", "-p", "no:cacheprovider", "tests"]
    return _check(installed, command, environment(installed, {}))


def run_ruff(installed: Installed) -> Check:
    """ruff with its default rules; the formatting is black's affair."""
    return _check(
        installed,
        [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--output-format=concise", "."],
    )


def run_mypy(installed: Installed, cache: Path) -> Check:
    """mypy --strict on package and tests together, against the connector's own environment.

    `cli_aos` has no `__init__.py`, because connectors share it: with explicit bases mypy takes the
    working directory for the root, and `cli_aos.<module>.client` for that module's name. `tests` is a second
    root, as it is for pytest: its modules import one another by their bare names.
    """
    flags = [
        "--strict",
        "--namespace-packages",
        "--explicit-package-bases",
        "--config-file=",
        "--no-error-summary",
    ]
    flags += ["--python-executable", str(installed.python), "--cache-dir", str(cache)]
    return _check(
        installed,
        [sys.executable, "-m", "mypy", *flags, "cli_aos", "tests"],
        {**os.environ, "MYPYPATH": "tests"},
    )


def _check(installed: Installed, command: Sequence[str], env: Mapping[str, str] | None = None) -> Check:
    done = subprocess.run(
        command, cwd=installed.harness, capture_output=True, text=True, env=env, check=False
    )
    return Check(passed=done.returncode == 0, output=(done.stdout + done.stderr).strip()[-3000:])
