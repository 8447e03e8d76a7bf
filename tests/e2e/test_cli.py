"""The aos-gen command line as its user meets it."""

from __future__ import annotations

import errno
import functools
import http.server
import json
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aos_gen import __version__, cli
from aos_gen.lock import LOCK_PATH
from aos_gen.tree import digest

from .harbor import FOLDER, HARBOR, MAP, SPEC, Files, call, files, harbor, run, smaller


def test_as_a_module(made: Files, tmp_path: Path) -> None:
    """`python -m aos_gen` writes the connector, says so in a few lines, and shows no progress in a pipe."""
    done = run("--spec", SPEC, "--map", MAP, "--out", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:5] == [
        "aos-harbor 0.1.0: 14 commands",
        "  modes       7 readonly, 4 write, 1 full, 2 admin",
        "  risk tiers  7 in tier 1, 3 in tier 2, 3 in tier 3, 1 in tier 4",
        "  operations  14 mapped, 5 excluded, 2 undecided of 21",
        f"  files       wrote {len(made)} new, 0 changed, 0 removed; 0 unchanged",
    ]
    assert lines[5].startswith(f"  in          {tmp_path / FOLDER}, ")
    assert "\x1b" not in done.stdout and "\r" not in done.stdout
    assert files(tmp_path) == made


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_same_bytes_everywhere(made: Files, tmp_path: Path, seed: str) -> None:
    """Neither the hash seed nor the working folder nor the language shows in the files."""
    words = ("--spec", "openapi.yaml", "--map", "map.yaml", "--out", str(tmp_path))
    done = run(*words, cwd=HARBOR, PYTHONHASHSEED=seed, LC_ALL="C", TZ="Asia/Tokyo")
    assert (done.returncode, done.stderr) == (0, "")
    assert files(tmp_path) == made


def test_version_and_help() -> None:
    """The version and a help text with examples."""
    assert call("--version").output == f"aos-gen, version {__version__}\n"
    assert "aos-gen --spec specs/harbor/openapi.yaml" in call("-h").output


BAD_SPEC = "openapi: 3.1.0\npaths: {}\n"
EXITS: dict[str, tuple[list[str], int, str]] = {
    "done": (["--spec", SPEC, "--map", MAP], 0, ""),
    "no options": ([], 2, "Missing option"),
    "no map": (["--spec", SPEC], 2, "--map"),
    "an unknown option": (["--spec", SPEC, "--map", MAP, "--force"], 2, "--force"),
    "an unknown format": (["--spec", SPEC, "--map", MAP, "--format", "xml"], 2, "xml"),
    "no such document": (["--spec", "none.yaml", "--map", MAP], 3, "error[file-not-found]"),
    "no such map": (["--spec", SPEC, "--map", "none.yaml"], 3, "error[file-not-found]"),
    "the two exchanged": (["--spec", MAP, "--map", SPEC], 3, "error[document-not-openapi]"),
    "plain http to elsewhere": (
        ["--spec", "http://acme.example/o.json", "--map", MAP],
        3,
        "error[url-scheme]",
    ),
}


@pytest.mark.parametrize(("words", "code", "text"), EXITS.values(), ids=EXITS.keys())
def test_exit_codes(tmp_path: Path, words: list[str], code: int, text: str) -> None:
    """0 done, 2 a wrong call, 3 an input with mistakes; a mistake writes nothing."""
    done = call(*words, *(["--out", str(tmp_path)] if words else []))
    assert done.exit_code == code
    assert text in done.stderr
    assert bool(files(tmp_path)) == (code == 0)
    assert code == 0 or done.stdout == ""


def broken_map(folder: Path) -> str:
    path = folder / "broken.yaml"
    path.write_text(Path(MAP).read_text().replace("operation: getCategory", "operation: getCategry"))
    return str(path)


def test_a_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    """File, line, column, code, sentence and hint, and then how many there were."""
    path = broken_map(tmp_path)
    done = call("--spec", SPEC, "--map", path, "--out", str(tmp_path / "out"))
    line = next(n for n, text in enumerate(Path(path).read_text().splitlines(), 1) if "getCategry" in text)
    assert done.exit_code == 3
    assert f"{path}:{line}:16: error[unknown-operation] no operation 'getCategry' in {SPEC}" in done.stderr
    assert "hint: did you mean 'getCategory' (GET /categories/{category_id})?" in done.stderr
    assert done.stderr.splitlines()[-1] == "1 error"


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_bug_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, form: str) -> None:
    """An exception is told as a bug, without a traceback or an escape, and the exit code is 10."""

    def broken(*given: Any, **named: Any) -> None:
        raise RuntimeError("boom \x1b[31m")

    monkeypatch.setattr(cli.generate, "generate", broken)
    done = harbor(tmp_path, "--format", form)
    assert done.exit_code == 10
    assert "internal error: RuntimeError: boom" in done.stderr
    assert "--debug" in done.stderr
    assert "Traceback" not in done.stderr and "\x1b" not in done.stderr
    assert "Traceback" in harbor(tmp_path, "--debug").stderr


def test_a_dry_run_writes_nothing(made: Files, tmp_path: Path) -> None:
    """It says what would be written, and does not even make the folder."""
    done = harbor(tmp_path / "none", "--dry-run")
    assert done.exit_code == 0
    assert f"would write {len(made)} new" in done.stdout
    assert not (tmp_path / "none").exists()


def test_quiet(tmp_path: Path) -> None:
    """Nothing on success; mistakes still are told."""
    done = harbor(tmp_path, "--quiet")
    assert (done.exit_code, done.output) == (0, "")
    failed = call("--spec", SPEC, "--map", broken_map(tmp_path), "--quiet")
    assert failed.exit_code == 3
    assert "unknown-operation" in failed.stderr


def test_json(made: Files, tmp_path: Path) -> None:
    """One JSON value on stdout, and nothing on stderr."""
    done = harbor(tmp_path, "--format", "json")
    record = json.loads(done.stdout)
    assert (done.exit_code, done.stderr) == (0, "")
    assert (record["ok"], record["written"], record["tool"], record["commands"]) == (
        True,
        True,
        "aos-harbor",
        14,
    )
    assert record["operations"] == {"total": 21, "mapped": 14, "excluded": 5, "undecided": 2}
    assert sorted(f"{FOLDER.as_posix()}/{name}" for name in record["files"]["new"]) == sorted(made)
    assert record["diagnostics"] == []


def test_json_of_mistakes(tmp_path: Path) -> None:
    """Mistakes are in the JSON value too, each with its place."""
    done = call("--spec", SPEC, "--map", broken_map(tmp_path), "--out", str(tmp_path), "--format", "json")
    record = json.loads(done.stdout)
    assert (done.exit_code, done.stderr, record["ok"], record["written"]) == (3, "", False, False)
    (found,) = record["diagnostics"]
    assert (found["code"], found["severity"]) == ("unknown-operation", "error")
    assert found["pointer"] == "#/commands/category.get/operation"
    assert found["line"] and found["column"] == 16


def test_a_second_run_changes_nothing(out: Path, made: Files) -> None:
    """The same inputs again: every file is unchanged, and none is written."""
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*")}
    done = harbor(out)
    assert f"wrote 0 new, 0 changed, 0 removed; {len(made) - 2} unchanged" in done.stdout  # two are yours
    assert {p: p.stat().st_mtime_ns for p in out.rglob("*")} == before


EDITED = [
    "README.md",
    "connector.json",
    "agent-harness/permissions.json",
    "agent-harness/cli_aos/harbor/client.py",
]


@pytest.mark.parametrize("name", EDITED)
def test_a_hand_edit_is_kept_until_told_otherwise(out: Path, made: Files, name: str) -> None:
    """An edited file is left as it is where nothing is new for it; `--overwrite` discards it and says so."""
    path = out / FOLDER / name
    path.write_text(path.read_text() + "\n")
    edited = files(out)
    kept = harbor(out)
    assert kept.exit_code == 0 and re.search(rf"kept +{re.escape(name)}", kept.stdout)
    assert files(out) == edited
    done = harbor(out, "--overwrite")
    assert done.exit_code == 0
    assert re.search(rf"discarded +{re.escape(name)}", done.stdout)
    assert files(out) == made


def test_a_deleted_file_comes_back(out: Path, made: Files) -> None:
    """A file that is gone is written again."""
    (out / FOLDER / "README.md").unlink()
    assert "wrote 1 new, 0 changed" in harbor(out).stdout
    assert files(out) == made


def test_a_lost_lock(out: Path, made: Files) -> None:
    """Without a lock, files that are as they should be are no edits, and the lock comes back."""
    (out / FOLDER / LOCK_PATH).unlink()
    assert harbor(out).exit_code == 0
    assert files(out) == made


def test_the_users_own_files_are_left_alone(out: Path, made: Files, tmp_path: Path) -> None:
    """A virtual environment and notes stay; what is no longer generated goes with its empty folder."""
    own = {
        f"{FOLDER.as_posix()}/{name}": b"mine"
        for name in (
            "notes.md",
            "agent-harness/.venv/bin/python",
            "agent-harness/.env",
            "agent-harness/cli_aos/other/x.py",
            "agent-harness/cli_aos/harbor/commands/category_notes.txt",
            "agent-harness/tests/test_mine.py",
        )
    }
    for name, content in own.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    done = call("--spec", SPEC, "--map", smaller(tmp_path), "--out", str(out))
    assert done.exit_code == 0, done.stderr
    assert "1 removed" in done.stdout
    found = files(out)
    gone = f"{FOLDER.as_posix()}/agent-harness/cli_aos/harbor/commands/category.py"
    assert set(found) == (set(made) | set(own)) - {gone}
    assert {name: found[name] for name in own} == own


@pytest.mark.parametrize("name", ["README.md", "client.py", "cases.json", str(LOCK_PATH), "connector.json"])
def test_a_run_that_broke_off_can_be_run_again(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Wherever writing stops, the error says so, and the next run finishes: none of our files is `edited`."""
    failed: list[Path] = []
    real = os.replace

    def failing(source: Any, target: Any) -> None:
        if Path(target).name == name:
            failed.append(target)
            raise OSError(errno.EIO, "Input/output error")
        real(source, target)

    path = smaller(tmp_path)
    monkeypatch.setattr(os, "replace", failing)
    broken = call("--spec", SPEC, "--map", path, "--out", str(out))
    monkeypatch.undo()
    assert failed, "this run does not change the file at which the test breaks it off"
    assert broken.exit_code == 1
    assert "error[cannot-write]" in broken.stderr
    again = call("--spec", SPEC, "--map", path, "--out", str(out))
    assert again.exit_code == 0, again.stderr


def test_links_are_not_followed(out: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file that would be written through a link stops the run, and what the link leads to stays."""
    away = tmp_path_factory.mktemp("away") / "README.md"
    away.write_text("mine")
    (out / FOLDER / "README.md").unlink()
    (out / FOLDER / "README.md").symlink_to(away)
    done = harbor(out, "--overwrite")
    assert done.exit_code == 1
    assert "error[output-outside-root]" in done.stderr
    assert away.read_text() == "mine"


@pytest.mark.parametrize("words", [(), ("--overwrite",)], ids=["plain", "overwrite"])
@pytest.mark.parametrize("known", [True, False], ids=["its digest", "another digest"])
def test_nothing_is_removed_through_a_link(
    out: Path, tmp_path_factory: pytest.TempPathFactory, words: tuple[str, ...], known: bool
) -> None:
    """A lock that lists a file behind a link cannot have it deleted."""
    precious = tmp_path_factory.mktemp("away") / "precious"
    precious.write_bytes(b"mine")
    (out / FOLDER / "link").symlink_to(precious.parent)
    lock = json.loads((out / FOLDER / LOCK_PATH).read_text())
    lock["files"]["link/precious"] = {"sha256": digest(b"mine" if known else b""), "owner": "generated"}
    (out / FOLDER / LOCK_PATH).write_text(json.dumps(lock))
    harbor(out, *words)
    assert precious.exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file where the output folder should be is told as such, with exit 1."""
    (tmp_path / "tools").write_text("a file")
    done = harbor(tmp_path)
    assert done.exit_code == 1
    assert "error[cannot-write]" in done.stderr


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *given: Any) -> None:
        """Say nothing."""


@pytest.fixture
def served() -> Iterator[str]:
    """The address of the example vendor's folder on this machine."""
    handler = functools.partial(_Quiet, directory=str(HARBOR))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_document_from_the_web(made: Files, tmp_path: Path, served: str) -> None:
    """A document in several files, read over http, makes the same tree, lock included."""
    done = harbor(tmp_path, spec=f"{served}/openapi.yaml")
    assert done.exit_code == 0, done.stderr
    assert files(tmp_path) == made


def test_a_document_that_is_not_on_the_web(tmp_path: Path, served: str) -> None:
    """A wrong address is a mistake in the input."""
    done = harbor(tmp_path, spec=f"{served}/none.yaml")
    assert done.exit_code == 3
    assert "error[url-failed]" in done.stderr and "404" in done.stderr


COMMAND_LINES: dict[str, tuple[list[str], int, str]] = {
    "the main job by its name": (["generate", "--spec", SPEC, "--map", MAP, "--dry-run"], 0, "would write"),
    "a command misspelt": (["generat", "--spec", SPEC], 2, "Did you mean 'generate'?"),
    "a word that is like none": (["xyzzy"], 2, "No such command 'xyzzy'. There are: "),
}


@pytest.mark.parametrize(("words", "code", "text"), COMMAND_LINES.values(), ids=COMMAND_LINES.keys())
def test_command_lines(
    words: list[str], code: int, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The main job needs no name, the others have one, and a wrong one is answered with the right one."""
    monkeypatch.chdir(tmp_path)
    done = call(*words)
    assert (done.exit_code, text in done.output) == (code, True)
