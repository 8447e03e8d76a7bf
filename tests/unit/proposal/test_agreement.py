"""The proposals against labels that were made by reading the vendors' texts, before the rules were written.

What is published in the README is counted here: how many proposals are exactly the label, and how many
are one of the readings that the text leaves open.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from labels import Label, read_labels

from aos_gen.diagnostics import Report
from aos_gen.document.load import load_document
from aos_gen.plan.model import Mode
from aos_gen.proposal.risk import Proposal, propose
from aos_gen.source import SourceSet

# Folders above a document that its references need.
ROOTS = {"algolia-search": "algolia/algolia-search/specs"}
EXACT, ACCEPTED = 0.66, 0.80


@cache
def judged(specs: Path) -> tuple[tuple[Label, Proposal], ...]:
    """Every label with the proposal for its operation."""
    documents = {one["id"]: one["root"] for one in json.loads((specs / "index.json").read_text("utf-8"))}
    found: list[tuple[Label, Proposal]] = []
    for name, labels in read_labels().items():
        root = str(specs / ROOTS[name]) if name in ROOTS else None
        document = load_document(str(specs / documents[name]), SourceSet(), Report(), root=root)
        assert document is not None, name
        operations = {one.key: one for one in document.operations}
        found += [(label, propose(document, operations[label.operation], Report())) for label in labels]
    return tuple(found)


def is_exact(label: Label, proposal: Proposal) -> bool:
    """The label's mode and tier; a read by POST is proposed as a write on purpose, with a note."""
    noted = label.looks == "search-post" and proposal.mode is Mode.WRITE and bool(proposal.note)
    return noted or (proposal.mode, proposal.risk) == (label.grade.mode, label.grade.risk)


def test_nothing_that_changes_or_reveals_is_proposed_readonly(specs: Path) -> None:
    """No operation whose label is above readonly is proposed readonly."""
    wrong = [
        f"{label.document} {label.operation}: {label.why}; proposed by {proposal.reason}"
        for label, proposal in judged(specs)
        if proposal.mode is Mode.READONLY and not label.accepts(proposal.mode, proposal.risk)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("least", [EXACT, ACCEPTED])
def test_agreement(specs: Path, least: float) -> None:
    """The shares that the README tells are no less: exactly the label, and one of its readings."""
    every = judged(specs)
    exact = sum(is_exact(label, one) for label, one in every)
    accepted = sum(is_exact(label, one) or label.accepts(one.mode, one.risk) for label, one in every)
    assert len(every) >= 300
    assert (exact if least == EXACT else accepted) / len(every) >= least


def test_every_reason_quotes_its_evidence(specs: Path) -> None:
    """A proposal says by which rule, and the words that speak for it."""
    for _, proposal in judged(specs):
        assert proposal.rule and proposal.reason
