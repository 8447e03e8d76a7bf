"""Forms, parts and other bodies: right ones are right and mean the value, each fault is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .judge import judge, understand
from .loopback import Recorded

BASE = "http://127.0.0.1:9/base"
COMMAND = {"id": "x.create", "method": "POST", "path": "/x"}
TEXT: dict[str, Any] = {"type": "string"}
NUMBER = {"type": "integer"}
LIST = {"type": "array", "items": TEXT}
CARD = {"type": "object", "properties": {"number": TEXT, "month": NUMBER}, "required": ["number"]}
FILE = {"type": "string", "format": "binary"}
SCHEMA = {
    "type": "object",
    "required": ["amount"],
    "properties": {
        "amount": NUMBER,
        "name": TEXT,
        "tags": LIST,
        "card": CARD,
        "cards": {"type": "array", "items": CARD},
        "file": FILE,
        "files": {"type": "array", "items": FILE},
        "file_or_id": {"anyOf": [FILE, TEXT]},
    },
}
DEEP = {"style": "deepObject", "explode": True}
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"
MEDIA: dict[str, Any] = {
    "application/vnd.api+json": {"schema": SCHEMA},
    FORM: {"schema": SCHEMA, "encoding": {}},
    PARTS: {"schema": SCHEMA},
    "application/octet-stream": {"schema": FILE},
    "text/*": {"schema": TEXT},
}
AMOUNT = '--b\r\nContent-Disposition: form-data; name="amount"\r\n\r\n5\r\n'
JSON_PART = "Content-Type: application/json\r\n"


def _part(name: str, content: str, headers: str = "", filename: str | None = None) -> str:
    file = "" if filename is None else f'; filename="{filename}"'
    return f'--b\r\nContent-Disposition: form-data; name="{name}"{file}\r\n{headers}\r\n{content}\r\n'


def _parts(*parts: str) -> str:
    return "".join((AMOUNT, *parts, "--b--\r\n"))


Encoding = dict[str, dict[str, Any]]
# Each: media type, encodings, the body, and its value; a text where it is wrong, which the verdict holds.
CASES: dict[str, tuple[str, Encoding, str, Any]] = {
    "json": ("application/vnd.api+json", {}, '{"amount": 5}', {"amount": 5}),
    "json, wrong": ("application/vnd.api+json", {}, '{"amount": "x"}', "amount"),
    "form": (FORM, {}, "amount=5&name=a+b%26", {"amount": 5, "name": "a b&"}),
    "form, required": (FORM, {}, "name=a", "amount"),
    "form, type": (FORM, {}, "amount=x", "amount"),
    "form, not encoded": (FORM, {}, "amount=5&name=a/b", "name is"),
    "form, list": (FORM, {}, "amount=5&tags=a&tags=b", {"amount": 5, "tags": ["a", "b"]}),
    "form, list of one": (FORM, {}, "amount=5&tags=a", {"amount": 5, "tags": ["a"]}),
    "form, list joined": (
        FORM, {"tags": {"explode": False}}, "amount=5&tags=a,b", {"amount": 5, "tags": ["a", "b"]},
    ),
    "form, list not joined": (FORM, {"tags": {"explode": False}}, "amount=5&tags=a&tags=b", "tags"),
    "form, object": (
        FORM, {}, "amount=5&card=%7B%22number%22%3A%221%22%7D", {"amount": 5, "card": {"number": "1"}},
    ),
    "form, object as its members": (
        FORM, {}, "amount=5&card%5Bnumber%5D=1", {"amount": 5, "card[number]": "1"},
    ),
    "form, object not JSON": (FORM, {}, "amount=5&card=number,1", "not JSON"),
    "form, deep": (
        FORM, {"card": DEEP}, "amount=5&card%5Bnumber%5D=1&card%5Bmonth%5D=2",
        {"amount": 5, "card": {"number": "1", "month": 2}},
    ),
    "form, deep, type": (FORM, {"card": DEEP}, "amount=5&card%5Bnumber%5D=1&card%5Bmonth%5D=x", "month"),
    "form, deep as JSON": (FORM, {"card": DEEP}, "amount=5&card=%7B%22number%22%3A%221%22%7D", "card"),
    "form, deep list": (
        FORM, {"cards": DEEP}, "amount=5&cards%5B0%5D%5Bnumber%5D=1",
        {"amount": 5, "cards": [{"number": "1"}]},
    ),
    "form, objects": (
        FORM, {}, "amount=5&cards=%7B%22number%22%3A%221%22%7D&cards=%7B%22number%22%3A%222%22%7D",
        {"amount": 5, "cards": [{"number": "1"}, {"number": "2"}]},
    ),
    "parts": (PARTS, {}, _parts(_part("name", "ä&=")), {"amount": 5, "name": "ä&="}),
    "parts, list": (
        PARTS, {}, _parts(_part("tags", "a"), _part("tags", "b")), {"amount": 5, "tags": ["a", "b"]},
    ),
    "parts, object": (
        PARTS, {}, _parts(_part("card", '{"number": "1"}', JSON_PART)),
        {"amount": 5, "card": {"number": "1"}},
    ),
    "parts, object as text": (PARTS, {}, _parts(_part("card", '{"number": "1"}')), "not application/json"),
    "parts, object's type": (PARTS, {}, _parts(_part("card", '{"number": 1}', JSON_PART)), "number"),
    "parts, file": (
        PARTS, {}, _parts(_part("file", "%PDF\r\n--", "Content-Type: application/pdf\r\n", "a.pdf")),
        {"amount": 5, "file": "%PDF\r\n--"},
    ),
    "parts, files": (
        PARTS, {}, _parts(_part("files", "1", "", "1.txt"), _part("files", "2", "", "2.txt")),
        {"amount": 5, "files": ["1", "2"]},
    ),
    "parts, a file without name": (PARTS, {}, _parts(_part("file", "x")), "no filename"),
    "parts, a file that is none": (PARTS, {}, _parts(_part("name", "x", "", "x.txt")), "does not say"),
    "parts, a file or its id": (
        PARTS, {}, _parts(_part("file_or_id", "f1")), {"amount": 5, "file_or_id": "f1"},
    ),
    "parts, twice": (PARTS, {}, _parts(_part("name", "x"), _part("name", "y")), "2 parts"),
    "parts, media type": (
        PARTS, {"file": {"contentType": "image/png, image/*"}},
        _parts(_part("file", "x", "Content-Type: text/plain\r\n", "x.txt")), "not image/png",
    ),
    "parts, joined": (
        PARTS, {"tags": {"explode": False}}, _parts(_part("tags", "a,b")), {"amount": 5, "tags": ["a", "b"]},
    ),
    "parts, deep": (
        PARTS, {"card": DEEP}, _parts(_part("card[number]", "1")), {"amount": 5, "card": {"number": "1"}},
    ),
    "parts, exploded": (
        PARTS, {"card": {"style": "form"}}, _parts(_part("number", "1"), _part("month", "2")),
        {"amount": 5, "card": {"number": "1", "month": 2}},
    ),
    "parts, no end": (PARTS, {}, AMOUNT, "closing boundary"),
    "parts, no beginning": (PARTS, {}, "x" + AMOUNT, "boundary"),
    "raw": ("application/octet-stream", {}, "bytes", "bytes"),
    "text": ("text/plain; charset=utf-8", {}, "text", "text"),
    "another type": ("image/png", {}, "x", "is not one of"),
}  # fmt: skip
RIGHT_TEXT = {"raw", "text"}


@pytest.mark.parametrize("name", CASES)
def test_bodies(tmp_path: Path, name: str) -> None:
    """A body is understood, or its fault is named."""
    sent, encoding, body, wanted = CASES[name]
    content = {media: {**told, "encoding": encoding} if encoding else told for media, told in MEDIA.items()}
    operation = {"requestBody": {"required": True, "content": content}, "responses": {}}
    document = tmp_path / "acme.json"
    document.write_text(json.dumps({"openapi": "3.1.0", "paths": {"/x": {"post": operation}}}), "utf-8")
    sent = f"{sent}; boundary=b" if sent == PARTS else sent
    recorded = Recorded("POST", "/base/x", (("Accept", "*/*"), ("Content-Type", sent)), body.encode())

    verdict = judge(document, COMMAND, recorded, BASE)
    reading = understand(document, COMMAND, recorded, BASE)

    assert reading
    if isinstance(wanted, str) and name not in RIGHT_TEXT:
        assert not verdict.right
        assert wanted in verdict.why
    else:
        assert verdict.right, verdict.why
        assert reading.body.value == wanted


@pytest.mark.parametrize(
    ("member", "sent", "right"),
    [
        ({}, "application/x-www-form-urlencoded", True),
        ({"required": ["a"]}, "application/x-www-form-urlencoded", False),
        ({"minProperties": 1}, "application/x-www-form-urlencoded", False),
        ({}, "application/json", False),
        ({}, None, False),
    ],
)
def test_empty_form(tmp_path: Path, member: dict[str, Any], sent: str | None, right: bool) -> None:
    """A form whose members are all optional may be no bytes at all, if its Content-Type is there."""
    schema = {"type": "object", "properties": {"a": {"type": "string"}}, **member}
    content = {
        media: {"schema": schema} for media in ("application/x-www-form-urlencoded", "application/json")
    }
    operation = {"requestBody": {"required": True, "content": content}, "responses": {}}
    document = tmp_path / "acme.json"
    document.write_text(json.dumps({"openapi": "3.1.0", "paths": {"/x": {"post": operation}}}), "utf-8")
    headers = (("Accept", "*/*"), *([("Content-Type", sent)] if sent else []))

    verdict = judge(document, COMMAND, Recorded("POST", "/base/x", headers, b""), BASE)

    assert verdict.right == right, verdict.why
