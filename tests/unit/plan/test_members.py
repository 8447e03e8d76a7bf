"""An object body's members become inputs, those of its alternatives among them."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.members import MOST_BRANCHES, read_members
from aos_gen.plan.model import Place, ShowWhen, ValueKind
from aos_gen.plan.parameters import Input
from aos_gen.plan.shape import shape_of

from . import world

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
STRINGS = {"type": "array", "items": STRING}
OBJECT = {"type": "object", "properties": {"a": STRING}}
BINARY = {"type": "string", "format": "binary"}


def members(value: Any, *, files: bool = False, **schemas: Any) -> list[Input]:
    document, node, report = world.schema(value, **schemas)
    found = read_members(document, shape_of(document, node, report), report, files=files)
    assert not list(report)
    return found


def by_name(value: Any, **schemas: Any) -> dict[str, Input]:
    return {one.api_name: one for one in members(value, **schemas)}


def thing(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def test_members() -> None:
    """Members of a body: required ones first, then by name; readOnly ones are not the caller's."""
    found = members(
        thing(
            *("z", "id"),
            b=STRING,
            a=OBJECT,
            z=INTEGER,
            id={"type": "string", "readOnly": True},
            seen={"$ref": "#/components/schemas/Seen"},
        ),
        Seen={"type": "string", "readOnly": True},
    )
    assert [(one.api_name, one.required, one.place) for one in found] == [
        ("z", True, Place.BODY),
        ("a", False, Place.BODY),
        ("b", False, Place.BODY),
    ]


TEXT, LIST, JSON, FILE = ValueKind.TEXT, ValueKind.LIST, ValueKind.JSON, ValueKind.FILE
KINDS: dict[str, tuple[Any, ValueKind, ValueKind, tuple[str, ...]]] = {
    "an object": (OBJECT, JSON, JSON, ("object",)),
    "anything": ({}, JSON, JSON, ()),
    "text or a number": ({"type": ["string", "number"]}, JSON, JSON, ("number", "string")),
    "a list of objects": ({"type": "array", "items": OBJECT}, LIST, JSON, ("object",)),
    "a list of anything": ({"type": "array"}, LIST, JSON, ()),
    "a list of lists": ({"type": "array", "items": STRINGS}, LIST, JSON, ("array",)),
    "a list or text": ({"oneOf": [STRINGS, STRING]}, JSON, JSON, ("array", "string")),
    "lists of several kinds": (
        {"type": "array", "oneOf": [{"items": STRING}, {"items": INTEGER}]},
        *(JSON, JSON, ("array",)),
    ),
    "text": (STRING, TEXT, TEXT, ()),
    "bytes in JSON are text": (BINARY, TEXT, TEXT, ()),
}


@pytest.mark.parametrize(("schema", "kind", "item_kind", "accepts"), KINDS.values(), ids=KINDS.keys())
def test_kinds(schema: Any, kind: ValueKind, item_kind: ValueKind, accepts: tuple[str, ...]) -> None:
    """In JSON a value keeps its type: what is no scalar and no list of scalars is given as JSON."""
    (one,) = members(thing(m=schema))
    assert (one.kind, one.item_kind) == (kind, item_kind)
    assert one.accepts == accepts or item_kind is not JSON


FILES: dict[str, tuple[Any, ValueKind, ValueKind]] = {
    "format binary": (BINARY, FILE, FILE),
    "a media type without an encoding": ({"type": "string", "contentMediaType": "image/png"}, FILE, FILE),
    "a media type in base64 is text": (
        {"type": "string", "contentMediaType": "image/png", "contentEncoding": "base64"},
        *(TEXT, TEXT),
    ),
    "the encoding binary": ({"type": "string", "contentEncoding": "binary"}, FILE, FILE),
    "several files": ({"type": "array", "items": BINARY}, LIST, FILE),
    "base64": ({"type": "string", "format": "byte"}, TEXT, TEXT),
    "text": (STRING, TEXT, TEXT),
}


@pytest.mark.parametrize(("schema", "kind", "item_kind"), FILES.values(), ids=FILES.keys())
def test_files(schema: Any, kind: ValueKind, item_kind: ValueKind) -> None:
    """Where files can travel, bytes come from one; elsewhere they are text."""
    (one,) = members(thing(m=schema), files=True)
    assert (one.kind, one.item_kind) == (kind, item_kind)
    (other,) = members(thing(m=schema))
    assert FILE not in (other.kind, other.item_kind)


@pytest.mark.parametrize(
    ("schema", "nullable"),
    [({"type": ["string", "null"]}, True), ({"oneOf": [STRING, {"type": "null"}]}, True), (STRING, False)],
)
def test_nullable(schema: Any, nullable: bool) -> None:
    """A member that may be null says so, in each spelling of OpenAPI."""
    assert members(thing(m=schema))[0].nullable is nullable
    assert by_name({"oneOf": [thing(m=schema), thing(m=INTEGER)]})["m"].kind is JSON


CARD = thing("type", "number", type={"const": "card"}, number=STRING, note=STRING)
BANK = thing("type", "iban", type={"const": "bank"}, iban=STRING, note=STRING)


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
def test_alternatives(keyword: str) -> None:
    """Members of every alternative are options; only what all of them require is required."""
    found = by_name({**thing("amount", amount=INTEGER), keyword: [CARD, BANK]})
    assert list(found) == ["amount", "type", "iban", "note", "number"]
    assert [name for name, one in found.items() if one.required] == ["amount", "type"]
    assert {name: one.variants and sorted(one.variants) for name, one in found.items()} == {
        "amount": None,
        "type": [0, 1],
        "number": [0],
        "iban": [1],
        "note": [0, 1],
    }


DISCRIMINATORS: dict[str, tuple[dict[str, Any], ShowWhen | None]] = {
    "plain to see": ({}, ShowWhen(field="type", equals="card")),
    "declared": ({"discriminator": {"propertyName": "type"}}, ShowWhen(field="type", equals="card")),
    "declared, of a name that nobody has": ({"discriminator": {"propertyName": "kind"}}, None),
    "declared, and no object": (
        {"discriminator": "type"},
        ShowWhen(field="type", equals="card"),
    ),
}


@pytest.mark.parametrize(("said", "shown"), DISCRIMINATORS.values(), ids=DISCRIMINATORS.keys())
def test_discriminators(said: dict[str, Any], shown: ShowWhen | None) -> None:
    """A member of one alternative says which value of the discriminator chooses it."""
    found = by_name({"oneOf": [CARD, BANK], **said})
    assert found["number"].show_when == shown
    assert (found["note"].show_when, found["type"].show_when) == (None, None)
    assert found["type"].shape.enum == ("card", "bank")


NO_DISCRIMINATOR: dict[str, list[Any]] = {
    "one value for both": [thing(type={"const": "a"}, x=STRING), thing(type={"const": "a"}, y=STRING)],
    "several values for one": [
        thing(type={"enum": ["a", "b"]}, x=STRING),
        thing(type={"const": "c"}, y=STRING),
    ],
    "in one alternative only": [thing(type={"const": "a"}, x=STRING), thing(y=STRING)],
}


@pytest.mark.parametrize("branches", NO_DISCRIMINATOR.values(), ids=NO_DISCRIMINATOR.keys())
def test_what_is_no_discriminator(branches: list[Any]) -> None:
    """A member discriminates only where every alternative has one value of it, and its own."""
    assert by_name({"oneOf": branches})["x"].show_when is None


def test_a_discriminator_of_three_kinds_of_value() -> None:
    """Numbers and booleans choose too, and `1` is not `true`."""
    branches = [
        thing(v={"const": value}, **{name: STRING}) for name, value in (("a", 1), ("b", True), ("c", "x"))
    ]
    found = by_name({"oneOf": branches})
    assert [found[name].show_when for name in "abc"] == [
        ShowWhen(field="v", equals=1),
        ShowWhen(field="v", equals=True),
        ShowWhen(field="v", equals="x"),
    ]


def test_members_that_differ() -> None:
    """One name of several types takes JSON of each; one of the same type, what both allow."""
    found = by_name(
        {
            "oneOf": [
                thing(m=STRING, e={"enum": ["a", "b"]}, n={"type": "integer", "maximum": 5}, f=STRING),
                thing(m=STRINGS, e={"enum": ["b", "c"]}, n={"type": "integer"}, f={"enum": ["z"]}),
                thing(m=OBJECT),
            ]
        }
    )
    assert (found["m"].kind, found["m"].shape.types) == (JSON, ())
    assert (found["e"].kind, found["e"].shape.enum) == (TEXT, ("a", "b", "c"))
    assert (found["n"].kind, found["n"].shape.number("maximum")) == (ValueKind.INTEGER, None)
    assert (found["f"].kind, found["f"].shape.enum) == (TEXT, ())


@pytest.mark.xfail(strict=True, reason="a list counts with the types of its items")
@pytest.mark.parametrize(
    ("one", "other", "accepts"),
    [
        (STRING, STRINGS, ("array", "string")),
        (STRINGS, OBJECT, ("array", "object")),
        (INTEGER, {"type": "array", "items": INTEGER}, ("array", "integer")),
    ],
)
def test_a_list_in_one_alternative(one: Any, other: Any, accepts: tuple[str, ...]) -> None:
    """A member that is a list in one alternative takes an array, whatever it is in another."""
    assert by_name({"oneOf": [thing(m=one), thing(m=other)]})["m"].accepts == accepts


def test_an_alternative_narrows_the_base() -> None:
    """A member of the base that every alternative gives values of has those values, and discriminates."""
    base = thing("type", type=STRING, size=INTEGER)
    branches = [thing(type={"const": "a"}, x=STRING), thing(type={"const": "b"}, y=STRING)]
    found = by_name({**base, "oneOf": branches})
    assert found["type"].shape.enum == ("a", "b")
    assert found["x"].show_when == ShowWhen(field="type", equals="a")
    alone = by_name({**base, "oneOf": [branches[0], thing(y=STRING)]})
    assert alone["type"].shape.enum == ()


@pytest.mark.xfail(strict=True, reason="required is taken from the alternatives alone")
def test_what_the_base_requires_stays_required() -> None:
    """An alternative that narrows a required member of the base leaves it required."""
    branches = [thing(type={"const": "a"}, x=STRING), thing(type={"const": "b"}, y=STRING)]
    assert by_name({**thing("type", type=STRING), "oneOf": branches})["type"].required


def test_a_read_only_member_of_an_alternative() -> None:
    """readOnly holds in alternatives too."""
    hidden = {"type": "string", "readOnly": True}
    assert list(by_name({"oneOf": [thing(id=hidden, x=STRING), thing(id=hidden, y=STRING)]})) == ["x", "y"]


NOT_OPENED = {
    "an alternative that is no object": [CARD, STRING],
    "an alternative of several types": [CARD, {"type": ["object", "string"]}],
    "more alternatives than anybody reads": [thing(**{f"m{n}": STRING}) for n in range(MOST_BRANCHES + 1)],
}


@pytest.mark.parametrize("branches", NOT_OPENED.values(), ids=NOT_OPENED.keys())
def test_alternatives_that_stay_closed(branches: list[Any]) -> None:
    """Alternatives are opened where every one is an object, and they are not too many."""
    assert list(by_name({**thing(a=STRING), "oneOf": branches})) == ["a"]


def test_as_many_alternatives_as_are_opened() -> None:
    """The last number of alternatives that is opened."""
    branches = [thing(**{f"m{n}": STRING}) for n in range(MOST_BRANCHES)]
    assert len(members({"oneOf": branches})) == MOST_BRANCHES


def test_alternatives_of_alternatives() -> None:
    """Alternatives are opened one level deep."""
    found = by_name({"oneOf": [{"oneOf": [thing(x=STRING), thing(y=STRING)]}, thing(z=STRING)]})
    assert list(found) == ["x", "y", "z"]
