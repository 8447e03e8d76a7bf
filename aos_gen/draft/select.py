"""The words of `--include` and `--exclude` to operations: operationIds, tags, path globs, `METHOD /glob`."""

from __future__ import annotations

from collections.abc import Iterable

from aos_gen.alike import alike
from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.plan.account import glob


def selected(document: Document, patterns: Iterable[str], option: str, report: Report) -> dict[str, set[str]]:
    """The keys of the operations that each pattern means. Error: one that means none."""
    found: dict[str, set[str]] = {}
    for pattern in patterns:
        found[pattern] = {one.key for one in document.operations if _means(pattern, one)}
        if not found[pattern]:
            report.error(
                "selection-matches-nothing",
                f"{option} {pattern!r} matches no operation of {document.file.name}",
                Location(document.file.name),
                _near(document, pattern),
            )
    return found


def _near(document: Document, pattern: str) -> str:
    """The name that may have been meant, else what can be written."""
    tags = dict.fromkeys(tag for one in document.operations for tag in one.tags)
    names = [*tags, *(one.operation_id for one in document.operations if one.operation_id)]
    near = alike(pattern, names, n=1, cutoff=0.7)
    general = "write an operationId, a tag, a path such as '/tickets/**', or 'GET /tickets/*'"
    return f"did you mean {near[0]!r}?" if near else general


def _means(pattern: str, operation: Operation) -> bool:
    if pattern in (operation.operation_id, operation.key) or pattern in operation.tags:
        return True
    method, _, path = pattern.strip().partition(" ")
    if method.startswith("/"):
        return glob(pattern.strip()).fullmatch(operation.path) is not None
    matches = path.strip().startswith("/") and method.upper() == operation.method
    return matches and glob(path.strip()).fullmatch(operation.path) is not None


def exclusion(document: Document, pattern: str) -> dict[str, str]:
    """The members of an entry under `exclude` that means the same as the pattern."""
    if any(pattern in (one.operation_id, one.key) for one in document.operations):
        return {"operation": pattern}
    if any(pattern in one.tags for one in document.operations):
        return {"tag": pattern}
    method, _, path = pattern.strip().partition(" ")
    return {"path": method} if method.startswith("/") else {"path": path.strip(), "method": method.upper()}
