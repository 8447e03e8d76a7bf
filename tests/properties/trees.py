"""What is true of every tree that is rendered, as functions that raise an AssertionError."""

from __future__ import annotations

import ast
import builtins
import json
import keyword
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Any

import black

from aos_gen.plan.model import CommandPlan, ConnectorPlan, PageKind
from aos_gen.plan.naming import GLOBAL_OPTIONS
from aos_gen.render import outputs
from aos_gen.render.environment import templates_folder
from aos_gen.render.tree import LINE_LENGTH
from aos_gen.tree import Tree

OPTION = re.compile(r"--[a-z][a-z0-9]*(-[a-z0-9]+)*")
FIELD = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
SAFE_STEP = re.compile(r"[A-Za-z0-9_.-]+")


def rendered_python(plan: ConnectorPlan, tree: Tree) -> dict[str, str]:
    """The Python files that depend on the plan."""
    plain = {name.replace("__module__", plan.module) for name in outputs.PLAIN}
    return {
        str(path): data.decode("utf-8")
        for path, data in tree.items()
        if path.suffix == ".py" and str(path) not in plain
    }


def check_files(plan: ConnectorPlan, tree: Tree) -> None:
    """Every file is what its suffix says, and shows nothing hidden."""
    for name, text in rendered_python(plan, tree).items():
        compile(text, name, "exec")
    for path, data in tree.items():
        check_path(path)
        text = data.decode("utf-8")
        hidden = {c for c in text if is_hidden(c)}
        assert not hidden, f"{path}: raw {hidden!r}"
        if path.suffix == ".json":
            strict_json(text)
        if path.suffix == ".toml":
            check_pyproject(plan, text)


def check_formatted(plan: ConnectorPlan, tree: Tree) -> None:
    """Black has nothing to change in what was rendered; plain files are held to that by tests/project."""
    for name, text in rendered_python(plan, tree).items():
        assert black.format_str(text, mode=black.Mode(line_length=LINE_LENGTH)) == text, f"{name}: black"


def check_path(path: PurePosixPath) -> None:
    """The path stays below the root on every system."""
    assert not path.is_absolute()
    assert all(SAFE_STEP.fullmatch(step) and step not in (".", "..") for step in path.parts), path


def is_hidden(character: str) -> bool:
    """A control, bidi or zero-width character; a line feed is neither."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character != "\n"


def strict_json(text: str) -> Any:
    """JSON by the standard: no NaN, no Infinity."""

    def refuse(constant: str) -> Any:
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(text, parse_constant=refuse)


def check_pyproject(plan: ConnectorPlan, text: str) -> None:
    """TOML whose project is this connector, with a script that Python can import."""
    project = tomllib.loads(text)["project"]
    assert (project["name"], project["version"]) == (plan.tool, plan.version)
    assert project["scripts"] == {plan.tool: f"cli_aos.{plan.module}.cli:cli"}


def is_name(name: str) -> bool:
    """An identifier that the grammar leaves free."""
    return name.isidentifier() and name.isascii() and not keyword.iskeyword(name)


def check_names(plan: ConnectorPlan) -> None:
    """Names of ours are valid, and one name is one thing."""
    assert is_name(plan.module), plan.module
    modules = [resource.module for resource in plan.resources]
    assert len(set(modules)) == len(modules)
    assert all(is_name(module) for module in modules)
    functions = [command.function for command in plan.commands]
    assert len(set(functions)) == len(functions)
    assert all(is_name(function) for function in functions)
    for command in plan.commands:
        check_options(command)


def check_options(command: CommandPlan) -> None:
    """Options, fields and identifiers of one command are valid, distinct and not global."""
    spellings = [spelling for o in command.options for spelling in (o.option, *o.aliases)]
    body, pages = command.body, command.pages
    spellings += ["--body"] if body is not None and not body.closed else []
    if pages is not None:
        spellings += ["--all", *(["--limit"] if pages.own_limit else [])]
        spellings += ["--next-url"] if pages.kind in (PageKind.URL, PageKind.LINK) else []
    assert len(set(spellings)) == len(spellings), spellings
    assert all(OPTION.fullmatch(spelling) for spelling in spellings), spellings
    assert not {spelling.removeprefix("--") for spelling in spellings} & GLOBAL_OPTIONS
    fields = [option.field for option in command.options]
    assert len(set(fields)) == len(fields), fields
    assert all(FIELD.fullmatch(field) for field in fields), fields
    names = [option.identifier for option in command.options]
    assert len(set(names)) == len(names), names
    assert all(is_name(name) for name in names), names
    assert not {"self", "body", "client", "max_items", "all_pages", "next_url"} & set(names)


def check_scopes(plan: ConnectorPlan, tree: Tree) -> None:
    """No name from the vendor hides one that the generated code needs.

    Names are looked up as Python does: a module's functions must not replace what it imports,
    a method's parameters must not replace what its body calls, and a client's methods must
    not replace those of the transport that it inherits.
    """
    package = f"agent-harness/cli_aos/{plan.module}"
    own = {command.function for command in plan.commands}
    for name, text in rendered_python(plan, tree).items():
        module = ast.parse(text)
        top = list(bound(module))
        assert len(set(top)) == len(top), f"{name}: {sorted(n for n in top if top.count(n) > 1)} bound twice"
        for function in (n for n in ast.walk(module) if isinstance(n, ast.FunctionDef)):
            given = {a.arg for a in (*function.args.args, *function.args.kwonlyargs)}
            needed = {
                n.func.id
                for n in ast.walk(function)
                if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
            }
            assert not given & needed, f"{name}: {function.name} hides {given & needed}"
        known = {
            *top,
            *dir(builtins),
            "__file__",
            *(name for n in ast.walk(module) for name in names_bound(n)),
        }
        free = {n.id for n in ast.walk(module) if isinstance(n, ast.Name)} - known
        assert not free, f"{name}: {free} is bound nowhere"
    taken = own & {*inherited(), "probe"}
    client = ast.parse(tree[PurePosixPath(f"{package}/client.py")])
    methods = [n.name for n in ast.walk(client) if isinstance(n, ast.FunctionDef)]
    assert len(set(methods)) == len(methods), methods
    assert not taken, f"client.py: {taken} replaces a method of Transport or the probe"


def names_bound(node: ast.AST) -> list[str]:
    """Names that one node binds, wherever it stands."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            return [name]
        case ast.arguments(args=args, kwonlyargs=named, kwarg=rest):
            return [one.arg for one in (*args, *named, rest) if one is not None]
        case ast.ExceptHandler(name=str(name)):
            return [name]
        case ast.Import() | ast.ImportFrom():
            return list(bound_by(node))
    return []


def bound(module: ast.Module) -> Iterator[str]:
    """Names that the module binds at its top level, once for each binding."""
    for node in module.body:
        inner = (
            node.body if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test) else [node]
        )
        for one in inner:
            if isinstance(one, ast.Import | ast.ImportFrom):
                yield from bound_by(one)
            elif isinstance(one, ast.FunctionDef | ast.ClassDef):
                yield one.name
            elif isinstance(one, ast.Assign):
                yield from (target.id for target in one.targets if isinstance(target, ast.Name))
            elif isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
                yield one.target.id


def bound_by(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module == "__future__":
        return
    yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)


@cache
def inherited() -> frozenset[str]:
    """Methods and attributes of the transport, from which a client inherits."""
    source = templates_folder() / "agent-harness/cli_aos/__module__/transport.py"
    classes = [n for n in ast.parse(source.read_text("utf-8")).body if isinstance(n, ast.ClassDef)]
    (transport,) = (one for one in classes if one.name == "Transport")
    found = {n.name for n in transport.body if isinstance(n, ast.FunctionDef)}
    for node in ast.walk(transport):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
            found.add(node.attr)
    return frozenset(found)
