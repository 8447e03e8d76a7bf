"""Python source into its syntax tree, which is never run; places are noted by whoever reads the tree."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from dataclasses import dataclass, field

from aos_gen.diagnostics import Pointer
from aos_gen.source_json import Position, Problem


@dataclass(slots=True, eq=False)
class CodeFile:
    """One Python file: its text, its tree, and where the values lie that diagnostics name."""

    name: str
    digest: str
    text: str
    tree: ast.Module
    _places: dict[Pointer, Position] = field(default_factory=dict)

    def note(self, pointer: Pointer, node: ast.AST) -> None:
        """Say that the value at `pointer` is written where `node` stands."""
        self._places[pointer] = self._position(node)

    def position(self, pointer: Pointer) -> Position | None:
        """Where `pointer`, or its nearest noted parent, is written."""
        while pointer and pointer not in self._places:
            pointer = pointer[:-1]
        return self._places.get(pointer)

    def _position(self, node: ast.AST) -> Position:
        line, offset = int(getattr(node, "lineno", 1)), int(getattr(node, "col_offset", 0))
        # The tree counts bytes, people count characters.
        written = self.text.splitlines()[line - 1] if offset else ""
        return Position(line, len(written.encode()[:offset].decode("utf-8", "ignore")) + 1)


def encoding(content: bytes) -> str:
    """The encoding in which Python reads a file: that of its byte order mark or its cookie (PEP 263)."""
    try:
        return tokenize.detect_encoding(io.BytesIO(content).readline)[0]
    except SyntaxError as error:
        return str(error)


def parse(name: str, digest: str, text: str) -> CodeFile | Problem:
    """The file, or the problem that makes it no Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return CodeFile(name, digest, text, ast.parse(text, name))
    except SyntaxError as error:
        place = Position(error.lineno or 1, error.offset or 1)
        return Problem("extension-syntax", f"this is no Python: {error.msg}", place)
    except (ValueError, RecursionError, MemoryError) as error:
        reason = str(error) or "it is nested too deeply"
        return Problem("extension-syntax", f"this is no Python: {reason}")
