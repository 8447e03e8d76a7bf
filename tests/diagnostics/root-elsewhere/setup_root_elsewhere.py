"""`--root` is given a folder that the document does not lie in."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    (folder / "other").mkdir()
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--root", "other", "--dry-run"]
