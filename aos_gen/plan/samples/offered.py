"""A vendor's own example to one that a reader wants to see: small, its texts cut, its keys in order."""

from __future__ import annotations

from typing import Any

from aos_gen.plan.samples.plain import NOTHING
from aos_gen.plan.shape import is_json

LONGEST_TEXT = 200
HEAVIEST = 60


def ordered(value: Any) -> Any:
    """A vendor's value with the keys of its objects in order: the document's order changes nothing."""
    if isinstance(value, dict):
        return {key: ordered(value[key]) for key in sorted(value)}
    return [ordered(item) for item in value] if isinstance(value, list) else value


def weight(value: Any) -> int:
    """How many values an example holds: its size for a reader, whatever the length of its texts."""
    if isinstance(value, dict):
        return 1 + sum(weight(one) for one in value.values())
    return 1 + sum(weight(one) for one in value) if isinstance(value, list) else 1


def shortened(value: Any) -> Any:
    """`value` with its texts cut to LONGEST_TEXT; NOTHING where it is too large for an example."""
    if not is_json(value) or weight(value) > HEAVIEST:
        return NOTHING
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    if isinstance(value, dict):
        return {key: shortened(one) for key, one in value.items()}
    return [shortened(one) for one in value] if isinstance(value, list) else value
