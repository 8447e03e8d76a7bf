"""Parameters become inputs; what is not supported is refused by its code."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from aos_gen.mapping.check_values import FORBIDDEN_HEADERS
from aos_gen.mapping.overriding import HEADERS
from aos_gen.plan.inputs.input import Input
from aos_gen.plan.inputs.parameters import read_parameters
from aos_gen.plan.model import Place, Style, ValueKind
from aos_gen.render.environment import templates_folder

from . import world
from .world import parameter


def read(
    *parameters: dict[str, Any],
    path: str = "/things",
    omitted: set[str] | None = None,
) -> tuple[list[Input], list[str]]:
    operation = world.answering(parameters=list(parameters))
    document, one, report = world.one_operation(operation, path=path)
    found = read_parameters(document, one, omitted or set(), {}, world.AT, report)
    return found, [d.code for d in report]


STRING, INTEGER = {"type": "string"}, {"type": "integer"}
STRINGS = {"type": "array", "items": STRING}
OBJECT = {"type": "object", "properties": {"a": STRING}}
BINARY = {"type": "string", "format": "binary"}
TEXT, LIST, WHOLE, JSON = ValueKind.TEXT, ValueKind.LIST, ValueKind.INTEGER, ValueKind.JSON
KINDS = {
    "text": (STRING, TEXT, TEXT),
    "an integer": (INTEGER, WHOLE, WHOLE),
    "a number": ({"type": "number"}, ValueKind.NUMBER, ValueKind.NUMBER),
    "integer or number": ({"type": ["integer", "number"]}, ValueKind.NUMBER, ValueKind.NUMBER),
    "a boolean": ({"type": "boolean"}, ValueKind.BOOLEAN, ValueKind.BOOLEAN),
    "text or null": ({"type": ["string", "null"]}, TEXT, TEXT),
    "an integer that may be null": ({"type": "integer", "nullable": True}, WHOLE, WHOLE),
    "an enum without a type": ({"enum": ["a", "b"]}, TEXT, TEXT),
    "an enum of numbers without a type": ({"enum": [1, 2]}, WHOLE, WHOLE),
    "a pattern without a type": ({"pattern": "^a"}, TEXT, TEXT),
    "a list of text": (STRINGS, LIST, TEXT),
    "a list of integers": ({"type": "array", "items": INTEGER}, LIST, WHOLE),
    "a list of text or numbers": ({"type": "array", "items": {"type": ["string", "number"]}}, LIST, TEXT),
    "a list of anything": ({"type": "array"}, LIST, TEXT),
    "a list of objects": ({"type": "array", "items": OBJECT}, LIST, JSON),
    "an object": (OBJECT, JSON, JSON),
    "text or a list": ({"oneOf": [STRING, STRINGS]}, JSON, JSON),
    "bytes, which no parameter carries": (BINARY, TEXT, TEXT),
    "a list of bytes": ({"type": "array", "items": BINARY}, LIST, TEXT),
    "nothing said: every scalar travels as text": ({}, TEXT, TEXT),
    "text or a number travels as text": ({"type": ["string", "integer"]}, TEXT, TEXT),
    "alternatives of scalars": ({"oneOf": [STRING, INTEGER]}, TEXT, TEXT),
}


@pytest.mark.parametrize("where", ["path", "query", "header", "cookie"])
@pytest.mark.parametrize(("schema", "kind", "item_kind"), KINDS.values(), ids=KINDS.keys())
def test_kinds(where: str, schema: Any, kind: ValueKind, item_kind: ValueKind) -> None:
    """A parameter's schema says what its option reads, wherever it travels; null travels nowhere."""
    path = "/things/{p}" if where == "path" else "/things"
    (one,), codes = read(parameter("p", where, schema or {"description": "x"}), path=path)
    assert codes == []
    assert (one.kind, one.item_kind, one.place) == (kind, item_kind, Place(where))
    assert not one.nullable


STYLES: dict[str, tuple[dict[str, Any], Style]] = {
    "a query's own": (parameter("p", schema=STRINGS), Style.FORM),
    "a list that is not exploded": (parameter("p", schema=STRINGS, explode=False), Style.COMMA),
    "an object in deepObject": (parameter("p", schema=OBJECT, style="deepObject", explode=True), Style.DEEP),
    "a list separated by pipes": (
        parameter("p", schema=STRINGS, style="pipeDelimited", explode=False),
        Style.PIPE,
    ),
    "a header's own": (parameter("p", "header", STRINGS), Style.SIMPLE),
    "a cookie's own": (parameter("p", "cookie", STRINGS), Style.FORM),
    "text in a style that its place has": (parameter("p", style="deepObject"), Style.DEEP),
    "text in a style that its place has not": (parameter("p", style="matrix"), Style.FORM),
    "text in a style that is none": (parameter("p", "header", style="fancy"), Style.SIMPLE),
}


@pytest.mark.parametrize(("given", "style"), STYLES.values(), ids=STYLES.keys())
def test_styles(given: dict[str, Any], style: Style) -> None:
    """Style and explode say how a value travels; a scalar travels, whatever they say."""
    (one,), codes = read(given)
    assert (one.style, codes) == (style, [])


REFUSED = {
    "a matrix query": (parameter("p", schema=STRINGS, style="matrix"), "unsupported-parameter-style"),
    "a deep path": (parameter("p", "path", OBJECT, style="deepObject"), "unsupported-parameter-style"),
    "a form path": (parameter("p", "path", STRINGS, style="form"), "unsupported-parameter-style"),
    "a form header": (parameter("p", "header", STRINGS, style="form"), "unsupported-parameter-style"),
    "a piped cookie": (
        parameter("p", "cookie", STRINGS, style="pipeDelimited"),
        "unsupported-parameter-style",
    ),
    "an unknown style": (parameter("p", schema=OBJECT, style="fancy"), "unsupported-parameter-style"),
    "a style that is no text": (parameter("p", schema=OBJECT, style=["form"]), "unsupported-parameter-style"),
    "a querystring without content": (parameter("p", "querystring", OBJECT), "unsupported-parameter-style"),
    "no place of OpenAPI": (parameter("p", "formData"), "unsupported-parameter-place"),
    "a place in capitals": (parameter("p", "Query"), "unsupported-parameter-place"),
}


@pytest.mark.parametrize(("given", "code"), REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("omitted", ["", "p", "place"])
def test_refusals(given: dict[str, Any], code: str, omitted: str) -> None:
    """What is not supported is refused by its code, and not where the map leaves it out."""
    key = f"{given['in']}:p" if omitted == "place" else omitted
    path = "/things/{p}" if given["in"] == "path" else "/things"
    found, codes = read(given, path=path, omitted={key} if key else set())
    assert codes == ([] if key else [code])
    assert [one.api_name for one in found] == ([] if code.endswith("place") else ["p"])


def content(media_type: str, held: Any, where: str = "query", **members: Any) -> dict[str, Any]:
    return {"name": "p", "in": where, "content": {media_type: {"schema": held}}, **members}


FORM = "application/x-www-form-urlencoded"
CONTENTS: dict[str, tuple[dict[str, Any], Style, ValueKind]] = {
    "an object as JSON": (content("application/json", OBJECT), Style.JSON, JSON),
    "a list as JSON": (content("application/json", STRINGS), Style.JSON, LIST),
    "text or a number as JSON keeps its type": (
        content("application/json", {"type": ["string", "integer"]}),
        Style.JSON,
        JSON,
    ),
    "anything as JSON": (content("application/json", {}), Style.JSON, JSON),
    "JSON in a header": (content("application/json", OBJECT, "header"), Style.JSON, JSON),
    "JSON in a cookie": (content("application/json", OBJECT, "cookie"), Style.JSON, JSON),
    "text of another type": (content("text/csv", STRING), Style.TEXT, TEXT),
    "a schema beside it counts": (
        content("application/json", OBJECT, schema=STRINGS, explode=False),
        Style.COMMA,
        LIST,
    ),
    "a whole query as a form": (content(FORM, OBJECT, "querystring"), Style.FORM, JSON),
    "a whole query as JSON": (content("application/json", OBJECT, "querystring"), Style.JSON, JSON),
    "a whole query as text": (content("application/jsonpath", STRING, "querystring"), Style.TEXT, TEXT),
    "content counts for a whole query": (
        content(FORM, OBJECT, "querystring", schema=STRING),
        Style.FORM,
        JSON,
    ),
}


@pytest.mark.parametrize(("given", "style", "kind"), CONTENTS.values(), ids=CONTENTS.keys())
def test_contents(given: dict[str, Any], style: Style, kind: ValueKind) -> None:
    """A media type in place of a schema says what the value is and how it becomes text."""
    (one,), codes = read(given)
    assert (one.style, one.kind, codes) == (style, kind, [])
    assert one.place is Place(given["in"])


NESTED: dict[str, tuple[dict[str, Any], Style]] = {
    "an object in an object": ({"type": "object", "properties": {"a": OBJECT}}, Style.JSON),
    "a list in an object": ({"type": "object", "properties": {"a": STRINGS}}, Style.JSON),
    "objects in a list": ({"type": "array", "items": OBJECT}, Style.JSON),
    "lists in a list": ({"type": "array", "items": STRINGS}, Style.JSON),
    "one level": (OBJECT, Style.SIMPLE),
    "a flat list": (STRINGS, Style.SIMPLE),
    "a list of anything": ({"type": "array", "items": {}}, Style.SIMPLE),
    "a member of any type": ({"type": "object", "properties": {"a": {}}}, Style.SIMPLE),
}


@pytest.mark.parametrize("where", ["header", "path"])
@pytest.mark.parametrize(("held", "style"), NESTED.values(), ids=NESTED.keys())
def test_what_a_flat_style_cannot_tell(held: dict[str, Any], style: Style, where: str) -> None:
    """Headers and paths write one level of a value; a deeper one travels whole, as JSON."""
    path = "/things/{p}" if where == "path" else "/things"
    (one,), codes = read(parameter("p", where, held), path=path)
    assert (one.style, codes) == (style, [])


@pytest.mark.parametrize(("where", "reserved"), [("query", True), ("header", False), ("cookie", False)])
def test_reserved_characters(where: str, reserved: bool) -> None:
    """allowReserved is a query's word."""
    assert [one.reserved for one in read(parameter("p", where, allowReserved=True))[0]] == [reserved]
    assert [one.reserved for one in read(parameter("p", where))[0]] == [False]


@pytest.mark.parametrize("name", sorted(FORBIDDEN_HEADERS))
def test_headers_that_are_not_the_callers(name: str) -> None:
    """Headers that OpenAPI reserves, and our own, are no parameters."""
    assert read(parameter(name.title(), "header")) == ([], [])
    assert read(parameter(name.replace("-", "_"), "header")) == ([], [])
    assert len(read(parameter(name))[0]) == 1


def test_a_connector_knows_the_same_headers_as_the_generator() -> None:
    """Its own list is a copy, because it imports nothing of ours."""
    names = templates_folder() / "agent-harness" / "cli_aos" / "__module__" / "names.py"
    tree = ast.parse(names.read_text("utf-8"))
    [listed] = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "OVERRIDING"
    ]
    assert {node.value for node in ast.walk(listed) if isinstance(node, ast.Constant)} == HEADERS


OVERRIDING = [
    *(("header", name) for name in ("X-HTTP-Method-Override", "x_http_method", "X-Forwarded-Host", "Via")),
    *(("query", name) for name in ("_method", "_Method", ".method", "_method[]", "X-HTTP-Method-Override")),
]


@pytest.mark.parametrize(("where", "name"), OVERRIDING)
def test_what_makes_a_request_another(where: str, name: str) -> None:
    """It is no option; where the vendor requires it, the operation is refused, omitted or not."""
    assert read(parameter(name, where)) == ([], [])
    assert read(parameter(name, where, required=True), omitted={name}) == ([], ["unsupported-override"])
    assert read(parameter(name, where), omitted={name})[1] == []
    assert len(read(parameter(f"x{name}".removesuffix("[]").replace(".", ""), where))[0]) == 1


@pytest.mark.parametrize("odd", [{"in": "query"}, {"name": "p"}, {"name": 7, "in": "query"}, {}])
def test_parameters_without_name_or_place(odd: dict[str, Any]) -> None:
    """A parameter that does not say its name and place cannot be sent."""
    assert read(odd) == ([], [])


def test_order() -> None:
    """Path parameters come in the path's order, then query, header, cookie: required first, then by name."""
    names = [
        one.api_name
        for one in read(
            parameter("c", "cookie"),
            parameter("z", "header"),
            parameter("b"),
            parameter("a"),
            parameter("r", required=True),
            parameter("second", "path"),
            parameter("first", "path"),
            path="/x/{first}/y/{second}",
        )[0]
    ]
    assert names == ["first", "second", "r", "a", "b", "z", "c"]


def test_a_path_parameter_is_required_whatever_it_says() -> None:
    """A path without its parameter is another path."""
    (one,), _ = read({"name": "p", "in": "path", "schema": STRING}, path="/{p}")
    assert one.required


def test_descriptions_and_examples() -> None:
    """The parameter's own description wins; examples come in order of trust."""
    (one,), _ = read(
        parameter(
            "p",
            schema={
                "type": "string",
                "description": "far",
                "example": "c",
                "examples": ["d"],
                "default": "e",
            },
            description="near",
            example="a",
            examples={"x": {"value": "b"}, "y": {"externalValue": "z"}},
        )
    )
    assert one.description == "near"
    assert one.examples == ("a", "b", "c", "d", "e")
    (other,), _ = read(parameter("p", schema={"type": "string", "description": "far"}))
    assert (other.description, other.examples) == ("far", ())


@pytest.mark.parametrize("description", [7, ["a"], {"a": 1}, None])
def test_a_description_that_is_no_text(description: Any) -> None:
    """A vendor's slip in a description stops nothing."""
    command = world.planned_one(world.answering(parameters=[parameter("p", description=description)]))
    assert command.options[0].help == ""
