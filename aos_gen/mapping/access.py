"""The part of a map that says whom the connector calls and as whom: `server:` and the schemes of `auth:`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from aos_gen.mapping.base import Model
from aos_gen.mapping.strings import AllowedHost, EnvironmentName, EnvName, Line


class ServerMapping(Model):
    """Which server the connector calls. `<NAME>_BASE_URL` overrides it at run time."""

    url: Line | None = None
    """An absolute http(s) URL; by default the document's first server."""
    variables: dict[str, str] = {}
    """Values for the variables in the document's server URL."""
    environments: dict[EnvironmentName, Line] = {}
    """Base URLs by name, the default first; `--env NAME` or `<NAME>_ENV` chooses."""
    allow: list[AllowedHost] = []
    """Further hosts that `<NAME>_BASE_URL` may name: they get the credential.
    `git.corp.example`, `*.corp.example`."""


class EnvReference(Model):
    """An environment variable."""

    env: EnvName
    """Its name; it must end as the host expects (_API_KEY, _TOKEN, _KEY, _SECRET, _EMAIL, _ID, ...)."""


class PasswordMapping(Model):
    """basic only: an environment variable, or a value that never varies and is no secret."""

    env: EnvName | None = None
    """The variable that holds the password."""
    value: str | None = None
    """The password itself where the key travels as the user name: often empty, or `X`."""


class SchemeMapping(Model):
    """One security scheme, by its name in the document, or declared here with `type`."""

    env: EnvName | None = None
    """The variable that holds the key or token."""
    username: EnvReference | None = None
    """basic only: the variable that holds the user name."""
    password: PasswordMapping | None = None
    """basic only: the variable that holds the password."""
    client_id: EnvReference | None = None
    """oauth2 client credentials: the variable that holds the client's id."""
    client_secret: EnvReference | None = None
    """oauth2 client credentials: the variable that holds the client's secret."""
    token: EnvReference | None = None
    """oauth2 client credentials: a variable that may hold a ready access token instead."""
    token_url: Line | None = None
    """oauth2 client credentials: where tokens are fetched; by default as the document says."""
    scopes: list[Line] | None = None
    """oauth2 client credentials: what to ask for; by default what the mapped operations name."""
    client_auth: Literal["basic", "body"] = "basic"
    """oauth2 client credentials: how the client's id and secret travel."""
    certificate: EnvReference | None = None
    """mutualTLS only: the variable that names the client's certificate file (PEM)."""
    key: EnvReference | None = None
    """mutualTLS only: the variable that names the private key's file (PEM)."""
    type: Literal["bearer", "basic", "apiKey", "oauth2", "server"] | None = None
    """What the scheme is, where the document does not say. `server`: a variable of the server's URL."""
    in_: Annotated[Literal["header", "query", "cookie"] | None, Field(alias="in")] = None
    """apiKey only: where it travels."""
    name: Line | None = None
    """apiKey: the header's, query parameter's or cookie's name; server: the variable's name."""
    prefix: str = ""
    """Text before the key in its header, e.g. `Klaviyo-API-Key ` or `Token `."""
    omit: bool = False
    """Leave it out for now: what it guards is sent without it, and the vendor is likely to refuse."""
    setup: Line | None = None
    """How a person obtains it: one setup step, shown by ArgentOS and in the README."""
