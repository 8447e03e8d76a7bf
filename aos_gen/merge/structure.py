"""JSON merged by structure: members by key, items of a list by their `id` or by what they are.

Formatting is no change: the result is written as the generator writes JSON.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

IDENTITIES = ("id", "name")
"""Members by which an item of a list is known, the first that all of them have."""


class Conflict(Exception):
    """Both sides changed the same value in different ways."""


def merge_json(base: bytes, yours: bytes, new: bytes) -> bytes | None:
    """The merged document; None for a conflict, or where one of the three cannot be read faithfully."""
    try:
        values = [
            json.loads(text, object_pairs_hook=_once, parse_constant=_refuse) for text in (base, yours, new)
        ]
        merged = _merge(*values)
    except (Conflict, ValueError, RecursionError):
        return None
    return (json.dumps(merged, indent=2, ensure_ascii=True, allow_nan=False) + "\n").encode("ascii")


class _Absent:
    """A member that is not there."""


ABSENT = _Absent()


def _merge(base: Any, yours: Any, new: Any) -> Any:
    if _same(yours, new) or _same(base, new):
        return yours
    if _same(base, yours):
        return new
    if isinstance(yours, dict) and isinstance(new, dict):
        return _objects(base if isinstance(base, dict) else {}, yours, new)
    if isinstance(base, list) and isinstance(yours, list) and isinstance(new, list):
        return _lists(base, yours, new)
    raise Conflict


def _objects(base: dict[str, Any], yours: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    merged = {
        key: _merge(base.get(key, ABSENT), yours.get(key, ABSENT), new.get(key, ABSENT))
        for key in _order(list(yours), list(new))
    }
    return {key: value for key, value in merged.items() if value is not ABSENT}


def _lists(base: list[Any], yours: list[Any], new: list[Any]) -> list[Any]:
    """Lists whose items are known by something: each item is merged by itself."""
    keyed = [_keyed(side, _identity(base, yours, new)) for side in (base, yours, new)]
    # The order of what all sides know is nobody's to merge: two different ones are a conflict.
    orders = [[key for key in side if all(key in other for other in keyed)] for side in keyed]
    if orders[0] not in orders[1:] and orders[1] != orders[2]:
        raise Conflict
    first, second = (list(keyed[1]), list(keyed[2]))
    if orders[2] == orders[0] != orders[1]:
        first, second = second, first
    merged = _objects_of(keyed, _order(first, second))
    return [value for value in merged if value is not ABSENT]


def _objects_of(keyed: Sequence[dict[str, Any]], order: list[str]) -> list[Any]:
    base, yours, new = keyed
    return [_merge(base.get(key, ABSENT), yours.get(key, ABSENT), new.get(key, ABSENT)) for key in order]


def _identity(*sides: list[Any]) -> str | None:
    """The member that names each item; None where items are known by their whole value."""
    items = [item for side in sides for item in side]
    for name in IDENTITIES:
        if items and all(isinstance(item, dict) and isinstance(item.get(name), str) for item in items):
            return name
    return None


def _keyed(items: list[Any], identity: str | None) -> dict[str, Any]:
    """Items by what they are known by. Raises Conflict where two cannot be told apart."""
    keys = [item[identity] if identity is not None else _text(item) for item in items]
    if len(set(keys)) != len(keys):
        raise Conflict
    return dict(zip(keys, items, strict=True))


def _order(yours: list[str], new: list[str]) -> list[str]:
    """The new order; what only the user has stands behind what it stood behind."""
    order, known = list(new), set(new)
    for number, key in enumerate(yours):
        if key not in known:
            place = order.index(yours[number - 1]) + 1 if number else 0
            order.insert(place, key)
            known.add(key)
    return order


def _same(one: Any, other: Any) -> bool:
    """Equality of JSON values: 1, 1.0 and true are three."""
    if one is ABSENT or other is ABSENT:
        return one is other
    return _text(one) == _text(other)


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object. Raises ValueError for a key that stands twice: one of its values would be lost."""
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")
