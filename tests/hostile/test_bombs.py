"""Inputs that are small to send and dear to read end in a diagnostic, within bounded time and memory.

Eight of them, drawn by `HOSTILE_SEED`, go through `generate`, and what was once found through its command;
all bombs through all commands take a quarter of an hour: `make hostile`.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from bombs import BOMBS, planted
from bombs_files import OUTSIDE
from bounded import DONE, INPUT_ERRORS, run

COMMANDS = {
    "generate": ["--map", "map.yaml", "--dry-run"],
    "check": ["--map", "map.yaml"],
    "operations": [],
    "draft": ["--name", "acme"],
    "lint": ["--seconds", "4"],
}
FOUND = (
    ("deep-alternatives", "generate"), ("deep-example", "generate"), ("many-values", "check"),
    ("fan-out-mixed", "draft"), ("lone-surrogates", "operations"), ("cycle-of-schemas", "lint"),
    ("long-indices", "lint"), ("lone-surrogates", "draft"),
)  # fmt: skip  # a list of words reads better in rows
"""What a command did not survive once."""

ALL = "HOSTILE" in os.environ
SEED = int(os.environ.get("HOSTILE_SEED", "7"))
SAMPLE = [(bomb, "generate") for bomb in random.Random(SEED).sample(sorted(BOMBS), 8)]
EVERY = [(bomb, command) for bomb in BOMBS for command in COMMANDS]
CASES = EVERY if ALL else list(dict.fromkeys([*FOUND, *SAMPLE]))


@pytest.mark.parametrize(("bomb", "command"), CASES)
def test_a_bomb_is_a_diagnostic_or_nothing(
    bomb: str, command: str, tmp_path: Path, counted: Callable[[str, int], None]
) -> None:
    """The command ends by itself: exit 0 or 3, no traceback, no kill, nothing for a terminal to obey."""
    counted("bombs", 1)
    args = planted(bomb, tmp_path)
    ended = run([command, *args, *COMMANDS[command]], tmp_path)
    ended.check(DONE, INPUT_ERRORS, *([1] if command == "check" else []))
    assert "\x1b" not in ended.out + ended.err
    if ended.code == INPUT_ERRORS:
        assert "error[" in ended.err


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    """No reference brings in a line of /etc/passwd, and each is told."""
    args = planted("references-outside", tmp_path)
    ended = run(["generate", *args, *COMMANDS["generate"], "--format", "json"], tmp_path)
    ended.check(INPUT_ERRORS)
    assert "root:" not in ended.out
    assert ended.out.count('"reference-outside-folder"') >= len(OUTSIDE) // 2
