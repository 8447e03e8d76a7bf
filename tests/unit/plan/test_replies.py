"""What a vendor sends back in a sample, what the client makes of it, and the envelope's data."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aos_gen.plan.model import AnswerKind, AnswerPlan, SamplePlan
from aos_gen.plan.samples.replies import LOCATION, data_of, find

from . import world

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
JSON = "application/json"
ITEM = {"type": "object", "properties": {"id": STRING}}


def thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def sample(
    content: dict[str, Any],
    *parameters: dict[str, Any],
    status: str = "200",
    headers: Any = None,
    **settings: Any,
) -> SamplePlan:
    response: dict[str, Any] = {"description": "Done", "content": content}
    if headers is not None:
        response["headers"] = headers
    operation = {"operationId": "doThing", "responses": {status: response}, "parameters": list(parameters)}
    return world.planned_one(operation, settings=settings).sample


def of_json(schema: Any, *parameters: dict[str, Any], **settings: Any) -> SamplePlan:
    return sample({JSON: {"schema": schema}}, *parameters, **settings)


ANSWERS: dict[str, tuple[Any, Any, Any]] = {
    "an object": (thing(id=STRING), {"id": "example"}, {"id": "example"}),
    "a list": (
        {"type": "array", "items": thing(id=INTEGER)},
        [{"id": 1}],
        {"items": [{"id": 1}], "count": 1, "next": None},
    ),
    "a page": (
        thing(data={"type": "array", "items": ITEM}, has_more={"type": "boolean"}),
        {"data": [{"id": "example"}], "has_more": True},
        {"items": [{"id": "example"}], "count": 1, "next": None, "response": {"has_more": True}},
    ),
    "what only a caller sends": (
        thing(id=STRING, password={"type": "string", "writeOnly": True}),
        {"id": "example"},
        {"id": "example"},
    ),
    "text becomes an empty object": (STRING, {}, {}),
}


@pytest.mark.parametrize(("schema", "answer", "data"), ANSWERS.values(), ids=ANSWERS.keys())
def test_answers(schema: Any, answer: Any, data: Any) -> None:
    """The answer of a fake vendor, and the data that the envelope must then hold."""
    found = of_json(schema)
    assert (found.answer, found.data) == (answer, data)
    assert (found.reply.headers, json.loads(found.reply.text)) == ((("Content-Type", JSON),), answer)


def test_nothing() -> None:
    """An operation that answers nothing."""
    found = world.planned_one(world.answering()).sample
    assert (found.reply.status, found.reply.headers, found.reply.text) == (200, (), "")
    assert (found.answer, found.data) == (None, {})


SHAPED: dict[str, tuple[dict[str, Any], Any]] = {
    "unwrapped": ({"answer": {"unwrap": "data"}}, {"id": "example", "name": "example"}),
    "kept": ({"answer": {"unwrap": "data", "keep": ["id"]}}, {"id": "example"}),
    "dropped": ({"answer": {"drop": ["data"]}}, {"ok": True}),
}


@pytest.mark.parametrize(("settings", "data"), SHAPED.values(), ids=SHAPED.keys())
def test_shaped_answers(settings: dict[str, Any], data: Any) -> None:
    """What the map unwraps, keeps and drops of an answer that the vendor sends whole."""
    found = of_json(thing(data=thing(id=STRING, name=STRING), ok={"type": "boolean"}), **settings)
    assert found.data == data
    assert json.loads(found.reply.text) == {"data": {"id": "example", "name": "example"}, "ok": True}


def test_what_a_list_is_made_of_where_the_document_shows_none() -> None:
    """A list that only the map knows has an item with the map's own key."""
    found = of_json({"type": "object"}, list={"items": "data.items", "id": "gid"})
    assert found.answer == {"data": {"items": [{"gid": "example"}]}}
    assert found.data == {"items": [{"id": "example", "gid": "example"}], "count": 1, "next": None}


TYPES: dict[str, tuple[str, Any, str, str]] = {
    "plain text": ("text/plain", STRING, "text/plain", "example\n"),
    "a family of texts": ("text/*", STRING, "text/plain", "example\n"),
    "a table": ("text/csv", STRING, "text/csv", "id,name\n1,example\n"),
    "a table with a parameter": ("text/csv; header=present", STRING, "text/csv; header=present", "example\n"),
    "XML": ("application/xml", thing(a=STRING), "application/xml", "<example/>\n"),
}


@pytest.mark.parametrize(("declared", "schema", "media_type", "text"), TYPES.values(), ids=TYPES.keys())
def test_texts(declared: str, schema: Any, media_type: str, text: str) -> None:
    """Text is answered as text, with its type."""
    found = sample({declared: {"schema": schema}})
    assert (found.reply.headers, found.reply.text) == ((("Content-Type", media_type),), text)
    assert found.answer == found.data == {"text": text, "content_type": media_type}


EXAMPLES: dict[str, tuple[Any, str]] = {
    "the vendor's": ("a,b\n", "a,b\n"),
    "too long": ("x" * 500, "id,name\n1,example\n"),
    "none": ("", "id,name\n1,example\n"),
    "no text": ({"a": 1}, "id,name\n1,example\n"),
}


@pytest.mark.parametrize(("example", "text"), EXAMPLES.values(), ids=EXAMPLES.keys())
def test_examples_of_texts(example: Any, text: str) -> None:
    """A short example of the vendor's is what comes."""
    assert sample({"text/csv": {"schema": STRING, "example": example}}).reply.text == text


@pytest.mark.parametrize(
    ("declared", "media_type"),
    [("application/pdf", "application/pdf"), ("image/*", "image/png"), ("audio/*", "audio/mpeg")],
)
def test_bytes(declared: str, media_type: str) -> None:
    """Bytes are told by their number, type and digest; the name of the saved file is left out."""
    found = sample({declared: {"schema": {"type": "string", "format": "binary"}}})
    assert found.answer == found.data
    assert (found.data["bytes"], found.data["content_type"]) == (8, media_type)
    assert set(found.data) == {"bytes", "content_type", "sha256"}
    assert found.reply.text == "example\n"


STREAMS: dict[str, tuple[str, str, Any]] = {
    "events": (
        "text/event-stream",
        'data: {"id": "example"}\n\n',
        [{"event": "message", "data": {"id": "example"}}],
    ),
    "lines": ("application/x-ndjson", '{"id": "example"}\n', [{"id": "example"}]),
}


@pytest.mark.parametrize(("media_type", "text", "items"), STREAMS.values(), ids=STREAMS.keys())
def test_streams(media_type: str, text: str, items: list[Any]) -> None:
    """A stream is a list of what it sends."""
    found = sample({media_type: {"itemSchema": ITEM, "example": "data: x\n\n"}})
    assert (found.reply.text, found.answer) == (text, items)
    assert found.data == {"items": items, "count": 1, "next": None}


def test_a_stream_that_one_of_several_statuses_is() -> None:
    """Lines are lines where another status answers something else: each is an item, never a list of them."""
    lines = {"application/x-ndjson": {"schema": {"type": "object", "additionalProperties": False}}}
    events = {"text/event-stream": {"schema": thing(a=STRING)}}
    told = {code: {"description": "Done", "content": one} for code, one in (("200", events), ("202", lines))}
    found = world.planned_one({"operationId": "doThing", "responses": told}).sample
    assert (found.reply.text, found.data["items"]) == ("{}\n", [{}])


@pytest.mark.parametrize("name", ["Location", "location"])
def test_where_the_result_will_be(name: str) -> None:
    """An empty answer with a Location says so."""
    found = sample({}, status="202", headers={name: {"schema": STRING}})
    assert (found.reply.status, found.reply.headers, found.reply.text) == (202, (("Location", LOCATION),), "")
    assert found.answer == found.data == {"location": LOCATION}


@pytest.mark.parametrize(("status", "wanted"), [("201", 201), ("2XX", 200), ("203", 203)])
def test_the_status(status: str, wanted: int) -> None:
    """The status that the vendor declares."""
    assert sample({JSON: {"schema": ITEM}}, status=status).reply.status == wanted


DATA: dict[str, tuple[Any, AnswerPlan, Any]] = {
    "an object": ({"a": 1}, AnswerPlan(kind=AnswerKind.OBJECT), {"a": 1}),
    "empty": (None, AnswerPlan(kind=AnswerKind.EMPTY), {}),
    "an array": ([1, 2], AnswerPlan(kind=AnswerKind.LIST), {"items": [1, 2], "count": 2, "next": None}),
    "an empty array": ([], AnswerPlan(kind=AnswerKind.LIST), {"items": [], "count": 0, "next": None}),
    "a page": (
        {"d": [{"id": 1}], "total": 9},
        AnswerPlan(kind=AnswerKind.LIST, at="d"),
        {"items": [{"id": 1}], "count": 1, "next": None, "response": {"total": 9}},
    ),
    "a page alone": (
        {"d": []},
        AnswerPlan(kind=AnswerKind.LIST, at="d"),
        {"items": [], "count": 0, "next": None},
    ),
    "a page in a page": (
        {"a": {"b": [1]}, "total": 9},
        AnswerPlan(kind=AnswerKind.LIST, at="a.b"),
        {"items": [1], "count": 1, "next": None, "response": {"total": 9}},
    ),
    "what stands beside a nested list": (
        {"a": {"b": [1], "c": 2}},
        AnswerPlan(kind=AnswerKind.LIST, at="a.b"),
        {"items": [1], "count": 1, "next": None, "response": {"a": {"c": 2}}},
    ),
    "a page without its list": (
        {"x": 1},
        AnswerPlan(kind=AnswerKind.LIST, at="d"),
        {"items": [], "count": 0, "next": None, "response": {"x": 1}},
    ),
    "the vendor's own key": (
        [{"gid": 7}, {"id": 1, "gid": 2}, {"n": 1}, 5],
        AnswerPlan(kind=AnswerKind.LIST, id="gid"),
        {"items": [{"id": 7, "gid": 7}, {"id": 1, "gid": 2}, {"n": 1}, 5], "count": 4, "next": None},
    ),
    "a key that is nested": (
        [{"a": {"gid": 7}}],
        AnswerPlan(kind=AnswerKind.LIST, id="a.gid"),
        {"items": [{"id": 7, "a": {"gid": 7}}], "count": 1, "next": None},
    ),
    "kept members of items, and their key": (
        [{"gid": 7, "a": 1, "b": 2}],
        AnswerPlan(kind=AnswerKind.LIST, id="gid", keep=("a",)),
        {"items": [{"id": 7, "a": 1}], "count": 1, "next": None},
    ),
    "dropped members of items": (
        [{"id": 1, "a": 1}, "x"],
        AnswerPlan(kind=AnswerKind.LIST, drop=("a",)),
        {"items": [{"id": 1}, "x"], "count": 2, "next": None},
    ),
}


@pytest.mark.parametrize(("answer", "plan", "data"), DATA.values(), ids=DATA.keys())
def test_data(answer: Any, plan: AnswerPlan, data: Any) -> None:
    """A list becomes items, count and next; an item gets `id` where the vendor calls it otherwise."""
    assert data_of(answer, plan) == data
    assert json.loads(json.dumps(data_of(answer, plan))) == data


FOUND: dict[str, tuple[Any, str, Any]] = {
    "the whole": ({"a": 1}, "", {"a": 1}),
    "a member": ({"a": 1}, "a", 1),
    "a nested one": ({"a": {"b": 1}}, "a.b", 1),
    "a literal name first": ({"a.b": 1, "a": {"b": 2}}, "a.b", 1),
    "none": ({"a": 1}, "b", None),
    "below a number": ({"a": 1}, "a.b", None),
    "in a list": ([1], "a", None),
}


@pytest.mark.parametrize(("data", "path", "wanted"), FOUND.values(), ids=FOUND.keys())
def test_dotted_paths(data: Any, path: str, wanted: Any) -> None:
    """What stands at a dotted path."""
    assert find(data, path) == wanted
