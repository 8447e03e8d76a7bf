"""The loopback answers as the document has it, and what came out is held to that answer."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from .document import Operation, load_document
from .loopback import Answer
from .replies import answer_for
from .results import result_problems
from .vendor import first_items

ITEM = {"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}
LIST = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": ITEM}, "more": {"type": "boolean"}},
}
OBJECT = {"kind": "object", "reading": "json"}
ITEMS = {"kind": "list", "reading": "json", "at": "", "id": "id"}


def _answer(
    tmp_path: Path, responses: dict[str, Any], accept: str = "*/*", turn: int = 0, method: str = "GET"
) -> Answer:
    path = tmp_path / "acme.json"
    path.write_text(json.dumps({"openapi": "3.1.0", "paths": {}}), "utf-8")
    operation = Operation(method, "/x", [], None, responses, None)
    return answer_for(load_document(path), operation, accept, turn)


def _content(media: str, schema: Any = None) -> dict[str, Any]:
    return {"content": {media: {"schema": schema} if schema else {}}}


# Each: the declared success, how the operator shapes it, the right data, and data that is wrong.
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any], list[dict[str, Any]]]] = {
    "object": (
        _content("application/json", ITEM), OBJECT, {"id": 1, "name": "text"},
        [{}, {"id": 2, "name": "text"}],
    ),
    "scalar": (_content("application/json", {"type": "integer"}), OBJECT, {"value": 1}, [{"value": 2}]),
    "kept": (
        _content("application/json", ITEM), OBJECT | {"keep": ["id"]}, {"id": 1}, [{"id": 1, "name": "text"}],
    ),
    "unwrapped": (
        _content("application/json", {"type": "object", "properties": {"data": ITEM}}),
        OBJECT | {"at": "data"}, {"id": 1, "name": "text"}, [{"data": {"id": 1, "name": "text"}}],
    ),
    "list": (
        _content("application/json", {"type": "array", "items": ITEM}), ITEMS | {"drop": ["name"]},
        {"items": [{"id": 1}], "count": 1, "next": None},
        [{"items": [], "count": 0}, {"items": [{"id": 2}], "count": 1}, {"items": [{"id": 1}], "count": 2}],
    ),
    "list in an object": (
        _content("application/vnd.api+json", LIST), ITEMS | {"at": "items"},
        {"items": [{"id": 1, "name": "text"}], "count": 1, "next": None, "response": {"more": True}},
        [{"items": [{"id": 1, "name": "text"}], "count": 1, "next": None}],
    ),
    "text": (
        _content("text/plain"), OBJECT,
        {"text": "text of the vendor: Ünal\n", "content_type": "text/plain; charset=utf-8"},
        [
            {"text": "text of the vendor: Ãœnal\n", "content_type": "text/plain"},
            {"text": "text of the vendor: Ünal\n"},
        ],
    ),
    "lines": (
        _content("application/x-ndjson", ITEM), ITEMS,
        {"items": [{"id": 1, "name": "text"}] * 2, "count": 2},
        [{"items": [{"id": 1, "name": "text"}], "count": 1}],
    ),
    "events": (
        _content("text/event-stream", ITEM), ITEMS,
        {"items": [
            {"event": "message", "data": {"id": 1, "name": "text"}, "id": "1"},
            {"event": "note", "data": "two\nlines"}], "count": 2},
        [{"items": [], "count": 0}],
    ),
    "empty": ({}, {"kind": "empty"}, {}, [{"x": 1}]),
}  # fmt: skip


@pytest.mark.parametrize(("response", "told", "data", "wrong"), CASES.values(), ids=CASES)
def test_data(
    tmp_path: Path,
    response: dict[str, Any],
    told: dict[str, Any],
    data: dict[str, Any],
    wrong: list[dict[str, Any]],
) -> None:
    """Right data passes, each wrong data does not."""
    answer = _answer(tmp_path, {"200": response})

    assert list(result_problems(told, answer, data)) == []
    for each in wrong:
        assert list(result_problems(told, answer, each)), each


def test_file(tmp_path: Path) -> None:
    """A binary answer is a file that holds the very bytes."""
    answer = _answer(tmp_path, {"200": _content("image/png")})
    file = tmp_path / "saved.png"
    file.write_bytes(answer.body)
    digest = hashlib.sha256(answer.body).hexdigest()
    data = {"file": str(file), "bytes": len(answer.body), "content_type": "image/png", "sha256": digest}

    assert list(result_problems(OBJECT, answer, data)) == []
    assert list(result_problems(OBJECT, answer, data | {"sha256": "0" * 64}))
    assert list(result_problems(OBJECT, answer, data | {"content_type": "text/plain"}))
    file.write_bytes(b"other")
    assert list(result_problems(OBJECT, answer, data))


def test_wildcards(tmp_path: Path) -> None:
    """An answer of any audio type is bytes of one, an answer of any type at all is JSON."""
    for declared, media in (
        ("audio/*", "audio/x-any"),
        ("*/*", "application/json"),
        ("text/*", "text/plain"),
    ):
        answer = _answer(tmp_path, {"200": _content(declared, ITEM)})
        assert answer.headers["Content-Type"].partition(";")[0] == media


def test_head(tmp_path: Path) -> None:
    """HEAD is answered with headers alone."""
    answer = _answer(tmp_path, {"200": _content("text/plain")}, method="HEAD")

    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_no_content(tmp_path: Path) -> None:
    """A 204 has no body, though the document declares one."""
    assert _answer(tmp_path, {"204": _content("application/json", ITEM)}) == Answer(204, b"", {})


@pytest.mark.parametrize(
    ("words", "count"), [(["--limit", "2"], 2), (["--per-page", "1"], 1), (["--limit", "9"], 3), ([], 3)]
)
def test_no_more_items_than_asked(words: list[str], count: int) -> None:
    """A vendor answers at most as many items as the caller wants."""
    command = {
        "options": [{"option": "--per-page", "identifier": "per_page"}],
        "pages": {"size": "per_page"},
        "answer": {"at": "items"},
    }
    answer = Answer(body=json.dumps({"items": [1, 2, 3], "more": True}).encode())

    body = json.loads(first_items(command, answer, words).body)

    assert body == {"items": [1, 2, 3][:count], "more": True}
    assert first_items({**command, "pages": None}, answer, words) == answer


def test_accepted_with_a_location(tmp_path: Path) -> None:
    """202 without content says where the work goes on."""
    answer = _answer(tmp_path, {"202": {"headers": {"Location": {}}}})

    assert (answer.status, answer.body) == (202, b"")
    assert list(result_problems(OBJECT, answer, {"location": "/jobs/17"})) == []
    assert list(result_problems(OBJECT, answer, {}))


def test_negotiation(tmp_path: Path) -> None:
    """Accept chooses the media type, turns choose among several successes."""
    both = {"content": {"text/csv": {}, "application/json": {"schema": ITEM}}}

    assert _answer(tmp_path, {"200": both}).headers["Content-Type"] == "application/json"
    assert _answer(tmp_path, {"200": both}, "text/csv").headers["Content-Type"].startswith("text/csv")
    assert [_answer(tmp_path, {"200": both, "204": {}}, turn=turn).status for turn in (0, 1, 2)] == [
        200,
        204,
        200,
    ]
    assert _answer(tmp_path, {"404": {}}).status == 204
    assert replace(_answer(tmp_path, {}, turn=1), headers={}) == Answer(200, b'{"done": true}', {})
