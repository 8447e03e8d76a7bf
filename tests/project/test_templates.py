"""Templates on disk, the table of outputs and a rendered tree are one and the same list of files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import PurePosixPath

import black
import pytest
from builders import make_plan, tiny_document, tiny_mapping
from jinja2 import nodes

from aos_gen.render import outputs
from aos_gen.render.environment import environment, templates_folder
from aos_gen.render.tree import LINE_LENGTH, render

FOLDER = templates_folder()
FILES = sorted(
    path.relative_to(FOLDER).as_posix()
    for path in FOLDER.rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
)
JINJA = [name for name in FILES if name.endswith(".jinja")]
PLAIN_PYTHON = [name for name in FILES if name.endswith(".py")]

MOST_LINES = 150

# What a template may hold: text, names and their members, filters, `for` and `if`. A condition
# (`and`, `or`, `not`) chooses between texts and computes nothing; nor does a comparison with a
# word, or the taking apart of a pair. Both are held to that below.
CONSTRUCTS: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.And,
    nodes.Or,
    nodes.Not,
)


def is_plain(node: nodes.Node) -> bool:
    """Whether it is one of the constructs, `for name, url in ...`, or `x == "word"`."""
    match node:
        case nodes.For(target=nodes.Tuple(items=names)):
            return all(isinstance(name, nodes.Name) for name in names)
        case nodes.Tuple(ctx=context):
            return context == "store"
        case nodes.Compare(ops=[nodes.Operand(op="eq" | "ne", expr=nodes.Const())]):
            return True
        case nodes.Operand(op=operation):
            return operation in ("eq", "ne")
    return isinstance(node, CONSTRUCTS)


def walk(node: nodes.Node) -> list[nodes.Node]:
    return [node, *(inner for child in node.iter_child_nodes() for inner in walk(child))]


def test_templates_on_disk_are_the_table_of_outputs() -> None:
    """A template that nothing renders, or an output without a template, is a mistake."""
    rendered = [f"{name}.jinja" for name in (*outputs.TEMPLATES, outputs.RESOURCE_TEMPLATE)]
    table = [*rendered, *outputs.PLAIN]
    assert len(set(table)) == len(table)
    assert sorted(table) == FILES


def test_a_rendered_tree_is_the_table_of_outputs() -> None:
    """A tree has one file for each entry, one for each resource, and the JSON documents."""
    plan = make_plan(tiny_document(), tiny_mapping())
    named = (*outputs.TEMPLATES, *outputs.PLAIN)
    wanted = {name.replace("__module__", plan.module).replace("__dot__", ".") for name in named}
    resource = outputs.RESOURCE_TEMPLATE.replace("__module__", plan.module)
    wanted |= {resource.replace("__resource__", one.module) for one in plan.resources}
    wanted |= set(outputs.DOCUMENTS)
    assert set(render(plan)) == {PurePosixPath(name) for name in wanted}


@pytest.mark.parametrize("name", JINJA)
def test_a_template_names_its_context_first(name: str) -> None:
    """The first line says what the template is given."""
    text = (FOLDER / name).read_text("utf-8")
    assert text.startswith(("{#- plan: ", "{#- resource: "))


@pytest.mark.parametrize("name", JINJA)
def test_a_template_computes_nothing(name: str) -> None:
    """No set, macro, include, import, call or arithmetic: what needs them is a field of the plan."""
    tree = environment().parse((FOLDER / name).read_text("utf-8"))
    strange = [f"line {n.lineno}: {type(n).__name__}" for n in walk(tree) if not is_plain(n)]
    assert not strange


@pytest.mark.parametrize("name", JINJA)
def test_a_template_fits_on_two_screens(name: str) -> None:
    """At most 150 lines."""
    assert len((FOLDER / name).read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("name", PLAIN_PYTHON)
def test_a_plain_template_is_formatted_as_output_is(name: str) -> None:
    """It is copied as it stands, so black has nothing to change in it."""
    text = (FOLDER / name).read_text("utf-8")
    assert black.format_str(text, mode=black.Mode(line_length=LINE_LENGTH)) == text


def test_plain_templates_have_no_lint() -> None:
    """Ruff, by its own defaults and blind to our configuration, finds nothing."""
    words = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", *PLAIN_PYTHON]
    done = subprocess.run(words, cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
