"""What an operation answers: which of its media types, how it is read, and what it becomes."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import AnswerKind, AnswerPlan, Reading
from aos_gen.plan.responses.answers import Answer, read_answer

from . import world
from .schemas import BOOLEAN, INTEGER, STRING, STRINGS, THING, THINGS, holding

OBJECT, LIST, EMPTY = AnswerKind.OBJECT, AnswerKind.LIST, AnswerKind.EMPTY
JSON, EVENTS, LINES = "application/json", "text/event-stream", "application/x-ndjson"


def read(operation: dict[str, Any], **settings: Any) -> tuple[Answer, list[tuple[str, str]]]:
    document, one, report = world.one_operation(
        operation, components={"schemas": {"Things": THINGS}, "headers": {"Total": {"schema": INTEGER}}}
    )
    answer = read_answer(document, one, world.command_mapping(**settings), world.AT, report)
    return answer, [(d.code, d.location.fragment()) for d in report]


def responses(**contents: Any) -> dict[str, Any]:
    """`_200={media type: schema}`: an operation with those answers; None for one without content."""
    return {
        "responses": {
            code.strip("_"): {
                "description": "Done",
                **({"content": {name: {"schema": one} for name, one in content.items()}} if content else {}),
            }
            for code, content in contents.items()
        }
    }


def plan(kind: AnswerKind = OBJECT, reading: Reading = Reading.JSON, **members: Any) -> AnswerPlan:
    return AnswerPlan(kind=kind, reading=reading, **members)


NOTHING = plan(EMPTY, Reading.ANY, media_type="*/*")
ONE: dict[str, tuple[dict[str, Any], AnswerPlan, int]] = {
    "204": (responses(_204=None), NOTHING, 204),
    "200 without content": (responses(_200=None), NOTHING, 200),
    "202 without content": (responses(_202=None), NOTHING, 202),
    "204 with content all the same": (responses(_204={JSON: THING}), NOTHING, 204),
    "205 with content all the same": (responses(_205={JSON: THING}), NOTHING, 205),
    "no responses": ({}, NOTHING, 200),
    "only an error": (responses(_404={JSON: THING}), NOTHING, 200),
    "only a default": (responses(default={JSON: THING}), NOTHING, 200),
    "201": (responses(_201={JSON: THING}), plan(), 201),
    "a range": (responses(_2XX={JSON: THINGS}), plan(LIST), 200),
    "content before none": (responses(_200=None, _201={JSON: THING}), plan(), 201),
    "content before 204": (responses(_200={JSON: THINGS}, _204=None), plan(LIST), 200),
    "the least code": (responses(_202={JSON: THINGS}, _200={JSON: THING}), plan(), 200),
    "a vendor's JSON": (
        responses(_200={"application/vnd.api+json": THING}),
        plan(media_type="application/vnd.api+json"),
        200,
    ),
    "JSON with a parameter": (
        responses(_200={"application/json; charset=utf-8": THINGS}),
        plan(LIST, media_type="application/json; charset=utf-8"),
        200,
    ),
    "a scalar": (responses(_200={JSON: STRING}), plan(), 200),
    "text": (
        responses(_200={"text/plain": STRING}),
        plan(reading=Reading.TEXT, media_type="text/plain"),
        200,
    ),
    "CSV": (responses(_200={"text/csv": {}}), plan(reading=Reading.TEXT, media_type="text/csv"), 200),
    "XML": (
        responses(_200={"application/xml": THING}),
        plan(reading=Reading.TEXT, media_type="application/xml"),
        200,
    ),
    "a file": (
        responses(_200={"application/pdf": STRING}),
        plan(reading=Reading.BINARY, media_type="application/pdf"),
        200,
    ),
    "an image of any kind": (
        responses(_200={"image/*": STRING}),
        plan(reading=Reading.BINARY, media_type="image/*"),
        200,
    ),
    "anything": (responses(_200={"*/*": {}}), plan(reading=Reading.ANY, media_type="*/*"), 200),
    "anything, with an object's schema": (responses(_200={"*/*": THING}), plan(), 200),
    "anything, with a list's schema": (responses(_200={"application/*": THINGS}), plan(LIST), 200),
    "events": (responses(_200={EVENTS: THING}), plan(LIST, Reading.EVENTS, media_type=EVENTS), 200),
    "bytes that are said to be JSON": (
        responses(_200={JSON: {"type": "string", "format": "binary"}}),
        plan(OBJECT, Reading.ANY, media_type="*/*"),
        200,
    ),
    "lines": (responses(_200={LINES: THING}), plan(LIST, Reading.LINES, media_type=LINES), 200),
}


@pytest.mark.parametrize(("operation", "wanted", "status"), ONE.values(), ids=ONE.keys())
def test_answers(operation: dict[str, Any], wanted: AnswerPlan, status: int) -> None:
    """The first success that has content counts, and its media type says how it is read."""
    answer, found = read(operation)
    assert (answer.plan, answer.status, found) == (wanted, status, [])


ORDER = {
    "JSON before a file": (JSON, "application/pdf"),
    "JSON before text": (JSON, "text/csv"),
    "JSON before a vendor's JSON": (JSON, "application/a+json"),
    "a vendor's JSON before XML": ("application/vnd.a+json", "application/xml"),
    "JSON before a stream": (JSON, EVENTS),
    "lines before events": (LINES, EVENTS),
    "lines before anything": (LINES, "*/*"),
    "anything before events": ("*/*", EVENTS),
    "events before text": (EVENTS, "text/plain"),
    "text before bytes": ("text/plain", "application/octet-stream"),
    "XML before bytes": ("application/xml", "application/gzip"),
    "by name where all else is equal": ("text/csv", "text/plain"),
}


@pytest.mark.parametrize(("first", "second"), ORDER.values(), ids=ORDER.keys())
def test_the_usual_order(first: str, second: str) -> None:
    """What keeps its structure comes before what loses it, however the vendor orders them."""
    for types in ((first, second), (second, first)):
        answer, _ = read(responses(_200=dict.fromkeys(types, STRING)))
        assert answer.plan.media_type == first
        reading = answer.plan.reading
        assert answer.plan.reason == f"{reading} comes before {second} in the usual order"


CHOSEN: dict[str, tuple[dict[str, Any], str, Reading]] = {
    "the lesser one": (responses(_200={JSON: THING, "text/csv": STRING}), "text/csv", Reading.TEXT),
    "of another code": (responses(_200={JSON: THING}, _206={"text/csv": {}}), "text/csv", Reading.TEXT),
    "a kind of a wildcard": (responses(_200={"image/*": STRING}), "image/png", Reading.BINARY),
    "a kind of anything": (responses(_200={"*/*": {}}), "application/pdf", Reading.BINARY),
    "JSON of anything": (responses(_200={"*/*": {}}), JSON, Reading.JSON),
    "exactly, beside a wildcard": (responses(_200={"*/*": {}, "text/csv": STRING}), "text/csv", Reading.TEXT),
    "in other capitals": (responses(_200={"Text/CSV": STRING}), "text/csv", Reading.TEXT),
    "a stream": (responses(_200={JSON: THING, EVENTS: THING}), EVENTS, Reading.EVENTS),
}


@pytest.mark.parametrize(("operation", "wanted", "reading"), CHOSEN.values(), ids=CHOSEN.keys())
def test_the_map_chooses(operation: dict[str, Any], wanted: str, reading: Reading) -> None:
    """Exactly the type that the map names is asked for and read."""
    answer, found = read(operation, answer={"media_type": wanted})
    assert (answer.plan.media_type, answer.plan.reading, found) == (wanted, reading, [])
    assert answer.plan.reason == "the map chooses it"


@pytest.mark.parametrize(
    ("operation", "hint"),
    [
        (responses(_200={JSON: THING}), "it says: application/json"),
        (responses(_204=None), "it declares no answer"),
    ],
    ids=["another type", "none at all"],
)
def test_a_type_that_the_document_does_not_tell(operation: dict[str, Any], hint: str) -> None:
    """The map may know better than the document: a warning, and the map's word counts."""
    document, one, report = world.one_operation(operation)
    mapped = world.command_mapping(answer={"media_type": "application/pdf"})
    made = read_answer(document, one, mapped, world.AT, report).plan
    assert (made.kind, made.reading, made.media_type) == (OBJECT, Reading.BINARY, "application/pdf")
    (told,) = report
    assert (told.code, told.location.fragment()) == (
        "undeclared-answer",
        "#/commands/thing.do/answer/media_type",
    )
    assert hint in str(told.hint)
    assert not report.has_errors


SEVERAL: dict[str, tuple[dict[str, Any], AnswerKind, Reading, str]] = {
    "the same kind twice": (responses(_200={JSON: THING}, _201={JSON: THING}), OBJECT, Reading.JSON, JSON),
    "one with content": (responses(_200={JSON: THINGS}, _202=None), LIST, Reading.JSON, JSON),
    "two readings": (
        responses(_200={JSON: THING}, _202={"text/plain": STRING}),
        OBJECT,
        Reading.ANY,
        "application/json, text/plain",
    ),
    "three": (
        responses(_200={"text/csv": STRING}, _201={"application/pdf": STRING}, _202={JSON: THINGS}),
        LIST,
        Reading.ANY,
        "application/json, application/pdf, text/csv",
    ),
    "two JSON types": (
        responses(_200={JSON: THING}, _201={"application/a+json": THING}),
        OBJECT,
        Reading.JSON,
        JSON,
    ),
}


@pytest.mark.parametrize(("operation", "kind", "reading", "media_type"), SEVERAL.values(), ids=SEVERAL.keys())
def test_several_successes(
    operation: dict[str, Any], kind: AnswerKind, reading: Reading, media_type: str
) -> None:
    """Where the status decides what comes, whatever comes is asked for and read by its own type."""
    answer, found = read(operation)
    assert (answer.plan.kind, answer.plan.reading, answer.plan.media_type) == (kind, reading, media_type)
    assert found == []


def test_headers_of_every_success() -> None:
    """Their names, sorted; those of an error are none."""
    operation = responses(_200={JSON: THINGS}, _206={JSON: THINGS}, _400={JSON: THING})
    operation["responses"]["200"]["headers"] = {"X-Next": {}, "Link": {"schema": STRING}}
    operation["responses"]["206"]["headers"] = {"Total": {"$ref": "#/components/headers/Total"}}
    operation["responses"]["400"]["headers"] = {"X-Error": {}}
    assert read(operation)[0].headers == ("Link", "Total", "X-Next")
    assert read(responses(_200={JSON: THING}))[0].headers == ()


def test_examples_of_the_media_type() -> None:
    """Its example, then the named ones by name; what has no value gives none."""
    operation = responses(_200={JSON: THING})
    operation["responses"]["200"]["content"][JSON] |= {
        "example": {"id": "1"},
        "examples": {"b": {"value": {"id": "3"}}, "a": {"value": {"id": "2"}}, "c": {"summary": "x"}},
    }
    assert read(operation)[0].examples == ({"id": "1"}, {"id": "2"}, {"id": "3"})


def test_the_schema_of_a_streams_items() -> None:
    """`itemSchema` (3.2) describes one event or line, and `schema` does where it is absent."""
    for name in (EVENTS, LINES):
        operation = responses(_200={name: STRINGS})
        operation["responses"]["200"]["content"][name]["itemSchema"] = holding(a=BOOLEAN)
        answer, _ = read(operation)
        assert answer.schema is not None
        assert answer.schema.value == holding(a=BOOLEAN)
        plain, _ = read(responses(_200={name: THING}))
        assert plain.schema is not None
        assert plain.schema.value == THING
