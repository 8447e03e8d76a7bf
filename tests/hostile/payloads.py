"""Texts that mean something to careless readers: Python, a terminal, a shell, Markdown, TOML, YAML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PAYLOADS = (
    '"', "'", '"""', "'''", "\\", '\\"', "\n", "\r", "\r\n", "\u2028", "\u2029", "\x0c", "\x85", "\x0b",
    "{{ 7*7 }}", "{% include 'x' %}", "{# x #}", "}}", "\x00", "\ud800", "\u202e", "\u2066x\u2069", "\u200b",
    "\ufeff", "\u0430\u0435", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x9b31m", "\x9d0;t\x9c",
    "word " * 2000, "# Heading", "\n\n# Heading\n\n- item\n\n```sh\nblock\n```\n",
    "[link](https://evil.example)", "![image](https://evil.example/i.png)",
    "| a | b |\n|---|---|\n| c | d |", "<script>alert(1)</script>", "<https://evil.example>", "@everyone",
    "<!-- x", "https://evil.example/", "www.evil.example", "[x]: https://evil.example", "&lt;b&gt;", "{x}",
    "{0!r}", "%s%n", "]\n[tool.evil]\nx = 1\n", "$(id)", "`id`", "; id #", "'; id; '", "# type: ignore",
    "# noqa", "# fmt: off", "# -*- coding: utf-7 -*-", '"""\nimport os\n"""', "*a", "&a",
    "!!python/object:x", "- x: y", ": x", "../../x", "/etc/x",
)  # fmt: skip  # a list of words reads better in rows

TERMINAL = frozenset(map(chr, (*range(9), *range(11, 32), 127, *range(128, 160))))
"""What a terminal obeys; a line feed is no harm."""

TROJAN = frozenset(
    "\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
"""What makes a reader see another text than the machine."""

WORDS = frozenset({"description", "summary", "title", "termsOfService", "x-note", "setup", "x-displayName"})
"""Members that hold a vendor's prose: whatever stands there changes texts and nothing else."""


def places(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every text of a document, and (ending in `None`-less `"<key>"`) to every key."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield (*steps, "<key>", key)
            yield from places(one, (*steps, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from places(one, (*steps, index))
    elif isinstance(value, str):
        yield steps


def kind(steps: tuple[str | int, ...]) -> str:
    """The class of a place: the member it is the value of, or the collection that it is a key of."""
    names = [str(step) for step in steps if isinstance(step, str)]
    if len(steps) > 1 and steps[-2] == "<key>":
        return f"key of {names[-3] if len(names) > 2 else 'the document'}"
    listed = " in a list" if steps and isinstance(steps[-1], int) else ""
    return f"{names[-1] if names else ''}{listed}"


def poisoned(
    value: Any, chosen: set[tuple[str | int, ...]], text: Any, steps: tuple[str | int, ...] = ()
) -> Any:
    """The document with `text(old)` at every chosen place."""
    if isinstance(value, dict):
        return {
            text(key) if (*steps, "<key>", key) in chosen else key: poisoned(one, chosen, text, (*steps, key))
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [poisoned(one, chosen, text, (*steps, index)) for index, one in enumerate(value)]
    return text(value) if isinstance(value, str) and steps in chosen else value
