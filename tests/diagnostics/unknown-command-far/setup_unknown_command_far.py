"""A command that is like none of the map's."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    return ["explain", "invoice.pay", "--spec", "openapi.yaml", "--map", "map.yaml"]
