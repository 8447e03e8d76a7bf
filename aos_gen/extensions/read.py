"""extensions.py to the commands that it declares: its syntax tree is read, and never run.

A command is `@command("id", summary=..., mode=..., risk=...)` over a function at the top level, with
`command` imported as `from .own import command`. Whatever is declared in another way is a mistake
here, and has no mode when the connector runs (so it needs admin).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from aos_gen.diagnostics import Location, Pointer, Report
from aos_gen.extensions.model import OwnCommand
from aos_gen.extensions.options import read_option
from aos_gen.extensions.reach import contract_of
from aos_gen.extensions.values import Arguments
from aos_gen.mapping.strings import CommandId
from aos_gen.plan import prose
from aos_gen.plan.model import ActionClass, Mode, OptionPlan, RiskTier
from aos_gen.source import CodeFile, SourceSet

MODULE, NAME = "own", "command"
IMPORT = f"from .{MODULE} import {NAME}"
KNOWN = ("summary", "mode", "risk", "options", "path", "resource", "action")
_RESOURCE = re.compile(r"[a-z][a-z0-9_-]*")
_ID: TypeAdapter[str] = TypeAdapter(CommandId)


def read_extensions(path: Path, sources: SourceSet, report: Report) -> tuple[OwnCommand, ...]:
    """The commands of the file at `path`, by id; none where there is no such file."""
    file = sources.open_code(path, report)
    if file is None:
        return ()
    alias = _alias(file, report)
    if alias is None:
        return ()
    used: set[ast.AST] = set()
    found: list[OwnCommand] = []
    for function in file.tree.body:
        if not isinstance(function, ast.FunctionDef):
            continue
        calls = [one for one in function.decorator_list if _is_call_of(one, alias)]
        used |= {one.func for one in calls if isinstance(one, ast.Call)}
        for call in calls:
            assert isinstance(call, ast.Call)  # _is_call_of says so
            found += _declared(call, function, file, report)
    for node in _named(file.tree, alias):
        if node not in used:
            _complain(file, node, f"{alias} is used where aos-gen cannot read it", report)
    return tuple(sorted(found, key=lambda one: one.id))


def _alias(file: CodeFile, report: Report) -> str | None:
    """The name that `command` has in the file; None where it is not imported."""
    alias: str | None = None
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[-1] == MODULE:
            at_top = node in file.tree.body and node.level == 1 and node.module == MODULE
            named = [one for one in node.names if one.name in (NAME, "*")]
            if named and (not at_top or named[0].name == "*"):
                _complain(file, node, f"{NAME} is imported where aos-gen cannot follow it", report)
            elif named:
                alias = named[0].asname or NAME
        elif isinstance(node, ast.ImportFrom) and node.module is None and _names(node, MODULE):
            _complain(file, node, f"{MODULE} is imported as a whole", report)
    return alias


def _names(node: ast.ImportFrom, name: str) -> bool:
    return any(one.name == name for one in node.names)


def _named(tree: ast.AST, name: str) -> Iterator[ast.Name]:
    """Wherever `name` stands for what the file imported; a function may have a parameter of that name."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Name) and node.id == name:
            yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and _is_local(node, name):
            for outside in (*getattr(node, "decorator_list", ()), node.args):
                yield from _named_in(outside, name)
        else:
            yield from _named(node, name)


def _named_in(node: ast.AST, name: str) -> Iterator[ast.Name]:
    return (one for one in ast.walk(node) if isinstance(one, ast.Name) and one.id == name)


def _is_local(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, name: str) -> bool:
    return any(one.arg == name for one in ast.walk(function.args) if isinstance(one, ast.arg))


def _complain(file: CodeFile, node: ast.AST, message: str, report: Report) -> None:
    pointer: Pointer = (f"line {getattr(node, 'lineno', 1)}",)
    file.note(pointer, node)
    hint = f"write `{IMPORT}` at the top level, and `@{NAME}(...)` over a function there"
    report.error("extension-literal", message, Location(file.name, pointer), hint)


def _is_call_of(node: ast.expr, alias: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == alias


def _declared(
    call: ast.Call, function: ast.FunctionDef, file: CodeFile, report: Report
) -> Iterator[OwnCommand]:
    """The command, if nothing is wrong with its declaration."""
    at: Pointer = (function.name,)
    found = Arguments.of(call, file, at, NAME, KNOWN, report)
    id = _id(found, call)
    found.need(("summary", "mode", "risk"), call)
    summary = prose.plain(found.value("summary", str, ""))
    if "summary" in found.nodes and not summary and not found.wrong:
        found.complain("extension-argument", found.nodes["summary"], "summary", "the summary is empty")
    mode = _one_of(found, "mode", [one.value for one in Mode])
    action = _one_of(found, "action", [one.value for one in ActionClass])
    risk = found.value("risk", int, 0)
    if "risk" in found.nodes and not found.wrong and risk not in (1, 2, 3, 4):
        found.complain(
            "extension-argument", found.nodes["risk"], "risk", f"risk must be 1, 2, 3 or 4, not {risk}"
        )
    resource = found.value("resource", str, "")
    if resource and not _RESOURCE.fullmatch(resource):
        message = f"{resource!r} is no resource: lower-case letters, digits, dashes and underscores"
        found.complain("extension-argument", found.nodes["resource"], "resource", message)
    options = _options(found, file, at, report)
    path = found.value("path", list, ())
    strange = [name for name in path if name not in {one.identifier for one in options}]
    if strange and not found.wrong:
        message = f"path names {strange[0]!r}, which is no option of the command"
        hint = "write options as the function's parameters: board_id for --board-id"
        found.complain("extension-argument", found.nodes["path"], "path", message, hint)
    if not found.wrong:
        _check_function(found, function, options)
    if found.wrong:
        return
    yield OwnCommand(
        id=id,
        function=function.name,
        summary=summary,
        mode=Mode(mode),
        risk=RiskTier(risk),
        action=ActionClass(action) if action else None,
        resource=resource or id.partition(".")[0],
        options=options,
        path=path,
        contract=contract_of(function, file.tree, file.text),
        at=Location(file.name, at),
    )


def _id(found: Arguments, call: ast.Call) -> str:
    if len(found.words) != 1:
        found.complain(
            "extension-argument", call, "", f"{NAME} takes the command's id by position, and no more"
        )
        return ""
    node = found.words[0]
    found.file.note((*found.at, "id"), node)
    id = str(found.literal(node, "id", str, ""))
    try:
        if not found.wrong:
            _ID.validate_python(id)
    except ValidationError:
        message = f"{id!r} is not a command id: one to three words joined by dots"
        hint = "each of lower-case letters, digits, dashes and underscores, such as board.archive"
        found.complain("extension-id", node, "id", message, hint)
    return id


def _one_of(found: Arguments, name: str, allowed: list[str]) -> str:
    value = str(found.value(name, str, ""))
    if name in found.nodes and value and value not in allowed:
        hint = f"write one of {', '.join(allowed)}"
        found.complain("extension-argument", found.nodes[name], name, f"there is no {name} {value!r}", hint)
    return value


def _options(found: Arguments, file: CodeFile, at: Pointer, report: Report) -> tuple[OptionPlan, ...]:
    node = found.nodes.get("options")
    if node is None:
        return ()
    if not isinstance(node, ast.List | ast.Tuple):
        message = "options of command is not a list written here, and aos-gen does not run this file"
        found.complain("extension-literal", node, "options", message, "write [Text('--name', ...), ...]")
        return ()
    options: list[OptionPlan] = []
    for index, element in enumerate(node.elts):
        place: Pointer = (*at, "options", index)
        option = read_option(element, file, place, report)
        if option is None:
            found.wrong = True
        elif option.option in {one.option for one in options}:
            found.complain("extension-option", element, "options", f"{option.option} is declared twice")
        else:
            options.append(option)
    return tuple(options)


def _check_function(found: Arguments, function: ast.FunctionDef, options: tuple[OptionPlan, ...]) -> None:
    """The function takes the client, then every option by its name; what may be left out has a default."""
    spelled = function.args
    given = [*spelled.posonlyargs, *spelled.args]
    plain = given[len(given) - len(spelled.defaults) :] if spelled.defaults else []
    optional = {one.arg for one in plain}
    pairs = zip(spelled.kwonlyargs, spelled.kw_defaults, strict=True)
    optional |= {one.arg for one, default in pairs if default is not None}
    names = [one.arg for one in (*spelled.args[0 if spelled.posonlyargs else 1 :], *spelled.kwonlyargs)]
    said: list[str] = []
    if not given and spelled.vararg is None:
        said.append("takes no client, which comes first")
    for option in options:
        sure = option.required or option.default is not None
        if option.identifier not in names and spelled.kwarg is None:
            said.append(f"has no parameter {option.identifier} for {option.option}")
        elif option.identifier in names and not sure and option.identifier not in optional:
            said.append(f"has no default for {option.identifier}, and {option.option} may be left out")
    known = {one.identifier for one in options}
    said += [f"asks for {one}, which is no option" for one in names if one not in known | optional]
    said += [f"asks for {one.arg} by position" for one in spelled.posonlyargs[1:]]
    if said:
        hint = "write " + _signature(function.name, options)
        found.complain("extension-function", function, "", f"{function.name} {'; it '.join(said)}", hint)


def _signature(name: str, options: tuple[OptionPlan, ...]) -> str:
    sure = [one for one in options if one.required or one.default is not None]
    other = [f"{one.identifier}=None" for one in options if one not in sure]
    return f"def {name}({', '.join(['client', *(one.identifier for one in sure), *other])})"
