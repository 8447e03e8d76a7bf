"""What the map adds to the vendor's inputs and makes of them: every setting, and every mistake in one."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.model import Checks, CommandPlan, OptionPlan, Place, Style, ValueKind

from . import world
from .world import Found, option_of, parameter

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
TEXT, WHOLE, LIST, JSON = ValueKind.TEXT, ValueKind.INTEGER, ValueKind.LIST, ValueKind.JSON
WRITE: dict[str, Any] = {"mode": "write", "risk": 2}
HERE = "#/commands/thing.do/parameters"
PEOPLE = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "email": STRING,
            "age": INTEGER,
            "role": {"type": "string", "enum": ["cc", "to"]},
            "tags": {"type": "array", "items": STRING},
        },
    },
}
BODY = {
    "type": "object",
    "required": ["must"],
    "properties": {
        "must": STRING,
        "any": {},
        "size": {"type": "integer", "minimum": 1, "maximum": 9},
        "people": PEOPLE,
        "free": {"type": "array", "items": {"type": "object"}},
        "rate": {"type": "number"},
        "names": {"type": "array", "items": STRING},
    },
}
OPERATION = world.answering(
    parameters=[parameter("q"), parameter("filter", schema={"type": "object"})],
    requestBody=world.json_body(BODY),
)


def plan(parameters: dict[str, Any], operation: dict[str, Any] = OPERATION, **members: Any) -> CommandPlan:
    settings = {**WRITE, "parameters": parameters, **members}
    return world.planned_one(operation, method="post", settings=settings)


def one(name: str, setting: dict[str, Any]) -> OptionPlan:
    return option_of(plan({name: setting}), name)


def mistakes(parameters: dict[str, Any], operation: dict[str, Any] = OPERATION) -> dict[Found, str]:
    data = world.head() | {"paths": {"/things": {"post": operation}}}
    result, report = world.build(data, {"thing.do": world.command(**WRITE, parameters=parameters)})
    assert result is None
    return {Found(d.code, d.location.fragment()): d.hint or "" for d in report if d.code != "no-health-probe"}


ADDED: dict[str, tuple[dict[str, Any], Place, ValueKind, Style]] = {
    "a query": ({"in": "query"}, Place.QUERY, TEXT, Style.FORM),
    "a header": ({"in": "header"}, Place.HEADER, TEXT, Style.SIMPLE),
    "a cookie": ({"in": "cookie"}, Place.COOKIE, TEXT, Style.FORM),
    "a member": ({"in": "body"}, Place.BODY, TEXT, Style.FORM),
    "an integer": ({"in": "query", "type": "integer"}, Place.QUERY, WHOLE, Style.FORM),
    "a list": ({"in": "query", "type": "list", "style": "comma"}, Place.QUERY, LIST, Style.COMMA),
    "an object": ({"in": "query", "type": "json", "style": "deep"}, Place.QUERY, JSON, Style.DEEP),
    "by its default": ({"in": "query", "default": 5}, Place.QUERY, WHOLE, Style.FORM),
    "by a default of true": ({"in": "query", "default": True}, Place.QUERY, ValueKind.BOOLEAN, Style.FORM),
    "by a default list": ({"in": "query", "default": ["a"]}, Place.QUERY, LIST, Style.FORM),
}


@pytest.mark.parametrize(("setting", "place", "kind", "style"), ADDED.values(), ids=ADDED.keys())
def test_added(setting: dict[str, Any], place: Place, kind: ValueKind, style: Style) -> None:
    """A parameter that the document lacks travels where the map says, as the type that it has there."""
    option = one("new", setting)
    assert (option.place, option.kind, option.style) == (place, kind, style)
    assert (option.required, option.path) == (False, ("new",))


@pytest.mark.parametrize("value", ["x", 1, 1.5, False, ["a"], {"a": 1}])
def test_added_and_fixed(value: Any) -> None:
    """A parameter that the document lacks may never vary: a value of any type."""
    (fixed,) = plan({"new": {"in": "query", "fixed": value}}).fixed
    assert (fixed.api_name, fixed.place, fixed.value) == ("new", Place.QUERY, value)


def test_added_beside_one_of_the_same_name() -> None:
    """`query:must` adds a query parameter `must` beside the body's member."""
    options = plan({"query:must": {"in": "query"}}).options
    assert [o.place for o in options if o.api_name == "must"] == [Place.QUERY, Place.BODY]


CHANGED: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "required": ("q", {"required": True}, {"required": True, "asked": True}),
    "required, with a default": ("q", {"required": True, "default": "x"}, {"required": False}),
    "required, with a variable": (
        "q",
        {"required": True, "env": "ACME_Q_ID"},
        {"required": True, "asked": False},
    ),
    "a type where nothing is said": ("any", {"type": "integer"}, {"kind": WHOLE, "item_kind": WHOLE}),
    "a list where nothing is said": ("any", {"type": "list"}, {"kind": LIST, "item_kind": TEXT}),
    "the type that it has": ("size", {"type": "integer"}, {"kind": WHOLE, "checks": Checks(least=1, most=9)}),
    "a style": ("filter", {"style": "deep"}, {"style": Style.DEEP}),
    "a clamp": (
        "size",
        {"clamp": {"max": 5}},
        {"checks": Checks(least=1, most=5, clamp=True)},
    ),
    "a clamp on both sides": (
        "rate",
        {"clamp": {"min": 0.5, "max": 2.0}},
        {"checks": Checks(least=0.5, most=2, clamp=True)},
    ),
    "a list of texts": ("people", {"each": "email"}, {"each": "email", "item_kind": TEXT}),
    "a list of numbers": ("people", {"each": "age"}, {"each": "age", "item_kind": WHOLE}),
    "a list of choices": ("people", {"each": "role"}, {"item_kind": TEXT, "choices": ("cc", "to")}),
    "a list of lists": ("people", {"each": "tags"}, {"item_kind": JSON}),
    "a list of what may be anything": ("free", {"each": "id"}, {"each": "id", "item_kind": TEXT}),
}


@pytest.mark.parametrize(("name", "setting", "wanted"), CHANGED.values(), ids=CHANGED.keys())
def test_changed(name: str, setting: dict[str, Any], wanted: dict[str, Any]) -> None:
    """What the map says of an input goes over what the document says, and changes nothing else."""
    option = one(name, setting)
    assert {key: getattr(option, key) for key in wanted} == wanted


def test_a_clamped_whole_number_is_one() -> None:
    """100.0 of a map is the 100 that people read in the help."""
    checks = one("size", {"clamp": {"max": 5.0}}).checks
    assert (checks.most, type(checks.most)) == (5, int)


def test_files_of_texts() -> None:
    """A text, or a list of texts, may be the path of a file where the body carries one."""
    form = world.answering(
        requestBody=world.json_body(BODY, media_type="multipart/form-data"),
    )
    command = plan({"must": {"type": "file"}, "names": {"type": "file"}}, form)
    kinds = {o.api_name: (o.kind, o.item_kind) for o in command.options}
    assert kinds["must"] == (ValueKind.FILE, ValueKind.FILE)
    assert kinds["names"] == (LIST, ValueKind.FILE)


def test_a_fixed_list_of_objects() -> None:
    """`each` holds for a value that never varies, too."""
    (fixed,) = plan({"people": {"each": "email", "fixed": ["a", "b"]}}).fixed
    assert fixed.value == [{"email": "a"}, {"email": "b"}]


MISTAKES: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "one that the document has": ({"q": {"in": "query"}}, "parameter-exists", "/q/in", "remove `in`"),
    "one that the document has elsewhere": (
        {"q": {"in": "body"}},
        "parameter-exists",
        "/q/in",
        "remove `in`",
    ),
    "another type": ({"size": {"type": "text"}}, "type-declared", "/size/type", "remove `type`"),
    "JSON for a text": ({"q": {"type": "json"}}, "type-declared", "/q/type", "remove `type`"),
    "a clamp of a text": ({"q": {"clamp": {"max": 1}}}, "clamp-not-a-number", "/q/clamp", "remove `clamp`"),
    "a clamp beyond the vendor's bound": (
        {"size": {"clamp": {"max": 50}}},
        "bad-clamp",
        "/size/clamp/max",
        "write `max: 9`",
    ),
    "a clamp below the vendor's bound": (
        {"size": {"clamp": {"min": 0}}},
        "bad-clamp",
        "/size/clamp/min",
        "write `min: 1`",
    ),
    "required by the vendor, and not by the map": (
        {"must": {"required": False}},
        "parameter-contradiction",
        "/must/required",
        "with a `default` nobody need give it",
    ),
    "a style of a text": (
        {"q": {"style": "comma"}},
        "unsupported-parameter-style",
        "/q/style",
        "remove `style`",
    ),
    "a style of a header": (
        {"new": {"in": "header", "type": "list", "style": "comma"}},
        "unsupported-parameter-style",
        "/new/style",
        "remove `style`",
    ),
    "a style in JSON": (
        {"names": {"style": "comma"}},
        "unsupported-parameter-style",
        "/names/style",
        "remove `style`",
    ),
    "a file in a query": (
        {"new": {"in": "query", "type": "file"}},
        "file-without-multipart",
        "/new",
        "a file travels `in: body`",
    ),
    "each of texts": ({"names": {"each": "x"}}, "each-not-a-list", "/names/each", "remove `each`"),
    "each of a text": ({"q": {"each": "x"}}, "each-not-a-list", "/q/each", "remove `each`"),
    "each of a member with another name": (
        {"people": {"each": "emial"}},
        "unknown-each-member",
        "/people/each",
        "did you mean 'email'?",
    ),
    "each of a member that there is not": (
        {"people": {"each": "zzz"}},
        "unknown-each-member",
        "/people/each",
        "they have: age, email, role, tags",
    ),
    "a fixed item of another type": (
        {"people": {"each": "age", "fixed": ["x"]}},
        "wrong-parameter-value",
        "/people/fixed",
        "write a whole number without quotes, such as 30",
    ),
    "a default of another type than said": (
        {"new": {"in": "query", "type": "integer", "default": "x"}},
        "wrong-parameter-value",
        "/new/default",
        "write a whole number without quotes, such as 30",
    ),
}


@pytest.mark.parametrize(("parameters", "code", "place", "hint"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes(parameters: dict[str, Any], code: str, place: str, hint: str) -> None:
    """Each mistake in the map has its code, its place, and what to write instead."""
    ((found, said),) = mistakes(parameters).items()
    assert found == Found(code, HERE + place)
    assert hint in said
