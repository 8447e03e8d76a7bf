"""A failed request to whether it is sent again, and after how long.

Sent again is only what may be: GET, HEAD, PUT, DELETE, and what carries an idempotency key; and only
where the vendor asks for it by its status, or where nothing has reached the vendor.
"""

from __future__ import annotations

import random
import time
from typing import Any

from .errors import CliError
from .exchange import UnsentError

SAFE = ("GET", "HEAD", "PUT", "DELETE")
STATUSES = (408, 429, 502, 503, 504)
MOST = 4  # How often one request is sent at most.
FIRST, LONGEST = 0.4, 5.0  # Seconds of our own waiting: doubled each time, up to the longest.
SPARE = 0.5  # Seconds that must be left after waiting, or the answer would not come in time.
# Longer than any budget; a number of a thousand digits is not worth reading.
_AGES = 1e9

# Replaced in the tests.
pause = time.sleep
now = time.time
jitter = random.random


def wait(error: CliError, *, attempt: int, remaining: float) -> float | None:
    """Seconds to wait before what may be sent again is; None where it is not.

    A vendor's Retry-After is waited for whole: where the time that remains is shorter, asking
    again would only be refused again, and the caller is told when to.
    """
    if attempt >= MOST:
        return None
    if not isinstance(error, UnsentError) and error.details.get("status") not in STATUSES:
        return None
    own = min(LONGEST, FIRST * 2 ** (attempt - 1)) * (0.5 + jitter() / 2)
    asked = seconds(str(error.details.get("retry_after") or ""))
    delay = own if asked is None else max(own, asked)
    return delay if delay + SPARE <= remaining else None


def seconds(retry_after: str) -> float | None:
    """What a Retry-After asks for, in seconds; None where it says nothing that can be read.

    It is a whole number or a date (RFC 9110, 10.2.3); some vendors write fractions. A date that
    is past asks for nothing.
    """
    text = retry_after.strip()
    if not text.isascii() or len(text) > 64:
        return _AGES if text.isascii() and text.isdigit() else None
    if text.replace(".", "", 1).isdigit():
        return float(text)
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


class Keys:
    """The idempotency keys of one call: each request has one, and keeps it while it is sent again.

    A caller's own key goes on the first request that it is given with. Another request of the
    call (a further page) has one made of it, so that no two share a key, and the same call made
    again with the same key has the same keys again.
    """

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def put(self, name: str, headers: dict[str, str], request: tuple[Any, ...]) -> None:
        """Put the key of `request` into its headers, where `name` says in which."""
        if not name:
            return
        import hashlib
        import uuid

        given = next((one for one in headers if one.lower() == name.lower()), name)
        own = headers.get(given)
        if not own:
            headers[given] = str(uuid.uuid4())
            return
        mark = hashlib.sha256(repr(request).encode("utf-8", "surrogatepass")).hexdigest()
        if self._owners.setdefault(own, mark) != mark:
            headers[given] = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{own} {mark}"))
