"""A file stands where a folder of the output goes."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    (folder / "tools").write_text("not a folder\n", encoding="utf-8")
    return ["--spec", "openapi.yaml", "--map", "map.yaml"]
