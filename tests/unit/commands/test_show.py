"""Which commands are shown, with what, and what is said where none is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builders import tiny_document, tiny_mapping, write_vendor

from aos_gen.commands.show import Filters, Shown, show

EVERYTHING = Filters()


def shown(folder: Path, filters: Filters = EVERYTHING, **changes: Any) -> Shown:
    """The outcome for the tiny vendor."""
    mapping = tiny_mapping()
    mapping["commands"]["ticket.create"]["resource"] = "writing"
    mapping["commands"] |= {key.replace("_", "."): entry for key, entry in changes.items()}
    files = write_vendor(folder, tiny_document(), mapping)
    return show(str(files.spec), str(files.map), filters)


ALL = ["agent.me", "ticket.create", "ticket.get", "ticket.list"]
FILTERS: list[tuple[Filters, list[str]]] = [
    (Filters(), ALL),
    (Filters(text="TICKET list"), ["ticket.list"]),
    (Filters(text="--id"), ["ticket.get"]),
    (Filters(text="aos_tiny__agent"), ["agent.me"]),
    (Filters(modes=("write",)), ["ticket.create"]),
    (Filters(modes=("write", "readonly")), ALL),
    (Filters(resources=("writing",)), ["ticket.create"]),
    (Filters(resources=("ticket",), text="get"), ["ticket.get"]),
]


@pytest.mark.parametrize(("filters", "ids"), FILTERS, ids=[str(filters) for filters, _ in FILTERS])
def test_filters(filters: Filters, ids: list[str], tmp_path: Path) -> None:
    """Every kind must fit; of one kind that is repeated, any."""
    result = shown(tmp_path, filters)
    assert [one.plan.id for one in result.commands] == ids
    assert (result.total, result.hint) == (4, "")


HINTS: list[tuple[Filters, str]] = [
    (Filters(resources=("tickets",)), "did you mean the resource 'ticket'?"),
    (Filters(resources=("zebra",)), "resources: agent, ticket, writing"),
    (Filters(modes=("admin",)), "modes: readonly, write"),
    (Filters(text="zebra"), "no command has the word 'zebra' in its id, tool name or summary"),
    (Filters(text="me", modes=("write",)), "no command has all of these at once: leave one out"),
]


@pytest.mark.parametrize(("filters", "hint"), HINTS, ids=[hint for _, hint in HINTS])
def test_where_nothing_fits(filters: Filters, hint: str, tmp_path: Path) -> None:
    """The first filter that fits nothing by itself is told."""
    result = shown(tmp_path, filters)
    assert (result.commands, result.hint) == ([], hint)


def test_what_is_said_of_a_command(tmp_path: Path) -> None:
    """As its tool is called and as it is typed, with what it needs and what it may do; and the totals."""
    record = shown(tmp_path).record()
    assert (record["modes"], record["tiers"]) == ({"readonly": 3, "write": 1}, {"1": 3, "2": 1})
    assert record["commands"][2] == {
        "tool": "connector_aos_tiny__ticket_get",
        "id": "ticket.get",
        "words": ["ticket", "get"],
        "summary": "Get a ticket (requires --id)",
        "required": ["--id"],
        "mode": "readonly",
        "tier": 1,
        "action": "read",
        "resource": "ticket",
        "errors": [],
    }
    json.dumps(record)


def test_a_command_that_is_not_approved_is_shown(tmp_path: Path) -> None:
    """A new map has many; what is in the way is told with each."""
    kill = {"operation": "getTicket", "mode": "admin", "risk": 4}
    result = shown(tmp_path, ticket_kill=kill)
    assert [one.errors for one in result.commands if one.errors] == [("approval-missing",)]
    assert result.report.codes() == ("approval-missing",)


def test_a_malformed_command_hides_no_other(tmp_path: Path) -> None:
    """It is told, and the rest is listed; nothing is made up about what it would have said."""
    result = shown(tmp_path, ticket_kill={"operation": "getTicket", "mode": "admin", "risk": 9})
    assert [one.plan.id for one in result.commands] == ALL
    assert result.report.codes() == ("wrong-value",)


def test_twins_are_told_apart_as_agents_see_them(tmp_path: Path) -> None:
    """Two commands of one operation have the same summary until their ids stand before it."""
    twin = {"operation": "getMe", "mode": "readonly", "risk": 1}
    said = [one.plan.summary for one in shown(tmp_path, agent_self=twin).commands]
    assert said[:2] == ["agent.me: Who am I", "agent.self: Who am I"]
