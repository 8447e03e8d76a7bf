"""A vendor's answer to the envelope's `data`, which is always an object."""

from __future__ import annotations

from typing import Any

from .errors import unreadable

Data = dict[str, Any]


def as_object(answer: Any) -> Data:
    """An object as it is; nothing as `{}`; a list as items; anything else as `{"value": ...}`."""
    if answer is None:
        return {}
    if isinstance(answer, dict):
        return answer
    return as_items(answer) if isinstance(answer, list) else {"value": answer}


def as_items(answer: Any, at: str = "", id: str = "id") -> Data:
    """A list as `{"items", "count", "next", "response"}`.

    `at` is the member that holds the list, "" where the answer is the list. Where the
    vendor identifies an item by another key than `id`, each item gets an `id` beside it.
    """
    if answer is None:
        answer = {} if at else []
    items = answer.get(at, []) if at and isinstance(answer, dict) else answer
    if items is None:
        items = []
    if not isinstance(items, list):
        raise unreadable(f"the vendor's answer has no list{' in ' + at if at else ''}")
    data: Data = {
        "items": [_with_id(item, id) for item in items],
        "count": len(items),
        "next": None,
    }
    others = {key: value for key, value in answer.items() if key != at} if at else {}
    return {**data, "response": others} if others else data


def _with_id(item: Any, id: str) -> Any:
    if isinstance(item, dict) and "id" not in item and id in item:
        return {"id": item[id], **item}
    return item
