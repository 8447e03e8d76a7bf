"""A list in pages: how the next one is found, how many are read, and what ends it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import pytest
from conftest import MODULE

errors = importlib.import_module(f"{MODULE}.errors")
following = importlib.import_module(f"{MODULE}.following")
pages = importlib.import_module(f"{MODULE}.pages")
Pages = pages.Pages

TOTAL = 7
URL = "https://vendor.example/things?after="


def thing(number: int) -> dict[str, Any]:
    """One of the vendor's things."""
    return {"id": f"t{number}", "n": number}


class Vendor:
    """A vendor with TOTAL things, three to a page: every kind of page at once, and what it was asked."""

    def __init__(self, total: int = TOTAL, most: int = 3) -> None:
        self.total = total
        self.most = most
        self.asked: list[dict[str, Any]] = []
        self.headers: dict[str, str] = {}
        self.timeout = 5.0
        self.deadline: float | None = None
        self.url = ""
        self.fail: dict[int, Exception] = {}
        self.changes: Callable[[dict[str, Any]], Any] = lambda answer: answer

    def go_to(self, url: str) -> None:
        if not url.startswith(URL):
            raise errors.unreadable("the vendor's next page is on another host")
        self.url = url

    def listed(self, **options: Any) -> Any:
        self.asked.append(options)
        if failure := self.fail.get(len(self.asked)):
            raise failure
        size = min(options.get("size") or self.most, self.most)
        start = int(options.get("cursor", options.get("offset", 0)))
        if "page" in options:
            start = (int(options["page"]) - 1) * size
        if "after" in options:
            start = int(options["after"][1:]) + 1
        if self.url:
            start, self.url = int(self.url.removeprefix(URL)), ""
        end = min(start + size, self.total)
        more = end < self.total
        self.headers = {"X-Next": str(end)} if more else {}
        if more:
            first = f'<{URL}0>; rel="first", '
            self.headers["Link"] = f'{first}<{URL}{end}>; title="a,b"; rel="next"'
        return self.changes(
            {
                "things": [thing(n) for n in range(start, end)],
                "meta": {"next": end if more else None, "url": f"{URL}{end}" if more else ""},
                "more": more,
            }
        )


CURSOR = Pages("cursor", option="cursor", next="meta.next", size="size", most=3)
BY_URL = Pages("url", next="meta.url")
BY_PAGE = Pages("page", option="page", size="size", most=3, name="page_no")
BY_OFFSET = Pages("offset", option="offset", size="size", most=3)
# Each kind, and the `next` that follows the first page.
KINDS = [
    (CURSOR, {"cursor": 3}),
    (Pages("token-header", option="cursor", next="X-Next", name="from_x"), {"from_x": "3"}),
    (Pages("last-id", option="after", more="more"), {"after": "t2"}),
    (Pages("last-id", option="after", size="size", most=3, id="id"), {"after": "t2"}),
    (Pages("page", option="page"), {"page": 2}),
    (BY_PAGE, {"page_no": 2}),
    (Pages("page", option="page", more="more"), {"page": 2}),
    (Pages("offset", option="offset"), {"offset": 3}),
    (BY_OFFSET, {"offset": 3}),
    (BY_URL, {"next_url": f"{URL}3"}),
    (Pages("link"), {"next_url": f"{URL}3"}),
]


def read(vendor: Any, how: Any, **options: Any) -> dict[str, Any]:
    """The data of a list command."""
    data: dict[str, Any] = pages.as_pages(vendor, vendor.listed, options, how, at="things")
    return data


def numbers(data: dict[str, Any]) -> list[int]:
    """Which things were given."""
    assert data["count"] == len(data["items"])
    return [item["n"] for item in data["items"]]


@pytest.mark.parametrize(("how", "coming"), KINDS)
def test_one_page_is_read_and_the_next_is_named(how: Any, coming: dict[str, Any]) -> None:
    """As the options that a caller gives."""
    vendor = Vendor()
    data = read(vendor, how)

    assert (numbers(data), data["next"], vendor.asked) == ([0, 1, 2], coming, [{}])
    assert set(data) == {"items", "count", "next", "response"}
    assert data["response"]["more"] is True


@pytest.mark.parametrize(("how", "coming"), KINDS)
def test_the_next_leads_to_every_item(how: Any, coming: dict[str, Any]) -> None:
    """Given back to the command until there is none, each item comes once."""
    vendor, seen, given = Vendor(), list[int](), dict[str, Any]()
    for _ in range(5):
        data = read(vendor, how, **given)
        seen += numbers(data)
        if data["next"] is None:
            break
        given = {how.option if how.option else name: v for name, v in data["next"].items()}

    assert seen == list(range(TOTAL))


@pytest.mark.parametrize(("how", "coming"), KINDS)
def test_all_pages_are_read(how: Any, coming: dict[str, Any]) -> None:
    """In order, each item once, to the end."""
    vendor = Vendor()
    data = read(vendor, how, all_pages=True)

    assert numbers(data) == list(range(TOTAL))
    assert (data["next"], "stopped" in data, "left_out" in data) == (None, False, False)
    assert data["response"]["more"] is False


@pytest.mark.parametrize(("how", "coming"), KINDS)
@pytest.mark.parametrize("wanted", [1, 3, 5, 7, 50])
def test_no_more_items_than_wanted_are_given(how: Any, coming: dict[str, Any], wanted: int) -> None:
    """Nor fewer, while there are some; what was read beyond them is counted or comes next."""
    vendor = Vendor()
    data = read(vendor, how, max_items=wanted, all_pages=wanted == 5)

    assert numbers(data) == list(range(min(wanted, TOTAL)))
    assert "stopped" not in data
    if data["next"] is None:
        assert len(data["items"]) + data.get("left_out", 0) == TOTAL
    given = {how.option if how.option else name: v for name, v in (data["next"] or {}).items()}
    if given:
        sizes = {"size": min(wanted, 3)} if how.size else {}
        beyond = numbers(read(vendor, how, **given, **sizes))
        assert [*range(wanted + data.get("left_out", 0), TOTAL)][: len(beyond)] == beyond


@pytest.mark.parametrize(
    ("how", "options", "sizes"),
    [
        (CURSOR, {"max_items": 2}, [2]),
        (CURSOR, {"max_items": 5}, [3, 3]),
        (CURSOR, {"max_items": 5, "size": 2}, [2, 2, 2]),
        (CURSOR._replace(most=0), {"max_items": 500}, [100, 100, 100]),
        (CURSOR._replace(size=""), {"max_items": 2}, [None]),
        (CURSOR, {}, [None]),
        (BY_PAGE, {"size": 3, "page": 3}, [3]),
    ],
)
def test_pages_have_the_size_that_is_wanted(
    how: Any, options: dict[str, Any], sizes: list[int | None]
) -> None:
    """Never above the vendor's maximum; a size that the caller gave stays."""
    vendor = Vendor()
    read(vendor, how, **options)

    assert [options.get("size") for options in vendor.asked] == sizes


@pytest.mark.parametrize(
    ("options", "limits", "items"),
    [
        ({"limit": 5}, [3, 3], 5),
        ({"limit": 2}, [2], 2),
        ({"limit": 2, "all_pages": True}, [2, 2, 2, 2], 7),
        ({}, [None], 3),
    ],
)
def test_the_vendors_own_limit_is_the_number_wanted(
    options: dict[str, Any], limits: list[int | None], items: int
) -> None:
    """And the size of a page under --all."""
    vendor = Vendor()
    how = CURSOR._replace(size="limit")

    def listed(limit: int | None = None, **rest: Any) -> Any:
        return vendor.listed(size=limit, **rest)

    data = pages.as_pages(vendor, listed, options, how, at="things")

    assert (len(data["items"]), [asked["size"] for asked in vendor.asked]) == (items, limits)


def test_a_page_that_is_not_full_is_the_last_where_its_size_is_known() -> None:
    """A vendor may give less than it was asked for; only a size within the maximum proves it."""
    short = Vendor(total=2)
    assert read(short, BY_PAGE, size=3)["next"] is None
    assert read(short, BY_PAGE)["next"] == {"page_no": 2}
    assert read(short, BY_PAGE._replace(most=0), size=3)["next"] is None
    assert read(short, BY_PAGE._replace(most=0), size=300)["next"] == {"page_no": 2}
    assert read(Vendor(total=0), BY_PAGE)["next"] is None
    assert read(Vendor(), BY_OFFSET, size=9)["next"] == {"offset": 3}
    # It gives three where a hundred were asked for: not yet the end.
    assert numbers(read(Vendor(), BY_PAGE._replace(most=0), max_items=500)) == list(range(TOTAL))


@pytest.mark.parametrize(
    ("value", "coming"),
    [
        ("x", "x"), (7, 7), ("0", "0"), ({"k": 1}, {"k": 1}),
        ("", None), (None, None), (False, None), (True, None), (0, None), ([], None),
    ],
)  # fmt: skip  # a table
def test_a_cursor_is_a_text_or_a_number(value: Any, coming: Any) -> None:
    """What is empty says that there is no next page."""
    vendor = Vendor()
    vendor.changes = lambda answer: {**answer, "meta.next": value}

    assert read(vendor, CURSOR)["next"] == (None if coming is None else {"cursor": coming})


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ('<https://a/?p=2>; rel="next"', "https://a/?p=2"),
        ('<https://a/1>; rel="prev", <https://a/2,3;4>; rel=next', "https://a/2,3;4"),
        ('<a>; title="x, y;"; REL="last Next"; foo', "a"),
        ('<a>; rel="last"', None),
        ('<a>; rel="nextish"', None),
        ("<a>", None),
        ("<" * 60_000, None),
        ("", None),
    ],
)
def test_a_link_header_is_read(link: str, url: str | None) -> None:
    """Several links, in any order, with other parameters."""
    assert following.next_link(link) == url


@pytest.mark.parametrize(
    ("bound", "most", "stopped", "count"),
    [("MOST_ITEMS", 6, "items", 6), ("MOST_PAGES", 2, "pages", 6), ("MOST_BYTES", 1, "bytes", 3)],
)
@pytest.mark.parametrize("asked", [{"all_pages": True}, {"max_items": 7}])
def test_the_reading_is_bounded(
    bound: str, most: int, stopped: str, count: int, asked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read is told, with the bound that ended it and where to go on."""
    monkeypatch.setattr(pages, bound, most)
    data = read(Vendor(), CURSOR, **asked)

    assert (len(numbers(data)), data["stopped"], data["next"]) == (
        count,
        stopped,
        {"cursor": count},
    )


def test_the_time_of_the_command_is_for_all_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page is begun that would come too late, and one that does is no error."""
    clock = [0.0]
    monkeypatch.setattr(pages.time, "monotonic", lambda: clock[0])
    slow = Vendor()
    slow.timeout = 0.5

    def slowly(answer: Any) -> Any:
        clock[0] += 0.2
        return answer

    slow.changes = slowly
    data = read(slow, CURSOR, all_pages=True)
    assert (data["stopped"], data["count"], data["next"]) == ("time", 6, {"cursor": 6})

    late = Vendor()
    late.deadline = clock[0] + 0.2

    def second(answer: Any) -> Any:
        if len(late.asked) == 1:
            return answer
        clock[0] += 0.25
        raise errors.CliError("BACKEND_UNAVAILABLE", "no answer", errors.BACKEND)

    late.changes = second
    data = read(late, CURSOR, all_pages=True)
    assert (data["stopped"], data["count"], data["next"]) == ("time", 3, {"cursor": 3})


def test_a_failure_on_a_later_page_says_where_to_go_on() -> None:
    """One on the first page is told as it is."""
    vendor = Vendor()
    vendor.fail = {2: errors.CliError("BACKEND_UNAVAILABLE", "busy", 5, {"status": 429})}
    with pytest.raises(errors.CliError) as failure:
        read(vendor, CURSOR, all_pages=True)
    assert failure.value.details == {"status": 429, "items_read": 3, "next": {"cursor": 3}}

    vendor = Vendor()
    vendor.fail = {1: errors.CliError("NOT_FOUND", "gone", 6)}
    with pytest.raises(errors.CliError) as failure:
        read(vendor, CURSOR, all_pages=True)
    assert failure.value.details == {}


@pytest.mark.parametrize(
    ("how", "answer"),
    [
        (CURSOR, {"things": [thing(1)], "meta": {"next": "5"}}),
        (CURSOR, {"things": [1], "meta": {"next": "5"}}),
        (BY_URL, {"things": [thing(1)], "meta": {"url": f"{URL}1"}}),
        (Pages("last-id", option="after"), {"things": [thing(1)]}),
    ],
)
def test_a_next_page_that_was_read_already_ends_it(how: Any, answer: Any) -> None:
    """A vendor that always gives the same cursor is asked twice."""
    vendor = Vendor()
    vendor.changes = lambda _: answer
    data = read(vendor, how, all_pages=True)

    assert (len(vendor.asked), data["next"], data["stopped"]) == (2, None, "pages")


def test_cursors_that_go_round_end_it() -> None:
    """Also over several pages, a number and its text being one, and from the caller's own."""
    vendor = Vendor()
    turn = iter(["1", 2, "3", 1, 2])
    vendor.changes = lambda answer: {**answer, "meta": {"next": next(turn)}}
    assert read(vendor, CURSOR, all_pages=True)["stopped"] == "pages"
    assert len(vendor.asked) == 4

    vendor.changes = lambda answer: {**answer, "meta": {"next": 5}}
    assert read(vendor, CURSOR, cursor="5")["next"] is None


@pytest.mark.parametrize("how", [BY_PAGE, BY_OFFSET])
def test_a_vendor_that_does_not_count_is_noticed(how: Any) -> None:
    """The same page under every number is given once."""
    vendor = Vendor()
    vendor.changes = lambda answer: {"things": [thing(1), thing(2), thing(3)]}
    data = read(vendor, how, all_pages=True)

    assert (data["count"], data["next"], data["stopped"]) == (3, None, "pages")


def test_a_next_url_elsewhere_is_not_followed() -> None:
    """The vendor's is exit 10, with what was read; the caller's is exit 2."""
    vendor = Vendor()
    vendor.changes = lambda answer: {**answer, "meta": {"url": "https://other.example/"}}
    with pytest.raises(errors.CliError) as failure:
        read(vendor, BY_URL, all_pages=True)
    assert (failure.value.exit_code, failure.value.details["items_read"]) == (10, 3)
    assert len(vendor.asked) == 1

    with pytest.raises(errors.CliError) as failure:
        read(vendor, BY_URL, next_url="https://other.example/")
    assert (failure.value.exit_code, len(vendor.asked)) == (2, 1)


@pytest.mark.parametrize("link", [["/x"], 7, {"href": "/x"}])
def test_a_next_page_that_is_no_url_is_an_unreadable_answer(link: Any) -> None:
    """Exit 10, and no traceback."""
    vendor = Vendor()
    vendor.changes = lambda answer: {**answer, "meta": {"url": link}}
    with pytest.raises(errors.CliError) as failure:
        read(vendor, BY_URL)
    assert (failure.value.exit_code, failure.value.code) == (10, "UNREADABLE_ANSWER")


def test_a_stand_in_for_the_client_needs_nothing() -> None:
    """Neither headers nor a time nor a place to go: one that answers to every name is enough."""

    class Any_:
        def __getattr__(self, name: str) -> Callable[..., Any]:
            return lambda **options: [thing(1)]

    for how, _ in KINDS:
        data = pages.as_pages(Any_(), Any_().listed, {"next_url": "x", "max_items": 2}, how)
        assert data["items"][0] == thing(1)


def test_items_are_shaped_after_the_next_page_is_found() -> None:
    """What is left out of the data still leads on."""
    how = Pages("last-id", option="after", more="more")
    data = pages.as_pages(
        vendor := Vendor(), vendor.listed, {"max_items": 4}, how, at="things", id="n", keep=["n"]
    )

    assert data["items"] == [{"id": n, "n": n} for n in range(4)]
    assert data["next"] == {"after": "t3"}


@pytest.mark.parametrize("kind", ["last-id", "offset"])
def test_a_last_page_of_which_some_is_wanted_has_a_next(kind: str) -> None:
    """Though the vendor says that there is no more."""
    how = Pages(kind, option="after" if kind == "last-id" else "offset", more="more")
    data = read(Vendor(total=5), how, max_items=4)

    assert data["next"] == {how.option: "t3" if kind == "last-id" else 4}
    assert numbers(read(Vendor(total=5), how, **data["next"])) == [4]


@pytest.mark.parametrize(
    ("more", "last", "next"), [("!isLast", True, None), ("!isLast", False, {"start": 1})]
)
def test_a_vendor_may_say_that_a_page_is_the_last(more: str, last: bool, next: Any) -> None:
    """`!isLast` reads the member the other way round."""
    wanted = following.Pages("offset", option="start", more=more)
    page = following.Page({"isLast": last}, None, [{"id": 1}], 1, 0, None)
    assert following.following(wanted, page) == next
