"""An operation -> a document of one operation that an openapi-core or a jsonschema validator can hold.

Validating against 13 MB of document costs seconds a request; the operation and what its request reaches by
reference costs milliseconds. Answers and callbacks are left out, files become one, and the server is ours.
"""

from __future__ import annotations

import re
from typing import Any

from .document import Document, NotInDocument, Operation
from .swagger2 import schema_from_swagger2

# Members that are data, where a `$ref` is only text.
VERBATIM = frozenset({"enum", "const", "required"})
# Members that no judge needs; an example may hold megabytes, and references to nowhere. A default says what a
# vendor assumes when nothing is sent: openapi-core takes it for what was sent, and finds `''` to be no date.
DROPPED = frozenset({"default", "example", "examples", "externalDocs", "xml"})
# Members whose keys are names, so that a property called "example" is not taken for an example.
NAMED = frozenset(
    {
        "properties",
        "patternProperties",
        "$defs",
        "definitions",
        "dependentSchemas",
        "content",
        "headers",
        "encoding",
    }
)


def plain_template(path: str) -> str:
    """`/logs#archive` and `/items?draft=1` -> the part that travels as the path."""
    return re.split(r"[?#]", path)[0]


class Reducer:
    """Collects what an operation reaches. Each target is copied once, which also ends recursion."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._names: dict[str, str] = {}
        self.schemas: dict[str, Any] = {}
        self.unresolved: list[str] = []

    def copy(self, node: Any, named: bool = False) -> Any:
        """The node with its references pointing into `schemas`."""
        if isinstance(node, list):
            return [self.copy(item) for item in node]
        if not isinstance(node, dict):
            return node
        reference = node.get("$ref")
        if isinstance(reference, str):
            # A whole map of names may be a reference too (`content: {$ref: ...}`); only we follow that.
            return (
                self.copy(self._document.follow(node), named=True)
                if named
                else self._reference(node, reference)
            )
        if self._document.version.startswith("2") and not named:
            node = schema_from_swagger2(node)
        copied: dict[str, Any] = {}
        for key, value in node.items():
            if named:
                copied[key] = self.copy(value)
            elif key in VERBATIM:
                copied[key] = value
            elif key == "discriminator" and isinstance(value, dict):
                copied[key] = self._discriminator(value)
            elif key not in DROPPED and not key.startswith("x-"):
                copied[key] = self.copy(value, named=key in NAMED)
        return copied if named else _mend(copied)

    def _reference(self, node: dict[str, Any], reference: str) -> Any:
        pointer = self._place(reference)
        if pointer is None:
            return {}
        # 3.0: members beside a `$ref` are ignored; 3.1 heeds them, and JSON Schema wants them heeded.
        beside = {} if self._document.version.startswith(("2", "3.0")) else node
        siblings = self.copy(
            {key: value for key, value in beside.items() if key not in ("$ref", "description")}
        )
        return {"$ref": pointer, **siblings}

    def _place(self, reference: str) -> str | None:
        """Where the target now stands; None where the document points at nothing: that allows anything."""
        if reference not in self._names:
            try:
                target = self._document.target(reference)
            except NotInDocument:
                self.unresolved.append(reference)
                return None
            name = self._name(reference)
            self._names[reference] = name
            self.schemas[name] = {}
            self.schemas[name] = self.copy(target)
        return f"#/components/schemas/{self._names[reference]}"

    def _name(self, reference: str) -> str:
        # A discriminator compares names, so the document's own schemas keep theirs.
        found = re.match(r"^(?:/components/schemas|/definitions)/([\w.-]+)$", reference.partition("#")[2])
        if found and reference.startswith(self._document.root + "#"):
            return found[1]
        last = re.sub(r"[^\w.-]+", "_", reference.rpartition("/")[2])
        return f"{last}-ref{len(self._names)}"

    def _discriminator(self, node: dict[str, Any]) -> dict[str, Any]:
        mapping = node.get("mapping")
        if not isinstance(mapping, dict):
            return node
        placed = {
            name: self._place(to) if "#" in to else to for name, to in mapping.items() if isinstance(to, str)
        }
        return {**node, "mapping": {name: to for name, to in placed.items() if to}}


def _mend(schema: dict[str, Any]) -> dict[str, Any]:
    """Repairs that lose no meaning, for faults of real documents on which validators stop.

    `enum: []` would forbid everything, and a pattern in another dialect than Python's cannot be run.
    """
    if schema.get("enum") == [] or not isinstance(schema.get("enum", []), list):
        del schema["enum"]
    pattern = schema.get("pattern")
    if isinstance(pattern, str):
        try:
            re.compile(pattern)
        except re.error:
            del schema["pattern"]
    # One vendor writes the JSON-Schema boolean `required: true` of draft 3 inside a property.
    if isinstance(schema.get("required"), bool) and "in" not in schema and "content" not in schema:
        del schema["required"]
    return schema


def reduce_document(document: Document, operation: Operation, base_url: str) -> dict[str, Any]:
    """The document of this one operation, served at `base_url`."""
    reducer = Reducer(document)
    told: dict[str, Any] = {
        "responses": {"200": {"description": "any"}},
        "parameters": [reducer.copy(parameter) for parameter in _parameters(operation)],
    }
    if operation.request_body is not None:
        told["requestBody"] = reducer.copy(operation.request_body)
    components: dict[str, Any] = {"schemas": reducer.schemas}
    if operation.security is not None:
        told["security"] = operation.security
        wanted = {name for alternative in operation.security for name in alternative}
        components["securitySchemes"] = {
            # Of other types openapi-core knows nothing (it passes what is not declared); `credential` does.
            name: _scheme(scheme)
            for name, scheme in document.schemes.items()
            if name in wanted and scheme.get("type") in ("apiKey", "http")
        }
    return {
        "openapi": "3.0.3" if document.version.startswith("2") else document.version,
        "info": {"title": "one operation", "version": "0"},
        "servers": [{"url": base_url}],
        "paths": {plain_template(operation.path): {operation.method.lower(): told}},
        "components": components,
    }


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    """Those of the path are the variables of its template, whatever was declared of others."""
    variables = set(re.findall(r"\{([^{}]*)\}", plain_template(operation.path)))
    kept = [each for each in operation.parameters if each["in"] != "path" or each["name"] in variables]
    undeclared = variables - {each["name"] for each in kept if each["in"] == "path"}
    return kept + [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in sorted(undeclared)
    ]


def _scheme(scheme: dict[str, Any]) -> dict[str, Any]:
    """HTTP scheme names are case-insensitive (RFC 9110, 11.1); openapi-core compares with lower case only."""
    if scheme.get("type") == "http" and isinstance(scheme.get("scheme"), str):
        return {**scheme, "scheme": scheme["scheme"].lower()}
    return scheme
