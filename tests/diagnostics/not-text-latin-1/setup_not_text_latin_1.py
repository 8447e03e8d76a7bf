"""The map was saved in another encoding than UTF-8."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    path = folder / "map.yaml"
    text = path.read_text(encoding="utf-8").replace("Tickets of Acme", "Café")
    path.write_text(text, encoding="latin-1")
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--dry-run"]
