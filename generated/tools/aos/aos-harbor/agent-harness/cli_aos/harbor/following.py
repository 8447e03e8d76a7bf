"""How a vendor divides a list, and what selects the page after the one that was read."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from .answers import find
from .errors import unreadable

# A URL in angle brackets with its parameters, as RFC 8288 writes them.
_LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[\w*-]+(?:\s*=\s*(?:"(?:\\.|[^"\\])*"|[^",;\s]*))?)*)')
_REL = re.compile(r';\s*rel\s*=\s*(?:"([^"]*)"|([^",;\s]*))', re.IGNORECASE)


class Pages(NamedTuple):
    """How a vendor divides a list.

    `kind`: cursor (a token in the answer), token-header (one in a header), last-id (the last
    item's), page and offset (numbers), url (a URL in the answer), link (the Link header).
    """

    kind: str
    option: str = ""  # Keyword of the client's method that selects the page.
    next: str = ""  # Where the next token or URL is: a dotted path, or a header's name.
    more: str = ""  # Dotted path of what says that there is more; `!path`: that there is not.
    size: str = ""  # Keyword of the client's method that sets how many items a page has.
    most: int = 0  # The largest page; 0 where the vendor names none.
    start: int = 1  # The number of the first page.
    id: str = "id"  # Where the id of an item is, for last-id.
    name: str = ""  # The option as it is shown in `next`, where it is not `option`.

    @property
    def shown(self) -> str:
        """The option that selects the following page."""
        return "next_url" if self.by_url else self.name or self.option

    @property
    def by_url(self) -> bool:
        """Whether the vendor gives the next page's URL."""
        return self.kind in ("url", "link")

    @property
    def by_count(self) -> bool:
        """Whether the vendor gives nothing, and the next page follows from counting."""
        return self.kind in ("last-id", "page", "offset")


class Page(NamedTuple):
    """One page that was read."""

    answer: Any
    headers: Any  # The answer's headers; None where there are none.
    items: list[Any]
    kept: int  # How many of them are wanted.
    asked: int  # How many a page has unless it is the last; 0 where that is not known.
    place: Any  # The option that selected this page; None for the first.


def following(pages: Pages, page: Page) -> dict[str, Any] | None:
    """The options that select the next page, as a caller gives them; None after the last."""
    cut = page.kept < len(page.items)
    if pages.more and not _more(page.answer, pages.more) and not cut:
        return None
    if pages.by_count:
        full = cut or bool(pages.more) or page.kept >= page.asked
        value = _counted(pages, page) if page.kept and full else None
    elif pages.kind == "link":
        value = next_link(_link_header(page.headers))
    elif pages.kind == "token-header":
        value = page.headers.get(pages.next) if page.headers is not None else None
    else:
        value = find(page.answer, pages.next)
    if pages.by_url and value and value is not True and not isinstance(value, str):
        raise unreadable("the vendor's answer has no URL where the next page's should be")
    # A token may be a number or a text; "", null, false, 0 and [] say that there is none.
    return {pages.shown: value} if value and value is not True else None


def _more(answer: Any, path: str) -> bool:
    said = find(answer, path.removeprefix("!"))
    return not said if path.startswith("!") else bool(said)


def _counted(pages: Pages, page: Page) -> Any:
    if pages.kind == "last-id":
        return find(page.items[page.kept - 1], pages.id)
    first = pages.start if pages.kind == "page" else 0
    try:
        place = int(first if page.place is None else page.place)
    except (TypeError, ValueError):
        return None
    return place + (page.kept if pages.kind == "offset" else 1)


def _link_header(headers: Any) -> str:
    """The Link header, and all of them where there are several."""
    if headers is None:
        return ""
    several = getattr(headers, "get_all", None)
    found = several("Link") if several else [headers.get("Link")]
    return ", ".join(filter(None, found or ()))


def next_link(link: str) -> str | None:
    """The URL of `rel="next"` in a Link header."""
    for url, parameters in _LINK.findall(link):
        rel = _REL.search(parameters)
        if rel and "next" in (rel[1] or rel[2]).lower().split():
            return str(url)
    return None
