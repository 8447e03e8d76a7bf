"""Rows of text that fit a width: columns are shortened, then dropped, the least needed first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how narrow it may become, and when it goes (the highest `drop` first; 0 never)."""

    name: str
    least: int
    drop: int = 0
    middle: bool = False
    """Cut in the middle: both ends tell something."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The columns that are left, by their number, and how wide each may be."""

    columns: tuple[tuple[int, Column], ...]
    widths: tuple[int, ...]

    def row(self, cells: Sequence[str]) -> list[str]:
        """The cells of one row that are shown, shortened."""
        shown = zip(self.columns, self.widths, strict=True)
        return [shortened(cells[number], width, column.middle) for (number, column), width in shown]


def fit(columns: Sequence[Column], rows: Iterable[Sequence[str]], width: int | None) -> Fitted:
    """Choose columns and widths for `width` characters; None is as wide as it takes."""
    natural = [len(column.name) for column in columns]
    empty = [True] * len(columns)
    for row in rows:
        for number, cell in enumerate(row):
            natural[number] = max(natural[number], len(cell))
            empty[number] = empty[number] and not cell
    kept = [number for number, column in enumerate(columns) if not (empty[number] and column.drop)]
    if width is None:
        return Fitted(tuple((n, columns[n]) for n in kept), tuple(natural[n] for n in kept))
    least = {number: min(natural[number], columns[number].least) for number in kept}

    def needed() -> int:
        return sum(least[number] for number in kept) + GAP * (len(kept) - 1)

    for number in sorted((n for n in kept if columns[n].drop), key=lambda n: -columns[n].drop):
        if needed() > width:
            kept.remove(number)
    widths = _shared(kept, natural, least, width - needed())
    return Fitted(tuple((n, columns[n]) for n in kept), tuple(widths[n] for n in kept))


def _shared(kept: list[int], natural: list[int], least: dict[int, int], spare: int) -> dict[int, int]:
    """What is left over goes to the columns that want more, to the one that has least first."""
    widths = {number: least[number] for number in kept}
    while spare > 0:
        wanting = [number for number in kept if widths[number] < natural[number]]
        if not wanting:
            break
        narrowest = min(wanting, key=lambda number: widths[number])
        widths[narrowest] += 1
        spare -= 1
    return widths


def shortened(text: str, width: int, middle: bool = False) -> str:
    """`text`, cut to `width` characters with an ellipsis where it is longer."""
    if len(text) <= width:
        return text
    if width < 2:
        return text[:width]
    if not middle:
        return text[: width - 1] + "…"
    head = (width - 1) // 2
    return f"{text[:head]}…{text[len(text) - (width - 1 - head):]}"


def aligned(fitted: Fitted, rows: Iterable[Sequence[str]]) -> list[str]:
    """A heading and the rows as plain lines."""
    heading = [column.name for _, column in fitted.columns]
    lines = [heading, *(fitted.row(row) for row in rows)]
    return [
        (" " * GAP).join(cell.ljust(width) for cell, width in zip(line, fitted.widths, strict=True)).rstrip()
        for line in lines
    ]
