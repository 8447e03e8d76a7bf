"""Nobody listens at the address of the document."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    return ["--spec", "http://localhost:1/openapi.yaml", "--map", "map.yaml", "--dry-run"]
