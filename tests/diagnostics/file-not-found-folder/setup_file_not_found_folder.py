"""The folder of the map does not exist."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    return ["--spec", "openapi.yaml", "--map", "maps/acme.yaml", "--dry-run"]
