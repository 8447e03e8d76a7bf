"""A file into a `Document`: is it OpenAPI or Swagger 2.0, in which version, and what is in it.

Only what every later stage needs is looked at here: the version, the title, the list of
operations. Schemas are reached through `Document.follow`, by need.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aos_gen.diagnostics import Diagnostic, Location, Report, Severity
from aos_gen.document.operations import Operation, list_operations, list_webhooks
from aos_gen.document.resolve import FAULTS, Node, Resolver, has_reference
from aos_gen.document.swagger2.schemas import schema_of, standing
from aos_gen.document.swagger2.security import scheme_of
from aos_gen.source import SourceFile, SourceSet

SUPPORTED = ("2.0", "3.0", "3.1", "3.2")
_VERSION = re.compile(r"(\d+\.\d+)(\.\d+)?([-+].*)?")


@dataclass(slots=True, eq=False)
class Document:
    """A vendor's OpenAPI document that was read; `version` is '2.0', '3.0', '3.1' or '3.2'."""

    version: str
    root: Node
    sources: SourceSet
    resolver: Resolver
    file: SourceFile
    overlays: tuple[SourceFile, ...] = ()
    operations: tuple[Operation, ...] = ()
    by_name: dict[str, list[Operation]] = field(default_factory=dict, repr=False)
    """Operations by operationId and by 'GET /path', for `operations.find`."""
    unlisted: dict[str, Diagnostic] = field(default_factory=dict, repr=False)
    """Why a path, or one operation of it ('GET /path'), could not be read."""

    memo: dict[Location, Any] = field(default_factory=dict, repr=False)
    """What `plan.fingerprint` found of a schema, so that it looks once where a thousand commands ask."""

    @property
    def is_swagger2(self) -> bool:
        """Whether it is Swagger 2.0, whose objects have other shapes than OpenAPI's."""
        return self.version == "2.0"

    @property
    def title(self) -> str:
        """The API's name, as its vendor writes it; '' if it has none."""
        return self._info("title")

    @property
    def api_version(self) -> str:
        """The version of the API (not of OpenAPI), as text; '' if it has none."""
        return self._info("version")

    def _info(self, key: str) -> str:
        info = self.root.child("info", key)
        return "" if info is None or info.value is None else str(info.value)

    def follow(self, node: Node, report: Report) -> Node | None:
        """The node that a reference leads to."""
        return self.resolver.follow(node, report)

    def follow_schema(self, node: Node, report: Report) -> Node | None:
        """The schema that a reference leads to; where it leads nowhere, anything may stand."""
        if not has_reference(node):
            return node
        found = Report()
        target = self.resolver.follow(node, found)
        report.extend_softly(found, "any value is taken here", FAULTS)
        return target

    def security_schemes(self, report: Report) -> dict[str, Node]:
        """The declared security schemes by name, resolved; one that cannot be read counts as undeclared."""
        found = Report()
        steps = ("securityDefinitions",) if self.is_swagger2 else ("components", "securitySchemes")
        holder = self.resolver.descend(self.root, found, *steps[:-1])
        declared = None if holder is None else holder.child(steps[-1])
        schemes: dict[str, Node] = {}
        for name, member in () if declared is None else self.resolver.members(declared, found):
            scheme = self.follow(member, found)
            if scheme is not None and not name.startswith("x-"):
                schemes[name] = scheme_of(scheme) if self.is_swagger2 else scheme
        report.extend_softly(found, "it counts as undeclared")
        return schemes

    def schema(self, node: Node) -> Node:
        """The Schema Object at `node` in the words of OpenAPI 3; a reference stays one."""
        return schema_of(node) if self.is_swagger2 else node

    def standing(self, location: Location) -> Location:
        """Where OpenAPI 3 keeps what stands there: `#/definitions/Pet` is one of its schemas."""
        return replace(location, pointer=standing(location.pointer)) if self.is_swagger2 else location

    def webhooks(self, report: Report) -> list[tuple[str, Operation]]:
        """What the vendor may send: the webhook's name with each of its operations."""
        return list_webhooks(self, report)


def open_document(
    spelled: str, sources: SourceSet, report: Report, overlays: Sequence[str] = (), root: str | None = None
) -> tuple[SourceFile, tuple[SourceFile, ...]] | None:
    """The file that the user named, patched by these overlays, and the files of the overlays.

    None where it cannot be read, or cannot be patched as they say.
    """
    file = sources.open(spelled, report, root)
    if file is None:
        return None
    if not overlays:
        return file, ()
    # JSONPath takes 50 ms to import: only where something is patched.
    from aos_gen.overlay.apply import apply_overlays

    patching = Report()
    patches = apply_overlays(file, overlays, sources, patching)
    report.extend(patching)
    return None if patching.has_errors else (file, patches)


def load_document(
    spelled: str,
    sources: SourceSet,
    report: Report,
    overlays: Sequence[str] = (),
    *,
    root: str | None = None,
) -> Document | None:
    """Read the document that the user named, patched by these overlays, with the list of its operations.

    `root` is the folder that its references may not leave; its own, where nobody says another.
    """
    opened = open_document(spelled, sources, report, overlays, root)
    if opened is None:
        return None
    file, patches = opened
    version = _version(file, report)
    if version is None:
        return None
    report.extend(file.duplicate_keys(Severity.WARNING, "the last one counts; tell the vendor"))
    resolver = Resolver(sources, override=version not in ("2.0", "3.0"))
    top = Node(file.data, Location(file.name), file)
    document = Document(version, top, sources, resolver, file, patches)
    document.operations = list_operations(document, report)
    for operation in document.operations:
        by_key = f"{operation.method.upper()} {operation.path}"
        for name in {by_key, operation.operation_id or by_key}:
            document.by_name.setdefault(name, []).append(operation)
    return document


def _version(file: SourceFile, report: Report) -> str | None:
    """'2.0', '3.0', '3.1' or '3.2'; anything else is reported."""
    at = Location(file.name)
    if not isinstance(file.data, dict):
        found = "empty" if file.data is None else "not a mapping"
        message = f"'{file.name}' is not an OpenAPI document: it is {found}"
        report.error("document-not-openapi", message, at, "an OpenAPI document starts with 'openapi: 3.1.0'")
        return None
    named = ("openapi", "OpenAPI"), ("swagger", "Swagger"), ("swaggerVersion", "Swagger")
    key, language = next((one for one in named if one[0] in file.data), named[0])
    written = file.data.get(key)
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        _report_not_openapi(file, report)
        return None
    # YAML reads an unquoted 3.1 or 2.0 as a number.
    found_version = _VERSION.fullmatch(str(written).strip())
    version = found_version.group(1) if found_version else None
    if key == "swagger" and str(written).strip() == "2":
        version = "2.0"
    if version not in SUPPORTED or (version == "2.0") != (key == "swagger"):
        message = f"'{file.name}' is written in {language} {written}, which is not supported"
        hint = f"supported are Swagger 2.0 and OpenAPI {', '.join(SUPPORTED[1:])}"
        report.error("unsupported-version", message, at.child(key), hint)
        return None
    return version


def _report_not_openapi(file: SourceFile, report: Report) -> None:
    at = Location(file.name)
    hint = "an OpenAPI document has 'openapi: 3.1.0' or the like at its top"
    if "connector" in file.data and ("commands" in file.data or "auth" in file.data):
        hint = "it looks like a map.yaml: give that to --map, and the vendor's document to --spec"
    elif "asyncapi" in file.data:
        hint = "it is an AsyncAPI document, which describes messages: ask the vendor for OpenAPI"
    message = f"'{file.name}' is not an OpenAPI document: it has no 'openapi' version"
    report.error("document-not-openapi", message, at, hint)
