"""An entry goes on top of a changelog, and the user's own text stays byte for byte."""

from __future__ import annotations

import pytest
from changed_plans import changed, tiny

from aos_gen.report.changelog import entry, with_entry
from aos_gen.report.comparison import State, compare_states

LINES = ["## 1.0.0", "", "- a", ""]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("# Log\n\n## 0.1.0\n\nmine", "# Log\n\n", "## 0.1.0\n\nmine"),
        ("# Log\n\n## [Unreleased]\n\n- x\n\n## [0.1.0]\n",
         "# Log\n\n## [Unreleased]\n\n- x\n\n", "## [0.1.0]\n"),
        ("# Log\r\n\r\n## 0.1.0\r\n", "# Log\r\n\r\n", "## 0.1.0\r\n"),
        ("my own words", "my own words", ""),
    ],
)  # fmt: skip  # a case a line
def test_an_entry_goes_on_top(text: str, before: str, after: str) -> None:
    """Above the newest version, below what is unreleased; a second run adds nothing."""
    made = with_entry(text, "1.0.0", LINES)
    assert made.startswith(before)
    assert made.endswith(after)
    assert "## 1.0.0" in made
    assert made.replace("\r\n", "\n") == made if "\r\n" not in text else "\n" not in made.replace("\r\n", "")
    assert with_entry(made, "1.0.0", LINES) == made


def test_a_new_changelog() -> None:
    """An empty text becomes one with a title."""
    assert with_entry("", "1.0.0", LINES).startswith("# Changelog\n")


def test_an_entry_tells_what_was_removed_first() -> None:
    """By effect, with the proposed version as its title and no date."""
    new = changed(changed(tiny(), "commands.3.options", ()), "commands.1.server", "https://b.example")
    lines = entry(compare_states(State(tiny(), {}), State(new, {})))
    assert lines[0] == "## 1.0.0"
    assert [one for one in lines if one.startswith("###")] == [
        "### Removed or tightened", "### Changed", "### Added or loosened"
    ]  # fmt: skip
