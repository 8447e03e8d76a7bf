"""Why a part of a command is as it is: a sentence, and the place that says so."""

from __future__ import annotations

from dataclasses import dataclass

from aos_gen.diagnostics import Location
from aos_gen.plan.inputs.fates import Fate


@dataclass(frozen=True, slots=True)
class Reason:
    """Half a sentence, and where the vendor or the map decides it."""

    said: str
    at: Location | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What a plan does not hold, and a person asks: kept where each thing was decided."""

    fates: tuple[Fate, ...]
    """One for each parameter and each member of the body."""
    server: Reason
    access: Reason
    unused: tuple[tuple[str, ...], ...]
    """Ways in that the vendor has and the map does not set up."""
    body: Reason
    answer: Reason
    items: Reason
    """Why the answer is a list, or none."""
    pages: Reason
