"""Security schemes become credentials, and each command uses those that its operation asks for."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import AuthPlan, ConnectorPlan, CredentialPlan, SchemeKind

from . import world

ENV = {"env": "ACME_API_KEY"}
PAIR = {"username": {"env": "ACME_EMAIL"}, "password": {"env": "ACME_TOKEN"}}
HEADER = {"type": "apiKey", "in": "header", "name": "X-Key"}
QUERY = {"type": "apiKey", "in": "query", "name": "key"}
BEARER, BASIC = {"type": "http", "scheme": "bearer"}, {"type": "http", "scheme": "basic"}
OAUTH = {"type": "oauth2", "flows": {}}


def document(schemes: dict[str, Any], security: Any = None, own: Any = None) -> dict[str, Any]:
    operation = world.answering({"type": "object"}) | ({"security": own} if own is not None else {})
    members = {"security": security} if security is not None else {}
    return world.head(components={"securitySchemes": schemes}, **members) | {
        "paths": {"/t": {"get": operation}}
    }


def plan(data: dict[str, Any], **auth: Any) -> ConnectorPlan:
    return world.planned(data, {"thing.do": world.command()}, auth=auth)


def codes(data: dict[str, Any], **auth: Any) -> list[str]:
    made, report = world.build(data, {"thing.do": world.command()}, auth=auth)
    assert made is None
    return [one.code for one in world.found(report) if one.code != "no-health-probe"]


KINDS: dict[str, tuple[Any, Any, CredentialPlan]] = {
    "a header": (
        HEADER,
        ENV,
        CredentialPlan(scheme="S", kind=SchemeKind.HEADER, api_name="X-Key", env=("ACME_API_KEY",)),
    ),
    "a query parameter": (
        QUERY,
        ENV,
        CredentialPlan(scheme="S", kind=SchemeKind.QUERY, api_name="key", env=("ACME_API_KEY",)),
    ),
    "bearer": (
        BEARER,
        ENV,
        CredentialPlan(scheme="S", kind=SchemeKind.BEARER, api_name="Authorization", env=("ACME_API_KEY",)),
    ),
    "Bearer, in any case": (
        {"type": "HTTP", "scheme": "Bearer"},
        ENV,
        CredentialPlan(scheme="S", kind=SchemeKind.BEARER, api_name="Authorization", env=("ACME_API_KEY",)),
    ),
    "basic": (
        BASIC,
        PAIR,
        CredentialPlan(
            scheme="S", kind=SchemeKind.BASIC, api_name="Authorization", env=("ACME_EMAIL", "ACME_TOKEN")
        ),
    ),
    "a prefix": (
        HEADER,
        {**ENV, "prefix": "Token "},
        CredentialPlan(
            scheme="S", kind=SchemeKind.HEADER, api_name="X-Key", env=("ACME_API_KEY",), prefix="Token "
        ),
    ),
    "a scheme's description": (
        {**BEARER, "description": "Ask **sales**. Or wait."},
        ENV,
        CredentialPlan(
            scheme="S",
            kind=SchemeKind.BEARER,
            api_name="Authorization",
            env=("ACME_API_KEY",),
            help="Ask sales",
        ),
    ),
    "the map's setup before the description": (
        {**BEARER, "description": "x"},
        {**ENV, "setup": "Open Settings"},
        CredentialPlan(
            scheme="S",
            kind=SchemeKind.BEARER,
            api_name="Authorization",
            env=("ACME_API_KEY",),
            help="Open Settings",
        ),
    ),
    "oauth2, as a token that people obtain": (
        OAUTH,
        {**ENV, "type": "bearer"},
        CredentialPlan(scheme="S", kind=SchemeKind.BEARER, api_name="Authorization", env=("ACME_API_KEY",)),
    ),
    "bearer, as a key in a header": (
        BEARER,
        {**ENV, "type": "apiKey", "in": "header", "name": "X-K"},
        CredentialPlan(scheme="S", kind=SchemeKind.HEADER, api_name="X-K", env=("ACME_API_KEY",)),
    ),
}


@pytest.mark.parametrize(("declared", "mapped", "wanted"), KINDS.values(), ids=KINDS.keys())
def test_kinds(declared: Any, mapped: Any, wanted: CredentialPlan) -> None:
    """Each scheme says where its credential travels; the map may say it better."""
    made = plan(document({"S": declared}, [{"S": []}]), S=mapped)
    assert made.auth.credentials == (wanted,)
    assert made.commands[0].schemes == ("S",)


OWN: dict[str, tuple[Any, SchemeKind, str]] = {
    "bearer": ({**ENV, "type": "bearer"}, SchemeKind.BEARER, "Authorization"),
    "basic": ({**PAIR, "type": "basic"}, SchemeKind.BASIC, "Authorization"),
    "a header": ({**ENV, "type": "apiKey", "in": "header", "name": "X-K"}, SchemeKind.HEADER, "X-K"),
    "a query parameter": ({**ENV, "type": "apiKey", "in": "query", "name": "k"}, SchemeKind.QUERY, "k"),
}


@pytest.mark.parametrize(("mapped", "kind", "name"), OWN.values(), ids=OWN.keys())
@pytest.mark.parametrize("security", [None, [], [{"Other": []}]], ids=["silent", "none", "another"])
def test_a_scheme_that_only_the_map_declares(mapped: Any, kind: SchemeKind, name: str, security: Any) -> None:
    """It is used whatever the document says: nothing, none needed, or another one."""
    made = plan(document({"Other": HEADER}, security), Mine=mapped)
    (credential,) = made.auth.credentials
    assert (credential.kind, credential.api_name, made.commands[0].schemes) == (kind, name, ("Mine",))


USED: dict[str, tuple[Any, Any, tuple[str, ...]]] = {
    "the only alternative": ([{"A": []}], None, ("A",)),
    "the first that the map covers": ([{"C": []}, {"B": []}, {"A": []}], None, ("B",)),
    "both of one alternative": ([{"B": [], "A": []}], None, ("A", "B")),
    "an alternative that the map covers whole": ([{"A": [], "C": []}, {"B": []}], None, ("B",)),
    "the operation's own": ([{"A": []}], [{"B": ["scope"]}], ("B",)),
    "none for this operation": ([{"A": []}], [], ()),
    "optional: used where it is mapped": ([{}, {"A": []}], None, ("A",)),
    "optional, and another": ([{"C": []}, {}], None, ()),
    "the document is silent: all of the map's": (None, None, ("A", "B")),
}


@pytest.mark.parametrize(("security", "own", "used"), USED.values(), ids=USED.keys())
def test_alternatives(security: Any, own: Any, used: tuple[str, ...]) -> None:
    """A command uses the first alternative that the map covers."""
    schemes = {"A": HEADER, "B": BEARER, "C": OAUTH}
    made = plan(document(schemes, security, own), A=ENV, B={"env": "ACME_TOKEN"})
    assert made.commands[0].schemes == used
    assert tuple(c.scheme for c in made.auth.credentials) == used


MISTAKES: dict[str, tuple[dict[str, Any], dict[str, Any], list[str]]] = {
    "no scheme is mapped": (document({"A": HEADER}, [{"A": []}]), {}, ["unmapped-security"]),
    "another scheme is mapped": (
        document({"A": HEADER, "B": BEARER}, [{"A": []}]),
        {"B": ENV},
        ["unmapped-security"],
    ),
    "half of an alternative is mapped": (
        document({"A": HEADER, "B": BEARER}, [{"A": [], "B": []}]),
        {"A": ENV},
        ["unmapped-security"],
    ),
    "the document declares none of that name": (
        document({}, [{"Gone": []}]),
        {},
        ["unknown-security-scheme"],
    ),
    "the map names one that is not there": (
        document({"Key": HEADER}, [{"Key": []}]),
        {"Key": ENV, "Kye": ENV},
        ["unknown-security-scheme"],
    ),
    "oauth2": (document({"O": OAUTH}, []), {"O": ENV}, ["unsupported-security-scheme"]),
    "digest": (
        document({"D": {"type": "http", "scheme": "digest"}}, []),
        {"D": ENV},
        ["unsupported-security-scheme"],
    ),
    "a cookie": (
        document({"C": {"type": "apiKey", "in": "cookie", "name": "s"}}, []),
        {"C": ENV},
        ["unsupported-security-scheme"],
    ),
    "mutual TLS": (document({"M": {"type": "mutualTLS"}}, []), {"M": ENV}, ["unsupported-security-scheme"]),
    "basic without a password": (
        document({"S": BASIC}, []),
        {"S": {"username": {"env": "A_ID"}}},
        ["scheme-incomplete"],
    ),
    "a key without a variable": (document({"S": HEADER}, []), {"S": {}}, ["scheme-incomplete"]),
    "a header without a name": (
        document({"S": {"type": "apiKey", "in": "header"}}, []),
        {"S": ENV},
        ["scheme-incomplete"],
    ),
}


@pytest.mark.parametrize(("data", "auth", "wanted"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes(data: dict[str, Any], auth: dict[str, Any], wanted: list[str]) -> None:
    """A credential that is missing, not supported or half declared is told by its code."""
    assert codes(data, **auth) == wanted


def test_what_the_manifest_says() -> None:
    """Only credentials that a command uses are asked for; the commonest set is the default."""
    data = document({"A": HEADER, "B": BEARER, "C": QUERY}, [{"A": []}])
    data["paths"]["/u"] = {"get": world.answering({}, operationId="u", security=[{"B": []}])}
    data["paths"]["/v"] = {"get": world.answering({}, operationId="v")}
    commands = {"a": world.command(), "b": world.command("u"), "c": world.command("v")}
    auth = {"A": {**ENV, "setup": "Open Settings"}, "B": {"env": "ACME_TOKEN"}, "C": {"env": "ACME_KEY"}}
    assert world.planned(data, commands, auth=auth).auth == AuthPlan(
        kind="service-key",
        service_keys=("ACME_API_KEY", "ACME_TOKEN"),
        setup=(
            "Open Settings",
            "Add ACME_API_KEY in API Keys settings",
            "Get a credential for Acme",
            "Add ACME_TOKEN in API Keys settings",
        ),
        credentials=(
            CredentialPlan(
                scheme="A",
                kind=SchemeKind.HEADER,
                api_name="X-Key",
                env=("ACME_API_KEY",),
                help="Open Settings",
            ),
            CredentialPlan(scheme="B", kind=SchemeKind.BEARER, api_name="Authorization", env=("ACME_TOKEN",)),
        ),
        default=("A",),
    )


def test_a_variable_that_two_schemes_share_is_asked_for_once() -> None:
    """One key sent in two ways is one variable."""
    data = document({"A": HEADER, "B": QUERY}, [{"A": [], "B": []}])
    assert plan(data, A=ENV, B=ENV).auth.service_keys == ("ACME_API_KEY",)


def test_no_credential_at_all() -> None:
    """An open API asks for nothing."""
    auth = plan(document({}, [])).auth
    assert (auth.service_keys, auth.credentials, auth.default, auth.setup) == ((), (), (), ())
