"""A password stands in the URL of the document: it is neither used nor printed."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    return ["--spec", "https://ada:secret@api.acme.example/openapi.yaml", "--map", "map.yaml", "--dry-run"]
