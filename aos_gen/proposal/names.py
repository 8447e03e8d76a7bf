"""Command ids that may stand beside each other: which are free, and what is made where none is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from aos_gen.mapping.check import MAX_TOOL_NAME, RESERVED_WORDS, tool_name

_DIGEST = 5


class Names:
    """The ids that are taken, and what they forbid."""

    def __init__(self, connector: str) -> None:
        self._connector = connector
        self._room = max(1, MAX_TOOL_NAME - len(tool_name(connector, "")))
        self._tools: set[str] = set()
        self._ids: set[str] = set()
        self._groups: set[str] = set()

    def take(self, one: str) -> None:
        """Let nothing else have this id, or stand in its way."""
        words = one.split(".")
        self._tools.add(tool_name(self._connector, one))
        self._ids.add(one)
        self._groups.update(".".join(words[:length]) for length in range(1, len(words)))

    def first(self, candidates: Iterable[str], key: str) -> str:
        """The first that is free; behind the last of them a digest of the key."""
        last = ""
        for candidate in candidates:
            last = candidate
            if self._free(candidate):
                self.take(candidate)
                return candidate
        for number in range(10_000):
            # What was tried once in vain is not tried again with another digest.
            found = self._digested("" if number else last, f"{key}\n{number}" if number else key)
            if self._free(found):
                self.take(found)
                return found
        raise ValueError(f"no room for the id of an operation beside {self._connector!r}")

    def _free(self, one: str) -> bool:
        words = one.split(".")
        above = (".".join(words[:length]) for length in range(1, len(words)))
        return (
            len(one) <= self._room
            and words[0] not in RESERVED_WORDS
            and one not in self._groups
            and tool_name(self._connector, one) not in self._tools
            and not any(group in self._ids for group in above)
        )

    def _digested(self, plain: str, key: str) -> str:
        """As much of the plain id as there is room for, and some digits that only this operation has."""
        digest = "x" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        thing, _, verb = plain.rpartition(".")
        room = self._room - _DIGEST - 1
        if thing and room - len(verb) > _DIGEST:
            kept = thing[: room - len(verb) - 1].rstrip("_.")
            return f"{kept}.{verb}_{digest[:_DIGEST]}"
        kept = plain[: max(room, 0)].rstrip("_.")
        return f"{kept}_{digest[:_DIGEST]}" if len(kept) > 2 else digest[: self._room]
