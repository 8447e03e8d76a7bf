"""Callbacks: the requests that a vendor makes to the caller of an operation."""

from __future__ import annotations

from pathlib import Path

import pytest

from aos_gen.diagnostics import Report
from aos_gen.document import operations
from aos_gen.document.load import Document, load_document
from aos_gen.source import SourceSet

TEXT = """
openapi: 3.1.0
paths:
  /jobs:
    post:
      callbacks:
        done:
          '{$request.body#/url}': {post: {operationId: onDone}, put: {}}
          '{$request.body#/other}': {$ref: '#/components/pathItems/Other'}
          x-note: {get: {}}
        failed: {$ref: '#/components/callbacks/Failed'}
        gone: {$ref: '#/components/callbacks/Gone'}
    get: {}
    put: {callbacks: 7}
    patch: {callbacks: {$ref: parts.yaml#/all}}
components:
  callbacks: {Failed: {'{$url}': {post: {operationId: onFailed}}}}
  pathItems: {Other: {post: {operationId: onOther}}}
"""
PARTS = "all: {moved: {'{$url}': {post: {operationId: onMoved}}}}"


@pytest.fixture
def document(tmp_path: Path) -> Document:
    (tmp_path / "openapi.yaml").write_text(TEXT)
    (tmp_path / "parts.yaml").write_text(PARTS)
    report = Report()
    loaded = load_document(str(tmp_path / "openapi.yaml"), SourceSet(), report)
    assert loaded is not None, list(report)
    return loaded


def callbacks(document: Document, wanted: str, report: Report) -> list[tuple[str, str, str, str | None]]:
    operation = operations.find(document, wanted)
    assert operation is not None
    found = operations.callbacks(document, operation, report)
    return [(name, one.method, one.path, one.operation_id) for name, one in found]


def test_every_request_is_found_by_its_name(document: Document) -> None:
    """Every method of every expression, through references; one that leads nowhere is reported."""
    report = Report()
    assert callbacks(document, "POST /jobs", report) == [
        ("done", "POST", "{$request.body#/url}", "onDone"),
        ("done", "PUT", "{$request.body#/url}", None),
        ("done", "POST", "{$request.body#/other}", "onOther"),
        ("failed", "POST", "{$url}", "onFailed"),
    ]
    assert report.codes() == ("reference-dangling",)


def test_all_of_them_by_one_reference(document: Document) -> None:
    """The map of callbacks may itself stand in another file."""
    assert callbacks(document, "PATCH /jobs", Report()) == [("moved", "POST", "{$url}", "onMoved")]


@pytest.mark.parametrize("wanted", ["GET /jobs", "PUT /jobs"])
def test_operations_without_callbacks(document: Document, wanted: str) -> None:
    """None declared, and what is no mapping, are none."""
    report = Report()
    assert callbacks(document, wanted, report) == []
    assert len(report) == 0


def test_a_callback_is_no_operation_of_the_document(document: Document) -> None:
    """Nobody can call what the vendor calls."""
    assert [one.method for one in document.operations] == ["POST", "GET", "PUT", "PATCH"]
    assert operations.find(document, "onDone") is None
