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


def _digest(value: Any, known: dict[int, bytes]) -> bytes:
    if not isinstance(value, dict | list):
        return _hash(json.dumps(value))
    found = known.get(id(value))
    if found is None:
        if isinstance(value, dict):
            parts = [_hash(json.dumps(key)) + _digest(one, known) for key, one in value.items()]
            found = _hash(b"{" + b"".join(sorted(parts)))
        else:
            found = _hash(b"[" + b"".join(_digest(one, known) for one in value))
        known[id(value)] = found
    return found


def _hash(content: str | bytes) -> bytes:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).digest()
