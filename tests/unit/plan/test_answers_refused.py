"""What a map says of an answer and the answer does not hold is told by code, place and hint."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.responses.answers import Answer, read_answer

from . import world
from .schemas import BOOLEAN, STRING, STRINGS, THING, THINGS, holding

TEXT, LINES, EVENTS = "text/plain", "application/x-ndjson", "text/event-stream"
NESTED = holding(data=holding(items=THINGS, total=STRING), ok=BOOLEAN)
DEEP_IDS = {"type": "array", "items": holding(key=holding(sid=STRING), name=STRING)}


def read(
    schema: Any, media_type: str = "application/json", **settings: Any
) -> tuple[Answer, list[tuple[str, str]]]:
    operation = world.answering(schema) if schema is not None else {"responses": {"204": {}}}
    if schema is not None and media_type != "application/json":
        operation["responses"]["200"]["content"] = {media_type: {"schema": schema}}
    document, one, report = world.one_operation(operation)
    answer = read_answer(document, one, world.command_mapping(**settings), world.AT, report)
    return answer, [(d.code, d.location.fragment()) for d in report]


AT = "#/commands/thing.do"
MISTAKES: dict[str, tuple[Any, str, dict[str, Any], list[tuple[str, str]]]] = {
    "no such member": (
        holding(data=THINGS),
        "",
        {"list": {"items": "dta"}},
        [("unknown-list-member", "/list/items")],
    ),
    "no such member below": (
        NESTED,
        "",
        {"list": {"items": "data.itms"}},
        [("unknown-list-member", "/list/items")],
    ),
    "a member that is no list": (
        holding(data=THINGS, n=STRING),
        "",
        {"list": {"items": "n"}},
        [("not-a-list", "/list")],
    ),
    "an answer that is no list": (THING, "", {"list": {"items": ""}}, [("not-a-list", "/list")]),
    "no list at all": (THING, "", {"list": {"label": "name"}}, [("not-a-list", "/list")]),
    "two lists": (holding(a=THINGS, b=THINGS), "", {"list": {"label": "name"}}, [("not-a-list", "/list")]),
    "no such id": (THINGS, "", {"list": {"id": "guid"}}, [("unknown-list-key", "/list/id")]),
    "no such id below": (DEEP_IDS, "", {"list": {"id": "key.id"}}, [("unknown-list-key", "/list/id")]),
    "no such label": (
        holding(data=THINGS),
        "",
        {"list": {"id": "gid", "label": "nam"}},
        [("unknown-list-key", "/list/label")],
    ),
    "an id of items that are text": (STRINGS, "", {"list": {"id": "x"}}, [("unknown-list-key", "/list/id")]),
    "an id below a text": (THINGS, "", {"list": {"id": "id.x"}}, [("unknown-list-key", "/list/id")]),
    "a list below a text": (
        holding(name=STRING),
        "",
        {"list": {"items": "name.rows"}},
        [("unknown-list-member", "/list/items")],
    ),
    "a member of a list": (
        holding(data=THINGS),
        "",
        {"answer": {"unwrap": "data.id"}},
        [("unknown-answer-member", "/answer/unwrap")],
    ),
    "a stream that is to be a list": (THING, LINES, {"list": {"id": "id"}}, [("not-a-list", "/list")]),
    "a stream that is to be none": (THING, LINES, {"list": False}, [("not-a-list", "/list")]),
    "a stream unwrapped": (
        holding(data=THING),
        LINES,
        {"answer": {"unwrap": "data"}},
        [("unknown-answer-member", "/answer/unwrap")],
    ),
    "nothing to keep of a line": (
        THING,
        LINES,
        {"answer": {"keep": ["id", "nme"]}},
        [("unknown-answer-member", "/answer/keep/1")],
    ),
    "nothing to drop of an event": (
        THING,
        EVENTS,
        {"answer": {"drop": ["event", "name"]}},
        [("unknown-answer-member", "/answer/drop/1")],
    ),
    "nothing to unwrap": (
        holding(data=THING),
        "",
        {"answer": {"unwrap": "dat"}},
        [("unknown-answer-member", "/answer/unwrap")],
    ),
    "nothing to unwrap below": (
        NESTED,
        "",
        {"answer": {"unwrap": "data.thing"}},
        [("unknown-answer-member", "/answer/unwrap")],
    ),
    "nothing to keep": (
        THING,
        "",
        {"answer": {"keep": ["id", "nme"]}},
        [("unknown-answer-member", "/answer/keep/1")],
    ),
    "nothing to drop of an item": (
        THINGS,
        "",
        {"answer": {"drop": ["nme", "gid", "x"]}},
        [("unknown-answer-member", "/answer/drop/0"), ("unknown-answer-member", "/answer/drop/2")],
    ),
    "a member of the envelope, not of the result": (
        NESTED,
        "",
        {"answer": {"unwrap": "data", "keep": ["ok"]}},
        [("unknown-answer-member", "/answer/keep/0")],
    ),
    "an empty answer": (
        None,
        "",
        {"list": {"items": "data"}, "answer": {"unwrap": "data", "drop": ["a"]}},
        [
            ("not-a-list", "/list"),
            ("unknown-answer-member", "/answer/unwrap"),
            ("unknown-answer-member", "/answer/drop"),
        ],
    ),
    "text": (
        STRING,
        TEXT,
        {"list": {}, "answer": {"unwrap": "a", "keep": ["a"]}},
        [
            ("not-a-list", "/list"),
            ("unknown-answer-member", "/answer/unwrap"),
            ("unknown-answer-member", "/answer/keep"),
        ],
    ),
    "bytes": (
        STRING,
        "application/pdf",
        {"answer": {"drop": ["a"]}},
        [("unknown-answer-member", "/answer/drop")],
    ),
}


@pytest.mark.parametrize(
    ("schema", "media_type", "settings", "wanted"), MISTAKES.values(), ids=MISTAKES.keys()
)
def test_mistakes(
    schema: Any, media_type: str, settings: dict[str, Any], wanted: list[tuple[str, str]]
) -> None:
    """A list, a key or a member that is not there is told by code and place."""
    _, found = read(schema, media_type or "application/json", **settings)
    assert found == [(code, AT + place) for code, place in wanted]


HINTS: dict[str, tuple[Any, dict[str, Any], str]] = {
    "a member": (holding(data=THINGS), {"list": {"items": "dta"}}, "did you mean 'data'?"),
    "a member unlike any": (holding(data=THINGS, ok=BOOLEAN), {"list": {"items": "x"}}, "it has: data, ok"),
    "an id": (THINGS, {"list": {"id": "guid"}}, "did you mean 'gid'?"),
    "an id unlike any": (THINGS, {"list": {"id": "x"}}, "items have: gid, id, name"),
    "a result": (holding(data=THING), {"answer": {"unwrap": "dat"}}, "did you mean 'data'?"),
    "what is kept": (THING, {"answer": {"keep": ["nme"]}}, "did you mean 'name'?"),
    "two lists": (holding(a=THINGS, b=THINGS), {"list": {"label": "x"}}, "list: {items: ...}"),
}


@pytest.mark.parametrize(("schema", "settings", "hint"), HINTS.values(), ids=HINTS.keys())
def test_hints(schema: Any, settings: dict[str, Any], hint: str) -> None:
    """The hint names the member that was meant, or those that there are."""
    document, one, report = world.one_operation(world.answering(schema))
    read_answer(document, one, world.command_mapping(**settings), world.AT, report)
    assert [hint in str(d.hint) for d in report] == [True]
