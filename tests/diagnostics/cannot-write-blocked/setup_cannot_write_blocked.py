"""A folder stands where a generated file goes."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    (folder / "tools" / "aos" / "aos-acme" / "README.md").mkdir(parents=True)
    return ["--spec", "openapi.yaml", "--map", "map.yaml"]
