"""A map without judgement is a map that aos-gen takes, and every refusal is kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aos_gen.diagnostics import Location, Report
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.mapping.check import tool_name
from aos_gen.mapping.load import load_mapping
from aos_gen.source import SourceSet

from .mechanical import LARGEST_GROUP, TAKEN, command_ids, connector_name, draft, spread

COMMAND = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z][a-z0-9]*(-[a-z0-9]+)*")
WORDS = st.sampled_from(
    ["a", "Ä/ö", "{id}", "v1", "getThing", "config", "very-long-word" * 3, "x_y", "9", ""]
)
TEXTS = st.lists(WORDS, max_size=4).map("/".join)
NOWHERE = Node({}, Location("acme.json"), None)  # type: ignore[arg-type]  # nobody reads it


def _operation(method: str, path: str, name: str, tag: str) -> Operation:
    return Operation(method, f"/{path}", name or None, (tag,) if tag else (), "", "", False, NOWHERE, NOWHERE)


OPERATIONS = st.builds(
    _operation, st.sampled_from(["GET", "POST", "M-SEARCH", "$"]), TEXTS, st.one_of(st.just(""), TEXTS), TEXTS
)


@given(st.lists(OPERATIONS, max_size=200), TEXTS)
def test_ids_are_tool_names(operations: list[Operation], document: str) -> None:
    """Every operation gets an id of two words, whose tool name is its own and short enough for the host."""
    name = connector_name(document)

    ids = command_ids(operations, name)

    assert len(ids) == len(operations)
    assert [each for each in ids if not COMMAND.fullmatch(each) or each.split(".")[0] in TAKEN] == []
    tools = {tool_name(name, each) for each in ids}
    assert len(tools) == len(ids)
    assert max(map(len, tools), default=0) <= 64


def test_groups_are_split() -> None:
    """A tag of hundreds of operations becomes several modules."""
    ids = command_ids([_operation("GET", f"a/{at}", f"op{at}", "All") for at in range(200)], "acme")

    groups = [each.split(".")[0] for each in ids]
    assert {each: groups.count(each) for each in groups} == {"all": LARGEST_GROUP, "all-2": 80, "all-3": 40}


@pytest.mark.parametrize(
    ("most", "found"), [(None, "abcdefg"), (9, "abcdefg"), (3, "ace"), (1, "a"), (0, "")]
)
def test_spread(most: int | None, found: str) -> None:
    """A sample is taken at even distances, the same one each time."""
    assert "".join(spread("abcdefg", most)) == found  # type: ignore[arg-type]  # letters in place of operations


ANY = {"responses": {"200": {"description": "done"}}}
VENDOR: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Acme", "version": "1"},
    "servers": [{"url": "/v1"}],
    "components": {
        "securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "user": {"type": "http", "scheme": "basic"},
            "client": {
                "type": "oauth2",
                "flows": {"clientCredentials": {"tokenUrl": "http://acme.example/token", "scopes": {}}},
            },
            "digest": {"type": "http", "scheme": "digest"},
        }
    },
    "security": [{"key": []}, {"user": []}, {"client": []}],
    "paths": {
        "/a": {"get": ANY, "delete": ANY, "post": ANY, "trace": ANY},
        "/b": {"$ref": "#/nowhere"},
        "/c": {"get": {**ANY, "servers": [{"url": "nonsense"}]}},
        "/d": {"get": {**ANY, "security": [{"digest": []}]}},
        "/e": {"get": {**ANY, "parameters": [{"name": "x", "in": "moon", "required": True, "schema": {}}]}},
    },
}


def test_draft(tmp_path: Path) -> None:
    """What is refused is kept with code and place, the rest is a map without a mistake."""
    path = tmp_path / "acme.json"
    path.write_text(json.dumps(VENDOR), "utf-8")

    made = draft(path, "acme")

    assert {each["operation"]: (each["mode"], each["risk"]) for each in made.map["commands"].values()} == {
        "GET /a": ("readonly", 1),
        "POST /a": ("write", 2),
        "DELETE /a": ("admin", 3),
        "GET /c": ("readonly", 1),
    }
    refused = {each.operation: each.code for each in made.refusals}
    assert set(refused) == {"TRACE /a", "/b", "GET /d", "GET /e"}
    assert refused["/b"] == "reference-dangling"
    assert made.map["server"]["url"].startswith("https://")
    assert set(made.map["auth"]) == {"key", "user", "client"}
    written = tmp_path / "map.json"
    written.write_text(json.dumps(made.map), "utf-8")
    report, sources = Report(), SourceSet()
    source = sources.open(str(written), report)
    assert source is not None
    assert load_mapping(source, report) is not None
    assert report.codes() == ()


def test_unread(tmp_path: Path) -> None:
    """A document that is none says why."""
    path = tmp_path / "acme.json"
    path.write_text("{}", "utf-8")

    made = draft(path, "acme")

    assert [each.code for each in made.unread] == ["document-not-openapi"]
    assert made.map == {}
