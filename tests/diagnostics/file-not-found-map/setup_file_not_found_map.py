"""There is no map of that name."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    return ["--spec", "openapi.yaml", "--map", "mapping.yaml", "--dry-run"]
