"""The client, against a server on this machine: every request as it was meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from conftest import CASES, CREDENTIALS, PROBE, SETTINGS, TOKENS
from fake_vendor import (
    LoopbackVendor,
    Seen,
    client,
    config,
    constants,
    errors,
    exchange,
    without_file,
    write_files,
)

Pairs = list[tuple[str, str]]
PLACES = ("headers", "query", "cookies", "url")


def carried(schemes: list[list[str]], where: str) -> dict[str, str]:
    """What the first alternative of `schemes` puts on a request: every credential is set."""
    first = next((way for way in schemes if way), [])
    return {name: value for one in first for name, value in CREDENTIALS[one].get(where, {}).items()}


PLACED = {
    name: any(sample.get(where) for where in PLACES[:3]) and not sample.get("url")
    for name, sample in CREDENTIALS.items()
}


def connected_to(vendor: LoopbackVendor, patch: pytest.MonkeyPatch) -> Any:
    """A client of `vendor`, below /base, and with every credential that travels in a base URL."""
    marks = [scheme.name for scheme in constants.SCHEMES.values() if scheme.kind == "url"]
    inside = "".join(f"/{{{name}}}" for name in marks)
    patch.setenv(constants.BASE_URL_ENV, f"{vendor.url}/base{inside}")
    return client.Client(config.resolve_config())


def connected(vendor: LoopbackVendor, case: dict[str, Any], patch: pytest.MonkeyPatch) -> Any:
    """A client of `vendor`, below /base, and with the credential that travels in a base URL."""
    inside = "".join(f"/{{{name}}}" for name in carried(case["schemes"], "url"))
    patch.setenv(constants.BASE_URL_ENV, f"{vendor.url}/base{inside}")
    return client.Client(config.resolve_config())


def every_sample() -> list[str]:
    """What all schemes put on requests."""
    found = (sample.get(where, {}) for sample in CREDENTIALS.values() for where in PLACES)
    return [value for one in found for value in one.values()]


def pairs_of(record: Any) -> Iterable[Any]:
    """The pairs of an object, or of a list of pairs."""
    return record.items() if isinstance(record, dict) else record


def by_name(pairs: Iterable[Any]) -> Pairs:
    """Pairs in the order of their names; those of one name keep theirs."""
    return sorted(((str(name), str(value)) for name, value in pairs), key=lambda pair: pair[0])


def parts(seen: Seen) -> list[dict[str, Any]]:
    """The parts of a multipart body, as the case's record has them; names are as browsers write them."""
    boundary = seen.headers["content-type"].partition("boundary=")[2].encode()
    found: list[dict[str, Any]] = []
    for part in seen.body.split(b"--" + boundary)[1:-1]:
        head, _, content = part[2:-2].partition(b"\r\n\r\n")
        told = dict(re.findall(r'[; ](name|filename)="([^"]*)"', head.decode()))
        kind = re.search(r"Content-Type: ([^;\r\n]+)", head.decode())
        found.append(
            {
                "name": told.get("name"),
                "filename": told.get("filename"),
                "content_type": kind[1] if kind else "text/plain",
                "content": content.decode(),
            }
        )
    return found


def check_body(seen: Seen, case: dict[str, Any], wanted: Any) -> None:
    """The body that arrived is the one that the case has."""
    if wanted is None:
        assert seen.body == b""
        return
    sent, documented = seen.headers["content-type"], case["content_type"]
    assert sent.partition(";")[0] == documented.partition(";")[0]
    match case["body_kind"]:
        case "json":
            assert json.loads(seen.body) == wanted
        case "form":
            received = parse_qsl(seen.body.decode(), keep_blank_values=True)
            assert by_name(received) == by_name(wanted)
        case "multipart":
            plain = [
                {
                    **part,
                    "filename": part["filename"] or None,
                    "content_type": (part["content_type"] or "text/plain").partition(";")[0],
                }
                for part in wanted
            ]
            order = [part["name"] for part in plain]
            assert sorted(parts(seen), key=lambda p: order.index(p["name"])) == plain
        case _:
            assert seen.body.decode() == wanted


@pytest.mark.parametrize("command", CASES)
@pytest.mark.parametrize("which", ["required", "full"])
def test_a_method_sends_the_request_that_the_vendor_documents(
    command: str, which: str, credentials: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Method, path, query, headers, cookies, credential and body arrive as the document has them."""
    case: dict[str, Any] = CASES[command]
    wanted = case[which]
    write_files(case)
    with LoopbackVendor.replying(case) as vendor:
        method = getattr(connected(vendor, case, monkeypatch), case["function"])

        answer = method(**wanted["arguments"])

    (seen,) = vendor.seen
    schemes = case["schemes"]
    target = urlsplit(seen.target)
    inside = "".join("/" + value for value in carried(schemes, "url").values())
    assert (seen.method, target.path) == (case["method"], "/base" + inside + wanted["path"])
    sent = parse_qsl(target.query, keep_blank_values=True)
    query = [*map(tuple, wanted["query"]), *carried(schemes, "query").items()]
    assert sorted(sent) == sorted(query)
    headers = {name.lower(): value for name, value in dict(wanted["headers"]).items()}
    headers |= carried(schemes, "headers")
    assert {name: seen.headers.get(name) for name in headers} == headers
    crumbs = [one.split("=", 1) for one in seen.headers.get("cookie", "").split("; ") if one]
    cookies = [*pairs_of(wanted["cookies"]), *carried(schemes, "cookies").items()]
    assert by_name((n, unquote(v)) for n, v in crumbs) == by_name(cookies)
    assert seen.headers["accept"] == case["accept"]
    ours = [value for where in PLACES for value in carried(schemes, where).values()]
    told = json.dumps([seen.target, seen.headers])
    assert not [value for value in every_sample() if value not in ours and value in told]
    check_body(seen, case, wanted["body"])
    assert without_file(answer) == without_file(case["answer"])


def elsewhere(case: dict[str, Any]) -> bool:
    """Whether a command has a server of its own that it may call."""
    return bool(case["server"]) and (case["server"].startswith("https:") or not case["schemes"])


@pytest.mark.parametrize("command", [c for c in CASES if elsewhere(CASES[c])])
def test_a_command_goes_to_the_server_of_its_own(
    command: str, credentials: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the document names another server for an operation, its command calls that one."""
    case = CASES[command]
    write_files(case)
    called: list[str] = []

    def answer(line: Any, request: Any, context: Any) -> Any:
        called.append(request.shown)
        raise ConnectionRefusedError

    monkeypatch.setattr(exchange.Line, "_answer", answer)
    made = client.Client(config.resolve_config())
    with pytest.raises(Exception, match="no answer"):
        getattr(made, case["function"])(**case["required"]["arguments"])

    assert called[0].startswith(case["server"].rstrip("/") + case["required"]["path"])


@pytest.mark.parametrize("scheme", [name for name in CREDENTIALS if PLACED[name]])
def test_every_scheme_is_put_on(
    scheme: str, credentials: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also the one that is not the first choice of any command."""
    sample = CREDENTIALS[scheme]
    with LoopbackVendor() as vendor:
        connected_to(vendor, monkeypatch).request("GET", "/thing", schemes=((scheme,),))
    (seen,) = vendor.seen
    headers = sample.get("headers", {})
    assert {name: seen.headers.get(name) for name in headers} == headers
    assert dict(parse_qsl(urlsplit(seen.target).query)) == sample.get("query", {})
    for name, value in sample.get("cookies", {}).items():
        assert f"{name}={value}" in seen.headers["cookie"].split("; ")


def others(case: dict[str, Any]) -> list[str]:
    """The variables of credentials that a command has no use for, where it needs another."""
    own = {name for way in case["schemes"] for scheme in way for name in variables_of(scheme)}
    found = {name for scheme in constants.SCHEMES for name in variables_of(scheme)} - own
    return sorted(found) if all(case["schemes"]) and case["schemes"] else []


def variables_of(scheme: str) -> list[str]:
    """The variables of a scheme."""
    return [name for way in constants.SCHEMES[scheme].ways() for name in way]


@pytest.mark.parametrize("command", [c for c in CASES if others(CASES[c])])
def test_no_other_credential_will_do(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command takes those that the document names for it, and is not sent with another."""
    case = CASES[command]
    write_files(case)
    for name in others(case):
        monkeypatch.setenv(name, "x")
    with LoopbackVendor() as vendor, pytest.raises(errors.CliError) as failure:
        made = connected_to(vendor, monkeypatch)
        getattr(made, case["function"])(**case["required"]["arguments"])
    assert (failure.value.exit_code, vendor.seen) == (4, [])


def test_tokens_are_fetched_where_the_document_says() -> None:
    """The address, how the client shows itself, and the scopes."""
    fetched = {
        name: (scheme.token_url, scheme.client_auth, scheme.scopes)
        for name, scheme in constants.SCHEMES.items()
        if scheme.token_url
    }
    assert fetched == TOKENS


@pytest.mark.skipif(PROBE is None, reason="health makes no request")
def test_health_makes_the_request_of_the_map(
    credentials: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its method, its path, and any answer to it."""
    assert PROBE is not None
    for name in SETTINGS:
        monkeypatch.setenv(name, "x")
    with LoopbackVendor(b"words", Content_Type="text/plain") as vendor:
        assert connected_to(vendor, monkeypatch).probe()["text"] == "words"
    (seen,) = vendor.seen
    path = "[^/?]+".join(map(re.escape, re.split(r"\{[^{}]*\}", PROBE[1])))
    assert re.fullmatch(f"/base(/.+)?{path}", urlsplit(seen.target).path)
    assert (seen.method, seen.headers["accept"]) == (PROBE[0], PROBE[2])


@pytest.mark.parametrize("command", [c for c in CASES if CASES[c]["reading"] == "any"])
def test_an_answer_of_any_kind_is_read(
    command: str, credentials: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the document promises none, words are not refused."""
    case = CASES[command]
    write_files(case)
    with LoopbackVendor(b"words", Content_Type="text/plain") as vendor:
        made = connected(vendor, case, monkeypatch)
        answer = getattr(made, case["function"])(**case["required"]["arguments"])
    assert answer["text"] == "words"


@pytest.mark.parametrize("command", CASES)
def test_the_evidence_holds_no_credential(
    command: str, credentials: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`meta.request` says what was sent, without what must stay secret."""
    case = CASES[command]
    write_files(case)
    with LoopbackVendor.replying(case) as vendor:
        made = connected(vendor, case, monkeypatch)
        getattr(made, case["function"])(**case["required"]["arguments"])

    evidence = made.evidence
    assert (evidence["method"], evidence["status"]) == (case["method"], case["reply"]["status"])
    assert evidence["attempts"] == 1
    secrets = [*credentials.values(), *carried(case["schemes"], "url").values()]
    assert not any(value in json.dumps(evidence) for value in secrets)


@pytest.mark.parametrize("command", CASES)
def test_no_value_leaves_its_place_in_the_path(
    command: str, credentials: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slashes, dots and question marks in a path parameter stay inside its segment."""
    case = CASES[command]
    wanted = case["required"]
    segments = wanted["path"].split("/")
    write_files(case)
    tried = 0
    for name, value in wanted["arguments"].items():
        if not isinstance(value, str) or value not in segments:
            continue
        with LoopbackVendor.replying(case) as vendor:
            made = connected(vendor, case, monkeypatch)
            getattr(made, case["function"])(**{**wanted["arguments"], name: "a/b..?c#d"})
        path = vendor.seen[0].target.partition("?")[0].removeprefix("/base")
        if path.endswith(wanted["path"]):
            continue  # A literal word of the path that an argument happens to equal.
        tried += 1
        assert "a%2Fb..%3Fc%23d" in path
        inside = len(carried(case["schemes"], "url"))
        assert path.count("/") == wanted["path"].count("/") + inside
    if not tried:
        pytest.skip("the path has no text parameter")
