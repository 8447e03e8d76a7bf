"""Many operations to the few that matter most."""

from __future__ import annotations

from typing import Any

from vendors import document_of

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.proposal.core import core
from aos_gen.proposal.ids import command_ids
from aos_gen.proposal.risk import propose

CALL: dict[str, Any] = {"responses": {}}
CRUD = {"get": CALL, "put": CALL, "delete": CALL}


def chosen(document: Document, most: int) -> list[str]:
    """The keys of the core."""
    proposals = {one.key: propose(document, one, Report()) for one in document.operations}
    ids = command_ids(document.operations, "acme")
    return [one.key for one in core(document.operations, ids, proposals, most)]


def test_the_main_resource_comes_first() -> None:
    """What has all everyday verbs and other things below it; never more than asked."""
    document = document_of(
        {
            "/zones": {"get": CALL},
            "/tickets": {"get": CALL, "post": CALL},
            "/tickets/{id}": CRUD,
            "/tickets/{id}/comments": {"get": CALL},
            "/tickets/{id}/close": {"post": CALL},
        }
    )
    ticket = ["GET /tickets", "POST /tickets", *(f"{m} /tickets/{{id}}" for m in ("GET", "PUT", "DELETE"))]
    assert chosen(document, 5) == ticket
    assert chosen(document, 2) == ["GET /tickets", "GET /tickets/{id}"]


def test_what_people_set_up_is_left_to_them() -> None:
    """Webhooks, keys, roles and settings are no everyday commands, nor is what is deprecated."""
    old = {"get": {**CALL, "deprecated": True}}
    document = document_of(
        {
            "/webhooks": {"post": CALL},
            "/api_keys": {"post": CALL},
            "/roles/{id}": {"put": CALL},
            "/old": old,
            "/a": {"post": CALL},
        }
    )
    assert chosen(document, 40) == ["POST /a"]


def test_other_names_fill_up() -> None:
    """A vendor without everyday verbs still gets commands."""
    assert chosen(document_of({"/sync": {"post": CALL}, "/lock": {"post": CALL}}), 40) == [
        "POST /sync",
        "POST /lock",
    ]
