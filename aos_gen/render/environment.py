"""The Jinja2 environment: strict, and with three ways to write vendors' text and no other.

`py` writes a Python literal, `json` a JSON value, `docstring` a docstring literal. Text of a
vendor that reaches a template by any other way is a bug; `Code` marks what is not text.
"""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

PLACEHOLDER = "__module__"


class Code(str):
    """Source text that our own code has made; the only text that may stand in a template bare."""


def templates_folder() -> Path:
    """The templates: inside the installed package, or at the top of a checkout."""
    installed = Path(__file__).parent.parent / "_templates"
    return installed if installed.is_dir() else Path(__file__).parent.parent.parent / "templates"


def py(value: Any) -> Code:
    """A Python literal of plain data."""
    return Code(repr(value))


def docstring(text: str, pattern: str = "{}") -> Code:
    """A one-line docstring literal: a JSON string between two more pairs of quotes."""
    literal = json.dumps(pattern.format(text), ensure_ascii=False)
    # A bidi control in a comment-like place misleads its reader; as an escape it shows itself.
    shown = (c if c.isprintable() else f"\\U{ord(c):08x}" for c in literal)
    return Code('""' + "".join(shown) + '""')


def as_json(value: Any) -> Code:
    """A JSON value on one line."""
    return Code(json.dumps(value, ensure_ascii=False))


def cell(text: str) -> Code:
    """One cell of a Markdown table, or one line of Markdown: no markup of the vendor's survives."""
    escaped = _escaped(" ".join(text.split()))
    # At the start of a line these would make a heading, a list or a rule.
    return Code("\\" + escaped if escaped[:1] in tuple("#+-=") else escaped)


def _escaped(text: str) -> str:
    return "".join("\\" + c if c in "\\`*_[]<>|~" else c for c in text if c.isprintable())


def code(text: str) -> Code:
    """Text within backticks or in a cell of its own: printable, without a backtick or a bar."""
    return Code("".join(c for c in text if c.isprintable() and c not in "`|"))


def spaced(words: tuple[str, ...]) -> Code:
    """Command words as they are typed."""
    return code(" ".join(words))


def sentence(text: str) -> Code:
    """A sentence of ours that may quote a vendor's name in backticks."""
    parts = text.split("`")
    return Code("`".join(_escaped(part) if n % 2 == 0 else code(part) for n, part in enumerate(parts)))


def shell(words: tuple[str, ...]) -> Code:
    """A command line on one line of a code block; a word that could end the block is left open."""
    safe = [word if word.isprintable() and "`" not in word and len(word) < 200 else "..." for word in words]
    return Code(shlex.join(safe))


def environment() -> Environment:
    """The environment that every template is rendered in."""
    made = Environment(
        loader=FileSystemLoader(templates_folder(), encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # The output is Python, TOML and Markdown; HTML's escapes would be wrong.
        finalize=_finalize,
    )
    made.filters.update(py=py, docstring=docstring, json=as_json, cell=cell, shell=shell)
    made.filters.update(code=code, spaced=spaced, sentence=sentence)
    return made


def _finalize(value: Any) -> Any:
    """Refuse bare text in a template: it must be Code, or an identifier, or a number."""
    if isinstance(value, Code | int) or (isinstance(value, str) and _is_name(value)):
        return value
    raise TypeError(f"bare text in a template: {value!r}; use py, docstring, json or cell")


def _is_name(value: str) -> bool:
    return value.isascii() and all(part.isidentifier() for part in value.replace("-", "_").split("."))
