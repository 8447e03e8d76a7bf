"""What went wrong, where, and what to do next: values that every stage appends to one Report.

A stage never prints and never raises for bad input. It adds a `Diagnostic` to the
`Report` it was given and goes on, so that one run shows every mistake at once.
Exceptions are kept for bugs of our own (`InternalError`).

A `Location` names a file and an RFC 6901 pointer; line and column are looked up only
when a diagnostic is printed (`source.SourceSet.position`), because finding them costs
a second parse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

Pointer = tuple[str | int, ...]


class InternalError(Exception):
    """A bug in aos-gen itself; its text is for the person who reports it."""


class Severity(StrEnum):
    """How bad it is: an error stops the writing, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in an input file: `file` as the user spelled it, `pointer` into its data.

    An empty pointer is the whole file. A `Location` whose pointer no longer exists is
    shown at its nearest existing parent.
    """

    file: str
    pointer: Pointer = ()
    at_key: bool = False
    """Point at the key rather than at its value (an unknown key, a duplicate)."""

    def child(self, *steps: str | int) -> Location:
        """The place `steps` below this one."""
        return Location(self.file, self.pointer + steps)

    def key(self, step: str) -> Location:
        """The key `step` itself, for mistakes that are about the name."""
        return Location(self.file, (*self.pointer, step), at_key=True)

    def fragment(self) -> str:
        """The RFC 6901 fragment, e.g. `#/paths/~1users/get`."""
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in self.pointer)
        return "#" + "".join(f"/{step}" for step in steps)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake: a stable kebab-case code, one sentence, the place, and the repair."""

    code: str
    message: str
    location: Location
    hint: str | None = None
    severity: Severity = Severity.ERROR
    related: tuple[Location, ...] = ()


class Report:
    """The diagnostics of one run, in the order in which they were found."""

    def __init__(self) -> None:
        self._diagnostics: list[Diagnostic] = []
        self._seen: dict[tuple[str, str, Location], int] = {}

    def add(self, diagnostic: Diagnostic) -> None:
        """Append one; the same mistake at the same place is kept once, with all its related places.

        Where one stage warns of it and another cannot go on, it is an error.
        """
        same = (diagnostic.code, diagnostic.message, diagnostic.location)
        index = self._seen.setdefault(same, len(self._diagnostics))
        if index == len(self._diagnostics):
            self._diagnostics.append(diagnostic)
            return
        known = self._diagnostics[index]
        related = tuple(dict.fromkeys((*known.related, *diagnostic.related)))
        kept = min(known, diagnostic, key=lambda one: one.severity is not Severity.ERROR)
        self._diagnostics[index] = replace(kept, related=related)

    def error(
        self,
        code: str,
        message: str,
        location: Location,
        hint: str | None = None,
        related: tuple[Location, ...] = (),
    ) -> None:
        """Append an error."""
        self.add(Diagnostic(code, message, location, hint, Severity.ERROR, related))

    def warning(self, code: str, message: str, location: Location, hint: str | None = None) -> None:
        """Append a warning."""
        self.add(Diagnostic(code, message, location, hint, Severity.WARNING))

    def extend_softly(
        self, diagnostics: Iterable[Diagnostic], hint: str, codes: frozenset[str] | None = None
    ) -> None:
        """Append many; an error (of these codes, or any) becomes a warning; `hint`: what is made of it."""
        for one in diagnostics:
            if one.severity is Severity.ERROR and (codes is None or one.code in codes):
                known = f"{one.hint}; {hint}" if one.hint else hint
                one = replace(one, severity=Severity.WARNING, hint=known)
            self.add(one)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Append many."""
        for diagnostic in diagnostics:
            self.add(diagnostic)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._diagnostics)

    def __len__(self) -> int:
        return len(self._diagnostics)

    @property
    def has_errors(self) -> bool:
        """Whether anything found so far forbids writing."""
        return any(d.severity is Severity.ERROR for d in self._diagnostics)

    def about(self, at: Location) -> list[Diagnostic]:
        """Those that point at this place or below it, be it as a related one."""

        def inside(place: Location) -> bool:
            return place.file == at.file and place.pointer[: len(at.pointer)] == at.pointer

        return [one for one in self._diagnostics if any(map(inside, (one.location, *one.related)))]

    def codes(self) -> tuple[str, ...]:
        """The codes found, sorted, each once."""
        return tuple(sorted({d.code for d in self._diagnostics}))
