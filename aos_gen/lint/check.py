"""A document to diagnostics: what the libraries find, where it is written, and what they could not check."""

from __future__ import annotations

import posixpath
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aos_gen.diagnostics import Diagnostic, Location, Report, Severity
from aos_gen.document.resolve import Node, Resolver
from aos_gen.source import SourceFile, SourceSet

if TYPE_CHECKING:
    from aos_gen.lint.validator import Finding

_HOST = "https://document.invalid"
_FOLDER = _HOST + "/folder" * 20
"""What the document's own folder is called to the libraries: nobody answers there, and folders above have
names too, for a root that lies above."""
MOST_LOOKED_AT = 5_000


@dataclass(slots=True)
class _Parts:
    """The document's files, as the libraries may have them: those in its folder, read by us."""

    file: SourceFile
    sources: SourceSet
    report: Report = field(default_factory=Report)

    def retrieve(self, uri: str) -> Any:
        """The data behind a URI of theirs; raises where it is not of this document."""
        name = uri.partition("#")[0]
        if name.startswith(f"{_HOST}/folder"):
            reference = posixpath.relpath(name.removeprefix(_HOST), _FOLDER.removeprefix(_HOST))
        elif self.file.url is not None and not name.startswith(_HOST):
            reference = name  # It may still name the folder that the document was fetched from.
        else:
            raise LookupError(f"'{uri}' is not in the document's folder")
        found = self.sources.open_relative(self.file, reference, Location(self.file.name), self.report)
        if found is None:
            raise LookupError(f"'{reference}' cannot be read")
        return found.data


def check_document(
    file: SourceFile,
    sources: SourceSet,
    report: Report,
    *,
    seconds: float,
    progress: Callable[[str], None] = lambda stage: None,
) -> bool:
    """Add a warning for each finding to `report`; false where nothing could be checked.

    Never fetches anything, never leaves the document's folder, and says in notes what was not checked.
    """
    at = Location(file.name)
    version = spoken_version(file)
    progress("loading the validator")
    # They take a second to import: nothing else needs them.
    from aos_gen.lint.validator import VALIDATORS, validate

    key = "swagger" if "swagger" in file.data and "openapi" not in file.data else "openapi"
    short = ".".join(version.split(".")[:2])
    if short not in VALIDATORS:
        message = f"openapi-spec-validator does not know version {version}, so '{file.name}' is not checked"
        hint = f"it knows {', '.join(VALIDATORS)}"
        report.add(Diagnostic("lint-version", message, at.child(key), hint, Severity.NOTE))
        return False
    parts = _Parts(file, sources)
    base = f"{_FOLDER}/document"
    outcome = validate({**file.data, key: version}, short, base, parts.retrieve, seconds, progress)
    placing = _Placing(Node(file.data, at, file), Resolver(sources))
    for finding in outcome.findings:
        report.add(_told(finding, placing))
    for crash in outcome.crashes:
        reason = " ".join(str(crash.error).split())[:100]
        message = f"{crash.library} fails at this part of '{file.name}' and leaves it unchecked"
        hint = f"it says {type(crash.error).__name__}" + (f": {reason}" if reason else "")
        report.add(Diagnostic("lint-crash", message, placing.node(crash.steps).location, hint, Severity.NOTE))
    if not outcome.complete:
        message = f"the check of '{file.name}' was ended after {seconds:g} seconds"
        report.add(Diagnostic("lint-unfinished", message, at, "allow more: --seconds 1800", Severity.NOTE))
    # A part that cannot be parsed is told at its own place; the rest is a reference that leads nowhere.
    for one in parts.report:
        if one.location.file != file.name:
            report.warning(one.code, one.message, one.location, one.hint)
    return True


def _told(finding: Finding, placing: _Placing) -> Diagnostic:
    """A finding as a warning at the place that it is about."""
    from jsonschema.exceptions import ValidationError

    from aos_gen.lint.sentences import extra_names, nearest, reference_of, sentence

    error, steps, hint = finding.error, finding.steps, None
    if isinstance(error, ValidationError):
        inner = nearest(error)
        node = placing.node((*steps, *list(inner.absolute_path)[len(error.absolute_path) :]))
        names, error = extra_names(inner), inner
        location = node.location.key(names[0]) if names else node.location
    else:
        node, reference = placing.node(steps), reference_of(error)
        location = placing.reference(node, reference) or node.location
        if "://" in reference or ".." in reference:
            hint = "what lies outside the document's folder is not read"
    said = sentence(error)
    message = f"the default does not fit its schema: {said}" if finding.default else said
    return Diagnostic("lint-finding", message, location, hint, Severity.WARNING)


def spoken_version(file: SourceFile) -> str:
    """What the document says that it is written in, as text; YAML reads 3.1 and 2.0 as numbers."""
    return str(file.data.get("openapi", file.data.get("swagger"))).strip()


@dataclass(slots=True)
class _Placing:
    """Ways from the root, through references, to where things are written."""

    root: Node
    resolver: Resolver
    _known: dict[tuple[str | int, ...], Node] = field(default_factory=dict)

    def node(self, steps: tuple[str | int, ...]) -> Node:
        """What stands there, or the nearest thing above it that exists."""
        node = self.root
        for step in steps:
            child = node.child(step)
            if child is None:
                target = self.resolver.follow(node, Report())
                child = None if target is None else target.child(step)
            if child is None:
                return node
            node = child
        return node

    def reference(self, node: Node, reference: str) -> Location | None:
        """The first `$ref` that ends in these words, at or below a node or what it refers to."""
        target = self.resolver.follow(node, Report())
        waiting, looked = deque([node] if target is None else [node, target]), 0
        while waiting and looked < MOST_LOOKED_AT:
            one, looked = waiting.popleft(), looked + 1
            if str(one.get("$ref", "")).endswith(reference):
                return one.location.child("$ref")
            waiting.extend(child for _, child in one.items())
            waiting.extend(one.elements())
        return None
