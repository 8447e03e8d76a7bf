"""A vendor's document, read a second time and in another way than the generator reads it.

bytes -> data with text keys and absolute references -> one operation, its parameters dereferenced.
The judge must not inherit a misreading, so nothing here comes from `aos_gen`.
"""

from __future__ import annotations

import gc
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from .swagger2 import (
    media_from_swagger2,
    operation_from_swagger2,
    response_from_swagger2,
    scheme_from_swagger2,
)

# OpenAPI 3, Parameter Object: definitions of these headers "SHALL be ignored".
RESERVED_HEADERS = frozenset({"accept", "content-type", "authorization"})
# How many references may point at one another in a row before we call it a circle.
LONGEST_CHAIN = 32


class NotInDocument(Exception):
    """The document has no such operation or reference target."""


class _CoreLoader(yaml.CSafeLoader):
    """YAML 1.2's core schema: `on`, `no` and dates stay text, as vendors mean them."""


# An empty table of its own: otherwise the first addition copies PyYAML's, with YAML 1.1's types in it.
_CoreLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|Null|NULL|)$", "~nN\0"),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("merge", r"^<<$", "<"),
):
    _letters: list[str] = [*_first.replace("\0", ""), *([""] if "\0" in _first else [])]
    _CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _letters)


def parse(text: str) -> Any:
    """JSON text -> data, or YAML text -> data (PyYAML rejects some real JSON, so JSON is tried first)."""
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return json.loads(text.lstrip("\ufeff"))
    # The collector walks every object again and again while millions are made: 4 times slower.
    gc.disable()
    try:
        return yaml.load(text, Loader=_CoreLoader)  # a SafeLoader
    finally:
        gc.enable()


def _settle(node: Any, file: str) -> Any:
    """Keys become text and references absolute (`/dir/file.yaml#/pointer`): a node needs no file any more."""
    if isinstance(node, list):
        return [_settle(item, file) for item in node]
    if not isinstance(node, dict):
        return node
    settled = {_key(key): _settle(value, file) for key, value in node.items()}
    reference = settled.get("$ref")
    if isinstance(reference, str):
        settled["$ref"] = _absolute(reference, file)
    mapping = settled.get("mapping")
    if "propertyName" in settled and isinstance(mapping, dict):
        settled["mapping"] = {
            name: (
                _absolute(target, file) if isinstance(target, str) and re.search(r"[#/]", target) else target
            )
            for name, target in mapping.items()
        }
    return settled


def _key(key: Any) -> str:
    if isinstance(key, bool):
        return str(key).lower()
    return "null" if key is None else str(key)


def _absolute(reference: str, file: str) -> str:
    place, _, pointer = reference.partition("#")
    if re.match(r"^[a-z][a-z0-9+.-]+:", place):
        return reference
    path = (Path(file).parent / unquote(place)).resolve() if place else Path(file)
    return f"{path}#{pointer}"


@dataclass(frozen=True)
class Operation:
    """One operation in OpenAPI 3 terms, whatever the document's version; references inside are absolute."""

    method: str
    path: str
    parameters: list[dict[str, Any]]
    request_body: dict[str, Any] | None
    responses: dict[str, Any]
    security: list[dict[str, Any]] | None
    """None where neither the operation nor the document says anything."""
    servers: tuple[str, ...] = ()
    """URLs that replace the document's for this operation."""


class Document:
    """A document and, as references ask for them, its further files."""

    def __init__(self, path: Path) -> None:
        self.root = str(path.resolve())
        self._files: dict[str, Any] = {}
        self.data: dict[str, Any] = self._file(self.root)

    @property
    def version(self) -> str:
        """`2.0`, `3.0.3`, `3.1.0`, ..."""
        return str(self.data.get("openapi") or self.data.get("swagger"))

    def _file(self, path: str) -> Any:
        if path not in self._files:
            self._files[path] = _settle(parse(Path(path).read_text("utf-8")), path)
        return self._files[path]

    def target(self, reference: str) -> Any:
        """What an absolute reference points at."""
        place, _, pointer = reference.partition("#")
        try:
            node = self._file(place)
            for token in pointer.split("/")[1:]:
                token = unquote(token).replace("~1", "/").replace("~0", "~")
                node = node[int(token)] if isinstance(node, list) else node[token]
        except (OSError, LookupError, TypeError, ValueError) as error:
            raise NotInDocument(f"{reference}: {type(error).__name__}") from error
        return node

    def follow(self, node: Any) -> Any:
        """The node itself, or what its chain of references ends at."""
        for _ in range(LONGEST_CHAIN):
            if not (isinstance(node, dict) and isinstance(node.get("$ref"), str)):
                return node
            node = self.target(node["$ref"])
        raise NotInDocument("a reference that leads back to itself")

    @property
    def schemes(self) -> dict[str, dict[str, Any]]:
        """Security schemes by name, in OpenAPI 3 terms."""
        if self.version.startswith("2"):
            found = self.data.get("securityDefinitions") or {}
            return {name: scheme_from_swagger2(scheme) for name, scheme in found.items()}
        found = self.follow(self.data.get("components") or {}).get("securitySchemes") or {}
        return {name: self.follow(scheme) for name, scheme in self.follow(found).items()}

    def paths(self) -> dict[str, dict[str, Any]]:
        """Path items by template, each as its reference gives it."""
        items = self.data.get("paths") or {}
        return {path: self.path_item(path) for path in items if path.startswith("/")}

    def path_item(self, path: str) -> dict[str, Any]:
        """One path item; members beside a `$ref` win, as most readers have it."""
        item = (self.data.get("paths") or {}).get(path)
        if not isinstance(item, dict):
            raise NotInDocument(path)
        if "$ref" not in item:
            return item
        return {**self.follow(item), **{key: value for key, value in item.items() if key != "$ref"}}

    def path_of(self, name: str, path: str) -> str:
        """The whole template of an operation by its id: `/logs#archive` where only `/logs` travels."""
        for template, item in self.paths().items():
            found = (each for each in item.values() if isinstance(each, dict))
            if template.startswith(path) and any(each.get("operationId") == name for each in found):
                return template
        method, _, template = name.partition(" ")
        return template if template.startswith(path) and method.isupper() else path

    def operation(self, method: str, path: str) -> Operation:
        """The operation at a method and a path template."""
        item = self.path_item(path)
        found = item.get(method.lower()) or (item.get("additionalOperations") or {}).get(method)
        if not isinstance(found, dict):
            raise NotInDocument(f"{method} {path}")
        merged: dict[tuple[str, str], dict[str, Any]] = {}
        for entry in [*(item.get("parameters") or []), *(found.get("parameters") or [])]:
            parameter = self.follow(entry)
            if parameter["in"] == "header" and parameter["name"].lower() in RESERVED_HEADERS:
                continue
            merged[parameter["in"], parameter["name"]] = parameter
        parameters, body = list(merged.values()), self.follow(found.get("requestBody"))
        if self.version.startswith("2"):
            consumes = media_from_swagger2(self.data, found, "consumes")
            parameters, body = operation_from_swagger2(parameters, consumes)
        return Operation(
            method=method.upper(),
            path=path,
            parameters=parameters,
            request_body=body,
            responses=self._responses(found),
            security=found.get("security", self.data.get("security")),
            servers=tuple(each["url"] for each in found.get("servers") or item.get("servers") or ()),
        )

    def _responses(self, operation: dict[str, Any]) -> dict[str, Any]:
        """Answers by status; those of 2.0 get a `content` made of `produces`."""
        responses = {
            status: self.follow(answer) for status, answer in (operation.get("responses") or {}).items()
        }
        if not self.version.startswith("2"):
            return responses
        produces = media_from_swagger2(self.data, operation, "produces")
        return {status: response_from_swagger2(answer, produces) for status, answer in responses.items()}


@lru_cache(maxsize=4)
def load_document(path: Path) -> Document:
    """The document at a path; the last few are kept, because a run asks for one thousands of times."""
    return Document(path)
