"""A schema is nested thousands of levels deep."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    path = folder / "openapi.yaml"
    path.write_text("openapi: 3.1.0\npaths: " + "[" * 5000 + "]" * 5000 + "\n", encoding="utf-8")
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--dry-run"]
