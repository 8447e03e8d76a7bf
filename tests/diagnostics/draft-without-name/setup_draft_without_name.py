"""A new map is asked for, and nobody says what the connector is called."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    (folder / "map.yaml").unlink()
    return ["draft", "--spec", "openapi.yaml"]
