"""An option's plan becomes the expression that declares it."""

from __future__ import annotations

import ast

import pytest

from aos_gen.plan.model import Checks, OptionPlan, Place, ValueKind
from aos_gen.render.declared import class_of, option_code

from .plans import body, command, option

LIST, JSON, FILE = ValueKind.LIST, ValueKind.JSON, ValueKind.FILE
WHOLE, NUMBER, TEXT = ValueKind.INTEGER, ValueKind.NUMBER, ValueKind.TEXT
OPTIONS: dict[str, tuple[OptionPlan, str]] = {
    "text": (option(), "Text('--p')"),
    "an integer": (option(kind=WHOLE), "Integer('--p')"),
    "a number": (option(kind=NUMBER), "Number('--p')"),
    "a boolean": (option(kind=ValueKind.BOOLEAN), "Boolean('--p')"),
    "a choice": (option(choices=("a", "b")), "Choice('--p', ['a', 'b'])"),
    "a file": (option(kind=FILE), "File('--p')"),
    "a list of text": (option(kind=LIST), "Items('--p')"),
    "a list of integers": (option(kind=LIST, item_kind=WHOLE), "Items('--p', 'integer')"),
    "a list of files": (option(kind=LIST, item_kind=FILE), "Items('--p', 'file')"),
    "a list of choices": (option(kind=LIST, choices=("a",)), "Items('--p', values=['a'])"),
    "a list of text with a second spelling": (
        option(kind=LIST, aliases=("--q",)),
        "Items('--p', 'text', '--q')",
    ),
    "JSON": (option(kind=JSON), "Json('--p')"),
    "JSON of some types": (
        option(kind=JSON, accepts=("array", "object")),
        "Json('--p', types=('array', 'object'))",
    ),
    "JSON with an example": (
        option(kind=JSON, example={"a": ["é", 1]}),
        """Json('--p', example='{"a":["é",1]}')""",
    ),
    "a list of objects": (
        option(kind=LIST, item_kind=JSON, accepts=("object",), example=[{"a": 1}]),
        """Items('--p', 'json', types=('object',), example='[{"a":1}]')""",
    ),
    "types of a list of text say nothing": (option(kind=LIST, accepts=("string",)), "Items('--p')"),
    "a second spelling": (option(aliases=("--q",)), "Text('--p', '--q')"),
    "another keyword": (option(identifier="p_"), "Text('--p', into='p_')"),
    "the usual keyword of two words": (option("p-q", identifier="p_q"), "Text('--p-q')"),
    "required": (option(required=True), "Text('--p', required=True)"),
    "required in a body": (
        option(required=True, place=Place.BODY, api_name="x", path=("the name",)),
        "Text('--p', required=True, member='the name')",
    ),
    "in a body": (option(place=Place.BODY), "Text('--p')"),
    "lifted out of an object": (
        option(place=Place.BODY, api_name="fields.p", path=("fields", "p")),
        "Text('--p', member='fields.p')",
    ),
    "lifted out of a query": (option(path=("filter", "p"), required=True), "Text('--p', required=True)"),
    "null": (option(nullable=True, place=Place.BODY), "Text('--p', nullable=True)"),
    "a default of 0": (option(kind=WHOLE, default=0), "Integer('--p', default=0)"),
    "a default of false": (option(kind=ValueKind.BOOLEAN, default=False), "Boolean('--p', default=False)"),
    "a default list": (option(kind=LIST, default=["a"]), "Items('--p', default=['a'])"),
    "a variable and a help": (option(env="A_B_ID", help="It's"), "Text('--p', env='A_B_ID', help=\"It's\")"),
    "hostile help": (option(help='"""\\\n'), "Text('--p', help='\"\"\"\\\\\\n')"),
}


@pytest.mark.parametrize(("given", "code"), OPTIONS.values(), ids=OPTIONS.keys())
def test_options(given: OptionPlan, code: str) -> None:
    """An option's plan is one call that parses, with nothing in it that says nothing."""
    assert option_code(given, command(given, body=body())) == code
    ast.parse(code, mode="eval")


def test_the_object_that_a_member_is_lifted_out_of() -> None:
    """An object and its member, both options, say in messages which of them they are."""
    whole = option("o", kind=JSON, place=Place.BODY)
    member = option("x", place=Place.BODY, api_name="o.x", path=("o", "x"))
    given = command(whole, member, body=body())
    assert option_code(whole, given) == "Json('--o', member='o')"
    assert option_code(member, given) == "Text('--x', member='o.x')"


TEXTS = Checks(pattern="^a", format="date", shortest=2, longest=5)
NUMBERS = Checks(least=1, most=9, above=0, below=10.5, step=0.5, values=(1, 2), clamp=True)
ITEMS = Checks(fewest_items=1, most_items=3, unique=True)
CHECKS: dict[str, tuple[OptionPlan, str]] = {
    "a text": (option(checks=TEXTS), "Text('--p', pattern='^a', format='date', shortest=2, longest=5)"),
    "a longest of nothing": (option(checks=Checks(longest=0)), "Text('--p', longest=0)"),
    "an integer": (
        option(kind=WHOLE, checks=NUMBERS),
        "Integer('--p', least=1, most=9, above=0, below=10.5, step=0.5, values=[1, 2], clamp=True)",
    ),
    "bounds of nought": (
        option(kind=NUMBER, checks=Checks(least=0, most=0)),
        "Number('--p', least=0, most=0)",
    ),
    "a list's own": (option(kind=LIST, checks=ITEMS), "Items('--p', fewest=1, longest=3, unique=True)"),
    "a list of no fewest": (option(kind=LIST, checks=Checks(fewest_items=0)), "Items('--p')"),
    "a list's own, of objects": (
        option(kind=LIST, item_kind=JSON, checks=ITEMS),
        "Items('--p', 'json', fewest=1, longest=3, unique=True)",
    ),
    "a list's items, of text": (
        option(kind=LIST, checks=Checks(pattern="^a", longest=5, most_items=3)),
        "Items('--p', pattern='^a', item_longest=5, longest=3)",
    ),
    "a list's items, of numbers": (
        option(kind=LIST, item_kind=NUMBER, checks=Checks(least=1, values=(1.5,))),
        "Items('--p', 'number', least=1, values=[1.5])",
    ),
    "a choice needs none": (option(choices=("a",), checks=TEXTS), "Choice('--p', ['a'])"),
}


@pytest.mark.parametrize(("given", "code"), CHECKS.values(), ids=CHECKS.keys())
def test_checks(given: OptionPlan, code: str) -> None:
    """What a value is held to is in its declaration."""
    assert option_code(given, command(given)) == code


def test_checks_of_a_list_of_choices() -> None:
    """A list of choices has a length, too."""
    given = option(kind=LIST, choices=("a", "b"), checks=ITEMS)
    code = "Items('--p', values=['a', 'b'], fewest=1, longest=3, unique=True)"
    assert option_code(given, command(given)) == code


CLASSES = {
    "a choice": (option(choices=("a",)), "Choice"),
    "a list of choices": (option(kind=LIST, choices=("a",)), "Items"),
    "a file": (option(kind=FILE), "File"),
    "text": (option(), "Text"),
}


@pytest.mark.parametrize(("given", "name"), CLASSES.values(), ids=CLASSES.keys())
def test_classes(given: OptionPlan, name: str) -> None:
    """The class that a module imports for an option."""
    assert class_of(given) == name
    assert option_code(given, command(given)).startswith(f"{name}(")


@pytest.mark.parametrize("kind", list(ValueKind))
def test_every_kind_has_a_class(kind: ValueKind) -> None:
    """No kind of value is left without an option."""
    assert class_of(option(kind=kind)).isidentifier()
