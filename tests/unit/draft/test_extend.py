"""New operations into a map that stands: every line of it stays, and the new ones stand by their like."""

from __future__ import annotations

import pytest
import yaml
from vendors import operations_of

from aos_gen.draft.entry import Entry
from aos_gen.draft.extend import extended, noted
from aos_gen.plan.model import Mode
from aos_gen.proposal.risk import Proposal

PROPOSAL = Proposal(Mode.WRITE, 2, "write", "writes: its method is POST")

MAP = """version: 1   # ours
commands:
  ticket.list:   # the first
    operation: listTickets
    mode: readonly
    risk: 1
    # kept
  # undecided: ticket.merge: {operation: "POST /tickets/{id}/merge", mode: write, risk: 3}  # it merges
  user.get:
    operation: getUser
    summary: >-
      # no comment,
      but a text
    mode: readonly
    risk: 1

  # the end of the commands
exclude:
  - {tag: Beta, reason: unstable}
"""


def entry(key: str, one: str, tag: str = "") -> Entry:
    """A new operation of that id and tag."""
    operation = operations_of(key, **({"tags": [tag]} if tag else {}))[0]
    return Entry(operation, operation.key, one, PROPOSAL)


def added(before: str, after: str) -> dict[int, str]:
    """The lines that were put in, by their number; the rest is as it was."""
    lines = after.splitlines(keepends=True)
    found = {
        n: line for n, line in enumerate(lines) if line.startswith("  # undecided: ") and line not in before
    }
    assert "".join(line for n, line in enumerate(lines) if n not in found) in (before, f"{before}\n")
    return found


def test_a_line_for_each_behind_the_last_of_its_group() -> None:
    """By the tag where a command has it, else by the id's first word, else at the end."""
    new = [
        entry("POST /tickets", "ticket.create", "Tickets"),
        entry("POST /users", "user.create"),
        entry("GET /x", "x.get"),
    ]
    found = added(MAP, extended(MAP, new, {"ticket.list": "Tickets", "ticket.merge": "Tickets"}))
    assert list(found) == [8, 16, 17]
    assert found[8].startswith(
        "  # undecided: ticket.create: {operation: POST /tickets, mode: write, risk: 2}  # "
    )


def test_undecided_lines_are_found_again() -> None:
    """With the operation that they name, whatever stands behind it."""
    assert [(one.id, one.operation) for one in noted(MAP)] == [("ticket.merge", "POST /tickets/{id}/merge")]
    text = extended(MAP, [entry("GET /a/{b}/c", "a.get")], {})
    assert ("a.get", "GET /a/{b}/c") in [(one.id, one.operation) for one in noted(text)]


@pytest.mark.parametrize(
    "text",
    [
        "version: 1\ncommands: {a.b: {operation: x, mode: readonly, risk: 1}}\n",
        "version: 1\ncommands:\n  a.b: {operation: x, mode: readonly, risk: 1}",
        "version: 1\r\ncommands:\r\n  a.b:\r\n    operation: x\r\n    mode: readonly\r\n    risk: 1\r\n",
        '{"version": 1, "commands": {"a.b": {"operation": "x"}}}\n',
        "commands:\n  ? a.b\n  : operation: |\n      # x\n\n\nexclude: []\n",
    ],
)
def test_no_form_of_a_map_is_broken(text: str) -> None:
    """On one line, without a last line break, with another one, as JSON, with blocks of text."""
    after = extended(text, [entry("GET /new", "new.get")], {})
    assert yaml.safe_load(after) == yaml.safe_load(text)
    assert len(noted(after)) == 1
    assert ("\r\n" in text) == ("get: {operation: GET /new" in after and "\r\n" in after)
