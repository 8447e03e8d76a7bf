"""What the vendor answers, and what the caller is then told."""

from __future__ import annotations

import importlib
import json
import threading
from typing import Any

import pytest
from conftest import MODULE, VALUES
from fake_vendor import LoopbackVendor, call, config, constants

answers = importlib.import_module(f"{MODULE}.answers")
deadline = importlib.import_module(f"{MODULE}.deadline")
encode = importlib.import_module(f"{MODULE}.encode")
errors = importlib.import_module(f"{MODULE}.errors")
output = importlib.import_module(f"{MODULE}.output")
transport = importlib.import_module(f"{MODULE}.transport")

EXIT_CODES = [
    (400, 2), (401, 4), (403, 4), (404, 6), (405, 2), (408, 5), (409, 2), (410, 6), (412, 2), (418, 2),
    (422, 2), (429, 5), (500, 5), (501, 5), (502, 5), (503, 5), (504, 5), (599, 5), (304, 10),
]  # fmt: skip  # a table


def send(vendor: LoopbackVendor, method: str = "GET", **rest: Any) -> Any:
    """One request to `vendor` with the credential in place."""
    made = transport.Transport(config.resolve_config()._replace(base_url=vendor.url), timeout=5)
    return made.request(method, "/thing", **rest)


@pytest.mark.parametrize(("status", "exit_code"), EXIT_CODES)
def test_a_status_has_its_exit_code(
    status: int, exit_code: int, credentials: dict[str, str]
) -> None:
    """The table of CONTRACT.md, section 3, with the vendor's own words in the message."""
    with (
        LoopbackVendor(b'{"error": {"message": "no such luck"}}', status) as vendor,
        pytest.raises(errors.CliError) as failure,
    ):
        send(vendor)

    assert failure.value.exit_code == exit_code
    assert failure.value.details["status"] == status
    if status >= 400:
        assert "no such luck" in failure.value.message


@pytest.mark.parametrize("content", [b"<html>", b'{"a": ', b"NaN", b"\xff\xfe", b"[" * 100_000])
def test_an_answer_that_is_not_json_is_told(content: bytes, credentials: dict[str, str]) -> None:
    """Exit 10, and no traceback."""
    with LoopbackVendor(content) as vendor, pytest.raises(errors.CliError) as failure:
        send(vendor)

    assert failure.value.exit_code == 10


def test_a_vendor_that_is_away_is_told(credentials: dict[str, str]) -> None:
    """A refused connection is exit 5."""
    with LoopbackVendor() as vendor:
        pass
    made = transport.Transport(config.resolve_config()._replace(base_url=vendor.url), timeout=5)
    with pytest.raises(errors.CliError) as failure:
        made.request("GET", "/thing")

    assert (failure.value.exit_code, failure.value.code) == (5, "BACKEND_UNAVAILABLE")
    assert set(made.evidence) == {"method", "url", "status", "request_id", "attempts"}
    assert made.evidence["status"] is None


def test_an_empty_answer_is_no_answer(credentials: dict[str, str]) -> None:
    """204 and an empty 200 are the same."""
    with LoopbackVendor(b"", 204) as vendor:
        assert send(vendor) is None
    with LoopbackVendor(b"") as vendor:
        assert send(vendor) is None


def test_a_redirect_to_another_host_carries_no_credential(credentials: dict[str, str]) -> None:
    """Nor does one to plain HTTP: it is not followed at all."""
    with LoopbackVendor() as other:
        elsewhere = other.url.replace("127.0.0.1", "localhost") + "/x"
        with (
            LoopbackVendor(b"", 302, Location=elsewhere) as vendor,
            pytest.raises(errors.CliError) as failure,
        ):
            send(vendor)

    assert failure.value.exit_code == 5
    assert other.seen == []


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "//[bad"])
def test_a_redirect_elsewhere_is_not_followed(location: str, credentials: dict[str, str]) -> None:
    """Only http and https are followed."""
    with LoopbackVendor(b"", 302, Location=location) as vendor, pytest.raises(errors.CliError):
        send(vendor)


def test_a_write_is_not_repeated_by_a_redirect(credentials: dict[str, str]) -> None:
    """A POST that is answered by 302 is told as it is."""
    with LoopbackVendor(b"", 302, Location="/other") as vendor, pytest.raises(errors.CliError):
        send(vendor, "POST", body={})

    assert len(vendor.seen) == 1


def test_redirects_end(credentials: dict[str, str]) -> None:
    """A loop stops after a few rounds."""
    with (
        LoopbackVendor(b"", 302, Location="/thing") as vendor,
        pytest.raises(errors.CliError) as failure,
    ):
        send(vendor)

    assert failure.value.exit_code == 5
    assert len(vendor.seen) == transport.MAX_REDIRECTS + 1


@pytest.mark.skipif(not VALUES, reason="the vendor asks for no credential")
def test_a_credential_is_not_sent_over_plain_http(credentials: dict[str, str]) -> None:
    """Plain HTTP is for this machine only."""
    made = transport.Transport(config.resolve_config()._replace(base_url="http://example.invalid"))

    with pytest.raises(errors.CliError) as failure:
        made.request("GET", "/thing", schemes=tuple(constants.SCHEMES))

    assert failure.value.exit_code == 4


@pytest.mark.skipif(not VALUES, reason="the vendor asks for no credential")
def test_a_missing_credential_is_named() -> None:
    """Exit 4, with the variables to set, before anything is sent."""
    with LoopbackVendor() as vendor, pytest.raises(errors.CliError) as failure:
        send(vendor, schemes=tuple(constants.SCHEMES))

    assert (failure.value.exit_code, failure.value.code) == (4, "AUTH_REQUIRED")
    assert failure.value.details["missing_keys"]
    assert vendor.seen == []


@pytest.mark.parametrize("url", ["ftp://example.com", "example.com", "file:///etc/passwd"])
def test_a_base_url_is_http_or_https(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any other scheme is a mistake of the configuration."""
    monkeypatch.setenv(constants.BASE_URL_ENV, url)

    with pytest.raises(errors.CliError) as failure:
        config.resolve_config()

    assert failure.value.exit_code == 4


def test_path_values_stay_in_their_segment() -> None:
    """Percent-encoded, `.` and `..` included."""
    spellings = {"a/b": "a%2Fb", "..": "%2E%2E", ".": "%2E", "é ?#{x}": "%C3%A9%20%3F%23%7Bx%7D"}
    for value, sent in spellings.items():
        assert encode.path("/x/{id}/y", {"id": value}) == f"/x/{sent}/y"


def test_header_values_cannot_start_another_header() -> None:
    """Line breaks are spaces."""
    assert encode.headers({"X": "a\r\nY: b", "Z": None}) == {"X": "a  Y: b"}


def test_lists_are_items() -> None:
    """A list is `items`, `count`, `next`; what stood beside it is `response`."""
    assert answers.as_items([{"id": 1}]) == {"items": [{"id": 1}], "count": 1, "next": None}
    assert answers.as_items({"data": [{"key": "k"}], "more": True}, at="data", id="key") == {
        "items": [{"id": "k", "key": "k"}],
        "count": 1,
        "next": None,
        "response": {"more": True},
    }
    assert answers.as_items(None)["items"] == []
    with pytest.raises(errors.CliError):
        answers.as_items({"data": 1}, at="data")


def test_objects_are_themselves_and_nothing_is_empty() -> None:
    """`data` is an object whatever the vendor answers."""
    assert answers.as_object({"a": 1}) == {"a": 1}
    assert answers.as_object(None) == {}
    assert answers.as_object(5) == {"value": 5}
    assert answers.as_object([1])["items"] == [1]


def test_a_large_answer_is_saved_whole_and_shown_in_part() -> None:
    """Over a million bytes the host would kill the command."""
    items = [{"id": number, "text": "é" * 500} for number in range(1000)]
    envelope = output.success("x.list", answers.as_items(items), mode="readonly", started=0.0)

    for use_json in (True, False):
        text = output.format_output(envelope, use_json, [])
        assert len(text.encode()) <= output.LIMIT
        data = json.loads(text)["data"]
        assert 0 < data["count"] < 1000
        assert data["count"] == len(data["items"])
        with open(data["file"], encoding="utf-8") as file:
            assert json.load(file)["items"] == items


def test_no_secret_is_printed(credentials: dict[str, str]) -> None:
    """Whatever the vendor sends back, in whatever spelling, is cleared of every secret."""
    from base64 import b64encode
    from urllib.parse import quote

    secret = 'k"ey/+with=odd'
    echoed = {"a": secret, "b": quote(secret, safe=""), "c": b64encode(secret.encode()).decode()}

    text = output.format_output({"ok": True, "data": echoed}, True, [secret])

    assert secret not in text
    assert all(value not in text for value in echoed.values())


def test_work_that_is_late_is_left_behind() -> None:
    """In time its result or its error comes back; too late, the caller goes on without it."""
    stopped = threading.Event()

    with pytest.raises(deadline.LateError):
        deadline.within(0.05, lambda: stopped.wait(5))
    stopped.set()
    assert deadline.within(5, lambda: 1) == 1
    with pytest.raises(ZeroDivisionError):
        deadline.within(5, lambda: 1 // 0)


def test_health_answers_in_time_when_the_vendor_hangs(
    credentials: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The host waits three seconds for health, whatever the network does."""
    runtime = importlib.import_module(f"{MODULE}.runtime")
    checkup = importlib.import_module(f"{MODULE}.checkup")
    monkeypatch.setattr(checkup, "PATIENCE", 0.05)
    stopped = threading.Event()
    monkeypatch.setattr(runtime, "connect", lambda **settings: stopped.wait(10))

    code, envelope = call("health")
    stopped.set()

    assert (code, envelope["data"]["status"]) == (0, "degraded")
