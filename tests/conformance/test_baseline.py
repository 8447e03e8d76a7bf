"""A figure that gets worse is said, one that gets better is not, and a kept table is read again as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from .baseline import compare, keep, newest, unsound
from .figures import Figures, Wrong
from .mechanical import Refusal
from .sound import Soundness
from .table import markdown

REFUSAL = Refusal("GET /a", "unsupported-method", "the method `of` GET /a", "acme.json#/paths")
OTHER = Refusal("GET /b", "unsupported-method", "the method of GET /b", "acme.json#/paths")
WRONG = Wrong("GET /c", "full", "by hand", "query parameter x is missing", "GET /c")
ROW = Figures(
    "acme",
    "3.1.0",
    operations=9,
    served=8,
    refusals=[REFUSAL],
    sound=Soundness(files=60, modules=50, tests_passed=900, tests_failed=1, mypy="1 finding"),
    by_library=14,
    by_hand={"openapi-core: fails": 1},
    wrong=[WRONG],
    lines=20.0,
    seconds={"generate": 1.0, "whole": 9.0, "cpu": 5.0},
)
SOUND = ROW.sound

# What changed, and a word of what is said; "" where nothing is.
CASES: dict[str, tuple[Callable[[Figures], Figures], str]] = {
    "nothing": (lambda row: row, ""),
    "slower": (lambda row: replace(row, seconds={"whole": 99.0}), ""),
    "more served": (lambda row: replace(row, served=9, refusals=[]), ""),
    "fewer served": (lambda row: replace(row, served=7), "7 operations are served, and were 8"),
    "another refusal": (lambda row: replace(row, refusals=[OTHER]), "GET /b is refused"),
    "another code": (lambda row: replace(row, refusals=[replace(REFUSAL, code="x")]), "GET /a is refused: x"),
    "not read": (lambda row: replace(row, unread=[OTHER]), "not read any more"),
    "stopped": (lambda row: replace(row, failure="a\nb"), "it stopped: b"),
    "more wrong": (lambda row: replace(row, wrong=[WRONG, WRONG]), "2 requests are wrong, and were 1"),
    "another wrong": (
        lambda row: replace(row, wrong=[replace(WRONG, operation="GET /d")]), "GET /d (full) is wrong",
    ),
    "fewer sent": (lambda row: replace(row, by_library=13), "15 requests are sent, and were 16"),
    "judged by hand": (lambda row: replace(row, by_library=13, by_hand={"openapi-core: fails": 2}), ""),
    "a few lines more": (lambda row: replace(row, lines=20.5), ""),
    "many lines more": (lambda row: replace(row, lines=21.0), "21.0 lines for each command, and were 20.0"),
    "not compiled": (lambda row: replace(row, sound=replace(SOUND, uncompiled=["a.py"])), "not compile"),
    "not imported": (lambda row: replace(row, sound=replace(SOUND, unimported=["a"])), "be imported"),
    "ruff": (lambda row: replace(row, sound=replace(SOUND, ruff=["a:1:1: F401"])), "ruff"),
    "own tests": (lambda row: replace(row, sound=replace(SOUND, tests_failed=2)), "2 own tests fail"),
    "mypy as before": (lambda row: replace(row, sound=replace(SOUND, mypy="2 findings")), ""),
}  # fmt: skip


@pytest.mark.parametrize(("changed", "said"), CASES.values(), ids=CASES)
def test_worse(changed: Callable[[Figures], Figures], said: str) -> None:
    """One change, and one sentence about it."""
    found = compare({"acme": ROW}, [changed(ROW)], whole=True)

    assert len(found) == bool(said)
    assert said in "".join(found)


def test_lost_operations() -> None:
    """An operation is served or refused; one that is neither is said to be lost."""
    text = markdown([ROW, replace(ROW, document="other", operations=12)], "The corpus")

    assert "- other: 3 operations neither served nor refused" in text.splitlines()
    assert "- acme: " not in text.partition("## Refused")[0]


def test_missing_document() -> None:
    """A whole run has every document of the last one; a run of some has not."""
    assert compare({"acme": ROW}, [], whole=True) == ["acme: it is not in this run"]
    assert compare({"acme": ROW}, [], whole=False) == []


def test_stopped_is_never_right() -> None:
    """A document that stopped fails a run even where it stopped before."""
    assert unsound([replace(ROW, failure="a\nb"), ROW]) == ["acme: stopped: b"]


def test_kept(tmp_path: Path) -> None:
    """The newest of the dated tables comes back with the same figures."""
    keep(tmp_path, "2026-01-01", [replace(ROW, served=0)], "old")
    keep(tmp_path, "2026-01-02", [ROW], "new")

    assert newest(tmp_path) == ("2026-01-02", {"acme": ROW})
    assert (tmp_path / "2026-01-02.md").read_text("utf-8") == "new"
    assert newest(tmp_path / "nothing") == ("", {})


def test_table() -> None:
    """Every number stands in the row, and every refusal, wrong request and judgement by hand below it."""
    text = markdown([ROW, Figures("other", "2.0", 4, unread=[OTHER])], "The corpus")

    row = next(line for line in text.splitlines() if line.startswith("| acme"))
    assert row == (
        "| acme | 3.1.0 | 9 | 8 | 1 unsupported-method | 60 | all | all | clean | **no** "
        "| 900 passed, **1 failed** | 16 | 15 | **1** | 14 | 1 | 1.0 | 9.0 | 5.0 | 20.0 |"
    )
    assert "1 of 2 documents are read; 8 of 13 operations are served (61.54%)" in text
    for line in (
        "- `GET /a`: unsupported-method: the method 'of' GET /a (`acme.json#/paths`)",
        "- `GET /c` (full, by hand): query parameter x is missing `GET /c`",
        "- acme, 1: openapi-core: fails",
        "- other: unsupported-method: the method of GET /b",
    ):
        assert line in text.splitlines()
