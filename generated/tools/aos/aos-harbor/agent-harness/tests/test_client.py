"""The client, against a server on this machine: every request as it was meant."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from conftest import CASES, CREDENTIALS
from fake_vendor import LoopbackVendor, client, config


def expected_credential(schemes: list[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The headers and query pairs that `schemes` must put on a request."""
    headers: dict[str, str] = {}
    query: list[tuple[str, str]] = []
    for name in schemes:
        headers |= CREDENTIALS[name]["headers"]
        query += CREDENTIALS[name]["query"].items()
    return headers, query


@pytest.mark.parametrize("command", CASES)
@pytest.mark.parametrize("which", ["required", "full"])
def test_a_method_sends_the_request_that_the_vendor_documents(
    command: str, which: str, credentials: dict[str, str]
) -> None:
    """Method, path, query, headers, credential and body arrive as the document has them."""
    case: dict[str, Any] = CASES[command]
    wanted = case[which]
    content = b"" if case["answer"] is None else json.dumps(case["answer"]).encode()
    with LoopbackVendor(content) as vendor:
        settings = config.resolve_config()._replace(base_url=vendor.url + "/base")
        method = getattr(client.Client(settings), case["function"])

        answer = method(**wanted["arguments"])

    (seen,) = vendor.seen
    headers, query = expected_credential(case["schemes"])
    target = urlsplit(seen.target)
    assert (seen.method, target.path) == (case["method"], "/base" + wanted["path"])
    sent = sorted(parse_qsl(target.query, keep_blank_values=True))
    assert sent == sorted([*map(tuple, wanted["query"]), *query])
    headers |= {name.lower(): value for name, value in wanted["headers"].items()}
    assert {name: seen.headers.get(name) for name in headers} == headers
    assert seen.headers["accept"] == case["accept"]
    if wanted["body"] is None:
        assert seen.body == b""
    else:
        assert json.loads(seen.body) == wanted["body"]
        assert seen.headers["content-type"] == case["content_type"]
    assert answer == case["answer"]


def test_the_evidence_holds_no_credential(credentials: dict[str, str]) -> None:
    """`meta.request` says what was sent, without what must stay secret."""
    case = next(iter(CASES.values()))
    with LoopbackVendor(json.dumps(case["answer"]).encode()) as vendor:
        made = client.Client(config.resolve_config()._replace(base_url=vendor.url))
        getattr(made, case["function"])(**case["required"]["arguments"])

    assert (made.evidence["method"], made.evidence["status"]) == (case["method"], 200)
    assert made.evidence["attempts"] == 1
    assert not any(value in json.dumps(made.evidence) for value in credentials.values())


@pytest.mark.parametrize("command", [c for c in CASES if "{" not in CASES[c]["required"]["path"]])
def test_no_value_leaves_its_place_in_the_path(command: str, credentials: dict[str, str]) -> None:
    """Slashes, dots and question marks in a path parameter stay inside its segment."""
    case = CASES[command]
    arguments = dict(case["required"]["arguments"])
    texts = [
        n
        for n, v in arguments.items()
        if isinstance(v, str) and f"/{v}" in case["required"]["path"]
    ]
    if not texts:
        pytest.skip("the path has no text parameter")
    arguments[texts[0]] = "../a/b?c#d"
    with LoopbackVendor(json.dumps(case["answer"]).encode()) as vendor:
        made = client.Client(config.resolve_config()._replace(base_url=vendor.url))
        getattr(made, case["function"])(**arguments)

    assert "..%2Fa%2Fb%3Fc%23d" in vendor.seen[0].target
    assert vendor.seen[0].target.partition("?")[0].count("/") == case["required"]["path"].count("/")
