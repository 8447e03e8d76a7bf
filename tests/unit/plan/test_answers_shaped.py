"""What the map makes of an answer: list settings, an envelope unwrapped, members kept and dropped."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import AnswerKind, AnswerPlan, Reading
from aos_gen.plan.responses.answers import Answer, read_answer

from . import world
from .schemas import BOOLEAN, STRING, THING, THINGS, holding

OBJECT, LIST = AnswerKind.OBJECT, AnswerKind.LIST
TEXT, LINES, EVENTS = "text/plain", "application/x-ndjson", "text/event-stream"
NESTED = holding(data=holding(items=THINGS, total=STRING), ok=BOOLEAN)
DEEP_IDS = {"type": "array", "items": holding(key=holding(sid=STRING), name=STRING)}
DOTTED = holding(
    **{"data.items": THINGS, "data": holding(items={"type": "array", "items": holding(x=STRING)})}
)
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
    "an envelope that the map names twice": (
        holding(data=THINGS, ok=BOOLEAN),
        {"answer": {"unwrap": "data"}, "list": {"items": "data"}},
        AnswerPlan(kind=LIST, at="data"),
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


@pytest.mark.parametrize(("media_type", "names"), [(LINES, ("id", "gid")), (EVENTS, ("event", "data"))])
def test_members_of_a_streams_items(media_type: str, names: tuple[str, str]) -> None:
    """A line is shaped as an item is, and an event has members of its own."""
    keep, drop = names
    answer, found = read(THING, media_type, answer={"keep": [keep], "drop": [drop]})
    assert (answer.plan.keep, answer.plan.drop, found) == ((keep,), (drop,), [])


def test_the_whole_answer_stays_known() -> None:
    """Pages stand in the vendor's answer, whatever is unwrapped; an item is what the list holds."""
    answer, _ = read(NESTED, answer={"unwrap": "data"})
    assert answer.whole is not None
    assert answer.item is not None
    assert (sorted(answer.whole.properties), sorted(answer.item.properties)) == (
        ["data", "ok"],
        ["gid", "id", "name"],
    )


def test_a_type_that_the_document_does_not_tell_has_no_members_to_check() -> None:
    """What the map alone knows is taken at its word."""
    settings = {"media_type": "application/json", "unwrap": "data", "keep": ["a"]}
    answer, found = read(None, answer=settings, list={"items": "rows"})
    assert [code for code, _ in found] == ["undeclared-answer"]
    assert (answer.plan.kind, answer.plan.at, answer.plan.reading) == (LIST, "data.rows", Reading.JSON)
