"""The document's name is misspelt."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    return ["--spec", "openapi.yml", "--map", "map.yaml", "--dry-run"]
