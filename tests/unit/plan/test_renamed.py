"""A renamed operation is proposed from the lock, and never guessed."""

from __future__ import annotations

import pytest

from aos_gen.plan.renamed import proposed_rename

BEFORE = {"GET /a": "listA", "POST /a": "makeA", "GET /b": "twice", "GET /c": "twice"}
CASES = {
    "renamed": ("listA", {"GET /a": "allA"}, "GET /a is now called 'allA'"),
    "the new name is missing": ("listA", {"GET /a": ""}, "write 'GET /a'"),
    "the new name is not the only one": ("listA", {"GET /a": "x", "GET /z": "x"}, "write 'GET /a'"),
    "its path is gone": ("listA", {"GET /z": "allA"}, None),
    "another method of its path": ("listA", {"POST /a": "allA"}, None),
    "never known": ("lista", {"GET /a": "allA"}, None),
    "two had the name": ("twice", {"GET /b": "x", "GET /c": "y"}, None),
    "not renamed": ("listA", {"GET /a": "listA"}, None),
    "no name": ("", {"GET /a": "allA"}, None),
}


@pytest.mark.parametrize("wanted, now, said", CASES.values(), ids=CASES)
def test_a_rename_is_proposed_only_where_the_lock_settles_it(
    wanted: str, now: dict[str, str], said: str | None
) -> None:
    """The hint names what the method and path are called now; where that is open there is none."""
    hint = proposed_rename(wanted, BEFORE, now)
    assert (hint is None) if said is None else (hint is not None and said in hint)
