"""What the vendor answers, and what the caller is then told."""

from __future__ import annotations

import importlib
import json
import threading
import time
from typing import Any

import pytest
from conftest import MODULE, VALUES
from fake_vendor import LoopbackVendor, Reply, call, cli, config, constants, errors

answers = importlib.import_module(f"{MODULE}.answers")
contents = importlib.import_module(f"{MODULE}.contents")
deadline = importlib.import_module(f"{MODULE}.deadline")
output = importlib.import_module(f"{MODULE}.output")
redirects = importlib.import_module(f"{MODULE}.redirects")
retries = importlib.import_module(f"{MODULE}.retries")
schemes = importlib.import_module(f"{MODULE}.schemes")
shell = importlib.import_module(f"{MODULE}.shell")
transport = importlib.import_module(f"{MODULE}.transport")

EXIT_CODES = [
    (400, 2), (401, 4), (403, 4), (404, 6), (405, 2), (408, 5), (409, 2), (410, 6), (412, 2), (418, 2),
    (422, 2), (429, 5), (500, 5), (501, 5), (502, 5), (503, 5), (504, 5), (599, 5), (304, 10),
]  # fmt: skip  # a table


def send(vendor: LoopbackVendor, method: str = "GET", **rest: Any) -> Any:
    """One request to `vendor` with the credential in place."""
    return connected(vendor).request(method, "/thing", **rest)


def connected(vendor: LoopbackVendor, **rest: Any) -> Any:
    """A transport to `vendor`."""
    settings = config.resolve_config()._replace(base_url=vendor.url, overridden=True)
    return transport.Transport(settings, **{"timeout": 5, **rest})


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


@pytest.mark.parametrize("status", [307, 308])
@pytest.mark.parametrize(
    ("method", "key", "sent"),
    [("POST", "", 1), ("PATCH", "", 1), ("POST", "X-Once", 2), ("PUT", "", 2), ("DELETE", "", 2)],
)
def test_only_what_may_be_repeated_is_redirected(
    status: int, method: str, key: str, sent: int
) -> None:
    """Nobody knows what the first did: a POST without a key is sent once, and told where it should go."""
    moved = Reply(b"", status, {"Location": "/other"})
    with LoopbackVendor.of(moved, Reply(b"{}")) as vendor:
        try:
            connected(vendor).request(method, "/thing", body={}, schemes=(), idempotency=key)
        except errors.CliError as failure:
            assert failure.details == {"status": status, "location": "/other"}

    assert [one.target for one in vendor.seen] == ["/thing", "/other"][:sent]
    assert len({one.headers.get("x-once") for one in vendor.seen}) == 1


def test_another_host_gets_no_body_and_no_header_of_the_caller() -> None:
    """A read that carries a body is followed over https without it."""
    exchange, address = (importlib.import_module(f"{MODULE}.{n}") for n in ("exchange", "address"))
    url = "https://vendor.example/x"
    headers = {"Accept": "a/b", "X-Own": "c"}
    first = exchange.Request("GET", url, headers, b"words", url, "vendor.example")
    at = address.address_of("https://vendor.example", config.resolve_config())
    link = "https://other.example/y"
    followed = redirects.next_request(first, first, 302, link, at, repeatable=True)

    assert (followed.url, followed.content) == (link, None)
    assert followed.headers == {"Accept": "a/b"}


def test_see_other_says_that_a_write_is_done(credentials: dict[str, str]) -> None:
    """303 after a write is its success: a caller told of a failure would do it once more."""
    with LoopbackVendor(b"", 303, Location="/job/7") as vendor:
        assert send(vendor, "DELETE") == {"location": "/job/7"}

    assert len(vendor.seen) == 1


def test_redirects_end(credentials: dict[str, str]) -> None:
    """A loop stops after a few rounds."""
    with (
        LoopbackVendor(b"", 302, Location="/thing") as vendor,
        pytest.raises(errors.CliError) as failure,
    ):
        send(vendor)

    assert failure.value.exit_code == 5
    assert len(vendor.seen) == redirects.MOST + 1


@pytest.mark.skipif(not VALUES, reason="the vendor asks for no credential")
def test_a_credential_is_not_sent_over_plain_http(credentials: dict[str, str]) -> None:
    """Plain HTTP is for this machine only."""
    made = transport.Transport(config.resolve_config()._replace(base_url="http://example.invalid"))

    with pytest.raises(errors.CliError) as failure:
        made.request("GET", "/thing", schemes=(tuple(constants.SCHEMES),))

    assert (failure.value.exit_code, failure.value.code) == (4, "CONFIG_INVALID")


@pytest.mark.skipif(not VALUES, reason="the vendor asks for no credential")
def test_a_missing_credential_is_named() -> None:
    """Exit 4, with the variables to set, before anything is sent."""
    with LoopbackVendor() as vendor, pytest.raises(errors.CliError) as failure:
        send(vendor, schemes=(tuple(constants.SCHEMES),))

    assert (failure.value.exit_code, failure.value.code) == (4, "AUTH_REQUIRED")
    assert failure.value.details["missing_keys"] or failure.value.details["one_of"]
    assert vendor.seen == []


@pytest.mark.parametrize("url", ["ftp://example.com", "example.com", "file:///etc/passwd"])
def test_a_base_url_is_http_or_https(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any other scheme is a mistake of the configuration."""
    monkeypatch.setenv(constants.BASE_URL_ENV, url)

    with pytest.raises(errors.CliError) as failure:
        config.resolve_config()

    assert failure.value.exit_code == 4


def test_everything_goes_where_it_belongs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Path, query, whole query, cookies and headers; a header of the command over a constant one."""
    monkeypatch.setitem(constants.HEADERS, "X-Version", "1")
    monkeypatch.setitem(constants.HEADERS, "X-Always", "yes")
    with LoopbackVendor() as vendor:
        send(
            vendor,
            values={"unused": 1},
            query={"a": [1, 2], "b": None},
            querystring="c=3",
            headers={"x-version": "2"},
            cookies={"d": "4"},
            accept="text/csv",
            answer="text",
            schemes=(),
        )

    (seen,) = vendor.seen
    assert (seen.method, seen.target) == ("GET", "/thing?a=1&a=2&c=3")
    names = ("x-version", "x-always", "cookie", "accept")
    assert [seen.headers[name] for name in names] == ["2", "yes", "d=4", "text/csv"]
    assert seen.headers["user-agent"].startswith(constants.TOOL)


@pytest.mark.parametrize("method", ["GET", "DELETE", "POST"])
def test_a_body_is_json_or_what_it_is(method: str) -> None:
    """A value travels as JSON of the media type asked, Content as its bytes; none has no type."""
    with LoopbackVendor() as vendor:
        send(vendor, method, body={"a": None}, content_type="application/x+json", schemes=())
        send(vendor, method, body=contents.Content(b"a=1", "text/x"), schemes=())
        send(vendor, method, schemes=())

    sent = [(seen.body, seen.headers.get("content-type")) for seen in vendor.seen]
    assert sent == [(b'{"a": null}', "application/x+json"), (b"a=1", "text/x"), (b"", None)]


def test_the_last_answers_headers_are_kept() -> None:
    """Whatever the case in which they are asked for."""
    with LoopbackVendor(X_Next="7") as vendor:
        made = connected(vendor)
        made.request("GET", "/thing", schemes=())

    assert (made.headers.get("x-next"), made.stopped) == ("7", "")


def test_a_command_has_one_time_for_all_its_requests() -> None:
    """When it is over, nothing more is sent."""
    with LoopbackVendor() as vendor:
        made = connected(vendor, timeout=0.3)
        made.request("GET", "/thing", schemes=())
        time.sleep(0.35)
        with pytest.raises(errors.CliError) as failure:
            made.request("GET", "/thing", schemes=())
        time.sleep(0.1)  # What was sent all the same would have come.

    assert failure.value.exit_code == 5
    assert len(vendor.seen) == 1


@pytest.mark.parametrize(
    "link", ["{home}/thing?after=b&z=%2F", "/thing?after=b&z=%2F", "?after=b&z=%2F"]
)
def test_a_next_page_takes_the_place_of_path_and_query(link: str) -> None:
    """Once: the request after it is an ordinary one. Its credential goes with it."""
    with LoopbackVendor() as vendor:
        made = connected(vendor)
        for _ in range(3):
            made.request("GET", "/thing", query={"a": 1}, headers={"X-A": "1"}, schemes=())
            if len(vendor.seen) == 1:
                made.go_to(link.replace("{home}", vendor.url))

    assert [seen.target for seen in vendor.seen] == [
        "/thing?a=1",
        "/thing?after=b&z=%2F",
        "/thing?a=1",
    ]
    assert vendor.seen[1].headers["x-a"] == "1"


ELSEWHERE = ["https://vendor.example/thing", "{home}0/thing", "//vendor.example/thing", "//[bad"]
ELSEWHERE += ["http://user@{netloc}/thing", "http://localhost:1/thing", "ftp://{netloc}/thing"]


@pytest.mark.parametrize("link", ELSEWHERE)
@pytest.mark.parametrize("given", [False, True])
def test_a_next_page_elsewhere_is_not_followed(link: str, given: bool) -> None:
    """The vendor's mistake is an unreadable answer, the caller's a usage error; nothing is sent."""
    with LoopbackVendor() as vendor:
        made = connected(vendor)
        if not given:
            made.request("GET", "/thing", schemes=())
        made.go_to(link.format(home=vendor.url, netloc=vendor.url.partition("//")[2]))
        with pytest.raises(errors.CliError) as failure:
            made.request("GET", "/thing", schemes=())

    assert failure.value.exit_code == (2 if given else 10)
    assert "which is not followed" in failure.value.message or "--next-url" in failure.value.message
    assert len(vendor.seen) == (0 if given else 1)


def test_a_caller_cannot_read_another_list_by_a_next_url() -> None:
    """What a caller names as the next page has the command's own path, and keeps what is fixed."""
    with LoopbackVendor() as vendor:
        made = connected(vendor)
        made.go_to(vendor.url + "/secrets?thing")
        with pytest.raises(errors.CliError) as failure:
            made.request("GET", "/v1/thing", schemes=())
        made.go_to(vendor.url + "/v1/thing//?page=2")
        with pytest.raises(errors.CliError):
            made.request("GET", "/v1/thing", schemes=())
        made.go_to(vendor.url + "/v1/thing?page=2&status=closed")
        made.request("GET", "/v1/thing", query={"status": "open"}, schemes=())

    assert failure.value.exit_code == 2
    # What the map fixes stands, whatever the link says.
    assert [seen.target for seen in vendor.seen] == ["/v1/thing?status=open&page=2"]


NOT_OURS = ["out=1", "OUT%5Ba%5D=1", "_method=DELETE", "STATUS=closed", "status%5B%5D=closed"]
NOT_OURS += ["status.x=1", "a=1;status=closed", "page=1;b", "unknown=1", "access_token=x"]
NOT_OURS += ["a%5Bsecret%5D=1", "key=x", "next_secret=x"]


@pytest.mark.parametrize("query", NOT_OURS)
def test_a_next_url_brings_in_nothing_else(query: str) -> None:
    """What the map leaves out or fixes, in any spelling, and what is neither declared nor a page's."""
    with LoopbackVendor() as vendor:
        made = connected(vendor)
        made.go_to(f"{vendor.url}/thing?page=2&{query}")
        with pytest.raises(errors.CliError, match="--next-url cannot hold") as failure:
            known = {"status": "open", "a": None, "_method": None}
            omitted = ("out", "a.secret")
            made.request(
                "GET", "/thing", query=known, fixed=("status",), omitted=omitted, schemes=()
            )
    assert (failure.value.exit_code, vendor.seen) == (2, [])


def test_what_is_fixed_stands_over_every_link() -> None:
    """A vendor's own link too, whatever it says of it; its pages' names are followed."""
    links = ["/thing?status=closed&Status=x&after=2", "?page%5Bafter%5D=3&a=5"]
    with LoopbackVendor() as vendor:
        made = connected(vendor)
        for link in ["", *links, f"{vendor.url}/thing?$skiptoken=x&a=1"]:
            if link.startswith("http"):
                made = connected(vendor)
            if link:
                made.go_to(link)
            query = {"status": "open", "a": None}
            made.request("GET", "/thing", query=query, fixed=("status",), schemes=())
    assert [seen.target for seen in vendor.seen] == [
        "/thing?status=open",
        "/thing?status=open&after=2",
        "/thing?status=open&page%5Bafter%5D=3&a=5",
        "/thing?status=open&$skiptoken=x&a=1",
    ]


def test_no_object_gives_what_the_command_does_not_send(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is left out, a credential's, or another method, in a query, a cookie or a body."""
    monkeypatch.setitem(constants.SCHEMES, "one", schemes.Scheme("query", ("T_ONE",), "One"))
    asked: list[dict[str, Any]] = [
        {"query": {"f": {"out": "1"}}, "omitted": ("out",)},
        {"cookies": {"f": {"Out": "1"}}, "omitted": ("out",)},
        {"querystring": "b=1;out=1", "omitted": ("out",)},
        {"body": {"_method": "DELETE"}},
    ]
    places = {"query": "query", "cookie": "cookies"}
    for scheme in constants.SCHEMES.values():
        if scheme.kind in places:
            asked.append({places[scheme.kind]: {"f": {scheme.name.upper(): "mine"}}})
    for how in asked:
        with LoopbackVendor() as vendor, pytest.raises(errors.CliError) as failure:
            connected(vendor).request("POST", "/thing", schemes=(), **how)
        assert (failure.value.exit_code, vendor.seen) == (2, [])


@pytest.mark.parametrize("empty", [[], {}, [None], [""], "", "."])
def test_an_empty_value_does_not_call_the_collection(empty: Any) -> None:
    """`DELETE /thing/{ids}` without an id would be `DELETE /thing/`."""
    with LoopbackVendor() as vendor, pytest.raises(errors.CliError) as failure:
        connected(vendor).request("DELETE", "/thing/{ids}", values={"ids": empty}, schemes=())
    assert (failure.value.exit_code, vendor.seen) == (2, [])


@pytest.mark.parametrize("undefined", [[], {}, [None], None])
def test_a_segment_is_not_sent_without_one_of_its_values(undefined: Any) -> None:
    """`/diff/main...{id}` without an id would be another comparison."""
    with LoopbackVendor() as vendor, pytest.raises(errors.CliError) as failure:
        connected(vendor).request("GET", "/main...{id}", values={"id": undefined}, schemes=())
    assert (failure.value.exit_code, vendor.seen) == (2, [])


def test_an_error_of_many_levels_is_the_vendors() -> None:
    """Its status counts, however deep its words are."""
    deep = b"[" * 900 + b"1" + b"]" * 900
    with LoopbackVendor(deep, 400) as vendor, pytest.raises(errors.CliError) as failure:
        connected(vendor).request("GET", "/thing", schemes=())

    assert (failure.value.exit_code, failure.value.code) == (2, "REQUEST_REJECTED")


def test_a_base_url_of_the_operator_stands_for_every_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without one, a command that names a server goes there."""
    inside = "".join(f"/{{{s.name}}}" for s in constants.SCHEMES.values() if s.kind == "url")
    monkeypatch.setenv(constants.BASE_URL_ENV, f"http://127.0.0.1:9/x{inside}/")
    over = config.resolve_config().address("https://files.example")
    assert over == f"http://127.0.0.1:9/x{inside}"
    monkeypatch.delenv(constants.BASE_URL_ENV)
    monkeypatch.setattr(config, "BASE_URL", "https://vendor.example/v1")
    assert config.resolve_config().address("https://files.example/") == "https://files.example"


def test_env_chooses_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first by default; the variable over it, `--env` over that, a base URL over everything."""
    named = {"live": "https://live.example/v1", "sandbox": "https://test.example"}
    for name in list(constants.ENVIRONMENTS):
        monkeypatch.delitem(constants.ENVIRONMENTS, name)
    for name, url in named.items():
        monkeypatch.setitem(constants.ENVIRONMENTS, name, url)
    monkeypatch.setattr(cli, "cli", shell.Connector(cli.RESOURCES))

    def shown(*words: str) -> tuple[str, str, str]:
        code, envelope = call(*words, "config", "show")
        assert code == 0
        base_url, chosen = envelope["data"]["base_url"], envelope["data"]["environment"]
        assert chosen["allowed"] == ["live", "sandbox"]
        return chosen["value"], base_url["value"], base_url["source"]

    assert shown() == ("live", named["live"], "default")
    assert shown("--env", "sandbox") == ("sandbox", named["sandbox"], "--env")
    assert shown() == ("live", named["live"], "default")
    monkeypatch.setenv(constants.ENVIRONMENT_ENV, "sandbox")
    assert config.resolve_config().base_url == named["sandbox"]
    assert shown() == ("sandbox", named["sandbox"], constants.ENVIRONMENT_ENV)
    assert shown("--env", "live") == ("live", named["live"], "--env")
    monkeypatch.setenv(constants.BASE_URL_ENV, "http://127.0.0.1:9")
    assert shown("--env", "live") == ("live", "http://127.0.0.1:9", constants.BASE_URL_ENV)
    code, envelope = call("--env", "nowhere", "config", "show")
    assert (code, envelope["error"]["details"]["allowed"]) == (2, ["live", "sandbox"])
    monkeypatch.setenv(constants.ENVIRONMENT_ENV, "nowhere")
    code, envelope = call("config", "show")
    assert (code, envelope["error"]["code"]) == (4, "CONFIG_INVALID")


@pytest.mark.skipif(bool(constants.ENVIRONMENTS), reason="the map names environments")
def test_without_environments_there_is_no_env() -> None:
    """`--env` is an unknown option."""
    code, envelope = call("--env", "live", "config", "show")

    assert (code, envelope["error"]["code"]) == (2, "USAGE")


@pytest.mark.parametrize(
    "body",
    [
        {"Message": "no such luck"},
        {"ok": False, "description": "no such luck"},
        {"error": {"error_msg": "no such luck", "error_name": "x"}},
        {"errors": [{"code": 1, "detail": "no such luck"}]},
        {"errorMessages": ["no such luck"], "errors": {}},
        {"Elements": [{"ValidationErrors": [{"Message": "no such luck"}]}]},
        {"detail": [{"loc": ["body"], "msg": "no such luck"}]},
    ],
)
def test_the_vendors_own_words_are_told(body: Any) -> None:
    """Wherever vendors put them."""
    with (
        LoopbackVendor(json.dumps(body).encode(), 422) as vendor,
        pytest.raises(errors.CliError) as failure,
    ):
        send(vendor, schemes=())

    assert failure.value.message.endswith(": no such luck")


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


SHAPES: dict[str, Any] = {
    "list of texts": lambda size: answers.as_items(["x"] * (size // 40) + ["x" * (size // 2)]),
    "list of objects": lambda size: answers.as_items([{"a": {"b": n}} for n in range(size // 90)]),
    "list of one": lambda size: answers.as_items(["é" * (size // 6)]),
    "object": lambda size: {"text": "é" * (size // 7)},
    "object of many": lambda size: {str(number): None for number in range(size // 30)},
}


@pytest.mark.parametrize("use_json", [True, False])
@pytest.mark.parametrize("size", [999_999, 1_000_000, 1_000_001])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_million_bytes_are_printed_and_no_more(shape: str, size: int, use_json: bool) -> None:
    """With the line's end; of a longer list as many items as fit, and the whole in the file."""
    data = SHAPES[shape](990_000)
    envelope = output.success("x.y", data, mode="readonly", started=0.0)
    printed = json.dumps({**envelope, "pad": ""}, indent=None if use_json else 2)
    envelope["pad"] = "x" * (size - 1 - len(printed))

    text = output.format_output(envelope, use_json, [])

    assert len(text) + 1 <= 1_000_000
    told = json.loads(text)["data"]
    if size <= 1_000_000:
        assert (len(text) + 1, told) == (size, data)
        return
    with open(told["file"], encoding="utf-8") as file:
        whole = file.read()
    assert (json.loads(whole), len(whole)) == (data, told["bytes"])
    assert told["truncated"] is True
    if "items" in data:
        assert told["items"] == data["items"][: told["count"]]
        assert told["count_in_file"] == len(data["items"])


@pytest.mark.parametrize("use_json", [True, False])
@pytest.mark.parametrize("item", ["x" * 3000, {"a": [1, {"b": "é\n"}] * 40}, 7])
def test_as_many_items_as_fit_are_shown(item: Any, use_json: bool) -> None:
    """One more would be too many."""
    envelope = output.success("x.y", answers.as_items([item] * 400_000), mode="full", started=0.0)
    if item != 7:
        envelope["data"]["items"] = [item] * 9000

    text = output.format_output(envelope, use_json, [])

    shown = json.loads(text)
    shown["data"]["items"].append(item)
    more = json.dumps(shown, indent=None if use_json else 2)
    assert len(text) <= output.LIMIT < len(more) + 80


@pytest.mark.parametrize("part", ["next", "fields", "url", "message"])
def test_what_stands_beside_the_items_may_be_long_too(part: str) -> None:
    """A page's token, names of members, a URL, a message."""
    long = "x" * 2_000_000
    data = {"items": [1], "count": 1, "next": {"page": long if part == "next" else "2"}}
    request = {"url": long if part == "url" else "https://x.test"}
    envelope = output.success("x.y", data, mode="full", started=0.0, request=request)
    envelope["meta"]["fields"] = {"known": [long if part == "fields" else "a"]}
    if part == "message":
        failure = errors.CliError("X", long, 5, {"vendor": long})
        envelope = output.error("x.y", failure, mode="full", started=0.0, request=request)

    assert len(output.format_output(envelope, True, [])) <= output.LIMIT


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


@pytest.mark.parametrize("words", [[], ["--timeout", "60"]])
def test_health_asks_for_no_more_time_than_the_host_gives(
    words: list[str], credentials: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its requests, retries included, and whatever else it does share one budget under three seconds."""
    runtime = importlib.import_module(f"{MODULE}.runtime")
    checkup = importlib.import_module(f"{MODULE}.checkup")
    asked: list[float] = []

    def within(seconds: float, work: Any) -> Any:
        asked.append(seconds)
        return work()

    class Busy:
        evidence = None

        def probe(self) -> Any:
            raise errors.CliError("BACKEND_UNAVAILABLE", "busy", 5)

    def connect(**settings: Any) -> Any:
        asked.append(settings["timeout"])
        return Busy()

    monkeypatch.setattr(checkup, "within", within)
    monkeypatch.setattr(runtime, "connect", connect)
    code, envelope = call(*words, "health")

    assert (code, envelope["data"]["status"]) == (0, "degraded")
    assert asked == [checkup.PATIENCE] * 2 and checkup.PATIENCE <= 2.5


RETRIED = (408, 429, 502, 503, 504)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "POST", "PATCH"])
@pytest.mark.parametrize("status", [*RETRIED, 400, 401, 404, 500, 501, 599])
def test_what_is_safe_is_sent_again(method: str, status: int, pauses: list[float]) -> None:
    """The methods that may be repeated, on the statuses that ask for it; a POST is sent once."""
    with LoopbackVendor(b"{}", status) as vendor, pytest.raises(errors.CliError) as failure:
        made = connected(vendor)
        made.request(method, "/thing", schemes=())

    again = status in RETRIED and method in retries.SAFE
    assert len(vendor.seen) == (retries.MOST if again else 1)
    assert (len(pauses), made.evidence["attempts"]) == (len(vendor.seen) - 1, len(vendor.seen))
    assert failure.value.details["status"] == made.evidence["status"] == status


def test_a_later_answer_is_the_answer(pauses: list[float]) -> None:
    """The evidence counts the attempts, and the waits grow."""
    busy, done = Reply(b"{}", 503), Reply(b'{"a": 1}')
    with LoopbackVendor.of(busy, busy, done) as vendor:
        made = connected(vendor)
        assert made.request("GET", "/thing", schemes=()) == {"a": 1}

    assert (made.evidence["attempts"], made.evidence["status"]) == (3, 200)
    assert 0 < pauses[0] <= retries.FIRST
    assert retries.FIRST <= pauses[1] <= 2 * retries.FIRST


@pytest.mark.parametrize(("own", "method"), [(None, "POST"), ("mine", "PATCH")])
def test_a_key_is_kept_while_a_write_is_sent_again(own: str | None, method: str) -> None:
    """One key for all attempts of a request, another for another request; a caller's own wins."""
    headers = {"x-once": own} if own else {}
    with LoopbackVendor.of(Reply(b"{}", 503), Reply(b"{}", 503), Reply(b"{}")) as vendor:
        for _ in range(2):
            made = connected(vendor)
            made.request(method, "/thing", headers=headers, schemes=(), idempotency="X-Once")

    keys = [seen.headers["x-once"] for seen in vendor.seen]
    assert len(keys) == 4
    assert len(set(keys[:3])) == 1
    assert (keys[0] == keys[3] == own) if own else (keys[0] != keys[3] and len(keys[0]) == 36)


@pytest.mark.parametrize("own", [None, "mine"])
def test_no_two_requests_of_a_call_share_a_key(own: str | None) -> None:
    """A further page has a key of its own, made of the caller's; what is sent again keeps its key."""
    headers = {"X-Once": own} if own else {}
    with LoopbackVendor(b"{}") as vendor:
        for _ in range(2):
            made = connected(vendor)
            for page in ({"page": 1}, {"page": 2}, {"page": 3}, {"page": 1}):
                made.request(
                    "POST", "/s", body=page, headers=headers, schemes=(), idempotency="X-Once"
                )

    keys = [one.headers["x-once"] for one in vendor.seen]
    assert len(set(keys)) == (3 if own else 8)
    assert keys[4:] == keys[:4] if own else keys[4:] != keys[:4]
    assert keys[0] == keys[3] == "mine" if own else True


NOW = 1_800_000_000.0  # Fri, 15 Jan 2027 08:00:00 GMT.


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0),
        ("3", 3),
        (" 2.5 ", 2.5),
        ("Fri, 15 Jan 2027 08:00:04 GMT", 4),
        ("Friday, 15-Jan-27 08:00:04 GMT", 4),
        ("Fri, 15 Jan 2027 07:00:00 GMT", 0),
        ("Fri, 15 Jan 2090 08:00:00 GMT", 1_988_150_400),
        ("9" * 300, 1e9),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("1e3", None),
        ("\u0663", None),
        ("Fri, 99 Jan 2027 08:00:00 GMT", None),
        ("Fri, 15 Jan 99999999999 08:00:00 GMT", None),
        ("NaN", None),
    ],
)
def test_retry_after_is_read(
    header: str, seconds: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seconds or a date; what is neither says nothing."""
    monkeypatch.setattr(retries, "now", lambda: NOW)

    assert retries.seconds(header) == seconds


@pytest.mark.parametrize("luck", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("header", ["", "0", "1", "3", "5.75", "11", "11.6", "12", "rubbish"])
@pytest.mark.parametrize("budget", [0.1, 1.0, 3.0, 12.0])
def test_all_waits_together_stay_within_the_time(
    header: str, luck: float, budget: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock that only waiting moves: what is left after the last wait is enough to ask once more."""
    monkeypatch.setattr(retries, "jitter", lambda: luck)
    error = errors.CliError("BUSY", "busy", 5, {"status": 503, "retry_after": header})
    left, attempt = budget, 1
    while (delay := retries.wait(error, attempt=attempt, remaining=left)) is not None:
        left, attempt = left - delay, attempt + 1
        assert delay >= (retries.seconds(header) or 0) and delay > 0
        assert left >= retries.SPARE

    assert attempt <= retries.MOST


@pytest.mark.parametrize(
    ("header", "waits"), [("2", [2.0]), ("60", []), ("9" * 30, []), ("-1", None), ("rubbish", None)]
)
def test_retry_after_is_honoured_within_the_time(
    header: str, waits: list[float] | None, pauses: list[float]
) -> None:
    """A longer one ends the call at once, and the caller is told; what cannot be read is as none."""
    with LoopbackVendor.of(Reply(b"{}", 429, {"Retry-After": header}), Reply(b"{}")) as vendor:
        made = connected(vendor)
        if waits == []:
            with pytest.raises(errors.CliError) as failure:
                made.request("GET", "/thing", schemes=())
            assert failure.value.details["retry_after"] == header
        else:
            made.request("GET", "/thing", schemes=())

    assert pauses == waits if waits is not None else 0 < pauses[0] <= retries.FIRST


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_refused_connection_is_tried_again(method: str, pauses: list[float]) -> None:
    """Nothing has reached the vendor; a POST is left to the caller all the same."""
    with LoopbackVendor() as vendor:
        pass
    made = connected(vendor)
    with pytest.raises(errors.CliError) as failure:
        made.request(method, "/thing", schemes=())

    assert failure.value.exit_code == 5
    assert len(pauses) == (retries.MOST - 1 if method == "GET" else 0)


def test_nobody_waits_beyond_the_deadline(pauses: list[float]) -> None:
    """Where the time that is left is too short for another attempt, there is none."""
    with LoopbackVendor(b"{}", 503) as vendor, pytest.raises(errors.CliError):
        connected(vendor, timeout=retries.SPARE).request("GET", "/thing", schemes=())

    assert (len(vendor.seen), pauses) == (1, [])


@pytest.mark.parametrize("word", ["0", "-1", "soon", "nan", "inf", "1e9"])
def test_a_timeout_is_a_number_of_seconds(word: str) -> None:
    """Anything else is a usage error that names the option."""
    code, envelope = call("--timeout", word, "config", "show")

    assert (code, envelope["error"]["details"]["option"]) == (2, "--timeout")
