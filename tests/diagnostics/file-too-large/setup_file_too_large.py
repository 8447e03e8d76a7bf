"""The document is a (sparse) file beyond any document's size."""

from pathlib import Path

from aos_gen.source_url import MAX_BYTES


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    path = folder / "openapi.yaml"
    path.unlink()
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--dry-run"]
