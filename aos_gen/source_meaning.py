"""The digest of a parsed document: what it says, not how it is written."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def meaning(data: Any) -> str:
    """Hexadecimal SHA-256 of a value, the same for every order of keys.

    A value that stands in many places, as YAML's aliases have it, is looked at once.
    """
    return _digest(data, {}).hex()


def _digest(root: Any, known: dict[int, bytes]) -> bytes:
    """Parts before the wholes they are in, on a stack of our own: a document may be deeper than Python's."""
    waiting = [(root, False)]
    while waiting:
        value, ready = waiting.pop()
        if _is_leaf(value) or id(value) in known:
            continue
        if ready:
            known[id(value)] = _whole(value, known)
            continue
        waiting.append((value, True))
        waiting.extend((one, False) for one in (value.values() if isinstance(value, dict) else value))
    return _part(root, known)


def _whole(value: Any, known: dict[int, bytes]) -> bytes:
    if isinstance(value, dict):
        parts = (_hash(json.dumps(key)) + _part(one, known) for key, one in value.items())
        return _hash(b"{" + b"".join(sorted(parts)))
    return _hash(b"[" + b"".join(_part(one, known) for one in value))


def _part(value: Any, known: dict[int, bytes]) -> bytes:
    return _hash(json.dumps(value)) if _is_leaf(value) else known[id(value)]


def _is_leaf(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _hash(content: str | bytes) -> bytes:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).digest()
