"""The options of JSON, files and whole bodies.

What may be long also comes from a file under AOS_FILE_ROOT (`@path`) or standard input (`-`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

from .reading import decode, has_type, json_of, type_name
from .scalars import Option

LONGEST_EXAMPLE = 400


class Json(Option):
    """Any JSON value, `@file` or `-` for standard input where `files` says so."""

    expects = "json"

    def __init__(
        self,
        *names: str,
        files: bool = False,
        types: Sequence[str] = (),
        example: str = "",
        **rest: Any,
    ) -> None:
        self.files = self.takes_input = files
        self.types = tuple(types)
        self.example = example
        super().__init__(*names, **rest)

    def read(self, words: list[str]) -> Any:
        text = words[0]
        if self.files and text == "-":
            need_input()
            text = sys.stdin.read()
        elif self.files and text.startswith("@"):
            from . import files

            text = files.read_text(text[1:])
        try:
            return decode(text, self.types, nullable=self.nullable)
        except ValueError as error:
            raise ValueError(f"{error}{such_as(self.example)}") from None

    def check(self, value: Any) -> Any:
        """A value that is JSON already, if it is of an allowed type."""
        if has_type(value, self.types):
            return value
        raise ValueError(f"must be {json_of(self.types)}, not {type_name(value)}")

    def wanted(self) -> str:
        others = [name for name in self.types if name != "string"]
        text = "text" if "string" in self.types else ""
        kinds = " or ".join(filter(None, [text, json_of(others) if others or not text else ""]))
        return f"{kinds}{such_as(self.example)}"

    def rules(self) -> dict[str, Any]:
        said: dict[str, Any] = {"types": list(self.types)} if self.types else {}
        # Where text is allowed it needs no quotes: nobody has to think of JSON first.
        said |= {"expects": "text or JSON"} if "string" in self.types else {}
        return {**said, "example": self.example} if self.example else said


class File(Option):
    """A file under AOS_FILE_ROOT, by its path with or without `@`, or `-` for standard input."""

    expects = "file"
    takes_input = True

    def read(self, words: list[str]) -> Any:
        path = words[0].removeprefix("@")
        if words[0] == "-":
            need_input()
        else:
            need_file(path)
        return words[0] if words[0] == "-" else path

    def wanted(self) -> str:
        return "the path of a file under AOS_FILE_ROOT, or - for standard input"

    def rules(self) -> dict[str, Any]:
        return {"write": self.wanted()}


class Content(Option):
    """A whole body that is not JSON: `@path`, `-`, or the text itself unless it is `binary`."""

    expects = "content"
    takes_input = True

    def __init__(self, *names: str, binary: bool = False, **rest: Any) -> None:
        self.binary = binary
        super().__init__(*names, **rest)

    def read(self, words: list[str]) -> Any:
        text = words[0]
        if text == "-":
            need_input()
        elif text.startswith("@"):
            need_file(text[1:])
        elif self.binary:
            raise ValueError(f"must be {self.wanted()}; for a file write {self.flag} @path")
        return text

    def wanted(self) -> str:
        inputs = "@path of a file under AOS_FILE_ROOT, or - for standard input"
        return inputs if self.binary else f"text, {inputs}"

    def rules(self) -> dict[str, Any]:
        return {"write": self.wanted()}


def need_file(path: str) -> None:
    """Raise ValueError, or a usage CliError, unless `path` is a regular file under the root."""
    from . import files

    if not path or "\0" in path:
        raise ValueError("must be the path of a file")
    real = files.inside(path)
    if not os.path.isfile(real):
        kind = "a folder" if os.path.isdir(real) else "no file, or not there"
        raise ValueError(f"is {path}, which is {kind} (under {files.root()})")


def need_input() -> None:
    """Raise ValueError where standard input is a terminal, which would wait for ever."""
    if sys.stdin is None or sys.stdin.isatty():
        raise ValueError("is -, but there is no standard input")


def such_as(example: str) -> str:
    """The end of a message that shows an example, cut where it is long."""
    cut = example if len(example) <= LONGEST_EXAMPLE else example[:LONGEST_EXAMPLE] + "..."
    return f"; for example {cut}" if example else ""
