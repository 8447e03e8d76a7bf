"""`--fields a,b.c`: only those members of an answer, before its size is looked at."""

from __future__ import annotations

from typing import Any

from .answers import Data, find

_LIST = {"items", "count", "next"}
_FILE = {"file", "bytes", "content_type", "sha256"}
_NOTHING = object()


def narrow(data: Data, wanted: list[str]) -> tuple[Data, dict[str, Any]]:
    """`data` with the wanted members alone, of each item where it is a list; and what to tell.

    A member that nothing has is told as `unknown`, beside the names that there are. A list keeps
    its count and its next page, a saved file all that is said of it.
    """
    if set(data) == _FILE:
        return data, {"ignored": "the answer is a file"}
    listed = _LIST <= set(data) and isinstance(data["items"], list)
    objects = data["items"] if listed else [data]
    found: set[str] = set()
    kept = [_only(one, wanted, found) for one in objects]
    told: dict[str, Any] = {"kept": [name for name in wanted if name in found]}
    unknown = [name for name in wanted if name not in found]
    if unknown and objects:
        told |= {"unknown": unknown, "known": _names(objects)}
    if not listed:
        return kept[0], told
    rest = {key: value for key, value in data.items() if key not in ("items", "response")}
    return {"items": kept, **rest}, told


def _only(one: Any, wanted: list[str], found: set[str]) -> Any:
    if not isinstance(one, dict):
        return one
    kept: Data = {}
    for name in wanted:
        value = find(one, name, _NOTHING)
        if value is not _NOTHING:
            found.add(name)
            _put(kept, name, value, one)
    return kept


def _put(kept: Data, name: str, value: Any, one: Data) -> None:
    """`value` at its place; a member whose name is the whole path is one."""
    first, dot, rest = name.partition(".")
    if name in one or not dot or not isinstance(one.get(first), dict):
        kept[name] = value
        return
    below = kept.get(first)
    # `a` beside `a.b` is all of it.
    if first not in kept or below is not one[first]:
        inner = below if isinstance(below, dict) else {}
        _put(inner, rest, value, one[first])
        kept[first] = inner


def _names(objects: list[Any]) -> list[str]:
    """The members of the first objects, those of objects in them as paths; at most a hundred."""
    names: dict[str, None] = {}
    for one in objects[:20]:
        for key, value in one.items() if isinstance(one, dict) else ():
            names[key] = None
            names |= {f"{key}.{below}": None for below in value} if isinstance(value, dict) else {}
    return list(names)[:100]
