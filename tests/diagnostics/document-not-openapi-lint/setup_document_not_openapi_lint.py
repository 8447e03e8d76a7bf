"""What is no OpenAPI cannot be checked."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    return ["lint", "--spec", "openapi.yaml"]
