"""What the map makes of an answer: list settings, an envelope unwrapped, members kept and dropped."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.answers import Answer, read_answer
from aos_gen.plan.model import AnswerKind, AnswerPlan, Reading

from . import world
from .schemas import BOOLEAN, STRING, STRINGS, THING, THINGS, holding

OBJECT, LIST = AnswerKind.OBJECT, AnswerKind.LIST
TEXT, LINES = "text/plain", "application/x-ndjson"
NESTED = holding(data=holding(items=THINGS, total=STRING), ok=BOOLEAN)
DEEP_IDS = {"type": "array", "items": holding(key=holding(sid=STRING), name=STRING)}
DOTTED = holding(**{"data.items": THINGS, "data": holding(items=STRINGS)})
OPEN = holding(data={"type": "object"})


def read(
    schema: Any, media_type: str = "application/json", **settings: Any
) -> tuple[Answer, list[tuple[str, str]]]:
    operation = world.answering(schema) if schema is not None else {"responses": {"204": {}}}
    if schema is not None and media_type != "application/json":
        operation["responses"]["200"]["content"] = {media_type: {"schema": schema}}
    document, one, report = world.one_operation(operation)
    answer = read_answer(document, one, world.command_mapping(**settings), world.AT, report)
    return answer, [(d.code, d.location.fragment()) for d in report]


LISTED: dict[str, tuple[Any, Any, AnswerPlan]] = {
    "false": (holding(data=THINGS), False, AnswerPlan(kind=OBJECT)),
    "false for an array": (THINGS, False, AnswerPlan(kind=OBJECT)),
    "the member": (holding(a=THINGS, b=THINGS), {"items": "b"}, AnswerPlan(kind=LIST, at="b")),
    "a member below": (NESTED, {"items": "data.items"}, AnswerPlan(kind=LIST, at="data.items")),
    "a literal name wins": (
        DOTTED,
        {"items": "data.items", "id": "gid"},
        AnswerPlan(kind=LIST, at="data.items", id="gid"),
    ),
    "the answer itself": (THINGS, {"items": ""}, AnswerPlan(kind=LIST)),
    "id and label": (THINGS, {"id": "gid", "label": "name"}, AnswerPlan(kind=LIST, id="gid", label="name")),
    "an id below": (DEEP_IDS, {"id": "key.sid"}, AnswerPlan(kind=LIST, id="key.sid")),
    "a label: the only list will do": (
        holding(id=STRING, things=THINGS),
        {"label": "name"},
        AnswerPlan(kind=LIST, at="things", label="name"),
    ),
    "nothing but that it is one": (holding(id=STRING, things=THINGS), {}, AnswerPlan(kind=LIST, at="things")),
    "a member that the schema does not tell": ({}, {"items": "data"}, AnswerPlan(kind=LIST, at="data")),
    "below an object that tells nothing": (
        OPEN,
        {"items": "data.a.b", "id": "x.y"},
        AnswerPlan(kind=LIST, at="data.a.b", id="x.y"),
    ),
    "text items have no keys to check": (STRINGS, {"id": "x"}, AnswerPlan(kind=LIST, id="x")),
}


@pytest.mark.parametrize(("schema", "listing", "wanted"), LISTED.values(), ids=LISTED.keys())
def test_the_map_decides_what_is_a_list(schema: Any, listing: Any, wanted: AnswerPlan) -> None:
    """The map's `list` wins over what was detected."""
    answer, found = read(schema, list=listing)
    assert (answer.plan, found) == (wanted, [])


SHAPED: dict[str, tuple[Any, dict[str, Any], AnswerPlan]] = {
    "an object unwrapped": (
        holding(data=THING),
        {"answer": {"unwrap": "data"}},
        AnswerPlan(kind=OBJECT, at="data"),
    ),
    "an object unwrapped twice": (
        holding(result=holding(thing=THING)),
        {"answer": {"unwrap": "result.thing"}},
        AnswerPlan(kind=OBJECT, at="result.thing"),
    ),
    "an array unwrapped": (
        holding(id=STRING, things=THINGS),
        {"answer": {"unwrap": "things"}},
        AnswerPlan(kind=LIST, at="things"),
    ),
    "an envelope round a page": (
        NESTED,
        {"answer": {"unwrap": "data"}},
        AnswerPlan(kind=LIST, at="data.items"),
    ),
    "an envelope round a list that the map names": (
        holding(data=holding(a=THINGS, b=THINGS)),
        {"answer": {"unwrap": "data"}, "list": {"items": "b"}},
        AnswerPlan(kind=LIST, at="data.b"),
    ),
    "an envelope round no list": (
        NESTED,
        {"answer": {"unwrap": "data"}, "list": False},
        AnswerPlan(kind=OBJECT, at="data"),
    ),
    "what the schema does not tell": (
        {},
        {"answer": {"unwrap": "a.b"}},
        AnswerPlan(kind=OBJECT, at="a.b"),
    ),
    "members of an object": (
        THING,
        {"answer": {"keep": ["name", "id"]}},
        AnswerPlan(kind=OBJECT, keep=("name", "id")),
    ),
    "members of what is unwrapped": (
        holding(data=THING),
        {"answer": {"unwrap": "data", "drop": ["gid"]}},
        AnswerPlan(kind=OBJECT, at="data", drop=("gid",)),
    ),
    "members of the items": (
        holding(data=THINGS),
        {"answer": {"keep": ["id", "name"], "drop": ["name"]}},
        AnswerPlan(kind=LIST, at="data", keep=("id", "name"), drop=("name",)),
    ),
    "members of an open object": (
        {"type": "object"},
        {"answer": {"drop": ["x"]}},
        AnswerPlan(kind=OBJECT, drop=("x",)),
    ),
}


@pytest.mark.parametrize(("schema", "settings", "wanted"), SHAPED.values(), ids=SHAPED.keys())
def test_shaping(schema: Any, settings: dict[str, Any], wanted: AnswerPlan) -> None:
    """`unwrap` leads to the result; `keep` and `drop` name its members, or those of a list's items."""
    answer, found = read(schema, **settings)
    assert (answer.plan, found) == (wanted, [])


def test_members_of_a_streams_items() -> None:
    """Each event or line is shaped as an item is."""
    answer, found = read(THING, LINES, answer={"keep": ["id"], "drop": ["gid"]})
    assert (answer.plan.keep, answer.plan.drop, found) == (("id",), ("gid",), [])


def test_the_whole_answer_stays_known() -> None:
    """Pages stand in the vendor's answer, whatever is unwrapped; an item is what the list holds."""
    answer, _ = read(NESTED, answer={"unwrap": "data"})
    assert answer.whole is not None
    assert answer.item is not None
    assert (sorted(answer.whole.properties), sorted(answer.item.properties)) == (
        ["data", "ok"],
        ["gid", "id", "name"],
    )


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
    "an id below an array": (
        holding(data=THINGS),
        "",
        {"list": {"id": "id.x", "label": "nam"}},
        [("unknown-list-key", "/list/label")],
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


def test_a_type_that_the_document_does_not_tell_has_no_members_to_check() -> None:
    """What the map alone knows is taken at its word."""
    settings = {"media_type": "application/json", "unwrap": "data", "keep": ["a"]}
    answer, found = read(None, answer=settings, list={"items": "rows"})
    assert [code for code, _ in found] == ["undeclared-answer"]
    assert (answer.plan.kind, answer.plan.at, answer.plan.reading) == (LIST, "data.rows", Reading.JSON)
