"""A command that is spelled in another way than in the map."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    return ["explain", "ticket.lst", "--spec", "openapi.yaml", "--map", "map.yaml"]
