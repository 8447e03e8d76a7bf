"""A tag that the document does not have is excluded."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    (folder / "map.yaml").unlink()
    words = ["--include", "GET /tickets/*", "--exclude", "Ticket"]
    return ["draft", "--spec", "openapi.yaml", "--name", "acme", *words]
