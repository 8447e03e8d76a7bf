"""A connector's own tests see what a mutant does to it: a seeded sample of what `make mutants` runs whole."""

from __future__ import annotations

from . import run

SAMPLE = 16  # Of as many kinds; a minute.


def test_no_sampled_mutant_is_left() -> None:
    """A test of the 2.0 vendor's connector fails on each of them."""
    counts, left = run.tried("ferry", generic=False, sample=SAMPLE, seed=7, workers=2)

    assert left == []
    assert sum(counts[one] for one in counts if one[1] in ("tried", "equivalent")) == SAMPLE
