"""The document's address is of a kind that is not fetched."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    return ["--spec", "ftp://api.acme.test/openapi.yaml", "--map", "map.yaml", "--dry-run"]
