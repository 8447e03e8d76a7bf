"""Rows that fit a width: what is shortened, what goes, and what never does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aos_gen.cli.table import Column, aligned, fit, shortened

COLUMNS = (
    Column("METHOD", 6),
    Column("PATH", 6, middle=True),
    Column("TAG", 4, drop=1),
    Column("NOTE", 4, drop=2),
)
ROWS = [["GET", "/tickets/{id}", "Tickets", "a note"], ["DELETE", "/t", "", ""]]


@pytest.mark.parametrize(
    ("text", "width", "middle", "expected"),
    [
        ("tickets", 7, False, "tickets"),
        ("tickets", 5, False, "tick…"),
        ("/tickets/{id}", 9, True, "/tic…{id}"),
        ("tickets", 1, False, "t"),
        ("tickets", 0, True, ""),
    ],
)
def test_shortened(text: str, width: int, middle: bool, expected: str) -> None:
    """An ellipsis stands for what is cut, at the end or in the middle."""
    assert shortened(text, width, middle) == expected


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (None, ["METHOD", "PATH", "TAG", "NOTE"]),
        (80, ["METHOD", "PATH", "TAG", "NOTE"]),
        (26, ["METHOD", "PATH", "TAG", "NOTE"]),
        (25, ["METHOD", "PATH", "TAG"]),
        (19, ["METHOD", "PATH"]),
        (3, ["METHOD", "PATH"]),
    ],
)
def test_columns_go_in_their_order(width: int | None, names: list[str]) -> None:
    """The least needed column goes first; what a row is about stays on the narrowest terminal."""
    assert [column.name for _, column in fit(COLUMNS, ROWS, width).columns] == names


def test_a_column_without_a_word_is_left_out() -> None:
    """Nothing is said in it: it would only take room."""
    rows = [["GET", "/", "", "x"]]
    assert [column.name for _, column in fit(COLUMNS, rows, None).columns] == ["METHOD", "PATH", "NOTE"]


def test_aligned() -> None:
    """A heading and rows in columns, without spaces at their ends."""
    assert aligned(fit(COLUMNS, ROWS, None), ROWS) == [
        "METHOD  PATH           TAG      NOTE",
        "GET     /tickets/{id}  Tickets  a note",
        "DELETE  /t",
    ]


@given(st.lists(st.lists(st.text(max_size=30), min_size=4, max_size=4), min_size=1), st.integers(26, 120))
def test_no_line_is_wider_than_asked(rows: list[list[str]], width: int) -> None:
    """From the least width of all columns on, every line fits."""
    assert all(len(line) <= width for line in aligned(fit(COLUMNS, rows, width), rows))
