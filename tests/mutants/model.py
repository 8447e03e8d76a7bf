"""A mutant: one small wrong change of one file of a generated connector."""

from __future__ import annotations

from typing import NamedTuple


class Mutant(NamedTuple):
    """`text` is the whole changed file at `path`, below the connector's folder."""

    kind: str
    path: str
    what: str
    text: str
