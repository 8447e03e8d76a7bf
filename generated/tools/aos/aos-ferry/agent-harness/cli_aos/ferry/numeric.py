"""The options of one number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from .reading import is_multiple, one_of, plain, shown
from .scalars import Option, stated


class Integer(Option):
    """A whole number. `clamp` moves what lies beyond `least` and `most` to them."""

    expects = "integer"
    noun = "a whole number"

    def __init__(
        self,
        *names: str,
        least: float | None = None,
        most: float | None = None,
        above: float | None = None,
        below: float | None = None,
        step: float | None = None,
        values: Sequence[float] = (),
        clamp: bool = False,
        **rest: Any,
    ) -> None:
        whole = self.expects == "integer"
        self.least = math.ceil(least) if whole and least is not None else least
        self.most = math.floor(most) if whole and most is not None else most
        self.above = above
        self.below = below
        self.step = step
        self.values = tuple(values)
        self.clamp = clamp
        super().__init__(*names, **rest)

    def read(self, words: list[str]) -> Any:
        number = self.number(words[0])
        if number is not None and self.clamp:
            number = number if self.least is None else max(number, self.least)
            number = number if self.most is None else min(number, self.most)
        if number is None or not self.allows(number):
            raise ValueError(f"must be {self.wanted()}; not {shown(words[0])}")
        return number

    def number(self, word: str) -> float | None:
        """`word` as a whole number (5.0 is one); None where it is none."""
        whole, _, fraction = word.partition(".")
        try:
            return int(whole if fraction and not fraction.strip("0") else word)
        except ValueError:
            return None

    def allows(self, number: float) -> bool:
        """Whether the vendor takes this number."""
        return (
            (self.least is None or number >= self.least)
            and (self.most is None or number <= self.most)
            and (self.above is None or number > self.above)
            and (self.below is None or number < self.below)
            and (self.step is None or is_multiple(number, self.step))
            and (not self.values or number in self.values)
        )

    def wanted(self) -> str:
        if self.values:
            return one_of([plain(value) for value in self.values])
        kept = (None, None) if self.clamp else (self.least, self.most)
        bounds = (*kept, self.above, self.below, self.step)
        words = ("at least", "at most", "more than", "less than", "a multiple of")
        said = [f"{word} {plain(bound)}" for word, bound in zip(words, bounds) if bound is not None]
        return ", ".join([self.noun, *said])

    def rules(self) -> dict[str, Any]:
        said = stated(self, "least", "most", "above", "below", "step")
        if self.values:
            said["allowed"] = list(self.values)
        moved = {"smaller is raised to": self.least, "larger is lowered to": self.most}
        if self.clamp:
            said["clamped"] = ", ".join(
                f"{word} {plain(bound)}" for word, bound in moved.items() if bound is not None
            )
        return said


class Number(Integer):
    """A number."""

    expects = "number"
    noun = "a number"

    def number(self, word: str) -> float | None:
        try:
            value = float(word)
        except ValueError:
            return None
        if not math.isfinite(value):
            return None
        return int(word) if word.lstrip("+-").isdigit() else value
