"""What a vendor sends back in a sample: the reply, what the client makes of it, the envelope's data."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.plan.media import is_json, reading_of
from aos_gen.plan.model import (
    AnswerKind,
    AnswerPlan,
    OptionPlan,
    PageKind,
    PagePlan,
    Reading,
    SamplePage,
    SampleReply,
    ValueKind,
)
from aos_gen.plan.responses.answers import STREAMS, Answer
from aos_gen.plan.samples.conform import conforms
from aos_gen.plan.samples.examples import HEAVIEST, NOTHING, example_of, make, weight
from aos_gen.plan.shape import shape_of

TEXTS = {"text/csv": "id,name\n1,example\n", "application/xml": "<example/>\n", "text/xml": "<example/>\n"}
_CONCRETE = {"image/*": "image/png", "audio/*": "audio/mpeg", "video/*": "video/mp4", "text/*": "text/plain"}
LOCATION = "https://example.com/item"
TOKEN = "example-next"
MOST_ITEMS = 3
# What the connector's own files have: a vendor's object that looks alike, or like a list, is wrapped.
_OURS = ({"file", "bytes"}, {"file", "sha256"}, {"file", "truncated"})


def reply_of(
    document: Document, answer: Answer, pages: PagePlan | None, report: Report
) -> tuple[SampleReply, Any, dict[str, Any]]:
    """(the reply, the client's answer, `data`)."""
    plan = answer.plan
    media_type = plan.media_type.partition(",")[0].strip()
    reading = reading_of(media_type) if plan.reading is Reading.ANY else plan.reading
    if plan.kind is AnswerKind.EMPTY or (reading is Reading.ANY and not is_json(media_type)):
        return _empty(answer)
    media_type = _CONCRETE.get(media_type, media_type)
    if reading is Reading.TEXT:
        text = next((e for e in answer.examples if isinstance(e, str) and 0 < len(e) < 500), None)
        text = text if text is not None else TEXTS.get(media_type, "example\n")
        told: Any = {"text": text, "content_type": media_type}
        return _reply(answer, media_type, text), told, told
    if reading is Reading.BINARY:
        digest = hashlib.sha256(b"example\n").hexdigest()
        told = {"bytes": 8, "content_type": media_type, "sha256": digest}
        return _reply(answer, media_type, "example\n"), told, told
    value = _value(document, answer, reading, report)
    if reading is Reading.EVENTS:
        value = [{"event": "message", "data": value}]
        text = f"data: {json.dumps(value[0]['data'])}\n\n"
    elif reading is Reading.LINES:
        value = [value]
        text = json.dumps(value[0]) + "\n"
    else:
        value = _last_page(value, pages)
        text = json.dumps(value)
    return _reply(answer, media_type, text), value, data_of(value, plan)


def _reply(answer: Answer, media_type: str, text: str) -> SampleReply:
    return SampleReply(status=answer.status, headers=(("Content-Type", media_type),), text=text)


def _empty(answer: Answer) -> tuple[SampleReply, Any, dict[str, Any]]:
    """Nothing, or nothing but where the result will be."""
    if any(name.lower() == "location" for name in answer.headers):
        told = {"location": LOCATION}
        reply = SampleReply(status=answer.status, headers=(("Location", LOCATION),), text="")
        return reply, told, told
    return SampleReply(status=answer.status, headers=(), text=""), None, {}


def _value(document: Document, answer: Answer, reading: Reading, report: Report) -> Any:
    """A small answer: optional members of the first two levels, one item in a list."""
    plan = answer.plan
    shape = shape_of(document, answer.schema, report)
    # A stream's example is often the stream's own text, and not one of its items.
    examples = [e for e in answer.examples if reading not in STREAMS or not isinstance(e, str)]
    offered = tuple(e for e in examples if conforms(document, shape, e, report))
    value = make(document, shape, offered, report, whole=True)
    if value is NOTHING or weight(value) > HEAVIEST:
        value = example_of(document, answer.schema, report)
    if reading in STREAMS:
        # A list alone on its line would be taken for all of the lines.
        return {} if value is NOTHING or isinstance(value, list) else value
    if plan.kind is AnswerKind.LIST:
        value = [] if value is NOTHING else value
        listed = find(value, plan.at)
        if not isinstance(listed, list):
            items = [{plan.id: "example"}] if plan.at else []
            value = _with(value if isinstance(value, dict) else {}, plan.at, items) if plan.at else items
        elif len(listed) > MOST_ITEMS:
            # No more than the small page that a sample asks for.
            few = listed[:MOST_ITEMS]
            value = _with(value, plan.at, few) if isinstance(value, dict) else few
        return value
    value = {} if value is NOTHING or not isinstance(value, dict) else value
    if plan.at and not isinstance(find(value, plan.at), dict):
        value = _with(value, plan.at, {"id": "example"})
    return value


def find(data: Any, path: str) -> Any:
    """What stands at a dotted path, a literal name first; None where there is nothing."""
    if not path:
        return data
    if not isinstance(data, dict):
        return None
    if path in data:
        return data[path]
    step, _, rest = path.partition(".")
    return find(data.get(step), rest) if rest else None


def _with(data: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """`data` with `value` at a dotted path."""
    if not path or path in data or "." not in path:
        return {**data, path: value}
    step, _, rest = path.partition(".")
    inner = data.get(step)
    return {**data, step: _with(inner if isinstance(inner, dict) else {}, rest, value)}


def _without(data: dict[str, Any], path: str) -> dict[str, Any]:
    """`data` without what stands at a dotted path, nor objects that held only that."""
    if path in data:
        return {key: value for key, value in data.items() if key != path}
    step, _, rest = path.partition(".")
    if not rest or not isinstance(data.get(step), dict):
        return data
    inner = _without(data[step], rest)
    return {key: inner if key == step else v for key, v in data.items() if key != step or inner}


def data_of(answer: Any, plan: AnswerPlan) -> dict[str, Any]:
    """The envelope's `data` for `answer` (CONTRACT.md, 3)."""
    if plan.kind is not AnswerKind.LIST:
        kept = _kept(find(answer, plan.at) if plan.at else answer or {}, plan)
        listed = isinstance(kept.get("items"), list) and isinstance(kept.get("next"), dict)
        return {"value": kept} if listed or any(ours <= kept.keys() for ours in _OURS) else kept
    items = [_item(one, plan) for one in find(answer, plan.at) or []]
    data: dict[str, Any] = {"items": items, "count": len(items), "next": None}
    others = _without(answer, plan.at) if plan.at else {}
    return {**data, "response": others} if others else data


def _item(item: Any, plan: AnswerPlan) -> Any:
    if not isinstance(item, dict):
        return item
    own = find(item, plan.id)
    named = {"id": own} if plan.id != "id" and "id" not in item and own is not None else {}
    return {**named, **_kept(item, plan)}


def _kept(data: dict[str, Any], plan: AnswerPlan) -> dict[str, Any]:
    return {k: v for k, v in data.items() if (not plan.keep or k in plan.keep) and k not in plan.drop}


def _last_page(value: Any, pages: PagePlan | None) -> Any:
    """The answer of a last page: nothing leads on."""
    if pages is None or not isinstance(value, dict):
        return value
    if pages.next and pages.kind in (PageKind.CURSOR, PageKind.URL):
        value = _with(value, pages.next, None) if find(value, pages.next) is not None else value
    flag = pages.more.removeprefix("!")
    if flag:
        value = _with(value, flag, flag != pages.more)
    return value


COUNTED = (PageKind.PAGE, PageKind.OFFSET, PageKind.LAST_ID)
USUAL_SIZE = 100


def next_of(
    pages: PagePlan | None, answer: Answer, answered: Any, arguments: dict[str, Any]
) -> dict[str, Any] | None:
    """What follows the sample's reply: nothing, unless the vendor leaves callers to count."""
    items = find(answered, answer.plan.at)
    if pages is None or pages.kind not in COUNTED or pages.more or not isinstance(items, list) or not items:
        return None
    size = arguments.get(pages.size) if pages.size else None
    # A page that is smaller than the size that was surely asked for is the last.
    sure = isinstance(size, int) and bool(pages.most or size <= USUAL_SIZE)
    if sure and isinstance(size, int) and len(items) < min(size, pages.most or size):
        return None
    following = _counted(pages, items, arguments)
    return None if following is None else {pages.name: following}


def _counted(pages: PagePlan, items: list[Any], arguments: dict[str, Any]) -> Any:
    if pages.kind is PageKind.LAST_ID:
        found = find(items[-1], pages.id) if isinstance(items[-1], dict) else None
        return None if isinstance(found, list | dict | bool) else found
    page = pages.kind is PageKind.PAGE
    place = arguments.get(pages.option, pages.start if page else 0)
    return place + (1 if page else len(items)) if isinstance(place, int) else None


def second_page(
    pages: PagePlan | None,
    options: list[OptionPlan],
    answer: Answer,
    answered: Any,
    reply: SampleReply,
    arguments: dict[str, Any],
) -> SamplePage | None:
    """The same list as a first page with another behind it; None where the sample holds no item to go by."""
    if pages is None:
        return None
    items = find(answered, answer.plan.at)
    if not isinstance(items, list) or not items:
        return None
    headers, value, first = dict(reply.headers), answered, dict(arguments)
    following: Any = None
    if pages.kind in (PageKind.CURSOR, PageKind.TOKEN_HEADER):
        option = next(o for o in options if o.identifier == pages.option)
        following = 7 if option.kind is ValueKind.INTEGER else TOKEN
        if pages.kind is PageKind.CURSOR:
            value = _with(value, pages.next, following)
        else:
            headers[pages.next] = str(following)
    elif pages.kind in COUNTED:
        following = _counted(pages, items, first)
        if following is None:
            return None
    else:
        return None  # A whole URL: the server's own address is known only while the test runs.
    flag = pages.more.removeprefix("!")
    if flag and isinstance(value, dict):
        value = _with(value, flag, flag == pages.more)
    if pages.size:
        # A page as full as was asked for: a shorter one would be the last.
        first[pages.size] = len(items)
    media = SampleReply(status=reply.status, headers=tuple(sorted(headers.items())), text=json.dumps(value))
    return SamplePage(
        reply=media,
        first=first,
        next={pages.name: following},
        arguments={**first, pages.option: following},
    )
