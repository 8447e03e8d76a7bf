"""The only ways in which text reaches a template's output."""

from __future__ import annotations

import ast
import json

import pytest

from aos_gen.render.environment import Code, cell, code, docstring, environment, py, sentence, shell, spaced

TEXTS = {
    "plain": "List tickets",
    "quotes": "a'b\"c",
    "three quotes": 'a"""b',
    "a quote at the end": 'say "yes"',
    "a backslash at the end": "a\\",
    "a line break": "a\nb\r\nc",
    "a template": "{{ x }}{% raw %}",
    "beyond ASCII": "ü \u202e \U0001f600",
    "a control character": "\x00\x1b[0m",
    "nothing": "",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_literals(text: str) -> None:
    """Python reads back from a literal or a docstring exactly the text that went in."""
    assert ast.literal_eval(py(text)) == text
    assert json.loads(environment().from_string("{{ x | json }}").render(x=text)) == text
    source = f"def f():\n    {docstring(text)}\n"
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert ast.get_docstring(function, clean=False) == text


BARE: list[object] = ["two words", "a(b)", "x;y", "ü", "", "a b", '"', None, [], 1.5]


@pytest.mark.parametrize("value", BARE)
def test_bare_text_is_refused(value: object) -> None:
    """Text that comes by none of the filters is a bug, before anything is written."""
    with pytest.raises(TypeError, match="bare text in a template"):
        environment().from_string("{{ x }}").render(x=value)


@pytest.mark.parametrize("value", ["name", "a.b", "a-b", Code("any (code)"), 7])
def test_what_may_stand_bare(value: object) -> None:
    """Identifiers, numbers and our own source may."""
    assert environment().from_string("{{ x }}").render(x=value) == str(value)


CELLS = {
    "markup": ("a*b_c`d`[e](f)|<b>~", r"a\*b\_c\`d\`\[e\](f)\|\<b\>\~"),
    "lines": ("a\n\n# b", "a # b"),
    "a heading": ("# a", r"\# a"),
    "a list": ("- a", r"\- a"),
    "plain": ("List tickets", "List tickets"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "wanted"), CELLS.values(), ids=CELLS.keys())
def test_cells(text: str, wanted: str) -> None:
    """Vendors' text in Markdown is text: no link, no table, no heading of theirs."""
    assert cell(text) == wanted


def test_code_words_and_sentences() -> None:
    """What stands in backticks cannot leave them."""
    assert code("a`b|c\nd\x1b") == "abcd"
    assert spaced(("ticket", "list")) == "ticket list"
    assert sentence("Not `a*b` and c*d") == r"Not `a*b` and c\*d"


def test_command_lines() -> None:
    """A word is quoted for the shell; one that could end the block is left open."""
    assert shell(("aos-x", "--q", "it's", "$(id)", "a\nb", "`x`")) == "aos-x --q 'it'\"'\"'s' '$(id)' ... ..."
