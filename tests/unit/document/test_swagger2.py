"""Swagger 2.0 documents: versions, servers, answers, security schemes, words of schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aos_gen.diagnostics import Report
from aos_gen.document import operations
from aos_gen.document.load import load_document
from aos_gen.source import SourceSet

from .swagger2 import Data, load, places

JSON = "application/json"


@pytest.mark.parametrize("text", ["swagger: '2.0'", "swagger: 2.0", "swagger: 2", '{"swagger": "2.0.0"}'])
def test_versions(tmp_path: Path, text: str) -> None:
    """As a text or as a number; what a vendor leaves out is missing and no mistake."""
    file = tmp_path / "swagger.yaml"
    file.write_text(text)
    document = load_document(str(file), SourceSet(), report := Report())
    assert document is not None and not list(report)
    assert (document.version, document.operations, document.title) == ("2.0", (), "")
    assert operations.root_servers(document) == []
    assert document.security_schemes(report) == {}


URLS: dict[str, tuple[Data, str | None]] = {
    "everything": ({"host": "a.example", "basePath": "/v1", "schemes": ["https"]}, "https://a.example/v1"),
    "https is preferred": ({"host": "a.example", "schemes": ["http", "https"]}, "https://a.example"),
    "http alone": ({"host": "a.example", "schemes": ["http"]}, "http://a.example"),
    "no scheme": ({"host": "a.example"}, "https://a.example"),
    "sockets beside http": ({"host": "a.example", "schemes": ["wss", "http"]}, "http://a.example"),
    "sockets alone": ({"host": "a.example", "schemes": ["wss"]}, "wss://a.example"),
    "a port": ({"host": "a.example:8443", "basePath": "v1/"}, "https://a.example:8443/v1"),
    "a base path of nothing": ({"host": "a.example", "basePath": "/"}, "https://a.example"),
    "an address in place of a host": (
        {"host": "http://a.example/", "basePath": "/v1"},
        "http://a.example/v1",
    ),
    "no host": ({"basePath": "/v1", "schemes": ["https"]}, "/v1"),
    "schemes alone": ({"schemes": ["https"]}, None),
    "things that are no texts": ({"host": 7, "basePath": []}, None),
}


@pytest.mark.parametrize(("root", "wanted"), URLS.values(), ids=URLS)
def test_servers(root: Data, wanted: str | None) -> None:
    """host, basePath and schemes are one server; without a host it is relative, as 3.0's may be."""
    found = operations.root_servers(load({}, **root))
    assert [one.get("url") for one in found] == ([] if wanted is None else [wanted])


@pytest.mark.parametrize(
    ("own", "root", "wanted"),
    [
        (["http"], ["https"], ("schemes", "http://a.example/v1")),
        (["http", "https"], ["https"], ("root", "https://a.example/v1")),
        (["https"], None, ("root", "https://a.example/v1")),
        ([], ["http"], ("root", "http://a.example/v1")),
        ("http", ["https"], ("schemes", "http://a.example/v1")),
    ],
)
def test_schemes_of_an_operation(own: Any, root: list[str] | None, wanted: tuple[str, str]) -> None:
    """An operation's own schemes override, which matters where another one comes of it."""
    members: Data = {"host": "a.example", "basePath": "/v1", **({"schemes": root} if root else {})}
    document = load({"schemes": own}, **members)
    owner, (server,) = operations.servers(document, document.operations[0])
    assert (owner, server.get("url")) == wanted
    where = {"schemes": "#/paths/~1things/post/schemes", "root": "#/host"}[owner]
    assert server.location.fragment() == where


def test_schemes_without_a_host() -> None:
    """kubernetes: each operation says https, and nobody says where."""
    document = load({"schemes": ["https"]})
    assert operations.servers(document, document.operations[0]) == ("root", [])


THING: Data = {"$ref": "#/definitions/Thing"}
CONTENTS: dict[str, tuple[Data, list[str] | None, list[str] | None, Data | None]] = {
    "the root's types": ({"schema": THING}, None, [JSON, "text/xml"], {JSON: THING, "text/xml": THING}),
    "the operation's types": ({"schema": THING}, ["text/xml"], [JSON], {"text/xml": THING}),
    "an empty list overrides": ({"schema": THING}, [], [JSON], {"*/*": THING}),
    "nothing declared": ({"schema": THING}, None, None, {"*/*": THING}),
    "no schema": ({}, None, [JSON], None),
    "no schema, JSON all the same": ({}, [JSON], None, None),
    "no schema, and a type of its own": ({}, ["application/x-tar"], [JSON], {"application/x-tar": None}),
    "a file": (
        {"schema": {"type": "file"}},
        ["application/pdf"],
        None,
        {"application/pdf": {"type": "file"}},
    ),
    "a file of an API of JSON": (
        {"schema": {"type": "file"}},
        None,
        [JSON],
        {"application/octet-stream": {"type": "file"}},
    ),
    "a schema of anything": ({"schema": {}}, [JSON], None, {JSON: {}}),
    "an example alone": ({"examples": {JSON: {"a": 1}}}, None, None, {JSON: None}),
    "an example says the type": ({"schema": THING, "examples": {JSON: 1}}, None, None, {JSON: THING}),
}


@pytest.mark.parametrize(("response", "own", "root", "wanted"), CONTENTS.values(), ids=CONTENTS)
def test_answers(response: Data, own: list[str] | None, root: list[str] | None, wanted: Data | None) -> None:
    """A schema and what is produced are a content; without a schema nothing comes, unless it is said."""
    operation: Data = {"responses": {"200": response}} | ({} if own is None else {"produces": own})
    members: Data = {} if root is None else {"produces": root}
    document = load(operation, **members)
    ((code, node),) = operations.responses(document, document.operations[0], Report())
    content = node.get("content")
    assert code == "200"
    assert wanted is None or content is not None
    assert (content and {name: media.get("schema") for name, media in content.items()}) == wanted


def test_an_answer_keeps_its_places() -> None:
    """Through a reference: words, headers, the schema and an example by its media type."""
    answer = {
        "description": "d",
        "headers": {"Link": {"type": "string"}},
        "schema": {"type": "object"},
        "examples": {JSON: {"a": 1}},
    }
    document = load({"responses": {"200": {"$ref": "#/responses/Ok"}, "x-y": {}}}, responses={"Ok": answer})
    ((_, node),) = operations.responses(document, document.operations[0], Report())
    found = places(node)
    assert found["description"] == "#/responses/Ok/description"
    assert found["headers.Link.type"] == "#/responses/Ok/headers/Link/type"
    assert found["content.application/json.schema.type"] == "#/responses/Ok/schema/type"
    assert found["content.application/json.example.a"] == "#/responses/Ok/examples/application~1json/a"


FLOW: Data = {"authorizationUrl": "https://a", "tokenUrl": "https://t", "scopes": {"read": ""}}
SCHEMES: dict[str, tuple[Data, Data]] = {
    "basic": ({"type": "basic", "description": "d"}, {"type": "http", "scheme": "basic", "description": "d"}),
    "a key": ({"type": "apiKey", "in": "query", "name": "k"}, {"type": "apiKey", "in": "query", "name": "k"}),
    "implicit": (
        {"type": "oauth2", "flow": "implicit", **FLOW},
        {"type": "oauth2", "flows": {"implicit": FLOW}},
    ),
    "password": (
        {"type": "oauth2", "flow": "password", **FLOW},
        {"type": "oauth2", "flows": {"password": FLOW}},
    ),
    "application": (
        {"type": "oauth2", "flow": "application", "tokenUrl": "https://t"},
        {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://t"}}},
    ),
    "access code": (
        {"type": "oauth2", "flow": "accessCode", **FLOW},
        {"type": "oauth2", "flows": {"authorizationCode": FLOW}},
    ),
    "a flow of nobody": ({"type": "oauth2", "flow": "magic"}, {"type": "oauth2", "flow": "magic"}),
    "3.0's word": ({"type": "http", "scheme": "bearer"}, {"type": "http", "scheme": "bearer"}),
}


@pytest.mark.parametrize(("written", "wanted"), SCHEMES.values(), ids=SCHEMES)
def test_security_schemes(written: Data, wanted: Data) -> None:
    """`basic` is an http scheme, and flows have other names."""
    document = load({}, securityDefinitions={"s": written, "x-note": {"type": "basic"}})
    found = document.security_schemes(Report())
    assert {name: node.value for name, node in found.items()} == {"s": wanted}
    assert all(place.startswith("#/securityDefinitions/s") for place in places(found["s"]).values())


def test_security() -> None:
    """Requirements are written alike; an operation's own override, an empty list too."""
    root: Data = {"security": [{"key": []}]}
    for own, wanted in (
        ({}, [{"key": []}]),
        ({"security": []}, []),
        ({"security": [{"o": ["r"]}]}, [{"o": ["r"]}]),
    ):
        document = load(own, **root)
        assert operations.security(document, document.operations[0]) == wanted


WORDS: dict[str, tuple[Any, Any]] = {
    "nothing of its own": ({"type": "object", "readOnly": True}, {"type": "object", "readOnly": True}),
    "null": ({"type": "string", "x-nullable": True}, {"type": "string", "nullable": True}),
    "null beside a reference": ({"$ref": "#/a", "x-nullable": True}, {"$ref": "#/a", "nullable": True}),
    "no null": ({"x-nullable": False}, {}),
    "a discriminator": ({"discriminator": "kind"}, {"discriminator": {"propertyName": "kind"}}),
    "3.0's discriminator": (
        {"discriminator": {"propertyName": "kind"}},
        {"discriminator": {"propertyName": "kind"}},
    ),
    "a file": ({"type": "File"}, {"type": "string", "format": "binary"}),
    "how items are joined": ({"type": "array", "collectionFormat": "csv"}, {"type": "array"}),
    "no schema": (True, True),
}


@pytest.mark.parametrize(("written", "wanted"), WORDS.values(), ids=WORDS)
def test_words_of_schemas(written: Any, wanted: Any) -> None:
    """What 2.0 says in words of its own; everything below stays as it is, where it is."""
    document = load({}, definitions={"It": written})
    node = document.root.child("definitions", "It")
    assert node is not None
    told = document.schema(node)
    assert told.value == wanted
    assert told.location == node.location
