"""Operations to the few that a connector starts with: what is done every day to what matters most."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from aos_gen.document.operations import Operation
from aos_gen.proposal.risk import Proposal

# Fewer commands than these are filled up with others.
ENOUGH = 10
EVERYDAY = ("list", "get", "search", "create", "update", "delete")
_LIKE = {"add": "create", "send": "create", "upsert": "create", "remove": "delete", "set": "update"}
# What runs the account itself is set up by people.
_APART = frozenset({"credentials", "access", "webhooks", "settings", "read-secret", "revoke"})


def core(
    operations: Sequence[Operation], ids: Mapping[str, str], proposals: Mapping[str, Proposal], most: int
) -> list[Operation]:
    """At most so many operations, in the document's order: the everyday ones of the main resources.

    A resource counts for the everyday verbs that it has, for how much hangs on it (operations below its
    path, operations of its tag), and for a short path; what is deprecated, or about credentials, access and
    settings, is left for later.
    """
    groups: dict[str, dict[str, Operation]] = defaultdict(dict)
    weights: dict[str, int] = defaultdict(int)
    for operation in sorted(operations, key=lambda one: (one.path.count("/"), len(one.path), one.key)):
        for tag in operation.tags:
            weights[tag] += 1
        resource, _, verb = ids[operation.key].rpartition(".")
        verb = _LIKE.get(verb, verb)
        if verb in EVERYDAY and not operation.deprecated and proposals[operation.key].rule not in _APART:
            groups[resource].setdefault(verb, operation)
    chosen: set[str] = set()
    below = _below(operations)
    for group in sorted(groups.values(), key=lambda group: _worth(group, weights, below)):
        for verb in EVERYDAY:
            if verb in group and len(chosen) < most:
                chosen.add(group[verb].key)
    # A vendor whose calls have other names: what reads comes first, then what is plainest.
    others = (one for one in operations if one.key not in chosen and not one.deprecated)
    plain = [one for one in others if proposals[one.key].rule not in _APART]
    plain.sort(key=lambda one: (proposals[one.key].risk, one.path.count("/"), len(one.path), one.key))
    chosen |= {one.key for one in plain[: max(0, min(most, ENOUGH) - len(chosen))]}
    return [operation for operation in operations if operation.key in chosen]


def _below(operations: Sequence[Operation]) -> Counter[str]:
    """How many operations stand below each path, whatever its variables are called."""
    found: Counter[str] = Counter()
    for operation in operations:
        steps = _plain(operation.path).split("/")
        found.update("/".join(steps[:length]) for length in range(1, len(steps)))
    return found


def _plain(path: str) -> str:
    return re.sub(r"\{[^{}]*\}", "{}", path)


def _worth(
    group: dict[str, Operation], weights: Mapping[str, int], below: Mapping[str, int]
) -> tuple[float, str]:
    """Less comes first."""
    shortest = min(group.values(), key=lambda one: (one.path.count("/"), len(one.path), one.key))
    tagged = max((weights[tag] for one in group.values() for tag in one.tags), default=0)
    depth = len([part for part in shortest.path.split("/") if part and not part.startswith("{")])
    hanging = max(below.get(_plain(one.path), 0) for one in group.values())
    reads = 2 if "list" in group and "get" in group else 0
    score = 2 * len(group) + reads + 2 * math.log2(1 + hanging) + math.log2(1 + tagged) - depth
    return -score, shortest.path
