"""The kinds of option that commands have, and how the text of each is read.

Every option takes one word: `--draft`, `--draft true` and `--draft=false` are the same
option, a list is repeated (`--label a --label b`) or one JSON word (`--labels '["a","b"]'`),
and "" means "not given". A text that cannot be read raises ValueError with what is allowed.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from . import strict

TRUE = ("true", "1", "yes", "on")
FALSE = ("false", "0", "no", "off")


class Option(click.Option):
    """One option: click splits the words, `read` makes the value."""

    expects = "text"
    repeats = False

    def __init__(
        self,
        *names: str,
        into: str | None = None,
        required: bool = False,
        member: str | None = None,
        default: Any = None,
        env: str | None = None,
        help: str = "",
    ) -> None:
        self.into = into or names[0].lstrip("-").replace("-", "_")
        self.needed = required
        self.member = member
        self.fallback = default
        self.env = env
        super().__init__(
            [*names, self.into], multiple=True, help=help, metavar=self.expects.upper()
        )

    @property
    def flag(self) -> str:
        """The spelling that messages use."""
        return self.opts[0]

    def value(self, words: Sequence[str]) -> Any:
        """The value given by `words`, by the environment, or the default; None for none of them."""
        given = [word for word in words if word != ""]
        if not given and self.env:
            given = [word for word in [os.environ.get(self.env, "").strip()] if word]
        if not given:
            return self.fallback
        if len(given) > 1 and not self.repeats:
            raise ValueError(f"is given {len(given)} times; give it once")
        return self.read(given)

    def read(self, words: list[str]) -> Any:
        """The value of one word, or of all the words of a repeated option."""
        return words[0]

    def describe(self) -> dict[str, Any]:
        """What an agent must know to use this option."""
        described: dict[str, Any] = {"expects": self.expects, "required": self.needed}
        if self.help:
            described["help"] = self.help
        return described


class Text(Option):
    """Any text."""


class Choice(Option):
    """One of a few words."""

    expects = "choice"

    def __init__(self, name: str, values: Sequence[str], *names: str, **rest: Any) -> None:
        self.values = tuple(values)
        super().__init__(name, *names, **rest)

    def read(self, words: list[str]) -> Any:
        return choose(words[0], self.values)

    def describe(self) -> dict[str, Any]:
        return {**super().describe(), "allowed": list(self.values)}


class Integer(Option):
    """A whole number."""

    expects = "integer"

    def __init__(
        self, *names: str, least: float | None = None, most: float | None = None, **rest: Any
    ) -> None:
        self.least = least
        self.most = most
        super().__init__(*names, **rest)

    def read(self, words: list[str]) -> Any:
        number = self.number(words[0])
        if self.least is not None and number < self.least:
            raise ValueError(f"must be at least {self.least}")
        if self.most is not None and number > self.most:
            raise ValueError(f"must be at most {self.most}")
        return number

    def number(self, word: str) -> float:
        """`word` as a whole number."""
        try:
            return int(word)
        except ValueError:
            raise ValueError(f"must be a whole number, not {word!r}") from None


class Number(Integer):
    """A number."""

    expects = "number"

    def number(self, word: str) -> float:
        try:
            value = float(word)
        except ValueError:
            raise ValueError(f"must be a number, not {word!r}") from None
        if not math.isfinite(value):
            raise ValueError("must be a finite number")
        return int(word) if word.lstrip("+-").isdigit() else value


class Boolean(Option):
    """`--x`, `--x true` or `--x false`."""

    expects = "boolean"

    def read(self, words: list[str]) -> Any:
        return boolean(words[0])


class Items(Option):
    """A list: the option repeated, or one JSON list."""

    expects = "list"
    repeats = True

    def __init__(
        self,
        name: str,
        of: str = "text",
        *names: str,
        values: Sequence[str] = (),
        types: Sequence[str] = (),
        **rest: Any,
    ) -> None:
        self.of = of
        self.values = tuple(values)
        self.types = tuple(types)
        super().__init__(name, *names, **rest)

    def read(self, words: list[str]) -> Any:
        items: list[Any] = []
        for word in words:
            if word.lstrip().startswith("["):
                items.extend(self.item(item) for item in decode(word, ["array"]))
            else:
                items.append(self.item(word))
        return items

    def item(self, item: Any) -> Any:
        """One item, read by the kind of the list's items."""
        if self.of == "json":
            return decode(item, self.types) if isinstance(item, str) else item
        if self.of == "text":
            if not isinstance(item, str):
                item = json.dumps(item)
            return choose(item, self.values) if self.values else item
        if self.of == "boolean":
            return item if isinstance(item, bool) else boolean(str(item))
        kind = Integer if self.of == "integer" else Number
        return kind("--item").read([item if isinstance(item, str) else json.dumps(item)])

    def describe(self) -> dict[str, Any]:
        allowed = {"allowed": list(self.values)} if self.values else {}
        return {**super().describe(), "items": self.of, **allowed}


class Json(Option):
    """Any JSON value, `@file` or `-` for standard input where `files` says so."""

    expects = "json"

    def __init__(
        self, *names: str, files: bool = False, types: Sequence[str] = (), **rest: Any
    ) -> None:
        self.files = files
        self.types = tuple(types)
        super().__init__(*names, **rest)

    def read(self, words: list[str]) -> Any:
        text = words[0]
        if self.files and text == "-":
            if sys.stdin is None or sys.stdin.isatty():
                raise ValueError("is -, but there is no standard input")
            text = sys.stdin.read()
        elif self.files and text.startswith("@"):
            from . import files

            text = files.read_text(text[1:])
        return decode(text, self.types)

    def describe(self) -> dict[str, Any]:
        described = {**super().describe(), **({"types": list(self.types)} if self.types else {})}
        # Where text is allowed it needs no quotes: nobody has to think of JSON first.
        return {**described, "expects": "text or JSON"} if "string" in self.types else described


def choose(word: str, values: Sequence[str]) -> str:
    """`word` if it is one of `values`, whatever its case."""
    for value in values:
        if word == value:
            return value
    matching = [value for value in values if value.lower() == word.lower()]
    if len(matching) == 1:
        return matching[0]
    raise ValueError(f"must be one of {', '.join(values)}; not {word!r}")


def boolean(word: str) -> bool:
    """`true` or `false`, as people and programs write them."""
    if word.lower() in TRUE:
        return True
    if word.lower() in FALSE:
        return False
    raise ValueError(f"must be true or false, not {word!r}")


def decode(text: str, types: Sequence[str] = ()) -> Any:
    """JSON text as a value of one of `types` (JSON Schema's names), of any where none is named.

    Where text is allowed, what does not read as another allowed type is that text itself.
    """
    wanted = " or ".join("JSON " + name for name in types) or "JSON"
    try:
        value = strict.loads(text)
    except (ValueError, RecursionError) as error:
        if "string" in types:
            return text
        position = getattr(error, "pos", None)
        where = f" (at character {position + 1})" if position is not None else ""
        raise ValueError(f"must be {wanted}{where}") from None
    if (
        not types
        or type_name(value) in types
        or (type_name(value) == "integer" and "number" in types)
    ):
        return value
    if "string" in types:
        return text
    raise ValueError(f"must be {wanted}, not {type_name(value)}")


def type_name(value: Any) -> str:
    """JSON Schema's name of a value's type."""
    names: dict[type, str] = {
        bool: "boolean",
        int: "integer",
        float: "number",
        str: "string",
        list: "array",
        dict: "object",
    }
    return names.get(type(value), "null")
