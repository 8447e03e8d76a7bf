"""Samples of bodies: what the options give, what only `--body` gives, and what goes together."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import SamplePlan
from aos_gen.plan.samples import wire

from . import world

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
BINARY = {"type": "string", "format": "binary"}
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


def thing(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def sample(
    schema: Any,
    parameters: dict[str, Any] | None = None,
    *,
    media_type: str = "application/json",
    required: bool = True,
    encoding: Any = None,
) -> SamplePlan:
    content = {"schema": schema, **({"encoding": encoding} if encoding else {})}
    body = {"required": required, "content": {media_type: content}}
    settings = {"mode": "write", "risk": 2, "parameters": parameters or {}}
    return world.planned_one(world.answering(requestBody=body), method="post", settings=settings).sample


BODIES: dict[str, tuple[Any, bool, list[str], Any, Any]] = {
    "members": (
        thing("a", a=STRING, b=INTEGER),
        True,
        ["--a", "example"],
        {"a": "example"},
        {"a": "example", "b": 1},
    ),
    "members of an optional body": (thing(a=STRING), False, [], None, {"a": "example"}),
    "members, none of them required": (thing(a=STRING), True, [], {}, {"a": "example"}),
    "a nested object": (
        thing("o", o=thing("x", x=STRING)),
        True,
        ["--o", '{"x": "example"}'],
        {"o": {"x": "example"}},
        {"o": {"x": "example"}},
    ),
    "what the vendor sets is not sent": (
        thing("o", o=thing("x", x=STRING, id={"type": "string", "readOnly": True})),
        True,
        ["--o", '{"x": "example"}'],
        {"o": {"x": "example"}},
        {"o": {"x": "example"}},
    ),
    "a list": ({"type": "array", "items": INTEGER}, True, ["--body", "[1]"], [1], [1]),
    "text": (STRING, True, ["--body", "example"], "example", "example"),
    "text or something else": (
        {"type": ["string", "array"], "example": "x"},
        True,
        ["--body", '"x"'],
        "x",
        "x",
    ),
    "a free-form object": (
        {"type": "object", "additionalProperties": True},
        True,
        ["--body", "{}"],
        {},
        {},
    ),
    "nothing but being there": ({"type": "object"}, True, [], {}, {}),
    "a required member that nobody describes": (
        {"type": "object", "required": ["m"]},
        True,
        ["--m", '"example"'],
        {"m": "example"},
        {"m": "example"},
    ),
    "members that go together": (
        {**thing(a=STRING, b=STRING, c=STRING), "anyOf": [{"required": ["b", "c"]}, {"required": ["a"]}]},
        True,
        ["--b", "example", "--c", "example"],
        {"b": "example", "c": "example"},
        {"a": "example", "b": "example", "c": "example"},
    ),
    "a member of a closed alternative": (
        {
            **thing(a=STRING),
            "oneOf": [thing("x", x=INTEGER), {"type": ["object", "string"]}],
        },
        True,
        ["--body", '{"x": 1}'],
        {"x": 1},
        {"x": 1, "a": "example"},
    ),
}


@pytest.mark.parametrize(
    ("schema", "required", "words", "least", "whole"), BODIES.values(), ids=BODIES.keys()
)
def test_bodies(schema: Any, required: bool, words: list[str], least: Any, whole: Any) -> None:
    """What only `--body` can give is given by it; the rest by the members' options."""
    found = sample(schema, required=required)
    assert list(found.required.words) == words
    assert (found.required.body, found.full.body) == (least, whole)


CARD = thing("kind", "number", kind={"const": "card"}, number=STRING)
BANK = thing("kind", "iban", kind={"const": "bank"}, iban=STRING, bic=STRING)
CARD_BODY = {"kind": "card", "number": "example"}
LEAST_BANK = {"kind": "bank", "iban": "example"}
BRANCHES: dict[str, tuple[Any, dict[str, Any], Any, Any]] = {
    "the first, and the one with the most members": (
        {"oneOf": [CARD, BANK]},
        {},
        CARD_BODY,
        {**LEAST_BANK, "bic": "example"},
    ),
    "by a default": (
        {"oneOf": [CARD, BANK]},
        {"kind": {"default": "bank"}},
        LEAST_BANK,
        {**LEAST_BANK, "bic": "example"},
    ),
    "beside common members": (
        {**thing("a", a=STRING), "anyOf": [thing("x", x=STRING), thing(y=STRING)]},
        {},
        {"a": "example", "x": "example"},
        {"a": "example", "x": "example"},
    ),
}


@pytest.mark.parametrize(("schema", "parameters", "least", "whole"), BRANCHES.values(), ids=BRANCHES.keys())
def test_alternatives(schema: Any, parameters: dict[str, Any], least: Any, whole: Any) -> None:
    """A sample keeps to one alternative: what it needs, and what else it has."""
    found = sample(schema, parameters)
    assert (found.required.body, found.full.body) == (least, whole)


ABC = thing(a=STRING, b=STRING, c=STRING)
TOGETHER: dict[str, tuple[Any, Any, Any]] = {
    "one of several members": (
        {**ABC, "oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
        {"a": "example"},
        {"a": "example", "c": "example"},
    ),
    "one of several, and more": (
        {**ABC, "anyOf": [{"required": ["b", "c"]}, {"required": ["a"]}]},
        {"b": "example", "c": "example"},
        {"a": "example", "b": "example", "c": "example"},
    ),
    "members that exclude each other": (
        {**ABC, "not": {"required": ["a", "b"]}},
        {},
        {"a": "example", "c": "example"},
    ),
    "as many as there must be": (
        {**ABC, "minProperties": 2},
        {"a": "example", "b": "example"},
        {"a": "example", "b": "example", "c": "example"},
    ),
    "no more than there may be": (
        {**ABC, "minProperties": 1, "maxProperties": 1},
        {"a": "example"},
        {"a": "example"},
    ),
    "what stands beside the alternatives": (
        {
            "required": ["kind", "size"],
            "oneOf": [thing(kind={"const": "a"}, size=STRING), thing(kind={"const": "b"}, size=INTEGER)],
        },
        {"kind": "a", "size": "example"},
        {"kind": "a", "size": "example"},
    ),
}


@pytest.mark.parametrize(("schema", "least", "whole"), TOGETHER.values(), ids=TOGETHER.keys())
def test_what_goes_together(schema: Any, least: Any, whole: Any) -> None:
    """The least that the body's schema takes, and the most."""
    found = sample(schema)
    assert (found.required.body, found.full.body) == (least, whole)


NEEDS: dict[str, tuple[Any, bool, str]] = {
    "one of several members": (
        {**ABC, "required": ["c"], "oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
        True,
        " (requires --c, --a or an alternative)",
    ),
    "two that go together": (
        {**ABC, "anyOf": [{"required": ["b", "c"]}, {"required": ["a"]}]},
        True,
        " (requires --b with --c or an alternative)",
    ),
    "at least one": ({**ABC, "minProperties": 1}, True, " (requires at least one option of the body)"),
    "at least two": ({**ABC, "minProperties": 2}, True, " (requires at least 2 options of the body)"),
    "at least one, of a body that need not come": ({**ABC, "minProperties": 1}, False, ""),
}


@pytest.mark.parametrize(("schema", "required", "ending"), NEEDS.values(), ids=NEEDS.keys())
def test_what_the_summary_says(schema: Any, required: bool, ending: str) -> None:
    """What a body cannot do without is said, be it one of several ways."""
    body = {"required": required, "content": {"application/json": {"schema": schema}}}
    command = world.planned_one(
        world.answering(requestBody=body, summary="Do it"),
        method="post",
        settings={"mode": "write", "risk": 2},
    )
    assert command.summary == f"Do it{ending}"


def test_a_form_of_parts_that_nobody_describes() -> None:
    """A form that must come has a part: without any it is none."""
    for schema in (STRING, {"type": "object", "additionalProperties": True}):
        (part,) = sample(schema, media_type=MULTIPART).required.body
        assert (part["name"], part["content"]) == ("file", "example")


def test_a_member_of_two_types() -> None:
    """A member that differs between alternatives is shown as its own alternative has it."""
    found = sample({"oneOf": [thing("m", m=STRING), thing("m", "n", m=INTEGER, n=STRING)]})
    assert (found.required.body, found.full.body) == ({"m": "example"}, {"m": 1, "n": "example"})


@pytest.mark.parametrize(
    ("kind", "least", "whole"),
    [("card", CARD_BODY, CARD_BODY), ("bank", LEAST_BANK, {**LEAST_BANK, "bic": "example"})],
)
def test_the_alternative_that_the_map_fixes(kind: str, least: Any, whole: Any) -> None:
    """A sample keeps to the alternative that a fixed value chooses."""
    found = sample({"oneOf": [CARD, BANK]}, {"kind": {"fixed": kind}})
    assert (found.required.body, found.full.body) == (least, whole)


def test_the_alternative_that_the_map_leaves() -> None:
    """An alternative whose required member is left out cannot be shown."""
    found = sample({"oneOf": [CARD, BANK]}, {"number": {"omit": True}})
    assert found.required.body == LEAST_BANK


NESTED = thing("o", o=thing("x", x=STRING, y=STRING), a=STRING)
SHAPED: dict[str, tuple[Any, dict[str, Any], list[str], Any]] = {
    "a fixed member": (thing(a=STRING, f=STRING), {"f": {"fixed": "x"}}, [], {"f": "x"}),
    "a lifted member": (
        NESTED,
        {"o": {"omit": True}, "o.x": {}},
        ["--x", "example"],
        {"o": {"x": "example"}},
    ),
    "a fixed nested one": (
        NESTED,
        {"o.x": {}, "o.y": {"fixed": "y"}},
        ["--x", "example"],
        {"o": {"y": "y", "x": "example"}},
    ),
    "several levels": (
        {"type": "object", "additionalProperties": True, "properties": {"m": {"type": "object"}}},
        {"m.x.y": {"fixed": 1}, "m.x.z": {"required": True}},
        ["--z", "example"],
        {"m": {"x": {"y": 1, "z": "example"}}},
    ),
    "a list of objects": (
        thing("l", l={"type": "array", "items": thing("id", id=INTEGER)}),
        {"l": {"each": "id"}},
        ["--l", "1"],
        {"l": [{"id": 1}]},
    ),
    "an added member": (
        thing(a=STRING),
        {"n": {"in": "body", "type": "integer", "required": True}},
        ["--n", "1"],
        {"n": 1},
    ),
}


@pytest.mark.parametrize(("schema", "parameters", "words", "body"), SHAPED.values(), ids=SHAPED.keys())
def test_shaping(schema: Any, parameters: dict[str, Any], words: list[str], body: Any) -> None:
    """What the map makes of members is sent as the vendor wants it."""
    found = sample(schema, parameters)
    assert list(found.required.words) == words
    assert found.required.body == body


@pytest.mark.parametrize(
    "schema", [thing(x=STRING, y=STRING), {**thing("x", x=STRING, y=STRING), "example": {"x": "1", "y": "2"}}]
)
def test_what_is_left_out_of_an_object(schema: Any) -> None:
    """A nested member that the map leaves out is in no sample."""
    assert list(sample(thing(o=schema), {"o.y": {"omit": True}}).full.body["o"]) == ["x"]


def test_a_member_lifted_out_of_anything() -> None:
    """Where a member is lifted out of what may be anything, the whole of it is an object, too."""
    assert sample(thing(m={}), {"m.x": {}}).full.words == ("--x", "example")


OTHERS: dict[str, tuple[str, Any, Any, Any]] = {
    "a form": (FORM, thing("a", a=STRING), None, [["a", "example"]]),
    "a form in brackets": (
        FORM,
        thing("o", o=thing("x", x=STRING)),
        {"o": {"style": "deepObject"}},
        [["o[x]", "example"]],
    ),
    "a form's JSON": (FORM, thing("o", o=thing("x", x=STRING)), None, [["o", '{"x":"example"}']]),
    "text": ("text/csv", STRING, None, "example"),
    "text by its example": ("text/csv", {"type": "string", "example": "a,b"}, None, "a,b"),
    "text that looks like a file's name": ("text/csv", {"type": "string", "example": "@a"}, None, "example"),
    "bytes": ("image/png", BINARY, None, wire.FILE_TEXT),
}


@pytest.mark.parametrize(("media_type", "schema", "encoding", "body"), OTHERS.values(), ids=OTHERS.keys())
def test_other_bodies(media_type: str, schema: Any, encoding: Any, body: Any) -> None:
    """Forms, text and bytes as the tests compare them."""
    assert sample(schema, media_type=media_type, encoding=encoding).required.body == body


def test_files() -> None:
    """A sample names the files that it needs, of a type that the vendor takes; the tests write them."""
    form = thing("f", f=BINARY, g={"type": "array", "items": BINARY}, a=STRING)
    found = sample(form, media_type=MULTIPART, encoding={"f": {"contentType": "image/png, image/jpeg"}})
    assert found.required.words == ("--f", "example.png")
    assert [part["filename"] for part in found.full.body] == ["example.png", None, "example.bin"]
    assert dict(found.files) == {"example.png": wire.FILE_TEXT, "example.bin": wire.FILE_TEXT}
    assert dict(sample(BINARY, media_type="image/png").files) == {"example.bin": wire.FILE_TEXT}
    assert sample(thing(a=STRING)).files == ()
