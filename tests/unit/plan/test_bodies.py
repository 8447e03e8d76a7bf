"""Request bodies: which media type, which members, and what is taken whole."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.bodies import Body, is_json, read_body

from . import world

OBJECT = {"type": "object", "properties": {"a": {"type": "string"}}}
MEDIA_TYPES = {
    "application/json": True,
    "APPLICATION/JSON": True,
    "application/json; charset=utf-8": True,
    "application/vnd.api+json": True,
    "application/vnd.api+json;version=2": True,
    "*/*": True,
    "application/*": True,
    "text/json5": False,
    "application/jsonl": False,
    "application/x-www-form-urlencoded": False,
    "multipart/form-data": False,
    "text/plain": False,
    "text/*": False,
    "": False,
}


@pytest.mark.parametrize(("media_type", "wanted"), MEDIA_TYPES.items())
def test_what_is_json(media_type: str, wanted: bool) -> None:
    """A media type is JSON by its name or by its suffix, whatever parameters it has."""
    assert is_json(media_type) is wanted


def read(body: Any, *, method: str = "post", **schemas: Any) -> tuple[Body | None, list[str]]:
    operation = world.answering(requestBody=body) if body is not None else world.answering()
    document, one, report = world.one_operation(operation, method=method, components={"schemas": schemas})
    return read_body(document, one, world.AT, report), [d.code for d in report]


def content(*media_types: str, schema: Any = None) -> dict[str, Any]:
    return {"content": {name: {"schema": schema or OBJECT} for name in media_types}}


CHOSEN = {
    "the only one": (["application/json"], "application/json"),
    "JSON before a form": (["multipart/form-data", "application/json"], "application/json"),
    "plain JSON before a vendor's": (["application/vnd.a+json", "application/json"], "application/json"),
    "JSON with a charset before a vendor's": (
        ["application/a+json", "application/json; charset=utf-8"],
        "application/json; charset=utf-8",
    ),
    "a vendor's, by name": (["application/b+json", "application/a+json"], "application/a+json"),
    "anything is sent as JSON": (["*/*"], "application/json"),
    "any application type is sent as JSON": (["application/*"], "application/json"),
}


@pytest.mark.parametrize(("media_types", "chosen"), CHOSEN.values(), ids=CHOSEN.keys())
@pytest.mark.parametrize("backwards", [False, True])
def test_the_media_type(media_types: list[str], chosen: str, backwards: bool) -> None:
    """The choice depends on the names and never on the document's order."""
    body, codes = read(content(*(reversed(media_types) if backwards else media_types)))
    assert codes == []
    assert body is not None
    assert body.plan.media_type == chosen


REFUSED: dict[str, tuple[Any, str, list[str]]] = {
    "a form": (content("application/x-www-form-urlencoded"), "post", ["unsupported-request-body"]),
    "a file": (content("application/octet-stream", "image/png"), "put", ["unsupported-request-body"]),
    "a body on GET": (content("application/json"), "get", ["unsupported-body-method"]),
    "a body on HEAD": (content("application/json"), "head", ["unsupported-body-method"]),
    "no content": ({"description": "nothing"}, "post", []),
    "empty content": ({"content": {}}, "post", []),
    "no body": (None, "post", []),
}


@pytest.mark.parametrize(("body", "method", "codes"), REFUSED.values(), ids=REFUSED.keys())
def test_no_body(body: Any, method: str, codes: list[str]) -> None:
    """What is not JSON is refused by its code; no content is no body."""
    assert read(body, method=method) == (None, codes)


def test_a_body_on_delete_is_taken() -> None:
    """DELETE may carry JSON."""
    body, codes = read(content("application/json"), method="delete")
    assert body is not None
    assert codes == []


READ_ONLY = {"type": "string", "readOnly": True}
FLATTENED: dict[str, tuple[Any, list[str], bool, str]] = {
    "an object": (OBJECT, ["a"], True, "object"),
    "an object by its members": ({"properties": {"a": {}}}, ["a"], True, "object"),
    "allOf": ({"allOf": [OBJECT, {"properties": {"b": {}}}]}, ["a", "b"], True, "object"),
    "a reference": ({"$ref": "#/components/schemas/A"}, ["a"], True, "object"),
    "common members beside alternatives": (
        {**OBJECT, "oneOf": [{"properties": {"x": {}}}, {"properties": {"y": {}}}]},
        ["a"],
        True,
        "object",
    ),
    "alternatives alone are taken whole": ({"oneOf": [OBJECT, {"type": "object"}]}, [], False, "object"),
    "alternatives of several types": ({"oneOf": [OBJECT, {"type": "array"}]}, [], False, "any"),
    "a list": ({"type": "array", "items": OBJECT}, [], False, "array"),
    "an object without members": ({"type": "object"}, [], False, "object"),
    "an object that may be null": (
        {"type": ["object", "null"], "properties": {"a": {}}},
        ["a"],
        True,
        "object",
    ),
    "anything": ({}, [], False, "any"),
    "text": ({"type": "string"}, [], False, "any"),
    "readOnly members only": ({"type": "object", "properties": {"id": READ_ONLY}}, [], False, "object"),
}


@pytest.mark.parametrize(("schema", "members", "flattened", "kind"), FLATTENED.values(), ids=FLATTENED.keys())
def test_members(schema: Any, members: list[str], flattened: bool, kind: str) -> None:
    """An object's members become options; everything else is given whole, and says what it must be."""
    body, codes = read(world.json_body(schema), A=OBJECT)
    assert codes == []
    assert body is not None
    assert [one.api_name for one in body.members] == members
    assert (body.plan.flattened, body.plan.schema_type) == (flattened, kind)


def test_read_only_members_are_hidden_and_remembered() -> None:
    """A readOnly member is no option, and its name is kept for the message to who maps it."""
    body, _ = read(world.json_body({"type": "object", "properties": {"id": READ_ONLY, "a": {}}}))
    assert body is not None
    assert body.hidden == {"id"}


@pytest.mark.parametrize(("given", "required"), [(True, True), (False, False), (None, False), ("yes", False)])
def test_required(given: Any, required: bool) -> None:
    """A body is required where the document says so and nowhere else."""
    body, _ = read({"required": given, **content("application/json")})
    assert body is not None
    assert body.plan.required is required


def test_a_body_without_a_schema() -> None:
    """A media type that says nothing of its content takes any JSON."""
    body, codes = read({"content": {"application/json": {}}})
    assert body is not None
    assert codes == []
    assert (body.plan.schema_type, body.plan.flattened, body.schema) == ("any", False, None)
