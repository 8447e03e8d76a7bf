"""What is sent again: by method, key, status and broken connection.

The server counts. The suite tries the statuses that matter and every ninth; `make adversity` tries all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from .connector import drive
from .faults import AGAIN, ATTEMPTS
from .server import FaultServer

WHOLE = bool(os.environ.get("ADVERSITY"))
EVERY = range(400, 600)
STATUSES = [one for one in EVERY if WHOLE or one in (*AGAIN, 401, 409, 425, 500, 501, 505) or one % 9 == 0]
# Command words, and whether the issue of a failure may be asked for once more.
CALLS = {
    "me get": True,
    "me head": True,
    "me put": True,
    "me delete": True,
    "me patch": True,  # with an idempotency key
    "it post": True,  # with an idempotency key
    "it post --idempotency-key mine": True,
    "me post": False,
    "it patch": False,
}
SENT = (
    "closed-without-an-answer",
    "reset-before-reading",
    "reset-before-headers",
    "reset-in-headers",
    "closed-in-status-line",
    "body-truncated-reset",
    "chunk-reset",
    "status-line-garbage",
    "gzip-truncated",
)


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@pytest.mark.parametrize(("words", "repeatable"), CALLS.items(), ids=CALLS)
def test_a_status_is_asked_again_where_it_may(
    words: str, repeatable: bool, harness: Path, server: FaultServer
) -> None:
    """On 408, 429, 502, 503 and 504, and on no other; a POST or PATCH without a key on none."""
    names = [f"status-{status}" for status in STATUSES]
    drive(harness, [(f"{server.url}/{name}", ["--json", *words.split()]) for name in names])

    expected = {f"status-{one}": ATTEMPTS if repeatable and one in AGAIN else 1 for one in STATUSES}
    assert dict(server.seen) == expected


@pytest.mark.parametrize("words", CALLS)
def test_what_was_sent_is_not_sent_again(words: str, harness: Path, server: FaultServer) -> None:
    """Where a connection breaks after that, nobody knows what the vendor did."""
    names = SENT if "head" not in words else SENT[:5]  # an answer to HEAD has no body that could break
    drive(harness, [(f"{server.url}/{name}", ["--json", *words.split()]) for name in names])

    assert dict(server.seen) == dict.fromkeys(names, 1)


def test_what_was_not_sent_is_sent_again_where_it_may(harness: Path) -> None:
    """Nobody listens at port 1: the evidence counts the attempts."""
    outcomes = drive(harness, [("http://127.0.0.1:1", ["--json", *words.split()]) for words in CALLS])

    attempts = [done.envelope["meta"]["request"]["attempts"] for done in outcomes]
    assert attempts == [ATTEMPTS if again else 1 for again in CALLS.values()]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_repeats_no_write_without_a_key(status: int, harness: Path, server: FaultServer) -> None:
    """Of a loop the server sees one POST; what may be repeated follows 307 and 308 to their end."""
    name = f"redirect-loop-{status}"
    seen = {}
    for words in CALLS:
        server.seen.clear()
        drive(harness, [(f"{server.url}/{name}", ["--json", *words.split()])])
        seen[words] = server.seen[name]

    followed = ("me get", "me head") if status in (301, 302, 303) else [one for one in CALLS if CALLS[one]]
    assert seen == {words: 6 if words in followed else 1 for words in CALLS}


def test_a_key_is_one_for_a_call_and_all_its_attempts(harness: Path, server: FaultServer) -> None:
    """Another call has another; what the agent gives goes over the connector's own."""
    url = f"{server.url}/status-503"
    drive(harness, [(url, ["--json", "it", "post"]), (url, ["--json", "it", "post"])])
    drive(harness, [(url, ["--json", "it", "post", "--idempotency-key", "mine"])])

    first, second, own = (server.keys[start : start + ATTEMPTS] for start in (0, ATTEMPTS, 2 * ATTEMPTS))
    assert len({*first}) == len({*second}) == 1
    assert first[0] != second[0] and {len(first[0]), len(second[0])} == {36}
    assert own == ["mine"] * ATTEMPTS and len(server.keys) == 3 * ATTEMPTS
