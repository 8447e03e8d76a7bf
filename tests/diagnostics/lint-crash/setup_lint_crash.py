"""A parameter without a name is more than the library expects."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    return ["lint", "--spec", "openapi.yaml"]
