"""The permission gate: a command runs only in its mode or a higher one.

The modes are in permissions.json. Where that file is missing, unreadable, not this
tool's, says two things, or does not know the command, the gate is closed: the command
needs `admin`.
"""

from __future__ import annotations

import json
import os
import stat
from typing import Any

from .constants import TOOL
from .errors import AUTH, PERMISSION, CliError

MODES = ("readonly", "write", "full", "admin")
HERE = os.path.dirname(os.path.abspath(__file__))
LARGEST = 16_000_000  # Bytes; 100,000 commands have room in them.


def checkout() -> str:
    """The agent-harness folder that this package stands in; "" for an installed package.

    Two folders above an installed package others may write: only this tool's pyproject.toml
    makes that folder ours.
    """
    above = os.path.dirname(os.path.dirname(HERE))
    if os.path.basename(above) in ("site-packages", "dist-packages"):
        return ""
    try:
        lines = _text(os.path.join(above, "pyproject.toml")).splitlines()
    except (OSError, ValueError):
        return ""
    return above if f'name = "{TOOL}"' in lines else ""


def permissions() -> dict[str, str]:
    """Modes by command id, from the one place where they are: {} where that file is not sound.

    Beside the installed package, or in the agent-harness folder of a checkout; never both.
    """
    try:
        content = json.loads(
            _text(os.path.join(checkout() or HERE, "permissions.json")),
            object_pairs_hook=_once,
            parse_constant=int,  # NaN is not JSON, and no integer either: ValueError.
        )
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(content, dict) or content.get("tool") != TOOL:
        return {}
    modes = content.get("permissions")
    # The host reads one of the two maps and people read the other: they must agree.
    if not isinstance(modes, dict) or modes != content.get("commands"):
        return {}
    return {command: mode for command, mode in modes.items() if mode in MODES}


def _text(path: str) -> str:
    """The text of a regular file. Raises OSError or ValueError; a pipe is not waited for."""
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("no regular file")
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError("too large")
    return content.decode("utf-8")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object. Raises ValueError for a name that is there twice: readers take different ones."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name is there twice")
    return made


def default_mode() -> str:
    """The mode in force without `--mode`. Raises CliError for an unknown one."""
    mode = os.environ.get("AOS_DEFAULT_MODE", "").strip() or "readonly"
    if mode not in MODES:
        raise CliError(
            "CONFIG_INVALID",
            "AOS_DEFAULT_MODE must be one of " + ", ".join(MODES),
            AUTH,
            {"variable": "AOS_DEFAULT_MODE", "allowed": list(MODES)},
        )
    return mode


def require(command: str, mode: str) -> None:
    """Raise CliError (exit 3) unless `mode` is enough for `command`."""
    listed = permissions().get(command)
    needed = listed or "admin"
    if MODES.index(mode) < MODES.index(needed):
        why = "" if listed else " because permissions.json gives it none"
        raise CliError(
            "PERMISSION_DENIED",
            f"{command} needs mode {needed}{why}; the mode in force is {mode}. Whoever runs this"
            f" tool allows it with --mode {needed} before the command's words, or for every call"
            f" with AOS_DEFAULT_MODE={needed}",
            PERMISSION,
            {"command": command, "required_mode": needed, "mode": mode},
        )
