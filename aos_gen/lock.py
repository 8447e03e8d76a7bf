"""The lock (`aos-gen.lock`): what the last generation was made from, and what it wrote.

JSON, committed inside the connector. It holds the generator's version, the digests of the
inputs, the plan, and each file's digest, so that a hand edit is seen, and the old tree can be
rendered again without the vendor's old document. It stands in no other file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from aos_gen import __version__
from aos_gen.plan.model import ConnectorPlan
from aos_gen.plan.serialize import plan_to_data
from aos_gen.tree import Tree, digest

LOCK_PATH = PurePosixPath("aos-gen.lock")
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Lock:
    """What a lock on disk says of the files."""

    generator: str
    files: dict[PurePosixPath, tuple[str, ...]]
    """Digest of each file as it was generated; two while a run is replacing it."""


def lock_bytes(plan: ConnectorPlan, tree: Tree, document: str, mapping: str) -> bytes:
    """The lock of `tree`; `document` and `mapping` are digests of the inputs."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "generator": __version__,
        "document": {"sha256": document},
        "mapping": {"sha256": mapping},
        "files": {str(path): {"sha256": digest(data), "owner": "generated"} for path, data in tree.items()},
        "plan": plan_to_data(plan),
    }
    return (json.dumps(content, indent=1, ensure_ascii=True) + "\n").encode("ascii")


def transition(lock: bytes, replacing: Mapping[PurePosixPath, str]) -> bytes:
    """`lock` for the time of writing: it knows the old files too, so that a run that broke off is no edit."""
    content = {**json.loads(lock), "replacing": {str(path): old for path, old in replacing.items()}}
    return (json.dumps(content, indent=1, ensure_ascii=True) + "\n").encode("ascii")


def read_lock(content: bytes) -> Lock | None:
    """The lock, or None where the content is no lock of this format."""
    try:
        data = json.loads(content)
        if data["format"] != FORMAT:
            return None
        files: dict[PurePosixPath, tuple[str, ...]] = {
            PurePosixPath(path): (str(one["sha256"]),) for path, one in data["files"].items()
        }
        for path, old in data.get("replacing", {}).items():
            files[PurePosixPath(path)] = (*files.get(PurePosixPath(path), ()), str(old))
        return Lock(str(data["generator"]), files)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
