"""Time is up before anything is checked."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    return ["lint", "--spec", "openapi.yaml", "--seconds", "0.001"]
