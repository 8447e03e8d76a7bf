"""The ways in that each command has: what the document asks for and the map covers."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import Ways

from . import world
from .credentials import ENV, TLS, TOKEN, URL, VARIABLES, oauth, plan, several

BOT = {"type": "server", "name": "token", "env": "ACME_BOT_TOKEN"}


def ways(data: dict[str, Any], **auth: Any) -> list[Ways]:
    return [command.schemes for command in plan(data, **auth).commands]


WAYS: dict[str, tuple[Any, Any, Ways]] = {
    "one": ([{"A": []}], None, (("A",),)),
    "one or another, in the document's order": ([{"B": []}, {"A": []}], None, (("B",), ("A",))),
    "two together, by name": ([{"B": [], "A": []}], None, (("A", "B"),)),
    "two together or one": ([{"A": [], "B": []}, {"C": []}], None, (("A", "B"), ("C",))),
    "what the map does not cover is no way": ([{"E": []}, {"B": []}], None, (("B",),)),
    "nor is what it covers by half": ([{"A": [], "E": []}, {"B": []}], None, (("B",),)),
    "the same twice": ([{"A": []}, {"A": ["scope"]}], None, (("A",),)),
    "the operation's own": ([{"A": []}], [{"B": ["scope"]}], (("B",),)),
    "none for this operation": ([{"A": []}], [], ()),
    "none at all": ([], None, ()),
    "optional": ([{"A": []}, {}], None, (("A",), ())),
    "optional comes last, wherever it stands": ([{}, {"A": []}, {"B": []}], None, (("A",), ("B",), ())),
    "optional, and the map covers nothing": ([{"E": []}, {}], None, ()),
}


@pytest.mark.parametrize(("security", "own", "wanted"), WAYS.values(), ids=WAYS.keys())
def test_ways(security: Any, own: Any, wanted: Ways) -> None:
    """The alternatives that the map covers, each with the schemes that go together."""
    assert ways(several(security, own), **VARIABLES) == [wanted]


def test_a_silent_document() -> None:
    """Where no operation says anything, every scheme goes along; where one does, silence is none."""
    assert ways(several(None, None, None), A=ENV, B=TOKEN) == [(("A", "B"),)] * 2
    assert ways(several(None, None, [{"A": []}]), A=ENV) == [(), (("A",),)]
    assert ways(several(None, None)) == [()]


OMIT = {"omit": True}
OMITTED: dict[str, tuple[Any, dict[str, Any], Ways]] = {
    "the only way": ([{"A": []}], {"A": OMIT}, ((),)),
    "one of two together": ([{"A": [], "B": []}], {"A": ENV, "B": OMIT}, (("A",),)),
    "another way is set up": ([{"A": []}, {"B": []}], {"A": OMIT, "B": TOKEN}, (("B",),)),
    "one that the document does not declare": ([{"Gone": []}], {"Gone": OMIT}, ((),)),
}


@pytest.mark.parametrize(("security", "auth", "wanted"), OMITTED.values(), ids=OMITTED.keys())
def test_an_omitted_scheme_leaves_a_way_without_it(security: Any, auth: dict[str, Any], wanted: Ways) -> None:
    """Only where no other way is set up; what else goes along still does."""
    assert ways(several(security, None), **auth) == [wanted]


def test_what_goes_without_a_credential_is_told() -> None:
    """The connector's own README says which commands do."""
    found = plan(several([{"A": []}], None), A=OMIT).limitations
    assert [one for one in found if one.startswith("Sent without the credential")]
    assert not [
        one for one in plan(several([{"A": []}]), A=ENV).limitations if one.startswith("Sent without")
    ]


MINE = {"type": "bearer", "env": "ACME_TOKEN"}
OWN: dict[str, tuple[Any, dict[str, Any], Ways]] = {
    "the document is silent": (None, {}, (("Mine",),)),
    "it says that none is needed": ([], {}, (("Mine",),)),
    "it says that none is needed, as an alternative": ([{}], {}, (("Mine",),)),
    "it names another": ([{"A": []}], {}, (("Mine",),)),
    "it names another, which the map covers": ([{"A": []}], {"A": ENV}, (("A",),)),
    "it names one that it does not declare": ([{"Mine": []}], {}, (("Mine",),)),
}


@pytest.mark.parametrize(("security", "auth", "wanted"), OWN.values(), ids=OWN.keys())
def test_a_scheme_that_only_the_map_declares(security: Any, auth: dict[str, Any], wanted: Ways) -> None:
    """It is the way in wherever the document's own ways are not covered."""
    assert ways(several(security, None), Mine=MINE, **auth) == [wanted]


IN_URL: dict[str, tuple[Any, Ways]] = {
    "the document is silent": (None, (("A", "Bot"),)),
    "none is needed": ([], (("Bot",),)),
    "one way": ([{"A": []}], (("A", "Bot"),)),
    "two ways": ([{"A": []}, {"B": []}], (("A", "Bot"), ("B", "Bot"))),
    "optional": ([{"A": []}, {}], (("A", "Bot"), ("Bot",))),
}


@pytest.mark.parametrize(("security", "wanted"), IN_URL.values(), ids=IN_URL.keys())
def test_a_credential_in_the_url_belongs_to_every_way(security: Any, wanted: Ways) -> None:
    """Without it there is no address to call."""
    data = several(security, None, servers=[{"url": "https://acme.example/bot{token}"}])
    auth = {"A": ENV, "Bot": BOT} | ({"B": TOKEN} if security else {})
    assert ways(data, **auth) == [wanted]


MISSING: dict[str, tuple[Any, dict[str, Any], str, str, str]] = {
    "no scheme is mapped": ([{"A": []}], {}, "unmapped-security", "#/auth", "A: {env: ACME_API_KEY}"),
    "another scheme is mapped": ([{"B": []}], {"A": ENV}, "unmapped-security", "#/auth", "B: {env: ACME_TOK"),
    "half of an alternative": (
        [{"A": [], "C": []}],
        {"A": ENV},
        "unmapped-security",
        "#/auth",
        "add auth: {C: {env: ACME_C_API_KEY}}",
    ),
    "two that go together": (
        [{"A": [], "C": []}],
        {},
        "unmapped-security",
        "#/auth",
        "A: {env: ACME_A_API_KEY}, C: {env: ACME_C_API_KEY}",
    ),
    "a client that may fetch its own": (
        [{"Client": []}],
        {},
        "unmapped-security",
        "#/auth",
        "Client: {env: ACME_TOKEN}}, or {Client: {client_id: {env: ACME_CLIENT_ID}, client_secret: ",
    ),
    "basic": ([{"D": []}], {}, "unmapped-security", "#/auth", "D: {username: {env: ACME_EMAIL}"),
    "the first that is supported": (
        [{"Digest": []}, {"TLS": []}],
        {},
        "unmapped-security",
        "#/auth",
        "TLS: {certificate: {env: ACME_CERT_ID}",
    ),
    "one that nobody declares": (
        [{"Gone": []}],
        {},
        "unknown-security-scheme",
        "#/security",
        "auth: {Gone: {type: bearer, env: ACME_TOKEN}}",
    ),
}


@pytest.mark.parametrize(("security", "auth", "code", "place", "hint"), MISSING.values(), ids=MISSING.keys())
def test_a_way_in_that_is_missing(
    security: Any, auth: dict[str, Any], code: str, place: str, hint: str
) -> None:
    """A command without a way in is an error that says what to write."""
    data = several(security, None)
    declared = data["components"]["securitySchemes"]
    declared |= {"TLS": TLS, "Digest": {"type": "http", "scheme": "digest"}, "Client": oauth(tokenUrl=URL)}
    made, report = world.build(data, {"thing.do": world.command("o0")}, auth=auth)
    assert made is None
    told = [one for one in report if one.code != "no-health-probe"]
    assert [(one.code, one.location.fragment()) for one in told] == [(code, place)]
    assert hint in str(told[0].hint)
    assert [at.fragment() for at in told[0].related] == ["#/commands/thing.do"]


def test_a_scheme_that_is_wrong_is_told_once() -> None:
    """The commands that need it say nothing more."""
    data = several([{"A": []}], None, None)
    commands = {"a": world.command("o0"), "b": world.command("o1")}
    _, report = world.build(data, commands, auth={"A": {}})
    assert [one.code for one in report if one.code != "no-health-probe"] == ["scheme-incomplete"]


def test_a_credential_that_nobody_sends() -> None:
    """It is a warning, and the manifest does not ask for it; one that the probe sends is used."""
    data = several(None, [{"A": []}], [{"B": []}], [])
    commands = {"thing.do": world.command("o0")}
    made, report = world.build(data, commands, auth=VARIABLES, health={"operation": "o1"})
    assert made is not None
    assert [(one.code, one.pointer) for one in world.found(report)] == [
        ("unused-scheme", "#/auth/C"),
        ("unused-scheme", "#/auth/D"),
    ]
    assert [one.scheme for one in made.auth.credentials] == ["A", "B"]
