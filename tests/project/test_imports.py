"""Who may import whom, who may print, who may open files: read from the source with `ast`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import ROOT

PACKAGE = ROOT / "aos_gen"

# A group of modules and the groups that it may import, besides itself. `aos_gen` is the version.
ALLOWED: dict[str, frozenset[str]] = {
    "aos_gen": frozenset(),
    "alike": frozenset(),
    "diagnostics": frozenset(),
    "source": frozenset({"diagnostics"}),
    "overlay": frozenset({"alike", "diagnostics", "source"}),
    "document": frozenset({"alike", "diagnostics", "overlay", "source"}),
    "mapping": frozenset({"diagnostics", "source"}),
    "plan.model": frozenset(),
    "plan": frozenset({"alike", "diagnostics", "document", "mapping", "plan.model"}),
    "proposal": frozenset({"diagnostics", "document", "mapping", "plan", "plan.model"}),
    "draft": frozenset({"alike", "diagnostics", "document", "mapping", "plan", "plan.model", "proposal"}),
    "extensions": frozenset({"diagnostics", "mapping", "plan", "plan.model", "policy", "source"}),
    "tree": frozenset(),
    "render": frozenset({"diagnostics", "plan.model", "tree"}),
    "lock": frozenset({"aos_gen", "plan", "plan.model", "tree"}),
    "report": frozenset({"console", "diagnostics", "mapping", "plan", "plan.model", "source"}),
    "staging": frozenset({"tree"}),
    "history": frozenset({"tree"}),
    "merge": frozenset(),
    "drift": frozenset({"lock", "staging", "tree"}),
    "console": frozenset({"diagnostics"}),
    "progress": frozenset(),
    "lint": frozenset({"diagnostics", "document", "source"}),
    "policy": frozenset({"diagnostics", "document", "mapping", "plan", "plan.model", "source"}),
    "commands": frozenset(
        {
            "alike",
            "diagnostics",
            "document",
            "draft",
            "extensions",
            "drift",
            "history",
            "lint",
            "lock",
            "mapping",
            "merge",
            "plan",
            "plan.model",
            "policy",
            "proposal",
            "render",
            "report",
            "source",
            "staging",
            "tree",
        }
    ),
    "cli": frozenset({"aos_gen", "commands", "console", "diagnostics", "progress", "report", "source"}),
    "__main__": frozenset({"cli"}),
}

# (module, imported module): the only names it may take from there, and why.
IMPORT_EXEMPTIONS: dict[tuple[str, str], tuple[frozenset[str], str]] = {
    ("mapping.model", "plan.model"): (frozenset({"Mode"}), "a map's mode is the plan's mode"),
    ("mapping.check", "plan.model"): (frozenset({"Mode"}), "the least mode of each tier is a mode"),
    ("mapping.wording", "plan.model"): (frozenset({"Mode"}), "messages list the modes that may be written"),
    ("commands.drift", "aos_gen"): (frozenset({"__version__"}), "another generator makes other files"),
    ("cli.check", "mapping.check"): (frozenset({"MAX_TOOL_NAME"}), "it shows the limit"),
    ("lock", "plan.serialize"): (
        frozenset({"plan_from_data", "plan_to_data"}),
        "the lock holds the plan as data",
    ),
}

# The group of modules that may print or exit: its outcome goes to stdout, stderr and the exit code.
PRINTERS = "cli"

# Modules besides source* that may open files, what they call, and why.
READERS: dict[str, tuple[frozenset[str], str]] = {
    "tree": (frozenset({"open", "read_bytes"}), "it stages the output, and reads what stands on disk"),
    "staging": (frozenset({"open", "read_bytes"}), "it holds the folder, and reads its own journal"),
    "render.tree": (frozenset({"read_bytes"}), "it copies plain templates, which are part of the package"),
}

OPENING = frozenset({"open", "read_text", "read_bytes", "write_text", "write_bytes", "urlopen", "fdopen"})
PRINTING = frozenset({"exit", "quit", "_exit", "echo", "secho", "SystemExit", "abort"})


def modules() -> dict[str, Path]:
    """Every module by its name below `aos_gen`; a package by the name of its folder."""
    found: dict[str, Path] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        steps = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(steps[:-1] if steps[-1] == "__init__" else steps) or "aos_gen"] = path
    return found


MODULES = modules()


def group(module: str) -> str:
    """`source_yaml` -> source, `plan.build` -> plan, `plan.model.inputs` -> plan.model."""
    if module == "plan.model" or module.startswith("plan.model."):
        return "plan.model"
    first = module.partition(".")[0]
    return "source" if first.startswith("source_") else first


def parsed(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


def imports(module: str) -> Iterator[tuple[str, str]]:
    """(module of ours, name taken from it) for every import, those for type checkers too."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] == "aos_gen":
                    yield alias.name.removeprefix("aos_gen").lstrip(".") or "aos_gen", ""
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports of ours are absolute"
            if (node.module or "").partition(".")[0] != "aos_gen":
                continue
            base = (node.module or "").removeprefix("aos_gen").lstrip(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}" if base else alias.name
                if inner in MODULES:
                    yield inner, ""
                else:
                    yield base or "aos_gen", alias.name


def foreign(module: str) -> set[tuple[str, str]]:
    """(imported module, name) that the table above does not allow."""
    own = group(module)
    return {
        (target, name)
        for target, name in imports(module)
        if group(target) != own and group(target) not in ALLOWED[own]
    }


def test_every_module_belongs_to_a_group_with_a_rule() -> None:
    """A new module or package is given its place in the table before it imports anything."""
    assert {group(module) for module in MODULES} == set(ALLOWED)


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module: str) -> None:
    """A module imports only what its group may, or the very names that an exemption lists."""
    nothing: tuple[frozenset[str], str] = (frozenset(), "")
    wrong = [
        f"{module} imports {name or '(all)'} of {target}"
        for target, name in sorted(foreign(module))
        if name not in IMPORT_EXEMPTIONS.get((module, target), nothing)[0]
    ]
    assert not wrong, wrong


def test_each_import_exemption_is_needed() -> None:
    """An exemption goes when the import that it excuses goes, and so does each name in it."""
    # The lock may import the plan; that it takes one function of it is a promise of the exemption.
    for (module, target), (names, reason) in IMPORT_EXEMPTIONS.items():
        taken = {name for imported, name in imports(module) if imported == target}
        assert reason
        assert taken == names, f"{module} takes {sorted(taken)} of {target}, not {sorted(names)}"


def called(node: ast.expr) -> str:
    """The last name of what is called: `sys.exit` -> exit."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def receiver(node: ast.expr) -> str:
    """What a method is called on, by its last name: `self._sources.open` -> _sources."""
    return called(node.value) if isinstance(node, ast.Attribute) else ""


def prints(module: str) -> set[str]:
    """What prints or exits: calls, `raise SystemExit`, and the standard streams themselves.

    A `print` method is none of them: it writes to the stream that its object was given.
    """
    found: set[str] = set()
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Call):
            builtin = isinstance(node.func, ast.Name) and node.func.id == "print"
            found |= {called(node.func)} if builtin or called(node.func) in PRINTING else set()
        elif isinstance(node, ast.Raise) and node.exc is not None and called(node.exc) in PRINTING:
            found.add(called(node.exc))
        elif isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.stdout", "sys.stderr"):
            found.add(node.attr)
    return found


def opens(module: str) -> set[str]:
    """Calls that open, read or write files; `sources.open` is the door that all are to use."""
    return {
        called(node.func)
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.Call)
        and called(node.func) in OPENING
        and not receiver(node.func).lstrip("_").endswith("sources")
    }


@pytest.mark.parametrize("module", MODULES)
def test_only_the_command_line_prints_or_exits(module: str) -> None:
    """Everything else gives values back, so that it can be called from anywhere."""
    assert not prints(module) or group(module) == PRINTERS


@pytest.mark.parametrize("module", [module for module in MODULES if group(module) != "source"])
def test_only_source_opens_inputs(module: str) -> None:
    """No other module opens a file, except the few that handle output and templates."""
    nothing: tuple[frozenset[str], str] = (frozenset(), "")
    assert opens(module) == READERS.get(module, nothing)[0]


def test_each_reader_is_a_module_and_has_a_reason() -> None:
    """The table of readers names modules that exist; what they call is compared above."""
    assert set(READERS) <= set(MODULES)
    assert all(reason for _, reason in READERS.values())
