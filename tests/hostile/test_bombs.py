"""Inputs that are small to send and dear to read end in a diagnostic, within bounded time and memory.

Every bomb goes through `generate`; a sample through the other commands too. All bombs through all commands,
which takes a quarter of an hour: `BOMBS_ALL=1 python -m pytest -n0 tests/hostile/test_bombs.py`.
"""

from __future__ import annotations

import os
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
EVERYWHERE = ("fan-out-mixed", "lone-surrogates", "many-values", "cycle-of-schemas", "long-indices")
"""Bombs that a command other than `generate` did not survive once, or might not."""

ALL = "BOMBS_ALL" in os.environ
CASES = [
    (bomb, command)
    for bomb in BOMBS
    for command in COMMANDS
    if ALL or command == "generate" or bomb in EVERYWHERE or (bomb, command) == ("laughs-in-a-schema", "lint")
]


@pytest.mark.parametrize(("bomb", "command"), CASES)
def test_a_bomb_is_a_diagnostic_or_nothing(bomb: str, command: str, tmp_path: Path) -> None:
    """The command ends by itself: exit 0 or 3, no traceback, no kill, nothing for a terminal to obey."""
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
