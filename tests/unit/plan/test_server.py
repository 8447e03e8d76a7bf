"""The base URL: from the map, or from the document's first server."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.server import base_url

from . import world

TEMPLATE = {
    "url": "https://{region}.acme.example/{version}",
    "variables": {
        "region": {"default": "eu", "enum": ["eu", "us"]},
        "version": {"default": "v1"},
    },
}


def url(servers: Any, **members: Any) -> tuple[str, list[tuple[str, str]]]:
    data = world.head()
    del data["servers"]
    document, report = world.load(data | ({"servers": servers} if servers is not None else {}))
    found = base_url(document, world.mapping({}, **members), "map.yaml", report)
    return found, [(d.code, d.location.fragment()) for d in report]


SERVERS: dict[str, tuple[Any, dict[str, Any], str]] = {
    "absolute": ([{"url": "https://acme.example/v1"}], {}, "https://acme.example/v1"),
    "a trailing slash goes": ([{"url": "https://acme.example/v1/"}], {}, "https://acme.example/v1"),
    "the first of several": (
        [{"url": "https://a.example"}, {"url": "https://b.example"}],
        {},
        "https://a.example",
    ),
    "variables' defaults": ([TEMPLATE], {}, "https://eu.acme.example/v1"),
    "variables of the map": (
        [TEMPLATE],
        {"server": {"variables": {"region": "us", "version": "v9"}}},
        "https://us.acme.example/v9",
    ),
    "a variable without an enum takes anything": (
        [TEMPLATE],
        {"server": {"variables": {"version": "x"}}},
        "https://eu.acme.example/x",
    ),
    "a default that is a number": (
        [{"url": "https://a.example/{v}", "variables": {"v": {"default": 2}}}],
        {},
        "https://a.example/2",
    ),
    "the map's own": (
        [{"url": "https://a.example"}],
        {"server": {"url": "https://b.example/x"}},
        "https://b.example/x",
    ),
    "the map's own, and no server": (
        None,
        {"server": {"url": "http://127.0.0.1:8080"}},
        "http://127.0.0.1:8080",
    ),
    "another server of the document": (
        [{"url": "https://a.example"}, TEMPLATE],
        {"server": {"url": TEMPLATE["url"], "variables": {"region": "us"}}},
        "https://us.acme.example/v1",
    ),
    "a template of the map": (
        None,
        {"server": {"url": "https://{site}.example", "variables": {"site": "me"}}},
        "https://me.example",
    ),
    "relative, and the document's origin is known": (
        [{"url": "/v2"}],
        {"document": {"url": "https://acme.example/docs/openapi.json"}},
        "https://acme.example/v2",
    ),
    "relative to a folder": (
        [{"url": "../v2/"}],
        {"document": {"url": "https://acme.example/docs/api/openapi.json"}},
        "https://acme.example/docs/v2",
    ),
    "without a scheme": (
        [{"url": "//acme.example/v2"}],
        {"document": {"url": "https://x.example/o.json"}},
        "https://acme.example/v2",
    ),
}


@pytest.mark.parametrize(("servers", "members", "wanted"), SERVERS.values(), ids=SERVERS.keys())
def test_the_base_url(servers: Any, members: dict[str, Any], wanted: str) -> None:
    """An absolute URL without a trailing slash, all variables filled in."""
    assert url(servers, **members) == (wanted, [])


MISTAKES: dict[str, tuple[Any, dict[str, Any], str, str]] = {
    "no server": (None, {}, "missing-server", "#/server"),
    "an empty list": ([], {}, "missing-server", "#/server"),
    "a server without a URL": ([{"description": "x"}], {}, "missing-server", "#/server"),
    "an empty URL": ([{"url": ""}], {}, "missing-server", "#/server"),
    "relative, and no origin": ([{"url": "/v1"}], {}, "relative-server", "#/servers/0/url"),
    "another scheme": ([{"url": "ftp://acme.example"}], {}, "bad-server", "#/servers/0/url"),
    "a query": ([{"url": "https://acme.example/?a=b"}], {}, "bad-server", "#/servers/0/url"),
    "a fragment": ([{"url": "https://acme.example/#x"}], {}, "bad-server", "#/servers/0/url"),
    "a credential": ([{"url": "https://u:p@acme.example"}], {}, "bad-server", "#/servers/0/url"),
    "no host": ([{"url": "https:///v1"}], {}, "bad-server", "#/servers/0/url"),
    "a port that is none": ([{"url": "https://acme.example:port/v1"}], {}, "bad-server", "#/servers/0/url"),
    "a host in half a bracket": ([{"url": "https://[acme/v1"}], {}, "bad-server", "#/servers/0/url"),
    "a relative URL in the map": ([], {"server": {"url": "/v1"}}, "bad-server", "#/server/url"),
    "a variable that is not there": (
        [TEMPLATE],
        {"server": {"variables": {"regoin": "us"}}},
        "unknown-server-variable",
        "#/server/variables/regoin",
    ),
    "a value outside the enum": (
        [TEMPLATE],
        {"server": {"variables": {"region": "ap"}}},
        "wrong-server-variable",
        "#/server/variables/region",
    ),
    "a variable without a default": (
        [{"url": "https://{tenant}.example"}],
        {},
        "missing-server-variable",
        "#/servers/0/url",
    ),
}


@pytest.mark.parametrize(("servers", "members", "code", "place"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes(servers: Any, members: dict[str, Any], code: str, place: str) -> None:
    """What cannot be called is told by its code, at the server or where the map should name one."""
    assert url(servers, **members) == ("", [(code, place)])


@pytest.mark.parametrize("owner", ["operation", "path"])
def test_a_server_of_its_own(owner: str) -> None:
    """An operation or a path with a server of its own is refused, because the base URL is one."""
    operation: dict[str, Any] = world.answering()
    item: dict[str, Any] = {}
    (operation if owner == "operation" else item)["servers"] = [{"url": "https://upload.acme.example"}]
    data = world.head() | {"paths": {"/t": {**item, "get": operation}}}
    plan, report = world.build(data, {"thing.do": world.command()})
    assert plan is None
    assert "unsupported-operation-server" in report.codes()
