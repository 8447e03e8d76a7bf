"""What the operations ask of credentials to the map's `auth`: the fewest secrets that open them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from aos_gen.diagnostics import Report
from aos_gen.document import operations as documented
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.mapping.access import SchemeMapping
from aos_gen.plan.access.schemes import kind_of
from aos_gen.plan.model import SchemeKind
from aos_gen.plan.naming import env_words

# What a scheme costs an operator: one secret at hand before two, and a token that expires after both.
_COST = {
    SchemeKind.BEARER: 10,
    SchemeKind.HEADER: 11,
    SchemeKind.QUERY: 14,
    SchemeKind.COOKIE: 18,
    SchemeKind.BASIC: 20,
    SchemeKind.OAUTH2: 22,
    SchemeKind.TLS: 40,
}
_TOKEN_OF_OAUTH = 25
_UNSUPPORTED = 1000
# More schemes than these are not combined with each other: the cheapest way of each operation is taken.
_MOST = 10
Requirement = frozenset[str]


@dataclass(frozen=True, slots=True)
class SchemeDraft:
    """One scheme of the map: how it is filled, or why it can't be."""

    name: str
    kind: SchemeKind | None
    what: str
    """As the document says it: `http bearer`, `apiKey in header X-Key`, or `not declared`."""
    variable: str
    """A word in the variable's name, where several schemes are set up."""
    count: int
    """How many operations use it."""


def draft_schemes(
    document: Document, operations: Sequence[Operation], report: Report
) -> tuple[list[SchemeDraft], list[SchemeDraft]]:
    """(schemes to set up, schemes that can't be set up yet), the commonest first."""
    declared = document.security_schemes(report)
    demands = [_demand(document, operation) for operation in operations]
    asked = [demand for demand in demands if demand]
    if not asked:
        # Nobody asks: where nobody says that nothing is needed either, one scheme goes along.
        silent = declared and all(demand is None for demand in demands)
        names = {min(declared, key=lambda name: (_cost(declared.get(name)), name))} if silent else set()
        if any(_cost(declared.get(name)) >= _UNSUPPORTED for name in names):
            names = set()
    else:
        names = _fewest(asked, declared)
    counts = {name: sum(1 for d in demands if d and any(name in one for one in d)) for name in names}
    drafts = [_draft(name, declared.get(name), counts[name], len(names) > 1) for name in names]
    drafts.sort(key=lambda one: (-one.count, one.name))
    return [one for one in drafts if one.kind is not None], [one for one in drafts if one.kind is None]


def _demand(document: Document, operation: Operation) -> tuple[Requirement, ...] | None:
    """The alternatives, any of which opens the operation; None: nothing is said; (): nothing is needed."""
    found = documented.security(document, operation)
    if found is None:
        return None
    alternatives = tuple(dict.fromkeys(frozenset(one) for one in found))
    return () if frozenset() in alternatives else alternatives


def _fewest(asked: Iterable[tuple[Requirement, ...]], declared: dict[str, Node]) -> set[str]:
    """The cheapest set of schemes in which every demand has an alternative."""
    demands = sorted(set(asked), key=lambda demand: [sorted(one) for one in demand])
    every = sorted({name for demand in demands for one in demand for name in one})
    cost = {name: _cost(declared.get(name)) for name in every}
    if len(every) <= _MOST:
        sets = (set(one) for length in range(1, len(every) + 1) for one in combinations(every, length))
        opening = [one for one in sets if all(any(r <= one for r in demand) for demand in demands)]
        return min(opening, key=lambda one: (sum(cost[name] for name in one), sorted(one)))
    chosen: set[str] = set()
    for demand in demands:
        chosen |= min(demand, key=lambda one: (sum(cost[name] for name in one - chosen), sorted(one)))
    return chosen


def _cost(node: Node | None) -> int:
    kind = kind_of(SchemeMapping(), node)
    if kind is None:
        return _UNSUPPORTED
    bears = node is not None and str(node.get("type")).lower() in ("oauth2", "openidconnect")
    return _TOKEN_OF_OAUTH if bears else _COST.get(kind, _UNSUPPORTED)


def _draft(name: str, node: Node | None, count: int, several: bool) -> SchemeDraft:
    kind = kind_of(SchemeMapping(), node)
    if kind in (SchemeKind.HEADER, SchemeKind.QUERY, SchemeKind.COOKIE) and not _names_key(node):
        kind = None
    word = env_words(name) if several else ""
    return SchemeDraft(name, kind, _what(node), word, count)


def _names_key(node: Node | None) -> bool:
    return node is not None and isinstance(node.get("name"), str) and bool(node.get("name"))


def _what(node: Node | None) -> str:
    if node is None:
        return "asked for, and not declared"
    parts = [node.get(key) for key in ("type", "scheme", "in", "name")]
    said = [part for part in parts if isinstance(part, str)]
    return " ".join(said) or "declared without a type"
