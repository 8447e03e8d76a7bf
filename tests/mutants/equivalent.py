"""Mutants that change nothing that anyone can see, by hand, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .model import Mutant

# The module, the text of its line, and what the mutant does; why it is the same program.
REASONS: dict[tuple[str, str, str], str] = {
    (
        "gate.py",
        "content = file.read(LARGEST + 1)",
        "1 becomes 2",
    ): "what is read beyond the bound is refused, however much it is",
    (
        "gate.py",
        'with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:',
        "0 becomes 1",
    ): "it stands in for a flag that every system of the tests has",
    (
        "target.py",
        "flags = _NEW | os.O_NOFOLLOW",
        "flags = _NEW",
    ): "O_CREAT with O_EXCL, which are in it, take no link either (POSIX, open)",
}


def reason(mutant: Mutant) -> str:
    """Why a mutant is equivalent; "" for one that the tests must kill."""
    for (name, line, change), why in REASONS.items():
        # As the operators say what they do, and as the rows by hand do.
        said = (f"`{line}`: {change}", f"{line} -> {change}")
        if Path(mutant.path).name == name and mutant.what in said:
            return why
    return ""


def forgotten(made: Iterable[Mutant]) -> list[str]:
    """The lines of REASONS that stand for none of all the mutants that are made."""
    kept = {reason(one) for one in made}
    return [f"{name}: {line}" for (name, line, _), why in REASONS.items() if why not in kept]
