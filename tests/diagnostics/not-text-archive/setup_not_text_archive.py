"""The document is still packed."""

import gzip
from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    path = folder / "openapi.yaml"
    path.write_bytes(gzip.compress(path.read_bytes()))
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--dry-run"]
