"""A connector's own tests see what a mutant does to it: a seeded sample of what `make mutants` runs whole."""

from __future__ import annotations

from . import run


def test_no_sampled_mutant_lives() -> None:
    """The tests of the 2.0 vendor's connector fail on each of them."""
    tried, lived = run.survivors("ferry", generic=False, sample=8, seed=7)

    assert sum(tried.values()) == 8
    assert lived == []
