"""A name that is not there to those that are and look like it, at a bounded price.

`difflib` compares every name, in time that grows with the product of their lengths, and a document
brings as many names, and as long ones, as it likes; so does the number of mistakes in it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from itertools import islice

MOST_CHARACTERS = 200
"""A longer name is no slip of the pen."""

MOST_NAMES = 5_000


def alike(name: str, names: Iterable[str], n: int = 1, cutoff: float = 0.6) -> list[str]:
    """The names most like it, the best first; only so many are looked at, and none that is very long."""
    if len(name) > MOST_CHARACTERS:
        return []
    return difflib.get_close_matches(name, list(islice(_short(names), MOST_NAMES)), n=n, cutoff=cutoff)


def _short(names: Iterable[str]) -> Iterator[str]:
    return (one for one in names if len(one) <= MOST_CHARACTERS)
