"""The lock was deleted, so nobody can tell whether a file that differs was edited."""

from pathlib import Path

from aos_gen.commands.generate import generate


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    generate(str(folder / "openapi.yaml"), str(folder / "map.yaml"), folder)
    root = folder / "tools" / "aos" / "aos-acme"
    (root / "aos-gen.lock").unlink()
    (root / "README.md").write_text("# An older README\n", encoding="utf-8")
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--dry-run"]
