"""`consumes` and `produces` of an operation and of the document to media types."""

from __future__ import annotations

from aos_gen.document.resolve import Node

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


def media_types(root: Node, operation: Node, key: str) -> tuple[str, ...]:
    """The types of `consumes` or `produces`; the operation's own list overrides, even an empty one."""
    holder = operation if key in (operation.value or {}) else root
    written = holder.get(key)
    listed = [written] if isinstance(written, str) else written if isinstance(written, list) else []
    return tuple(dict.fromkeys(one.strip() for one in listed if isinstance(one, str) and one.strip()))


def bare(media_type: str) -> str:
    """`Multipart/Form-Data; boundary=x` -> `multipart/form-data`."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """`application/json`, `text/json`, `application/vnd.acme+json`."""
    name = bare(media_type)
    return name in (JSON, "text/json") or name.endswith("+json")
