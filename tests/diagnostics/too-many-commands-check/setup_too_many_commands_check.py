"""Check, in place of generating."""

from __future__ import annotations

from pathlib import Path


def prepare(_folder: Path) -> list[str]:
    """The command line."""
    return ["check", "--spec", "openapi.yaml", "--map", "map.yaml", "--max-commands", "1"]
