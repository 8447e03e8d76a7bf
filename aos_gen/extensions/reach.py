"""A function of extensions.py to all of that file that it leads to: what an approval is an approval of."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator


def contract_of(function: ast.FunctionDef, tree: ast.Module, text: str) -> str:
    """Digest of the function with its declaration, and of whatever at the top level it uses, in turn.

    Comments inside count, blanks at the end of a line and the rest of the file do not.
    """
    by_name: dict[str, list[ast.stmt]] = {}
    for statement in tree.body:
        for name in _bound(statement):
            by_name.setdefault(name, []).append(statement)
    reached: list[ast.stmt] = [function]
    for statement in reached:  # It grows while it is walked.
        for node in ast.walk(statement):
            if isinstance(node, ast.Name):
                reached += [one for one in by_name.get(node.id, ()) if one not in reached]
    lines = text.splitlines()
    spans = sorted((_first_line(one), one.end_lineno or one.lineno) for one in reached)
    written = "\n".join(line.rstrip() for first, last in spans for line in lines[first - 1 : last])
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(one.lineno for one in decorators)])


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement at the top level gives a meaning to."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
