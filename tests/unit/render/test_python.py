"""A command's plan becomes the Python expressions of its method, its call and its data."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from aos_gen.plan.model import (
    AnswerKind,
    AnswerPlan,
    BodyKind,
    CommandPlan,
    PageKind,
    Place,
    ProbePlan,
    Reading,
    ValueKind,
)
from aos_gen.render.python import command_view, probe_arguments

from .plans import body, command, fixed, option, pages

LIST, WHOLE = ValueKind.LIST, ValueKind.INTEGER
OBJECT = AnswerPlan(kind=AnswerKind.OBJECT)
CALLS: dict[str, tuple[CommandPlan, dict[str, str]]] = {
    "nothing to send": (command(), {}),
    "each place and a body": (
        command(option("a", place=Place.PATH), option("b", place=Place.BODY), body=body()),
        {"values": "{'a': a}", "body": "members(body, {'b': b}, required=True)"},
    ),
    "a vendor's media types": (
        command(
            body=body(media_type="application/a+json", flattened=False),
            answer=AnswerPlan(kind=AnswerKind.OBJECT, media_type="application/b+json"),
        ),
        {"body": "body", "content_type": "'application/a+json'", "accept": "'application/b+json'"},
    ),
    "a form's type goes without saying": (
        command(body=body(kind=BodyKind.FORM, media_type="application/x-www-form-urlencoded")),
        {"body": "form(members(body, {}, required=True))"},
    ),
    "a link with what is fixed and left out": (
        command(option("a"), fixed=(fixed("f", 1),), omitted=("x", "y.z"), pages=pages(kind=PageKind.LINK)),
        {"query": "{'a': a, 'f': 1}", "fixed": "('f',)", "omitted": "('x', 'y.z')"},
    ),
    "an object beside what is left out": (
        command(option("a", kind=ValueKind.JSON), fixed=(fixed("f", 1),), omitted=("x",)),
        {"query": "{'a': a, 'f': 1}", "omitted": "('x',)"},
    ),
    "what is left out, and no way in": (command(option("a"), omitted=("x",)), {"query": "{'a': a}"}),
    "text": (
        command(answer=AnswerPlan(kind=AnswerKind.OBJECT, reading=Reading.TEXT, media_type="text/csv")),
        {"accept": "'text/csv'", "answer": "'text'"},
    ),
    "whatever comes": (
        command(answer=AnswerPlan(kind=AnswerKind.OBJECT, reading=Reading.ANY)),
        {"answer": "'any'"},
    ),
    "other credentials": (command(schemes=(("A", "B"), ("C",))), {"schemes": "(('A', 'B'), ('C',))"}),
    "an optional credential": (command(schemes=(("K",), ())), {"schemes": "(('K',), ())"}),
    "no credential": (command(schemes=()), {"schemes": "()"}),
    "another server": (command(server="https://b.example"), {"server": "'https://b.example'"}),
}


@pytest.mark.parametrize(("given", "wanted"), CALLS.values(), ids=CALLS.keys())
def test_calls(given: CommandPlan, wanted: dict[str, str]) -> None:
    """The call that sends a request says what differs from the default."""
    view = command_view(given, (("K",),))
    assert {str(one.name): str(one.code) for one in view.arguments} == wanted
    assert all(ast.parse(one.code, mode="eval") for one in view.arguments)


def test_the_probe() -> None:
    """The health probe takes whatever comes; its values never vary, or stand in the environment."""
    probe = ProbePlan(
        method="GET",
        path="/me/{id}",
        operation="me",
        fixed=(fixed("id", None, Place.PATH, env="ACME_ME_ID"), fixed("q", 1)),
        schemes=(),
        media_type="*/*",
        server="https://b.example",
    )
    found = {str(one.name): str(one.code) for one in probe_arguments(probe, (("K",),))}
    assert found == {
        "values": "{'id': setting('ACME_ME_ID')}",
        "query": "{'q': 1}",
        "accept": "'*/*'",
        "answer": "'any'",
        "schemes": "()",
        "server": "'https://b.example'",
    }


SIGNATURES: dict[str, tuple[CommandPlan, list[str]]] = {
    "required ones come first": (
        command(option("a"), option("b", required=True)),
        ["b: str", "a: str | None = None"],
    ),
    "a required member may come in the body": (
        command(option("a", required=True, place=Place.BODY), body=body()),
        ["a: str | None = None", "body: Any = None"],
    ),
    "a body that the map decides": (
        command(option("a"), body=body(closed=True)),
        ["a: str | None = None"],
    ),
    "anything needs no None": (command(option("a", kind=ValueKind.JSON)), ["a: Any = None"]),
    "null is no None": (command(option("a", nullable=True)), ["a: Any = None"]),
    "a file": (command(option("a", kind=ValueKind.FILE)), ["a: str | None = None"]),
    "lists": (command(option("a", kind=LIST)), ["a: list[Any] | None = None"]),
    "a part of a composed value": (
        command(option("a", place=Place.INPUT, required=True)),
        ["a: str"],
    ),
}


@pytest.mark.parametrize(("given", "wanted"), SIGNATURES.values(), ids=SIGNATURES.keys())
def test_signatures(given: CommandPlan, wanted: list[str]) -> None:
    """A client method's keyword arguments, with their types."""
    found = [f"{p.identifier}: {p.annotation}{p.default}" for p in command_view(given, ()).signature]
    assert found == wanted


CALL = "client.t_do(**options)"
SHAPES: dict[str, tuple[dict[str, Any], str, str]] = {
    "an object": ({}, "as_object", f"as_object({CALL})"),
    "empty": ({"answer": AnswerPlan(kind=AnswerKind.EMPTY)}, "as_object", f"as_object({CALL})"),
    "a list": ({"answer": AnswerPlan(kind=AnswerKind.LIST)}, "as_items", f"as_items({CALL})"),
    "a page with the vendor's key": (
        {"answer": AnswerPlan(kind=AnswerKind.LIST, at="data.items", id="gid")},
        "as_items",
        f"as_items({CALL}, at='data.items', id='gid')",
    ),
    "an object has no key": (
        {"answer": AnswerPlan(kind=AnswerKind.OBJECT, at="data", id="gid")},
        "as_object",
        f"as_object({CALL}, at='data')",
    ),
    "kept and dropped members": (
        {"answer": AnswerPlan(kind=AnswerKind.OBJECT, keep=("a", "b"), drop=("c",))},
        "as_object",
        f"as_object({CALL}, keep=('a', 'b'), drop=('c',))",
    ),
    "a stream may be stopped": (
        {"answer": AnswerPlan(kind=AnswerKind.LIST, reading=Reading.EVENTS)},
        "as_items",
        f"as_items({CALL}, stopped=client.stopped)",
    ),
    "another function": ({"function": "list_"}, "as_object", "as_object(client.list_(**options))"),
}


@pytest.mark.parametrize(("members", "shaper", "code"), SHAPES.values(), ids=SHAPES.keys())
def test_shapes(members: dict[str, Any], shaper: str, code: str) -> None:
    """An answer is shaped as a list or as an object."""
    view = command_view(command(**members), ())
    assert (view.shaper, view.shaped) == (shaper, code)


BODIES: dict[str, tuple[dict[str, Any], list[str], set[str], set[str]]] = {
    "an object": ({}, ["body('object')"], {"body"}, set()),
    "given whole": (
        {"flattened": False, "schema_type": "any"},
        ["body('any', required=True)"],
        {"body"},
        set(),
    ),
    "given whole, or not": (
        {"flattened": False, "required": False, "schema_type": "array"},
        ["body('array')"],
        {"body"},
        set(),
    ),
    "decided": ({"closed": True}, [], set(), set()),
    "bytes": (
        {"kind": BodyKind.RAW, "media_type": "image/png", "flattened": False},
        ["Content('--body', binary=True, required=True, help='The request body, image/png.')"],
        set(),
        {"Content"},
    ),
    "text": (
        {"kind": BodyKind.TEXT, "media_type": "text/csv", "flattened": False, "required": False},
        ["Content('--body', help='The request body, text/csv.')"],
        set(),
        {"Content"},
    ),
}


@pytest.mark.parametrize(("members", "codes", "helpers", "kinds"), BODIES.values(), ids=BODIES.keys())
def test_bodies(members: dict[str, Any], codes: list[str], helpers: set[str], kinds: set[str]) -> None:
    """A body has an option of its own, of the kind that it is."""
    view = command_view(command(body=body(**members)), ())
    assert [str(one) for one in view.option_code] == codes
    assert view.helpers == helpers
    assert view.kinds == kinds


BARE: dict[str, tuple[dict[str, Any], str, bool]] = {
    "nothing but its id": ({}, "", True),
    "a function of another name": ({"function": "t_do_"}, "t_do_", False),
    "dashes": ({"id": "a-b.c", "function": "a_b_c"}, "", True),
    "a body": ({"body": body()}, "", False),
    "pages": ({"pages": pages(PageKind.LINK)}, "", False),
}


@pytest.mark.parametrize(("members", "function", "bare"), BARE.values(), ids=BARE.keys())
def test_bare_commands(members: dict[str, Any], function: str, bare: bool) -> None:
    """A command says no more of itself than what does not follow from its id."""
    view = command_view(command(**members), ())
    assert (view.other_function, view.bare) == (function, bare)


def test_what_a_view_says() -> None:
    """The options, the classes that read them, and the variables of the path."""
    view = command_view(
        command(option("a", place=Place.PATH, kind=WHOLE), option("b", choices=("x",)), method="POST"), ()
    )
    assert [str(one) for one in view.option_code] == ["Integer('--a')", "Choice('--b', ['x'])"]
    assert view.kinds == {"Integer", "Choice"}
    assert (view.path_names, view.client_doc) == (("a",), "Do: POST /t.")
