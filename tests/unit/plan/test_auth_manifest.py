"""What the manifest says of the credentials: needed, one of several, or merely possible."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import AuthPlan, CredentialPlan, SchemeKind, Ways

from . import world
from .credentials import CLIENT, ENV, KEY, TOKEN, URL, VARIABLES, document, oauth, plan, several

NEEDS: dict[str, tuple[list[Any], tuple[str, ...], Ways, tuple[str, ...]]] = {
    "one": ([[{"A": []}]], ("ACME_API_KEY",), (), ()),
    "two together": ([[{"A": [], "B": []}]], ("ACME_API_KEY", "ACME_TOKEN"), (), ()),
    "a pair": ([[{"D": []}]], ("ACME_EMAIL", "ACME_TOKEN"), (), ()),
    "either": ([[{"A": []}, {"C": []}]], (), (("ACME_API_KEY",), ("ACME_KEY",)), ()),
    "a pair or a key": (
        [[{"D": []}, {"A": []}]],
        (),
        (("ACME_EMAIL", "ACME_TOKEN"), ("ACME_API_KEY",)),
        (),
    ),
    "what every way needs stands by itself": (
        [[{"A": [], "B": []}, {"A": [], "C": []}]],
        ("ACME_API_KEY",),
        (("ACME_TOKEN",), ("ACME_KEY",)),
        (),
    ),
    "a way that needs nothing besides": (
        [[{"A": []}, {"A": [], "C": []}]],
        ("ACME_API_KEY",),
        (),
        ("ACME_KEY",),
    ),
    "optional": ([[{"A": []}, {}]], (), (), ("ACME_API_KEY",)),
    "what few commands need": (
        [[{"A": []}], [{"A": []}], [{"B": []}]],
        ("ACME_API_KEY",),
        (),
        ("ACME_TOKEN",),
    ),
    "most commands need none": ([[], [], [{"A": []}]], ("ACME_API_KEY",), (), ()),
    "most commands need none for certain": (
        [[{"B": []}, {}], [{"B": []}, {}], [{"A": []}]],
        ("ACME_API_KEY",),
        (),
        ("ACME_TOKEN",),
    ),
    "no command needs any": ([[]], (), (), ()),
}


@pytest.mark.parametrize(("own", "keys", "one_of", "optional"), NEEDS.values(), ids=NEEDS.keys())
def test_what_the_manifest_needs(
    own: list[Any], keys: tuple[str, ...], one_of: Ways, optional: tuple[str, ...]
) -> None:
    """What the commonest commands cannot do without, what one of their ways needs besides, and the rest."""
    auth = plan(several(None, *own), **VARIABLES).auth
    assert (auth.service_keys, auth.required_one_of, auth.optional_service_keys) == (keys, one_of, optional)
    assert auth.kind == "service-key"


def test_the_commonest_ways_are_the_default() -> None:
    """What most commands use stands once; two that are as common are taken by name."""
    assert plan(several(None, [{"B": []}], [{"A": []}], [{"B": []}]), A=ENV, B=TOKEN).auth.default == (
        ("B",),
    )
    assert plan(several(None, [{"B": []}], [{"A": []}]), A=ENV, B=TOKEN).auth.default == (("A",),)


READY: dict[str, tuple[dict[str, Any], tuple[str, ...], Ways]] = {
    "id and secret": ({}, ("ACME_CLIENT_ID", "ACME_CLIENT_SECRET"), ()),
    "or a ready token": (
        {"token": TOKEN},
        (),
        (("ACME_CLIENT_ID", "ACME_CLIENT_SECRET"), ("ACME_TOKEN",)),
    ),
}


@pytest.mark.parametrize(("mapped", "keys", "one_of"), READY.values(), ids=READY.keys())
def test_client_credentials(mapped: dict[str, Any], keys: tuple[str, ...], one_of: Ways) -> None:
    """A token that is fetched is another kind of auth; a ready one stands for id and secret."""
    data = several(None, [{"E": []}])
    data["components"]["securitySchemes"]["E"] = oauth(tokenUrl=URL)
    auth = plan(data, E=CLIENT | mapped).auth
    assert (auth.kind, auth.service_keys, auth.required_one_of) == ("oauth-service-key", keys, one_of)


def test_what_the_manifest_says() -> None:
    """Only credentials that a command uses, each with its steps."""
    data = several([{"A": []}], None, [{"B": []}], None)
    auth = {"A": {**ENV, "setup": "Open Settings"}, "B": TOKEN, "C": KEY}
    header = CredentialPlan(
        scheme="A", kind=SchemeKind.HEADER, api_name="X-Key", env=("ACME_API_KEY",), help="Open Settings"
    )
    bearer = CredentialPlan(scheme="B", kind=SchemeKind.BEARER, api_name="Authorization", env=("ACME_TOKEN",))
    assert plan(data, **auth).auth == AuthPlan(
        kind="service-key",
        service_keys=("ACME_API_KEY",),
        required_one_of=(),
        optional_service_keys=("ACME_TOKEN",),
        setup=(
            "Open Settings",
            "Add ACME_API_KEY in API Keys settings",
            "Get a credential for Acme",
            "Add ACME_TOKEN in API Keys settings",
        ),
        credentials=(header, bearer),
        default=(("A",),),
    )


def test_a_variable_that_two_schemes_share_is_asked_for_once() -> None:
    """One key sent in two ways is one variable."""
    assert plan(several([{"A": [], "C": []}], None), A=ENV, C=ENV).auth.service_keys == ("ACME_API_KEY",)


def test_no_credential_at_all() -> None:
    """An open API asks for nothing."""
    auth = plan(several([], None)).auth
    assert (auth.service_keys, auth.credentials, auth.default, auth.setup) == ((), (), (), ())


SCOPES: dict[str, tuple[dict[str, str], list[str], tuple[str, ...]]] = {
    "what the operation names": ({"read": "", "write": ""}, ["read"], ("read",)),
    "another flow's scope is not asked for": ({"read": ""}, ["read", "members.join"], ("read",)),
    "a flow that lists none": ({}, ["read"], ("read",)),
}


@pytest.mark.parametrize(("listed", "named", "asked"), SCOPES.values(), ids=SCOPES.keys())
def test_scopes_of_a_client(listed: dict[str, str], named: list[str], asked: tuple[str, ...]) -> None:
    """A client asks for the scopes that operations name and that its own flow has."""
    data = document(oauth(tokenUrl=URL, scopes=listed), [{"S": named}])
    auth = world.planned(data, {"thing.do": world.command("GET /t")}, auth={"S": CLIENT}).auth
    assert [one.scopes for one in auth.credentials] == [asked]
