"""A generated file was edited, and the map changed since."""

from pathlib import Path

from aos_gen.commands.generate import generate


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    generate(str(folder / "openapi.yaml"), str(folder / "map.yaml"), folder)
    readme = folder / "tools" / "aos" / "aos-acme" / "README.md"
    readme.write_text("# Our own words\n", encoding="utf-8")
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--dry-run"]
