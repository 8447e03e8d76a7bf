"""Small inputs and what they become: a vendor's two files, a report, a plan."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from aos_gen.diagnostics import Report
from aos_gen.document.load import load_document
from aos_gen.mapping.load import load_mapping
from aos_gen.plan.build import build_plan
from aos_gen.plan.model import ConnectorPlan
from aos_gen.source import SourceSet

ROOT = Path(__file__).resolve().parent.parent

Data = dict[str, Any]


class VendorFiles(NamedTuple):
    """Where a document and its map were written."""

    spec: Path
    map: Path


class Planned(NamedTuple):
    """What a document and a map gave: a plan or none, and everything that was found."""

    plan: ConnectorPlan | None
    report: Report
    sources: SourceSet


def write_vendor(folder: Path, document: Data, mapping: Data) -> VendorFiles:
    """`openapi.json` and `map.yaml` (JSON is YAML) in `folder`."""
    files = VendorFiles(folder / "openapi.json", folder / "map.yaml")
    files.spec.write_text(json.dumps(document), "utf-8")
    files.map.write_text(json.dumps(mapping), "utf-8")
    return files


def plan_vendor(document: Data, mapping: Data, **beside: Data) -> Planned:
    """The plan of a document and a map, by way of real files; None where there are errors.

    `beside` are further files of the document, by their names.
    """
    report, sources = Report(), SourceSet()
    with tempfile.TemporaryDirectory() as folder:
        files = write_vendor(Path(folder), document, mapping)
        for name, data in beside.items():
            (Path(folder) / name).write_text(json.dumps(data), "utf-8")
        source = sources.open(str(files.map), report)
        opened = load_document(str(files.spec), sources, report)
        read = load_mapping(source, report) if source is not None else None
        if opened is None or read is None:
            return Planned(None, report, sources)
        return Planned(build_plan(opened, read, "map.yaml", report), report, sources)


def make_plan(document: Data, mapping: Data) -> ConnectorPlan:
    """The plan of inputs that are sound: not even a warning is accepted."""
    plan, report, _ = plan_vendor(document, mapping)
    assert not list(report), [f"{one.code}: {one.message}" for one in report]
    assert plan is not None
    return plan


def tiny_document() -> Data:
    """One vendor with a list, an item and a creation: every kind of answer and parameter place."""
    ticket = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string"}, "subject": {"type": "string"}},
    }
    json_of = {"application/json": {"schema": {"$ref": "#/components/schemas/Ticket"}}}
    tickets = {"type": "array", "items": {"$ref": "#/components/schemas/Ticket"}}
    page = {"application/json": {"schema": tickets}}
    me = {"operationId": "getMe", "summary": "Who am I", "responses": {"204": {"description": "you"}}}
    number = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tiny", "version": "1"},
        "servers": [{"url": "https://api.tiny.example/v1"}],
        "security": [{"Key": []}],
        "paths": {
            "/me": {"get": me},
            "/tickets": {
                "get": {
                    "operationId": "listTickets",
                    "summary": "List tickets",
                    "parameters": [{"name": "per_page", "in": "query", "schema": {"type": "integer"}}],
                    "responses": {"200": {"description": "a page", "content": page}},
                },
                "post": {
                    "operationId": "createTicket",
                    "summary": "Create a ticket",
                    "requestBody": {
                        "required": True,
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "object",
                                    "required": ["subject"],
                                    "properties": {"subject": {"type": "string"}},
                                }
                            }
                        },
                    },
                    "responses": {"201": {"description": "the ticket", "content": json_of}},
                },
            },
            "/tickets/{id}": {
                "get": {
                    "operationId": "getTicket",
                    "summary": "Get a ticket",
                    "parameters": [number],
                    "responses": {"200": {"description": "the ticket", "content": json_of}},
                }
            },
        },
        "components": {
            "schemas": {"Ticket": ticket},
            "securitySchemes": {"Key": {"type": "http", "scheme": "bearer"}},
        },
    }


def tiny_mapping() -> Data:
    """The map of `tiny_document`: every operation, and a probe."""
    return {
        "version": 1,
        "connector": {"name": "tiny", "label": "Tiny", "description": "Tickets of a Tiny workspace"},
        "auth": {"Key": {"env": "TINY_API_KEY"}},
        "health": {"operation": "getMe"},
        "commands": {
            "agent.me": {"operation": "getMe", "mode": "readonly", "risk": 1},
            "ticket.list": {"operation": "listTickets", "mode": "readonly", "risk": 1},
            "ticket.get": {"operation": "getTicket", "mode": "readonly", "risk": 1},
            "ticket.create": {"operation": "createTicket", "mode": "write", "risk": 2},
        },
    }
