"""Names of parameters as servers read them: which two are one, and which make a request another.

Many servers know no case, trim blanks, and read `a[b]` and `a.b` as what is in `a`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .errors import usage

# Headers that say to some server what is done, where the request goes, or by which host it came.
OVERRIDING = frozenset(
    {
        *("x-http-method", "x-http-method-override", "x-method-override", "x-original-url"),
        *("x-rewrite-url", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-prefix"),
        *("x-forwarded-port", "x-forwarded-server", "forwarded", "via"),
        *("x-original-uri", "x-original-host", "x-host", "x-http-host-override", "x-forwarded-uri"),
        *("x-forwarded-method", "x-envoy-original-path"),
    }
)
# What says so in a query or a body, blanks and dots as PHP reads them.
_METHODS = (
    "-method",
    "-httpmethod",
    "x-http-method",
    "x-http-method-override",
    "x-method-override",
)
# What the names of pages are made of, and of which one word at least must be there.
_PAGE = {
    *("after", "before", "continuation", "continue", "cursor", "ending", "first", "last", "limit"),
    *("marker", "next", "offset", "page", "pages", "per", "position", "rows", "scroll", "since"),
    *("size", "skip", "skiptoken", "start", "starting", "top"),
}
_BESIDE = {
    *(
        "at",
        "by",
        "count",
        "evaluated",
        "exclusive",
        "from",
        "id",
        "index",
        "info",
        "item",
        "items",
    ),
    *("key", "max", "no", "num", "number", "records", "result", "results", "to", "token", "total"),
}
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def overrides(name: str) -> bool:
    """Whether a query's or a body's `name` asks a server for another method: `_method`."""
    head = re.match(r"\s*(.[^\[.]*)", name.casefold())
    return head is not None and re.sub(r"[ ._\[]", "-", head[1].rstrip(" ]")) in _METHODS


def overriding_header(name: str) -> bool:
    """Whether a header changes the method, the route or the host; `_` is `-` behind many servers."""
    return name.strip().casefold().replace("_", "-") in OVERRIDING


def fold(name: str) -> str:
    """A name as servers compare it that know no case, and trim it."""
    return name.strip().casefold()


def same(one: str, other: str) -> bool:
    """Whether two names are one, or one is in the other: `status`, `Status[]`, `status.x`."""
    if all(a == b for a, b in zip(_steps(one), _steps(other), strict=False)):
        return True
    return _underscored(one) == _underscored(other)


@lru_cache(maxsize=4096)
def _underscored(name: str) -> str:
    """As PHP reads a name: blanks, dots and a bracket that nothing closes are underscores."""
    known = fold(name)
    head = known.partition("[")[0] if "]" in known else known
    return re.sub(r"[ .\[]", "_", head)


@lru_cache(maxsize=4096)
def _steps(name: str) -> tuple[str, ...]:
    found = (step.strip() for step in re.split(r"[\[\].]", fold(name)))
    return tuple(step for step in found if step) or (name,)


def check_own(name: str, key: str, taken: Iterable[str]) -> None:
    """Refuse a member of `name` that would travel as another parameter: one with an option of its own,
    or one that this command does not send."""
    if key == name:
        return
    if overrides(key) or any(same(key, other) for other in taken if other != name):
        given = name or "a query"
        raise usage(f"{given} cannot give {key}, which is no member of it here", member=key)


def selects_page(name: str) -> bool:
    """Whether a name is one that vendors select pages by: `cursor`, `page[after]`, `$skiptoken`."""
    words = [word.lower() for word in _WORD.findall(name)]
    return bool(_PAGE.intersection(words)) and _PAGE.union(_BESIDE).issuperset(words)
