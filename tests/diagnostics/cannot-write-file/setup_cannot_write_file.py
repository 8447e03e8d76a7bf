"""The folder to write to is a file."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    (folder / "out").write_text("", encoding="utf-8")
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--out", "out"]
