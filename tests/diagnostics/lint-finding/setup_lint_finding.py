"""The libraries find these; whether a connector can be made is another question."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    return ["lint", "--spec", "openapi.yaml"]
