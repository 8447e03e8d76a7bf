"""Which operations are listed, and what is said where none is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builders import tiny_document

from aos_gen.commands.operations import Filters, Operations, list_operations

EVERYTHING = Filters()


def listed(folder: Path, filters: Filters = EVERYTHING, *, brief: bool = False, **members: Any) -> Operations:
    """The outcome for the tiny vendor."""
    path = folder / "openapi.json"
    path.write_text(json.dumps(document() | members))
    return list_operations(str(path), filters, brief=brief)


def document() -> dict[str, Any]:
    """The tiny vendor with tags, one old operation, and one that cannot be served."""
    data = tiny_document()
    tickets = data["paths"]["/tickets"]
    tickets["get"]["tags"] = ["Tickets"]
    tickets["post"]["tags"] = ["Tickets", "Writing"]
    tickets["post"]["security"] = [{"Key": [], "Other": []}, {}]
    data["paths"]["/me"]["get"]["deprecated"] = True
    data["paths"]["/old"] = {"trace": {"summary": "Follow a ticket", "responses": {}}}
    return data


KEYS = ["GET /me", "GET /tickets", "POST /tickets", "GET /tickets/{id}", "TRACE /old"]
FILTERS: list[tuple[Filters, list[str]]] = [
    (Filters(), KEYS),
    (Filters(text="TICKET list"), ["GET /tickets"]),
    (Filters(text="tickets/"), ["GET /tickets/{id}"]),
    (Filters(text="writing"), ["POST /tickets"]),
    (Filters(tags=("tickets",)), ["GET /tickets", "POST /tickets"]),
    (Filters(tags=("tickets", "none")), ["GET /tickets", "POST /tickets"]),
    (Filters(paths=("/tickets/*",)), ["GET /tickets/{id}"]),
    (Filters(paths=("/me", "/ol?")), ["GET /me", "TRACE /old"]),
    (Filters(methods=("post", "TRACE")), ["POST /tickets", "TRACE /old"]),
    (Filters(methods=("get",), tags=("Tickets",), paths=("/**",)), ["GET /tickets"]),
    (Filters(unsupported=True), ["TRACE /old"]),
]


@pytest.mark.parametrize(("filters", "keys"), FILTERS, ids=[str(filters) for filters, _ in FILTERS])
def test_filters(filters: Filters, keys: list[str], tmp_path: Path) -> None:
    """Every kind must fit; of one kind that is repeated, any; case is ignored."""
    result = listed(tmp_path, filters)
    assert [one.operation.key for one in result.listed] == keys
    assert (result.total, result.hint) == (5, "")


HINTS: list[tuple[Filters, str]] = [
    (Filters(tags=("Ticket",)), "did you mean the tag 'Tickets'?"),
    (Filters(tags=("xyz",)), "tags: Tickets, Writing"),
    (Filters(methods=("put",)), "methods: GET, POST, TRACE"),
    (Filters(paths=("/tickets/",)), "no path fits; `**` crosses slashes and `*` does not"),
    (
        Filters(text="ticket zebra"),
        "no operation has the word 'zebra' in its operationId, summary, path or tags",
    ),
    (Filters(text="me", tags=("Tickets",)), "no operation has all of these at once: leave one out"),
    (Filters(tags=("Tickets",), unsupported=True), "all of them are supported"),
]


@pytest.mark.parametrize(("filters", "hint"), HINTS, ids=[hint for _, hint in HINTS])
def test_where_nothing_fits(filters: Filters, hint: str, tmp_path: Path) -> None:
    """The first filter that fits nothing by itself is told, with the nearest that would."""
    result = listed(tmp_path, filters)
    assert (result.listed, result.hint) == ([], hint)
    assert not result.report.has_errors


def test_what_is_said_of_an_operation(tmp_path: Path) -> None:
    """Its own words, its ways in, body, answer and pages as a plan has them, and why it is refused."""
    record = listed(tmp_path).record(lambda one: {"code": one.code, "related": len(one.related)})
    assert (record["total"], record["shown"], record["unsupported"], record["hint"]) == (5, 5, 1, None)
    me, tickets, create, _, old = record["operations"]
    assert me["deprecated"] and me["auth"] == [["Key"]] and me["answer"]["kind"] == "empty"
    assert tickets["answer"] == {"kind": "list", "media_type": "application/json"}
    assert tickets["pointer"] == "#/paths/~1tickets/get"
    assert create["auth"] == [["Key", "Other"], []]
    assert create["body"] == {"media_type": "application/json", "required": True}
    assert create["supported"] is True
    assert set(create["proposal"]) == {"mode", "risk", "rule", "reason", "note"}
    assert old["refused"] == [{"code": "unsupported-method", "related": 0}]
    assert (old["supported"], old["body"], old["answer"]) == (False, None, None)
    json.dumps(record)


def test_brief_plans_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what the document says outright, and the proposal."""
    monkeypatch.setattr("aos_gen.commands.operations.try_operations", None)
    record = listed(tmp_path, brief=True).record(lambda one: {})
    assert [one["supported"] for one in record["operations"]] == [None] * 5
    assert record["operations"][1]["answer"] is None
    assert record["operations"][1]["proposal"]["mode"] == "readonly"


def test_a_document_without_operations(tmp_path: Path) -> None:
    """Nothing is listed, and there is nothing to ask for instead."""
    result = listed(tmp_path, paths={})
    assert (result.total, result.listed, result.hint, result.read) == (0, [], "", True)
    assert not list_operations(str(tmp_path / "none.json"), Filters()).read
