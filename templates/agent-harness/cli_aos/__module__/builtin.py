"""The commands that every connector has: capabilities, health, config show, doctor."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import click

from . import __version__, config, gate
from .command import Command
from .constants import TOOL
from .errors import INTERNAL, CliError
from .groups import Resource


class Builtin(Command):
    """A built-in command: gated like the others, with no option of its own."""

    narrows = False

    def __init__(self, id: str, summary: str, answer: Callable[[], dict[str, Any]]) -> None:
        super().__init__(id, summary)
        self.answer = answer

    def invoke(self, ctx: click.Context) -> Any:
        return self.answer()


class Probing(Command):
    """A built-in command that calls the vendor, and tells of it with `--verbose`."""

    def __init__(self, id: str, summary: str) -> None:
        super().__init__(id, summary)

    def invoke(self, ctx: click.Context) -> Any:
        from . import runtime

        return getattr(runtime, self.id)(verbose=ctx.obj.verbose)


def manifest() -> dict[str, Any]:
    """connector.json: beside the installed package, or beside the agent-harness folder of a checkout."""
    folder = os.path.dirname(gate.checkout()) or gate.HERE
    try:
        with open(os.path.join(folder, "connector.json"), encoding="utf-8") as file:
            content = json.load(file)
    except (OSError, ValueError, RecursionError) as error:
        raise CliError(
            "MANIFEST_INVALID", f"connector.json is unreadable: {error}", INTERNAL
        ) from error
    if isinstance(content, dict) and content.get("tool") == TOOL:
        return content
    raise CliError("MANIFEST_INVALID", "connector.json is of another connector", INTERNAL)


def capabilities() -> dict[str, Any]:
    """What the host asks a connector about itself."""
    content = manifest()
    return {
        "tool": TOOL,
        "version": __version__,
        "backend": content["backend"],
        "manifest_schema_version": content["manifest_schema_version"],
        "modes": list(gate.MODES),
        "connector": content["connector"],
        "auth": content["auth"],
        "commands": content["commands"],
    }


def _config_group() -> click.Command:
    show = {
        "config.show": lambda: Builtin("config.show", "Show the configuration", config.describe)
    }
    return Resource("config", show, help="The configuration in force")


COMMANDS: dict[str, Callable[[], click.Command]] = {
    "capabilities": lambda: Builtin("capabilities", "What this connector can do", capabilities),
    "config": _config_group,
    "doctor": lambda: Probing("doctor", "Health, and which commands are ready"),
    "health": lambda: Probing("health", "Whether this connector is ready to work"),
}
