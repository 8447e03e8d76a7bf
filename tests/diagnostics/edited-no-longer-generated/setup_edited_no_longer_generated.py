"""The last command of a resource left the map, and its module had been edited."""

from pathlib import Path

from aos_gen.commands.generate import generate


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    generate(str(folder / "openapi.yaml"), str(folder / "map.yaml"), folder)
    root = folder / "tools" / "aos" / "aos-acme"

    path = root / "agent-harness" / "cli_aos" / "acme" / "commands"
    module = min(path.glob("[a-z]*.py"))
    module.write_text(module.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    text = (folder / "map.yaml").read_text(encoding="utf-8")
    (folder / "map.yaml").write_text(text.replace(f"{module.stem}.", "renamed."), encoding="utf-8")
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--dry-run"]
