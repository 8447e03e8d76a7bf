"""Every operation is excluded when a map is drafted."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    (folder / "map.yaml").unlink()
    return ["draft", "--spec", "openapi.yaml", "--name", "acme", "--exclude", "Tickets"]
