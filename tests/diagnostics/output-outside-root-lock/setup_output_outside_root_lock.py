"""A lock names a file below a link that leads out of the output folder."""

import json
from pathlib import Path

from aos_gen.commands.generate import generate
from aos_gen.lock import LOCK_PATH
from aos_gen.tree import digest


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    generate(str(folder / "openapi.yaml"), str(folder / "map.yaml"), folder)
    root = folder / "tools" / "aos" / "aos-acme"
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "notes.md").write_text("# Notes\n", encoding="utf-8")
    (root / "docs").symlink_to(folder / "elsewhere", target_is_directory=True)
    lock = json.loads((root / LOCK_PATH).read_text(encoding="utf-8"))
    lock["files"]["docs/notes.md"] = {"sha256": digest(b"# Notes\n"), "owner": "generated"}
    (root / LOCK_PATH).write_text(json.dumps(lock), encoding="utf-8")
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--dry-run"]
