"""What becomes of an answer's bytes, and of the data in them."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import importlib
import io
import json
import socket
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from conftest import MODULE

answers = importlib.import_module(f"{MODULE}.answers")
decode = importlib.import_module(f"{MODULE}.decode")
errors = importlib.import_module(f"{MODULE}.errors")
files = importlib.import_module(f"{MODULE}.files")
output = importlib.import_module(f"{MODULE}.output")
wire = importlib.import_module(f"{MODULE}.wire")


class Wire(io.BytesIO):
    """A connection that holds one whole answer."""

    def makefile(self, mode: str) -> Wire:
        return self


def answered(content: bytes, media: str = "", status: int = 200, **headers: str) -> Any:
    """The open answer of a vendor that sends `content`."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    named = {"Content-Length": str(len(content)), **given}
    if media:
        named["Content-Type"] = media
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    head = f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode()
    wire: Any = Wire(head + content)  # It stands in for a socket.
    response = http.client.HTTPResponse(wire)
    response.begin()
    return response


def received(kind: str, content: bytes, media: str = "", **rest: Any) -> Any:
    """What `content` is as an answer of that kind, where nothing cuts it short."""
    answer, stopped = decode.receive(answered(content, media, **rest), kind, time.monotonic() + 9)
    assert stopped == ""
    return answer


def event(data: Any, event: str = "message", **id: str) -> dict[str, Any]:
    """One server-sent event."""
    return {"event": event, "data": data, **id}


JSON_ANSWERS = [
    (b'{"a": 1}', "application/json", {"a": 1}),
    (b'\xef\xbb\xbf{"a": 1}', "application/json", {"a": 1}),
    ('{"a": "é"}'.encode("utf-16"), "application/json", {"a": "é"}),
    ('{"a": "é"}'.encode("latin-1"), "application/json; charset=ISO-8859-1", {"a": "é"}),
    (b" \n", "application/json", None),
    (b"3", "", 3),
    (b"null", "application/json", None),
]


@pytest.mark.parametrize(("content", "media", "answer"), JSON_ANSWERS)
def test_json_is_read_in_every_encoding(content: bytes, media: str, answer: Any) -> None:
    """With or without a byte order mark; in another charset where the answer names it."""
    assert received("json", content, media) == answer


NOT_JSON = [b"<html>", b'{"a":', b"NaN", b"\xff\xfe", b'"\xe9"', b"[" * 100_000]


@pytest.mark.parametrize("kind", ["json", "any"])
@pytest.mark.parametrize("content", NOT_JSON)
def test_what_is_not_json_is_told(kind: str, content: bytes) -> None:
    """Exit 10, with the status and the Content-Type."""
    media = "application/json; charset=nothing"
    with pytest.raises(errors.CliError) as failure:
        received(kind, content, media)

    assert failure.value.exit_code == 10
    assert failure.value.details == {"status": 200, "content_type": media}


TEXTS = [
    (b"a,b\n", "text/csv", "a,b\n"),
    (b"caf\xe9", "text/plain; charset=latin-1", "café"),
    (b"caf\xc3\xa9", "text/plain", "café"),
    (b"caf\xe9", "text/plain", "caf\ufffd"),
    (b"caf\xc3\xa9", "text/plain; charset=klingon", "café"),
    (b"caf\xc3\xa9", "text/plain; charset=hex", "café"),
    (b"\xef\xbb\xbfa", "text/csv", "a"),
    ("aé".encode("utf-16"), "text/csv", "aé"),
    (b'{"a": 1}', "application/json", '{"a": 1}'),
    (b" ", "text/plain", " "),
]


@pytest.mark.parametrize(("content", "media", "text"), TEXTS)
def test_text_is_read_by_its_charset(content: bytes, media: str, text: str) -> None:
    """Else as UTF-8; JSON that comes where text was expected is text too."""
    assert received("text", content, media) == {"text": text, "content_type": media}


ANY = [
    ("application/json", b'{"a": 1}', {"a": 1}),
    ("application/vnd.api+json; version=1", b"[1]", [1]),
    ("application/x-ndjson", b"1\n2\n", [1, 2]),
    ("application/jsonl", b"1\r\n\r\n2", [1, 2]),
    ("application/json-seq", b"\x1e1\n\x1e{\n}\n", [1, {}]),
    ("application/geo+json-seq", b"\x1e1\n", [1]),
    ("text/event-stream; charset=utf-8", b"data: 1\n\n", [event(1)]),
    ("text/html", b"<p>", {"text": "<p>", "content_type": "text/html"}),
    ("application/atom+xml", b"<a/>", {"text": "<a/>", "content_type": "application/atom+xml"}),
    ("Application/XML", b"<a/>", {"text": "<a/>", "content_type": "Application/XML"}),
    ("", b'{"a": 1}', {"a": 1}),
    ("", b"plain", {"text": "plain", "content_type": "text/plain"}),
]


@pytest.mark.parametrize(("media", "content", "answer"), ANY)
def test_any_kind_goes_by_the_content_type(media: str, content: bytes, answer: Any) -> None:
    """And by the bytes where there is none."""
    assert received("any", content, media) == answer


@pytest.mark.parametrize("kind", ["json", "text", "binary", "events", "lines", "any"])
def test_an_empty_answer_is_none(kind: str) -> None:
    """Whatever was expected; the address of what was made is kept."""
    assert received(kind, b"", status=204) is None
    assert received(kind, b"", "application/json") is None
    assert received(kind, b"", status=202, Location="/jobs/1") == {"location": "/jobs/1"}


@pytest.mark.parametrize(
    ("kind", "media"), [("binary", "application/pdf"), ("any", "image/png"), ("any", "")]
)
def test_a_binary_answer_is_saved(kind: str, media: str, tmp_path: Path) -> None:
    """Under the root, for its owner alone, named by its digest; nothing else is left there."""
    content = b"\xff\x00" * 40_000
    answer = received(kind, content, media)

    assert answers.as_object(answer) is answer
    saved = tmp_path / answer.pop("file")
    assert saved.parent == tmp_path.resolve()
    assert saved.read_bytes() == content
    assert saved.stat().st_mode & 0o077 == 0
    assert answer == {
        "bytes": len(content),
        "content_type": media or "application/octet-stream",
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    assert list(tmp_path.iterdir()) == [saved]


@pytest.mark.parametrize(
    ("named", "suffix"),
    [
        ('a; filename="x.XLSX"', ".xlsx"),
        ('a; filename="x.pth"', ".bin"),
        ('a; filename="../x.p/q"', ".bin"),
        ("a", ".bin"),
    ],
)
def test_a_file_that_says_no_type_is_named_by_its_suffix(named: str, suffix: str) -> None:
    """Content-Disposition gives the suffix, never the place."""
    answer = received("binary", b"x", "application/octet-stream", Content_Disposition=named)

    assert Path(answer["file"]).suffix == suffix
    assert Path(answer["file"]).parent == Path(files.root())
    typed = received("binary", b"x", "image/gif", Content_Disposition=named)
    assert Path(typed["file"]).suffix == ".gif"


def test_a_file_that_breaks_off_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one that is too large, nor half of either; no room is exit 4."""
    with pytest.raises(ConnectionError):
        received("binary", b"abc", "image/png", Content_Length="9")
    monkeypatch.setattr(decode, "MAX_FILE", 10)
    with pytest.raises(errors.CliError, match="larger than 10 bytes"):
        received("binary", b"a" * 11, "image/png")
    assert list(tmp_path.iterdir()) == []

    monkeypatch.setenv("AOS_FILE_ROOT", str(tmp_path / "absent"))
    with pytest.raises(errors.CliError) as failure:
        received("binary", b"a", "image/png")
    assert (failure.value.code, failure.value.exit_code) == ("CANNOT_SAVE", 4)


def packed(content: bytes, wbits: int) -> bytes:
    """Compressed: 31 gzip, 15 zlib, -15 bare deflate."""
    made = zlib.compressobj(wbits=wbits)
    return made.compress(content) + made.flush()


TEXT = b'{"a": "' + b"x" * 300_000 + b'"}'
COMPRESSED = [
    ("gzip", gzip.compress(TEXT)),
    ("X-GZIP, identity", gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:]) + b"\0\0"),
    ("deflate", packed(TEXT, 15)),
    ("deflate", packed(TEXT, -15)),
    ("identity", TEXT),
]


@pytest.mark.parametrize("size", [77, 65536])
@pytest.mark.parametrize(("coding", "content"), COMPRESSED)
def test_a_compressed_answer_is_decompressed(
    coding: str, content: bytes, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though nobody asked for it, in pieces of any size."""
    monkeypatch.setattr(wire, "CHUNK", size)
    assert received("json", content, Content_Encoding=coding) == json.loads(TEXT)
    response = answered(content, status=500, Content_Encoding=coding)
    assert decode.read_all(response, time.monotonic() + 9) == TEXT


@pytest.mark.parametrize(("coding", "content"), [("br", b"x"), ("gzip", b"not so")])
def test_what_cannot_be_decompressed_is_told(coding: str, content: bytes) -> None:
    """Of an error the bytes are given as they are: its status counts."""
    with pytest.raises(errors.CliError, match="compress"):
        received("json", content, Content_Encoding=coding)
    response = answered(content, status=500, Content_Encoding=coding)
    assert decode.read_all(response, time.monotonic() + 9) == content


def test_no_answer_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is its size when decompressed."""
    monkeypatch.setattr(decode, "MAX_ANSWER", 1000)
    for kind in ("json", "text", "any"):
        with pytest.raises(errors.CliError, match="larger than 1000 bytes"):
            received(kind, gzip.compress(TEXT), Content_Encoding="gzip")
    with pytest.raises(errors.CliError, match="larger than 1000 bytes"):
        decode.read_all(answered(b"x" * 1001), time.monotonic() + 9)


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_an_answer_that_breaks_off_is_no_answer(coding: str) -> None:
    """Fewer bytes than announced, or half of a compressed text."""
    half = gzip.compress(TEXT)[:-9] if coding == "gzip" else b'{"a": 1}'
    length = str(len(half)) if coding == "gzip" else "99"
    with pytest.raises(ConnectionError):
        received("json", half, Content_Encoding=coding, Content_Length=length)
    with pytest.raises((ConnectionError, http.client.IncompleteRead)):
        received("events", b"data: 1\n\ndata: 2", "text/event-stream", Content_Length="99")


EVENTS = [
    (b"data: 1\n\n", [event(1)]),
    (b'\xef\xbb\xbfdata: {"a": [1]}\n\n', [event({"a": [1]})]),
    (b"data: a\rdata:b\r\r", [event("a\nb")]),
    (b"data:  a\r\n\r\ndata\r\n\r\n", [event(" a"), event("")]),
    (b": ping\n\nevent: x\n\nretry: 1\ndata: 1\n\n", [event(1)]),
    (b"event: add\nid: 7\ndata: 1\n\ndata: 2\n\n", [event(1, "add", id="7"), event(2, id="7")]),
    (b"id: 7\ndata: 1\n\nid\ndata: 2\n\n", [event(1, id="7"), event(2)]),
    (b"id: 7\0\ndata: 1\n\n", [event(1)]),
    (b"data: 1\n\ndata: [DONE]\n\ndata: 2\n\n", [event(1)]),
    (b"data: 1\n\ndata: [DONE]", [event(1)]),
    (b"data: 1\n\ndata: 2", [event(1), event(2)]),
    (b"data: 1\n\nevent: x\n", [event(1)]),
    (b"data: NaN\n\n", [event("NaN")]),
    (b": ping\n\n", []),
    ("data: é\n\n".encode(), [event("é")]),
]


@pytest.mark.parametrize("size", [1, 2, 3, 65536])
@pytest.mark.parametrize(("content", "items"), EVENTS)
def test_server_sent_events_are_items(
    content: bytes, items: list[Any], size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the rules of the HTML standard, however the bytes arrive; the last needs no empty line."""
    monkeypatch.setattr(wire, "CHUNK", size)

    assert received("events", content, "text/event-stream") == items


@pytest.mark.parametrize("size", [1, 65536])
def test_json_lines_are_items(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """One document where lines were promised is its list, or one line."""
    monkeypatch.setattr(wire, "CHUNK", size)

    content = b'\xef\xbb\xbf{"a": "\xc3\xa9"}\r\n\n[2]\n3'
    assert received("lines", content) == [{"a": "é"}, [2], 3]
    assert received("lines", b"[1, 2]") == [1, 2]
    assert received("lines", b"1\n2", "application/json") == [1, 2]
    assert received("lines", b"[\n1]", "application/json") == [1]
    assert received("events", b'{"a": 1}', "application/json") == [event({"a": 1})]


def test_what_is_no_stream_is_told() -> None:
    """A page of HTML holds no events, and a line that is not JSON has a number."""
    with pytest.raises(errors.CliError, match="not an event stream"):
        received("events", b"<html>", "text/html")
    with pytest.raises(errors.CliError, match="line 2 "):
        received("lines", b"1\n<p>\n3\n", "application/jsonl")


@pytest.mark.parametrize(
    ("kind", "one", "items"),
    [("events", b"data: 1\n\n", [event(1)] * 3), ("lines", b"1\n       ", [1] * 3)],
)
def test_a_stream_is_bounded(
    kind: str, one: bytes, items: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In items and bytes: what was read is the answer, and it says what cut it short."""
    monkeypatch.setattr(decode, "MOST_ITEMS", 3)
    monkeypatch.setattr(wire, "CHUNK", 9)
    later = time.monotonic() + 9

    assert decode.receive(answered(one * 3), kind, later) == (items, "")
    assert decode.receive(answered(one * 4), kind, later) == (items, "items")
    monkeypatch.setattr(decode, "MAX_ANSWER", 20)
    assert decode.receive(answered(one * 3), kind, later) == (items[:2], "bytes")


@pytest.mark.parametrize(("sent", "items"), [(b"data: 1\n\nda", [event(1)]), (b"", [])])
def test_a_stream_without_an_end_is_cut_in_time(sent: bytes, items: list[Any]) -> None:
    """Before the deadline, with what was read by then; any other answer is too late."""
    for kind in ("events", "json"):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            theirs.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + sent)
            response = http.client.HTTPResponse(ours)
            response.begin()
            deadline = time.monotonic() + 0.2
            if kind == "events":
                assert decode.receive(response, kind, deadline) == (items, "time")
            else:
                with pytest.raises(TimeoutError):
                    decode.receive(response, kind, deadline)
            response.close()
    with pytest.raises(TimeoutError):
        decode.receive(answered(b"1"), "json", time.monotonic())


NESTED = {"data": {"items": [{"sid": 1, "a": 2}], "x": 3}, "meta": {}}
ITEMS = [
    ([1, 2], {}, {"items": [1, 2]}),
    (None, {}, {"items": []}),
    (None, {"at": "a"}, {"items": []}),
    ({"a": None, "b": 1}, {"at": "a"}, {"items": [], "response": {"b": 1}}),
    ({"a": [1]}, {"at": "a"}, {"items": [1]}),
    ({"b": 1}, {"at": "a.c"}, {"items": [], "response": {"b": 1}}),
    (
        NESTED,
        {"at": "data.items", "id": "sid"},
        {"items": [{"id": 1, "sid": 1, "a": 2}], "response": {"data": {"x": 3}, "meta": {}}},
    ),
    (NESTED, {"at": "data.items", "id": "sid", "keep": ["a"]}, {"items": [{"id": 1, "a": 2}]}),
    (NESTED, {"at": "data.items", "drop": ["a"]}, {"items": [{"sid": 1}]}),
    ({"a.b": [1], "a": {"b": [2]}}, {"at": "a.b"}, {"items": [1], "response": {"a": {"b": [2]}}}),
    ({"a": {"b": {"c": [1]}}}, {"at": "a.b.c"}, {"items": [1]}),
    ({"a.b": {"c": [1]}, "a": 1}, {"at": "a.b.c"}, {"items": [1], "response": {"a": 1}}),
    ([{"m": {"id": 5}}], {"id": "m.id"}, {"items": [{"id": 5, "m": {"id": 5}}]}),
    ({"location": "/x"}, {}, {"items": [], "response": {"location": "/x"}}),
    ([1], {"stopped": "items"}, {"items": [1], "stopped": "items"}),
]


@pytest.mark.parametrize(("answer", "where", "data"), ITEMS)
def test_a_list_becomes_items(answer: Any, where: dict[str, Any], data: dict[str, Any]) -> None:
    """Found at a path, counted, shaped; what stands beside it is the response."""
    found = answers.as_items(answer, **where)

    if "response" not in data and where.get("at") == "data.items":
        del found["response"]
    assert found == {"count": len(data["items"]), "next": None, **data}


# What a vendor may send to pass for a file that was saved, or for a list that goes on.
OURS: list[dict[str, Any]] = [
    {"file": "/etc/passwd", "bytes": 1, "content_type": "text/plain", "sha256": "00"},
    {"truncated": True, "file": "/etc/passwd"},
    {"items": [], "next": {"mode": "admin"}},
]
OBJECTS = [
    (None, {}, {}),
    (3, {}, {"value": 3}),
    (None, {"at": "a"}, {}),
    ({"a": 1, "b": 2}, {}, {"a": 1, "b": 2}),
    ({"a": 1, "b": 2, "c": 3}, {"keep": ["c", "a"]}, {"a": 1, "c": 3}),
    ({"a": 1, "b": 2, "c": 3}, {"keep": ["c", "a"], "drop": ["a"]}, {"c": 3}),
    ({"a": {"b": {"c": 1, "d": 2}}}, {"at": "a.b", "drop": ["d"]}, {"c": 1}),
    ({"a": None}, {"at": "a"}, {}),
    ({"a": 0}, {"at": "a"}, {"value": 0}),
    ({"b": 1, "c": 2}, {"at": "a", "keep": ["b"]}, {"b": 1, "c": 2}),
    ([{"a": 1, "b": 2}], {"keep": ["a"]}, {"items": [{"a": 1}], "count": 1, "next": None}),
    ({"x": [1]}, {"at": "x"}, {"items": [1], "count": 1, "next": None}),
    *((one, {}, {"value": one}) for one in OURS),
    *(({"x": one}, {"at": "x"}, {"value": one}) for one in OURS),
    (answers.Saved({"file": "x", "bytes": 1}), {}, {"file": "x", "bytes": 1}),
    ({"file": "x", "name": "y"}, {}, {"file": "x", "name": "y"}),
    ({"items": [], "next": "/x"}, {}, {"items": [], "next": "/x"}),
]


@pytest.mark.parametrize(("answer", "where", "data"), OBJECTS)
def test_an_answer_becomes_an_object(
    answer: Any, where: dict[str, Any], data: dict[str, Any]
) -> None:
    """Unwrapped, with the members that are wanted; whole where there is nothing to unwrap."""
    assert answers.as_object(answer, **where) == data


@pytest.mark.parametrize(("answer", "at"), [({"a": {}}, "a"), ({"a": 1}, ""), ("x", "a")])
def test_what_is_no_list_is_told(answer: Any, at: str) -> None:
    """Exit 10."""
    with pytest.raises(errors.CliError) as failure:
        answers.as_items(answer, at)

    assert failure.value.exit_code == 10


def test_a_long_list_that_was_cut_short_says_so() -> None:
    """What does not fit on stdout leaves room for the bound and for the next page."""
    items = [{"text": "x" * 1000}] * 1100
    data = {"items": items, "count": 1100, "next": {"page": 2}, "stopped": "items", "left_out": 3}
    envelope = output.success("a.b", data, mode="readonly", started=0.0)
    short = json.loads(output.format_output(envelope, True, []))["data"]

    assert {name: short[name] for name in ("next", "stopped", "left_out")} == {
        name: data[name] for name in ("next", "stopped", "left_out")
    }
    assert short["count"] < short["count_in_file"] == 1100
