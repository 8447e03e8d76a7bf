"""Mappings that no vendor wrote, made of nodes that one did.

A `Made` is read like any other node. Each member keeps its own place and file, so that a
reference in it still resolves and a diagnostic about it shows the vendor's own line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aos_gen.diagnostics import Location
from aos_gen.document.resolve import Node
from aos_gen.source import SourceFile


@dataclass(frozen=True, slots=True)
class Made(Node):
    """A mapping whose members stand in several places; `value` holds them all as data."""

    parts: Mapping[str, Node] = field(default_factory=dict)

    def child(self, *steps: str | int) -> Node | None:
        """The value `steps` below this one, at the place where its vendor wrote it."""
        if not steps:
            return self
        part = self.parts.get(str(steps[0]))
        return None if part is None else part.child(*steps[1:])

    def items(self) -> Iterator[tuple[str, Node]]:
        """The members, each at its own place."""
        yield from self.parts.items()


def made(location: Location, file: SourceFile, parts: Mapping[str, Node | None]) -> Made:
    """The mapping of these members, without those that are None; `location` is what it stands for."""
    kept = {name: part for name, part in parts.items() if part is not None}
    return Made({name: part.value for name, part in kept.items()}, location, file, kept)


def said(value: Any, beside: Node) -> Node:
    """A value that follows from what stands at `beside`."""
    return Node(value, beside.location, beside.file)
