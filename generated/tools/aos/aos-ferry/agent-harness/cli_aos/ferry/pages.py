"""A list that comes in pages: how many of them are read, and what then follows.

One page by default; with `--limit N` as many as it takes; with `--all` up to the last. What
follows is in `next`, as the options to give to the same command.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from .answers import Data, Names, as_items, items_in
from .errors import CliError, usage
from .following import Page, Pages, following

__all__ = ["Data", "Pages", "as_pages"]

MOST_ITEMS = 10_000
MOST_PAGES = 100
MOST_BYTES = 16 * 1024 * 1024  # Of JSON text.
USUAL_SIZE = 100  # The largest page that is taken for granted where the vendor names none.

Options = dict[str, Any]


def as_pages(
    client: Any,
    method: Callable[..., Any],
    options: Options,
    pages: Pages,
    *,
    at: str = "",
    id: str = "id",
    keep: Names = (),
    drop: Names = (),
) -> Data:
    """`{"items", "count", "next", "response", "stopped", "left_out"}` of as many pages as asked.

    `response` is the last page's. `stopped` names the bound that ended the reading: "items",
    "pages", "bytes" or "time". `left_out` counts the items of the last page beyond the number
    wanted, where `next` cannot point into a page. A page that fails after the first raises its
    CliError with `items_read` and the `next` to go on from.
    """
    reading = _Reading(client, dict(options), pages)
    return reading.run(
        lambda: method(**reading.options),
        lambda answer: (items_in(answer, at), as_items(answer, at, id, keep, drop)),
    )


class _Clock:
    """The time that the whole command has: the client's deadline, which every request keeps."""

    def __init__(self, client: Any) -> None:
        deadline, timeout = getattr(client, "deadline", None), getattr(client, "timeout", None)
        self.began = time.monotonic()
        self.deadline = float("inf")
        # A client that only stands in for one may have neither.
        if isinstance(deadline, int | float):
            self.deadline = deadline
        elif isinstance(timeout, int | float):
            self.deadline = self.began + timeout
        self.slowest = 0.0

    def begin(self) -> None:
        """Before a page."""
        self.began = time.monotonic()

    def end(self) -> None:
        """After a page."""
        self.slowest = max(self.slowest, time.monotonic() - self.began)

    def short(self) -> bool:
        """Whether a page as slow as the slowest so far would come too late."""
        return self.deadline - time.monotonic() <= self.slowest


class _Reading:
    """One command's reading of a list, page by page."""

    def __init__(self, client: Any, options: Options, pages: Pages) -> None:
        self.client, self.options, self.pages = client, options, pages
        self.every = bool(options.pop("all_pages", False))
        self.wanted = self._wanted()
        self.url = options.pop("next_url", None)
        self.asked = self._asked()
        self.items: list[Any] = []
        self.bytes = self.read = self.left_out = 0

    def _wanted(self) -> int | None:
        """How many items are wanted, where that was said; the vendor's own --limit says it too."""
        wanted = self.options.pop("max_items", None)
        if wanted is None and self.pages.size == "limit" and not self.every:
            wanted = self.options.get("limit")
        return wanted if isinstance(wanted, int) and wanted > 0 else None

    def _asked(self) -> int:
        """Set the size of a page. How many items a page has unless it is the last, 0 if unknown."""
        size, most = self.pages.size, self.pages.most
        given = self.options.get(size) if size else None
        # Where no maximum is named, a vendor may silently give less: a short page proves nothing
        # unless the caller chose its size, and not a large one.
        sure = bool(most) or (isinstance(given, int) and given <= USUAL_SIZE)
        if size and self.wanted and (given is None or size == "limit"):
            bound = most or (USUAL_SIZE if given is None else self.wanted)
            given = self.options[size] = min(self.wanted, bound)
        return min(given, most or given) if sure and isinstance(given, int) else 0

    def run(
        self,
        call: Callable[[], Any],
        shape: Callable[[Any], tuple[list[Any], Data]],
    ) -> Data:
        """Read; `shape` turns one page's answer into its items as they came, and into `data`."""
        coming, stopped, clock = self._first(), "", _Clock(self.client)
        seen = {_key(coming)}
        page: Data = {}
        before: list[Any] = []
        while True:
            clock.begin()
            try:
                self._turn_to(coming)
                answer = call()
                raw, shaped = shape(answer)
            except CliError as error:
                if self.read and error.code == "BACKEND_UNAVAILABLE" and clock.short():
                    stopped = "time"
                    break
                if self.read:
                    error.details |= {"items_read": len(self.items), "next": coming}
                raise
            clock.end()
            if self._repeats(raw, before):
                coming, stopped = None, "pages"
                break
            page, before = shaped, raw
            kept = self._take(page["items"])
            coming = following(self.pages, self._page(answer, raw, kept))
            if coming is not None and _key(coming) in seen:
                # What was read already would be read again, and so on for ever.
                coming, stopped = None, "pages"
            if coming is None or self._enough():
                break
            seen.add(_key(coming))
            if stopped := self._bound() or ("time" if clock.short() else ""):
                break
        data: Data = {**page, "items": self.items, "count": len(self.items), "next": coming}
        if stopped:
            data["stopped"] = stopped
        if self.left_out:
            data["left_out"] = self.left_out
        return data

    def _first(self) -> Options | None:
        """What selects the first page to read, as it would stand in `next`."""
        if self.pages.by_url:
            return {"next_url": self.url} if self.url else None
        place = self.options.get(self.pages.option)
        return None if place is None else {self.pages.shown: place}

    def _turn_to(self, coming: Options | None) -> None:
        """Make the next call one for that page."""
        if coming is None:
            return
        value = coming[self.pages.shown]
        if not self.pages.by_url:
            self.options[self.pages.option] = value
            return
        # Looked up in the class: a client that only stands in for one answers to every name.
        if not hasattr(type(self.client), "go_to"):
            return
        try:
            self.client.go_to(value)
        except CliError as error:
            if self.read or error.code != "UNREADABLE_ANSWER":
                raise
            raise usage(
                "--next-url leads to another host than the vendor's, which is not followed;"
                " give the `next_url` that `next` of the page before holds",
                option="--next-url",
            ) from error

    def _page(self, answer: Any, raw: list[Any], kept: int) -> Page:
        headers = getattr(self.client, "headers", None)
        place = self.options.get(self.pages.option)
        return Page(answer, None if callable(headers) else headers, raw, kept, self.asked, place)

    def _repeats(self, raw: list[Any], before: list[Any]) -> bool:
        """Whether a vendor that is asked by number gives the same page again."""
        by_number = self.pages.kind in ("page", "offset")
        return by_number and bool(raw) and isinstance(raw[0], dict | str) and raw == before

    def _take(self, items: list[Any]) -> int:
        """Add a page's items, no more than are wanted; how many were added."""
        room = len(items) if self.wanted is None else self.wanted - len(self.items)
        kept = items[:room]
        self.read += 1
        self.items += kept
        self.bytes += len(json.dumps(kept))
        if self.pages.kind not in ("offset", "last-id"):
            self.left_out = len(items) - len(kept)
        return len(kept)

    def _enough(self) -> bool:
        return not self.every if self.wanted is None else len(self.items) >= self.wanted

    def _bound(self) -> str:
        """The bound that forbids another page; "" where none does."""
        if len(self.items) >= MOST_ITEMS:
            return "items"
        if self.read >= MOST_PAGES:
            return "pages"
        return "bytes" if self.bytes >= MOST_BYTES else ""


def _key(coming: Options | None) -> str:
    """The same text for the same page: a number and its text are one."""
    return "" if coming is None else str(*coming.values())
