"""Where the shared policies of a map are: in the folders at and above the map's own, all of which hold."""

from __future__ import annotations

import posixpath
from pathlib import Path

POLICY_FILE = "aos-policy.yaml"
# The root of a repository: what is above it belongs to somebody else. Only git's own mark cannot be committed
# beside a map to hide the rules above it.
_ROOT, _ROOTS = ".git", (".hg", ".jj")


def find_policies(map_file: str) -> tuple[str, ...]:
    """Every `aos-policy.yaml` up to the repository's root, the outermost first, spelled as the map is.

    A file further in may only tighten, so nobody gets rid of a rule by writing one beside the map.
    """
    if "://" in map_file:
        return ()
    spelled = posixpath.dirname(map_file)
    found: list[str] = []
    within: list[str] | None = None
    for folder in Path(map_file).absolute().parents:
        try:
            if (folder / POLICY_FILE).exists():
                found.insert(0, posixpath.normpath(posixpath.join(spelled, POLICY_FILE)))
            if (folder / _ROOT).exists():
                return tuple(found)
            if within is None and any((folder / name).exists() for name in _ROOTS):
                within = list(found)
        except OSError:  # a folder that we may not look into ends the search
            break
        spelled = posixpath.join(spelled, "..")
    return tuple(found if within is None else within)
