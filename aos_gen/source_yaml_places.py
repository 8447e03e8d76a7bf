"""YAML text into a tree of the places where its values are written.

It is built when a diagnostic is printed, from the same events as the values (`source_yaml`).
"""

from __future__ import annotations

from dataclasses import dataclass

from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from aos_gen import source_yaml
from aos_gen.diagnostics import Pointer
from aos_gen.source_json import Position, is_index
from aos_gen.source_yaml import position_of


@dataclass(slots=True)
class YamlPlace:
    """Where a value starts, and the places of what is in it (with the place of each key)."""

    at: Position
    members: dict[str, tuple[Position, YamlPlace]] | None = None
    elements: list[YamlPlace] | None = None
    first: dict[str, Position] | None = None
    """For keys that are written twice: where the first one stands."""

    def position(self, pointer: Pointer, at_key: bool) -> Position:
        """Where the value at `pointer` (or its key) starts; its nearest existing parent if it is absent."""
        place, key_at = self, self.at
        for index, step in enumerate(pointer):
            last = index == len(pointer) - 1
            if place.members is not None and str(step) in place.members:
                key_at, place = place.members[str(step)]
                if last and at_key:
                    return key_at
            elif place.elements is not None and is_index(str(step)) and int(step) < len(place.elements):
                place = place.elements[int(step)]
            else:
                break
        return place.at

    def first_position(self, pointer: Pointer) -> Position | None:
        """Where the key at `pointer` is written first, if it is written twice."""
        place = self
        for step in pointer[:-1]:
            if place.members is not None and str(step) in place.members:
                place = place.members[str(step)][1]
            elif place.elements is not None and isinstance(step, int) and step < len(place.elements):
                place = place.elements[step]
            else:
                return None  # a key of a value that another one of the same name replaced
        return (place.first or {}).get(str(pointer[-1]))


def places(text: str) -> YamlPlace:
    """The places of a text that `parse` accepted: the same walk over the events, with their marks."""
    loader = source_yaml.Loader(text)
    root = YamlPlace(Position(1, 1))
    stack: list[tuple[YamlPlace, list[tuple[str, Position] | None]]] = []
    anchors: dict[str, tuple[YamlPlace, str]] = {}
    try:
        while True:
            event = loader.get_event()
            kind = type(event)
            if kind is StreamEndEvent:
                return root
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                _merge_places(stack.pop()[0])
                continue
            if kind not in (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent):
                continue
            place = YamlPlace(position_of(event.start_mark))
            text_of = str(getattr(event, "value", ""))
            if kind is AliasEvent:
                # An alias is shown where it is written, what is in it where that is written.
                named, text_of = anchors[event.anchor]
                place.members, place.elements = named.members, named.elements
            elif kind is MappingStartEvent:
                place.members = {}
            elif kind is SequenceStartEvent:
                place.elements = []
            if event.anchor and kind is not AliasEvent:
                anchors[event.anchor] = (place, text_of)
            if not stack:
                root = place
            else:
                parent, pending = stack[-1]
                if parent.elements is not None:
                    parent.elements.append(place)
                elif pending[0] is None:
                    pending[0] = (text_of, place.at)
                    continue
                elif parent.members is not None:
                    key, key_at = pending[0]
                    if key in parent.members:
                        parent.first = parent.first or {}
                        parent.first.setdefault(key, parent.members[key][0])
                    parent.members[key] = (key_at, place)
                    pending[0] = None
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append((place, [None]))
    finally:
        loader.dispose()


def _merge_places(place: YamlPlace) -> None:
    """What a merge key brings is written elsewhere; its own keys win, as in `parse`."""
    merge = (place.members or {}).get("<<")
    if place.members is None or merge is None:
        return
    for source in merge[1].elements or [merge[1]]:
        for key, entry in (source.members or {}).items():
            place.members.setdefault(key, entry)
