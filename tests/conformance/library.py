"""A request as openapi-core wants it: its `Request` protocol, with values where it looks for them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict

from .declared import parameters_of
from .document import Document, Operation
from .loopback import Recorded
from .values import members, shapes
from .wire import Facts

Texts = list[tuple[str, str]]


class LibraryRequest:
    """A recorded request, decoded by us: openapi-core decodes neither paths nor queries."""

    def __init__(
        self, document: Document, operation: Operation, recorded: Recorded, facts: Facts, base_url: str
    ) -> None:
        parts = urlsplit(base_url)
        self.host_url = f"{parts.scheme}://{parts.netloc}"
        self.path = recorded.target.partition("?")[0]
        self.method = recorded.method.lower()
        kind, separator, rest = (recorded.header("Content-Type") or "").partition(";")
        # Media types are compared as they are; the letters of a boundary count.
        self.content_type = kind.lower() + separator + rest
        self.body = recorded.body or None
        self.raw = recorded
        self.parameters = RequestParameters(
            path=dict(_variables(document, operation, facts)),
            query=ImmutableMultiDict(_pairs(document, operation, "query", facts.query)),
            header=Headers(list(recorded.headers)),
            cookie=ImmutableMultiDict(_pairs(document, operation, "cookie", facts.cookies)),
        )


def _variables(document: Document, operation: Operation, facts: Facts) -> Iterator[tuple[str, str]]:
    """Labels and matrices are looked for under RFC 6570's spelling of the variable: `;color*`."""
    yield from facts.variables.items()
    for each in parameters_of(document, operation):
        sign = {"label": ".", "matrix": ";"}.get(each.style)
        if sign and each.name in facts.variables:
            yield f"{sign}{each.name}{'*' if each.explode else ''}", facts.variables[each.name]


def _pairs(document: Document, operation: Operation, place: str, pairs: Texts) -> Texts:
    """Exploded objects are looked for as one text, and space-delimited lists before decoding."""
    told = [each for each in parameters_of(document, operation) if each.place == place]
    spaced = {each.name for each in told if each.style == "spaceDelimited" and not each.explode}
    given = [(name, value.replace(" ", "%20") if name in spaced else value) for name, value in pairs]
    for each in told:
        if each.spread and shapes(document, each.schema) == ["object"]:
            own = members(document, each.schema)
            joined = "&".join(f"{name}={value}" for name, value in pairs if name in own)
            given += [(each.name, joined)] if joined else []
    return given
