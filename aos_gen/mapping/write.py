"""Data to YAML text as people write it in a map: block by block, each text quoted only where it has to be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from aos_gen.source_yaml import plain_value

# Text that every reader of YAML takes for itself without quotes: in a block, and in brackets.
_BLOCK = re.compile(r"(?=[A-Za-z/])[!\"$-9;-~]+(?:(?: |:(?! |$))[!\"$-9;-~]+)*")
_FLOW = re.compile(r"[A-Za-z/][\w./-]*(?: [\w./-]+)*", re.ASCII)
_KEY = re.compile(r"[A-Za-z/][\w./\[\]-]*(?: [\w./\[\]-]+)*", re.ASCII)
# YAML 1.1 reads these as something else; so might another tool that opens the map.
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def block(data: Mapping[str, Any], indent: int) -> list[str]:
    """The lines of a mapping of texts, lists of texts and such mappings; nothing for what is empty."""
    lines: list[str] = []
    for key, value in data.items():
        head = f"{' ' * indent}{_scalar(key, _KEY)}:"
        if isinstance(value, Mapping):
            lines += [head, *block(value, indent + 2)] if value else []
        elif isinstance(value, list):
            lines += [f"{head} {flow(value)}"] if value else []
        else:
            lines.append(f"{head} {_scalar(value, _BLOCK)}")
    return lines


def flow(value: Any) -> str:
    """The value on one line, in brackets where it is a container."""
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{_scalar(key, _FLOW)}: {flow(one)}" for key, one in value.items() if one) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    return _scalar(value, _FLOW)


def _scalar(text: str, plain: re.Pattern[str]) -> str:
    """Digests are always quoted: one that is all digits, or has an `e` among them, is a number to YAML."""
    bare = plain.fullmatch(text) and text.lower() not in _WORDS and plain_value(text) == text
    return text if bare and not re.fullmatch(r"[0-9a-f]{16}", text) else quoted(text)


def quoted(text: str) -> str:
    """The text in double quotes, with whatever does not print escaped."""
    return '"' + "".join(_ESCAPES.get(c) or (c if c.isprintable() else _escaped(c)) for c in text) + '"'


def _escaped(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
