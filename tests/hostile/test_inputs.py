"""Inputs that are no documents, or too much of one: folders, pipes, devices, links, size, many mistakes.

Each runs in a child process with limits of memory and processor time; a pipe that nobody writes to must
not be waited for either.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from bomb_parts import MAP, document, write
from bounded import INPUT_ERRORS, run

from aos_gen.console import MOST_CHARACTERS, MOST_RECORDS, MOST_SHOWN

COMMANDS = ("generate", "check", "operations", "lint", "draft", "show", "report")
SMALL = 400_000_000
"""Bytes of address space, for what must not be read as a whole."""


def of_100_mb(path: Path) -> None:
    """Real JSON, every byte of it written."""
    head, tail = json.dumps(document())[:-1] + ', "x-long": "', '"}'
    with path.open("w") as stream:
        stream.write(head)
        for _ in range(100):
            stream.write("word " * 200_000)
        stream.write(tail)


def of_many_values(path: Path) -> None:
    """Forty megabytes that are twenty million lists to whoever reads them."""
    path.write_text('{"openapi": "3.1.0", "x": [' + "[]," * 13_000_000 + "1]}")


def a_link_to_a_pipe(path: Path) -> None:
    """A pipe beside it."""
    os.mkfifo(f"{path}x")
    path.symlink_to(f"{path}x")


def a_terabyte(path: Path) -> None:
    """A file that says so, and takes no room."""
    path.touch()
    os.truncate(path, 2**40)


def a_link_to(target: str) -> Callable[[Path], None]:
    """A symbolic link."""
    return lambda path: path.symlink_to(target)


THINGS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a folder": (Path.mkdir, "file-unreadable"),
    "a pipe": (os.mkfifo, "file-unreadable"),
    "a link to a pipe": (a_link_to_a_pipe, "file-unreadable"),
    "a link to a device": (a_link_to("/dev/zero"), "file-unreadable"),
    "a link to itself": (lambda path: path.symlink_to(path), "file-unreadable"),
    "a link to nothing": (a_link_to("nothing"), "file-not-found"),
    "a terabyte that is not there": (a_terabyte, "file-too-large"),
    "100 MB": (of_100_mb, "file-too-large"),
    "many values": (of_many_values, "file-too-large"),
}


def planted(folder: Path) -> None:
    """A sound document, map and overlay."""
    write(folder, document())
    write(folder, MAP, "map.yaml")
    info = {"title": "x", "version": "1"}
    write(folder, {"overlay": "1.0.0", "info": info, "actions": []}, "overlay.yaml")


@pytest.mark.parametrize(
    ("name", "thing"),
    [("openapi.json", one) for one in THINGS] + [(name, "a pipe") for name in ("map.yaml", "overlay.yaml")],
)
def test_what_is_no_file(name: str, thing: str, tmp_path: Path) -> None:
    """As the document, the map or an overlay it is one error, with its code, without being read."""
    make, code = THINGS[thing]
    planted(tmp_path)
    (tmp_path / name).unlink()
    make(tmp_path / name)
    words = ["--spec", "openapi.json", "--map", "map.yaml", "--overlay", "overlay.yaml", "--dry-run"]
    ended = run(["generate", *words], tmp_path, memory=SMALL)
    ended.check(INPUT_ERRORS)
    assert f"{name}: error[{code}]" in ended.err
    assert "root:" not in ended.err


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_waits_for_a_pipe(command: str, tmp_path: Path) -> None:
    """Nor reads a device."""
    planted(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    maps = [] if command in ("operations", "lint", "draft") else ["--map", "map.yaml"]
    named = ["--name", "acme"] if command == "draft" else []
    every = ("pipe", "/dev/zero", "/dev/stdin", "/proc/self/fd/0")
    for spec in every if command == "generate" else every[:1]:
        ended = run([command, "--spec", spec, *maps, *named], tmp_path, memory=SMALL)
        ended.check(INPUT_ERRORS)
        assert "error[file-" in ended.err


def faulty(folder: Path, count: int, name: str = "p") -> list[str]:
    """A document with so many mistakes, and the words that name it."""
    planted(folder)
    parameters = [{"name": f"{name}{n}", "in": "nowhere"} for n in range(count)]
    write(folder, document(operation={"parameters": parameters}))
    return ["generate", "--spec", "openapi.json", "--map", "map.yaml", "--dry-run"]


def test_forty_thousand_mistakes_are_some_lines(tmp_path: Path) -> None:
    """Two hundred are told, and how many more there are."""
    ended = run(faulty(tmp_path, 40_000), tmp_path)
    ended.check(INPUT_ERRORS)
    assert ended.err.count("error[") == MOST_SHOWN
    assert len(ended.err.splitlines()) < 6 * MOST_SHOWN
    assert f"and {40_001 - MOST_SHOWN} more, which are not shown" in ended.err
    assert "40000 errors, 1 warning" in ended.err


def test_forty_thousand_mistakes_are_some_records(tmp_path: Path) -> None:
    """JSON holds two thousand, and how many are left out."""
    ended = run([*faulty(tmp_path, 40_000), "--format", "json"], tmp_path)
    ended.check(INPUT_ERRORS)
    record = json.loads(ended.out)
    assert len(record["diagnostics"]) == MOST_RECORDS
    assert record["diagnostics_left_out"] == 40_001 - MOST_RECORDS


def test_a_long_name_is_told_by_its_beginning(tmp_path: Path) -> None:
    """A name of a megabyte in a message, a hint and a pointer."""
    ended = run(faulty(tmp_path, 3, "n" * 1_000_000), tmp_path)
    ended.check(INPUT_ERRORS)
    assert "characters more)" in ended.err
    assert max(map(len, ended.err.splitlines())) < 2 * MOST_CHARACTERS


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_was_said_is_still_sorted(form: str, tmp_path: Path) -> None:
    """Of too many, errors are kept before warnings, in the order of the file."""
    ended = run([*faulty(tmp_path, 3000), "--format", form], tmp_path)
    ended.check(INPUT_ERRORS)
    told = ended.err if form == "text" else ended.out
    assert "warning" not in told.split("more, which")[0]
    assert 0 < told.index("'p0'") < told.index("'p1'") < told.index("'p150'")
