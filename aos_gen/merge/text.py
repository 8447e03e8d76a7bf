"""Text merged by lines."""

from __future__ import annotations

from merge3 import Merge3


def merge_lines(base: bytes, yours: bytes, new: bytes) -> bytes | None:
    """The merged text; None where both changed the same lines in different ways.

    Line ends count: a file whose line ends were all changed conflicts, it is never mixed.
    """
    sides = tuple(text.splitlines(keepends=True) for text in (base, yours, new))
    # A last line without its end would be glued to whatever comes to stand behind it.
    if any(side and not side[-1].endswith(b"\n") for side in sides):
        return None
    merged: list[bytes] = []
    for group in Merge3(sides[0], sides[1], sides[2]).merge_groups():
        if group[0] == "conflict":
            return None
        merged.extend(group[1])
    return b"".join(merged)
