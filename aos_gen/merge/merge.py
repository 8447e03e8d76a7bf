"""Base, the user's file and the new one to one file, or to none where they contradict each other."""

from __future__ import annotations

from pathlib import PurePosixPath

from aos_gen.merge.structure import merge_json
from aos_gen.merge.text import merge_lines


def merge(path: PurePosixPath, base: bytes, yours: bytes, new: bytes) -> bytes | None:
    """The merged file; None for a conflict. JSON is merged by its structure, anything else by lines."""
    if yours == base:
        return new
    if new in (base, yours):
        return yours
    merger = merge_json if path.suffix == ".json" else merge_lines
    return merger(base, yours, new)
