"""Where the shared policy of a map is: in the nearest folder at or above the map's own."""

from __future__ import annotations

import posixpath
from pathlib import Path

POLICY_FILE = "aos-policy.yaml"
# The root of a repository: what is above it belongs to somebody else.
_ROOTS = (".git", ".hg", ".jj")


def find_policy(map_file: str) -> str | None:
    """The nearest `aos-policy.yaml`, spelled as the map is; None where there is none."""
    if "://" in map_file:
        return None
    spelled = posixpath.dirname(map_file)
    for folder in Path(map_file).absolute().parents:
        try:
            if (folder / POLICY_FILE).exists():
                return posixpath.normpath(posixpath.join(spelled, POLICY_FILE))
            if any((folder / name).exists() for name in _ROOTS):
                return None
        except OSError:  # a folder that we may not look into ends the search
            return None
        spelled = posixpath.join(spelled, "..")
    return None
