"""The map allows references to the folder above the document's."""

from pathlib import Path


def prepare(_folder: Path) -> list[str]:
    return ["--spec", "vendor/spec/openapi.yaml", "--map", "map.yaml", "--dry-run"]
