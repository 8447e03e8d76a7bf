"""A report keeps each mistake once, in its gravest form and with all its places."""

from __future__ import annotations

import itertools

import pytest

from aos_gen.diagnostics import Diagnostic, Location, Report, Severity

HERE, THERE = Location("a.yaml"), Location("b.yaml")


def told(severity: Severity, *related: Location) -> Diagnostic:
    return Diagnostic("x", "it is so", HERE, f"as {severity}", severity, related)


@pytest.mark.parametrize("order", list(itertools.permutations(Severity, 2)))
def test_the_graver_of_two(order: tuple[Severity, Severity]) -> None:
    """A mistake that is a warning to one stage and an error to another is an error, in either order."""
    report = Report()
    report.extend(told(one) for one in order)
    kept = Severity.ERROR if Severity.ERROR in order else order[0]
    assert [(one.severity, one.hint) for one in report] == [(kept, f"as {kept}")]


def test_related_places_add_up() -> None:
    """Every place that wanted it is kept."""
    report = Report()
    report.extend([told(Severity.WARNING, HERE), told(Severity.ERROR, THERE)])
    assert [one.related for one in report] == [(HERE, THERE)]


@pytest.mark.parametrize(
    ("codes", "severity"), [(None, "warning"), (frozenset("x"), "warning"), (frozenset("y"), "error")]
)
def test_softened(codes: frozenset[str] | None, severity: str) -> None:
    """Errors of the codes become warnings that say what is made of it; others stay what they are."""
    report = Report()
    report.extend_softly([told(Severity.ERROR)], "left out", codes)
    hint = "as error; left out" if severity == "warning" else "as error"
    assert [(str(one.severity), one.hint) for one in report] == [(severity, hint)]
