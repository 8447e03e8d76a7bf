"""A base that is a file, and no lock."""

from __future__ import annotations

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    return ["report", "--base", "map.yaml", "--head", "openapi.yaml"]
