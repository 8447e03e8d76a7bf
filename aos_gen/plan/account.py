"""Every operation of the document is mapped, excluded or undecided; the counts add up."""

from __future__ import annotations

import difflib
import re

from aos_gen.diagnostics import Location, Report
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
    by_name = {o.operation_id: o for o in document.operations if o.operation_id}
    by_name |= {o.key: o for o in document.operations}
    near = difflib.get_close_matches(wanted, by_name, n=1, cutoff=0.6)
    if not near:
        folded = {name.lower(): name for name in by_name}
        near = [folded[name] for name in difflib.get_close_matches(wanted.lower(), folded, n=1, cutoff=0.6)]
    hint = (
        f"did you mean {near[0]!r} ({by_name[near[0]].key})?"
        if near
        else "write an operationId or `GET /path` of the document"
    )
    report.error("unknown-operation", f"no operation {wanted!r} in {document.file.name}", at, hint)
    return None


def account(
    document: Document, mapping: Mapping, mapped: set[str], map_file: str, report: Report
) -> Accounting:
    """The counts. `mapped` holds the keys (`GET /tickets`) of mapped operations.

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
                    "this exclusion matches no operation",
                    at,
                    _near_exclusion(document, exclusion),
                )
        excluded |= {o.key for o in matching if o is not None}
    excluded -= mapped
    total = len(document.operations)
    return Accounting(
        total=total, mapped=len(mapped), excluded=len(excluded), undecided=total - len(mapped) - len(excluded)
    )


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


def _near_exclusion(document: Document, exclusion: Exclusion) -> str:
    if exclusion.tag is not None:
        tags = sorted({tag for operation in document.operations for tag in operation.tags})
        near = difflib.get_close_matches(exclusion.tag, tags, n=1)
        return f"did you mean the tag {near[0]!r}?" if near else "tags: " + ", ".join(tags[:20])
    return "remove it, or correct the pattern; `**` crosses slashes and `*` does not"
