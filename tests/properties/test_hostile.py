"""A vendor's prose is data wherever it goes: hostile text changes strings and nothing else.

One document is rendered twice, with plain words and with hostile text in every place where a
vendor writes prose. Each text begins with a lead, a visible word and the number of its slot,
so that both renderings have as many different texts; what follows is as bad as we know how.
"""

from __future__ import annotations

import ast
import json
import tomllib
from collections.abc import Callable
from typing import Any

from builders import Data, plan_vendor
from documents import Vendor, explored, plain_words, vendors
from hypothesis import assume, given
from hypothesis import strategies as st
from trees import check_files, is_hidden, rendered_python

from aos_gen.plan.model import ConnectorPlan, Place
from aos_gen.render.tree import render
from aos_gen.tree import Tree

# What may stand first without ending a sentence or opening a list of JSON.
LEADS = (
    "",
    '"',
    "'",
    '"""',
    "'''",
    "\\",
    "\n",
    "{{",
    "{%",
    "\x00",
    "\u202e",
    "\u200b",
    "\x1b[31m",
    "# ",
    "- ",
    "|",
    "`",
    "<b>",
    "+",
    "=",
    "~",
    "* ",
)
TAILS = (
    '"', "'", '"""', "'''", '""""', "\\", "\\\\", '\\"', '\\"""', "\n", "\r\n", "\r",
    '"""\nimport os\n"""', "'); import os; ('", "{{ 7 * 7 }}", "{% include 'x' %}", "{# x #}", "{{",
    "}}", "%}", "{}", "{0}", "%s", "${x}", "\x00", "\x07", "\x1b[31mred\x1b[0m", "\x1b]0;t\x07",
    "\u202e\u2066", "\u200b\u200d\ufeff", "\u2028\u2029", "\x85\x0c", "| a | b |", "\n# Heading\n",
    "\n\n- item\n", "\n|---|---|\n", "```\nblock\n```", "`", "[link](javascript:x)", "![i](x)",
    "<script>x</script>", "<!-- x -->", "&lt;b&gt;", "&quot;&#10;#", "<b", "\\N{DASH}", "\\u202e",
    "\\x00", "# noqa", "# type: ignore", "# fmt: off", "-*- coding: latin-1 -*-", "\ud800", "🎫\u0301",
    "long " * 500, "l" * 3000, "'" * 60, "\\" * 61, "][", "*" * 9,
)  # fmt: skip  # a list of words reads better in rows


def hostile(tails: list[str], leads: list[str], slot: int) -> str:
    """The text of one slot."""
    text = f"{leads[slot % len(leads)]}Text{slot} {tails[slot % len(tails)]}"
    # Half a character is no JSON: an enum that holds one is left out, which is more than a text.
    return text.encode("utf-8", "ignore").decode("utf-8")


def blank(data: Any) -> Any:
    """JSON data with every text emptied; keys stay."""
    if isinstance(data, dict):
        return {key: blank(value) for key, value in data.items()}
    if isinstance(data, list):
        return [blank(value) for value in data]
    return "" if isinstance(data, str) else data


class Blank(ast.NodeTransformer):
    """Empties every string constant."""

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if isinstance(node.value, str) else node


def outline(module: ast.Module) -> str:
    """The syntax tree without its texts."""
    return ast.dump(Blank().visit(module))


def markdown(text: str) -> list[str]:
    """What kind of line each line of the README is."""
    kinds = {"#": "heading", "|": "row", "-": "item", " ": "code", "`": "fence", ">": "quote", "<": "html"}
    return [kinds.get(line[:1], "text" if line else "") for line in text.split("\n")]


def check_same_shape(tree: Tree, other: Tree) -> None:
    """Two trees differ in texts only."""
    assert list(tree) == list(other)
    for path in (path for path in tree if tree[path] != other[path]):
        mine, theirs = (one[path].decode("utf-8") for one in (tree, other))
        match path.suffix:
            case ".py":
                assert outline(ast.parse(mine)) == outline(ast.parse(theirs)), path
            case ".json":
                assert blank(json.loads(mine)) == blank(json.loads(theirs)), path
            case ".toml":
                assert blank(tomllib.loads(mine)) == blank(tomllib.loads(theirs)), path
            case suffix:
                assert (path.name, suffix) == ("README.md", ".md")
                assert markdown(mine) == markdown(theirs)
                assert cells(mine) == cells(theirs)


def cells(text: str) -> list[int]:
    """How many cells each row of a table has: bars that no backslash escapes."""
    rows = [line for line in text.split("\n") if line.startswith("|")]
    return [line.replace("\\\\", "").replace("\\|", "").count("|") for line in rows]


def check_texts(plan: ConnectorPlan, tree: Tree) -> None:
    """The generated code holds the very texts of the plan: as constants, and as docstrings."""
    modules = {name: ast.parse(text) for name, text in rendered_python(plan, tree).items()}
    docs = {
        (node.name, ast.get_docstring(node, clean=False))
        for module in modules.values()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef)
    }
    constants = {
        node.value
        for module in modules.values()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for command in plan.commands:
        assert (command.function, f"{command.title}.") in docs
        assert (command.function, f"{command.title}: {command.method} {command.path}.") in docs
        assert command.summary in constants
        for option in command.options:
            assert {*option.choices, *([option.help] if option.help else [])} <= constants
            # An input of the map's own, and the whole query, have no name on the wire.
            if option.place not in (Place.INPUT, Place.QUERYSTRING):
                assert set(option.path) <= constants
        for fixed in command.fixed:
            assert fixed.path[-1] in constants
        for composed in command.composed:
            assert composed.path[-1] in constants


texts = st.tuples(
    st.lists(st.sampled_from(TAILS) | st.text(max_size=20), min_size=1, max_size=7),
    st.lists(st.sampled_from(LEADS), min_size=1, max_size=3),
)


@explored(12)
@given(vendors(), texts)
def test_hostile_prose_changes_only_strings(vendor: Vendor, drawn: tuple[list[str], list[str]]) -> None:
    """The same code, the same JSON, the same tables, and each text arrives as it was planned."""
    plan, _, _ = plan_vendor(*vendor.told(plain_words))
    assume(plan is not None)
    assert plan is not None
    bad, report, _ = plan_vendor(*vendor.told(lambda slot: hostile(*drawn, slot)))
    assert bad is not None, report.codes()
    tree = render(bad)
    check_files(bad, tree)
    check_texts(bad, tree)
    check_same_shape(render(plan), tree)


# A map takes a text of one line only, and refuses half a character.
LINES = tuple(text for text in TAILS if not {"\n", "\r", "\ud800"} & set(text))


@explored(10)
@given(vendors(), st.lists(st.sampled_from(LINES), min_size=1, max_size=5))
def test_a_hostile_map_changes_only_strings(vendor: Vendor, tails: list[str]) -> None:
    """An operator who pastes from the vendor's pages: labels, summaries and setup steps are data too."""
    document, mapping = vendor.told(plain_words)
    plain = operated(mapping, lambda slot: f"Said{slot} x")
    bad = operated(mapping, lambda slot: f"Said{slot} {tails[slot % len(tails)]} x")
    plan, _, _ = plan_vendor(document, plain)
    assume(plan is not None)
    assert plan is not None
    other, report, _ = plan_vendor(document, bad)
    assert other is not None, report.codes()
    tree = render(other)
    check_files(other, tree)
    check_texts(other, tree)
    check_same_shape(render(plan), tree)


def operated(mapping: Data, text: Callable[[int], str]) -> Data:
    """The map with the operator's words in every place that takes a line of them."""
    connector = {**mapping["connector"], "label": text(1), "description": text(2), "docs": text(3)}
    commands = {
        name: {**command, "summary": text(10 + number)}
        for number, (name, command) in enumerate(mapping["commands"].items())
    }
    auth = {
        name: {**scheme, "setup": text(100 + number)}
        for number, (name, scheme) in enumerate(mapping["auth"].items())
    }
    return {**mapping, "connector": connector, "commands": commands, "auth": auth}


def test_the_leads_and_tails_are_hostile() -> None:
    """The lists hold what they are said to hold: hidden characters, quotes, templates."""
    joined = "".join((*LEADS, *TAILS))
    assert {"\x00", "\u202e", "\u200b", "\ud800"} <= {c for c in joined if is_hidden(c)}
