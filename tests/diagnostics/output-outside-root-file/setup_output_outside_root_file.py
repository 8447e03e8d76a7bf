"""A file of the output folder is a link to a file elsewhere."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    root = folder / "tools" / "aos" / "aos-acme"
    root.mkdir(parents=True)
    (folder / "NOTES.md").write_text("# Notes\n", encoding="utf-8")
    (root / "README.md").symlink_to(folder / "NOTES.md")
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--dry-run"]
