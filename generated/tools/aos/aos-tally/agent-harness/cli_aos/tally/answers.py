"""A vendor's answer to the envelope's `data`, which is always an object.

`at` is where the result stands in the answer: "" for the answer itself, else a member's name or
a dotted path (`data.items`). A member whose name is the whole path wins over the path.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from .errors import unreadable

Data = dict[str, Any]
Names = Collection[str]

# What `data` holds of a file that this connector has saved: a vendor's object that looks alike, or like a
# list of ours with options of a next page, is wrapped: nobody opens a file, or goes on, at a vendor's word.
_OURS = ({"file", "bytes"}, {"file", "sha256"}, {"file", "truncated"})


class Saved(dict[str, Any]):
    """What is told of a file that this connector has saved."""


def as_object(
    answer: Any, at: str = "", keep: Names = (), drop: Names = (), stopped: str = ""
) -> Data:
    """An object as it is; nothing as `{}`; a list as items; anything else as `{"value": ...}`, and an
    object that would pass for a saved file or for a list of ours.

    An answer that has nothing at `at` is told whole: what the vendor did is done, and a caller
    who is told of a mistake would do it once more.
    """
    result = find(answer, at, answer)
    if result is None:
        return {}
    if isinstance(result, list):
        return as_items(result, keep=keep, drop=drop, stopped=stopped)
    if not isinstance(result, dict):
        return {"value": result}
    if isinstance(result, Saved):
        return result
    data = result if at and result is answer else _only(result, keep, drop)
    return {"value": data} if _poses(data) else data


def _poses(data: Data) -> bool:
    """Whether a vendor's object would pass for one of ours."""
    listed = isinstance(data.get("items"), list) and isinstance(data.get("next"), dict)
    return listed or any(ours <= data.keys() for ours in _OURS)


def as_items(
    answer: Any,
    at: str = "",
    id: str = "id",
    keep: Names = (),
    drop: Names = (),
    stopped: str = "",
) -> Data:
    """A list as `{"items", "count", "next", "response", "stopped"}`, the last two where there are any.

    Where the vendor identifies an item by another key than `id`, each item gets an `id` beside
    it. `stopped` says which bound ended the list: "items", "bytes", "time" or "pages".
    """
    items = items_in(answer, at)
    data: Data = {
        "items": [_item(item, id, keep, drop) for item in items],
        "count": len(items),
        "next": None,
    }
    if isinstance(answer, dict) and (others := _without(answer, at) if at else answer):
        data["response"] = others
    if stopped:
        data["stopped"] = stopped
    return data


def items_in(answer: Any, at: str = "") -> list[Any]:
    """The list itself. Raises CliError (exit 10) where there is something else in its place."""
    if isinstance(answer, dict) and (at or set(answer) == {"location"}):
        # Only a Location: the vendor has accepted the request, and has no list yet.
        items = find(answer, at) if at else None
    else:
        items = answer
    if items is None:
        return []
    if not isinstance(items, list):
        raise unreadable(f"the vendor's answer has no list{' in ' + at if at else ''}")
    return items


def find(data: Any, path: str, default: Any = None) -> Any:
    """What stands at a dotted path; `data` itself at ""; `default` where there is nothing."""
    if not path:
        return data
    if not isinstance(data, dict):
        return default
    for name, rest in _ways(path):
        if name in data:
            found = find(data[name], rest, _NOTHING)
            if found is not _NOTHING:
                return found
    return default


_NOTHING = object()


def _ways(path: str) -> list[tuple[str, str]]:
    """`a.b.c` as first member and rest, the longest first: (a.b.c, ""), (a.b, c), (a, b.c)."""
    parts = path.split(".")
    return [(".".join(parts[:n]), ".".join(parts[n:])) for n in range(len(parts), 0, -1)]


def _without(data: Data, path: str) -> Data:
    """`data` without what stands at `path`, nor objects that held only that."""
    for name, rest in _ways(path):
        if find(data.get(name), rest, _NOTHING) is _NOTHING or name not in data:
            continue
        inner = _without(data[name], rest) if rest else {}
        return {
            key: inner if key == name else value
            for key, value in data.items()
            if key != name or inner
        }
    return data


def _item(item: Any, id: str, keep: Names, drop: Names) -> Any:
    if not isinstance(item, dict):
        return item
    if id == "id":
        return _only(item, keep, drop)
    short = _only(item, keep, drop)
    found = find(item, id)
    # Pickers read `id`, whatever the vendor calls it and whichever members are kept.
    if "id" not in short and found is not None:
        return {"id": found, **short}
    return short


def _only(data: Data, keep: Names, drop: Names) -> Data:
    """The members that are to be kept, in the vendor's order."""
    if not keep and not drop:
        return data
    return {
        key: value for key, value in data.items() if (not keep or key in keep) and key not in drop
    }
