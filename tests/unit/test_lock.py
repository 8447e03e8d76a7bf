"""The lock: what the last generation was made from and what it wrote."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

import pytest

from aos_gen import __version__
from aos_gen.diagnostics import Report
from aos_gen.document.load import load_document
from aos_gen.lock import LOCK_PATH, Lock, lock_bytes, read_lock, transition
from aos_gen.mapping.load import load_mapping
from aos_gen.plan.build import build_plan
from aos_gen.plan.model import ConnectorPlan
from aos_gen.plan.serialize import plan_from_data
from aos_gen.render.tree import render
from aos_gen.source import SourceSet
from aos_gen.tree import digest, make_tree

TREE = make_tree([("b", b"2"), ("a/c", b"1")])


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
    """What is written is what is read: the generator, and every file's digest."""
    lock = read_lock(lock_bytes(plan, TREE, "d" * 64, "m" * 64))
    assert lock == Lock(
        __version__, {PurePosixPath("a/c"): (digest(b"1"),), PurePosixPath("b"): (digest(b"2"),)}
    )


def test_while_a_run_is_writing(plan: ConnectorPlan) -> None:
    """The lock knows a file as it was and as it will be, and a file that is to go."""
    final = lock_bytes(plan, TREE, "d", "m")
    lock = read_lock(transition(final, {PurePosixPath("b"): "old", PurePosixPath("gone"): "was"}))
    assert lock is not None
    assert lock.files == {
        PurePosixPath("a/c"): (digest(b"1"),),
        PurePosixPath("b"): (digest(b"2"), "old"),
        PurePosixPath("gone"): ("was",),
    }


def test_the_old_tree_can_be_rendered_again(plan: ConnectorPlan) -> None:
    """The plan in a lock renders to the very files whose digests stand beside it."""
    tree = render(plan)
    content = json.loads(lock_bytes(plan, tree, "d", "m"))
    again = render(plan_from_data(content["plan"]))
    assert {str(path): digest(data) for path, data in again.items()} == {
        path: one["sha256"] for path, one in content["files"].items()
    }


def test_what_it_says(plan: ConnectorPlan) -> None:
    """ASCII, ending in a line break, with the digests of the inputs and without a date or a place."""
    content = lock_bytes(plan, TREE, "d" * 64, "m" * 64)
    data = json.loads(content)
    assert content.isascii() and content.endswith(b"}\n")
    assert list(data) == ["format", "generator", "document", "mapping", "files", "plan"]
    assert (data["document"], data["mapping"]) == ({"sha256": "d" * 64}, {"sha256": "m" * 64})
    assert content == lock_bytes(plan, TREE, "d" * 64, "m" * 64)
    assert str(LOCK_PATH) not in data["files"]


GOOD: dict[str, Any] = {"format": 1, "generator": "0.1.0", "files": {"a": {"sha256": "x"}}}
BROKEN: dict[str, bytes] = {
    "empty": b"",
    "no JSON": b"<html>",
    "half of it": json.dumps(GOOD).encode()[:-5],
    "not UTF-8": b"\xff\xfe{",
    "a list": b"[]",
    "null": b"null",
    "text": b'"lock"',
    "no format": json.dumps({k: v for k, v in GOOD.items() if k != "format"}).encode(),
    "another format": json.dumps({**GOOD, "format": 2}).encode(),
    "no files": json.dumps({k: v for k, v in GOOD.items() if k != "files"}).encode(),
    "files that are a list": json.dumps({**GOOD, "files": ["a"]}).encode(),
    "a file without a digest": json.dumps({**GOOD, "files": {"a": {}}}).encode(),
    "a file that is text": json.dumps({**GOOD, "files": {"a": "x"}}).encode(),
    "no generator": json.dumps({"format": 1, "files": {}}).encode(),
    "a conflict of git": b"<<<<<<< HEAD\n" + json.dumps(GOOD).encode(),
    "replacing that is a list": json.dumps({**GOOD, "replacing": ["a"]}).encode(),
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_lock(content: bytes) -> None:
    """A file that is no lock is none, and never a crash."""
    assert read_lock(content) is None


def test_what_is_a_lock() -> None:
    """Further keys, of a later release, do no harm."""
    assert read_lock(json.dumps({**GOOD, "later": 1}).encode()) == Lock("0.1.0", {PurePosixPath("a"): ("x",)})


def test_a_lock_in_transition_knows_both_files() -> None:
    """While files are replaced, the old one is ours as much as the new one."""
    lock = transition(json.dumps(GOOD).encode(), {PurePosixPath("a"): "old", PurePosixPath("gone"): "was"})
    read = read_lock(lock)
    assert read is not None
    assert read.files == {PurePosixPath("a"): ("x", "old"), PurePosixPath("gone"): ("was",)}
