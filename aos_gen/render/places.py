"""A command to the places in the generated tree that are about it."""

from __future__ import annotations

from typing import NamedTuple

from aos_gen.plan.model import CommandPlan
from aos_gen.render.environment import PLACEHOLDER
from aos_gen.render.outputs import HARNESS, PACKAGE, RESOURCE_TEMPLATE, TESTS


class GeneratedPlace(NamedTuple):
    """A file below `aos-<name>/`, and what of it is the command's."""

    file: str
    holds: str


def generated_places(module: str, command: CommandPlan) -> list[GeneratedPlace]:
    """Where a command is declared, called, shaped, allowed and tested. `module` is the connector's."""
    package = PACKAGE.replace(PLACEHOLDER, module)
    resource = RESOURCE_TEMPLATE.replace(PLACEHOLDER, module).replace("__resource__", command.module)
    return [
        GeneratedPlace(resource, f"def {command.function}"),
        GeneratedPlace(f"{package}/client.py", f"Client.{command.function}"),
        GeneratedPlace(f"{package}/runtime.py", f"def {command.function}"),
        GeneratedPlace("connector.json", f"commands[id={command.id}]"),
        GeneratedPlace(f"{HARNESS}/permissions.json", f"permissions[{command.id}]"),
        GeneratedPlace(f"{TESTS}/cases.json", f"[{command.id}]"),
    ]
