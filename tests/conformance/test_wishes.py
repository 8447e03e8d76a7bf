"""What the map wants is found in the request, or missed; options arrive, or are missed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .arrival import lost_options
from .by_hand import Reading
from .declared import Parameter
from .document import load_document
from .judge import understand
from .loopback import Recorded
from .own import own_value
from .schemas import complaints
from .wishes import unfulfilled, wishes_of

BASE = "http://127.0.0.1:9/base"
COMMAND: dict[str, Any] = {"id": "note.create", "method": "POST", "path": "/notes/{id}", "options": []}
MAP = """
headers: {X-Version: '2'}
commands:
  note.create:
    parameters:
      status: {fixed: draft}
      query:limit: {default: 20}
      fields.project: {omit: true}
      added: {in: query, default: yes}
"""
TEXT = {"type": "string"}
ITEM = {
    "post": {
        "parameters": [
            {"name": "limit", "in": "query", "schema": {"type": "integer"}},
            {"name": "tags", "in": "query", "explode": False, "schema": {"type": "array", "items": TEXT}},
            {"name": "c", "in": "cookie", "schema": TEXT},
        ],
        "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
        "responses": {},
    }
}


def _reading(folder: Path, query: str, body: Any, **headers: str) -> tuple[Recorded, Reading]:
    document = folder / "acme.json"
    if not document.exists():
        document.write_text(json.dumps({"openapi": "3.1.0", "paths": {"/notes/{id}": ITEM}}), "utf-8")
    told = {"Accept": "*/*", "Content-Type": "application/json", "X-Version": "2", "Cookie": "c=1", **headers}
    recorded = Recorded("POST", f"/base/notes/n1?{query}", tuple(told.items()), json.dumps(body).encode())
    reading = understand(document, COMMAND, recorded, BASE)
    assert reading
    return recorded, reading


WISHES = {
    "all there": ("limit=20&added=yes", {"status": "draft"}, {}, [], ""),
    "fixed": ("limit=20&added=yes", {"status": "open"}, {}, [], "fixed status"),
    "default": ("limit=30&added=yes", {"status": "draft"}, {}, [], "default limit"),
    "default, overridden": ("limit=30&added=yes", {"status": "draft"}, {}, ["limit"], ""),
    "added": ("limit=20", {"status": "draft"}, {}, [], "default added"),
    "omitted": ("limit=20&added=yes", {"status": "draft", "fields": {"project": 1}}, {}, [], "omits"),
    "header": ("limit=20&added=yes", {"status": "draft"}, {"X-Version": "1"}, [], "X-Version"),
}


@pytest.mark.parametrize(("query", "body", "headers", "given", "why"), WISHES.values(), ids=WISHES)
def test_wishes(
    tmp_path: Path, query: str, body: Any, headers: dict[str, str], given: list[str], why: str
) -> None:
    """Fixed and default values, added and omitted parameters, constant headers."""
    (tmp_path / "map.yaml").write_text(MAP, "utf-8")
    wishes = wishes_of(tmp_path / "map.yaml", "note.create")

    found = list(unfulfilled(wishes, *_reading(tmp_path, query, body, **headers), given))

    assert ("query", "added") in wishes.added
    assert why in "; ".join(found) if why else found == []


def _option(name: str, place: str, kind: str, **more: Any) -> dict[str, Any]:
    told = {"option": f"--{name}", "aliases": [], "kind": kind, "place": place, "api_name": name}
    return {**told, "path": [name], "identifier": name, "item_kind": kind, **more}


FILES = {"a.txt": "content"}
# Each: the options, the words, the query, the body, what is lost.
OPTIONS: dict[str, tuple[list[dict[str, Any]], list[str], str, Any, str]] = {
    "text in the path": ([_option("id", "path", "text")], ["--id", "n1"], "", {}, ""),
    "another text": ([_option("id", "path", "text")], ["--id", "n2"], "", {}, "arrived as 'n1'"),
    "a list": ([_option("tags", "query", "list")], ["--tags", '["a","b"]'], "tags=a,b", {}, ""),
    "repeated": ([_option("tags", "query", "list")], ["--tags", "a", "--tags", "b"], "tags=a,b", {}, ""),
    "an item lost": ([_option("tags", "query", "list")], ["--tags", '["a","b"]'], "tags=a", {}, "arrived"),
    "cookie": ([_option("c", "cookie", "text")], ["--c", "2"], "", {}, "arrived as '1'"),
    "number": ([_option("n", "body", "number")], ["--n", "1.0"], "", {"n": 1}, ""),
    "flag": ([_option("f", "body", "boolean")], ["--f"], "", {"f": True}, ""),
    "flag, false": ([_option("f", "body", "boolean")], ["--f", "false"], "", {"f": True}, "--f"),
    "object": ([_option("o", "body", "json")], ["--o", '{"a": {"b": 1}}'], "", {"o": {"a": {"b": 1}}}, ""),
    "object, changed": ([_option("o", "body", "json")], ["--o", '{"a": 1}'], "", {"o": {"a": 2}}, "--o"),
    "lifted": (
        [_option("o", "body", "json"), _option("a", "body", "text", path=["o", "a"])],
        ["--o", '{"a": 1, "b": 2}', "--a", "3"], "", {"o": {"a": "3", "b": 2}}, "",
    ),
    "lifted, another lost": (
        [_option("o", "body", "json"), _option("a", "body", "text", path=["o", "a"])],
        ["--o", '{"a": 1, "b": 2}', "--a", "3"], "", {"o": {"a": "3"}}, "--o",
    ),
    "each": ([_option("to", "body", "list", each="email")], ["--to", "a"], "", {"to": [{"email": "a"}]}, ""),
    "each, bare": ([_option("to", "body", "list", each="email")], ["--to", "a"], "", {"to": ["a"]}, "--to"),
    "null": ([_option("n", "body", "text", nullable=True)], ["--n", "null"], "", {"n": None}, ""),
    "file": ([_option("f", "body", "file")], ["--f", "a.txt"], "", {"f": "content"}, ""),
    "whole body": ([], ["--body", '{"a": 1}'], "", {"a": 1, "b": 2}, ""),
    "whole body, lost": ([], ["--body", '{"a": 1}'], "", {"b": 2}, "--body's a"),
}  # fmt: skip


@pytest.mark.parametrize(("options", "words", "query", "body", "why"), OPTIONS.values(), ids=OPTIONS)
def test_options(
    tmp_path: Path, options: list[dict[str, Any]], words: list[str], query: str, body: Any, why: str
) -> None:
    """Each kind of option, in each place."""
    recorded, reading = _reading(tmp_path, query, body)

    found = list(lost_options(COMMAND | {"options": options}, words, recorded, reading, FILES))

    assert why in "; ".join(found) if why else found == []


def test_composed(tmp_path: Path) -> None:
    """The parts of a composed value are looked for in it."""
    composed = {"api_name": "q", "place": "body", "path": ["q"], "parts": [["owner", "owner"]]}
    command = COMMAND | {"options": [_option("owner", "input", "text")], "composed": [composed]}
    right = _reading(tmp_path, "", {"q": "repo:me/x"})
    wrong = _reading(tmp_path, "", {"q": "repo:you/x"})

    assert list(lost_options(command, ["--owner", "me"], *right, {})) == []
    assert "lacks owner" in "".join(lost_options(command, ["--owner", "me"], *wrong, {}))


@pytest.mark.parametrize("style", ["form", "spaceDelimited", "pipeDelimited", "deepObject"])
def test_own_values(tmp_path: Path, style: str) -> None:
    """Our own values are never empty, hold delimiters, and are of their schema."""
    _reading(tmp_path, "", {})
    document = load_document(tmp_path / "acme.json")
    schema = {"type": "array", "items": TEXT}

    value = own_value(document, Parameter("c", "query", schema, style))

    assert len(value) == 2
    assert "," in value[0]
    assert complaints(document, schema, value) == []
    assert own_value(document, Parameter("c", "query", TEXT, style)) is None
