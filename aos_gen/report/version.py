"""The next version of a connector: removed or tightened is major, added is minor, all else a patch.

The rule holds for 0.y.z too: what an agent may rely on does not depend on a first digit, and a
reviewer must not have to know which custom of semver's 0.x somebody follows.
"""

from __future__ import annotations

import re

from aos_gen.report.rules import Bump

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)", re.ASCII)


def next_version(old: str, new: str, bump: Bump) -> str:
    """The version for what changed since `old`; `new`, the map's, where it is high enough already.

    A version that is no x.y.z, which no map may have, is left alone.
    """
    before, after = _parts(old), _parts(new)
    if before is None or after is None or bump is Bump.NONE:
        return new
    major, minor, patch = before
    wanted = {
        Bump.MAJOR: (major + 1, 0, 0),
        Bump.MINOR: (major, minor + 1, 0),
        Bump.PATCH: (major, minor, patch + 1),
    }[bump]
    return new if after >= wanted else ".".join(map(str, wanted))


def _parts(version: str) -> tuple[int, int, int] | None:
    found = _VERSION.fullmatch(version)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None
