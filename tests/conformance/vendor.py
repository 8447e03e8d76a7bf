"""A vendor whose list has two pages, or one: requests for pages -> answers, made from a sample."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from .loopback import Answer, Recorded
from .wishes import MISSING, dig

# As many items as a page has at most here; a vendor's largest page is rarely larger.
MOST = 500
COUNTED = ("page", "offset", "last-id")


def is_counted(command: Mapping[str, Any]) -> bool:
    """Whether only counting tells that a page was the last: another, empty one may be asked for."""
    pages = command.get("pages") or {}
    return pages.get("kind") in COUNTED and not pages.get("more")


class PagedVendor:
    """Answers the first request with a page, the second with the last, any further with nothing."""

    def __init__(
        self, command: Mapping[str, Any], reply: Answer, size: Callable[[Recorded], int], origin: str
    ) -> None:
        self.command, self.reply, self.size, self.origin = command, reply, size, origin
        self.asked = 0

    def __call__(self, recorded: Recorded) -> Answer:
        self.asked += 1
        if self.asked > 2:
            return last_page(self.command, self.reply, empty=True)
        body = json.loads(self.reply.body)
        items = items_of(self.command, body)
        if self.asked == 1:
            count = max(1, min(self.size(recorded), MOST)) if is_counted(self.command) else 2
            body = _with_items(
                self.command, body, [_clone(self.command, items[0], at) for at in range(count)]
            )
            return self._leading_on(recorded, body)
        body = _with_items(self.command, body, [_clone(self.command, items[0], MOST)])
        return last_page(
            self.command, Answer(self.reply.status, json.dumps(body).encode(), self.reply.headers)
        )

    def _leading_on(self, recorded: Recorded, body: Any) -> Answer:
        """The first page. What leads to the second is the sample's, or a URL of ours."""
        pages, headers = self.command["pages"], dict(self.reply.headers)
        path, mark, query = recorded.target.partition("?")
        url = f"{self.origin}{path}?{query}{'&' if mark else ''}aos-page=two"
        if pages["kind"] == "url":
            body = _set(body, pages["next"].split("."), url)
        if pages["kind"] == "link":
            headers["Link"] = f'<{self.origin}/first>; rel="first", <{url}>; rel="next"; title="a, b"'
        return Answer(self.reply.status, json.dumps(body).encode(), headers)


def last_page(command: Mapping[str, Any], answer: Answer, empty: bool = False) -> Answer:
    """The answer without anything that leads to a further page; `empty`: without items."""
    pages = command.get("pages")
    if not pages or "json" not in answer.headers.get("Content-Type", ""):
        return answer
    body = json.loads(answer.body)
    if empty:
        body = _with_items(command, body, [])
    for path, value in ((pages.get("next"), None), (pages.get("more"), False)):
        if path and dig(body, path) is not MISSING:
            body = _set(body, path.split("."), value)
    gone = {"link", str(pages.get("next")).lower()}
    headers = {name: value for name, value in answer.headers.items() if name.lower() not in gone}
    return Answer(answer.status, json.dumps(body).encode(), headers)


def first_items(command: Mapping[str, Any], answer: Answer, words: Sequence[str]) -> Answer:
    """The answer cut to as many items as the caller asks for: no vendor sends more than that."""
    pages = command.get("pages")
    if not pages or "json" not in answer.headers.get("Content-Type", "") or not answer.body:
        return answer
    sizes = {each["option"] for each in command["options"] if each["identifier"] == pages.get("size")}
    asked = [value for name, value in pairwise(words) if name in {*sizes, "--limit"}]
    body = json.loads(answer.body)
    items = items_of(command, body)
    if not asked or not asked[0].isdecimal() or len(items) <= int(asked[0]):
        return answer
    body = _with_items(command, body, items[: int(asked[0])])
    return Answer(answer.status, json.dumps(body).encode(), answer.headers)


def items_of(command: Mapping[str, Any], body: Any) -> list[Any]:
    """The list of a page, where the operator says that it is."""
    at = command["answer"].get("at") or ""
    found = dig(body, at) if at else body
    return found if isinstance(found, list) else []


def _with_items(command: Mapping[str, Any], body: Any, items: list[Any]) -> Any:
    at = command["answer"].get("at") or ""
    return (
        _set(body, [at] if isinstance(body, dict) and at in body else at.split("."), items) if at else items
    )


def _set(body: Any, path: list[str], value: Any) -> Any:
    """A copy with another value at the path."""
    told = copy.deepcopy(body)
    place = told
    for step in path[:-1]:
        if not isinstance(place.get(step), dict):
            place[step] = {}
        place = place[step]
    place[path[-1]] = value
    return told


def _clone(command: Mapping[str, Any], item: Any, at: int) -> Any:
    """The same item with an id of its own: a page that repeats another is a fault of the vendor."""
    if not isinstance(item, dict):
        return _other(item, at)
    told = item
    for path in {command["answer"].get("id") or "id", command["pages"].get("id") or "id"}:
        found = dig(item, path)
        told = _set(told, path.split("."), _other("x" if found is MISSING else found, at))
    return told


def _other(value: Any, at: int) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value + at
    text = str(value)
    if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text, re.IGNORECASE):
        return f"{text[:-12]}{at:012x}"
    return str(int(text) + at) if text.isdecimal() else f"{text}{at}"
