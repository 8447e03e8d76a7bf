"""JSON text into values, and a pointer into the offset where its value is written.

The standard library's parser is used rather than orjson: with garbage collection
paused it was as fast on a 13 MB document, it keeps integers beyond 64 bits exact, and
it accepts NaN and lone surrogates, which vendors do write.

What both parsers (this one and `source_yaml`) hand back is defined here: `Parsed`, or
`Problem` when the text cannot be read.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from aos_gen.diagnostics import Pointer

MAX_DEPTH = 500
"""Deeper than any real document, and shallow enough that no later stage exhausts the stack."""

MOST_DIGITS = 9
_SMALL = 1_000_000
_SPACE = re.compile(r"[ \t\r\n]*")
_COMMENT = re.compile(r"(?:^|[\s,{\[])/[/*]", re.MULTILINE)
_SKIP = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Position:
    """Line and column, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """The data of a file, and the pointers of keys that were written twice (the last one counts)."""

    data: Any
    duplicates: tuple[Pointer, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text cannot be read, in the form of a diagnostic without a file."""

    code: str
    message: str
    position: Position | None = None
    hint: str | None = None


def too_deep(position: Position | None = None) -> Problem:
    """The problem of nesting beyond `MAX_DEPTH`, the same for JSON and YAML."""
    return Problem(
        "document-too-deep",
        f"values are nested more than {MAX_DEPTH} levels deep",
        position,
        "a document made for people is a few dozen levels deep: check how this file was produced",
    )


def is_index(step: str) -> bool:
    """Whether a step of a pointer may be that of a list; Python refuses a number of thousands of digits."""
    return step.isdecimal() and len(step) <= MOST_DIGITS


def has_comments(text: str) -> bool:
    """Whether a text that is not JSON seems to be JSON with comments, which YAML would read as keys."""
    return _COMMENT.search(text) is not None


def parse(text: str) -> Parsed | Problem:
    """Read JSON text; never raises for bad text."""
    repeated: list[tuple[dict[str, Any], list[str]]] = []

    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            repeated.append((value, sorted(key for key, count in counts.items() if count > 1)))
        return value

    try:
        # The hook makes a Python call of every object, which a large file would feel.
        data = json.loads(text, object_pairs_hook=build if len(text) < _SMALL else None)
    except json.JSONDecodeError as error:
        position = Position(error.lineno, error.colno)
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            cut = "it was cut off: download it or copy it again"
            return Problem("json-syntax", "the JSON is not valid: the file ends too early", position, cut)
        hint = "JSON has no comments: remove them" if has_comments(text) else None
        return Problem("json-syntax", f"the JSON is not valid: {_lower(error.msg)}", position, hint)
    except RecursionError:
        return too_deep()
    except ValueError:
        return Problem("json-syntax", "the JSON holds a number with thousands of digits")
    if is_too_deep(data):
        return too_deep()
    return Parsed(data, _pointers(data, repeated) if repeated else ())


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def is_too_deep(data: Any) -> bool:
    """Whether containers are nested deeper than `MAX_DEPTH`, level by level rather than by recursion.

    What one level shares (an overlay brings one value to many places) is looked at once.
    """
    level = [data] if isinstance(data, dict | list) else []
    for _ in range(MAX_DEPTH):
        below = {
            id(child): child
            for container in level
            for child in (container.values() if type(container) is dict else container)
            if type(child) is dict or type(child) is list
        }
        level = list(below.values())
        if not level:
            return False
    return True


def _pointers(data: Any, repeated: list[tuple[dict[str, Any], list[str]]]) -> tuple[Pointer, ...]:
    """Where the objects with repeated keys are: the parser's hook is not told."""
    wanted = {id(value): keys for value, keys in repeated}
    found: list[Pointer] = []
    stack: list[tuple[Pointer, Any]] = [((), data)]
    while stack:
        pointer, value = stack.pop()
        if isinstance(value, dict):
            found.extend((*pointer, key) for key in wanted.get(id(value), ()))
            children: list[tuple[str | int, Any]] = list(value.items())
        else:
            children = list(enumerate(value))
        stack.extend(((*pointer, step), v) for step, v in reversed(children) if isinstance(v, dict | list))
    return tuple(found)


@dataclass(slots=True)
class JsonPlaces:
    """Offsets of values in a JSON text, found container by container and kept.

    Siblings are skipped by the C parser, so the first look into a 13 MB file costs a
    fraction of a second and later ones below the same containers next to nothing.
    """

    text: str
    _tables: dict[int, dict[str | int, tuple[int, int]]] = field(default_factory=dict)
    _first: dict[int, int] = field(default_factory=dict)
    """For a key that is written twice, by the offset of the last: where the first stands."""

    def position(self, pointer: Pointer, at_key: bool) -> Position:
        """Where the value at `pointer` (or its key) starts; its nearest existing parent if it is absent."""
        offset = self._space(0)
        for index, step in enumerate(pointer):
            entry = self._table(offset).get(step)
            if entry is None and isinstance(step, str) and is_index(step) and self.text[offset] == "[":
                entry = self._table(offset).get(int(step))
            if entry is None:
                break
            offset = entry[0] if at_key and index == len(pointer) - 1 else entry[1]
        return self._at(offset)

    def first_position(self, pointer: Pointer) -> Position | None:
        """Where the key at `pointer` is written first, if it is written twice."""
        offset = self._space(0)
        key_at = -1
        for step in pointer:
            entry = self._table(offset).get(step)
            if entry is None:
                return None  # a key of a value that another one of the same name replaced
            key_at, offset = entry
        found = self._first.get(key_at)
        return None if found is None else self._at(found)

    def _at(self, offset: int) -> Position:
        line_start = self.text.rfind("\n", 0, offset) + 1
        return Position(self.text.count("\n", 0, offset) + 1, offset - line_start + 1)

    def _space(self, offset: int) -> int:
        found = _SPACE.match(self.text, offset)
        return found.end() if found else offset

    def _table(self, start: int) -> dict[str | int, tuple[int, int]]:
        """Of the container at `start`: for each step the offsets of its key and of its value."""
        known = self._tables.get(start)
        if known is not None:
            return known
        table: dict[str | int, tuple[int, int]] = {}
        opening = self.text[start : start + 1]
        if opening in ("{", "["):
            offset = self._space(start + 1)
            while self.text[offset] not in "}]":
                key_at, step = offset, len(table)
                if opening == "{":
                    step, offset = _SKIP.raw_decode(self.text, offset)
                    offset = self._space(self._space(offset) + 1)
                if step in table:
                    earlier = table[step][0]
                    self._first[key_at] = self._first.get(earlier, earlier)
                table[step] = (key_at, offset)
                _, offset = _SKIP.raw_decode(self.text, offset)
                offset = self._space(offset)
                if self.text[offset] == ",":
                    offset = self._space(offset + 1)
        self._tables[start] = table
        return table
