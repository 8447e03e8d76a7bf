"""The lock holds the markers of a conflict in git."""

from pathlib import Path

from aos_gen.commands.generate import generate


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    generate(str(folder / "openapi.yaml"), str(folder / "map.yaml"), folder)
    root = folder / "tools" / "aos" / "aos-acme"

    lock = root / "aos-gen.lock"
    lock.write_text("<<<<<<< HEAD\n" + lock.read_text(encoding="utf-8"), encoding="utf-8")
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--dry-run"]
