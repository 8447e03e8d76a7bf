"""Write, compare, write again: after the first run there is nothing to do."""

from __future__ import annotations

import tempfile
from pathlib import Path

from builders import plan_vendor, write_vendor
from documents import Vendor, explored, plain_words, vendors
from hypothesis import assume, given

from aos_gen.commands.generate import generate
from aos_gen.commands.settle import Fate, Settled
from aos_gen.drift import State, compare
from aos_gen.lock import Lock
from aos_gen.render.tree import render
from aos_gen.tree import write_tree


def is_clean(settled: Settled) -> bool:
    return not settled.moves and set(settled.fates.values()) <= {Fate.UNCHANGED}


@explored(6)
@given(vendors())
def test_a_written_tree_compares_clean(vendor: Vendor) -> None:
    """What was written is what is read back, file for file."""
    plan, _, _ = plan_vendor(*vendor.told(plain_words))
    assume(plan is not None)
    assert plan is not None
    tree = render(plan)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "tree")
        write_tree(root, tree)
        found = compare(root, tree, Lock(), lambda path: False)
        assert {file.path for file in found if file.state is State.CLEAN} == set(tree)
        assert {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} == set(
            map(str, tree)
        )


@explored(6)
@given(vendors())
def test_a_second_run_changes_nothing(vendor: Vendor) -> None:
    """No byte, no time stamp, and nothing beside the connector's own folder."""
    with tempfile.TemporaryDirectory() as folder:
        files = write_vendor(Path(folder), *vendor.told(plain_words))
        out = Path(folder, "out")
        first = generate(str(files.spec), str(files.map), out)
        assume(first.written)
        before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
        second = generate(str(files.spec), str(files.map), out)
        assert second.written
        assert second.settled is not None
        assert is_clean(second.settled)
        assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before
        assert first.root is not None
        assert all(path.is_relative_to(first.root) or first.root.is_relative_to(path) for path in before)
