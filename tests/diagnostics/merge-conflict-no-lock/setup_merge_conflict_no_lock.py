"""A file stands where a generated one goes, and no lock says where it came from."""

from pathlib import Path

from aos_gen.commands.generate import generate


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    generate(str(folder / "openapi.yaml"), str(folder / "map.yaml"), folder)
    root = folder / "tools" / "aos" / "aos-acme"

    (root / "README.md").write_text("# Our own words\n", encoding="utf-8")
    (root / "aos-gen.lock").unlink()
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--dry-run"]
