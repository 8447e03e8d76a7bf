"""Operations to the few that a connector starts with: what is done every day to what matters most."""

from __future__ import annotations

from collections import defaultdict
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

    A resource counts for the everyday verbs that it has, for the operations that its tag has, and for a
    short path; what is deprecated, or about credentials, access and settings, is left for later.
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
    for group in sorted(groups.values(), key=lambda group: _worth(group, weights)):
        for verb in EVERYDAY:
            if verb in group and len(chosen) < most:
                chosen.add(group[verb].key)
    # A vendor whose calls have other names: what reads comes first, then what is plainest.
    others = (one for one in operations if one.key not in chosen and not one.deprecated)
    plain = [one for one in others if proposals[one.key].rule not in _APART]
    plain.sort(key=lambda one: (proposals[one.key].risk, one.path.count("/"), len(one.path), one.key))
    chosen |= {one.key for one in plain[: max(0, min(most, ENOUGH) - len(chosen))]}
    return [operation for operation in operations if operation.key in chosen]


def _worth(group: dict[str, Operation], weights: Mapping[str, int]) -> tuple[float, str]:
    """Less comes first."""
    shortest = min(group.values(), key=lambda one: (one.path.count("/"), len(one.path), one.key))
    tagged = max((weights[tag] for one in group.values() for tag in one.tags), default=0)
    depth = len([part for part in shortest.path.split("/") if part and not part.startswith("{")])
    reads = 2 if "list" in group and "get" in group else 0
    score = 3 * len(group) + reads + min(tagged, 30) / 10 - 1.5 * depth
    return -score, shortest.path
