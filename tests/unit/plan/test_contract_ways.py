"""Credentials, servers and approvals: where a contract may go, with what, and who agreed to it."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from . import world
from .contracts import BEFORE, DOCUMENT, MAP, Change, Data, digest, operation

Auth = dict[str, Any]
OTHER = {"Key": {"env": "ACME_API_KEY"}, "Other": {"env": "ACME_TOKEN"}}
CLIENT = {"client_id": {"env": "ACME_CLIENT_ID"}, "client_secret": {"env": "ACME_CLIENT_SECRET"}}


def needing(*security: dict[str, list[str]]) -> Change:
    """The operation's ways in."""
    return lambda data: operation(data).update(security=list(security))


def fetching(data: Data) -> None:
    """A client that fetches its token is the way in."""
    flow = {"tokenUrl": "https://acme.example/token", "scopes": {"read": "", "write": ""}}
    data["components"]["securitySchemes"]["Key"] = {"type": "oauth2", "flows": {"clientCredentials": flow}}


def basic(data: Data) -> None:
    data["components"]["securitySchemes"]["Key"] = {"type": "http", "scheme": "basic"}


def test_ways_change_it() -> None:
    """One key, two together, either, and none if need be are four contracts."""
    both: dict[str, list[str]] = {"Key": [], "Other": []}
    found = [
        digest(needing({"Key": []}), auth=OTHER),
        digest(needing(both), auth=OTHER),
        digest(needing({"Key": []}, {"Other": []}), auth=OTHER),
        digest(needing({"Key": []}, {}), auth=OTHER),
    ]
    assert len(set(found)) == 4
    assert found[0] == BEFORE


def test_the_order_of_ways_does_not() -> None:
    """Which of several is tried first changes nothing that may be sent."""
    first = digest(needing({"Key": []}, {"Other": []}), auth=OTHER)
    assert digest(needing({"Other": []}, {"Key": []}), auth=OTHER) == first


CLIENTS: dict[str, tuple[Auth, bool]] = {
    "another token URL": ({"token_url": "https://other.example/token"}, True),
    "fewer scopes": ({"scopes": ["read"]}, True),
    "the scopes in another order": ({"scopes": ["write", "read"]}, False),
    "other variables": ({"client_id": {"env": "ACME_APP_ID"}}, False),
}


@pytest.mark.parametrize(("settings", "changes"), CLIENTS.values(), ids=CLIENTS.keys())
def test_client_credentials(settings: Auth, changes: bool) -> None:
    """Where a token comes from and what it may do is part of the contract; who asks is not."""
    before = digest(fetching, auth={"Key": {**CLIENT, "scopes": ["read", "write"]}})
    again = digest(fetching, auth={"Key": {**CLIENT, "scopes": ["read", "write"], **settings}})
    assert (again != before) is changes


def test_a_key_becomes_a_client() -> None:
    """A ready token and one that is fetched are two contracts."""
    assert digest(fetching, auth={"Key": CLIENT}) != digest(fetching, auth={"Key": {"env": "ACME_TOKEN"}})


def test_the_password_that_never_varies_is_no_part_of_it() -> None:
    """It is no more than the variable that it stands for."""
    named, fixed = (
        {"username": {"env": "ACME_KEY"}, "password": one} for one in ({"env": "ACME_SECRET"}, {"value": ""})
    )
    assert digest(basic, auth={"Key": named}) == digest(basic, auth={"Key": fixed})


LIVE, TEST = "https://live.example", "https://test.example"
SERVERS: dict[str, tuple[dict[str, str], bool]] = {
    "another environment": ({"live": LIVE, "test": TEST, "old": "https://old.example"}, True),
    "an environment less": ({"live": LIVE}, True),
    "another address": ({"live": LIVE, "test": "https://sandbox.example"}, True),
    "another order": ({"test": TEST, "live": LIVE}, False),
    "other names": ({"production": LIVE, "sandbox": TEST}, False),
    "the same twice": ({"live": LIVE, "test": TEST, "staging": TEST}, False),
}


@pytest.mark.parametrize(("environments", "changes"), SERVERS.values(), ids=SERVERS.keys())
def test_environments(environments: dict[str, str], changes: bool) -> None:
    """Every address that the command may go to is part of the contract; what it is called is not."""
    before = digest(server={"environments": {"live": LIVE, "test": TEST}})
    assert (digest(server={"environments": environments}) != before) is changes


def test_a_server_of_its_own_stands_alone() -> None:
    """A command that goes elsewhere does not care for the connector's servers."""
    own = digest(lambda d: operation(d).update(servers=[{"url": TEST}]))
    assert own == digest(
        lambda d: operation(d).update(servers=[{"url": TEST}]), server={"url": "https://moved.example"}
    )
    assert own == digest(None, lambda m: m.update(server=TEST))
    assert own != BEFORE


def test_a_prefix_and_another_scheme_change_it() -> None:
    """How the credential is sent is part of the contract."""
    prefixed = digest(auth={"Key": {"env": "ACME_API_KEY", "prefix": "Token "}})
    other = digest(lambda d: d.update(security=[{"Other": []}]), auth={"Other": {"env": "ACME_API_KEY"}})
    assert len({BEFORE, prefixed, other}) == 3


def test_the_variable_of_a_credential_is_no_part_of_it() -> None:
    """Which variable holds the key changes no request."""
    assert digest(auth={"Key": {"env": "ACME_TOKEN"}}) == BEFORE


APPROVALS: dict[str, tuple[Any, list[str]]] = {
    "none": (None, ["approval-missing"]),
    "of another contract": ({"by": "Ada", "contract": "0" * 16}, ["approval-stale"]),
    "of this contract": ({"by": "Ada", "contract": BEFORE}, []),
}


@pytest.mark.parametrize(("approval", "codes"), APPROVALS.values(), ids=APPROVALS.keys())
def test_approvals(approval: Any, codes: list[str]) -> None:
    """A tier-4 command needs approval of exactly its present contract, and the error names that contract."""
    entry = {**MAP, "risk": 4, **({"approval": approval} if approval else {})}
    plan, report = world.build(
        copy.deepcopy(DOCUMENT), {"thing.do": entry}, auth={"Key": {"env": "ACME_API_KEY"}}
    )
    assert [d.code for d in report if d.code.startswith("approval")] == codes
    assert (plan is None) == bool(codes)
    assert all(BEFORE in d.message for d in report if d.code.startswith("approval"))
