"""A folder of the output folder is a link to another folder."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    module = folder / "tools" / "aos" / "aos-acme" / "agent-harness" / "cli_aos" / "acme"
    module.mkdir(parents=True)
    (folder / "elsewhere").mkdir()
    (module / "commands").symlink_to(folder / "elsewhere", target_is_directory=True)
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--dry-run"]
