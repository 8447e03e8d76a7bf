"""Three-way merges: both changes, or a conflict; never one of them lost."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aos_gen.merge import merge

TEXT, JSON = PurePosixPath("a.py"), PurePosixPath("a.json")
CONFLICT = None


def lines(letters: str) -> bytes:
    """A line for each letter."""
    return "".join(f"{letter}\n" for letter in letters).encode()


@pytest.mark.parametrize(
    ("base", "yours", "new", "merged"),
    [
        ("abcdef", "aXcdef", "abcdeY", "aXcdeY"),
        ("abcdef", "abcdef", "abXdef", "abXdef"),
        ("abcdef", "abXdef", "abcdef", "abXdef"),
        ("abcdef", "abXdef", "abXdef", "abXdef"),
        ("abcdef", "abcdefX", "Xabcdef", "XabcdefX"),
        ("abcdef", "abdef", "abcdeXf", "abdeXf"),
        ("abcdef", "aXcdef", "aYcdef", CONFLICT),
        ("abcdef", "acdef", "aYcdef", CONFLICT),
        ("abcdef", "", "abcdeXf", CONFLICT),
        ("", "a", "b", CONFLICT),
    ],
)
def test_text(base: str, yours: str, new: str, merged: str | None) -> None:
    """Lines that one side changed are taken; lines that both changed differently are a conflict."""
    found = merge(TEXT, lines(base), lines(yours), lines(new))
    assert found == (lines(merged) if merged is not None else None)


def test_a_last_line_without_its_end() -> None:
    """It is never glued to another line."""
    assert merge(TEXT, b"a\nb", b"X\nb", b"a\nb\nc\n") is None


OBJECTS: list[tuple[Any, Any, Any, Any]] = [
    ({"a": 1, "b": 2}, {"a": 1, "b": 3}, {"a": 4, "b": 2}, {"a": 4, "b": 3}),
    ({"a": 1}, {"a": 1, "mine": 2}, {"a": 1, "new": 3}, {"a": 1, "mine": 2, "new": 3}),
    ({"a": 1, "b": 2}, {"b": 2}, {"a": 1, "b": 2, "c": 3}, {"b": 2, "c": 3}),
    ({"a": 1, "b": 2}, {"b": 2}, {"a": 5, "b": 2}, CONFLICT),
    ({"a": 1}, {"a": 2}, {"a": 3}, CONFLICT),
    ({"a": 1}, {"a": True}, {"a": 1, "b": 2}, {"a": True, "b": 2}),
    ({"a": {"x": 1, "y": 1}}, {"a": {"x": 2, "y": 1}}, {"a": {"x": 1, "y": 2}}, {"a": {"x": 2, "y": 2}}),
    (
        {"a": ["p", "q"]},
        {"a": ["p", "q", "mine"]},
        {"a": ["new", "p", "q"]},
        {"a": ["new", "p", "q", "mine"]},
    ),
    ({"a": ["p", "q"]}, {"a": ["p"]}, {"a": ["p", "q", "new"]}, {"a": ["p", "new"]}),
    ({"a": ["p", "q"]}, {"a": ["q", "p"]}, {"a": ["p", "q", "r"]}, {"a": ["q", "r", "p"]}),
    (
        {"c": [{"id": "a", "mode": "write"}]},
        {"c": [{"id": "a", "mode": "admin"}]},
        {"c": [{"id": "0", "mode": "write"}, {"id": "a", "mode": "write", "x": 1}]},
        {"c": [{"id": "0", "mode": "write"}, {"id": "a", "mode": "admin", "x": 1}]},
    ),
    (
        {"c": [{"id": "a", "mode": "write"}]},
        {"c": [{"id": "a", "mode": "admin"}]},
        {"c": []},
        CONFLICT,
    ),
    ({"a": ["p", "p"]}, {"a": ["p"]}, {"a": ["p", "p", "q"]}, CONFLICT),
    ({"a": [1]}, {"a": {"x": 1}}, {"a": [2]}, CONFLICT),
]


@pytest.mark.parametrize(("base", "yours", "new", "merged"), OBJECTS)
def test_structure(base: Any, yours: Any, new: Any, merged: Any) -> None:
    """Members and items that one side changed are taken, wherever they stand."""
    found = merge(JSON, *(json.dumps(side).encode() for side in (base, yours, new)))
    assert (json.loads(found) if found is not None else None) == merged


def test_formatting_is_no_change() -> None:
    """A file that an editor laid out anew merges, and comes back in our layout."""
    yours = json.dumps({"a": 1, "b": 9}, indent=8).encode()
    found = merge(JSON, b'{\n  "a": 1,\n  "b": 2\n}\n', yours, b'{\n  "a": 7,\n  "b": 2\n}\n')
    assert found == b'{\n  "a": 7,\n  "b": 9\n}\n'


@pytest.mark.parametrize("yours", [b"", b"{", b'{"a": 1, "a": 2}', b'{"a": NaN}', b"\xff", b"[" * 100_000])
def test_json_that_is_none(yours: bytes) -> None:
    """What cannot be read without losing something is a conflict."""
    assert merge(JSON, b'{"a": 1}', yours, b'{"a": 3}') is None


@given(
    st.lists(st.sampled_from("abc"), max_size=8),
    st.integers(0, 8),
    st.sampled_from(["+", "-", "="]),
    st.integers(0, 8),
    st.sampled_from(["+", "-", "="]),
)
def test_no_line_of_mine_is_lost(base: list[str], at: int, how: str, there: int, theirs: str) -> None:
    """What I added is in every merge, and what I removed is not put back."""

    def changed(kind: str, place: int, letter: str) -> str:
        text = "".join(f"{letter}{number}." for number, letter in enumerate(base)).split(".")[:-1]
        place = min(place, len(text))
        if kind == "+":
            text.insert(place, letter)
        elif kind == "-" and text:
            del text[min(place, len(text) - 1)]
        return "".join(f"{line}\n" for line in text)

    old, mine, new = changed("=", 0, ""), changed(how, at, "MINE"), changed(theirs, there, "NEW")
    found = merge(TEXT, old.encode(), mine.encode(), new.encode())
    if found is not None:
        merged = found.decode().splitlines()
        assert ("MINE" in merged) == (how == "+")
        assert ("NEW" in merged) == (theirs == "+")
        removed = set(old.splitlines()) - set(mine.splitlines())
        assert not removed & set(merged)
