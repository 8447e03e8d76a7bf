"""A folder stands where the map goes."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    (folder / "map.yaml").unlink()
    (folder / "map.yaml").mkdir()
    return ["draft", "--spec", "openapi.yaml", "--name", "acme"]
