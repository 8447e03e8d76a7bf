"""What git remembers: a file's bytes at a revision, or an earlier version of it by its digest.

Needs git only where it is asked; without it, or outside a repository, it remembers nothing.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from aos_gen.tree import digest

# A checkout may hold anything, a bare repository with a configuration of its own among it: git runs nothing
# that stands in one, and asks nobody for objects that are missing.
_SAFE = (
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "protocol.allow=never",
)
MOST_VERSIONS = 2000
"""Versions of one file that are looked through."""


def find_version(root: Path, path: PurePosixPath, wanted: str) -> bytes | None:
    """The newest version of `root/path` in the history that has the digest `wanted`."""
    for revision in _revisions(root, path):
        content = at_revision(root, path, revision)
        if content is not None and digest(content) == wanted:
            return content
    return None


def at_revision(root: Path, path: PurePosixPath, revision: str) -> bytes | None:
    """`root/path` at a revision; None where there is no such revision, or no such file in it."""
    return _git(root, "cat-file", "blob", f"{revision}:./{path}")


def commit_of(root: Path, revision: str) -> str | None:
    """The digest of the commit that a revision names, whatever it is spelled like; None for none."""
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return found.decode("ascii", "replace").strip() if found else None


def tracked(root: Path) -> dict[PurePosixPath, bool]:
    """What the repository holds below `root`, and whether each is a file: another repository is none."""
    listed = _git(root, "ls-files", "-z", "--stage", "--", ".") or b""
    entries = (one.partition(b"\t") for one in listed.split(b"\0") if one)
    return {PurePosixPath(os.fsdecode(name)): not said.startswith(b"160000") for said, _, name in entries}


def _revisions(root: Path, path: PurePosixPath) -> Iterator[str]:
    listed = _git(root, "rev-list", f"--max-count={MOST_VERSIONS}", "--all", "--", str(path))
    yield from (listed or b"").decode("ascii", "replace").split()


def _git(root: Path, *words: str) -> bytes | None:
    """What git prints; None where it cannot. No shell, no pager, nothing is fetched or written."""
    settings = [word for one in _SAFE for word in ("-c", one)]
    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", *settings, "-C", str(root), *words],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"},
            check=False,
            timeout=60,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
