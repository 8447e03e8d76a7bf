"""What libraries say, made short: the sentence names the thing and quotes no schema."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from openapi_spec_validator import OpenAPIV30SpecValidator
from referencing import Registry
from referencing.exceptions import PointerToNowhere, Unresolvable
from referencing.jsonschema import DRAFT202012

from aos_gen.lint.sentences import MOST, extra_names, nearest, sentence


def error(schema: Any, value: Any) -> ValidationError:
    """The first error of a value under a schema."""
    found: ValidationError = next(iter(Draft202012Validator(schema).iter_errors(value)))
    return found


LONG = {f"property{number}": {"type": "string"} for number in range(200)}
SENTENCES: list[tuple[Any, Any, str]] = [
    ({"required": ["name"]}, {}, "'name' is missing"),
    ({"required": ["it's"]}, {}, '"it\'s" is missing'),
    ({"type": "array"}, LONG, "a mapping stands where a list belongs"),
    ({"type": ["string", "null"]}, [1], "a list stands where text or null belongs"),
    ({"type": "string"}, True, "true stands where text belongs"),
    ({"additionalProperties": False}, {"x": LONG}, "'x' is not allowed here"),
    ({"additionalProperties": False}, {"x": 1, "y, z": 2}, "'x', 'y, z' are not allowed here"),
    (
        {"additionalProperties": False, "patternProperties": {"^x-": {}}},
        {"a": 1, "x-b": 2},
        "'a' is not allowed here",
    ),
    ({"unevaluatedProperties": False}, {"a": 1}, "'a' is not allowed here"),
    ({"enum": ["query", "path"]}, "querry", "'querry' is not one of 'query', 'path'"),
    ({"const": 1}, {}, "an empty mapping is not one of 1"),
    ({"pattern": "^/"}, "x", "'x' does not match '^/'"),
    ({"minItems": 1}, [], "an empty list should be non-empty"),
    ({"maxProperties": 1}, LONG, "a mapping has too many properties"),
    ({"anyOf": [{"type": "string"}, {"type": "array"}]}, 1, "1 fits no form that may stand here"),
    ({"oneOf": [{}, {"type": "integer"}]}, 1, "1 fits several forms of which one may stand here"),
]


@pytest.mark.parametrize(("schema", "value", "said"), SENTENCES, ids=[said for _, _, said in SENTENCES])
def test_sentences(schema: Any, value: Any, said: str) -> None:
    """Each keyword in words, with values that have many lines named by their kind."""
    assert sentence(error(schema, value)) == said


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            "Required list has not defined properties: ['b', 'a']",
            "'required' lists 'a', 'b', which is not among the properties",
        ),
        ("Duplicate parameter 'x'", "duplicate parameter 'x'"),
        (
            "Path parameter 'id' for 'get' operation in '/a/{id}' was not resolved",
            "'id' of GET /a/{id} must stand in the path and among the parameters, and is in one of them",
        ),
        ("a " * 500, f"{'a ' * ((MOST - 4) // 2)}".rstrip() + " ..."),
    ],
)
def test_what_the_validator_says_itself(raw: str, said: str) -> None:
    """Its own findings are texts; sets are sorted, because their order differs from run to run."""
    assert sentence(ValidationError(raw)) == said


def test_references() -> None:
    """A reference as it is written, or the end of it, which is all that the library keeps."""
    assert sentence(Unresolvable(ref="a.yaml#/B")) == "the reference 'a.yaml#/B' leads nowhere"
    registry = Registry().with_resource("a.json", DRAFT202012.create_resource({}))
    with pytest.raises(PointerToNowhere) as nowhere:
        registry.resolver().lookup("a.json#/a/b")
    assert sentence(nowhere.value) == "the reference '#/a/b' leads nowhere"


def test_extra_names_are_members() -> None:
    """Names are those of the value itself, whatever quotes they hold."""
    assert extra_names(error({"additionalProperties": False}, {"it's": 1, "b": 2})) == ["it's", "b"]
    assert extra_names(error({"type": "array"}, {"a": 1})) == []


PARAMETER = {"name": "x", "in": "query", "schema": {"type": "string"}}
NEAREST: list[tuple[dict[str, Any], str, list[str | int]]] = [
    ({**PARAMETER, "required": "yes"}, "'yes' stands where true or false belongs", ["required"]),
    (
        {**PARAMETER, "schema": {"type": "strin"}},
        "'strin' is not one of 'array', 'boolean', 'integer', 'number', 'object', 'string'",
        ["schema", "type"],
    ),
    ({"in": "query", "schema": {}}, "'name' is missing", []),
]


@pytest.mark.parametrize(("parameter", "said", "path"), NEAREST, ids=[said for _, said, _ in NEAREST])
def test_the_form_that_was_meant(parameter: dict[str, Any], said: str, path: list[str | int]) -> None:
    """A parameter that is no reference is told what is wrong with the parameter, at the place itself."""
    operation = {"parameters": [parameter], "responses": {"200": {"description": ""}}}
    document = {"openapi": "3.0.0", "info": {"title": "", "version": ""}, "paths": {"/a": {"get": operation}}}
    (found,) = OpenAPIV30SpecValidator.schema_validator.iter_errors(document)
    inner = nearest(found)
    assert sentence(inner) == said
    assert list(inner.absolute_path)[5:] == path
