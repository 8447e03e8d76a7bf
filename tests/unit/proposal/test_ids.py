"""Operations to command ids: the names that people would give, and none that a map refuses."""

from __future__ import annotations

import random
import re
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vendors import operations_of

from aos_gen.document.operations import Operation
from aos_gen.mapping.check import MAX_TOOL_NAME, RESERVED_WORDS, tool_name
from aos_gen.mapping.strings import CommandId
from aos_gen.proposal.ids import command_ids

PATTERN = re.compile(get_args(CommandId)[1].pattern)


def ids(*keys: str, connector: str = "acme") -> list[str]:
    """The ids of operations in the order that they are given in."""
    operations = operations_of(*keys)
    found = command_ids(operations, connector)
    return [found[" ".join(key.split(" ")[:2])] for key in keys]


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("GET /tickets listTickets", "ticket.list"),
        ("GET /tickets/{id} getTicket", "ticket.get"),
        ("POST /tickets createTicket", "ticket.create"),
        ("PUT /v2/tickets/{id} UpdateTicket", "ticket.update"),
        ("DELETE /rest/api/3/tickets/{id} deleteTicket", "ticket.delete"),
        ("GET /repos/{o}/{r} repos/get", "repo.get"),
        ("GET /user/repos repos/list_repos", "repo.list"),
        ("GET /v1/tickets", "ticket.list"),
        ("POST /v1/customers/{customer} PostCustomersCustomer", "customer.update"),
        ("POST /v1/invoices/{invoice}/send PostInvoicesInvoiceSend", "invoice.send"),
        ("POST /sendMessage", "message.send"),
        ("POST /subusers:batchDelete", "subuser.batch_delete"),
        ("POST /templates/list_for_team templates/list_for_team", "template.list"),
        ("GET /me getMe", "me.get"),
        ("GET /health getHealth", "health_check.get"),
        ("GET /users/search searchUsers", "user.search"),
        ("GET /2fa get2fa", "n_2_fa.get"),
        ("POST /items create_item_v1_items_post", "item.create"),
        ("GET /invoice/{id} Invoice-ReadById", "invoice.get"),
        ("GET /\u00fcber \u00fcber", "uber.get"),
        ("GET /\u4ed6 \u4ed6\u4eec", "api.get"),
        ("GET / ", "api.get"),
    ],
)
def test_names_that_people_would_give(key: str, wanted: str) -> None:
    """Singular, without versions, without saying anything twice."""
    assert ids(key) == [wanted]


def test_the_plainer_bearer_keeps_the_name() -> None:
    """The longer path gets its parent in front, whichever stands first in the document."""
    keys = ["GET /issues/{n}/comments listIssueComments", "GET /comments listComments"]
    assert ids(*keys) == ["issue.comment.list", "comment.list"]
    assert ids(*reversed(keys)) == ["comment.list", "issue.comment.list"]


@pytest.mark.parametrize(
    "keys",
    [
        ["GET /things?beta=true", "GET /things"],
        ["GET /things/{id}", "GET /things/{name}", "GET /things/{id}/"],
        ["GET /things getThings", "GET /others getThings"],
        ["GET /ticket ticket", "GET /ticket/list ticket.list", "GET /ticket/list/get ticket.list.get"],
        ["GET /a-b list_a-b", "GET /a_b list_a_b", "GET /a.b list_a.b"],
        [f"GET /{'long' * 50}/{{id}}/{'name' * 50} {'name' * 50}", "GET /long getLong"],
    ],
)
def test_what_looks_alike_gets_names_of_its_own(keys: list[str]) -> None:
    """Paths that differ in their query or their variables, doubled and endless identifiers."""
    check(command_ids(operations_of(*keys), "acme"), "acme")


def check(found: dict[str, str], connector: str) -> None:
    """Every id is one that a map takes, beside all the others."""
    names = [tool_name(connector, one) for one in found.values()]
    assert len(set(names)) == len(names)
    for one in found.values():
        assert PATTERN.fullmatch(one), one
        assert one.partition(".")[0] not in RESERVED_WORDS
        assert not any(other.startswith(f"{one}.") for other in found.values()), one
        assert len(tool_name(connector, one)) <= MAX_TOOL_NAME, one


WORDS = st.sampled_from(
    ["tickets", "list", "health", "config", "2fa", "v1", "{id}", "{name}", "cancel", "a_b", "\u4ed6"]
)
PATHS = st.lists(WORDS, max_size=5).map(lambda words: "/" + "/".join(words))
NAMES = st.one_of(st.just(""), st.text(st.characters(codec="utf-8"), max_size=20), st.just("list" * 50))
KEYS = st.tuples(st.sampled_from(["GET", "POST", "DELETE"]), PATHS, NAMES)


def made(keys: list[tuple[str, str, str]]) -> list[Operation]:
    """Operations of these, each key once."""
    unique = {(method, path): name for method, path, name in keys}
    return list(operations_of(*(f"{method} {path} {name}" for (method, path), name in unique.items())))


@settings(deadline=None)
@given(st.lists(KEYS, max_size=25), st.from_regex(r"[a-z]{1,20}(-[a-z0-9]{1,9}){0,2}", fullmatch=True))
def test_every_id_is_valid_and_fits(keys: list[tuple[str, str, str]], connector: str) -> None:
    """Whatever the vendor wrote, and however long the connector's name is."""
    check(command_ids(made(keys), connector), connector)


@settings(deadline=None)
@given(st.lists(KEYS, min_size=1, max_size=15), st.randoms(use_true_random=False))
def test_order_and_later_operations_change_nothing(
    keys: list[tuple[str, str, str]], chance: random.Random
) -> None:
    """The document's order is no input; an operation renames none whose path is plainer than its own."""
    operations = made(keys)
    whole = command_ids(operations, "acme")
    mixed = operations[:]
    chance.shuffle(mixed)
    assert command_ids(mixed, "acme") == whole
    last = max(operations, key=lambda o: (o.path.strip("/").count("/"), len(o.path), o.path, o.method))
    rest = [operation for operation in operations if operation is not last]
    assert command_ids(rest, "acme") == {key: one for key, one in whole.items() if key != last.key}


def test_ids_that_are_taken_stay_free() -> None:
    """A map's own ids are never given away, nor made a group or put into one."""
    operations = operations_of("GET /tickets", "GET /tickets/{id}/comments", "POST /tickets")
    found = command_ids(operations, "acme", {"x": "ticket.list", "y": "ticket.create.now"})
    assert not {"ticket.list", "ticket.create"} & set(found.values())
    check({**found, "x": "ticket.list", "y": "ticket.create.now"}, "acme")
