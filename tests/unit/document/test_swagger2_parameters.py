"""Parameters of Swagger 2.0 in the shape of 3.0, each member where its vendor wrote it."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.diagnostics import Report
from aos_gen.document import operations
from aos_gen.document.load import Document

from .swagger2 import Data, load, places

LIST: Data = {"type": "array", "items": {"type": "string"}}
JOINED: dict[str, tuple[str, str | None, str, bool]] = {
    "no word in a query": ("query", None, "form", False),
    "csv in a query": ("query", "csv", "form", False),
    "multi in a query": ("query", "multi", "form", True),
    "ssv in a query": ("query", "ssv", "ssv", False),
    "tsv in a query": ("query", "tsv", "tsv", False),
    "pipes in a query": ("query", "pipes", "pipes", False),
    "csv in a path": ("path", "csv", "simple", False),
    "pipes in a path": ("path", "pipes", "pipes", False),
    "multi in a path": ("path", "multi", "multi", False),
    "no word in a header": ("header", None, "simple", False),
    "multi in a header": ("header", "multi", "simple", False),
    "ssv in a header": ("header", "ssv", "ssv", False),
    "a word of nobody": ("query", "semicolons", "semicolons", False),
}


def read(*listed: Data, item: Data | None = None, **root: Any) -> list[Data]:
    """What the plan sees of an operation with these parameters."""
    document = load({"parameters": list(listed)}, item=item, **root)
    return [one.value for one in nodes(document)]


def nodes(document: Document) -> list[Any]:
    report = Report()
    found = operations.parameters(document, document.operations[0], report)
    assert not list(report), list(report)
    return found


@pytest.mark.parametrize(("place", "word", "style", "explode"), JOINED.values(), ids=JOINED)
def test_how_a_list_travels(place: str, word: str | None, style: str, explode: bool) -> None:
    """collectionFormat is style and explode; what has no such style keeps its word, to be refused by it."""
    written = {"name": "a", "in": place, **LIST, **({"collectionFormat": word} if word else {})}
    assert read(written) == [{"name": "a", "in": place, "schema": LIST, "style": style, "explode": explode}]


@pytest.mark.parametrize(
    ("keywords", "schema"),
    [
        ({"type": "integer", "format": "int64", "minimum": 1, "exclusiveMinimum": True}, None),
        ({"type": "string", "enum": ["a"], "default": "a", "pattern": "^a$", "maxLength": 3}, None),
        ({"type": "string", "x-nullable": True}, {"type": "string", "nullable": True}),
        ({"type": "string", "x-nullable": False, "x-secret": 1}, {"type": "string"}),
        ({"type": "file"}, {"type": "string", "format": "binary"}),
        ({}, {}),
        ({"schema": {"type": "boolean"}}, {"type": "boolean"}),
        (
            {"schema": {"type": "integer", "minimum": 1}, "maximum": 5},
            {"type": "integer", "minimum": 1, "maximum": 5},
        ),
        ({"schema": {"type": "integer"}, "type": "string"}, {"type": "string"}),
        (
            {"schema": {"$ref": "#/definitions/A"}, "default": "x"},
            {"$ref": "#/definitions/A", "default": "x"},
        ),
    ],
)
def test_keywords_become_a_schema(keywords: Data, schema: Data | None) -> None:
    """What stands beside a name is its schema; a vendor who writes `schema` as well means both."""
    wanted = keywords if schema is None else schema
    assert read({"name": "a", "in": "query", **keywords}) == [{"name": "a", "in": "query", "schema": wanted}]


def test_what_stands_beside_a_schema() -> None:
    """Name, place and words stay with the parameter; an example is one by either name."""
    own = {"name": "a", "in": "query", "description": "d", "required": True, "allowEmptyValue": True}
    assert read({**own, "type": "string", "x-example": "e"}) == [
        {**own, "schema": {"type": "string"}, "example": "e"}
    ]
    assert read({**own, "type": "string", "example": "f", "x-example": "e"})[0]["example"] == "f"


def test_a_list_of_lists_and_an_object_have_no_style() -> None:
    """2.0 has no style of 3.0's for them: the plan refuses them by these words, or takes the map's."""
    inner = {
        "type": "array",
        "items": {"type": "array", "items": {"type": "string"}, "collectionFormat": "pipes"},
    }
    listed = read({"name": "a", "in": "query", **inner}, {"name": "b", "in": "query", "type": "object"})
    assert [one["style"] for one in listed] == ["csv of pipes", "csv"]


def test_a_vendor_who_writes_as_in_3_0() -> None:
    """`schema`, `style` and `explode` in a 2.0 document mean what they mean in 3.0."""
    own = {"name": "a", "in": "query", "schema": LIST, "explode": False}
    assert read(own) == [own]
    assert "style" not in read({"name": "a", "in": "query", "schema": LIST})[0]


def test_whose_parameter_counts() -> None:
    """The operation's own wins over the path item's; references lead to the root's; bodies are none."""
    found = read(
        {"name": "a", "in": "query", "type": "integer"},
        {"$ref": "#/parameters/B"},
        {"name": "c", "in": "body", "schema": {}},
        {"name": "d", "in": "formData", "type": "string"},
        item={"parameters": [{"name": "a", "in": "query", "type": "string"}]},
        parameters={"B": {"name": "b", "in": "header", "type": "string"}},
    )
    assert [(one["name"], one["schema"]["type"]) for one in found] == [("a", "integer"), ("b", "string")]


def test_every_member_keeps_its_place() -> None:
    """A diagnostic about a schema shows the vendor's own line."""
    written = {"name": "a", "in": "query", **LIST, "collectionFormat": "pipes", "x-example": ["e"]}
    (one,) = nodes(load({"parameters": [written]}))
    own = "#/paths/~1things/post/parameters/0"
    assert one.location.fragment() == own
    assert places(one) == {
        "name": f"{own}/name",
        "in": f"{own}/in",
        "schema": own,
        "schema.type": f"{own}/type",
        "schema.items": f"{own}/items",
        "schema.items.type": f"{own}/items/type",
        "example": f"{own}/x-example",
        "style": f"{own}/collectionFormat",
        "explode": f"{own}/collectionFormat",
    }
    assert one.child("schema", "items", "type").value == "string"
    assert one.child("schema", "missing") is None
    assert one.child() is one
