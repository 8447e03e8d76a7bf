"""TLS that fails: the envelope tells in which way, and only what may come out otherwise is tried again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from .authorities import WRONG, TlsServer, authority_file
from .connector import SECRET, ended, start


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def trust(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    yield authority_file(authority, tmp_path_factory.mktemp("trust") / "authority.pem")


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize("name", WRONG)
def test_tls_that_is_wrong_is_told_by_its_code(
    name: str, verb: str, harness: Path, authority: trustme.CA, trust: dict[str, str]
) -> None:
    """Exit 5, the code of what is wrong, one connection, and no request that reached the server."""
    wrong = WRONG[name]
    with TlsServer(wrong.context(authority)).running() as server:
        done = ended(start(harness, "me", verb, url=server.url, **(trust if wrong.trusted else {})))

    failure = done.envelope["error"]
    assert (done.code, failure["code"], failure["details"].get("tls")) == (
        5,
        "BACKEND_UNAVAILABLE",
        wrong.code,
    ), failure
    assert (server.greeted, server.heard, done.envelope["meta"]["request"]["attempts"]) == (1, 0, 1)
    assert (done.envelope["meta"]["request"]["status"], done.stderr) == (None, "")
    assert SECRET not in done.stdout


@pytest.mark.parametrize(("verb", "times"), [("get", 4), ("patch", 4), ("post", 1)])
def test_a_handshake_that_breaks_off_is_tried_again(verb: str, times: int, harness: Path) -> None:
    """Nothing has been sent, and the next may succeed; a POST without a key is not tried again."""
    with TlsServer(None, breaks=True).running() as server:
        done = ended(start(harness, "--timeout", "20", "me", verb, url=server.url))

    assert (done.code, server.greeted) == (5, times)
    assert done.envelope["meta"]["request"]["attempts"] == times


def test_tls_that_is_right_is_an_answer(harness: Path, authority: trustme.CA, trust: dict[str, str]) -> None:
    """The servers above are wrong in nothing else."""
    with TlsServer(WRONG["untrusted"].context(authority)).running() as server:
        done = ended(start(harness, "me", "get", url=server.url, **trust))

    assert (done.code, server.heard, done.envelope["data"]) == (0, 1, {})
