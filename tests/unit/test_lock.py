"""The lock: what the last generation was made from and what it wrote."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

import pytest

from aos_gen import __version__
from aos_gen.diagnostics import Report
from aos_gen.document.load import load_document
from aos_gen.lock import LOCK_PATH, Lock, LockedFile, LockedOperation, Owner, lock_bytes, read_lock
from aos_gen.mapping.load import load_mapping
from aos_gen.plan.build import build_plan
from aos_gen.plan.model import ConnectorPlan
from aos_gen.render.tree import render
from aos_gen.source import SourceSet

FILES = {
    PurePosixPath("b"): LockedFile("2" * 64),
    PurePosixPath("a/c"): LockedFile("1" * 64, Owner.YOURS),
    PurePosixPath("d"): LockedFile("", Owner.OMITTED),
}
INPUTS = {"map": "m" * 64, "document": "d" * 64}
OPERATIONS = {"POST /b": LockedOperation("", "undecided"), "GET /a": LockedOperation("getA", "mapped")}


@pytest.fixture(scope="module")
def plan() -> ConnectorPlan:
    """The plan of the example vendor."""
    report, sources = Report(), SourceSet()
    source = sources.open("specs/harbor/map.yaml", report)
    document = load_document("specs/harbor/openapi.yaml", sources, report)
    assert source is not None and document is not None
    mapping = load_mapping(source, report)
    assert mapping is not None
    found = build_plan(document, mapping, "map.yaml", report)
    assert found is not None, list(report)
    return found


def test_round_trip(plan: ConnectorPlan) -> None:
    """What is written is what is read: generator, inputs, files, operations and the plan."""
    lock = read_lock(lock_bytes(plan, FILES, INPUTS, OPERATIONS))
    assert lock is not None
    assert (lock.generator, lock.inputs, lock.files) == (__version__, INPUTS, FILES)
    assert (lock.operations, lock.plan) == (OPERATIONS, plan)


def test_the_old_tree_can_be_rendered_again(plan: ConnectorPlan) -> None:
    """The plan in a lock renders to the very files that it was made with."""
    lock = read_lock(lock_bytes(plan, {}, INPUTS, {}))
    assert lock is not None and lock.plan is not None
    assert render(lock.plan) == render(plan)


def test_what_it_says(plan: ConnectorPlan) -> None:
    """ASCII, ending in a line break, the same for every order, without a date or a place."""
    content = lock_bytes(plan, FILES, INPUTS, OPERATIONS)
    turned = [dict(reversed(one.items())) for one in (FILES, INPUTS, OPERATIONS)]  # type: ignore[attr-defined]  # dicts of three types in one list
    assert content == lock_bytes(plan, *turned)  # type: ignore[arg-type]  # the same
    assert content.isascii() and content.endswith(b"}\n")
    assert list(json.loads(content)) == ["format", "generator", "inputs", "files", "operations", "plan"]
    assert str(LOCK_PATH) not in json.loads(content)["files"]


def test_a_line_for_each_thing(plan: ConnectorPlan) -> None:
    """A file, an operation and a command stand on a line each, so a diff is as long as what changed."""
    lines = lock_bytes(plan, FILES, INPUTS, OPERATIONS).decode().splitlines()
    assert sum('"owner"' in line for line in lines) == len(FILES)
    assert sum('"decision"' in line for line in lines) == len(OPERATIONS)
    assert sum('"tool_name"' in line for line in lines) == len(plan.commands)


GOOD: dict[str, Any] = {
    "format": 2,
    "generator": "0.1.0",
    "inputs": {},
    "files": {"a": {"sha256": "x", "owner": "generated"}},
    "operations": {},
    "plan": {},
}
BROKEN: dict[str, bytes] = {
    "empty": b"",
    "no JSON": b"<html>",
    "half of it": json.dumps(GOOD).encode()[:-5],
    "not UTF-8": b"\xff\xfe{",
    "a list": b"[]",
    "null": b"null",
    "text": b'"lock"',
    **{f"no {name}": json.dumps({k: v for k, v in GOOD.items() if k != name}).encode() for name in GOOD},
    "another format": json.dumps({**GOOD, "format": 1}).encode(),
    "files that are a list": json.dumps({**GOOD, "files": ["a"]}).encode(),
    "a file without a digest": json.dumps({**GOOD, "files": {"a": {}}}).encode(),
    "a file of nobody": json.dumps({**GOOD, "files": {"a": {"sha256": "x", "owner": "me"}}}).encode(),
    "operations that are a list": json.dumps({**GOOD, "operations": ["a"]}).encode(),
    "a conflict of git": b"<<<<<<< HEAD\n" + json.dumps(GOOD).encode(),
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_lock(content: bytes) -> None:
    """A file that is no lock is none, and never a crash."""
    assert read_lock(content) is None


def test_what_is_a_lock() -> None:
    """Further keys, of a later release, do no harm."""
    lock = read_lock(json.dumps({**GOOD, "later": 1}).encode())
    assert lock == Lock("0.1.0", {}, {PurePosixPath("a"): LockedFile("x")}, {}, {})


@pytest.mark.parametrize("path", ["../out", "/etc/passwd", "a/../../out", ""])
def test_paths_that_leave_the_tree(path: str) -> None:
    """A file outside the root is never ours, whatever a lock says."""
    lock = read_lock(json.dumps({**GOOD, "files": {path: GOOD["files"]["a"]}}).encode())
    assert lock is not None and not lock.files


@pytest.mark.parametrize("data", [None, {}, [], "x", {"name": 1}, {"commands": [{"mode": "none"}]}])
def test_a_plan_of_another_release(data: Any) -> None:
    """A plan that cannot be read is none."""
    assert Lock(plan_data=data).plan is None
