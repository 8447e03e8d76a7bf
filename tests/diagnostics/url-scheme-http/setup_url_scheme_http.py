"""The document is fetched from afar without encryption."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    return ["--spec", "http://api.acme.test/openapi.yaml", "--map", "map.yaml", "--dry-run"]
