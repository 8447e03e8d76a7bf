"""Which header of a command carries an idempotency key."""

from __future__ import annotations

from typing import Any

import pytest
from builders import Data, plan_vendor

from aos_gen.plan.idempotency import is_key
from aos_gen.plan.model import CommandPlan

KEY: Data = {"name": "X-Idempotency-Key", "in": "header", "schema": {"type": "string"}}


def planned(method: str, top: str | None, own: Any, parameters: list[Data], mapped: Data) -> CommandPlan:
    operation = {"operationId": "do", "parameters": parameters, "responses": {"204": {"description": "done"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "servers": [{"url": "https://acme.example"}],
        "paths": {"/t": {method: operation}},
    }
    command = {"operation": "do", "mode": "write", "risk": 2, "parameters": mapped}
    command |= {} if own is None else {"idempotency": own}
    mapping: Data = {
        "version": 1,
        "connector": {"name": "acme", "label": "Acme", "description": "Acme"},
        "commands": {"t.do": command},
    }
    mapping |= {} if top is None else {"idempotency": top}
    plan = plan_vendor(document, mapping).plan
    assert plan is not None
    return plan.commands[0]


@pytest.mark.parametrize(
    ("method", "top", "own", "parameters", "mapped", "header"),
    [
        ("post", None, None, [KEY], {}, "X-Idempotency-Key"),
        ("patch", None, None, [KEY], {}, "X-Idempotency-Key"),
        ("put", "Once", "Once", [KEY], {}, ""),
        ("get", "Once", None, [], {}, ""),
        ("post", None, None, [], {}, ""),
        ("post", "Once", None, [], {}, "Once"),
        ("post", "Once", "Twice", [], {}, "Twice"),
        ("post", "Once", False, [KEY], {}, ""),
        ("post", "Once", None, [KEY], {}, "X-Idempotency-Key"),
        ("post", "Once", None, [KEY], {"X-Idempotency-Key": {"omit": True}}, ""),
        ("post", None, None, [KEY], {"X-Idempotency-Key": {"fixed": "a"}}, ""),
    ],
)
def test_the_nearest_word_counts(
    method: str, top: str | None, own: Any, parameters: list[Data], mapped: Data, header: str
) -> None:
    """The command's, the document's, the map's; reads need none, and what the map decides stays."""
    assert planned(method, top, own, parameters, mapped).idempotency == header


REQUIRED = {**KEY, "required": True}


@pytest.mark.parametrize(
    ("method", "own", "mapped", "asked"),
    [
        ("post", None, {}, False),
        ("post", None, {"X-Idempotency-Key": {"help": "Yours"}}, False),
        ("post", None, {"X-Idempotency-Key": {"required": True}}, True),
        ("post", None, {"header:X-Idempotency-Key": {"required": True}}, True),
        ("post", False, {}, True),
        ("post", "X-Other", {}, True),
        ("put", None, {}, True),
    ],
)
def test_nobody_is_asked_for_a_key_that_the_connector_makes(
    method: str, own: Any, mapped: Data, asked: bool
) -> None:
    """A header that the document requires is always sent; its option is for who has a key already."""
    command = planned(method, None, own, [REQUIRED], mapped)

    assert [option.asked for option in command.options] == [asked]
    assert ("requires" in command.summary) == asked


def test_a_key_is_part_of_the_contract() -> None:
    """Who approved a command approved that it is sent once, or with which key it is sent again."""
    words = ((None, None), ("A", None), (None, "B"))
    digests = {planned("post", top, own, [], {}).contract for top, own in words}

    assert len(digests) == 3
    assert planned("post", "A", None, [], {}).contract == planned("post", None, "A", [], {}).contract
    assert planned("post", "A", False, [], {}).contract == planned("post", None, None, [], {}).contract
    assert planned("get", "A", None, [], {}).contract == planned("get", None, None, [], {}).contract


@pytest.mark.parametrize(
    "name", ["Idempotency-Key", "x-acme-idempotency-key", "Idempotency", "Idempotent-Key"]
)
def test_keys_are_known_by_their_names(name: str) -> None:
    assert is_key(name)


@pytest.mark.parametrize("name", ["Key", "X-Request-Id", "Idempotency-Replayed", "X-Api-Key"])
def test_other_headers_are_none(name: str) -> None:
    assert not is_key(name)
