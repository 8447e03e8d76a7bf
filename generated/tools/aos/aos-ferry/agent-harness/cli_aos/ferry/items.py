"""The option of a list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from . import strict
from .composite import File, Json, such_as
from .numeric import Integer, Number
from .reading import NULL, has_type, type_name
from .scalars import Boolean, Choice, Option, Text


class Items(Option):
    """A list: the option repeated (`--label a --label b`), or one JSON list.

    `fewest` and `longest` count items; the other checks are each item's own, where
    `item_longest` is the length of a text.
    """

    expects = "list"
    repeats = True

    def __init__(
        self,
        name: str,
        of: str = "text",
        *names: str,
        values: Sequence[Any] = (),
        types: Sequence[str] = (),
        fewest: int | None = None,
        longest: int | None = None,
        unique: bool = False,
        example: str = "",
        pattern: str | None = None,
        format: str | None = None,
        shortest: int | None = None,
        item_longest: int | None = None,
        least: float | None = None,
        most: float | None = None,
        above: float | None = None,
        below: float | None = None,
        step: float | None = None,
        clamp: bool = False,
        **rest: Any,
    ) -> None:
        self.of = of
        self.fewest = fewest
        self.longest = longest
        self.unique = unique
        self.example = example
        self.takes_input = of == "file"
        self.each: Option
        if of in ("integer", "number"):
            kind = Integer if of == "integer" else Number
            bounds = {"least": least, "most": most, "above": above, "below": below}
            self.each = kind("--item", step=step, values=values, clamp=clamp, **bounds)
        elif of == "boolean":
            self.each = Boolean("--item")
        elif of == "json":
            self.each = Json("--item", types=types)
        elif of == "file":
            self.each = File("--item")
        elif values:
            self.each = Choice("--item", values)
        else:
            self.each = Text(
                "--item", pattern=pattern, format=format, shortest=shortest, longest=item_longest
            )
        super().__init__(name, *names, **rest)

    def read(self, words: list[str]) -> Any:
        given: list[tuple[Any, bool]] = []
        for word in words:
            listed = self._listed(word)
            given += [(word, False)] if listed is None else [(item, True) for item in listed]
        items = []
        for place, (item, is_json) in enumerate(given, 1):
            try:
                items.append(self.item(item, is_json))
            except ValueError as error:
                which = f"item {place} " if len(given) > 1 else ""
                commas = not is_json and "," in item and self.of != "json"
                several = "; for several, repeat the option or give one JSON list" if commas else ""
                raise ValueError(f"{which}{error}{several}{such_as(self.example)}") from None
        too_many = self.longest is not None and len(items) > self.longest
        if too_many or len(items) < (self.fewest or 0):
            raise ValueError(f"must be {self.wanted()}; it has {len(items)}")
        if self.unique:
            texts = [json.dumps(item, sort_keys=True) for item in items]
            twice = [text for place, text in enumerate(texts) if text in texts[:place]]
            if twice:
                raise ValueError(f"must have each item once; {twice[0]} is there twice")
        return items

    def _listed(self, word: str) -> list[Any] | None:
        """The items of a word that is a JSON list; None for any other word, which is one item."""
        if not word.lstrip().startswith("["):
            return None
        try:
            listed: list[Any] = strict.loads(word)
        except (ValueError, RecursionError):
            example = self.example or json.dumps([word], ensure_ascii=False)
            raise ValueError(
                "starts with [ but is not a JSON list, where every text stands in double quotes;"
                f" a text that starts with [ goes into a list too{such_as(example)}"
            ) from None
        # In a list of lists one word may be one inner list.
        inner = isinstance(self.each, Json) and self.each.types == ("array",)
        return [listed] if inner and not all(isinstance(item, list) for item in listed) else listed

    def item(self, item: Any, is_json: bool) -> Any:
        """One item: a word, or a value of a JSON list."""
        # A text in the list is that text, unless only JSON in quotes makes sense there.
        if (
            is_json
            and isinstance(self.each, Json)
            and (not isinstance(item, str) or has_type(item, self.each.types))
        ):
            return self.each.check(item)
        if item is None or isinstance(item, dict | list):
            raise ValueError(f"must be {self.each.wanted()}; not {type_name(item)}")
        value = self.each.read([item if isinstance(item, str) else json.dumps(item)])
        return None if value is NULL else value

    def wanted(self) -> str:
        least, most = self.fewest, self.longest
        size = ""
        if least and most is not None:
            size = f" of {least} to {most} items" if least < most else f" of {most} items"
        elif least or most is not None:
            size = f" of at least {least} items" if least else f" of at most {most} items"
        return f"a list{size}, each {self.each.wanted()}{such_as(self.example)}"

    def rules(self) -> dict[str, Any]:
        said = {**self.each.rules(), "expects": self.expects, "items": self.of}
        said["write"] = "repeat the option, or one JSON list"
        counts = {"fewest_items": self.fewest, "most_items": self.longest}
        said |= {name: count for name, count in counts.items() if count is not None}
        if self.unique:
            said["unique"] = True
        if self.example:
            said["example"] = self.example
        return said
