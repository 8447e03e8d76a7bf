"""References to files that are none of the document's, and patterns that take for ever."""

from __future__ import annotations

import os
from pathlib import Path

from bomb_parts import both, document, table, write

PATTERNS = (
    "^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^([a-zA-Z]+)*$", "(x+x+)+y", "^(.*a){40}$",
    "^(([a-z])+.)+[A-Z]([a-z])+$", "(?:(?:(?:a{9}){9}){9}){9}", "a{1000000}", "(" * 5000 + ")" * 5000,
    "(a?){50}a{50}", "^(\\w+\\s?)*$", "[" * 1000, "(?=(?=(?=a)))", "(?P<x>a)(?P=x)", "\\p{L}+", "(?<![^x])",
    "^(?!.*)$", "a" * 100_000, "(a*)*" * 500,
)  # fmt: skip  # a list of words reads better in rows


def patterns(folder: Path) -> None:
    """Patterns that take for ever, with examples and defaults that they are tried on."""
    word = "a" * 40 + "!"
    properties = {
        f"m{n}": {"type": "string", "pattern": one, "example": word, "default": word, "minLength": 30}
        for n, one in enumerate(PATTERNS)
    }
    both(folder, {"type": "object", "required": list(properties), "properties": properties})


OUTSIDE = (
    "/etc/passwd", "file:///etc/passwd", "../../../../../../etc/passwd", "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd", "%252e%252e/etc/passwd", "/dev/zero", "/proc/self/environ",
    "C:\\Windows\\win.ini", "c:/windows/win.ini", "\\\\host\\share\\x.yaml", "//host/share/x.yaml",
    "http://127.0.0.1:1/x", "HTTPS://x.example/y", "ftp://x.example/y", "data:application/json,{}",
    "javascript:1", "out.json", "loop.json", "fifo", "folder", "zero", "dangling", "a\x00b", "n" * 5000,
    "./.", "~/x", "~root/x", "$HOME/x", "|cat", "folder/../../out", "aux", "con.json",
)  # fmt: skip  # a list of words reads better in rows


def references_outside(folder: Path) -> None:
    """Everything that a reference should not open, symbolic links in the document's folder too."""
    os.mkfifo(folder / "fifo")
    (folder / "folder").mkdir()
    links = {
        "out.json": "/etc/passwd",
        "loop.json": "loop.json",
        "zero": "/dev/zero",
        "dangling": "/nowhere/x",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    parameters = [{"name": f"p{n}", "in": "query", "schema": {"$ref": one}} for n, one in enumerate(OUTSIDE)]
    write(folder, document(operation={"parameters": parameters}))


BOMBS = table(patterns, references_outside)
