"""A map that stands and a document to the map with what is new, and the names of what is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.document.operations import find
from aos_gen.draft.entry import Entry, reference
from aos_gen.draft.extend import Noted, extended, noted
from aos_gen.mapping.model import Mapping
from aos_gen.plan.account import excluded_operations
from aos_gen.proposal.ids import command_ids
from aos_gen.proposal.risk import propose


@dataclass(frozen=True, slots=True)
class Grown:
    """The map's text, what was added to it, and what it names that the document no longer has."""

    text: str
    added: tuple[str, ...]
    gone: tuple[str, ...]


def grow(text: str, document: Document, mapping: Mapping, map_file: str) -> Grown:
    """Add an undecided line for each operation that the map does not know; nothing else changes."""
    lines = noted(text)
    mapped = {o.key for c in mapping.commands.values() if (o := find(document, c.operation))}
    known = mapped | {o.key for one in lines if (o := find(document, one.operation))}
    known |= excluded_operations(document, mapping, mapped, map_file, Report())
    fresh = [one for one in document.operations if one.key not in known]
    taken = {f"command {one}": one for one in mapping.commands} | {
        f"line {one.line}": one.id for one in lines
    }
    ids = command_ids(fresh, mapping.connector.name, taken)
    new = [
        Entry(one, named, ids[one.key], propose(document, one, Report()))
        for one in fresh
        if (named := reference(document, one))
    ]
    return Grown(
        extended(text, new, _groups(document, mapping, lines)) if new else text,
        tuple(f"{entry.id} ({entry.operation.key})" for entry in new),
        tuple(_gone(document, mapping, lines)),
    )


def _groups(document: Document, mapping: Mapping, lines: Sequence[Noted]) -> dict[str, str]:
    """What the commands and the undecided lines stand with, by their ids."""
    found = ((one, find(document, wanted)) for one, wanted in _named(mapping, lines))
    return {
        one: Entry(operation, "", one, propose(document, operation, Report())).group
        for one, operation in found
        if operation is not None
    }


def _named(mapping: Mapping, lines: Sequence[Noted]) -> Iterator[tuple[str, str]]:
    yield from ((one, command.operation) for one, command in mapping.commands.items())
    yield from ((one.id, one.operation) for one in lines)


def _gone(document: Document, mapping: Mapping, lines: Sequence[Noted]) -> Iterator[str]:
    """Commands, undecided lines and exclusions whose operation the document no longer has."""
    for one, wanted in _named(mapping, lines):
        if find(document, wanted) is None:
            yield f"{one} ({wanted})"
    for index, exclusion in enumerate(mapping.exclude):
        if exclusion.operation is not None and find(document, exclusion.operation) is None:
            yield f"exclusion {index + 1} ({exclusion.operation})"
