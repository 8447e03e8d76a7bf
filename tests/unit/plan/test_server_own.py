"""Servers of single operations and paths, and the map's values for every server's variables."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.diagnostics import Severity
from aos_gen.plan.model import ConnectorPlan

from . import world

FILES = "https://files.acme.example"
BASE = "https://api.acme.example/v1"
REGION = {"default": "eu", "enum": ["eu", "us"]}
TEMPLATE = {"url": "https://{region}.files.example", "variables": {"region": REGION}}
BOT = {"type": "server", "name": "token", "env": "ACME_BOT_TOKEN"}


def document(servers: Any, owner: str = "operation", root: Any = None) -> dict[str, Any]:
    operation: dict[str, Any] = world.answering()
    item: dict[str, Any] = {}
    if servers is not None:
        (operation if owner == "operation" else item)["servers"] = servers
    members = {"servers": root} if root is not None else {}
    return world.head(paths={"/t": {**item, "get": operation}}, **members)


def plan(data: dict[str, Any], own: str | None = None, **members: Any) -> ConnectorPlan:
    settings: dict[str, Any] = {"server": own} if own is not None else {}
    return world.planned(data, {"thing.do": world.command(**settings)}, **members)


def told(data: dict[str, Any], own: str | None = None, **members: Any) -> list[world.Found]:
    settings: dict[str, Any] = {"server": own} if own is not None else {}
    made, report = world.build(data, {"thing.do": world.command(**settings)}, **members)
    assert made is None
    errors = [one for one in report if one.severity is Severity.ERROR]
    return [world.Found(one.code, one.location.fragment()) for one in errors]


OWN: dict[str, tuple[Any, dict[str, Any], str]] = {
    "none": (None, {}, ""),
    "an empty list": ([], {}, ""),
    "another host": ([{"url": FILES + "/"}], {}, FILES),
    "the first of several": ([{"url": FILES}, {"url": "https://b.example"}], {}, FILES),
    "the connector's own once more": ([{"url": BASE + "/"}], {}, ""),
    "a variable's default": ([TEMPLATE], {}, "https://eu.files.example"),
    "a variable of the map": (
        [TEMPLATE],
        {"server": {"variables": {"region": "us"}}},
        "https://us.files.example",
    ),
    "relative to the connector's": ([{"url": "/upload"}], {}, "https://api.acme.example/upload"),
    "relative to the document's address": (
        [{"url": "../upload"}],
        {"document": {"url": "https://docs.acme.example/a/openapi.json"}},
        "https://docs.acme.example/upload",
    ),
    "an open variable": (
        [{"url": FILES + "/bot{token}"}],
        {"auth": {"Bot": BOT}},
        FILES + "/bot{token}",
    ),
    "the same as the map's server": ([{"url": FILES}], {"server": {"url": FILES}}, ""),
    "the same as the first environment": ([{"url": FILES}], {"server": {"environments": {"a": FILES}}}, ""),
    "another than the environments": ([{"url": FILES}], {"server": {"environments": {"a": BASE}}}, FILES),
}


@pytest.mark.parametrize("owner", ["operation", "path"])
@pytest.mark.parametrize(("servers", "members", "wanted"), OWN.values(), ids=OWN.keys())
def test_a_server_of_its_own(servers: Any, members: dict[str, Any], wanted: str, owner: str) -> None:
    """A command goes where its operation or path says; "" stands for the connector's base URL."""
    (command,) = plan(document(servers, owner), **members).commands
    assert command.server == wanted


def test_the_operation_before_its_path() -> None:
    """The nearest declaration counts."""
    data = document([{"url": FILES}])
    data["paths"]["/t"]["servers"] = [{"url": "https://path.example"}]
    assert plan(data).commands[0].server == FILES


MAPPED = {
    "another address": ([{"url": "https://a.example"}], FILES + "/", FILES),
    "the connector's own": ([{"url": FILES}], BASE, ""),
    "where the document has none": (None, FILES, FILES),
}


@pytest.mark.parametrize(("servers", "server", "wanted"), MAPPED.values(), ids=MAPPED.keys())
def test_the_map_decides(servers: Any, server: str, wanted: str) -> None:
    """The map's `server` of a command wins over the document's."""
    assert plan(document(servers), server).commands[0].server == wanted


def test_the_server_of_the_probe() -> None:
    """`health` goes where its operation is."""
    probe = plan(document([{"url": FILES}]), health={"operation": "doThing"}).probe
    assert probe is not None
    assert probe.server == FILES


MISTAKES: dict[str, tuple[Any, str | None, dict[str, Any], str, str]] = {
    "no URL": ([{}], None, {}, "bad-server", "#/paths/~1t/get/servers/0/url"),
    "a URL that is no text": ([{"url": 7}], None, {}, "bad-server", "#/paths/~1t/get/servers/0/url"),
    "another scheme": ([{"url": "ws://a"}], None, {}, "bad-server", "#/paths/~1t/get/servers/0/url"),
    "a query": ([{"url": FILES + "?a"}], None, {}, "bad-server", "#/paths/~1t/get/servers/0/url"),
    "a variable without a value": (
        [{"url": "https://{site}.example"}],
        None,
        {},
        "missing-server-variable",
        "#/paths/~1t/get/servers/0/url",
    ),
    "of the map, relative": (None, "/v2", {}, "bad-server", "#/commands/thing.do/server"),
    "of the map, half a bracket": (None, "https://[a", {}, "bad-server", "#/commands/thing.do/server"),
    "of the map, with a variable that nothing fills": (
        None,
        "https://{region}.files.example",
        {},
        "missing-server-variable",
        "#/commands/thing.do/server",
    ),
    "an environment with a variable that nothing fills": (
        None,
        None,
        {"server": {"environments": {"live": BASE, "test": "https://{region}.acme.example"}}},
        "missing-server-variable",
        "#/server/environments/test",
    ),
    "a credential for a variable of no server": (
        None,
        None,
        {"auth": {"Bot": BOT}},
        "unknown-server-variable",
        "#/auth/Bot/name",
    ),
    "a variable of no server": (
        None,
        None,
        {"server": {"variables": {"regoin": "us"}}},
        "unknown-server-variable",
        "#/server/variables/regoin",
    ),
    "a value outside the enum": (
        [TEMPLATE],
        None,
        {"server": {"variables": {"region": "ap"}}},
        "wrong-server-variable",
        "#/server/variables/region",
    ),
}


@pytest.mark.parametrize(
    ("servers", "server", "members", "code", "place"), MISTAKES.values(), ids=MISTAKES.keys()
)
def test_mistakes(servers: Any, server: str | None, members: dict[str, Any], code: str, place: str) -> None:
    """An address that cannot be called, and a value that nothing takes, is told where it is written."""
    assert told(document(servers), server, **members) == [world.Found(code, place)]


ROOT: dict[str, Any] = {"url": "https://{region}.acme.example", "variables": {"region": REGION}}
VALUES: dict[str, tuple[Any, Any, dict[str, str], str | None]] = {
    "one that the enum has": (ROOT, None, {"region": "us"}, None),
    "numbers of an enum": (
        {"url": "https://a.example/{v}", "variables": {"v": {"default": "1", "enum": [1, 2]}}},
        None,
        {"v": "2"},
        None,
    ),
    "without an enum": (
        {"url": "https://{a}.example", "variables": {"a": {"default": "x"}}},
        None,
        {"a": "z"},
        None,
    ),
    "a variable of an operation's server alone": (None, [TEMPLATE], {"region": "us"}, None),
    "outside the enum": (ROOT, None, {"region": "ap"}, "the vendor allows eu, us"),
    "outside the enum of an operation's server": (
        None,
        [TEMPLATE],
        {"region": "ap"},
        "the vendor allows eu, us",
    ),
    "a slip": (ROOT, None, {"regoin": "us"}, "did you mean 'region'?"),
    "nothing like it": (ROOT, None, {"zzz": "us"}, "it has: region"),
    "no variable anywhere": (None, None, {"zzz": "us"}, "it has: none"),
}


@pytest.mark.parametrize(("root", "own", "variables", "hint"), VALUES.values(), ids=VALUES.keys())
def test_the_maps_values(root: Any, own: Any, variables: dict[str, str], hint: str | None) -> None:
    """A value is for a variable of a server in use, and one that its enum has."""
    data = document(own, root=[root] if root is not None else None)
    _, report = world.build(data, {"thing.do": world.command()}, server={"variables": variables})
    hints = [str(one.hint) for one in report if one.code.endswith("-server-variable")]
    assert hints == ([] if hint is None else [hint])


def test_a_server_that_no_command_uses_is_not_looked_at() -> None:
    """A variable of an operation that is not mapped is none of ours."""
    data = document(None)
    data["paths"]["/u"] = {"get": world.answering(operationId="other", servers=[TEMPLATE])}
    variables: dict[str, Any] = {"server": {"variables": {"region": "us"}}}
    assert [one.code for one in told(data, **variables)] == ["unknown-server-variable"]


def test_environments_have_no_variables_of_the_document() -> None:
    """Where the map names the addresses, the document's first server is none of ours either."""
    server = {"environments": {"live": BASE}, "variables": {"region": "us"}}
    found = told(document(None, root=[ROOT]), server=server)
    assert found == [world.Found("unknown-server-variable", "#/server/variables/region")]


WHERE: dict[str, tuple[Any, str | None, dict[str, Any]]] = {
    "the document's server": ([{"url": "https://acme.example/{token}"}], None, {}),
    "the map's server": (None, None, {"url": "https://acme.example/{token}"}),
    "an environment": (None, None, {"environments": {"live": "https://acme.example/{token}"}}),
    "a command's server": (None, "https://acme.example/{token}", {}),
}


@pytest.mark.parametrize(("root", "own", "server"), WHERE.values(), ids=WHERE.keys())
def test_where_a_credential_fills_a_variable(root: Any, own: str | None, server: dict[str, Any]) -> None:
    """A variable that a credential fills may stand in any server that is in use."""
    made = plan(document(None, root=root), own, auth={"Bot": BOT}, server=server)
    assert (own or made.base_url).endswith("/{token}")
    assert made.commands[0].server == (own or "")


OLD: dict[str, tuple[dict[str, Any], str, str]] = {
    "the document's host": ({}, "https://api.acme.example/v1", "http://api.acme.example/v1"),
    "the map's host": ({"url": "https://own.example"}, "https://own.example", ""),
    "the map's environments": ({"environments": {"live": "https://own.example"}}, "https://own.example", ""),
}


@pytest.mark.parametrize(("server", "base", "own"), OLD.values(), ids=OLD.keys())
def test_another_scheme_of_swagger2(server: dict[str, Any], base: str, own: str) -> None:
    """An operation's `schemes` are of the document's host, and say nothing of one that the map names."""
    operation = {"operationId": "doThing", "schemes": ["http"], "responses": {"204": {"description": "Done"}}}
    data = {
        "swagger": "2.0",
        "info": {"title": "Acme", "version": "1"},
        "host": "api.acme.example",
        "basePath": "/v1",
        "paths": {"/t": {"get": operation}},
    }
    made = plan(data, server=server)
    assert (made.base_url, made.commands[0].server) == (base, own)
