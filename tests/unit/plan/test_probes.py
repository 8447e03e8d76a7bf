"""Operations to likely health probes, the one that says who is calling first."""

from __future__ import annotations

from typing import Any

from vendors import document_of

from aos_gen.plan.probes import likely_probes, probe_candidates

CALL: dict[str, Any] = {"responses": {}}


def test_who_is_calling_comes_first_and_all_is_well_late() -> None:
    """A probe that every vendor answers without a credential says nothing about the credential."""
    paths = {
        "/status": {"get": CALL},
        "/tickets": {"get": CALL},
        "/user": {"get": CALL},
        "/v2/me": {"get": CALL},
        "/getMe": {"post": CALL},
        "/things/{id}": {"get": CALL},
        "/old/me": {"get": {**CALL, "deprecated": True}},
    }
    found = [one.key for one, _ in likely_probes(document_of(paths))]
    assert found == ["GET /v2/me", "GET /user", "GET /status", "GET /tickets", "GET /old/me", "POST /getMe"]


def test_nothing_that_needs_input_or_writes() -> None:
    """Neither a required parameter, nor a body that must come, nor a POST of another name."""
    needed = {"parameters": [{"name": "a", "in": "query", "required": True}], "responses": {}}
    body = {"requestBody": {"required": True, "content": {}}, "responses": {}}
    paths = {"/me": {"get": needed}, "/whoami": {"post": body}, "/tickets": {"post": CALL}}
    assert probe_candidates(document_of(paths)) == []


def test_each_says_what_speaks_for_it() -> None:
    """The word of the path, as the map's comment has it."""
    assert [why for _, why in likely_probes(document_of({"/me": {"get": CALL}}))] == [
        '"me" ends its path, and it needs no input'
    ]
