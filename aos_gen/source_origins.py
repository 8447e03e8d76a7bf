"""Where each value of patched data is written: in the vendor's file, or in the overlay that brought it.

An `Origin` is one container or value. It knows only what differs from the plain rule (what is below
a value is written below it): members that an overlay brought or took away, and the elements of lists
whose indices moved. So a patched file of any size costs a few objects for each patch.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from aos_gen.diagnostics import Location, Pointer
from aos_gen.source_json import is_index


@dataclass(slots=True, eq=False)
class Origin:
    """Where a value is written; None among `members` is one that was removed."""

    at: Location
    members: dict[str, Origin | None] = field(default_factory=dict)
    elements: list[Origin] | None = None
    """All elements of a list of which one was added or removed."""

    def child(self, step: str | int) -> Origin | None:
        """The origin of the value one step below; None where it was removed."""
        if self.elements is not None:
            index = int(step) if is_index(str(step)) else -1
            return self.elements[index] if 0 <= index < len(self.elements) else None
        known = self.members.get(str(step), self)
        return Origin(self.at.child(step)) if known is self else known

    def own(self, step: str | int, length: int) -> Origin:
        """The origin one step below, kept so that it can be changed; `length` is that of a list."""
        if isinstance(step, int):
            return self.own_elements(length)[step]
        known = self.members.get(step)
        if known is None:
            known = self.members[step] = Origin(self.at.child(step))
        return known

    def own_elements(self, length: int) -> list[Origin]:
        """The origins of a list's elements, kept so that they can be changed."""
        if self.elements is None:
            self.elements = [Origin(self.at.child(index)) for index in range(length)]
        return self.elements

    def clone(self) -> Origin:
        """The same origin for a second place: what is changed there leaves this one alone."""
        members = {key: None if one is None else one.clone() for key, one in self.members.items()}
        elements = None if self.elements is None else [one.clone() for one in self.elements]
        return Origin(self.at, members, elements)

    def written(self, location: Location) -> Location:
        """The place in a file where the value at a location of the patched data is written."""
        origin = self
        for index, step in enumerate(location.pointer):
            if origin.elements is None and not origin.members:
                return replace(origin.at.child(*location.pointer[index:]), at_key=location.at_key)
            found = origin.child(step)
            if found is None:
                return origin.at
            origin = found
        return replace(origin.at, at_key=location.at_key) if location.pointer else origin.at

    def moved(self, pointer: Pointer) -> Pointer | None:
        """Where a value of the vendor's own stands now; None where it was removed or replaced."""
        origin, steps = self, list[str | int]()
        for index, step in enumerate(pointer):
            if origin.elements is not None:
                own = origin.at.child(step)
                step = next((at for at, one in enumerate(origin.elements) if one.at == own), -1)
                if step == -1:
                    return None
            found = origin.child(step)
            if found is None or found.at != Location(self.at.file, pointer[: index + 1]):
                return None
            origin = found
            steps.append(step)
        return tuple(steps)
