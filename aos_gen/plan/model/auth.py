"""Credentials: security schemes and the environment variables that fill them."""

from __future__ import annotations

from dataclasses import dataclass

from aos_gen.plan.model.enums import SchemeKind

Ways = tuple[tuple[str, ...], ...]
"""Alternatives (OR) of schemes that go together (AND). `()` among them says that none is needed;
no way at all, that none is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialPlan:
    """One security scheme and the environment variables that fill it.

    `env` holds one variable, or two: user and password (basic), client id and secret (oauth2),
    certificate and key file (tls).
    """

    scheme: str
    kind: SchemeKind
    api_name: str
    """The header, query parameter, cookie or server variable that carries it."""
    env: tuple[str, ...]
    prefix: str = ""
    """Text before the value in its header (`Klaviyo-API-Key `)."""
    constant: str = ""
    """basic with one variable: the password that never varies, often none."""
    token_url: str = ""
    scopes: tuple[str, ...] = ()
    client_auth: str = "basic"
    """oauth2: the client's id and secret travel as `basic`, or in the `body`."""
    token_env: str = ""
    """oauth2: a variable that may hold a ready access token."""
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthPlan:
    """The manifest's `auth` and the credentials behind it."""

    kind: str
    service_keys: tuple[str, ...]
    """Variables without which something cannot work."""
    required_one_of: Ways
    """Ways in, where there are several: one of them, whole."""
    optional_service_keys: tuple[str, ...]
    setup: tuple[str, ...]
    credentials: tuple[CredentialPlan, ...]
    default: Ways
    """What a command uses unless it says otherwise."""
