"""A vendor's patterns, drawn at random to take long: those that are tried at all are done in no time.

More of them: `PATTERNS=200000 python -m pytest -n0 tests/hostile/test_patterns.py`.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys

from bombs_files import PATTERNS

from aos_gen.plan.inputs.checks import runs_in_python
from aos_gen.plan.samples.scalars import harmless, is_readable

DRAWN = int(os.environ.get("PATTERNS", "4000"))
SECONDS = 8 * max(1, DRAWN // 4000)
"""Of processor time, for all of them: one that backtracks without an end takes it alone."""

ATOMS = (
    "a", "a", "a", "[ab]", ".", "(a|a)", "(a|ab)", "(?:a|b)", "\\w", "(a*|b)", "(a{0,9})", "(?=a*)",
    "(?:a?)",
)  # fmt: skip  # a list of words reads better in rows
REPEATS = ("", "", "*", "+", "?", "*?", "??", "{0,40}", "{30}", "{2,}")
ENDS = ("$", "c", "", "b$")

KNOWN = (
    *PATTERNS, "a*a*b", ".*.*x", "^a*a*a?a?a?a?a?a?c", "a*a*a?a?a?a?a?a?c", "^(a|b|ab){40}$",
    "^(a{1,50}){50}$",
    "^" + "a?" * 40 + "a" * 40 + "$", "^x|a*a*b", "(?i)^(a+)+$", "^(a*?)*?b$", "(a|b?){50}c",
)  # fmt: skip  # a list of words reads better in rows

# What a connector's option tries a pattern on, at most (see the templates' scalars.py), and a sample.
TRIED = {"option": "'a' * 499 + '!'", "sample": "'a' * 79 + '!'"}


def drawn() -> list[str]:
    """Patterns of the known kinds of harm; the same in every run."""
    dice = random.Random(7)
    return [
        dice.choice(("", "^"))
        + "".join(dice.choice(ATOMS) + dice.choice(REPEATS) for _ in range(dice.randint(1, 9)))
        + dice.choice(ENDS)
        for _ in range(DRAWN)
    ]


def tried(patterns: list[str], value: str, limit: int = SECONDS) -> str:
    """The pattern at which a child process was killed; "" where all were done."""
    code = (
        f"import re, sys\nfor one in {patterns!r}:\n print(ascii(one), flush=True)\n re.search(one, {value})"
    )
    done = subprocess.run(
        [sys.executable, "-c", "import sys; exec(sys.stdin.read())"],
        input=code,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)),
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else (done.stdout.splitlines() or [done.stderr])[-1]


def test_a_pattern_that_an_option_checks_takes_no_time() -> None:
    """Whatever an agent writes: a check that might take long is left to the vendor."""
    kept = [one for one in (*KNOWN, *drawn()) if runs_in_python(one)]
    assert len(kept) > DRAWN / 20
    assert tried(kept, TRIED["option"]) == ""


def test_a_pattern_that_a_sample_meets_takes_no_time() -> None:
    """The generator tries a pattern on its own samples and on the vendor's examples."""
    kept = [one for one in (*KNOWN, *drawn()) if harmless(one) and is_readable(one)]
    assert len(kept) > DRAWN / 20
    assert tried(kept, TRIED["sample"]) == ""


def test_the_limit_is_seen() -> None:
    """A pattern that takes for ever is the one that is named."""
    assert tried(["a", "^(a+)+$", "b"], TRIED["sample"], limit=1) == "'^(a+)+$'"
