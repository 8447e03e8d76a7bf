"""One operation of a made-up vendor, as a document and the operation in it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document, load_document
from aos_gen.document.operations import Operation
from aos_gen.proposal.risk import Proposal, propose
from aos_gen.source import SourceSet

Data = dict[str, Any]


def document_of(paths: Data, **more: Any) -> Document:
    """A document with these paths."""
    data = {"openapi": "3.1.0", "info": {"title": "Acme", "version": "1"}, "paths": paths, **more}
    data.setdefault("servers", [{"url": "https://api.acme.example/v1"}])
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "openapi.json"
        file.write_text(json.dumps(data), "utf-8")
        document = load_document(str(file), SourceSet(), report)
    assert document is not None, list(report)
    return document


def operations_of(*keys: str, **members: Any) -> tuple[Operation, ...]:
    """Operations by `GET /path operationId`, in that order."""
    paths: Data = {}
    for key in keys:
        method, path, *name = key.split(" ", 2)
        paths.setdefault(path, {})[method.lower()] = {
            **({"operationId": name[0]} if name else {}),
            "responses": {"204": {"description": "done"}},
            **members,
        }
    return document_of(paths).operations


def answer(schema: Data) -> Data:
    """Responses whose 200 is JSON of this schema."""
    return {"200": {"description": "ok", "content": {"application/json": {"schema": schema}}}}


def proposed(key: str, name: str = "", summary: str = "", **members: Any) -> Proposal:
    """What is proposed for `GET /path`, with these members of the operation."""
    method, path = key.split(" ", 1)
    operation: Data = {"responses": {"204": {"description": "done"}}, **members}
    if name:
        operation["operationId"] = name
    if summary:
        operation["summary"] = summary
    document = document_of({path: {method.lower(): operation}})
    return propose(document, document.operations[0], Report())
