"""A schema and everything that it reaches to one digest, blind to order and to prose.

What an approval of a body must cover goes deeper than its options: this digest changes
whenever a type, a member, an enum or a bound anywhere below the body does.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
from dataclasses import dataclass
from typing import Any

from aos_gen.diagnostics import Diagnostic, Report
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node

PROSE = frozenset(
    {"description", "title", "summary", "example", "examples", "externalDocs", "deprecated", "xml"}
)
UNORDERED = frozenset({"required", "enum", "type", "oneOf", "anyOf", "allOf"})


@dataclass(frozen=True, slots=True)
class _Known:
    """A schema's own canonical text, the schemas that it refers to by name, and what was found on the way."""

    node: Node
    text: str
    references: tuple[tuple[str, Node], ...]
    found: tuple[Diagnostic, ...]


def fingerprint(document: Document, schema: Node | None, report: Report) -> str:
    """Hexadecimal SHA-256 over the schema and the schemas that it refers to; "" for none."""
    if schema is None:
        return ""
    reached: dict[str, str] = {}
    waiting = [("", schema)]
    while waiting:
        name, node = waiting.pop()
        if name not in reached:
            known = _known(document, node)
            report.extend(known.found)
            reached[name] = known.text
            waiting.extend(known.references)
    text = ",".join(f"{json.dumps(name)}:{reached[name]}" for name in sorted(reached))
    return hashlib.sha256(f"{{{text}}}".encode("utf-8", "surrogatepass")).hexdigest()


def _known(document: Document, node: Node) -> _Known:
    """What one schema says, looked at once for each document."""
    known = document.memo.get(node.location)
    # Values that were made of others share their place.
    if not isinstance(known, _Known) or known.node.value is not node.value:
        references: list[tuple[str, Node]] = []
        found = Report()
        value = _canonical(document, node, references, found)
        text = json.dumps(value, sort_keys=True, separators=(",", ":"))
        known = _Known(node, text, tuple(references), tuple(found))
        document.memo[node.location] = known
    return known


def _canonical(
    document: Document, node: Node, references: list[tuple[str, Node]], report: Report, naming: bool = False
) -> Any:
    """The node's value without prose and in an order of its own; `naming`: its keys are names."""
    node = node if naming else document.schema(node)
    value = node.value
    if isinstance(value, dict):
        said = {
            key: _ordered(
                key, _canonical(document, child, references, report, key == "properties" and not naming)
            )
            for key, child in node.items()
            if naming or not (key in PROSE or key.startswith("x-"))
        }
        if isinstance(value.get("$ref"), str) and not naming:
            target = document.follow_schema(node, report)
            if target is not None:
                said["$ref"] = _name(document, target)
                references.append((said["$ref"], target))
        return said
    if isinstance(value, list):
        return [_canonical(document, child, references, report) for child in node.elements()]
    return value


def _name(document: Document, node: Node) -> str:
    """Where a schema stands, from the document's folder: the same on every machine."""
    folder = posixpath.dirname(document.file.name)
    place = document.standing(node.location)
    return posixpath.relpath(place.file, folder or ".") + place.fragment()


def _ordered(key: str, value: Any) -> Any:
    if key in UNORDERED and isinstance(value, list):
        return sorted(value, key=lambda item: json.dumps(item, sort_keys=True))
    return value
