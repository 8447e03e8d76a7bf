"""`source_meaning`: one digest for what a document says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aos_gen.source_meaning import meaning

SAME: list[tuple[Any, Any]] = [
    ({"a": 1, "b": [2, {}]}, {"b": [2, {}], "a": 1}),
    ([[], {}, None], [[], {}, None]),
]
DIFFERENT: list[tuple[Any, Any]] = [
    ([1, 2], [2, 1]),
    ([[1], 2], [1, [2]]),
    ({"a": {}}, {"a": []}),
    ({"a": "1"}, {"a": 1}),
    ({"a": {"b": 1}}, {"a": 1, "b": 1}),
    ([], {}),
    (None, "null"),
    (True, 1),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_order_of_keys_says_nothing(one: Any, other: Any) -> None:
    """Two ways to write the same."""
    assert meaning(one) == meaning(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_differs_has_another_digest(one: Any, other: Any) -> None:
    """Order in lists, types, and where a thing stands."""
    assert meaning(one) != meaning(other)


def test_depth_and_aliases_cost_nothing() -> None:
    """A document deeper than Python's stack, and one that YAML's aliases make huge."""
    deep: Any = "x"
    for _ in range(20_000):
        deep = [deep]
    wide: Any = "x"
    for _ in range(100):
        wide = [wide, wide]

    assert meaning(deep) != meaning(deep[0])
    assert meaning(wide) == meaning([wide[0], wide[1]])


def test_the_digest_is_what_locks_hold() -> None:
    """Another way to count would make every lock stale."""
    document = json.loads('{"openapi": "3.1.0", "paths": {"/a": [1, null, 2.5]}}')
    assert meaning(document)[:16] == "cf04062bdbbbb7e4"
