"""Documents and their operations: versions, listing, finding, and what each operation declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from aos_gen.diagnostics import Report
from aos_gen.document import operations
from aos_gen.document.load import Document, load_document
from aos_gen.source import SourceSet


def load(folder: Path, text: str, **parts: str) -> tuple[Document | None, Report]:
    (folder / "openapi.yaml").write_text(text)
    for name, part in parts.items():
        (folder / f"{name}.yaml").write_text(part)
    report = Report()
    return load_document(str(folder / "openapi.yaml"), SourceSet(), report), report


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("openapi: 3.0.3", "3.0"),
        ("openapi: 3.1", "3.1"),
        ('openapi: "3.1.0-rc1"', "3.1"),
        ("openapi: 3.2.0", "3.2"),
        ('{"openapi": "3.1.1"}', "3.1"),
    ],
)
def test_supported_versions(tmp_path: Path, text: str, version: str) -> None:
    """Three minor versions, with or without a patch number, even as a number; paths may be absent."""
    document, report = load(tmp_path, text)
    assert document is not None, list(report)
    assert document.version == version
    assert document.operations == ()
    assert (document.title, document.api_version) == ("", "")


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("openapi: 4.0.0", "unsupported-version", "3.2"),
        ("openapi: 3.3.0", "unsupported-version", "3.2"),
        ("openapi: three", "unsupported-version", "3.2"),
        ('swagger: "1.2"', "unsupported-version", "Swagger 2.0"),
        ('swaggerVersion: "1.2"', "unsupported-version", "Swagger 2.0"),
        ("swaggerVersion: 2.0", "unsupported-version", "Swagger 2.0"),
        ("swagger: 3.0.0", "unsupported-version", "3.2"),
        ("openapi: 2.0", "unsupported-version", "3.2"),
        ("swagger: {}", "document-not-openapi", "openapi: 3.1.0"),
        ("connector: {name: x}\ncommands: {}", "document-not-openapi", "--map"),
        ("asyncapi: 3.0.0", "document-not-openapi", "AsyncAPI"),
        ("openapi: [3]", "document-not-openapi", "openapi: 3.1.0"),
        ("- 1", "document-not-openapi", "openapi: 3.1.0"),
        ("", "document-not-openapi", "openapi: 3.1.0"),
        ("<html>no</html>", "document-not-openapi", "openapi: 3.1.0"),
        ("a: [", "yaml-syntax", None),
    ],
)
def test_other_files_are_refused(tmp_path: Path, text: str, code: str, hint: str | None) -> None:
    """What is not an OpenAPI document of these versions is named, with the way on."""
    document, report = load(tmp_path, text)
    assert document is None
    assert report.codes() == (code,)
    (diagnostic,) = report
    assert hint is None or hint in str(diagnostic.hint)


RICH = """
openapi: 3.2.0
info: {title: Acme, version: 1}
servers: [{url: https://root}]
security: [{key: []}, {oauth: [read, 7]}]
paths:
  /tickets:
    parameters:
      - {name: a, in: query, description: path}
      - {$ref: '#/components/parameters/H'}
      - {name: odd}
    servers: [{url: https://path}]
    get:
      operationId: listTickets
      tags: [T, 5]
      summary: 12
      deprecated: true
      parameters:
        - {name: a, in: query, description: own}
        - {name: a, in: header}
        - {name: x-trace, in: header, description: own}
        - {$ref: '#/components/parameters/Gone'}
      responses: {200: {$ref: '#/components/responses/Ok'}, default: {description: d}, x-y: 1}
    post:
      operationId: twice
      security: []
      servers: [{url: https://operation}]
      requestBody: {$ref: '#/components/requestBodies/B'}
    query: {operationId: 7}
    additionalOperations:
      COPY: {operationId: copyTicket}
    x-note: {get: {}}
  /other?beta=true:
    $ref: parts.yaml#/item
  /same:
    $ref: '#/paths/~1tickets'
  /ref:
    put: {$ref: parts.yaml#/operation}
    patch: null
  x-extension: {get: {}}
  /empty:
components:
  parameters: {$ref: parts.yaml#/parameters}
  responses: {Ok: {description: ok}}
  requestBodies: {B: {content: {}}}
  securitySchemes:
    key: {$ref: parts.yaml#/key}
    oauth: {type: oauth2}
webhooks:
  created: {post: {operationId: onCreated}}
  x-flag: true
"""
PARTS = """
item: {get: {operationId: twice, security: [{}]}, parameters: {$ref: '#/list'}}
list: [{name: p, in: query}]
operation: {operationId: referenced, responses: {$ref: '#/responses'}}
responses: {204: {description: none}}
parameters: {H: {name: X-Trace, in: header}}
key: {type: apiKey}
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    loaded, report = load(tmp_path, RICH, parts=PARTS)
    assert loaded is not None, list(report)
    assert [d.code for d in report] == ["operation-not-mapping"]
    return loaded


def one(document: Document, wanted: str) -> operations.Operation:
    found = operations.find(document, wanted)
    assert found is not None
    return found


def test_operations_are_listed_in_document_order(document: Document) -> None:
    """Every method of every path, through references; extensions are none."""
    assert [(o.key, o.operation_id) for o in document.operations] == [
        ("GET /tickets", "listTickets"),
        ("POST /tickets", "twice"),
        ("QUERY /tickets", None),
        ("COPY /tickets", "copyTicket"),
        ("GET /other?beta=true", "twice"),
        ("GET /same", "listTickets"),
        ("POST /same", "twice"),
        ("QUERY /same", None),
        ("COPY /same", "copyTicket"),
        ("PUT /ref", "referenced"),
    ]
    assert (document.title, document.api_version) == ("Acme", "1")


def test_an_operation_keeps_what_is_text(document: Document) -> None:
    """Values of another type than the specification's are left out."""
    operation = one(document, "GET /tickets")
    assert (operation.tags, operation.summary, operation.deprecated) == (("T",), "", True)
    assert (operation.label, one(document, "QUERY /tickets").label) == ("listTickets", "QUERY /tickets")


def test_operations_are_found_by_either_name(document: Document) -> None:
    """By operationId, or by method in any case and path; a shared operationId names none."""
    assert one(document, "referenced").key == "PUT /ref"
    assert one(document, "get /other?beta=true").label == "twice"
    assert one(document, "copy /tickets").label == "copyTicket"
    assert operations.find(document, "twice") is None
    assert [o.key for o in operations.find_all(document, "twice")] == [
        "POST /tickets", "GET /other?beta=true", "POST /same",
    ]  # fmt: skip
    assert operations.find(document, "absent") is None
    assert operations.find_all(document, "GET /absent") == []


def test_parameters_of_path_and_operation_are_merged(document: Document) -> None:
    """The operation's wins where place and name are the same (headers in any case)."""
    report = Report()
    found = operations.parameters(document, one(document, "GET /tickets"), report)
    assert [(p.get("name"), p.get("in"), p.get("description")) for p in found] == [
        ("a", "query", "own"),
        ("x-trace", "header", "own"),
        ("odd", None, None),
        ("a", "header", None),
    ]
    assert report.codes() == ("reference-dangling",)
    (listed,) = operations.parameters(document, one(document, "GET /other?beta=true"), report)
    assert listed.location.file.endswith("parts.yaml")
    assert listed.location.pointer == ("list", 0)


def test_security_in_force(document: Document, tmp_path: Path) -> None:
    """The operation's, else the document's; empty is not the same as absent."""
    assert operations.security(document, one(document, "GET /tickets")) == [{"key": []}, {"oauth": ["read"]}]
    assert operations.security(document, one(document, "POST /tickets")) == []
    assert operations.security(document, one(document, "GET /other?beta=true")) == [{}]
    bare, _ = load(tmp_path, "openapi: 3.1.0\npaths: {/a: {get: {}}}")
    assert bare is not None
    assert operations.security(bare, bare.operations[0]) is None


@pytest.mark.parametrize(
    ("wanted", "owner"), [("POST /tickets", "operation"), ("GET /tickets", "path"), ("PUT /ref", "root")]
)
def test_servers_in_force(document: Document, wanted: str, owner: str) -> None:
    """The nearest declaration counts, and says who made it."""
    found, nodes = operations.servers(document, one(document, wanted))
    assert found == owner
    assert [node.get("url") for node in nodes] == [f"https://{owner}"]


def test_body_and_responses(document: Document) -> None:
    """Both are resolved, also where the map of responses is a reference."""
    report = Report()
    body = operations.request_body(document, one(document, "POST /tickets"), report)
    assert body is not None
    assert body.location.pointer == ("components", "requestBodies", "B")
    assert operations.request_body(document, one(document, "GET /tickets"), report) is None
    found = operations.responses(document, one(document, "GET /tickets"), report)
    assert [(code, node.get("description")) for code, node in found] == [("200", "ok"), ("default", "d")]
    assert [code for code, _ in operations.responses(document, one(document, "PUT /ref"), report)] == ["204"]
    assert operations.responses(document, one(document, "COPY /tickets"), report) == []
    assert len(report) == 0


def test_security_schemes_and_webhooks(document: Document) -> None:
    """Schemes are resolved; webhooks are listed apart from the operations."""
    report = Report()
    schemes = document.security_schemes(report)
    assert {name: node.get("type") for name, node in schemes.items()} == {"key": "apiKey", "oauth": "oauth2"}
    assert [(name, o.label) for name, o in document.webhooks(report)] == [("created", "onCreated")]
    assert len(report) == 0


def test_operations_beside_a_path_reference_are_not_lost(tmp_path: Path) -> None:
    """Each keeps the path item that it stands in; a dangling path item is an error."""
    text = """
openapi: 3.1.0
paths:
  /a:
    $ref: '#/components/pathItems/A'
    parameters: [{name: mine, in: query}]
    get: {operationId: mine}
  /b: {$ref: '#/components/pathItems/B'}
components: {pathItems: {A: {get: {operationId: hidden}, put: {operationId: theirs}}}}
"""
    document, report = load(tmp_path, text)
    assert document is not None
    assert [o.label for o in document.operations] == ["mine", "theirs"]
    assert len(operations.parameters(document, document.operations[0], report)) == 1
    assert operations.parameters(document, document.operations[1], report) == []
    assert report.codes() == ("reference-dangling",)
