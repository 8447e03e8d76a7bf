"""An operationId that the document no longer has: what the old lock says it was called, so what to propose.

Nothing is guessed: the lock recorded the method and path of every operation under its old name. Where the
document still has that method and path under another name, it is a rename, and the user is told
what to write. The map is never read as if it said so already.
"""

from __future__ import annotations

from collections.abc import Mapping


def proposed_rename(wanted: str, before: Mapping[str, str], now: Mapping[str, str]) -> str | None:
    """The hint for an unknown operation, or None where the lock does not settle it.

    `before` and `now` give the operationId (or "") of each `METHOD /path`: of the lock and of the document.
    None where the lock never knew the name, knew it more than once, or its method and path are gone.
    """
    wanted = wanted.strip()
    keys = [key for key, name in before.items() if name == wanted]
    if not wanted or len(keys) != 1 or keys[0] not in now or wanted in now.values():
        return None
    key, name = keys[0], now[keys[0]]
    if not name or list(now.values()).count(name) > 1:
        return f"{key} was called {wanted!r} when this was last generated: write {key!r}"
    return f"{key} is now called {name!r}: write that, or {key!r}, which no rename touches"
