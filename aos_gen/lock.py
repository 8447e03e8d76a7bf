"""The lock (`aos-gen.lock`): what the last generation was made from, and what it wrote.

JSON, committed inside the connector: the format, the generator's version, the digest of every
input, each operation of the document with what the map makes of it, each file with its digest
and its owner, and the plan. Because it holds the plan, the old tree can be rendered again as the
base of a merge, and two states compared, without the vendor's old document. An operation, a
file, a command is one line each, so that a diff of the lock is as long as what changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from aos_gen import __version__
from aos_gen.plan.model import ConnectorPlan
from aos_gen.plan.serialize import plan_from_data, plan_to_data
from aos_gen.tree import contained

LOCK_PATH = PurePosixPath("aos-gen.lock")
FORMAT = 2


class Owner(StrEnum):
    """Whose a file of the tree is."""

    GENERATED = "generated"
    YOURS = "yours"
    """Written once, then never again."""
    OMITTED = "omitted"
    """Left out by the map (`files: {omit: [...]}`): it stays deleted."""


@dataclass(frozen=True, slots=True)
class LockedFile:
    """A file as it was generated."""

    digest: str
    owner: Owner = Owner.GENERATED


@dataclass(frozen=True, slots=True)
class LockedOperation:
    """An operation of the document, and what the map makes of it."""

    operation_id: str
    decision: str
    """`mapped`, `excluded` or `undecided`."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What a lock on disk says."""

    generator: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Digests of `document`, `overlays`, `map`, `policy` and `extensions`."""
    files: Mapping[PurePosixPath, LockedFile] = field(default_factory=dict)
    operations: Mapping[str, LockedOperation] = field(default_factory=dict)
    """By method and path: `GET /tickets`."""
    plan_data: Any = None

    @property
    def plan(self) -> ConnectorPlan | None:
        """The plan; None where this generator cannot read it, because it is another release's."""
        try:
            return plan_from_data(self.plan_data)
        except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
            return None


def taken(files: Mapping[PurePosixPath, LockedFile]) -> frozenset[str]:
    """The files that are somebody's own, or left out."""
    return frozenset(str(path) for path, one in files.items() if one.owner is not Owner.GENERATED)


def lock_bytes(
    plan: ConnectorPlan,
    files: Mapping[PurePosixPath, LockedFile],
    inputs: Mapping[str, str],
    operations: Mapping[str, LockedOperation],
) -> bytes:
    """The lock as it is written: ASCII, in an order that depends on nothing."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "generator": __version__,
        "inputs": dict(sorted(inputs.items())),
        "files": {
            str(path): {"sha256": one.digest, "owner": one.owner.value} for path, one in sorted(files.items())
        },
        "operations": {
            key: {"id": one.operation_id, "decision": one.decision} for key, one in sorted(operations.items())
        },
        "plan": plan_to_data(plan),
    }
    return (_spread(content, 3) + "\n").encode("ascii")


def read_lock(content: bytes) -> Lock | None:
    """The lock, or None where the content is no lock of this format."""
    try:
        data = json.loads(content)
        if data["format"] != FORMAT:
            return None
        files = {PurePosixPath(path): _read_file(one) for path, one in data["files"].items()}
        operations = {
            str(key): LockedOperation(str(one["id"]), str(one["decision"]))
            for key, one in data["operations"].items()
        }
        return Lock(
            generator=str(data["generator"]),
            inputs={str(name): str(one) for name, one in data["inputs"].items()},
            # A lock is a file like any other: a path in it that leaves the root is not believed.
            files={path: one for path, one in files.items() if contained(path)},
            operations=operations,
            plan_data=data["plan"],
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _read_file(data: Any) -> LockedFile:
    return LockedFile(str(data["sha256"]), Owner(data["owner"]))


def _spread(value: Any, depth: int, indent: str = "") -> str:
    """JSON whose first `depth` levels have a line for each entry; what lies deeper stands on its line."""
    if depth == 0 or not isinstance(value, dict | list) or not value:
        return json.dumps(value, ensure_ascii=True, allow_nan=False)
    inner = indent + " "
    if isinstance(value, list):
        return "[\n" + ",\n".join(inner + _spread(one, depth - 1, inner) for one in value) + f"\n{indent}]"
    lines = (
        f"{inner}{json.dumps(key)}: {_spread(one, _below(key, depth), inner)}" for key, one in value.items()
    )
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"


def _below(key: str, depth: int) -> int:
    """A file and an operation stand on one line; of the plan each part has lines of its own."""
    return 1 if depth == 3 and key != "plan" else depth - 1
