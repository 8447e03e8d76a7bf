"""The order of keys means nothing in a document or a map, but for the environments: it changes nothing."""

from __future__ import annotations

import json
import random
from pathlib import PurePosixPath
from typing import Any

from builders import plan_vendor
from documents import Vendor, explored, plain_words, shuffled, vendors
from hypothesis import assume, given
from hypothesis import strategies as st

from aos_gen.lock import LockedFile, lock_bytes
from aos_gen.plan.model import ConnectorPlan
from aos_gen.render.tree import render
from aos_gen.tree import Tree, digest


def locked(plan: ConnectorPlan, tree: Tree) -> Any:
    """The lock without the digests of the inputs, which tell every byte of them apart."""
    files = {path: LockedFile(digest(content)) for path, content in tree.items()}
    return lock_bytes(plan, files, {}, {})


@explored(12)
@given(vendors(), st.randoms(use_true_random=False))
def test_the_order_of_keys_changes_no_byte(vendor: Vendor, order: random.Random) -> None:
    """Every mapping's keys shuffled, in both inputs: the same files, the same lock, the same contracts."""
    document, mapping = vendor.told(plain_words)
    plan, _, _ = plan_vendor(document, mapping)
    assume(plan is not None)
    assert plan is not None
    again, report, _ = plan_vendor(shuffled(document, order), shuffled(mapping, order))
    assert again is not None, report.codes()
    assert {c.id: c.contract for c in again.commands} == {c.id: c.contract for c in plan.commands}
    tree, other = render(plan), render(again)
    assert differing(tree, other) == []
    assert json.loads(locked(plan, tree)) == json.loads(locked(again, other))
    assert locked(plan, tree) == locked(again, other)


def differing(tree: Tree, other: Tree) -> list[PurePosixPath]:
    """Paths that are not the same in both."""
    return [path for path in {**tree, **other} if tree.get(path) != other.get(path)]
