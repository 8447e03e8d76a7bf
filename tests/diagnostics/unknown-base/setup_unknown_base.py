"""A base that is neither a file nor a revision, and would be an option of git's."""

from __future__ import annotations

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    return ["report", "--spec", "openapi.yaml", "--map", "map.yaml", "--base=--all"]
