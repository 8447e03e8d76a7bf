"""Request bodies: which media type, which members, how each travels, and what is taken whole."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.bodies import Body, read_body
from aos_gen.plan.model import BodyKind, Style

from . import world

JSON, FORM, MULTIPART = "application/json", "application/x-www-form-urlencoded", "multipart/form-data"
STRING = {"type": "string"}
BINARY = {"type": "string", "format": "binary"}
OBJECT = {"type": "object", "properties": {"a": STRING}}


def read(
    body: Any, *, method: str = "post", wanted: str | None = None, **schemas: Any
) -> tuple[Body | None, list[str]]:
    operation = world.answering(requestBody=body) if body is not None else world.answering()
    document, one, report = world.one_operation(operation, method=method, components={"schemas": schemas})
    mapped = world.command_mapping(**({"body": {"media_type": wanted}} if wanted else {}))
    return read_body(document, one, mapped, world.AT, report), [d.code for d in report]


def content(*media_types: str, schema: Any = None, **members: Any) -> dict[str, Any]:
    return {"content": {name: {"schema": schema or OBJECT, **members} for name in media_types}}


def body_of(body: Any, **members: Any) -> Body:
    found, codes = read(body, **members)
    assert codes == []
    assert found is not None
    return found


CHOSEN: dict[str, tuple[list[str], str | None, str, BodyKind]] = {
    "JSON before a form": ([MULTIPART, JSON], None, JSON, BodyKind.JSON),
    "a vendor's JSON": (["application/vnd.a+json"], None, "application/vnd.a+json", BodyKind.JSON),
    "anything is sent as JSON": (["*/*"], None, JSON, BodyKind.JSON),
    "a form that the map chooses": ([JSON, FORM], FORM, FORM, BodyKind.FORM),
    "what a wildcard holds": (["*/*"], "text/csv", "text/csv", BodyKind.TEXT),
    "bytes": (["image/png"], None, "image/png", BodyKind.RAW),
}


@pytest.mark.parametrize(("media_types", "wanted", "chosen", "kind"), CHOSEN.values(), ids=CHOSEN.keys())
def test_the_media_type(media_types: list[str], wanted: str | None, chosen: str, kind: BodyKind) -> None:
    """The map chooses the media type, else the usual order; the plan says why."""
    plan = body_of(content(*media_types), wanted=wanted).plan
    assert (plan.media_type, plan.kind) == (chosen, kind)
    assert bool(plan.reason) is (len(media_types) > 1 or wanted is not None)


REFUSED: dict[str, tuple[Any, str | None, list[str]]] = {
    "a multipart that is no form": (content("multipart/mixed"), None, ["unsupported-request-body"]),
    "a type that is not declared": (content(JSON), FORM, ["unknown-media-type"]),
    "a multipart that the map chooses": (
        content("multipart/mixed", JSON),
        "multipart/mixed",
        ["unsupported-request-body"],
    ),
    "a type for no body": (None, JSON, ["unknown-media-type"]),
    "a type for an empty content": ({"content": {}}, JSON, ["unknown-media-type"]),
    "no content": ({"description": "nothing"}, None, []),
    "empty content": ({"content": {}}, None, []),
    "no body": (None, None, []),
}


@pytest.mark.parametrize(("body", "wanted", "codes"), REFUSED.values(), ids=REFUSED.keys())
def test_no_body(body: Any, wanted: str | None, codes: list[str]) -> None:
    """What cannot be written is refused by its code; no content is no body."""
    assert read(body, wanted=wanted) == (None, codes)


@pytest.mark.parametrize("method", ["get", "head", "delete"])
def test_any_method_may_have_one(method: str) -> None:
    """A vendor who declares a body for GET or DELETE takes one."""
    assert [one.api_name for one in body_of(content(JSON), method=method).members] == ["a"]


READ_ONLY = {"type": "string", "readOnly": True}
FLATTENED: dict[str, tuple[Any, list[str], bool, str]] = {
    "an object": (OBJECT, ["a"], True, "object"),
    "an object by its members": ({"properties": {"a": {}}}, ["a"], True, "object"),
    "allOf": ({"allOf": [OBJECT, {"properties": {"b": {}}}]}, ["a", "b"], True, "object"),
    "a reference": ({"$ref": "#/components/schemas/A"}, ["a"], True, "object"),
    "alternatives": (
        {**OBJECT, "oneOf": [{"properties": {"x": {}}}, {"properties": {"y": {}}}]},
        ["a", "x", "y"],
        True,
        "object",
    ),
    "alternatives of several types": ({"oneOf": [OBJECT, {"type": "array"}]}, [], False, "any"),
    "a list": ({"type": "array", "items": OBJECT}, [], False, "array"),
    "a free-form object": (
        {"type": "object", "additionalProperties": {"type": "string"}},
        [],
        False,
        "object",
    ),
    "any members": ({"type": "object", "additionalProperties": True}, [], False, "object"),
    "an object that may be null": (
        {"type": ["object", "null"], "properties": {"a": {}}},
        ["a"],
        True,
        "object",
    ),
    "anything": ({}, [], False, "any"),
    "text": (STRING, [], False, "string"),
    "readOnly members only": ({"type": "object", "properties": {"id": READ_ONLY}}, [], False, "object"),
    "an object without members is sent by itself": ({"type": "object"}, [], True, "object"),
}


@pytest.mark.parametrize(("schema", "members", "flattened", "kind"), FLATTENED.values(), ids=FLATTENED.keys())
def test_members(schema: Any, members: list[str], flattened: bool, kind: str) -> None:
    """An object's members become options; everything else is given whole, and says what it must be."""
    body = body_of(world.json_body(schema), A=OBJECT)
    assert [one.api_name for one in body.members] == members
    assert (body.plan.flattened, body.plan.schema_type) == (flattened, kind)


EMPTY: dict[str, tuple[Any, bool, bool]] = {
    "no members, outright": ({"type": "object", "properties": {}}, False, True),
    "no members, outright, and required": ({"type": "object", "properties": {}}, True, False),
    "no word of members": ({"type": "object"}, False, False),
    "free-form": ({"type": "object", "properties": {}, "additionalProperties": True}, False, False),
    "a reference": ({"$ref": "#/components/schemas/Nothing"}, False, True),
}


@pytest.mark.parametrize(("schema", "required", "none"), EMPTY.values(), ids=EMPTY.keys())
def test_empty_bodies(schema: Any, required: bool, none: bool) -> None:
    """A body that may be left out and says outright that it holds nothing is none."""
    found, _ = read(world.json_body(schema, required=required), Nothing={"type": "object", "properties": {}})
    assert (found is None) is none


def test_read_only_members_are_hidden_and_remembered() -> None:
    """A readOnly member is no option, and its name is kept for the message to who maps it."""
    body = body_of(world.json_body({"type": "object", "properties": {"id": READ_ONLY, "a": {}}}))
    assert body.hidden == {"id"}


@pytest.mark.parametrize(("given", "required"), [(True, True), (False, False), (None, False), ("yes", False)])
def test_required(given: Any, required: bool) -> None:
    """A body is required where the document says so and nowhere else."""
    assert body_of({"required": given, **content(JSON)}).plan.required is required


@pytest.mark.parametrize(("media_type", "kind"), [(JSON, "any"), (FORM, "object"), (MULTIPART, "object")])
def test_a_body_without_a_schema(media_type: str, kind: str) -> None:
    """A media type that says nothing of its content takes any JSON; a form always is an object."""
    body = body_of({"content": {media_type: {}}})
    assert (body.plan.schema_type, body.plan.flattened, body.schema) == (kind, False, None)


RAW: dict[str, tuple[str, Any, BodyKind]] = {
    "bytes": ("application/octet-stream", BINARY, BodyKind.RAW),
    "bytes without a schema": ("application/pdf", {}, BodyKind.RAW),
    "a text of an unusual type": ("application/graphql", STRING, BodyKind.TEXT),
    "a text type": ("text/csv", STRING, BodyKind.TEXT),
    "a text type that is called binary": ("text/csv", BINARY, BodyKind.TEXT),
    "an object of a text type": ("application/xml", OBJECT, BodyKind.TEXT),
}


@pytest.mark.parametrize(("media_type", "schema", "kind"), RAW.values(), ids=RAW.keys())
def test_bytes_and_text(media_type: str, schema: Any, kind: BodyKind) -> None:
    """What is no JSON and no form is given whole: text by itself, bytes from a file."""
    body = body_of({"content": {media_type: {"schema": schema}}})
    assert (body.plan.kind, body.plan.flattened, body.members) == (kind, False, ())


LIST = {"type": "array", "items": STRING}
MEMBER_STYLES: dict[str, tuple[str, Any, Any, Style, tuple[tuple[str, str], ...]]] = {
    "a list of a form": (FORM, LIST, {}, Style.FORM, ()),
    "a list, not exploded": (FORM, LIST, {"explode": False}, Style.COMMA, (("m", "comma"),)),
    "an object in deepObject": (FORM, OBJECT, {"style": "deepObject"}, Style.DEEP, (("m", "deep"),)),
    "a list with pipes": (
        FORM,
        LIST,
        {"style": "pipeDelimited", "explode": False},
        Style.PIPE,
        (("m", "pipe"),),
    ),
    "an object of a form is JSON": (FORM, OBJECT, {}, Style.JSON, ()),
    "an object of a form by its content type": (FORM, OBJECT, {"contentType": JSON}, Style.JSON, ()),
    "text has no style": (FORM, STRING, {"style": "deepObject"}, Style.FORM, ()),
    "a style of no form": (FORM, LIST, {"style": "matrix"}, Style.FORM, ()),
    "an object of a multipart form": (MULTIPART, OBJECT, {}, Style.FORM, ()),
    "an object in brackets": (MULTIPART, OBJECT, {"style": "deepObject"}, Style.DEEP, (("m", "deep"),)),
    "a part's own type": (MULTIPART, STRING, {"contentType": "text/csv"}, Style.FORM, (("m", "text/csv"),)),
    "a part of several types": (MULTIPART, STRING, {"contentType": "text/csv, text/plain"}, Style.FORM, ()),
    "a part of a family": (MULTIPART, STRING, {"contentType": "text/*"}, Style.FORM, ()),
    "a file's type": (MULTIPART, BINARY, {"contentType": "image/png"}, Style.FORM, (("m", "image/png"),)),
    "a file of several types": (
        MULTIPART,
        BINARY,
        {"contentType": "image/png, image/*"},
        Style.FORM,
        (("m", "image/png, image/*"),),
    ),
    "a file with a style": (MULTIPART, BINARY, {"style": "deepObject"}, Style.FORM, ()),
    "files with a style": (
        MULTIPART,
        {"type": "array", "items": BINARY},
        {"style": "form"},
        Style.FORM,
        (),
    ),
}


@pytest.mark.parametrize(
    ("media_type", "schema", "encoding", "style", "styles"), MEMBER_STYLES.values(), ids=MEMBER_STYLES.keys()
)
def test_encodings(
    media_type: str, schema: Any, encoding: Any, style: Style, styles: tuple[tuple[str, str], ...]
) -> None:
    """An encoding says how a member of a form travels, where it has something to say."""
    form = {"type": "object", "properties": {"m": schema}}
    body = body_of(content(media_type, schema=form, encoding={"m": encoding}))
    assert (body.members[0].style, body.plan.styles) == (style, styles)


@pytest.mark.parametrize(("media_type", "files"), [(MULTIPART, ("f", "g")), (FORM, ()), (JSON, ())])
def test_files(media_type: str, files: tuple[str, ...]) -> None:
    """Only a multipart form carries files."""
    form = {
        "type": "object",
        "properties": {"f": BINARY, "g": {"type": "array", "items": BINARY}, "a": STRING},
    }
    assert body_of(content(media_type, schema=form)).plan.files == files


@pytest.mark.parametrize(("media_type", "nullable"), [(MULTIPART, False), (FORM, True), (JSON, True)])
def test_nullable_members(media_type: str, nullable: bool) -> None:
    """A multipart form has no text for null."""
    form = {"type": "object", "properties": {"a": {"type": ["string", "null"]}}}
    assert body_of(content(media_type, schema=form)).members[0].nullable is nullable
