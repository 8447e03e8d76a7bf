"""Documents in other forms than one OpenAPI 3 file are judged alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .document import load_document
from .judge import judge
from .loopback import Recorded
from .reduce import reduce_document

BASE = "http://127.0.0.1:9"
CREATE = {"id": "pet.create", "method": "POST", "path": "/pets"}
HEADERS = (
    ("Accept", "application/json"),
    ("Content-Type", "application/json"),
    ("Authorization", "Basic Y29uZm9ybWFuY2U6eA=="),  # conformance:x
)
SWAGGER = """
swagger: '2.0'
securityDefinitions: {login: {type: basic}}
security: [{login: []}]
paths:
  /pets:
    post:
      parameters:
        - {name: tags, in: query, type: array, items: {type: integer}, collectionFormat: pipes}
        - {name: pet, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}
      responses: {200: {description: done, schema: {$ref: '#/definitions/Pet'}}}
definitions:
  Pet: {type: object, required: [name], properties: {name: {type: string, enum: [on, no, 2024-01-02]}}}
"""
ROOT = """
openapi: 3.1.0
security: [{login: []}]
components: {securitySchemes: {login: {$ref: 'parts/all.yaml#/login'}}}
paths:
  /pets: {$ref: 'parts/all.yaml#/item'}
"""
PARTS = """
login: {type: http, scheme: Basic}
item:
  post:
    parameters: [{$ref: '#/tags'}]
    requestBody: {required: true, content: {application/json: {schema: {$ref: 'pet.json'}}}}
tags:
  {name: tags, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: integer}}}
"""
PET = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"enum": ["on", "no", "2024-01-02"]}, "child": {"$ref": "#"}},
}


@pytest.fixture(params=["swagger 2.0", "several files"])
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The same API, told in two ways."""
    path = tmp_path / "vendor.yaml"
    path.write_text(SWAGGER if request.param == "swagger 2.0" else ROOT, "utf-8")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/all.yaml").write_text(PARTS, "utf-8")
    (tmp_path / "parts/pet.json").write_text(json.dumps(PET), "utf-8")
    return path


@pytest.mark.parametrize("name", ["on", "no", "2024-01-02"])
def test_right_request(document: Path, name: str) -> None:
    """References lead where they should, and YAML 1.1 turns no text into something else."""
    verdict = judge(document, CREATE, _post({"name": name}, "?tags=1%7C2"), BASE)

    assert verdict.right, verdict.why
    assert verdict.judge == "openapi-core"


@pytest.mark.parametrize(
    ("body", "query", "why"),
    [({}, "", "name"), ({"name": "off"}, "", "off"), ({"name": "on"}, "?tags=a%7Cb", "tags")],
)
def test_wrong_request(document: Path, body: Any, query: str, why: str) -> None:
    """What is wrong in one form of the document is wrong in the other."""
    verdict = judge(document, CREATE, _post(body, query), BASE)

    assert not verdict.right
    assert why in verdict.why


def test_reduced_document_is_one_file(document: Path) -> None:
    """After reduction every reference stays within the document."""
    loaded = load_document(document)

    reduced = json.dumps(reduce_document(loaded, loaded.operation("POST", "/pets"), BASE))

    assert reduced.count('"$ref"') == reduced.count('"$ref": "#/components/schemas/') > 0


def _post(body: Any, query: str) -> Recorded:
    return Recorded("POST", f"/pets{query}", HEADERS, json.dumps(body).encode())
