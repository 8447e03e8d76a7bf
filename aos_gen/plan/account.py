"""Every operation of the document is mapped, excluded or undecided; the counts add up."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from aos_gen.alike import alike
from aos_gen.diagnostics import Diagnostic, Location, Report
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation, find_all
from aos_gen.mapping.model import Exclusion, Mapping
from aos_gen.plan.model import Accounting


def find_operation(document: Document, wanted: str, at: Location, report: Report) -> Operation | None:
    """The operation that the map means. Errors: none of that name, or several."""
    found = find_all(document, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        keys = " or ".join(f"{operation.key!r}" for operation in found)
        report.error(
            "ambiguous-operation",
            f"{len(found)} operations have the operationId {wanted!r}",
            at,
            f"write {keys}",
        )
        return None
    method, _, path = wanted.strip().partition(" ")
    fault = document.unlisted.get(f"{method.upper()} {path.strip()}") or document.unlisted.get(path.strip())
    if fault is not None:
        report.add(replace(fault, related=(*fault.related, at)))
        return None
    if not document.operations:
        faults = document.unlisted.values() or (no_operations(document),)
        report.extend(replace(one, related=(*one.related, at)) for one in faults)
        return None
    hint = _near_operation(document, wanted)
    if document.unlisted:
        hint += f"; or it stands under {next(iter(document.unlisted))!r}, which cannot be read (see there)"
    report.error("unknown-operation", f"no operation {wanted!r} in {document.file.name}", at, hint)
    return None


def no_operations(document: Document) -> Diagnostic:
    """A document that offers nothing to map."""
    paths = document.root.child("paths")
    where = paths.location if paths is not None else Location(document.file.name)
    hint = "check that this is the right document, and the whole of it"
    if document.root.child("webhooks") is not None or document.root.child("x-webhooks") is not None:
        hint = "it holds webhooks, which the vendor calls; ask the vendor for the operations under `paths`"
    message = f"{document.file.name} has no operations, so nothing of it can be mapped"
    return Diagnostic("document-no-operations", message, where, hint)


def _near_operation(document: Document, wanted: str) -> str:
    """What the map may have meant: the same method for `METHOD /path`, else an operationId."""
    method, _, path = wanted.strip().partition(" ")
    path = path.strip()
    if method.startswith("/"):
        keys = [o.key for o in document.operations if o.path == method]
        return "write " + (" or ".join(f"{key!r}" for key in keys) or f"the method before it: 'GET {method}'")
    if path.startswith("/"):
        there = [o.method for o in document.operations if o.path == path]
        if there:
            return f"this path has {', '.join(there)}"
        key = f"{method.upper()} {path}"
        near = nearest(key, [o.key for o in document.operations if o.method == method.upper()])
        return f"did you mean {near!r}?" if near else "write a path of the document, or an operationId"
    ids = {o.operation_id: o.key for o in document.operations if o.operation_id}
    near = nearest(wanted, list(ids))
    if near:
        return f"did you mean {near!r} ({ids[near]})?"
    return "write an operationId or `GET /path` of the document"


def nearest(wanted: str, names: list[str]) -> str | None:
    """The name that is most like it; another spelling of capitals is no difference to speak of."""
    folded = {name.lower(): name for name in reversed(names)}
    near = alike(wanted, names, n=1, cutoff=0.6)
    near = near or [folded[n] for n in alike(wanted.lower(), folded, n=1, cutoff=0.6)]
    return near[0] if near else None


@dataclass(frozen=True, slots=True)
class Decided:
    """What the map says of each operation of the document."""

    counts: Accounting
    undecided: tuple[Operation, ...]
    """Neither mapped nor excluded, in document order."""
    excluded: frozenset[str]
    """The keys (`GET /tickets`) of those that the map leaves out."""


def account(document: Document, mapping: Mapping, mapped: set[str], map_file: str, report: Report) -> Decided:
    """What is decided, and the counts. `mapped` holds the keys (`GET /tickets`) of mapped operations."""
    excluded = excluded_operations(document, mapping, mapped, map_file, report)
    undecided = tuple(o for o in document.operations if o.key not in mapped and o.key not in excluded)
    counts = Accounting(
        total=len(document.operations),
        mapped=len(mapped),
        excluded=len(excluded),
        undecided=len(document.operations) - len(mapped) - len(excluded),
    )
    return Decided(counts, undecided, frozenset(excluded))


def excluded_operations(
    document: Document, mapping: Mapping, mapped: set[str], map_file: str, report: Report
) -> set[str]:
    """The keys of the operations that the map leaves out.

    Errors: an exclusion that matches nothing, or that matches a mapped operation by name.
    """
    excluded: set[str] = set()
    for index, exclusion in enumerate(mapping.exclude):
        at = Location(map_file, ("exclude", index))
        if exclusion.operation is not None:
            operation = find_operation(document, exclusion.operation, at.child("operation"), report)
            matching = [operation] if operation is not None else []
            if operation is not None and operation.key in mapped:
                report.error(
                    "excluded-and-mapped",
                    f"{exclusion.operation!r} is mapped and excluded",
                    at,
                    "remove one of the two",
                )
        else:
            matching = [o for o in document.operations if _matches(exclusion, o)]
            if not matching and (exclusion.tag or exclusion.path or exclusion.method):
                report.error(
                    "exclusion-matches-nothing",
                    f"exclusion {index + 1} ({_said(exclusion)}) matches no operation",
                    at,
                    _near_exclusion(document, exclusion),
                )
        excluded |= {o.key for o in matching if o is not None}
    return excluded - mapped


def _matches(exclusion: Exclusion, operation: Operation) -> bool:
    tests = (
        exclusion.tag is None or exclusion.tag in operation.tags,
        exclusion.path is None or glob(exclusion.path).fullmatch(operation.path) is not None,
        exclusion.method is None or exclusion.method.upper() == operation.method,
    )
    return all(tests) and bool(exclusion.tag or exclusion.path or exclusion.method)


def glob(pattern: str) -> re.Pattern[str]:
    """`/internal/**` as a regular expression: `*` within a segment, `**` across segments."""
    parts = re.split(r"(\*\*|\*|\?)", pattern)
    known = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(known.get(part) or re.escape(part) for part in parts))


def _said(exclusion: Exclusion) -> str:
    given = {"tag": exclusion.tag, "path": exclusion.path, "method": exclusion.method}
    return ", ".join(f"{key} {value!r}" for key, value in given.items() if value)


def _near_exclusion(document: Document, exclusion: Exclusion) -> str:
    """What is wrong with the first part of the exclusion that matches nothing by itself."""
    tags = sorted({tag for operation in document.operations for tag in operation.tags})
    methods = sorted({operation.method for operation in document.operations})
    if exclusion.tag is not None and exclusion.tag not in tags:
        near = nearest(exclusion.tag, tags)
        if near:
            return f"did you mean the tag {near!r}?"
        return "tags: " + ", ".join(tags[:20]) if tags else "no operation has a tag: write `path:` instead"
    if exclusion.method is not None and exclusion.method.upper() not in methods:
        return "remove it, or write a method of the document: " + ", ".join(methods)
    if exclusion.path is not None and not any(
        _matches(Exclusion(path=exclusion.path, reason="-"), o) for o in document.operations
    ):
        return "remove it, or correct the pattern; `**` crosses slashes and `*` does not"
    return "no operation has all of these at once: write an exclusion for each, or remove one of them"
