"""What every option has, and the options of one plain value: text, a choice, true or false.

Every option takes one word: `--draft`, `--draft true` and `--draft=false` are the same
option, and "" means "not given". A value that may be null is null for the word `null`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Any

import click

from .reading import FORMATS, NULL, boolean, choose, one_of

# Beyond this a vendor's pattern, which may be slow, is left to the vendor.
LONGEST_MATCHED = 500


class Option(click.Option):
    """One option: click splits the words, `read` makes the value."""

    expects = "text"
    repeats = False
    takes_input = False
    """Whether the word `-` stands for standard input."""

    def __init__(
        self,
        *names: str,
        into: str | None = None,
        required: bool = False,
        member: str | None = None,
        default: Any = None,
        env: str | None = None,
        nullable: bool = False,
        help: str = "",
    ) -> None:
        self.into = into or names[0].lstrip("-").replace("-", "_")
        self.needed = required
        self.member = member
        self.fallback = default
        self.env = env
        self.nullable = nullable
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
        if len(given) > 1 and not self.repeats:
            raise ValueError(f"is given {len(given)} times; give it once")
        if given or not self.env:
            return self._read(given) if given else self.fallback
        pinned = os.environ.get(self.env, "").strip()
        try:
            return self._read([pinned]) if pinned else self.fallback
        except ValueError as error:
            raise ValueError(f"{error} (it comes from the variable {self.env})") from None

    def _read(self, given: list[str]) -> Any:
        if self.nullable and given == ["null"]:
            return NULL
        try:
            return self.read(given)
        except ValueError as error:
            raise ValueError(f"{error}; null is allowed too" if self.nullable else error) from None

    def read(self, words: list[str]) -> Any:
        """The value of one word, or of all the words of a repeated option."""
        return words[0]

    def wanted(self) -> str:
        """What may be given, in words that follow "must be"."""
        return "text"

    def rules(self) -> dict[str, Any]:
        """What `describe` says of the values of this kind."""
        return {}

    def describe(self) -> dict[str, Any]:
        """What an agent must know to use this option."""
        described: dict[str, Any] = {"expects": self.expects, "required": self.needed}
        described |= self.rules()
        if self.nullable:
            described["nullable"] = True
        if self.fallback is not None:
            described["default"] = self.fallback
        if self.env:
            described["env"] = self.env
        if self.help:
            described["help"] = self.help
        return described

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The line of `--help`, with what is allowed and whether it must be given."""
        notes = ["required"] if self.needed else []
        if self.wanted() != self.expects:
            notes.append(self.wanted())
        notes += ["or null"] if self.nullable else []
        said = f"{self.help}  [{'; '.join(notes)}]" if notes else self.help or ""
        return f"{', '.join(self.opts)} {self.metavar}", said.strip()


class Text(Option):
    """Any text, or text of a format, a length, a pattern (searched for, as JSON Schema does)."""

    def __init__(
        self,
        *names: str,
        pattern: str | None = None,
        format: str | None = None,
        shortest: int | None = None,
        longest: int | None = None,
        **rest: Any,
    ) -> None:
        self.pattern = pattern
        self.format = format
        self.shortest = shortest
        self.longest = longest
        super().__init__(*names, **rest)

    def read(self, words: list[str]) -> Any:
        text, size = words[0], len(words[0])
        if size < (self.shortest or 0) or (self.longest is not None and size > self.longest):
            raise ValueError(f"must be {self.wanted()}; it has {size} characters")
        if self.format in FORMATS and not FORMATS[self.format][2](text):
            raise ValueError(f"must be {self.wanted()}")
        if self.pattern and size <= LONGEST_MATCHED and not re.search(self.pattern, text):
            raise ValueError(f"must be {self.wanted()}")
        return text

    def wanted(self) -> str:
        noun, example, _ = FORMATS.get(self.format or "", ("text", "", bool))
        least, most = self.shortest, self.longest
        said = [noun]
        if least and most is not None:
            said.append(
                f"of {least} to {most} characters" if least < most else f"of {most} characters"
            )
        elif least or most is not None:
            said.append(
                f"of at least {least} characters" if least else f"of at most {most} characters"
            )
        if self.pattern:
            said.append(f"that matches {self.pattern}")
        return " ".join(said) + (f", such as {example}" if example else "")

    def rules(self) -> dict[str, Any]:
        return stated(self, "format", "pattern", "shortest", "longest")


class Choice(Option):
    """One of a few words."""

    expects = "choice"

    def __init__(self, name: str, values: Sequence[str], *names: str, **rest: Any) -> None:
        self.values = tuple(values)
        super().__init__(name, *names, **rest)

    def read(self, words: list[str]) -> Any:
        return choose(words[0], self.values)

    def wanted(self) -> str:
        return one_of(self.values)

    def rules(self) -> dict[str, Any]:
        return {"allowed": list(self.values)}


class Boolean(Option):
    """`--x`, `--x true` or `--x false`."""

    expects = "boolean"

    def read(self, words: list[str]) -> Any:
        return boolean(words[0])

    def wanted(self) -> str:
        return "true or false"


def stated(option: Option, *names: str) -> dict[str, Any]:
    """Those of an option's rules that are set."""
    found = {name: getattr(option, name) for name in names}
    return {name: rule for name, rule in found.items() if rule not in (None, "")}
