"""Arguments of a call in extensions.py to values, which must be literals of the right type."""

from __future__ import annotations

import ast
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from aos_gen.diagnostics import Location, Pointer, Report
from aos_gen.source import CodeFile

TYPES = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "True or False",
    list: "a list of texts",
}
UNSET = object()


@dataclass(slots=True)
class Arguments:
    """The arguments of one call. What is wrong with them goes to the report, each at its own place."""

    file: CodeFile
    at: Pointer
    what: str
    """The call, as messages name it: `command`, `Text`."""
    report: Report
    wrong: bool = False
    nodes: dict[str, ast.expr] = field(default_factory=dict)
    words: list[ast.expr] = field(default_factory=list)

    @classmethod
    def of(
        cls, call: ast.Call, file: CodeFile, at: Pointer, what: str, known: Collection[str], report: Report
    ) -> Arguments:
        """The arguments of `call`, of which it may have those in `known`, and any by position."""
        found = cls(file, at, what, report, words=list(call.args))
        file.note(at, call)
        for one in (*call.args, *call.keywords):
            if isinstance(one, ast.Starred) or (isinstance(one, ast.keyword) and one.arg is None):
                found.complain(
                    "extension-literal", one, "", f"{what} cannot take * or **: aos-gen does not run it"
                )
        for keyword in call.keywords:
            if keyword.arg is None:
                continue
            if keyword.arg not in known:
                hint = f"it takes {', '.join(sorted(known))}"
                found.complain(
                    "extension-argument",
                    keyword,
                    keyword.arg,
                    f"{what} has no argument {keyword.arg!r}",
                    hint,
                )
                continue
            found.nodes[keyword.arg] = keyword.value
            file.note((*at, keyword.arg), keyword.value)
        return found

    def complain(self, code: str, node: ast.AST, name: str, message: str, hint: str | None = None) -> None:
        """An error about the argument `name`, where `node` stands."""
        pointer = (*self.at, name) if name else self.at
        self.file.note(pointer, node)
        self.wrong = True
        self.report.error(code, message, Location(self.file.name, pointer), hint)

    def value(self, name: str, kind: type, default: Any = None) -> Any:
        """The literal given for `name`, if it is of that type; `default` without it, or after a complaint."""
        node = self.nodes.get(name)
        return default if node is None else self.literal(node, name, kind, default)

    def literal(self, node: ast.expr, name: str, kind: type, default: Any = None) -> Any:
        """The value of `node`, if it is a literal of that type."""
        try:
            found = ast.literal_eval(node)
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            message = f"{name} of {self.what} is not a literal, and aos-gen does not run this file"
            self.complain("extension-literal", node, name, message, f"write {TYPES[kind]} as it is")
            return default
        if kind is list and isinstance(found, list | tuple) and all(isinstance(one, str) for one in found):
            return tuple(found)
        if (kind is not list and type(found) is kind) or (kind is float and type(found) is int):
            return found
        shown = ast.unparse(node)[:60]
        self.complain(
            "extension-argument", node, name, f"{name} of {self.what} must be {TYPES[kind]}, not {shown}"
        )
        return default

    def need(self, names: Collection[str], call: ast.Call) -> None:
        """Complain where some of `names` are not given; ** might hold them, and has been told."""
        lacking = [name for name in names if name not in self.nodes]
        if lacking and all(keyword.arg is not None for keyword in call.keywords):
            message = f"{self.what} needs {' and '.join(lacking)}"
            hint = f"add {', '.join(f'{name}=...' for name in lacking)}"
            self.complain("extension-argument", call, "", message, hint)
