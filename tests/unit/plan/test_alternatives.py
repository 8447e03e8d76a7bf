"""Members of a body's alternatives (oneOf, anyOf) become inputs, and say which alternatives have them."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.inputs.input import Input
from aos_gen.plan.inputs.members import MOST_BRANCHES, read_members
from aos_gen.plan.model import ShowWhen, ValueKind
from aos_gen.plan.shape import shape_of

from . import world

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
STRINGS = {"type": "array", "items": STRING}
OBJECT = {"type": "object", "properties": {"a": STRING}}
TEXT, JSON = ValueKind.TEXT, ValueKind.JSON


def by_name(value: Any, **schemas: Any) -> dict[str, Input]:
    document, node, report = world.schema(value, **schemas)
    found = read_members(document, shape_of(document, node, report), report)
    assert not list(report)
    return {one.api_name: one for one in found}


def thing(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


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
    """Numbers and booleans choose too, and `1` is neither `true` nor a text."""
    branches = [
        thing(v={"const": value}, **{name: STRING}) for name, value in (("a", 1), ("b", True), ("c", "1"))
    ]
    found = by_name({"oneOf": branches})
    assert [found[name].show_when for name in "abc"] == [
        ShowWhen(field="v", equals=1),
        ShowWhen(field="v", equals=True),
        ShowWhen(field="v", equals="1"),
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


def test_what_the_base_requires_stays_required() -> None:
    """An alternative that narrows a required member of the base leaves it required."""
    branches = [thing(type={"const": "a"}, x=STRING), thing(type={"const": "b"}, y=STRING)]
    assert by_name({**thing("type", type=STRING), "oneOf": branches})["type"].required


def test_what_every_alternative_requires() -> None:
    """A member is required where the body says so beside its alternatives, or each of them does."""
    beside = {"required": ["x"], "oneOf": [thing(x=STRING, y=STRING), thing(x=INTEGER)]}
    each = {
        **thing(a=STRING, b=STRING, c=STRING),
        "anyOf": [{"required": ["a", "b"]}, {"required": ["c", "a"]}],
    }
    assert [name for name, one in by_name(beside).items() if one.required] == ["x"]
    assert [name for name, one in by_name(each).items() if one.required] == ["a"]


def test_items_that_are_read_only() -> None:
    """A list of what the vendor sets is no option."""
    errors = {"type": "array", "items": {"type": "string", "readOnly": True}}
    assert list(by_name(thing(a=STRING, errors=errors))) == ["a"]


def test_a_read_only_member_of_an_alternative() -> None:
    """readOnly holds in alternatives too."""
    hidden = {"type": "string", "readOnly": True}
    assert list(by_name({"oneOf": [thing(id=hidden, x=STRING), thing(id=hidden, y=STRING)]})) == ["x", "y"]


def test_what_an_alternative_asks_for() -> None:
    """A member says which alternatives ask for it, though the body does not: by itself, or in a group."""
    base = {"type": "object", "properties": {"a": STRING, "b": STRING, "c": STRING}}
    groups = {"anyOf": [{"required": ["b"]}, {"required": ["c"]}]}
    found = by_name({**base, "oneOf": [{**thing("a", "x", x=STRING), **groups}, thing("x", x=STRING)]})
    assert {name: sorted(one.needed_in) for name, one in found.items()} == {
        "x": [0, 1],
        "a": [0],
        "b": [0],
        "c": [],
    }


def test_lifting() -> None:
    """Where the map takes a value for an object, alternatives that are none do not count."""
    document, node, report = world.schema({"oneOf": [CARD, STRING]})
    shape = shape_of(document, node, report)
    assert read_members(document, shape, report) == []
    lifted = read_members(document, shape, report, lifting=True)
    assert [one.api_name for one in lifted] == ["number", "type", "note"]


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
    assert len(by_name({"oneOf": branches})) == MOST_BRANCHES


def test_alternatives_of_alternatives() -> None:
    """Alternatives are opened one level deep; what lies deeper counts as an object that stays closed."""
    inner = {"oneOf": [thing(x=STRING), thing(y=STRING)]}
    assert list(by_name({"oneOf": [inner, thing(z=STRING)]})) == ["x", "y", "z"]
    deeper = {"oneOf": [inner, thing(w=STRING)]}
    assert list(by_name({"oneOf": [deeper, thing(z=STRING)]})) == ["w", "z"]


def test_a_discriminator_with_a_mapping() -> None:
    """A discriminator's values are those of its mapping, where the alternatives themselves name none."""
    found = by_name(
        {
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
            "discriminator": {
                "propertyName": "pet",
                "mapping": {"cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog"},
            },
        },
        Cat=thing("pet", pet=STRING, meow=STRING),
        Dog=thing("pet", pet=STRING, bark=STRING),
    )
    assert found["meow"].show_when == ShowWhen(field="pet", equals="cat")
    assert found["pet"].shape.enum == ("cat", "dog")
