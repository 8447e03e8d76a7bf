"""The labelled operations are well-formed, enough, lawful, and exist in the vendors' documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from labels import LABELS, Grade, LabelError, read_file, read_labels

from aos_gen.diagnostics import Report
from aos_gen.document.load import load_document
from aos_gen.plan.model import Mode
from aos_gen.source import SourceSet

ALL = read_labels()
EVERY = [label for labels in ALL.values() for label in labels]

GOOD = {"operation": "GET /things", "mode": "readonly", "risk": 1, "why": "lists"}


def test_there_are_enough() -> None:
    """Issue 5 asks for 300 operations of 15 documents."""
    assert len(EVERY) >= 300
    assert len(ALL) >= 15
    assert all(len(labels) >= 10 for labels in ALL.values())


def test_each_mode_tier_and_method_is_there() -> None:
    """A set without one of them could not tell whether its rules are right."""
    assert {label.grade.mode for label in EVERY} == set(Mode)
    assert {label.grade.risk for label in EVERY} == {1, 2, 3, 4}
    assert {label.method for label in EVERY} >= {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}
    assert sum(label.method == "GET" and not label.reads for label in EVERY) >= 20
    assert sum(label.method == "POST" and label.reads for label in EVERY) >= 20


@pytest.mark.parametrize("document", sorted(ALL))
def test_no_operation_is_labelled_twice(document: str) -> None:
    """Two labels of one operation would contradict each other some day."""
    operations = [label.operation for label in ALL[document]]
    assert len(operations) == len(set(operations))


@pytest.mark.parametrize("document", sorted(ALL))
def test_the_first_line_names_the_document(document: str) -> None:
    """A comment with the vendor and the document's place."""
    first = (LABELS / f"{document}.yaml").read_text("utf-8").splitlines()[0]
    assert first.startswith("# ") and "/" in first


@pytest.mark.parametrize("document", sorted(ALL))
def test_modes_satisfy_the_tiers(document: str) -> None:
    """Tier 1 is readonly, 2 and 3 at least write, 4 admin; alternatives too, and none repeats another."""
    for label in ALL[document]:
        grades = [label.grade, *label.also]
        assert all(grade.lawful for grade in grades), label
        assert len(grades) == len(set(grades)), label


@pytest.mark.parametrize("document", sorted(ALL))
def test_search_posts_are_posts_that_read(document: str) -> None:
    """`looks: search-post` stands where a POST is a read, and nowhere else."""
    for label in ALL[document]:
        assert (label.looks == "search-post") == (label.method == "POST" and label.reads), label


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"rist": 2}, "wants"),
        ({"why": None}, "reason"),
        ({"why": " "}, "reason"),
        ({"operation": "/things"}, "METHOD /path"),
        ({"operation": "GET things"}, "METHOD /path"),
        ({"operation": "get /things"}, "METHOD /path"),
        ({"mode": "read"}, "no such mode"),
        ({"risk": 5}, "no such mode"),
        ({"risk": True}, "no such mode"),
        ({"looks": "search"}, "looks"),
        ({"also": []}, "also"),
        ({"also": [{"mode": "full"}]}, "a mode and a risk"),
    ],
)
def test_a_bad_label_is_refused(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    """A slip of the pen must not become a label that is left out or misread."""
    path = tmp_path / "vendor.yaml"
    path.write_text(json.dumps([GOOD | change]), "utf-8")
    with pytest.raises(LabelError, match=says):
        read_file(path)


def test_a_label_is_read_whole(tmp_path: Path) -> None:
    """Every member arrives, and `accepts` knows the label and its alternatives."""
    path = tmp_path / "vendor.yaml"
    path.write_text(json.dumps([GOOD | {"mode": "full", "risk": 3, "also": [{"mode": "write", "risk": 2}]}]))
    (label,) = read_file(path)
    assert (label.document, label.method, label.path) == ("vendor", "GET", "/things")
    assert (label.grade, label.also, label.looks) == (Grade(Mode.FULL, 3), (Grade(Mode.WRITE, 2),), None)
    assert label.accepts(Mode.FULL, 3) and label.accepts(Mode.WRITE, 2)
    assert not label.accepts(Mode.READONLY, 1)


@pytest.mark.parametrize("document", sorted(ALL))
def test_the_operations_exist(specs: Path, document: str) -> None:
    """Each label's operation is in its document, spelled the same."""
    found = operations_of(specs, document)
    assert [label.operation for label in ALL[document] if label.operation not in found] == []


def operations_of(specs: Path, document: str) -> set[str]:
    """'METHOD /path' of every operation of a document of the index."""
    index = {entry["id"]: entry for entry in json.loads((specs / "index.json").read_text("utf-8"))}
    path = specs / index[document]["root"]
    if index[document]["openapi"] == "2.0":
        return swagger_operations(path)
    report = Report()
    loaded = load_document(str(path), SourceSet(), report)
    assert loaded is not None, list(report)
    return {operation.key for operation in loaded.operations}


def swagger_operations(path: Path) -> set[str]:
    """The same of a Swagger 2.0 document in one file, read plainly: labels use the vendor's spelling."""
    text = path.read_text("utf-8")
    data = json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=yaml.CSafeLoader)
    methods = ("get", "put", "post", "delete", "options", "head", "patch")
    return {f"{m.upper()} {p}" for p, item in data["paths"].items() for m in item if m in methods}
