"""Names with which a request becomes another one: another method, another route, another host.

A server, or a proxy before it, that takes `X-HTTP-Method-Override: DELETE` makes a deletion of a GET, so
that neither the mode nor the risk of a command says what it does. No option and no map sends them; the
connector's own `names` holds what callers write to the same.
"""

from __future__ import annotations

import re

HEADERS = frozenset(
    {
        *("x-http-method", "x-http-method-override", "x-method-override", "x-original-url", "x-rewrite-url"),
        *("x-forwarded-host", "x-forwarded-proto", "x-forwarded-prefix", "x-forwarded-port"),
        *("x-forwarded-server", "forwarded", "via"),
        *("x-original-uri", "x-original-host", "x-host", "x-http-host-override", "x-forwarded-uri"),
        *("x-forwarded-method", "x-envoy-original-path"),
    }
)
# As PHP reads a name: blanks and dots are underscores.
_METHODS = ("-method", "-httpmethod", "x-http-method", "x-http-method-override", "x-method-override")
WHY = "some servers would take the request for another one"


def overrides(place: str, name: str) -> bool:
    """Whether what stands at `place` (a word of `Place`) under that name asks for another request."""
    known = name.strip().casefold()
    if place == "header":
        return known.replace("_", "-") in HEADERS
    head = re.match(r".[^\[.]*", known)
    found = re.sub(r"[ ._\[]", "-", head[0].rstrip(" ]")) if head else ""
    return place in ("query", "body", "querystring") and found in _METHODS


def overrides_anywhere(written: str) -> bool:
    """Whether a map's name of a parameter, perhaps `query:_method`, is one of them in some place."""
    place, colon, name = written.partition(":")
    if colon and place in ("query", "header", "body", "querystring"):
        return overrides(place, name)
    return any(overrides(one, written) for one in ("query", "header", "body"))
