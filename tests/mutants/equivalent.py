"""Mutants that change nothing that anyone can see, by hand, each with the reason."""

from __future__ import annotations

from .model import Mutant

# The end of a path and of what the mutant does, and why it is the same program.
_A_BYTE = "a bound of 16 MB is as good with a byte more or less"
REASONS: dict[tuple[str, str], str] = {
    ("gate.py", "line 20: 16000000 becomes 16000001"): _A_BYTE,
    ("gate.py", "line 64: 1 becomes 2"): "what is read beyond the bound is refused, however much it is",
    ("gate.py", "line 65: comparison becomes GtE"): _A_BYTE,
    ("gate.py", "line 61: 0 becomes 1"): "it stands in for a flag that every system of the tests has",
}


def reason(mutant: Mutant) -> str:
    """Why a mutant is equivalent; "" for one that the tests must kill."""
    for (path, what), why in REASONS.items():
        if mutant.path.endswith(path) and mutant.what == what:
            return why
    return ""
