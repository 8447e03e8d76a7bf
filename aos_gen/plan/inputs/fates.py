"""What became of each value that the vendor takes, and of each that the map adds: one Fate for each.

A fate is made where it is decided (`parameters`, `members`, `options`) and kept in `Inputs.fates`, so
that nobody has to find out a second time why a parameter is no option.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from aos_gen.diagnostics import Location, Pointer


class End(StrEnum):
    """Where a parameter or a member ends up."""

    OPTION = "option"
    FIXED = "fixed"
    """The map gives its value, and no caller changes it."""
    COMPOSED = "composed"
    """The map puts it together from options."""
    LIFTED = "lifted"
    """Members of it are sent in its place."""
    OMITTED = "omitted"
    CREDENTIAL = "credential"
    CONSTANT = "constant"
    """A header of the map's that goes with every request."""
    CONNECTOR = "connector"
    """The connector sends it by itself."""
    LITERAL = "literal"
    """The path's own query says it."""
    MOVED = "moved"
    """It is the value of another parameter."""
    READ_ONLY = "read-only"
    BODY = "body"
    """No option, but a member that `--body` may hold."""
    UNREACHABLE = "unreachable"
    """No option, and the command has no `--body`."""
    STRAY = "stray"
    """A path parameter that the path does not hold."""
    REFUSED = "refused"
    FORBIDDEN = "forbidden"
    """Some servers would take the request for another one."""
    UNREADABLE = "unreadable"
    """Nobody can say what it is called, or where it goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one parameter or member of a body."""

    api_name: str
    place: str
    """A word of `Place`; of a parameter that is refused, whatever the vendor writes."""
    end: End
    why: str
    """Half a sentence; "" where the end says it all."""
    written: Location
    """The vendor's line; the map's where only the map knows it."""
    decided: Location | None = None
    """Where the map decides it, if it does."""
    keys: tuple[str, ...] = ()
    """What the map says of it: `option`, `default`."""
    added: bool = False
    """Whether only the map knows it."""

    @property
    def key(self) -> str:
        """As a map names it beyond doubt: `query:id`."""
        return f"{self.place}:{self.api_name}"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a parameter without being asked."""

    end: End
    said: str
    """`scheme 'Key'`."""
    pointer: Pointer = ()
    """Where the map sets it up."""

    def __str__(self) -> str:
        return self.said


Sent = Mapping[tuple[str, str], Sender]
"""(place, name in lower case) of what is sent anyway, and by whom."""


def settled(found: Iterable[Fate], *, closed: bool, lifted: Mapping[str, tuple[str, ...]]) -> list[Fate]:
    """The fates as the whole command makes them, one for each parameter and member.

    What was refused is no option, although it was planned as one so that more mistakes could be found.
    `closed`: the command has no `--body`. `lifted` are the members that are sent in place of an object
    or beside it, by its key.
    """
    fates: dict[str, Fate] = {}
    for one in found:
        if one.end is End.BODY and closed:
            one = replace(one, end=End.UNREACHABLE, why=f"{one.why}, and there is no --body: {_CLOSED}")
        members = ", ".join(lifted.get(one.key, ()))
        if members and one.end is End.OMITTED:
            one = replace(one, end=End.LIFTED, why=f"of it only {members} can be sent")
        elif members and one.end is End.OPTION:
            one = replace(one, why=f"beside {members}, which the map lifts out of it")
        known = fates.get(one.key)
        if known is None or known.end is not End.REFUSED:
            fates[one.key] = one
    return list(fates.values())


_CLOSED = "the map decides every member that could be an option"
