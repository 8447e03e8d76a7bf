"""The vendor's operations of two states into what came, what went, and what the map decides otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from aos_gen.report.finding import Finding


class Listed(Protocol):
    """An operation as the lock keeps it."""

    @property
    def operation_id(self) -> str | None: ...

    @property
    def decision(self) -> Any:
        """`mapped`, `excluded` or `undecided`."""


def compare_operations(old: Mapping[str, Listed] | None, new: Mapping[str, Listed]) -> Iterator[Finding]:
    """Rows by operation (`GET /tickets`); a first generation tells of what is undecided alone.

    An operation keeps its key where only its operationId changes.
    """
    for key in sorted(new if old is None else {*old, *new}):
        before, after = (old or {}).get(key), new.get(key)
        if before is None:
            assert after is not None  # it is in one of them
            if old is not None or str(after.decision) == "undecided":
                yield Finding(f"operation-{after.decision}", "", key, None, after.operation_id or key)
        elif after is None:
            yield Finding(f"operation-{before.decision}-gone", "", key, before.operation_id or key, None)
        else:
            if str(before.decision) != str(after.decision):
                decisions = str(before.decision), str(after.decision)
                yield Finding("operation-decided-otherwise", "", key, *decisions)
            if before.operation_id != after.operation_id:
                yield Finding("operation-id-changed", "", key, before.operation_id, after.operation_id)
