"""Examples of a command: what its generated tests and its README show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRequest:
    """The request that `words` must cause: what the generated tests hold the client to."""

    words: tuple[str, ...]
    """Option words, e.g. `("--per-page", "5")`."""
    arguments: dict[str, Any]
    """The same, as keyword arguments of the client method."""
    path: str
    query: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[tuple[str, str], ...]
    body: Any
    """None where no body is sent. JSON: the value; form: [name, text] pairs; multipart: parts as
    {name, filename, content_type, content}; raw and text: the text."""
    next: dict[str, Any] | None = None
    """What `next` of the data must be, after the sample's reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReply:
    """What a vendor sends back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    """Content-Type among them."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePage:
    """A first page with a second behind it."""

    reply: SampleReply
    first: dict[str, Any]
    """The client's arguments for it."""
    next: dict[str, Any]
    """The `next` that it must give."""
    arguments: dict[str, Any]
    """The client's arguments for the second page, when every page is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePlan:
    """Examples of one command: with required options only, and with every option."""

    required: SampleRequest
    full: SampleRequest
    files: tuple[tuple[str, str], ...]
    """(name, text) of the files that the words name."""
    reply: SampleReply
    answer: Any
    """What the client's method makes of the reply; None for an empty one. The name of a saved file
    is left out."""
    data: dict[str, Any]
    """What `data` of the envelope must then be."""
    page: SamplePage | None
