"""Texts to YAML and back: whatever a vendor writes reads as it was, in our reader and in others."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from aos_gen import source_yaml
from aos_gen.draft.text import comment, flow, scalar, wrapped

ODD = [
    *(
        "NO",
        "on",
        "1.0",
        "~",
        "null",
        "1e3",
        "- a",
        "a: b",
        "a #b",
        "",
        " ",
        "'",
        '"',
        "{id}",
        "[x]",
        "&a",
        "*b",
    ),
    *("!t", "%", "@me", "`", "GET /x/{id}", "GET /x?a=b&c", "\u2028", "\x00", "\x85", "\ufeff", "\U0001f600"),
    *("a\nb", "=", "<<", "2024-01-01", "0x1f", "yes", "a:", "...", "---", "listTickets", "v1.0.get"),
]


def read(written: str) -> Any:
    """The data as aos-gen reads it."""
    return getattr(source_yaml.parse(written), "data", None)


@pytest.mark.parametrize("text", ODD)
def test_a_scalar_reads_as_it_was(text: str) -> None:
    """As a value of a block, and inside a mapping on one line, in YAML 1.1 and 1.2."""
    for written in (f"a: {scalar(text)}\n", f"{flow(a=text, b='c')}\n" if text else f"a: {scalar(text)}\n"):
        assert yaml.safe_load(written)["a"] == text
        assert read(written)["a"] == text


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_reads_as_it_was(text: str) -> None:
    """No text breaks out of its quotes, and none changes."""
    written = f"a: {scalar(text)}\nb: {flow(x=text or 'y')}\n"
    assert yaml.safe_load(written) == {"a": text, "b": {"x": text or "y"}}
    assert read(written) == {"a": text, "b": {"x": text or "y"}}


@settings(deadline=None)
@given(st.text(max_size=300))
def test_a_comment_is_one_line(text: str) -> None:
    """A vendor's line breaks end no comment of ours."""
    for line in [comment(text, 4), *wrapped(text, 4)]:
        assert len(f"{line}\n".splitlines()) == 1 and line.startswith("    #")
        assert yaml.safe_load(f"{line}\na: 1\n") == {"a": 1}


def test_long_texts_are_cut_and_ours_are_broken() -> None:
    """A vendor's text takes one line, ours as many as it needs."""
    assert len(comment("word " * 100)) <= 110
    assert all(len(line) <= 110 for line in wrapped("word " * 100))
    assert " ".join(wrapped("word " * 100)).count("word") == 100
