"""The base URL: from the map, or from the document's first server."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.access.server import base_server

from . import world

TEMPLATE = {
    "url": "https://{region}.acme.example/{version}",
    "variables": {
        "region": {"default": "eu", "enum": ["eu", "us"]},
        "version": {"default": "v1"},
    },
}
LIVE, TEST = "https://live.example", "https://test.example"


def url(servers: Any, *open_variables: str, **members: Any) -> tuple[str, list[tuple[str, str]]]:
    data = world.head()
    del data["servers"]
    document, report = world.load(data | ({"servers": servers} if servers is not None else {}))
    found = base_server(document, world.mapping({}, **members), set(open_variables), "map.yaml", report)
    return found.url, [(d.code, d.location.fragment()) for d in report]


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
    "the first environment": (
        [{"url": "https://a.example"}],
        {"server": {"environments": {"live": LIVE + "/", "test": TEST}}},
        LIVE,
    ),
    "environments, and no server": (None, {"server": {"environments": {"test": TEST}}}, TEST),
    "an environment on this machine": (
        None,
        {"server": {"environments": {"local": "http://127.0.0.1:9/v1"}}},
        "http://127.0.0.1:9/v1",
    ),
}


@pytest.mark.parametrize(("servers", "members", "wanted"), SERVERS.values(), ids=SERVERS.keys())
def test_the_base_server(servers: Any, members: dict[str, Any], wanted: str) -> None:
    """An absolute URL without a trailing slash, all variables filled in."""
    assert url(servers, **members) == (wanted, [])


OPEN: dict[str, tuple[Any, dict[str, Any], str]] = {
    "in the document's server": (
        [{"url": "https://api.acme.example/bot{token}"}],
        {},
        "https://api.acme.example/bot{token}",
    ),
    "a default of the document does not fill it": (
        [{"url": "https://acme.example/{token}", "variables": {"token": {"default": "demo"}}}],
        {},
        "https://acme.example/{token}",
    ),
    "beside one that is filled": (
        [{**TEMPLATE, "url": "https://{region}.acme.example/{token}"}],
        {},
        "https://eu.acme.example/{token}",
    ),
    "in the map's server": (
        None,
        {"server": {"url": "https://acme.example/{token}"}},
        "https://acme.example/{token}",
    ),
    "in an environment": (
        None,
        {"server": {"environments": {"live": "https://acme.example/{token}"}}},
        "https://acme.example/{token}",
    ),
}


@pytest.mark.parametrize(("servers", "members", "wanted"), OPEN.values(), ids=OPEN.keys())
def test_an_open_variable_stays(servers: Any, members: dict[str, Any], wanted: str) -> None:
    """A variable that a credential fills is left for the request, where its value is known."""
    assert url(servers, "token", **members) == (wanted, [])


MISTAKES: dict[str, tuple[Any, dict[str, Any], str, str]] = {
    "no server": (None, {}, "missing-server", "#/server"),
    "an empty list": ([], {}, "missing-server", "#/server"),
    "a server without a URL": ([{"description": "x"}], {}, "missing-server", "#/server"),
    "an empty URL": ([{"url": ""}], {}, "missing-server", "#/server"),
    "a URL that is no text": ([{"url": 7}], {}, "bad-server", "#/servers/0/url"),
    "relative, and no origin": ([{"url": "/v1"}], {}, "relative-server", "#/servers/0/url"),
    "another scheme": ([{"url": "ftp://acme.example"}], {}, "bad-server", "#/servers/0/url"),
    "a query": ([{"url": "https://acme.example/?a=b"}], {}, "bad-server", "#/servers/0/url"),
    "a fragment": ([{"url": "https://acme.example/#x"}], {}, "bad-server", "#/servers/0/url"),
    "a credential": ([{"url": "https://u:p@acme.example"}], {}, "bad-server", "#/servers/0/url"),
    "no host": ([{"url": "https:///v1"}], {}, "bad-server", "#/servers/0/url"),
    "a backslash": ([{"url": "https://acme.example\\v1"}], {}, "bad-server", "#/servers/0/url"),
    "a blank": ([{"url": "https://acme.example/a b"}], {}, "bad-server", "#/servers/0/url"),
    "a port that is none": ([{"url": "https://acme.example:port/v1"}], {}, "bad-server", "#/servers/0/url"),
    "a host in half a bracket": ([{"url": "https://[acme/v1"}], {}, "bad-server", "#/servers/0/url"),
    "a relative URL in the map": ([], {"server": {"url": "/v1"}}, "bad-server", "#/server/url"),
    "a variable without a default": (
        [{"url": "https://{tenant}.example"}],
        {},
        "missing-server-variable",
        "#/servers/0/url",
    ),
    "a variable of the map's own server": (
        [],
        {"server": {"url": "https://{tenant}.example"}},
        "missing-server-variable",
        "#/server/url",
    ),
    "an environment that is no URL": (
        [{"url": "https://a.example"}],
        {"server": {"environments": {"test": "test.example"}}},
        "bad-server",
        "#/server/environments/test",
    ),
}


@pytest.mark.parametrize(("servers", "members", "code", "place"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes(servers: Any, members: dict[str, Any], code: str, place: str) -> None:
    """What cannot be called is told by its code, at the server or where the map should name one."""
    assert url(servers, **members) == ("", [(code, place)])


def test_a_url_and_environments() -> None:
    """Both say which server is meant, so one of them has to go."""
    found = url(None, server={"url": LIVE, "environments": {"test": TEST}})
    assert found == (TEST, [("server-contradiction", "#/server/url")])


def test_environments_of_the_plan() -> None:
    """They keep the map's order, because the first is the default; the document's servers are none."""
    data = world.head(paths={"/t": {"get": world.answering()}})
    commands = {"thing.do": world.command()}
    plan = world.planned(data, commands, server={"environments": {"test": TEST, "live": LIVE + "/"}})
    assert plan.environments == (("test", TEST), ("live", LIVE))
    assert plan.base_url == TEST
    assert plan.commands[0].server == ""
    assert world.planned(data, commands).environments == ()


def test_a_wrong_environment_is_told_once() -> None:
    """Every one that is wrong, each at its place, and nothing of the commands that would use it."""
    data = world.head(paths={"/t": {"get": world.answering()}})
    environments = {"live": "/v1", "test": TEST, "old": "https://a.example?b"}
    _, report = world.build(data, {"thing.do": world.command()}, server={"environments": environments})
    assert [one for one in world.found(report) if one.code != "no-health-probe"] == [
        world.Found("bad-server", "#/server/environments/live"),
        world.Found("bad-server", "#/server/environments/old"),
    ]
