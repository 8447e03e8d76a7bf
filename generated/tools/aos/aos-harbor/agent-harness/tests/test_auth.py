"""Credentials of every kind: what they put on a request, and what nobody gets to see of them."""

from __future__ import annotations

import importlib
import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest
from conftest import FETCH, MODULE
from conftest import oauth as vendor_oauth
from conftest import tls as vendor_tls
from fake_vendor import (
    LoopbackVendor,
    Reply,
    Seen,
    call,
    config,
    constants,
    errors,
    exchange,
)

checkup = importlib.import_module(f"{MODULE}.checkup")
schemes = importlib.import_module(f"{MODULE}.schemes")
transport = importlib.import_module(f"{MODULE}.transport")
Scheme = schemes.Scheme
TLS_CONTEXT = importlib.import_module(f"{MODULE}.tls").context

SECRET = "s3cr3t:of/the+vendor"
TOKEN = "t0ken-of-the-vendor"
OAUTH = {"token_url": "https://auth.example/oauth/token", "env": ("T_CLIENT_ID", "T_CLIENT_SECRET")}


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The connector's own table of schemes, emptied, for each test to fill; the real token fetch."""
    for name in list(constants.SCHEMES):
        monkeypatch.delitem(constants.SCHEMES, name)
    for name in list(constants.HEADERS):
        monkeypatch.delitem(constants.HEADERS, name)
    monkeypatch.setattr(constants, "SERVICE_KEYS", ())
    monkeypatch.setattr(constants, "REQUIRED_ONE_OF", ())
    monkeypatch.setattr(vendor_oauth, "BASE_URL", "https://vendor.example/v1")
    monkeypatch.setattr(vendor_oauth, "fetch", FETCH)
    monkeypatch.setattr(vendor_tls, "context", TLS_CONTEXT)
    schemes: dict[str, Any] = constants.SCHEMES
    yield schemes
    schemes.clear()  # before monkeypatch gives back the connector's own


@pytest.fixture
def variables(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The variables of these tests: none is set."""
    for name in ("T_A", "T_B", "T_C", "T_CLIENT_ID", "T_CLIENT_SECRET", "T_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def connected(vendor: LoopbackVendor, base: str = "", **rest: Any) -> Any:
    """A transport to `vendor`, or to `base` below it."""
    settings = config.resolve_config()._replace(base_url=vendor.url + base, overridden=True)
    return transport.Transport(settings, timeout=5, **rest)


def ask(vendor: LoopbackVendor, *alternatives: tuple[str, ...], **rest: Any) -> Any:
    """One request with the first of `alternatives` that is set up."""
    return connected(vendor).request("GET", "/thing", schemes=alternatives, **rest)


def base64(text: str) -> str:
    """Text in base64."""
    return b64encode(text.encode()).decode("ascii")


KINDS = [
    (Scheme("bearer", ("T_A",)), {"authorization": f"Bearer {SECRET}"}, "/thing"),
    (Scheme("header", ("T_A",), name="X-Key"), {"x-key": SECRET}, "/thing"),
    (Scheme("header", ("T_A",), prefix="Token "), {"authorization": f"Token {SECRET}"}, "/thing"),
    (Scheme("query", ("T_A",), name="key"), {}, "/thing?key=" + quote(SECRET, safe="")),
    (Scheme("cookie", ("T_A",), name="sid"), {"cookie": f"sid={SECRET}"}, "/thing"),
    (
        Scheme("basic", ("T_B", "T_A")),
        {"authorization": "Basic " + base64(f"user:{SECRET}")},
        "/thing",
    ),
    (Scheme("basic", ("T_A",)), {"authorization": "Basic " + base64(f"{SECRET}:")}, "/thing"),
    (
        Scheme("basic", ("T_A",), constant="X"),
        {"authorization": "Basic " + base64(f"{SECRET}:X")},
        "/thing",
    ),
    (Scheme("oauth2", (), token_env="T_A"), {"authorization": f"Bearer {SECRET}"}, "/thing"),
]


@pytest.mark.parametrize(("scheme", "headers", "target"), KINDS)
def test_a_credential_travels_as_its_kind_does(
    scheme: Any,
    headers: dict[str, str],
    target: str,
    declared: dict[str, Any],
    variables: pytest.MonkeyPatch,
) -> None:
    """On the wire it is there; in the evidence and in the list of what may be shown it is not."""
    declared["one"] = scheme
    variables.setenv("T_A", SECRET)
    variables.setenv("T_B", "user")
    with LoopbackVendor() as vendor:
        made = connected(vendor)
        made.request("GET", "/thing", schemes=(("one",),))

    (seen,) = vendor.seen
    assert seen.target == target
    assert {name: seen.headers.get(name) for name in headers} == headers
    carriers = {"authorization", "cookie", "x-key"} & set(seen.headers)
    assert carriers == set(headers)
    assert made.evidence["url"] == vendor.url + "/thing"
    assert SECRET in config.secrets()


def test_keys_that_go_together_all_travel(
    declared: dict[str, Any], variables: pytest.MonkeyPatch
) -> None:
    """Two keys of one alternative, and a cookie beside the command's own."""
    declared["a"] = Scheme("header", ("T_A",), name="X-A")
    declared["b"] = Scheme("query", ("T_B",), name="b")
    declared["c"] = Scheme("cookie", ("T_C",), name="c")
    for name in ("T_A", "T_B", "T_C"):
        variables.setenv(name, "of-" + name)
    with LoopbackVendor() as vendor:
        ask(vendor, ("a", "b", "c"), query={"x": 1}, cookies={"y": "2"})

    (seen,) = vendor.seen
    assert (seen.target, seen.headers["x-a"]) == ("/thing?x=1&b=of-T_B", "of-T_A")
    assert seen.headers["cookie"] == "y=2; c=of-T_C"


ALTERNATIVES = [
    (["T_A"], (("a",), ("b", "c")), "a"),
    (["T_B", "T_C"], (("a",), ("b", "c")), "bc"),
    (["T_A", "T_B", "T_C"], (("a",), ("b", "c")), "a"),
    (["T_A", "T_B", "T_C"], (("b", "c"), ("a",)), "bc"),
    (["T_A"], ((), ("a",)), "a"),
    (["T_B"], (("a",), ()), ""),
    ([], ((), ("a",)), ""),
    (["T_A"], (), ""),
]


@pytest.mark.parametrize(("given", "ways", "sent"), ALTERNATIVES)
def test_the_first_alternative_that_is_set_up_is_used(
    given: list[str],
    ways: Any,
    sent: str,
    declared: dict[str, Any],
    variables: pytest.MonkeyPatch,
) -> None:
    """And none, where none is set up and none is needed."""
    for name in "abc":
        declared[name] = Scheme("header", (f"T_{name.upper()}",), name=f"X-Key-{name}")
    for name in given:
        variables.setenv(name, "value")
    with LoopbackVendor() as vendor:
        ask(vendor, *ways)

    assert "".join(n for n in "abc" if f"x-key-{n}" in vendor.seen[0].headers) == sent


MISSING = [
    ([], (("a",),), "set T_A", ["T_A"], None),
    ([], (("b", "c"),), "set T_B, T_C", ["T_B", "T_C"], None),
    ([], (("a",), ("b", "c")), "set T_A, or T_B and T_C", [], [["T_A"], ["T_B", "T_C"]]),
    (["T_B"], (("a",), ("b", "c")), "set T_A, or T_C", [], [["T_A"], ["T_C"]]),
    ([], (("a", "b"), ("b", "c")), "set T_A and T_B, or T_B and T_C", ["T_B"], None),
    (
        [],
        (("o",),),
        "set T_CLIENT_ID and T_CLIENT_SECRET, or T_TOKEN",
        [],
        [["T_CLIENT_ID", "T_CLIENT_SECRET"], ["T_TOKEN"]],
    ),
]


@pytest.mark.parametrize(("given", "ways", "said", "keys", "one_of"), MISSING)
def test_every_way_in_is_named(
    given: list[str],
    ways: Any,
    said: str,
    keys: list[str],
    one_of: Any,
    declared: dict[str, Any],
    variables: pytest.MonkeyPatch,
) -> None:
    """Exit 4, with what each still lacks, before anything is sent."""
    for name in "abc":
        declared[name] = Scheme("header", (f"T_{name.upper()}",), name=f"X-{name}")
    declared["o"] = Scheme("oauth2", **OAUTH, token_env="T_TOKEN")
    for name in given:
        variables.setenv(name, "value")
    with LoopbackVendor() as vendor, pytest.raises(errors.CliError) as failure:
        ask(vendor, *ways)

    assert (failure.value.code, failure.value.exit_code) == ("AUTH_REQUIRED", 4)
    assert failure.value.message.endswith(said)
    assert failure.value.details["missing_keys"] == keys
    assert one_of is None or failure.value.details["one_of"] == one_of
    assert vendor.seen == []


def test_a_refusal_without_a_credential_says_which_there_is(
    declared: dict[str, Any], variables: pytest.MonkeyPatch
) -> None:
    """Where a credential is optional, the vendor may ask for it all the same."""
    declared["a"] = Scheme("bearer", ("T_A",))
    with LoopbackVendor(b"{}", 401) as vendor, pytest.raises(errors.CliError) as failure:
        ask(vendor, (), ("a",))

    assert failure.value.message.endswith("none was sent: set T_A")


UNSENDABLE = [
    (Scheme("bearer", ("T_A",)), "a\nb"),
    (Scheme("bearer", ("T_A",)), "é"),
    (Scheme("cookie", ("T_A",), name="c"), "a;b"),
    (Scheme("cookie", ("T_A",), name="c"), "a b"),
    (Scheme("query", ("T_A",), name="q"), "a\x01b"),
    (Scheme("oauth2", **OAUTH, token_env="T_A"), "é"),
]


@pytest.mark.parametrize(("scheme", "value"), UNSENDABLE)
def test_a_credential_that_cannot_be_sent_is_told(
    scheme: Any, value: str, declared: dict[str, Any], variables: pytest.MonkeyPatch
) -> None:
    """By the variable's name, and without its value."""
    declared["one"] = scheme
    variables.setenv("T_A", value)

    with LoopbackVendor() as vendor:
        with pytest.raises(errors.CliError) as failure:
            ask(vendor, ("one",))
        assert (failure.value.exit_code, failure.value.details) == (4, {"variable": "T_A"})
        assert value not in failure.value.message
        # What needs no credential is not kept from working.
        ask(vendor)
    assert len(vendor.seen) == 1


def test_half_of_an_optional_credential_is_a_mistake(
    declared: dict[str, Any], variables: pytest.MonkeyPatch
) -> None:
    """Whoever sets one of two variables means to be known: the call is not made without a name."""
    declared["one"] = Scheme("basic", ("T_A", "T_B"))
    variables.setenv("T_A", "value")
    with LoopbackVendor() as vendor, pytest.raises(errors.CliError) as failure:
        ask(vendor, ("one",), ())

    assert failure.value.code == "AUTH_REQUIRED"
    assert vendor.seen == []


# A token in the base URL.


@pytest.fixture
def in_url(declared: dict[str, Any], variables: pytest.MonkeyPatch) -> None:
    """A token that the base URL holds."""
    declared["path"] = Scheme("url", ("T_A",), name="token")
    variables.setenv("T_A", SECRET)


FILLED = "/bot" + quote(SECRET, safe=":")


def test_a_token_in_the_url_is_filled_in_and_never_shown(
    in_url: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Percent-encoded on the wire; `{token}` in evidence and under --verbose."""
    with LoopbackVendor() as vendor:
        made = connected(vendor, "/bot{token}", verbose=True)
        made.request("GET", "/thing", query={"a": 1}, schemes=(("path",),))

    assert vendor.seen[0].target == f"{FILLED}/thing?a=1"
    assert made.evidence["url"] == vendor.url + "/bot{token}/thing?a=1"
    told = capsys.readouterr().err
    assert "/bot{token}/thing" in told
    assert SECRET not in told + json.dumps(made.evidence)
    assert {SECRET, FILLED.removeprefix("/bot")} <= set(config.secrets())


def test_a_token_in_the_url_is_needed(in_url: None, variables: pytest.MonkeyPatch) -> None:
    """Also by a command that names no scheme: its URL has a hole."""
    variables.delenv("T_A")
    with LoopbackVendor() as vendor, pytest.raises(errors.CliError) as failure:
        connected(vendor, "/bot{token}").request("GET", "/thing", schemes=())

    assert (failure.value.code, vendor.seen) == ("AUTH_REQUIRED", [])


def test_a_token_in_the_url_goes_to_no_other_host(in_url: None) -> None:
    """Neither over plain HTTP, nor where a redirect leads, nor into the message about it."""
    made = transport.Transport(
        config.resolve_config()._replace(base_url="http://vendor.example/bot{token}")
    )
    with pytest.raises(errors.CliError) as failure:
        made.request("GET", "/thing", schemes=())
    assert (failure.value.code, failure.value.exit_code) == ("CONFIG_INVALID", 4)

    elsewhere = f"https://other.example{FILLED}/thing"
    with (
        LoopbackVendor(b"", 302, Location=elsewhere) as vendor,
        pytest.raises(errors.CliError) as failure,
    ):
        connected(vendor, "/bot{token}").request("GET", "/thing", schemes=(("path",),))
    assert failure.value.details["location"] == "https://other.example/bot{token}/thing"
    assert len(vendor.seen) == 1


def test_a_redirect_within_the_host_keeps_the_token(in_url: None) -> None:
    """And is not shown either."""
    with LoopbackVendor.of(Reply(b"", 302, {"Location": FILLED + "/moved"}), Reply()) as vendor:
        made = connected(vendor, "/bot{token}")
        made.request("GET", "/thing", schemes=(("path",),))

    assert vendor.seen[1].target == FILLED + "/moved"
    assert "{token}" in made.evidence["url"]


def test_a_next_page_holds_the_token_and_does_not_show_it(in_url: None) -> None:
    """Vendors write the whole URL, with what it holds."""
    with LoopbackVendor() as vendor:
        made = connected(vendor, "/bot{token}")
        made.request("GET", "/thing", schemes=(("path",),))
        made.go_to(f"{vendor.url}{FILLED}/thing?page=2")
        made.request("GET", "/thing", schemes=(("path",),))

    assert vendor.seen[1].target == FILLED + "/thing?page=2"
    assert made.evidence["url"] == vendor.url + "/bot{token}/thing?page=2"


def test_a_next_page_carries_the_key_of_the_query_once(
    declared: dict[str, Any], variables: pytest.MonkeyPatch
) -> None:
    """Also where the vendor repeats it in the URL, and it is in no evidence."""
    declared["a"] = Scheme("query", ("T_A",), name="key")
    variables.setenv("T_A", "of-T_A")
    with LoopbackVendor() as vendor:
        made = connected(vendor)
        made.request("GET", "/thing", schemes=(("a",),))
        made.go_to("/thing?key=of-T_A&page=2")
        made.request("GET", "/thing", schemes=(("a",),))

    assert vendor.seen[1].target == "/thing?page=2&key=of-T_A"
    assert made.evidence["url"] == vendor.url + "/thing?page=2"


# OAuth2.


@pytest.fixture
def client(declared: dict[str, Any], variables: pytest.MonkeyPatch) -> dict[str, Any]:
    """An OAuth2 client that is set up."""
    declared["o"] = Scheme("oauth2", **OAUTH, scopes=("read", "write"), token_env="T_TOKEN")
    variables.setenv("T_CLIENT_ID", "client:1")
    variables.setenv("T_CLIENT_SECRET", SECRET)
    return declared


def granted(token: str = TOKEN) -> Reply:
    """What a token endpoint answers."""
    return Reply(json.dumps({"access_token": token, "token_type": "bearer"}).encode())


def form(seen: Seen) -> dict[str, str]:
    """The form that arrived."""
    return dict(parse_qsl(seen.body.decode()))


def test_a_token_is_fetched_and_sent(client: dict[str, Any]) -> None:
    """Once for the process: client credentials, scopes, the client by basic authentication."""
    with LoopbackVendor.of(granted(), Reply(), Reply()) as vendor:
        ask(vendor, ("o",))
        ask(vendor, ("o",))

    token, *asked = vendor.seen
    assert (token.method, token.target) == ("POST", "/oauth/token")
    assert form(token) == {"grant_type": "client_credentials", "scope": "read write"}
    pair = f"{quote('client:1', safe='')}:{quote(SECRET, safe='')}"
    assert token.headers["authorization"] == "Basic " + base64(pair)
    assert [one.headers["authorization"] for one in asked] == [f"Bearer {TOKEN}"] * 2
    assert {TOKEN, SECRET, pair} <= set(config.secrets())


def test_a_client_may_show_itself_in_the_body(client: dict[str, Any]) -> None:
    """Where the vendor wants it so."""
    client["o"] = client["o"]._replace(client_auth="body", scopes=())
    with LoopbackVendor.of(granted(), Reply()) as vendor:
        ask(vendor, ("o",))

    assert "authorization" not in vendor.seen[0].headers
    assert form(vendor.seen[0]) == {
        "grant_type": "client_credentials",
        "client_id": "client:1",
        "client_secret": SECRET,
    }


def test_a_ready_token_needs_no_endpoint(
    client: dict[str, Any], variables: pytest.MonkeyPatch
) -> None:
    """It wins over client id and secret, and no other is fetched when it is refused."""
    variables.setenv("T_TOKEN", "ready-token")
    with LoopbackVendor(b"{}", 401) as vendor, pytest.raises(errors.CliError):
        ask(vendor, ("o",))

    assert [one.headers["authorization"] for one in vendor.seen] == ["Bearer ready-token"]


def test_a_refused_token_is_replaced_once(client: dict[str, Any]) -> None:
    """The request is repeated with the next one, and the evidence counts it."""
    old, new = granted("0ld-token"), granted("n3w-token")
    with LoopbackVendor.of(old, Reply(b"{}", 401), new, Reply(b'{"a": 1}')) as vendor:
        made = connected(vendor)
        assert made.request("PUT", "/thing", body={"x": 1}, schemes=(("o",),)) == {"a": 1}

    assert [one.target for one in vendor.seen] == ["/oauth/token", "/thing"] * 2
    assert vendor.seen[3].headers["authorization"] == "Bearer n3w-token"
    assert vendor.seen[3].body == b'{"x": 1}'
    assert (made.evidence["attempts"], made.evidence["status"]) == (2, 200)
    assert {"0ld-token", "n3w-token"} <= set(config.secrets())


def test_a_write_is_sent_once_though_its_token_is_refused(client: dict[str, Any]) -> None:
    """A POST without an idempotency key is sent again for no reason."""
    refused = Reply(b"{}", 401)
    with (
        LoopbackVendor.of(granted(), refused, granted(), Reply(b"{}")) as vendor,
        pytest.raises(errors.CliError) as failure,
    ):
        connected(vendor).request("POST", "/thing", body={}, schemes=(("o",),))

    assert (failure.value.code, len(vendor.seen)) == ("AUTH_FAILED", 2)


def test_a_token_that_is_refused_again_is_told(client: dict[str, Any]) -> None:
    """Two requests, exit 4."""
    refused = Reply(b"{}", 401)
    with (
        LoopbackVendor.of(granted(), refused, granted(), refused) as vendor,
        pytest.raises(errors.CliError) as failure,
    ):
        ask(vendor, ("o",))

    assert (failure.value.code, len(vendor.seen)) == ("AUTH_FAILED", 4)


REFUSALS = [
    (400, {"error": "invalid_client", "error_description": "no such luck"}, 4, "no such luck"),
    (401, {"error": "invalid_client"}, 4, "invalid_client"),
    (404, {}, 4, ""),
    (302, {}, 4, "302"),
    (200, {"error": "no such luck"}, 4, "no such luck"),
    (200, {"access_token": 5}, 4, "holds none"),
    (200, {"access_token": "a\nb"}, 4, "holds none"),
    (200, [], 4, "holds none"),
    (429, {"message": "slower"}, 5, "slower"),
    (503, {}, 5, "503"),
]


@pytest.mark.parametrize(("status", "body", "exit_code", "said"), REFUSALS)
def test_what_the_token_endpoint_refuses_is_told(
    status: int, body: Any, exit_code: int, said: str, client: dict[str, Any]
) -> None:
    """In its own words; what is down stays down. Nothing else is sent, no redirect is followed."""
    reply = Reply(json.dumps(body).encode(), status, {"Location": "/elsewhere"})
    with LoopbackVendor.of(reply) as vendor, pytest.raises(errors.CliError) as failure:
        made = connected(vendor)
        made.request("GET", "/thing", schemes=(("o",),))

    assert failure.value.exit_code == exit_code
    assert failure.value.code == ("AUTH_FAILED" if exit_code == 4 else "BACKEND_UNAVAILABLE")
    assert said in failure.value.message
    assert "access token" in failure.value.message
    assert [one.target for one in vendor.seen] == ["/oauth/token"]
    assert made.evidence["url"] == vendor.url + "/oauth/token"
    assert made.evidence["status"] == status


@pytest.mark.parametrize("status", [200, 400, 500])
def test_a_secret_that_the_token_endpoint_repeats_is_not_told(
    status: int, client: dict[str, Any]
) -> None:
    """Neither the client's secret nor what it is encoded to."""
    echo = {"error": f"bad secret {SECRET} {quote(SECRET)} {base64('client:1:' + SECRET)}"}
    with (
        LoopbackVendor(json.dumps(echo).encode(), status) as vendor,
        pytest.raises(errors.CliError) as failure,
    ):
        ask(vendor, ("o",))

    assert "bad secret [redacted] [redacted]" in failure.value.message
    assert SECRET not in failure.value.message


def test_a_fetched_token_is_in_no_output(
    client: dict[str, Any],
    variables: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What the vendor echoes is cleared of it, under --verbose too."""
    echo = json.dumps({"you": f"Bearer {TOKEN}"}).encode()
    with LoopbackVendor.of(granted(), Reply(echo)) as vendor:
        made = connected(vendor, verbose=True)
        answer = made.request("GET", "/thing", query={"t": TOKEN}, schemes=(("o",),))
    output = importlib.import_module(f"{MODULE}.output")
    text = output.format_output({"data": answer, "meta": made.evidence}, True, config.secrets())

    assert TOKEN not in text
    told = capsys.readouterr().err
    assert told.count("\n") == 2
    assert "/oauth/token" in told
    assert TOKEN not in told


ENDPOINTS = [
    # token_url, base URL, set by the operator, endpoint
    ("https://auth.example/t", "https://vendor.example/v1", False, "https://auth.example/t"),
    (
        "https://vendor.example/t?x=1",
        "https://test.example/v1",
        False,
        "https://test.example/t?x=1",
    ),
    ("/oauth/t", "https://test.example/v1", False, "https://test.example/oauth/t"),
    ("https://vendor.example/v1/t", "http://127.0.0.1:9/x", True, "http://127.0.0.1:9/x/t"),
    ("https://auth.example/t", "http://127.0.0.1:9", True, "http://127.0.0.1:9/t"),
]


@pytest.mark.parametrize(("url", "base", "overridden", "endpoint"), ENDPOINTS)
def test_the_token_endpoint_moves_with_the_vendors_host(
    url: str, base: str, overridden: bool, endpoint: str, client: dict[str, Any]
) -> None:
    """To another environment where it stands beside the API; to one address for all that is set."""
    settings = config.Config(base, {}, overridden)

    assert vendor_oauth.endpoint(client["o"]._replace(token_url=url), settings) == endpoint


@pytest.mark.parametrize("url", ["http://auth.example/t", "ftp://127.0.0.1/t"])
def test_a_secret_goes_to_a_safe_token_endpoint_only(url: str, client: dict[str, Any]) -> None:
    """Over https, or to this machine: nothing is sent."""
    client["o"] = client["o"]._replace(token_url=url)
    settings = config.resolve_config()._replace(base_url="https://vendor.example")
    with pytest.raises(errors.CliError) as failure:
        transport.Transport(settings, timeout=1).request("GET", "/x", schemes=(("o",),))

    assert (failure.value.code, failure.value.exit_code) == ("CONFIG_INVALID", 4)


# Client certificates.


def test_a_client_certificate_is_shown_to_the_vendor(
    declared: dict[str, Any], variables: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Loaded from the files that the variables name; a redirect to another host does not see it."""
    declared["t"] = Scheme("tls", ("T_A", "T_B"))
    for name in ("T_A", "T_B"):
        (tmp_path / name).write_text("PEM")
        variables.setenv(name, str(tmp_path / name))
    loaded: list[tuple[Any, ...]] = []
    shown: list[tuple[str, Any]] = []

    class Context:
        def load_cert_chain(self, *files: Any, password: Any) -> None:
            loaded.append(files)

    class Answer:
        def __init__(self) -> None:
            self.status = 302
            self.headers = {"Location": "https://other.example/x"}

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *error: object) -> None:
            pass

    def answer(line: Any, request: Any, context: Any) -> Any:
        shown.append((request.host, context))
        if len(shown) > 1:
            raise ConnectionRefusedError
        return Answer()

    variables.setattr(vendor_tls.ssl, "create_default_context", Context)
    variables.setattr(exchange.Line, "_answer", answer)
    settings = config.resolve_config()._replace(base_url="https://vendor.example")
    with pytest.raises(errors.CliError):
        transport.Transport(settings).request("GET", "/x", schemes=(("t",),))

    assert loaded == [(str(tmp_path / "T_A"), str(tmp_path / "T_B"))]
    assert isinstance(shown[0][1], Context)
    assert shown[1] == ("other.example", None)


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_certificate_that_cannot_be_used_is_told(
    content: str | None,
    declared: dict[str, Any],
    variables: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Exit 4 with the variables to look at, before anything is sent."""
    declared["t"] = Scheme("tls", ("T_A", "T_B"))
    for name in ("T_A", "T_B"):
        variables.setenv(name, str(tmp_path / name))
        if content is not None:
            (tmp_path / name).write_text(content)
    with LoopbackVendor() as vendor, pytest.raises(errors.CliError) as failure:
        ask(vendor, ("t",))

    assert (failure.value.code, failure.value.exit_code) == ("CONFIG_INVALID", 4)
    assert "T_A" in failure.value.message
    assert vendor.seen == []


# What `health` and `config show` say.


def test_config_show_tells_every_variable_and_no_value(
    client: dict[str, Any], variables: pytest.MonkeyPatch
) -> None:
    """Presence and origin; a password that never varies is no credential; constant headers."""
    client["p"] = Scheme("basic", ("T_A",), constant="never-varies")
    variables.setitem(constants.HEADERS, "X-Version", "1")

    _, envelope = call("config", "show")

    present = {"present": True, "source": "environment"}
    absent = {"present": False, "source": None}
    assert envelope["data"]["credentials"] == {
        "T_A": absent,
        "T_CLIENT_ID": present,
        "T_CLIENT_SECRET": present,
        "T_TOKEN": absent,
    }
    assert envelope["data"]["headers"] == {"X-Version": "1"}
    assert not {SECRET, "never-varies"} & set(json.dumps(envelope).split('"'))


def test_health_names_the_ways_in(declared: dict[str, Any], variables: pytest.MonkeyPatch) -> None:
    """What is needed in any case, and ways of which one is enough."""
    variables.setattr(constants, "SERVICE_KEYS", ("T_C",))
    variables.setattr(constants, "REQUIRED_ONE_OF", (("T_A",), ("T_B", "T_CLIENT_ID")))
    variables.setenv("T_B", "x")
    report = checkup.check(None, lambda **rest: None)

    assert report["status"] == "needs_setup"
    assert report["checks"][0] == {
        "name": "required_env",
        "ok": False,
        "details": {"missing_keys": ["T_C"], "one_of": [["T_A"], ["T_CLIENT_ID"]]},
    }
    assert report["next_steps"] == ["Set T_C", "Set T_A, or T_CLIENT_ID"]
    variables.setenv("T_A", "x")
    variables.setenv("T_C", "x")
    assert checkup.check(None, lambda **rest: None)["status"] == "degraded"


def test_health_says_what_the_probe_itself_lacks(variables: pytest.MonkeyPatch) -> None:
    """Its own credential may be another than what the connector needs as a whole."""

    def probe(client: Any) -> Any:
        raise errors.CliError("AUTH_REQUIRED", "no credential: set T_A", 4)

    class Client:
        evidence = None

    report = checkup.check(probe, lambda **rest: Client())

    assert (report["status"], report["next_steps"]) == ("needs_setup", ["no credential: set T_A"])
