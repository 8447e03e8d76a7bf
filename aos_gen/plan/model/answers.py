"""What comes back: how an answer is read, what it becomes, how the next page is found."""

from __future__ import annotations

from dataclasses import dataclass

from aos_gen.plan.model.enums import AnswerKind, PageKind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPlan:
    """What the answer becomes."""

    kind: AnswerKind
    reading: Reading = Reading.JSON
    at: str = ""
    """The member that holds the list or the object, a dotted path; "" for the answer itself."""
    id: str = "id"
    label: str = ""
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    media_type: str = "application/json"
    reason: str = ""
    """Why this media type, where the vendor answers several; "" where there was no choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan:
    """How a list command gets from one page to the next."""

    kind: PageKind
    rule: str
    """The rule that found it (`body-cursor`), or `map`."""
    reason: str
    option: str = ""
    """Keyword of the client method that selects the page."""
    name: str = ""
    """The same as callers write it in `next`, snake_case."""
    next: str = ""
    """Dotted path of the next cursor or URL in the answer, or the header's name."""
    more: str = ""
    """Dotted path of the member that says whether there is more."""
    size: str = ""
    """Keyword of the client method that sets how many items a page has."""
    most: int = 0
    """The largest page, 0 where the vendor says nothing."""
    start: int = 1
    """The number of the first page."""
    id: str = "id"
    own_limit: bool = True
    """Whether `--limit` is the connector's own; otherwise it is the option of `size`."""
