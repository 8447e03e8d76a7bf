"""What all commands of a connector share, and what the map says of them together."""

from __future__ import annotations

from typing import Any

import pytest

from . import world
from .world import parameter


def document(*parameters: Any) -> dict[str, Any]:
    return world.head(paths={"/things": {"get": world.answering({}, parameters=list(parameters))}})


COMMANDS = {"thing.do": world.command()}


def test_constant_headers() -> None:
    """They stand in the plan by name, and a parameter that they fill is no option."""
    data = document(parameter("acme-version", "header", required=True), parameter("acme-version"))
    plan = world.planned(data, COMMANDS, headers={"X-B": "2", "Acme-Version": "2024-01-01"})
    assert plan.headers == (("Acme-Version", "2024-01-01"), ("X-B", "2"))
    assert [option.place for option in plan.commands[0].options] == ["query"]
    assert world.planned(document(), COMMANDS).headers == ()


def test_an_option_of_the_environments() -> None:
    """`--env` chooses the environment where there are any; elsewhere a vendor may call its own so."""
    data = document(parameter("env"))
    server = {"environments": {"live": "https://live.example"}}
    alone = world.planned(data, COMMANDS).commands[0]
    beside = world.planned(data, COMMANDS, server=server).commands[0]
    assert world.option_of(alone, "env").option == "--env"
    assert world.option_of(beside, "env").option != "--env"


def test_names_of_the_connector() -> None:
    """Variables and modules follow from the connector's name."""
    plan = world.planned(document(), COMMANDS, connector={"name": "acme-desk"})
    assert (plan.module, plan.env_prefix, plan.base_url_env) == (
        "acme_desk",
        "ACME_DESK",
        "ACME_DESK_BASE_URL",
    )


def test_one_operation_as_several_commands() -> None:
    """Each with its own fixed values and mode; the operation counts once."""
    commands = {
        "thing.open": world.command(parameters={"state": {"fixed": "open"}}, summary="Open ones"),
        "thing.any": world.command(mode="admin", summary="All"),
    }
    plan = world.planned(document(parameter("state")), commands)
    assert [(one.id, one.mode, len(one.fixed), len(one.options)) for one in plan.commands] == [
        ("thing.any", "admin", 0, 1),
        ("thing.open", "readonly", 1, 0),
    ]
    assert (plan.accounting.total, plan.accounting.mapped) == (1, 1)


def test_summaries_that_are_the_same() -> None:
    """Agents choose by them, so each gets its command's id in front."""
    plan = world.planned(document(), {"a": world.command(), "b": world.command()})
    assert len({one.summary for one in plan.commands}) == 2
    assert all(one.summary.startswith(f"{one.id}: ") for one in plan.commands)


PROBES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a value that is fixed": ({"site": {"fixed": "main"}}, []),
    "a value of the environment": ({"site": {"env": "ACME_SITE_ID"}}, []),
    "nobody to give it": ({}, ["probe-needs-input"]),
    "left out although the vendor needs it": ({"site": {"omit": True}}, ["required-parameter-omitted"]),
}


@pytest.mark.parametrize(("parameters", "codes"), PROBES.values(), ids=PROBES.keys())
def test_what_a_probe_sends(parameters: dict[str, Any], codes: list[str]) -> None:
    """Everything that it needs is fixed, or stands in the environment."""
    data = document(parameter("site", required=True))
    health = {"operation": "doThing", "parameters": parameters}
    plan, report = world.build(data, {"thing.do": world.command()}, health=health)
    assert [one.code for one in report] == codes
    if plan is not None:
        assert plan.probe is not None
        (fixed,) = plan.probe.fixed
        assert (fixed.value, fixed.env) in [("main", None), (None, "ACME_SITE_ID")]


@pytest.mark.parametrize(
    ("method", "body", "codes"),
    [
        ("get", None, []),
        ("post", None, []),
        ("delete", None, ["probe-writes"]),
        ("post", {}, ["probe-writes"]),
    ],
)
def test_a_probe_changes_nothing(method: str, body: Any, codes: list[str]) -> None:
    """A read, or a POST that sends nothing."""
    members = {"requestBody": world.json_body({"type": "object"})} if body is not None else {}
    data = world.head(
        paths={
            "/things": {"get": world.answering({}, operationId="read")},
            "/me": {method: world.answering({}, operationId="me", **members)},
        }
    )
    _, report = world.build(data, {"thing.do": world.command("read")}, health={"operation": "me"})
    assert [one.code for one in report] == codes


def test_a_pin_of_another_document() -> None:
    """A document that the map was not written for is refused with the digest that it has."""
    plan, report = world.build(document(), COMMANDS, document={"sha256": "0" * 64})
    assert plan is None
    (told,) = (one for one in report if one.code == "document-pin")
    assert told.location.fragment() == "#/document/sha256"
    digest = str(told.hint).split()[-1]
    assert len(digest) == 64
    assert world.planned(document(), COMMANDS, document={"sha256": digest})
