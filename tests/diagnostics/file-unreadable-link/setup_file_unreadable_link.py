"""The document is a symbolic link to itself."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    (folder / "loop.yaml").symlink_to("loop.yaml")
    return ["--spec", "loop.yaml", "--map", "map.yaml", "--dry-run"]
