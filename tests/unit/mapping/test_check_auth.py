"""Credentials of a map: what each kind of scheme needs, and variables that mean two things."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from aos_gen.diagnostics import Report
from aos_gen.mapping.check import check_mapping
from aos_gen.mapping.model import Mapping
from aos_gen.mapping.strings import CREDENTIAL_ENDINGS

PAIR = "username: {env: ACME_EMAIL}, password: {env: ACME_TOKEN}"
CLIENT = "client_id: {env: ACME_CLIENT_ID}, client_secret: {env: ACME_CLIENT_SECRET}"
FILES = "certificate: {env: ACME_CERT_ID}, key: {env: ACME_CERT_KEY}"


def check(auth: str, commands: str = "{}", rest: str = "", name: str = "acme") -> Report:
    data: Any = yaml.safe_load(
        f"version: 1\nconnector: {{name: {name}, label: Acme, description: Acme}}\n"
        f"commands: {commands}\nauth: {auth}\n{rest}"
    )
    report = Report()
    check_mapping(Mapping.model_validate(data), "map.yaml", report)
    return report


def found(report: Report) -> list[tuple[str, str]]:
    return [(d.code, d.location.fragment()) for d in report]


SOUND = {
    "a key": "{env: ACME_API_KEY}",
    "a key that the map declares": "{type: apiKey, in: header, name: X-Key, env: ACME_API_KEY}",
    "a cookie": "{type: apiKey, in: cookie, name: session, env: ACME_KEY}",
    "bearer": "{type: bearer, env: ACME_TOKEN}",
    "a prefix": "{env: ACME_TOKEN, prefix: 'Token '}",
    "basic": f"{{{PAIR}}}",
    "basic, as the map says": f"{{type: basic, {PAIR}}}",
    "basic, an empty password": "{username: {env: ACME_KEY}, password: {value: ''}}",
    "basic, a constant password": "{username: {env: ACME_KEY}, password: {value: X}}",
    "a client": f"{{{CLIENT}}}",
    "a client with everything": (
        f"{{type: oauth2, {CLIENT}, token: {{env: ACME_TOKEN}}, token_url: 'https://a', scopes: [a],"
        " client_auth: body}"
    ),
    "a token that people obtain": "{type: oauth2, env: ACME_TOKEN}",
    "certificate and key": f"{{{FILES}}}",
    "a variable of the server": "{type: server, name: token, env: ACME_TOKEN}",
}


@pytest.mark.parametrize("scheme", SOUND.values(), ids=SOUND.keys())
def test_sound_schemes(scheme: str) -> None:
    """Every kind can be written without a complaint."""
    assert found(check(f"{{S: {scheme}}}")) == []


INCOMPLETE = {
    "nothing": ("{}", "names no environment variable"),
    "a key beside a pair": (f"{{env: ACME_KEY, {PAIR}}}", "has 'env' beside 'username' and 'password'"),
    "a key beside a client": (
        f"{{env: ACME_KEY, {CLIENT}}}",
        "has 'env' beside 'client_id' and 'client_secret'",
    ),
    "a key beside a certificate": (f"{{env: ACME_KEY, {FILES}}}", "has 'env' beside 'certificate' and 'key'"),
    "a key beside half a client": (
        "{env: ACME_KEY, client_id: {env: ACME_CLIENT_ID}}",
        "has 'env' beside 'client_id'",
    ),
    "two pairs": (f"{{{PAIR}, {FILES}}}", "which belong to different kinds of scheme"),
    "halves of two pairs": (
        "{username: {env: ACME_EMAIL}, key: {env: ACME_CERT_KEY}}",
        "has 'username' and 'key', which belong to different kinds",
    ),
    "half a pair": ("{username: {env: ACME_EMAIL}}", "lacks password"),
    "the other half": ("{password: {env: ACME_TOKEN}}", "lacks username"),
    "half a client": ("{client_id: {env: ACME_CLIENT_ID}}", "lacks client_secret"),
    "half a certificate": ("{key: {env: ACME_CERT_KEY}}", "lacks certificate"),
    "basic without a pair": ("{type: basic}", "lacks username and password"),
    "basic with a key": ("{type: basic, env: ACME_KEY}", "lacks username and password"),
    "bearer with a pair": (f"{{type: bearer, {PAIR}}}", "is of type bearer"),
    "bearer with a client": (f"{{type: bearer, {CLIENT}}}", "is of type bearer"),
    "oauth2 with a pair": (f"{{type: oauth2, {PAIR}}}", "is of type oauth2"),
    "a server's variable with files": (
        f"{{type: server, name: t, {FILES}}}",
        "is of type server",
    ),
    "a password of nothing": ("{username: {env: ACME_KEY}, password: {}}", "has a password of nothing"),
    "two passwords": (
        "{username: {env: ACME_KEY}, password: {env: ACME_TOKEN, value: X}}",
        "both 'env' and 'value'",
    ),
    "a key without a place": ("{type: apiKey, env: ACME_KEY}", "lacks in and name"),
    "a key without a name": ("{type: apiKey, in: query, env: ACME_KEY}", "lacks name"),
    "a key with a name alone": ("{type: apiKey, name: X, env: ACME_KEY}", "lacks in"),
    "bearer with a place": ("{type: bearer, env: ACME_KEY, in: header, name: X}", "no 'in' or 'name'"),
    "oauth2 with a name": ("{type: oauth2, env: ACME_KEY, name: X}", "no 'in' or 'name'"),
    "a server's variable without a name": ("{type: server, env: ACME_KEY}", "lacks name"),
    "a server's variable with a place": (
        "{type: server, env: ACME_KEY, name: t, in: query}",
        "takes no 'in'",
    ),
    "scopes of a key": ("{env: ACME_KEY, scopes: [a]}", "has 'scopes', which only client credentials use"),
    "a token URL of a key": ("{env: ACME_KEY, token_url: 'https://a'}", "has 'token_url'"),
    "a ready token beside a key": ("{env: ACME_KEY, token: {env: ACME_TOKEN}}", "has 'token'"),
    "how a client shows itself, of a key": ("{env: ACME_KEY, client_auth: basic}", "has 'client_auth'"),
}


@pytest.mark.parametrize(("scheme", "message"), INCOMPLETE.values(), ids=INCOMPLETE.keys())
def test_schemes_that_lack_something(scheme: str, message: str) -> None:
    """One mistake for each scheme, in words, with the way to mend it."""
    report = check(f"{{S: {scheme}}}")
    assert found(report) == [("scheme-incomplete", "#/auth/S")]
    (diagnostic,) = report
    assert message in diagnostic.message
    assert diagnostic.hint


def test_a_password_that_is_always_empty() -> None:
    """Who has no password to give is told how to say so."""
    (diagnostic,) = check("{S: {username: {env: ACME_KEY}}}")
    assert "password: {value: ''}" in str(diagnostic.hint)


PREFIXES = {"a line break": '"Token\\n"', "a control character": '"To\\x07ken "', "a tab": '"Token\\t"'}


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES.keys())
def test_a_prefix_is_one_line(prefix: str) -> None:
    """What would split a header is refused."""
    assert found(check(f"{{S: {{env: ACME_KEY, prefix: {prefix}}}}}")) == [("bad-prefix", "#/auth/S/prefix")]


def test_every_variable_is_named_for_the_host() -> None:
    """The host reads a credential's name by its ending, wherever the map names one."""
    report = check(
        "{A: {env: ACME_CREDENTIAL}, B: {username: {env: ACME_USER}, password: {env: ACME_PASSWORD}},"
        " C: {client_id: {env: ACME_APP}, client_secret: {env: ACME_SEC}, token: {env: ACME_READY}},"
        " D: {certificate: {env: ACME_PEM}, key: {env: ACME_PRIVATE}}}"
    )
    places = ["A/env", "B/username/env", "B/password/env", "C/client_id/env", "C/client_secret/env"]
    places += ["C/token/env", "D/certificate/env", "D/key/env"]
    assert found(report) == [("credential-name", f"#/auth/{place}") for place in places]
    assert "ACME_APP_CLIENT_ID" in str(list(report)[3].hint)


@pytest.mark.parametrize("ending", CREDENTIAL_ENDINGS)
def test_every_ending_is_accepted(ending: str) -> None:
    """The host's endings are ours."""
    assert not found(check(f"{{A: {{env: ACME{ending}}}}}"))


COLLISIONS = {
    "user name and password": (
        "{A: {username: {env: ACME_KEY}, password: {env: ACME_KEY}}}",
        "A/password/env",
    ),
    "id and secret": (
        "{A: {client_id: {env: ACME_ID}, client_secret: {env: ACME_ID}}}",
        "A/client_secret/env",
    ),
    "certificate and key": ("{A: {certificate: {env: ACME_ID}, key: {env: ACME_ID}}}", "A/key/env"),
    "the server's address": ("{A: {env: ACME_BASE_URL}}", "A/env"),
    "the server's address as a ready token": (
        f"{{A: {{{CLIENT}, token: {{env: ACME_BASE_URL}}}}}}",
        "A/token/env",
    ),
}


@pytest.mark.parametrize(("auth", "place"), COLLISIONS.values(), ids=COLLISIONS.keys())
def test_a_variable_has_one_meaning(auth: str, place: str) -> None:
    """A variable that would be two things is told at the second."""
    assert found(check(auth)) == [("env-name-collision", f"#/auth/{place}")]


def test_schemes_may_share_a_variable() -> None:
    """One key that is sent in two ways is one variable."""
    assert found(check("{A: {env: ACME_KEY}, B: {type: apiKey, in: query, name: k, env: ACME_KEY}}")) == []


PINNED = "{a: {operation: o, mode: readonly, risk: 1, parameters: {p: {env: %s}}, options: {x: {env: %s}}}}"
OPEN = ["ACME_EMAIL", "ACME_CLIENT_ID", "ACME_CERT_ID", "ACME_CERT_KEY"]
SECRETS = ["ACME_API_KEY", "ACME_TOKEN", "ACME_CLIENT_SECRET", "ACME_READY_TOKEN"]
EVERY = (
    f"{{A: {{env: ACME_API_KEY}}, B: {{{PAIR}}}, D: {{{FILES}}},"
    f" C: {{{CLIENT}, token: {{env: ACME_READY_TOKEN}}}}}}"
)


@pytest.mark.parametrize("name", OPEN)
def test_what_may_be_seen_may_be_a_default(name: str) -> None:
    """A user name, a client's id and a file's path may be a parameter's default too."""
    assert found(check(EVERY, PINNED % (name, name))) == []


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_no_default(name: str) -> None:
    """A default is shown, so no secret may be one: not of a parameter, not of an option."""
    report = check(EVERY, PINNED % (name, name))
    assert found(report) == [
        ("env-name-collision", "#/commands/a/parameters/p/env"),
        ("env-name-collision", "#/commands/a/options/x/env"),
    ]
    assert {at.pointer[0] for one in report for at in one.related} == {"auth"}


def test_a_default_is_not_a_setting_of_the_host() -> None:
    """The base URL, the environment and the mode have variables of their own."""
    names = ("ACME_DESK_BASE_URL", "AOS_DEFAULT_MODE", "ACME_DESK_ENV", "ACME_ENV")
    parameters = ", ".join(f"p{number}: {{env: {name}}}" for number, name in enumerate(names))
    rest = f"health: {{operation: o, parameters: {{{parameters}}}}}"
    assert found(check("{}", rest=rest, name="acme-desk")) == [
        ("env-name-collision", f"#/health/parameters/p{number}/env") for number in range(3)
    ]
