"""The map is given for the document and the document for the map."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    return ["--spec", "map.yaml", "--map", "openapi.yaml", "--dry-run"]
