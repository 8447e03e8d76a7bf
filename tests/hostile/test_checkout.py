"""A stranger's branch is checked out, and `check`, `report` and `generate` run on the tree that stands in it.

Everything below the output folder is the stranger's: the lock, permissions.json, the change log, a journal,
code of extensions. None of it is run, none leads outside, none is a traceback.
"""

from __future__ import annotations

import copy
import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bounded import run
from builders import ROOT
from payloads import PAYLOADS, TERMINAL, TROJAN, places, poisoned
from rendered import call

HARBOR = ROOT / "specs" / "harbor"
NAMED = ("--spec", str(HARBOR / "openapi.yaml"), "--map", str(HARBOR / "map.yaml"))
FORMS = ("text", "markdown", "json", "sarif", "github")
ALL = "HOSTILE" in os.environ
SEED = int(os.environ.get("HOSTILE_SEED", "7"))
CONNECTOR = "tools/aos/aos-harbor"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree as it was generated."""
    folder = tmp_path_factory.mktemp("sound")
    assert call("generate", *NAMED, "--out", str(folder)).exit_code == 0
    return folder


@pytest.fixture
def tree(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of it in `work`, beside a file that nobody may touch."""
    (tmp_path / "beside").write_text("mine")
    shutil.copytree(sound, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    yield tmp_path / "work" / CONNECTOR
    assert {path.name for path in tmp_path.iterdir()} == {"beside", "work"}
    assert (tmp_path / "beside").read_text() == "mine"


def look(*forms: str) -> list[str]:
    """What the commands print for this tree; none writes, and none fails as a bug of ours."""
    said = []
    for words in (
        ("check", *NAMED),
        ("generate", *NAMED, "--dry-run"),
        *(("report", *NAMED, "--format", form) for form in forms),
    ):
        done = call(*words)
        assert "Traceback" not in done.output
        assert "root:" not in done.output
        said.append(done.output)
    return said


BYTES: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "null": b"null",
    "no text": b"\xff\xfe\x00\xd8",
    "NUL": b"\x00" * 1000,
    "very deep": b"[" * 100_000,
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "a large number": b'{"format": ' + b"9" * 5000 + b"}",
    "no numbers": b'{"format": NaN, "commands": NaN, "permissions": Infinity, "moves": -Infinity}',
    "escapes": b'{"commands": {"\x1b]0;x\x07": "admin"}, "permissions": {"a": "\\u001b[2J\\u202e"}}',
    "HTML": b"<script>alert(1)</script>\n![x](https://evil.example/i.png)\n",
    "marks of a conflict": b"<<<<<<< ours\n=======\n>>>>>>> theirs\n",
}
FILES = (
    "aos-gen.lock", "agent-harness/permissions.json", "CHANGELOG.md", "README.md",
    "agent-harness/pyproject.toml", ".aos-gen-staged/journal.json",
    "agent-harness/cli_aos/harbor/extensions.py",
)  # fmt: skip  # a list of words reads better in rows
CASES = [(name, kind) for name in FILES for kind in BYTES]
SOME = CASES if ALL else random.Random(SEED).sample(CASES, 6)


@pytest.mark.parametrize(("name", "kind"), SOME)
def test_a_file_of_the_tree_is_not_what_it_was(name: str, kind: str, tree: Path) -> None:
    """Any bytes in any file of it."""
    (tree / name).parent.mkdir(exist_ok=True)
    (tree / name).write_bytes(BYTES[kind])
    look(FORMS[len(kind + name) % len(FORMS)])


def a_link(target: str) -> Callable[[Path], None]:
    """A symbolic link in its place."""
    return lambda path: path.symlink_to(target)


THINGS: dict[str, Callable[[Path], None]] = {
    "a link to /etc/passwd": a_link("/etc/passwd"),
    "a link to /dev/zero": a_link("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to a file beside": lambda path: path.symlink_to(Path.cwd().parent / "beside"),
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
}


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("name", FILES if ALL else FILES[:1] + FILES[5:6])
def test_a_file_of_the_tree_is_no_file(name: str, thing: str, tree: Path) -> None:
    """Links, pipes and folders where files were."""
    (tree / name).parent.mkdir(exist_ok=True)
    (tree / name).unlink(missing_ok=True)
    THINGS[thing](tree / name)
    look("text")


def test_a_file_that_says_it_is_a_terabyte(tree: Path) -> None:
    """It is not read."""
    for name in ("aos-gen.lock", "agent-harness/permissions.json"):
        with (tree / name).open("r+b") as stream:
            stream.truncate(2**40)
    for words in (["check", *NAMED], ["report", *NAMED], ["generate", *NAMED]):
        run(words, Path.cwd(), memory=800_000_000).check(0, 1, 3)
    assert (tree / "agent-harness/permissions.json").stat().st_size == 2**40


def lock_of(tree: Path) -> dict[str, Any]:
    """The lock as data."""
    data: dict[str, Any] = json.loads((tree / "aos-gen.lock").read_bytes())
    return data


@pytest.mark.parametrize("number", range(len(PAYLOADS) if ALL else 1))
def test_a_lock_whose_texts_mean_harm(number: int, tree: Path, counted: Callable[[str, int], None]) -> None:
    """Every text of the plan, the operations and the inputs, in the five forms of a report."""
    data = lock_of(tree)
    kept = {"sha256", "owner", "decision"}
    chosen = {
        place
        for place in places(data)
        if "<key>" not in place
        and place[0] != "format"
        and place[-1] not in kept
        and (" " in str(value_at(data, place)))
    }
    counted("strings of a lock", len(chosen))
    bad = iter(PAYLOADS[(7 * number + SEED) % len(PAYLOADS) :] * len(chosen))
    (tree / "aos-gen.lock").write_text(json.dumps(poisoned(data, chosen, lambda old: old + next(bad))))
    for form, said in zip(FORMS, look(*FORMS)[2:], strict=True):
        assert not set(said) & (TERMINAL | TROJAN), form
        if form == "github":
            assert all(line.startswith("::") for line in said.splitlines()), said[:2000]
        if form in ("json", "sarif"):
            json.loads(said)


def value_at(data: Any, place: tuple[str | int, ...]) -> Any:
    """The value at the end of the way."""
    for step in place:
        data = data[step]
    return data


ANYTHING: tuple[Any, ...] = (None, True, -1, 10**30, "", "x", "\x1b[2J", [], {}, [[]], {"a": 1}, "../../x")


@pytest.mark.parametrize("seed", range(200 if ALL else 3))
def test_a_lock_with_anything_anywhere(seed: int, tree: Path) -> None:
    """A value of another type, a member gone, one doubled: at a dozen places."""
    dice = random.Random(seed)
    data = lock_of(tree)
    for _ in range(dice.choice((1, 1, 3, 12))):
        at: Any = data
        while True:
            steps = list(at) if isinstance(at, dict) else list(range(len(at)))
            step = dice.choice(steps) if steps else None
            if step is None:
                break
            if isinstance(at[step], dict | list) and at[step] and dice.random() < 0.85:
                at = at[step]
                continue
            at[step] = copy.deepcopy(dice.choice(ANYTHING))
            break
    (tree / "aos-gen.lock").write_text(json.dumps(data))
    look("text")


ESCAPES = (
    "../../../../beside",
    "/etc/passwd",
    "agent-harness/../../../../../beside",
    "a\x00b",
    "x" * 5000,
    "",
    ".",
    "..",
)


def test_a_lock_that_names_files_outside(tree: Path) -> None:
    """They are not read, not removed, and not told as ours."""
    data = lock_of(tree)
    for one in ESCAPES:
        data["files"][one] = {"sha256": "0" * 64, "owner": "generated"}
    (tree / "aos-gen.lock").write_text(json.dumps(data))
    look("json")
    call("generate", *NAMED, "--overwrite")


@pytest.mark.parametrize("path", ESCAPES)
def test_a_journal_that_leads_outside(path: str, tree: Path) -> None:
    """`generate` finishes what an earlier run began, in the tree and nowhere else."""
    staged = tree / ".aos-gen-staged"
    staged.mkdir()
    (staged / "0").write_text("theirs")
    entry = {"path": path, "old": None, "new": "0" * 64, "staged": "0"}
    (staged / "journal.json").write_text(json.dumps({"moves": [entry]}))
    for words in (("check", *NAMED), ("generate", *NAMED)):
        assert "Traceback" not in call(*words).output


def test_no_code_of_the_tree_is_run(tree: Path) -> None:
    """Not of extensions, not of a package that shadows ours, not of git's configuration."""
    mark = Path.cwd() / "ran"
    code = f"open({str(mark)!r}, 'w')\n"
    for name in ("extensions.py", "__init__.py", "cli.py"):
        (tree / "agent-harness/cli_aos/harbor" / name).write_text(code)
    for name in ("click.py", "yaml.py", "sitecustomize.py", "aos_gen.py", "conftest.py", "setup.py"):
        (Path.cwd() / name).write_text(code)
    look("text")
    assert not mark.exists()


def test_no_repository_of_the_tree_is_believed(tree: Path) -> None:
    """A bare repository may be committed like any folder, with a configuration that names programs."""
    mark = Path.cwd() / "ran"
    bare = ["git", "init", "--quiet", "--bare", str(tree)]
    subprocess.run(bare, check=True, capture_output=True)
    with (tree / "config").open("a") as stream:
        stream.write(
            f"[core]\n\tfsmonitor = touch {mark}\n\tpager = touch {mark}\n\tsshCommand = touch {mark}\n"
        )
        stream.write(f"[alias]\n\tcat-file = !touch {mark}\n\trev-parse = !touch {mark}\n")
        stream.write(f'[remote "origin"]\n\turl = ext::sh -c "touch {mark}"\n\tpromisor = true\n')
        stream.write("[extensions]\n\tpartialClone = origin\n[core]\n\trepositoryFormatVersion = 1\n")
    (tree / "README.md").write_text("edited")
    look("text")
    for base in ("HEAD", "0" * 39 + "1", "--upload-pack=touch ran", "origin/main"):
        call("report", *NAMED, f"--base={base}")
    assert not mark.exists()
