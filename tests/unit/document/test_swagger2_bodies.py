"""`in: body` and `in: formData` become one request body, of the media types that are consumed."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.diagnostics import Report
from aos_gen.document import operations
from aos_gen.document.resolve import Node

from .swagger2 import Data, load, places

JSON, FORM, PARTS = "application/json", "application/x-www-form-urlencoded", "multipart/form-data"
BODY: Data = {"name": "pet", "in": "body", "schema": {"$ref": "#/definitions/Pet"}}
WORD: Data = {"name": "word", "in": "formData", "type": "string"}
FILE: Data = {"name": "file", "in": "formData", "type": "file", "required": True}


def body(operation: Data, *, item: Data | None = None, **root: Any) -> tuple[Node | None, Report]:
    document = load(operation, item=item, **root)
    report = Report()
    return operations.request_body(document, document.operations[0], report), report


def content(*listed: Data, consumes: list[str] | None = None, root: list[str] | None = None) -> Data:
    """The media types, each with its schema and encoding."""
    operation: Data = {"parameters": list(listed)} | ({} if consumes is None else {"consumes": consumes})
    members: Data = {} if root is None else {"consumes": root}
    node, report = body(operation, **members)
    assert node is not None and not list(report)
    value: Data = node.value["content"]
    return value


TYPES: dict[str, tuple[list[Data], list[str] | None, list[str] | None, list[str]]] = {
    "a body of nothing declared": ([BODY], None, None, [JSON]),
    "a body of the root's types": ([BODY], None, ["text/xml", JSON], ["text/xml", JSON]),
    "the operation's types override": ([BODY], ["text/xml"], [JSON], ["text/xml"]),
    "an empty list overrides too": ([BODY], [], ["text/xml"], [JSON]),
    "a form of nothing declared": ([WORD], None, None, [FORM]),
    "a form with a file": ([WORD, FILE], None, None, [PARTS]),
    "a form in either way": ([WORD], [FORM, PARTS], None, [FORM, PARTS]),
    "a file goes in parts only": ([FILE], [FORM, PARTS], None, [PARTS]),
    "a file, and a root that consumes JSON": ([FILE], None, [JSON], [PARTS]),
    "a form, and a root that consumes JSON": ([WORD], None, [JSON], [FORM]),
    "other types beside a form's": ([WORD], [JSON, PARTS], None, [PARTS]),
    "a list of files": (
        [{"name": "f", "in": "formData", "type": "array", "items": {"type": "file"}}],
        None,
        None,
        [PARTS],
    ),
}


@pytest.mark.parametrize(("listed", "own", "root", "wanted"), TYPES.values(), ids=TYPES)
def test_media_types(
    listed: list[Data], own: list[str] | None, root: list[str] | None, wanted: list[str]
) -> None:
    """`consumes` of the operation, else of the root; else JSON, a form, or parts where there is a file."""
    assert list(content(*listed, consumes=own, root=root)) == wanted


def test_a_text_in_place_of_a_list() -> None:
    """`consumes: text/plain` is a list of one, as everybody reads it."""
    node, _ = body({"parameters": [BODY], "consumes": "text/plain"})
    assert node is not None and list(node.value["content"]) == ["text/plain"]


def test_a_body_keeps_its_schema() -> None:
    """The schema is the vendor's own node, reference and all; words and `required` stay."""
    node, _ = body({"parameters": [{**BODY, "required": True, "description": "d"}]})
    assert node is not None
    media = {"schema": {"$ref": "#/definitions/Pet"}}
    assert node.value == {"description": "d", "required": True, "content": {JSON: media}}
    own = "#/paths/~1things/post/parameters/0"
    assert places(node)["content.application/json.schema.$ref"] == f"{own}/schema/$ref"
    assert node.location.fragment() == own


def test_a_body_without_a_schema() -> None:
    """Keywords where the schema belongs are the schema."""
    assert content({"in": "body", "type": "string"})[JSON]["schema"] == {"type": "string"}


def test_a_form() -> None:
    """Members with their words; those that must come; lists with their style, files without."""
    lists = {"type": "array", "items": {"type": "string"}}
    listed = (
        {
            "name": "a",
            "in": "formData",
            "type": "integer",
            "required": True,
            "description": "d",
            "x-example": 1,
        },
        {"name": "b", "in": "formData", **lists},
        {"name": "c", "in": "formData", **lists, "collectionFormat": "multi"},
        {"name": "d", "in": "formData", "type": "file", "x-nullable": True},
        {
            "name": "e",
            "in": "formData",
            "type": "array",
            "items": {"type": "file"},
            "collectionFormat": "multi",
        },
        {"name": "f", "in": "formData", "type": "object"},
        {"in": "formData", "type": "string"},
    )
    media = content(*listed)[PARTS]
    assert media["schema"] == {
        "type": "object",
        "properties": {
            "a": {"type": "integer", "description": "d", "example": 1},
            "b": lists,
            "c": lists,
            "d": {"type": "string", "format": "binary", "nullable": True},
            "e": {"type": "array", "items": {"type": "file"}},
            "f": {"type": "object"},
        },
        "required": ["a"],
    }
    assert media["encoding"] == {
        "b": {"style": "form", "explode": False},
        "c": {"style": "form", "explode": True},
    }


@pytest.mark.parametrize("members", [[WORD], [FILE]])
def test_whether_a_form_must_come(members: list[Data]) -> None:
    """A form that has a member which must come must come."""
    node, _ = body({"parameters": members})
    assert node is not None and node.value["required"] is (members == [FILE])


def test_no_body() -> None:
    """Parameters of other places make none."""
    assert body({"parameters": [{"name": "a", "in": "query", "type": "string"}]})[0] is None
    assert body({})[0] is None


SEVERAL: dict[str, tuple[list[Data], list[str] | None, str, list[str]]] = {
    "two bodies": ([BODY, {"name": "owner", "in": "body", "type": "string"}], None, JSON, ["pet", "owner"]),
    "a body and a form": ([WORD, BODY], None, FORM, ["pet", "word"]),
    "a body and a file": ([BODY, FILE], [JSON], PARTS, ["pet", "file"]),
}


@pytest.mark.parametrize(("listed", "consumes", "media", "names"), SEVERAL.values(), ids=SEVERAL)
def test_several_bodies(listed: list[Data], consumes: list[str] | None, media: str, names: list[str]) -> None:
    """2.0 allows one. Each is taken for a member of one object, and a warning says so."""
    node, report = body({"parameters": listed} | ({"consumes": consumes} if consumes else {}))
    assert node is not None and list(node.value["content"]) == [media]
    assert list(node.value["content"][media]["schema"]["properties"]) == names
    (warning,) = report
    assert (warning.code, warning.severity) == ("document-several-bodies", "warning")


def test_the_operations_body_replaces_the_paths() -> None:
    """A request has one body: the operation's own, whatever its name."""
    item = {"parameters": [{"name": "any", "in": "body", "schema": {"type": "array"}}]}
    node, report = body({"parameters": [BODY]}, item=item)
    assert node is not None and not list(report)
    assert node.value["content"][JSON]["schema"] == BODY["schema"]
