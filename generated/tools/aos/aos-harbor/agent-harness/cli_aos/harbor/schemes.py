"""How one credential is put on a request."""

from __future__ import annotations

from typing import NamedTuple


class Scheme(NamedTuple):
    """A security scheme of the vendor and the environment variables that fill it."""

    kind: str
    """bearer, basic, header or query."""
    env: tuple[str, ...]
    """One variable; for basic two, user name and password."""
    name: str = "Authorization"
    """The header or query parameter that carries the value."""
    prefix: str = ""
    """Text that stands before the value in its header."""

    def header(self, values: tuple[str, ...]) -> dict[str, str]:
        """The header that carries `values`, if a header carries them."""
        if self.kind == "query":
            return {}
        if self.kind == "bearer":
            return {self.name: f"Bearer {values[0]}"}
        if self.kind == "basic":
            import base64

            pair = ":".join(values).encode()
            return {self.name: "Basic " + base64.b64encode(pair).decode("ascii")}
        return {self.name: self.prefix + values[0]}

    def query(self, values: tuple[str, ...]) -> list[tuple[str, str]]:
        """The query parameter that carries `values`, if one does."""
        return [(self.name, values[0])] if self.kind == "query" else []
