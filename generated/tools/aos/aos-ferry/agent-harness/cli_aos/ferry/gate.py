"""The permission gate: a command runs only in its mode or a higher one.

The modes are in permissions.json. Where that file is missing, unreadable, not this
tool's, or does not know the command, the gate is closed: the command needs `admin`.
"""

from __future__ import annotations

import json
import os

from .constants import TOOL
from .errors import AUTH, PERMISSION, CliError

MODES = ("readonly", "write", "full", "admin")
HERE = os.path.dirname(os.path.abspath(__file__))


def permissions() -> dict[str, str]:
    """Modes by command id: beside the package once installed, else two folders above it."""
    for folder in (HERE, os.path.dirname(os.path.dirname(HERE))):
        path = os.path.join(folder, "permissions.json")
        if os.path.isfile(path):
            return _read(path)
    return {}


def _read(path: str) -> dict[str, str]:
    try:
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(content, dict) or content.get("tool") != TOOL:
        return {}
    modes = content.get("permissions")
    # The host reads one of the two maps and people read the other: they must agree.
    if not isinstance(modes, dict) or modes != content.get("commands"):
        return {}
    return {command: mode for command, mode in modes.items() if mode in MODES}


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
