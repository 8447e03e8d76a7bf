"""Python source -> mutants of its tree: comparisons turned, conditions negated, numbers changed, calls gone.

Docstrings and annotations are left alone, because they do nothing when a connector runs.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from .model import Mutant

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def of_source(kind: str, path: str, source: str) -> Iterator[Mutant]:
    """Every mutant that the operators make of one module, in the order of its nodes."""
    count = len(list(ast.walk(ast.parse(source))))
    lines = source.splitlines()
    for number in range(count):
        tree = ast.parse(source)
        node = list(ast.walk(tree))[number]
        for what, change in _changes(tree, node):
            change()
            text = ast.unparse(ast.fix_missing_locations(tree))
            line = lines[getattr(node, "lineno", 1) - 1].strip()
            yield Mutant(kind, path, f"`{line}`: {what}", text)
            break


def _changes(tree: ast.Module, node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    """What can be done to `node` in place."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        turned = TURNED[type(node.ops[0])]()
        yield f"comparison becomes {type(turned).__name__}", lambda: node.ops.__setitem__(0, turned)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"{type(other).__name__} in its place", lambda: setattr(node, "op", other)
    elif isinstance(node, ast.If | ast.IfExp):
        negated = ast.UnaryOp(ast.Not(), node.test)
        yield "condition negated", lambda: setattr(node, "test", negated)
    elif isinstance(node, ast.Raise):
        yield "raise removed", lambda: _replace(tree, node)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "call removed", lambda: _replace(tree, node)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int) and type(node.value) is not bool:
        more = node.value + 1
        yield f"{node.value} becomes {more}", lambda: setattr(node, "value", more)


def _replace(tree: ast.Module, gone: ast.stmt) -> None:
    for parent in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(parent, name, None)
            if isinstance(block, list) and gone in block:
                block[block.index(gone)] = ast.Pass()
