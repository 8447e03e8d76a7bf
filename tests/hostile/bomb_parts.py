"""What every bomb is made of: a sound document, a map that does, and the files that they are written to."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

Data = dict[str, Any]
Bomb = Callable[[Path], None]

SCALE = int(os.environ.get("BOMBS", "1"))

MAP: Data = {
    "version": 1,
    "connector": {"name": "acme", "label": "Acme", "description": "All of Acme"},
    "commands": {"thing.list": {"operation": "GET /a", "mode": "readonly", "risk": 1}},
}


def document(**parts: Any) -> Data:
    """A sound document of one operation; `operation` and `components` are put where they belong."""
    operation = {"responses": {"200": {"description": "ok"}}, **parts.pop("operation", {})}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "servers": [{"url": "https://api.acme.example"}],
        "paths": {"/a": {"get": operation}},
        **parts,
    }


def write(folder: Path, data: Data | str | bytes, name: str = "openapi.json") -> None:
    """Data as JSON, text as it is."""
    text = json.dumps(data) if isinstance(data, dict) else data
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


def answered(schema: Any, **parts: Any) -> Data:
    """A document whose one operation answers with a schema."""
    content = {"application/json": {"schema": schema}}
    responses = {"200": {"description": "ok", "content": content}}
    return document(operation={"responses": responses}, **parts)


def sent(schema: Any, **parts: Any) -> Data:
    """A document whose one operation takes a body and a parameter of a schema."""
    content = {"application/json": {"schema": schema}}
    parameters = [{"name": "q", "in": "query", "schema": schema}]
    made = document(**parts)
    operation = made["paths"].pop("/a")["get"]
    operation |= {"requestBody": {"content": content}, "parameters": parameters}
    made["paths"]["/a"] = {"post": operation}
    return made


SENT_MAP: Data = {**MAP, "commands": {"thing.add": {"operation": "POST /a", "mode": "write", "risk": 2}}}


def both(folder: Path, schema: Any, **parts: Any) -> None:
    """One schema, sent and answered, in one document, with a map of the two."""
    made = sent(schema, **parts)
    made["paths"]["/a"]["get"] = answered(schema)["paths"]["/a"]["get"]
    write(folder, made)
    write(folder, {**MAP, "commands": MAP["commands"] | SENT_MAP["commands"]}, "map.yaml")


def ref(name: str) -> Data:
    """A reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def table(*bombs: Bomb) -> dict[str, Bomb]:
    """The bombs by their names."""
    return {bomb.__name__.replace("_", "-"): bomb for bomb in bombs}
