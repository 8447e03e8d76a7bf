"""Approvals are put into a map's text, and every other character of it stays."""

from __future__ import annotations

import difflib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aos_gen import source_json, source_yaml
from aos_gen.mapping.edit import with_approvals
from aos_gen.mapping.write import block, flow

NEW = {"by": "Ada", "contract": "1234e67890123456"}
LINES = '    approval:\n      by: Ada\n      contract: "1234e67890123456"\n'
FLOW = 'approval: {by: Ada, contract: "1234e67890123456"}'

BLOCKS = {
    "at the end of the file": (
        "commands:\n  a.b:\n    risk: 4\n",
        "commands:\n  a.b:\n    risk: 4\n" + LINES,
    ),
    "without a last line break": (
        "commands:\n  a.b:\n    risk: 4",
        "commands:\n  a.b:\n    risk: 4\n" + LINES[:-1],
    ),
    "before comments and empty lines": (
        "commands:\n  a.b:\n    risk: 4  # why\n    # later\n\n# end\n",
        "commands:\n  a.b:\n    risk: 4  # why\n" + LINES + "    # later\n\n# end\n",
    ),
    "before the next command": (
        "commands:\n  a.b:\n    list:\n      items: x\n\n  c: {}\n",
        "commands:\n  a.b:\n    list:\n      items: x\n" + LINES + "\n  c: {}\n",
    ),
    "behind a list in brackets": (
        "commands:\n  a.b:\n    x: [1,\n       2] # c\n",
        "commands:\n  a.b:\n    x: [1,\n       2] # c\n" + LINES,
    ),
    "behind a text of several lines": (
        "commands:\n  a.b:\n    help: |\n      # no comment\n\n      text\n  c: {}\n",
        "commands:\n  a.b:\n    help: |\n      # no comment\n\n      text\n" + LINES + "  c: {}\n",
    ),
    "in place of brackets": (
        "commands:\n  a.b:\n    approval: {by: X, contract: 'y'}   # see minutes\n    risk: 4\n",
        "commands:\n  a.b:\n" + LINES.replace("approval:", "approval:   # see minutes") + "    risk: 4\n",
    ),
    "in place of a block, its comments kept": (
        "commands:\n  a.b:\n    approval: # who\n      by: X # boss\n      # long ago\n    risk: 4\n",
        "commands:\n  a.b:\n    approval: # who\n      # boss\n"
        + LINES.split("\n", 1)[1]
        + "      # long ago\n    risk: 4\n",
    ),
    "with letters beyond ASCII": (
        "# größe 😀\ncommands:\n  a.b:\n    x: 'ü😀'\n    risk: 4\n",
        "# größe 😀\ncommands:\n  a.b:\n    x: 'ü😀'\n    risk: 4\n" + LINES,
    ),
    "in brackets": (
        "commands:\n  a.b: { risk:   4 , }  # c\n",
        "commands:\n  a.b: { risk:   4, " + FLOW + " , }  # c\n",
    ),
    "in brackets, in place": (
        "commands: {a.b: {approval: {by: X},risk: 4}}\n",
        "commands: {a.b: {" + FLOW + ",risk: 4}}\n",
    ),
    "over what a merge key brings": (
        "x: &x {approval: {by: X}}\ncommands:\n  a.b:\n    <<: *x\n    risk: 4\n",
        "x: &x {approval: {by: X}}\ncommands:\n  a.b:\n    <<: *x\n    risk: 4\n" + LINES,
    ),
}


def edited(text: str, *commands: str, is_json: bool = False) -> str:
    parsed = source_json.parse(text) if is_json else source_yaml.parse(text)
    assert isinstance(parsed, source_json.Parsed), parsed
    done = with_approvals(text, is_json, parsed.data, dict.fromkeys(commands or ("a.b",), NEW))
    assert done.unreachable == ()
    return done.text


@pytest.mark.parametrize(("before", "after"), BLOCKS.values(), ids=BLOCKS.keys())
def test_yaml(before: str, after: str) -> None:
    """The approval stands where its command ends, or where the old one stood."""
    assert edited(before) == after


@pytest.mark.parametrize(("before", "after"), BLOCKS.values(), ids=BLOCKS.keys())
def test_line_breaks_stay_what_they_are(before: str, after: str) -> None:
    """A file from Windows gets no lines of another kind."""
    assert edited(before.replace("\n", "\r\n")) == after.replace("\n", "\r\n")


@pytest.mark.parametrize("text", [before for before, _ in BLOCKS.values()], ids=BLOCKS.keys())
def test_twice_is_once(text: str) -> None:
    """The same approval again changes nothing."""
    once = edited(text)
    assert edited(once) == once


DATA = {"version": 1, "commands": {"a.b": {"x": "\ud83d\ude00", "risk": 4}, "c": {"approval": {"by": "X"}}}}


@pytest.mark.parametrize("indent", [None, 2, 4, "\t"])
def test_json(indent: int | str | None) -> None:
    """JSON stays JSON, as wide as it was."""
    text = json.dumps(DATA, indent=indent)
    after = edited(text, "a.b", "c", is_json=True)
    wanted = json.loads(text)
    wanted["commands"]["a.b"]["approval"] = wanted["commands"]["c"]["approval"] = NEW
    assert after == json.dumps(wanted, indent=indent)


UNREACHABLE = {
    "an alias": "commands:\n  a.b: &x {risk: 4}\n  c: *x\n",
    "merged commands": "x: &x\n  c: {risk: 4}\ncommands:\n  <<: *x\n",
    "one that others merge": "commands:\n  c: &x\n    risk: 4\n  d:\n    <<: *x\n    mode: full\n",
}


@pytest.mark.parametrize("text", UNREACHABLE.values(), ids=UNREACHABLE.keys())
def test_what_no_edit_can_reach(text: str) -> None:
    """A text in which an approval would reach another command, too, is given back as it is."""
    parsed = source_yaml.parse(text)
    assert isinstance(parsed, source_json.Parsed)
    done = with_approvals(text, False, parsed.data, {"c": NEW})
    assert (done.text, done.unreachable) == (text, ("c",))


WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


@given(st.dictionaries(WORDS, st.one_of(WORDS, st.lists(WORDS, min_size=1)), min_size=1, max_size=4))
def test_whatever_is_written_is_read(data: dict[str, Any]) -> None:
    """Names and texts of a vendor, whatever they are, come back the same, in a block and in brackets."""
    for text in ("\n".join(block(data, 0)), flow(data)):
        parsed = source_yaml.parse(text)
        assert isinstance(parsed, source_json.Parsed), (text, parsed)
        assert parsed.data == data


DIGESTS = ["1234567890123456", "12345e6789012345", "0000000000000000", "abcdefabcdefabcd"]


@pytest.mark.parametrize("digest", DIGESTS)
def test_digests_are_quoted(digest: str) -> None:
    """A digest that looks like a number is text to every reader of YAML, and looks like all others."""
    assert block({"contract": digest}, 0) == [f'contract: "{digest}"']
    assert flow(digest) == f'"{digest}"'


def test_only_lines_are_added() -> None:
    """A map by hand, approved for the first time: no line of it is gone or other than it was."""
    text = "# Map\nversion: 1\ncommands:\n" + "".join(
        f"\n  c{n}:   # {n}\n    operation:   'x'\n    risk: {n % 4 + 1}\n" for n in range(40)
    )
    after = edited(text, *(f"c{n}" for n in range(3, 40, 4)))
    gone = [line for line in difflib.ndiff(text.splitlines(), after.splitlines()) if line.startswith("- ")]
    assert gone == []
    assert after.count("approval:") == 10
