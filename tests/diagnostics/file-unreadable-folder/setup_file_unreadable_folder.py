"""A folder is given for the document."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    return ["--spec", ".", "--map", "map.yaml", "--dry-run"]
