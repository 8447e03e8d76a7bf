"""A command's plan becomes the Python expressions of its option and its call."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from aos_gen.plan.model import (
    ActionClass,
    AnswerKind,
    AnswerPlan,
    BodyPlan,
    CommandPlan,
    FixedPlan,
    Joining,
    Mode,
    OptionPlan,
    Place,
    RiskTier,
    SamplePlan,
    SampleRequest,
    ValueKind,
)
from aos_gen.render.python import command_view, option_code

REQUEST = SampleRequest(words=(), arguments={}, path="/t", query=(), headers=(), body=None)


def option(name: str = "p", **members: Any) -> OptionPlan:
    plain: dict[str, Any] = {
        "api_name": name,
        "place": Place.QUERY,
        "option": f"--{name}",
        "aliases": (),
        "field": name,
        "identifier": name,
        "label": name,
        "kind": ValueKind.TEXT,
        "item_kind": ValueKind.TEXT,
        "accepts": (),
        "required": False,
        "choices": (),
        "default": None,
        "env": None,
        "joining": Joining.REPEAT,
        "help": "",
        "format": "",
        "minimum": None,
        "maximum": None,
        "placeholder": "",
        "vendor_default": None,
        "picker": None,
    }
    return OptionPlan(**{**plain, **members})


def command(*options: OptionPlan, **members: Any) -> CommandPlan:
    plain: dict[str, Any] = {
        "id": "t.do",
        "words": ("t", "do"),
        "function": "t_do",
        "tool_name": "x",
        "resource": "t",
        "module": "t",
        "summary": "Do",
        "title": "Do",
        "description": "",
        "mode": Mode.READONLY,
        "risk": RiskTier.READ,
        "action": ActionClass.READ,
        "method": "GET",
        "path": "/t",
        "operation": "do",
        "options": options,
        "fixed": (),
        "body": None,
        "answer": AnswerPlan(kind=AnswerKind.OBJECT),
        "schemes": ("K",),
        "contract": "",
        "approval": None,
        "sample": SamplePlan(required=REQUEST, full=REQUEST, answer=None, data={}),
    }
    return CommandPlan(**{**plain, **members})


def body(**members: Any) -> BodyPlan:
    plain: dict[str, Any] = {
        "media_type": "application/json",
        "required": True,
        "flattened": True,
        "schema_type": "object",
    }
    return BodyPlan(**{**plain, **members})


LIST, TEXT, INTEGER = ValueKind.LIST, ValueKind.TEXT, ValueKind.INTEGER
OPTIONS: dict[str, tuple[OptionPlan, str]] = {
    "text": (option(), "Text('--p')"),
    "an integer with bounds": (
        option(kind=INTEGER, item_kind=INTEGER, minimum=1, maximum=9),
        "Integer('--p', least=1, most=9)",
    ),
    "a number": (option(kind=ValueKind.NUMBER, minimum=0.5), "Number('--p', least=0.5)"),
    "a boolean": (option(kind=ValueKind.BOOLEAN), "Boolean('--p')"),
    "a choice": (option(choices=("a", "b")), "Choice('--p', ['a', 'b'])"),
    "a list of text": (option(kind=LIST), "Items('--p')"),
    "a list of integers": (option(kind=LIST, item_kind=INTEGER), "Items('--p', 'integer')"),
    "a list of choices": (option(kind=LIST, choices=("a",)), "Items('--p', values=['a'])"),
    "a list of text with a second spelling": (
        option(kind=LIST, aliases=("--q",)),
        "Items('--p', 'text', '--q')",
    ),
    "JSON of some types": (
        option(kind=ValueKind.JSON, item_kind=ValueKind.JSON, accepts=("array", "object")),
        "Json('--p', types=('array', 'object'))",
    ),
    "a second spelling": (option(aliases=("--q",)), "Text('--p', '--q')"),
    "another keyword": (option(identifier="p_"), "Text('--p', into='p_')"),
    "required": (option(required=True), "Text('--p', required=True)"),
    "required in a body": (
        option(required=True, place=Place.BODY, api_name="the name"),
        "Text('--p', required=True, member='the name')",
    ),
    "a default of 0": (option(kind=INTEGER, item_kind=INTEGER, default=0), "Integer('--p', default=0)"),
    "a default of false": (option(kind=ValueKind.BOOLEAN, default=False), "Boolean('--p', default=False)"),
    "a variable and a help": (option(env="A_B_ID", help="It's"), "Text('--p', env='A_B_ID', help=\"It's\")"),
    "hostile help": (option(help='"""\\\n'), "Text('--p', help='\"\"\"\\\\\\n')"),
}


@pytest.mark.parametrize(("given", "code"), OPTIONS.values(), ids=OPTIONS.keys())
def test_options(given: OptionPlan, code: str) -> None:
    """An option's plan is one call that parses, with nothing in it that says nothing."""
    assert option_code(given, command(given, body=body())) == code
    ast.parse(code, mode="eval")


CALLS: dict[str, tuple[CommandPlan, dict[str, str]]] = {
    "nothing to send": (command(), {}),
    "path, query and header": (
        command(option("a", place=Place.PATH), option("b"), option("c", place=Place.HEADER, api_name="X-C")),
        {"values": "{'a': a}", "query": "{'b': b}", "headers": "{'X-C': c}"},
    ),
    "a list in one value": (
        command(option("a", kind=LIST, joining=Joining.COMMA)),
        {"query": "{'a': comma(a)}"},
    ),
    "a list that is repeated": (command(option("a", kind=LIST)), {"query": "{'a': a}"}),
    "a list of a body stays a list": (
        command(option("a", kind=LIST, joining=Joining.COMMA, place=Place.BODY), body=body()),
        {"body": "members(body, {'a': a}, required=True)"},
    ),
    "fixed values": (
        command(
            option("a"),
            fixed=(FixedPlan(api_name="f", place=Place.QUERY, value=[1, "x"], joining=Joining.COMMA),),
        ),
        {"query": "{'a': a, 'f': comma([1, 'x'])}"},
    ),
    "a fixed member": (
        command(
            fixed=(FixedPlan(api_name="f", place=Place.BODY, value=[1], joining=Joining.COMMA),),
            body=body(required=False),
        ),
        {"body": "members(body, {'f': [1]})"},
    ),
    "a whole body": (command(body=body(flattened=False)), {"body": "body"}),
    "a vendor's media types": (
        command(
            body=body(media_type="application/a+json", flattened=False),
            answer=AnswerPlan(kind=AnswerKind.OBJECT, media_type="application/b+json"),
        ),
        {"body": "body", "content_type": "'application/a+json'", "accept": "'application/b+json'"},
    ),
    "other credentials": (command(schemes=("A", "B")), {"schemes": "('A', 'B')"}),
    "no credential": (command(schemes=()), {"schemes": "()"}),
}


@pytest.mark.parametrize(("given", "wanted"), CALLS.values(), ids=CALLS.keys())
def test_calls(given: CommandPlan, wanted: dict[str, str]) -> None:
    """The call that sends a request says what differs from the default, with the vendor's names as keys."""
    view = command_view(given, ("K",))
    assert {str(one.name): str(one.code) for one in view.arguments} == wanted
    assert all(ast.parse(one.code, mode="eval") for one in view.arguments)


SIGNATURES: dict[str, tuple[CommandPlan, list[str]]] = {
    "required ones come first": (
        command(option("a"), option("b", required=True)),
        ["b: str", "a: str | None = None"],
    ),
    "a required member may come in the body": (
        command(option("a", required=True, place=Place.BODY), body=body()),
        ["a: str | None = None", "body: Any = None"],
    ),
    "anything needs no None": (command(option("a", kind=ValueKind.JSON)), ["a: Any = None"]),
    "lists": (command(option("a", kind=LIST)), ["a: list[Any] | None = None"]),
}


@pytest.mark.parametrize(("given", "wanted"), SIGNATURES.values(), ids=SIGNATURES.keys())
def test_signatures(given: CommandPlan, wanted: list[str]) -> None:
    """A client method's keyword arguments, with their types."""
    found = [f"{p.identifier}: {p.annotation}{p.default}" for p in command_view(given, ()).signature]
    assert found == wanted


SHAPES = {
    "an object": (AnswerPlan(kind=AnswerKind.OBJECT), "as_object", ""),
    "empty": (AnswerPlan(kind=AnswerKind.EMPTY), "as_object", ""),
    "a list": (AnswerPlan(kind=AnswerKind.LIST), "as_items", ""),
    "a page with the vendor's key": (
        AnswerPlan(kind=AnswerKind.LIST, items="data", id="gid"),
        "as_items",
        ", at='data', id='gid'",
    ),
}


@pytest.mark.parametrize(("answer", "shaper", "shaping"), SHAPES.values(), ids=SHAPES.keys())
def test_shapes(answer: AnswerPlan, shaper: str, shaping: str) -> None:
    """An answer is shaped as a list or as an object."""
    view = command_view(command(answer=answer), ())
    assert (view.shaper, view.shaping) == (shaper, shaping)
