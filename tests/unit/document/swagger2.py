"""Small Swagger 2.0 documents, and what the accessors of an operation give for them."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document, load_document
from aos_gen.document.resolve import Node
from aos_gen.source import SourceSet

Data = dict[str, Any]


def load(
    operation: Data | None = None, *, method: str = "post", item: Data | None = None, **root: Any
) -> Document:
    """A document with one operation at `/things`, without a mistake that loading would tell."""
    path: Data = {**(item or {}), **({method: operation} if operation is not None else {})}
    data = {"swagger": "2.0", "info": {"title": "Old", "version": "1"}, "paths": {"/things": path}, **root}
    report = Report()
    with TemporaryDirectory() as folder:
        file = Path(folder, "swagger.json")
        file.write_text(json.dumps(data))
        document = load_document(str(file), SourceSet(), report)
    assert document is not None and not list(report), list(report)
    assert document.version == "2.0"
    return document


def places(node: Node | None, prefix: str = "") -> dict[str, str]:
    """For every member below, by its dotted name, the fragment where its vendor wrote it."""
    found: dict[str, str] = {}
    for name, child in () if node is None else node.items():
        found[prefix + name] = child.location.fragment()
        found |= places(child, f"{prefix}{name}.")
    return found
