"""How one credential is put on a request."""

from __future__ import annotations

from typing import NamedTuple


class Scheme(NamedTuple):
    """A security scheme of the vendor and the environment variables that fill it."""

    kind: str
    """bearer, basic, header, query, cookie, oauth2, tls or url."""
    env: tuple[str, ...]
    """One variable; for basic user and password, for oauth2 client id and secret, for tls files."""
    name: str = "Authorization"
    """The header, query parameter, cookie or part of the base URL that carries the value."""
    prefix: str = ""
    """Text that stands before the value in its header."""
    constant: str = ""
    """The password of a basic scheme whose one variable is the user name."""
    token_url: str = ""
    """Where an oauth2 client gets its token."""
    scopes: tuple[str, ...] = ()
    """What an oauth2 client asks for."""
    client_auth: str = "basic"
    """How an oauth2 client shows its id and secret: basic, or in the body."""
    token_env: str = ""
    """A variable that may hold a ready access token, which then wins over client id and secret."""

    def ways(self) -> list[tuple[str, ...]]:
        """The sets of variables of which one must be set, the one that wins first."""
        ready = [(self.token_env,)] if self.token_env else []
        return [*ready, *([self.env] if self.env else [])]

    def secrets(self, values: tuple[str, ...]) -> list[str]:
        """Every spelling of `values` that travels and that `output.redact` cannot derive by itself."""
        if self.kind == "tls":
            return []  # Paths of files; their content is read by the ssl library alone.
        found = [*values]
        if self.kind == "basic":
            found.append(":".join(self.pair(values)))
        elif self.kind == "oauth2" and len(values) == 2:
            found += [":".join(values), ":".join(_form(value) for value in values)]
        elif self.kind == "url":
            found += [in_path(value) for value in values]
        return found

    def pair(self, values: tuple[str, ...]) -> tuple[str, str]:
        """User name and password of a basic scheme."""
        return values[0], values[1] if len(values) > 1 else self.constant

    def headers(self, values: tuple[str, ...]) -> dict[str, str]:
        """The header that carries `values`, if a header carries them."""
        if self.kind in ("bearer", "oauth2"):
            return {self.name: f"Bearer {values[0]}"}
        if self.kind == "basic":
            return {self.name: basic(*self.pair(values))}
        return {self.name: self.prefix + values[0]} if self.kind == "header" else {}

    def query(self, values: tuple[str, ...]) -> dict[str, str]:
        """The query parameter that carries `values`, if one does."""
        return {self.name: values[0]} if self.kind == "query" else {}

    def cookie(self, values: tuple[str, ...]) -> str:
        """The cookie that carries `values`, as it is; "" where none does."""
        return f"{self.name}={values[0]}" if self.kind == "cookie" else ""

    def client(self, values: tuple[str, ...]) -> str:
        """The header by which an oauth2 client shows itself (RFC 6749, 2.3.1)."""
        return basic(*(_form(value) for value in values))


def basic(user: str, password: str) -> str:
    """The value of an Authorization header for a user name and a password."""
    import base64

    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def in_path(value: str) -> str:
    """A value as a base URL's path carries it: a colon stays, as vendors document it."""
    from urllib.parse import quote

    return quote(value, safe=":")


def _form(value: str) -> str:
    from urllib.parse import quote_plus

    return quote_plus(value)
