"""Options, fixed and composed values become the expressions of what is sent."""

from __future__ import annotations

import ast

import pytest

from aos_gen.plan.model import FixedPlan, OptionPlan, Place, Style, ValueKind, ValuePlan
from aos_gen.render.sent import placed

from .plans import composed, fixed, option

LIST, JSON = ValueKind.LIST, ValueKind.JSON
BODY, PATH, HEADER = Place.BODY, Place.PATH, Place.HEADER


def sent(*values: ValuePlan) -> dict[str, str]:
    options = tuple(one for one in values if isinstance(one, OptionPlan))
    always = tuple(one for one in values if isinstance(one, FixedPlan))
    others = tuple(one for one in values if not isinstance(one, OptionPlan | FixedPlan))
    found = {name: str(code) for name, code in placed(options, always, others)}
    assert all(ast.parse(code, mode="eval") for code in found.values())
    return found


PLACES: dict[str, tuple[list[ValuePlan], dict[str, str]]] = {
    "nothing": ([], {}),
    "each place": (
        [
            option("a", place=PATH),
            option("b"),
            option("c", place=HEADER, path=("X-C",)),
            option("d", place=Place.COOKIE),
        ],
        {"values": "{'a': a}", "query": "{'b': b}", "headers": "{'X-C': c}", "cookies": "{'d': d}"},
    ),
    "options, then what never varies, then what is composed": (
        [composed("c", "{a}", "a"), fixed("b", 1), option("a")],
        {"query": "{'a': a, 'b': 1, 'c': compose('{a}', a=a)}"},
    ),
    "a member is no parameter": ([option(place=BODY), fixed("f", 1, BODY)], {}),
    "an option that only feeds another": ([option(place=Place.INPUT)], {}),
    "a name with quotes": ([option("a", path=("it's",))], {"query": '{"it\'s": a}'}),
    "a keyword": ([option("from", identifier="from_")], {"query": "{'from': from_}"}),
}


@pytest.mark.parametrize(("values", "wanted"), PLACES.values(), ids=PLACES.keys())
def test_places(values: list[ValuePlan], wanted: dict[str, str]) -> None:
    """Each value goes to its place, under the vendor's name."""
    assert sent(*values) == wanted


STYLES: dict[str, tuple[ValuePlan, str]] = {
    "a list in the usual style of a query": (option(kind=LIST), "p"),
    "a list in another": (option(kind=LIST, style=Style.COMMA), "styled(p, 'comma')"),
    "a text in another says the same": (option(style=Style.COMMA), "p"),
    "a text in deepObject says the same": (option(style=Style.DEEP), "p"),
    "an object in deepObject": (option(kind=JSON, style=Style.DEEP), "styled(p, 'deep')"),
    "an object in the usual style": (option(kind=JSON), "p"),
    "a text as JSON has quotes": (option(style=Style.JSON), "styled(p, 'json')"),
    "a text as it is": (option(style=Style.TEXT), "styled(p, 'text')"),
    "reserved characters": (option(reserved=True), "styled(p, 'form', reserved=True)"),
    "reserved characters of a list": (
        option(kind=LIST, style=Style.PIPE, reserved=True),
        "styled(p, 'pipe', reserved=True)",
    ),
    "a text in a path": (option(place=PATH), "p"),
    "a text in a label": (option(place=PATH, style=Style.LABEL), "styled(p, 'label')"),
    "a text in a matrix": (
        option(place=PATH, style=Style.MATRIX_EXPLODED),
        "styled(p, 'matrix-exploded')",
    ),
    "a text, exploded": (option(place=PATH, style=Style.SIMPLE_EXPLODED), "p"),
    "an object, exploded": (
        option(place=HEADER, kind=JSON, style=Style.SIMPLE_EXPLODED),
        "styled(p, 'simple-exploded')",
    ),
    "a list in a cookie": (option(place=Place.COOKIE, kind=LIST), "p"),
    "a fixed list": (fixed("p", ["a", 1], style=Style.COMMA), "styled(['a', 1], 'comma')"),
    "a fixed text": (fixed("p", "a", style=Style.COMMA), "'a'"),
    "a fixed object": (fixed("p", {"a": True}, style=Style.DEEP), "styled({'a': True}, 'deep')"),
    "a fixed variable of a path": (fixed("p", 1, PATH, style=Style.MATRIX), "styled(1, 'matrix')"),
    "a variable of the environment": (fixed("p", None, env="ACME_P_ID"), "setting('ACME_P_ID')"),
    "a composed value": (composed("p", "a {q}", "q", style=Style.COMMA), "compose('a {q}', q=q)"),
    "a composed value with reserved characters": (
        composed("p", "{q}", "q", reserved=True),
        "styled(compose('{q}', q=q), 'form', reserved=True)",
    ),
    "each of a list": (option(kind=LIST, each="id", style=Style.JSON), "styled(each('id', p), 'json')"),
}


@pytest.mark.parametrize(("value", "code"), STYLES.values(), ids=STYLES.keys())
def test_styles(value: ValuePlan, code: str) -> None:
    """A style is said where it is not the usual one of the place, and where it matters."""
    assert list(sent(value).values()) == [f"{{'p': {code}}}"]


QUERIES: dict[str, tuple[ValuePlan, str]] = {
    "a form": (option(kind=JSON, place=Place.QUERYSTRING), "p"),
    "JSON": (
        option(kind=JSON, place=Place.QUERYSTRING, style=Style.JSON),
        "styled(p, 'json')",
    ),
    "text": (option(place=Place.QUERYSTRING, style=Style.TEXT), "styled(p, 'text')"),
    "a style that would be idle elsewhere": (
        option(place=Place.QUERYSTRING, style=Style.DEEP),
        "styled(p, 'deep')",
    ),
    "a fixed one": (fixed("p", {"a": 1}, Place.QUERYSTRING), "{'a': 1}"),
}


@pytest.mark.parametrize(("value", "code"), QUERIES.values(), ids=QUERIES.keys())
def test_whole_queries(value: ValuePlan, code: str) -> None:
    """A whole query has no name."""
    assert sent(value) == {"querystring": code}


TEMPLATES: dict[str, tuple[ValuePlan, str]] = {
    "parts": (composed("p", "r:{a}/{b}", "a", "b"), "compose('r:{a}/{b}', a=a, b=b)"),
    "another identifier": (composed("p", "{from}", "from=from_"), "compose('{from_}', from_=from_)"),
    "a name with a dash": (composed("p", "{the-a}", "the-a=the_a"), "compose('{the_a}', the_a=the_a)"),
    "one part by two names": (
        composed("p", "{a-b} {a_b}", "a-b=a_b", "a_b"),
        "compose('{a_b} {a_b}', a_b=a_b)",
    ),
    "braces that name nothing": (composed("p", "{} {x y} {a}", "a"), "compose('{} {x y} {a}', a=a)"),
    "quotes": (composed("p", "it's {a}", "a"), 'compose("it\'s {a}", a=a)'),
}


@pytest.mark.parametrize(("value", "code"), TEMPLATES.values(), ids=TEMPLATES.keys())
def test_templates(value: ValuePlan, code: str) -> None:
    """A template names its parts as the client's keyword arguments."""
    assert sent(value) == {"query": f"{{'p': {code}}}"}


def test_lifted_out_of_a_parameter() -> None:
    """A parameter's lifted members travel in its style, though each is a scalar."""
    one = option("x", path=("f", "x"), style=Style.DEEP)
    assert sent(one) == {"query": "{'f': styled(under(None, {'x': x}), 'deep')}"}
