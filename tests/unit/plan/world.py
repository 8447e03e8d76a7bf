"""Small documents and maps as dicts, loaded and planned as the generator does it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document, load_document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.mapping.model import CommandMapping, Mapping
from aos_gen.plan.build import build_plan
from aos_gen.plan.model import CommandPlan, ConnectorPlan, OptionPlan
from aos_gen.source import SourceSet

AT = Location("map.yaml", ("commands", "thing.do"))
JSON = "application/json"


def load(data: dict[str, Any], **files: Any) -> tuple[Document, Report]:
    """The document, with further files beside it."""
    report = Report()
    with TemporaryDirectory() as folder:
        root = Path(folder, "openapi.json")
        root.write_text(json.dumps(data))
        for name, content in files.items():
            Path(folder, f"{name}.json").write_text(json.dumps(content))
        document = load_document(str(root), SourceSet(), report)
        assert document is not None, list(report)
        if files:
            _open_all(document, report)
    return document, report


def _open_all(document: Document, report: Report) -> None:
    """Follow every reference while the files are still there."""
    waiting, seen = [document.root], set[str]()
    while waiting:
        node = waiting.pop()
        place = f"{node.location.file}{node.location.fragment()}"
        if place in seen:
            continue
        seen.add(place)
        target = document.follow(node, report) if isinstance(node.get("$ref"), str) else None
        waiting += [*(child for _, child in node.items()), *node.elements()]
        waiting += [target] if target is not None else []


def head(version: str = "3.1.0", **members: Any) -> dict[str, Any]:
    """The top of a document."""
    return {
        "openapi": version,
        "info": {"title": "Acme", "version": "1"},
        "servers": [{"url": "https://api.acme.example/v1"}],
        "paths": {},
        **members,
    }


def schema(value: Any, version: str = "3.1.0", **schemas: Any) -> tuple[Document, Node, Report]:
    """A document with one schema to look at, and others for it to refer to."""
    document, report = load(head(version, components={"schemas": {"It": value, **schemas}}))
    node = document.root.child("components", "schemas", "It")
    assert node is not None
    return document, node, report


def answering(content: Any = None, **members: Any) -> dict[str, Any]:
    """An operation that answers JSON of that schema; nothing for None."""
    response: dict[str, Any] = {"description": "Done"}
    if content is not None:
        response["content"] = {JSON: {"schema": content}}
    return {"operationId": "doThing", "responses": {"200": response}, **members}


def json_body(content: Any, *, required: bool = True, media_type: str = JSON) -> dict[str, Any]:
    """A request body."""
    return {"required": required, "content": {media_type: {"schema": content}}}


def parameter(name: str, where: str = "query", schema: Any = None, **members: Any) -> dict[str, Any]:
    """A parameter, of type string unless told; required in a path."""
    held = {"required": True} if where == "path" else {}
    return {"name": name, "in": where, "schema": schema or {"type": "string"}, **held, **members}


def one_operation(
    operation: dict[str, Any], *, method: str = "get", path: str = "/things", **members: Any
) -> tuple[Document, Operation, Report]:
    """A document with one operation."""
    document, report = load(head(**members) | {"paths": {path: {method: operation}}})
    return document, document.operations[0], report


def mapping(commands: dict[str, Any], **members: Any) -> Mapping:
    """A map of the connector `acme`."""
    connector = {"name": "acme", "label": "Acme", "description": "Things of Acme"}
    return Mapping.model_validate(
        {"version": 1, "connector": connector | members.pop("connector", {}), "commands": commands, **members}
    )


def command(
    operation: str = "doThing", *, mode: str = "readonly", risk: int = 1, **members: Any
) -> dict[str, Any]:
    """One command of a map."""
    return {"operation": operation, "mode": mode, "risk": risk, **members}


def command_mapping(**members: Any) -> CommandMapping:
    """One command of a map, as a model."""
    return CommandMapping.model_validate(command(**members))


def build(
    data: dict[str, Any], commands: dict[str, Any], **members: Any
) -> tuple[ConnectorPlan | None, Report]:
    """The plan and what was found on the way."""
    document, report = load(data)
    return build_plan(document, mapping(commands, **members), "map.yaml", report), report


def planned(data: dict[str, Any], commands: dict[str, Any], **members: Any) -> ConnectorPlan:
    """The plan of inputs without a mistake."""
    plan, report = build(data, commands, **members)
    assert plan is not None, list(report)
    return plan


def planned_one(
    operation: dict[str, Any],
    *,
    method: str = "get",
    path: str = "/things",
    settings: dict[str, Any] | None = None,
    root: dict[str, Any] | None = None,
    **members: Any,
) -> CommandPlan:
    """The plan of the only operation, as the command `thing.do`."""
    data = head(**(root or {})) | {"paths": {path: {method: operation}}}
    return planned(data, {"thing.do": command(**(settings or {}))}, **members).commands[0]


def option_of(plan: CommandPlan, api_name: str) -> OptionPlan:
    """The option that fills the vendor's `api_name`."""
    return next(option for option in plan.options if option.api_name == api_name)


@dataclass(frozen=True)
class Found:
    """A diagnostic, reduced to what tests compare."""

    code: str
    pointer: str


def found(report: Report) -> list[Found]:
    """Code and place of everything reported, sorted."""
    return sorted((Found(d.code, d.location.fragment()) for d in report), key=str)
