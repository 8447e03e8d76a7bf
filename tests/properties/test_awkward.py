"""Names that Python, the connector or the host want for themselves, in a connector that is run."""

from __future__ import annotations

from typing import Any

import pytest
from builders import Data, plan_vendor
from connectors import check_names_of, check_requests, imported
from odd_names import AWKWARD_COMMANDS, NAMES

from aos_gen.diagnostics import Severity
from aos_gen.render.tree import render

# One query parameter of each name that an option can be made of, in one command.
TAKEN = tuple(name for name in NAMES if name.isascii() and name.isprintable() and any(map(str.isalpha, name)))


def vendor(ids: list[str], names: tuple[str, ...]) -> tuple[Data, Data]:
    """A vendor whose every operation takes all the names, in its query and its body."""
    schema: Any = {"type": "object", "properties": {name: {"type": "string"} for name in names}}
    listed = {"type": "array", "items": {"type": "string"}}
    query = [{"name": name, "in": "query", "explode": False, "schema": listed} for name in names]
    paths = {
        f"/{number}": {
            "post": {
                "summary": f"Do {number}",
                "parameters": query,
                "requestBody": {"content": {"application/json": {"schema": schema}}},
                "responses": {"204": {"description": "done"}},
            }
        }
        for number in range(len(ids))
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Awkward", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "security": [{"Key": []}],
        "paths": paths,
        "components": {"securitySchemes": {"Key": {"type": "http", "scheme": "bearer"}}},
    }
    commands = {one: {"operation": f"POST /{n}", "mode": "write", "risk": 2} for n, one in enumerate(ids)}
    mapping = {
        "version": 1,
        "connector": {"name": "awkward", "label": "Awkward", "description": "Names"},
        "auth": {"Key": {"env": "AWKWARD_API_KEY"}},
        "commands": commands,
    }
    return document, mapping


def refused(ids: list[str], names: tuple[str, ...]) -> list[str]:
    """Codes of the errors; a name may be refused, as long as it is said."""
    _, report, _ = plan_vendor(*vendor(ids, names))
    return [one.code for one in report if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        ([one for one in AWKWARD_COMMANDS if not refused([one], ("id",))], ("id",)),
        (["ticket.list"], tuple(name for name in TAKEN if not refused(["a.b"], (name,)))),
    ],
    ids=["commands", "options"],
)
def test_awkward_names_pass_the_connectors_own_tests(ids: list[str], names: tuple[str, ...]) -> None:
    """Every accepted command and option of a connector answers to its name."""
    # Names that cannot stand beside one another are the business of the diagnostics.
    together: list[str] = []
    for one in ids:
        together += [one] if not refused([*together, one], ("id",)) else []
    plan, report, _ = plan_vendor(*vendor(together, names))
    assert plan is not None, report.codes()
    with imported(render(plan)) as connector:
        assert [*connector.cases] == sorted(together)
        for command in connector.cases:
            for which in ("required", "full"):
                check_requests(connector, command, which)
            check_names_of(connector, command)
