"""How a list command gets to its next page: found in the document by rules, or said by the map.

Each rule has an id that the plan keeps with a reason; README.md lists them. They are tried in
order, from what a vendor says outright to what its names suggest.
"""

from __future__ import annotations

import re

from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.mapping.model import CommandMapping, PaginateMapping
from aos_gen.plan import naming
from aos_gen.plan.inputs.input import Input
from aos_gen.plan.model import AnswerKind, OptionPlan, PageKind, PagePlan, Place, Reading, ValueKind
from aos_gen.plan.reasons import Reason
from aos_gen.plan.responses.answers import Answer
from aos_gen.plan.responses.paginate import Found, said, set_by_map
from aos_gen.plan.shape import Shape, shape_of

CURSORS = (
    *("cursor", "page_cursor", "next_cursor", "start_cursor", "page_after", "after", "page_token"),
    *("next_page_token", "continuation_token", "continuation", "next_token", "pagination_token"),
    *("starting_after", "page_start", "bookmark", "marker", "scroll_id", "token", "next", "offset", "page"),
    *("page_state", "start_key", "next_page", "after_cursor", "page_key", "next_key"),
)
LAST_IDS = ("starting_after", "after_id", "start_after", "last_id", "after", "since_id")
PAGES = ("page", "page_number", "page_num", "page_no", "pagenum", "pageno", "page_index", "p", "current_page")
OFFSETS = ("offset", "skip", "start", "start_at", "start_index", "page_offset", "startat", "start_position")
SIZES = (
    *("per_page", "page_size", "pagesize", "page_limit", "limit", "max_results", "maxresults", "perpage"),
    *("results_per_page", "items_per_page", "page_count", "count", "size", "top", "take", "max_items", "num"),
)
MORE = ("has_more", "has_next", "has_next_page", "hasmore", "more", "is_truncated", "has_more_items")
LASTS = ("is_last", "last_page", "is_last_page", "islast", "end_of_list", "finished")
_NEXT = re.compile(r"next|cursor|continuation|bookmark|marker|after|scroll_id")
# Names that mean other things too, unless the answer's member says the same.
_COMMON = ("offset", "page", "token")
_END = re.compile(r"^(end|stop|until|finish|to)(_|$)")
_TIMES = ("date", "date-time", "time")
_URL = re.compile(r"(^|_)(url|uri|link|links|href)(_|$)")
_HEADER = re.compile(r"next.*(cursor|token|page|key)|(cursor|continuation|page[-_]?token)", re.IGNORECASE)
DEEPEST = 3


def find_pages(
    document: Document,
    inputs: list[Input],
    mapped: CommandMapping,
    answer: Answer,
    at: Location,
    report: Report,
) -> Found | None:
    """The way to the next page of a list, if there is one."""
    if mapped.paginate is False:
        return None
    listed = answer.plan.kind is AnswerKind.LIST and answer.plan.reading is Reading.JSON
    if isinstance(mapped.paginate, PaginateMapping):
        if not listed:
            message = "only a list has pages, and this command answers none"
            report.error("paginate-without-list", message, at.child("paginate"), "remove `paginate`")
            return None
        return said(document, inputs, mapped, mapped.paginate, answer, at, report)
    # A page that the map fixes or leaves out cannot be turned.
    free = [one for one in inputs if not set_by_map(one, mapped)]
    return _by_rules(document, free, answer, report) if listed else None


def spoken(name: str) -> str:
    """A vendor's name in one spelling: `page[cursor]`, `pageCursor` -> `page_cursor`."""
    return "_".join(naming.words(name))


def _by_rules(document: Document, inputs: list[Input], answer: Answer, report: Report) -> Found | None:
    named = {spoken(one.api_name): one for one in inputs if one.place in (Place.QUERY, Place.BODY)}
    # A date after which something lies is no cursor.
    named = {name: one for name, one in named.items() if one.shape.text("format") not in _TIMES}
    texts = {name: one for name, one in named.items() if one.kind is not ValueKind.INTEGER}
    numbers = {name: one for name, one in named.items() if one.kind in (ValueKind.INTEGER, ValueKind.NUMBER)}
    size = next((numbers[name] for name in SIZES if name in numbers), None)
    leaves = _leaves(document, answer, report)
    flags = {spoken(path.rpartition(".")[2]): path for path, shape in reversed(leaves) if _is_flag(shape)}
    more = next((flags[name] for name in MORE if name in flags), "")
    more = more or next((f"!{flags[name]}" for name in LASTS if name in flags), "")
    cursor = _body_cursor(texts, leaves) or _body_cursor(named, leaves)
    if cursor is not None:
        one, path = cursor
        reason = f"{one.api_name} takes what {path} of the answer gives"
        return Found(
            kind=PageKind.CURSOR, rule="body-cursor", reason=reason, parameter=one, next=path, size=size
        )
    url = next((path for path, shape in leaves if _is_url(path, shape)), None)
    if url is not None:
        reason = f"{url} of the answer is the next page's address"
        return Found(kind=PageKind.URL, rule="body-url", reason=reason, next=url, size=size)
    header = next((name for name in answer.headers if name.lower() == "link"), None)
    if header is not None:
        reason = "the answer declares a Link header"
        return Found(kind=PageKind.LINK, rule="link-header", reason=reason, next=header, size=size)
    token = next((texts[name] for name in CURSORS if name in texts), None)
    header = next((name for name in answer.headers if _HEADER.search(name)), None)
    if token is not None and header is not None:
        reason = f"{token.api_name} takes what the header {header} gives"
        return Found(
            kind=PageKind.TOKEN_HEADER,
            rule="header-token",
            reason=reason,
            parameter=token,
            next=header,
            size=size,
        )
    last = next((texts[name] for name in LAST_IDS if name in texts), None)
    if last is not None and (more or (size is not None and not answer.plan.at)):
        reason = f"{last.api_name} takes the id of the last item" + (
            f", and {more} says whether there is more" if more else ""
        )
        return Found(
            kind=PageKind.LAST_ID, rule="last-id", reason=reason, parameter=last, more=more, size=size
        )
    offset = next((numbers[name] for name in OFFSETS if name in numbers), None)
    # Beside an end, a start is a time or a place.
    if (
        offset is not None
        and (size is not None or "start" not in spoken(offset.api_name))
        and not ("start" in spoken(offset.api_name) and any(_END.search(name) for name in named))
    ):
        reason = f"{offset.api_name} counts the items before the page"
        return Found(
            kind=PageKind.OFFSET, rule="offset", reason=reason, parameter=offset, more=more, size=size
        )
    number = next((numbers[name] for name in PAGES if name in numbers), None)
    if number is not None:
        reason = f"{number.api_name} is a page's number"
        return Found(
            kind=PageKind.PAGE,
            rule="page-number",
            reason=reason,
            parameter=number,
            more=more,
            size=size,
            start=_start(number),
        )
    return None


def _is_flag(shape: Shape) -> bool:
    return shape.types in ((), ("boolean",))


def _start(one: Input) -> int:
    """The first page's number: what the vendor assumes, else its least."""
    for keyword in ("default", "minimum"):
        value = one.shape.number(keyword)
        if value in (0, 1):
            return int(value or 0)
    return 1


def _leaves(document: Document, answer: Answer, report: Report) -> list[tuple[str, Shape]]:
    """Dotted paths of the scalars that stand beside the list, the nearest first, then by name."""
    found: list[tuple[str, Shape]] = []
    waiting = [("", answer.whole)]
    while waiting:
        path, shape = waiting.pop(0)
        for name in sorted(shape.properties) if shape is not None else ():
            where = f"{path}.{name}" if path else name
            if where == answer.plan.at or ("." in name and path):
                continue
            inner = shape_of(document, shape.properties[name], report) if shape is not None else Shape()
            if inner.properties and where.count(".") < DEEPEST - 1:
                waiting.append((where, inner))
            elif not inner.is_list and not inner.is_object:
                found.append((where, inner))
    return found


def _body_cursor(named: dict[str, Input], leaves: list[tuple[str, Shape]]) -> tuple[Input, str] | None:
    """The parameter and the member of the answer that belong together."""
    tokens = [
        (spoken(path), path)
        for path, shape in leaves
        if _NEXT.search(spoken(path))
        and not _is_url(path, shape)
        and shape.types != ("boolean",)
        and not re.search(r"prev|before|first|self|total|count|has_", spoken(path))
    ]
    for name in CURSORS:
        one = named.get(name)
        if one is None or one.kind in (ValueKind.LIST, ValueKind.JSON):
            continue
        same = [path for words, path in tokens if words == name or words.endswith(f"_{name}")]
        same += [path for words, path in tokens if words.endswith(f"next_{name}")]
        loose = [path for words, path in tokens if "next" in words or words.endswith("cursor")]
        fitting = same or (
            loose if name not in _COMMON or (one.kind is ValueKind.TEXT and name != "token") else []
        )
        if fitting:
            return one, fitting[0]
    return None


def _is_url(path: str, shape: Shape) -> bool:
    words = spoken(path)
    if not re.search(r"(^|_)next(_|$)", words) or shape.types not in ((), ("string",)):
        return False
    return (
        shape.text("format") in ("uri", "url", "uri-reference") or bool(_URL.search(words)) or words == "next"
    )


def own_options(found: Found | None, mapped: CommandMapping) -> tuple[str, ...]:
    """Names of options that a command with pages needs itself."""
    if found is None:
        return ()
    names = ["all"] if limits_itself(found, mapped) else ["all", "limit"]
    return (*names, "next-url") if found.kind in (PageKind.URL, PageKind.LINK) else tuple(names)


def limits_itself(found: Found, mapped: CommandMapping) -> bool:
    """Whether the vendor's page size is called `--limit`, so that it is the number of items wanted."""
    if found.size is None:
        return False
    setting = mapped.parameters.get(found.size.key) or mapped.parameters.get(found.size.api_name)
    if setting is not None and setting.option is not None:
        return setting.option == "limit"
    return naming.kebab(found.size.api_name) == "limit"


def page_plan(found: Found | None, options: list[OptionPlan], answer_id: str) -> PagePlan | None:
    """The way to the next page in the command's own names; None where its option is not there."""
    if found is None:
        return None
    by_key = {f"{option.place}:{option.api_name}": option for option in options}
    option = by_key.get(found.parameter.key) if found.parameter is not None else None
    if found.parameter is not None and option is None:
        return None
    size = by_key.get(found.size.key) if found.size is not None else None
    return PagePlan(
        kind=found.kind,
        rule=found.rule,
        reason=found.reason,
        option=option.identifier if option is not None else "",
        name=option.field if option is not None else "",
        next=found.next,
        more=found.more,
        size=size.identifier if size is not None else "",
        most=_most(size) if size is not None else 0,
        start=found.start,
        id=answer_id,
        own_limit=size is None or size.option != "--limit",
    )


def page_reason(
    mapped: CommandMapping, answer: Answer, found: Found | None, pages: PagePlan | None, at: Location
) -> Reason:
    """Why pages are turned as they are, or not at all. `at` is the command in the map."""
    if mapped.paginate is False:
        return Reason("the map turns it off", at.child("paginate"))
    if pages is not None:
        return Reason(pages.reason, at.child("paginate") if pages.rule == "map" else None)
    if answer.plan.kind is not AnswerKind.LIST:
        return Reason("the answer is no list")
    if answer.plan.reading is not Reading.JSON:
        return Reason("what comes in a stream has no pages")
    if found is not None and found.parameter is not None:
        return Reason(f"{found.parameter.api_name} is no option, so no page can be asked for")
    return Reason("no rule finds what leads to the next page")


def _most(size: OptionPlan) -> int:
    """The largest page: the vendor's bound, else what the map asks for by default."""
    default = size.default if isinstance(size.default, int) else 0
    return int(size.checks.most or default)
