"""References that lead nowhere, outside, and to the network: none is followed."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    return ["lint", "--spec", "openapi.yaml"]
