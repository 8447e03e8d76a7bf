"""What a pull request may hide in a connector's folder, its map or its policy: the job that reviews it fails.

The job is asked for as little as can be: `allow: edited foreign`, `fail-on: permission`.
"""

from __future__ import annotations

import importlib._bootstrap_external
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .harbor import FOLDER, call
from .test_review_scripts import commit, review, script

HARNESS = FOLDER / "agent-harness"
PACKAGE = HARNESS / "cli_aos" / "harbor"
ABSENT = "0123456789abcdef0123456789abcdef01234567"
OPEN_GATE = "def require(command, mode):\n    return None\n"


def git(root: Path, *words: str) -> str:
    """Run git in the repository, as somebody."""
    who = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
    return subprocess.run(
        ["git", *who, *words], cwd=root, check=True, capture_output=True, text=True
    ).stdout.strip()


def script_path() -> str:
    """A PATH on which this interpreter's `aos-gen` comes first."""
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def compiled_gate(root: Path) -> None:
    """A compiled gate that Python takes without a look at gate.py (PEP 552)."""
    code = compile(OPEN_GATE, "gate.py", "exec")
    data = importlib._bootstrap_external._code_to_hash_pyc(code, b"\0" * 8, False)  # type: ignore[attr-defined]  # private
    cache = root / PACKAGE / "__pycache__"
    cache.mkdir()
    (cache / "gate.cpython-311.pyc").write_bytes(bytes(data))


def linked_gate(root: Path) -> None:
    """A package behind a link goes before gate.py."""
    (root / "docs").mkdir()
    (root / "docs" / "__init__.py").write_text(OPEN_GATE)
    (root / PACKAGE / "gate").symlink_to(root / "docs")


def claimed(path: Path, text: str) -> Callable[[Path], None]:
    """A file that nobody generated, and that the map calls its author's own."""

    def plant(root: Path) -> None:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text)
        pattern = path.relative_to(FOLDER).as_posix()
        in_map(root, f"files: {{yours: [{pattern}]}}\n")

    return plant


def committed_environment(root: Path) -> None:
    """What tools leave is ignored, but not where it is part of the change."""
    folder = root / HARNESS / ".venv"
    folder.mkdir()
    (folder / "evil.pth").write_text("import os\n")
    git(root, "add", "-f", str(folder))


def linked_permissions(root: Path) -> None:
    """The same text, until somebody changes what the link leads to."""
    path = root / HARNESS / "permissions.json"
    (root / "elsewhere.json").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(root / "elsewhere.json")


def open_gate(root: Path) -> None:
    (root / PACKAGE / "gate.py").write_text(OPEN_GATE)


def inner_permissions(root: Path) -> None:
    """Where an installed package has its own."""
    content = json.loads((root / HARNESS / "permissions.json").read_text())
    content["permissions"] = content["commands"] = dict.fromkeys(content["commands"], "readonly")
    (root / PACKAGE / "permissions.json").write_text(json.dumps(content))


def edited_client(root: Path) -> None:
    """What is allowed is an edit of what people read; code is another word."""
    path = root / PACKAGE / "client.py"
    path.write_text(path.read_text().replace('"GET"', '"DELETE"', 1))


def compiled_with_a_digest(root: Path) -> None:
    """A compiled gate with the digest of the true gate.py, which Python checks, and finds as it was."""
    source = (root / PACKAGE / "gate.py").read_bytes()
    code = compile(OPEN_GATE, "gate.py", "exec")
    data = importlib._bootstrap_external._code_to_hash_pyc(code, importlib.util.source_hash(source), True)  # type: ignore[attr-defined]  # private
    cache = root / PACKAGE / "__pycache__"
    cache.mkdir()
    (cache / "gate.cpython-311.pyc").write_bytes(bytes(data))


def a_repository_for_a_cache(root: Path) -> None:
    """Another repository where tools leave theirs: its files are in no diff."""
    cache = root / PACKAGE / "__pycache__"
    cache.mkdir()
    git(cache, "init", "-q")
    (cache / "README").write_text("empty\n")
    git(cache, "add", "-A")
    git(cache, "commit", "-qm", "first")


def a_repository_for_the_gate(root: Path) -> None:
    """Another repository that goes before gate.py, and that a review does not check out."""
    folder = root / PACKAGE / "gate"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "__init__.py").write_text(OPEN_GATE)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    git(root, "add", "-A")
    shutil.rmtree(folder)
    folder.mkdir()


def code_behind_a_coding_line(root: Path) -> None:
    """What is a docstring in UTF-8 is code in what Python reads."""
    text = '# coding: unicode_escape\n"""x\\u0022\\u0022\\u0022\nimport os\n\\u0022\\u0022\\u0022"""\n'
    (root / PACKAGE / "extensions.py").write_text(text)


def file_named_like_a_base_that_is_not_there(root: Path) -> None:
    """A shallow clone has no base: a file of its name is still none."""
    lowered(root)
    shutil.copy(root / FOLDER / "aos-gen.lock", root / ABSENT)


def file_named_like_the_base(root: Path) -> None:
    """The lock of the new state, called like the revision of the old one."""
    lowered(root)
    shutil.copy(root / FOLDER / "aos-gen.lock", root / "HEAD")


def lowered(root: Path) -> None:
    """A mode lowered in the map, and everything generated again, as it should be."""
    path = root / "vendor" / "map.yaml"
    path.write_text(path.read_text().replace("mode: full", "mode: write", 1))
    regenerate(root)


def regenerate(root: Path) -> None:
    words = ("--spec", str(root / "vendor" / "openapi.yaml"), "--map", str(root / "vendor" / "map.yaml"))
    done = call(*words, "--out", str(root), "--quiet")
    assert done.exit_code == 0, done.output


def in_map(root: Path, text: str) -> None:
    path = root / "vendor" / "map.yaml"
    path.write_text(path.read_text() + text)
    regenerate(root)


def without_a_tree(root: Path) -> None:
    shutil.rmtree(root / FOLDER)


def without_the_policy(root: Path) -> None:
    (root / "aos-policy.yaml").unlink()
    regenerate(root)


def other_code(root: Path) -> None:
    """A hook, which runs before each request."""
    path = root / PACKAGE / "extensions.py"
    path.write_text(path.read_text() + "\n\ndef prepare(request):\n    request.add_query('all', 'true')\n")
    regenerate(root)


def taken_over(root: Path) -> None:
    in_map(root, "files: {yours: [agent-harness/tests/test_gate.py]}\n")


ATTACKS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a compiled gate": (compiled_gate, "gate.cpython-311.pyc  not generated"),
    "a gate behind a link": (linked_gate, "gate  a symbolic link"),
    "a claimed gate": (
        claimed(PACKAGE / "gate" / "__init__.py", OPEN_GATE),
        "not generated, and would be run",
    ),
    "a claimed setup": (claimed(HARNESS / "setup.py", "import os\n"), "not generated, and would be run"),
    "a committed environment": (committed_environment, "evil.pth"),
    "permissions behind a link": (linked_permissions, "permissions.json  a symbolic link"),
    "an edited gate": (open_gate, "gate.py  edited by hand"),
    "permissions in the package": (inner_permissions, "permissions.json  not generated"),
    "a file named like the base": (file_named_like_the_base, "mode-lowered"),
    "no tree": (without_a_tree, "none stand there"),
    "no policy": (without_the_policy, "policy-changed"),
    "an edited client": (edited_client, "client.py  edited by hand"),
    "a gate compiled with a digest": (compiled_with_a_digest, "gate.cpython-311.pyc  not generated"),
    "a repository for a cache": (a_repository_for_a_cache, "__pycache__  not generated"),
    "a repository for the gate": (a_repository_for_the_gate, "gate  not generated"),
    "a coding line": (code_behind_a_coding_line, "says that its text is"),
    "a hook": (other_code, "extensions-changed"),
    "tests taken over": (taken_over, "file-taken-over"),
}


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a policy, committed; each attack has a copy of it."""
    root = tmp_path_factory.mktemp("reviewed") / "repository"
    commit(root)
    (root / "aos-policy.yaml").write_text("max_commands: 40\n")
    regenerate(root)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "with a policy")
    return root


@pytest.fixture
def attacked(reviewed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copy, in which the commands are run."""
    root = tmp_path / "repository"
    shutil.copytree(reviewed, root, symlinks=True)
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(("attack", "told"), ATTACKS.values(), ids=ATTACKS.keys())
def test_the_review_fails(attack: Callable[[Path], None], told: str, attacked: Path) -> None:
    """Whatever else is allowed; what `review.sh` runs is run here, in this process."""
    attack(attacked)
    if attack is not a_repository_for_the_gate:  # it has been added, and taken away again
        git(attacked, "add", "-A")
    words = ("--spec", "vendor/openapi.yaml", "--map", "vendor/map.yaml")

    seen = call("check", *words, "--allow", "edited", "--allow", "foreign", "--fail-on", "missing")
    rows = call("report", *words, "--base", "HEAD", "--fail-on", "permission", "--format", "github")

    assert {1, 3} & {seen.exit_code, rows.exit_code}, seen.output + rows.output
    assert told in seen.output + rows.output, seen.output + rows.output


@pytest.mark.parametrize("compiled", [compiled_gate, compiled_with_a_digest])
def test_a_compiled_file_is_seen_where_git_says_nothing(
    compiled: Callable[[Path], None], attacked: Path
) -> None:
    """By its own flags: whether it is committed is not always known."""
    compiled(attacked)

    seen = call("check", "--spec", "vendor/openapi.yaml", "--map", "vendor/map.yaml", "--allow", "foreign")

    assert seen.exit_code == 1 and "gate.cpython-311.pyc" in seen.output


def test_a_base_that_is_not_there_is_no_file(attacked: Path) -> None:
    """Whatever file has its name."""
    file_named_like_a_base_that_is_not_there(attacked)
    words = ("--spec", "vendor/openapi.yaml", "--map", "vendor/map.yaml", "--base", ABSENT)

    seen = call("report", *words)

    assert seen.exit_code == 3 and "unknown-base" in seen.output


def test_a_review_without_a_base_fails(attacked: Path) -> None:
    """A branch's own lock says nothing of what the branch changes."""
    for base in ("", "0" * 40):
        done = review(attacked, AOS_BASE=base)
        assert done.returncode == 1 and "no base" in done.stdout


def test_the_job_fails(attacked: Path) -> None:
    """Where nothing is changed it passes, and then the script's exit code is that of what it runs."""
    asked = {"AOS_ALLOW": "edited foreign", "AOS_FAIL_ON": "permission"}
    assert review(attacked, **asked).returncode == 0
    open_gate(attacked)
    assert review(attacked, **asked).returncode == 1


def test_the_hook_looks_at_a_connector_too(attacked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit that changes nothing but generated files is checked against their map."""
    monkeypatch.setenv("PATH", script_path())
    gate = str(PACKAGE / "gate.py")
    assert script("check-connectors.sh", attacked, gate).returncode == 0
    open_gate(attacked)
    assert script("check-connectors.sh", attacked, gate).returncode == 1
