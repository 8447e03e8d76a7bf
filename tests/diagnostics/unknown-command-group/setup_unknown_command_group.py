"""A word that several commands begin with."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    return ["explain", "ticket", "--spec", "openapi.yaml", "--map", "map.yaml"]
