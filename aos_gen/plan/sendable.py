"""Names and media types of a document to whether a request can carry them as they are.

A name that cannot be sent is refused, never repaired: another name would be another request.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""RFC 9110, 5.6.2: what a header's name is made of, and a cookie's by RFC 6265."""


def is_sendable(place: str, name: str) -> bool:
    """Whether something in this place of a request may have the name; one in a path is not sent."""
    if place in ("header", "cookie"):
        return _TOKEN.fullmatch(name) is not None
    return place != "query" or not any("\ud800" <= character <= "\udfff" for character in name)


def is_media_type(text: str) -> bool:
    """Whether a header may carry the media type: one line of ASCII."""
    return text.isascii() and text.isprintable()
