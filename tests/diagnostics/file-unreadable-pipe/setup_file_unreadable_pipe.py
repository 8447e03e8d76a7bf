"""The map is a named pipe, which would wait for ever."""

import os
from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    os.mkfifo(folder / "pipe")
    return ["--spec", "openapi.yaml", "--map", "pipe", "--dry-run"]
