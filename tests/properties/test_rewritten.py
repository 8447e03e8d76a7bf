"""A reference means what it refers to, and damage stops the operations that it touches and no others."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from builders import Data, plan_vendor
from documents import Vendor, explored, plain_words, vendors
from hypothesis import assume, given
from hypothesis import strategies as st
from rewritten import PARTS, damaged, referring

from aos_gen.console import format_diagnostic
from aos_gen.diagnostics import Report
from aos_gen.document.load import load_document
from aos_gen.plan.model import ConnectorPlan
from aos_gen.plan.trial import Trial, try_operations
from aos_gen.source import SourceSet

FAMILIES = ("unsupported-", "document-", "reference-", "file-")
# Faults that an operator mends in the map: no operation is lost by them.
MENDABLE = frozenset(
    {
        "option-collision",
        "reserved-option",
        "unnameable-parameter",
        "bad-server",
        "relative-server",
        "missing-server-variable",
        "wrong-server-variable",
    }
)


def without_digests(plan: ConnectorPlan) -> ConnectorPlan:
    """The digest of a contract holds the names of what a schema refers to."""
    return replace(plan, commands=tuple(replace(one, contract="") for one in plan.commands))


@explored(40)
@given(vendors(), st.randoms(use_true_random=False), st.integers(1, 8))
def test_a_reference_means_what_it_refers_to(vendor: Vendor, random: Random, moves: int) -> None:
    """Path items, parameters, bodies, answers and schemas behind references, in two files: the same plan."""
    document, mapping = vendor.told(plain_words)
    plan, _, _ = plan_vendor(document, mapping)
    assume(plan is not None)
    assert plan is not None
    moved, parts = referring(document, random, moves)
    again, report, _ = plan_vendor(moved, mapping, **{PARTS: parts})
    assert again is not None, [one.message for one in report]
    assert without_digests(again) == without_digests(plan)


def tried(data: Data) -> tuple[dict[str, Trial], str]:
    """A trial of every operation, and all that is told on the way."""
    report, sources = Report(), SourceSet()
    with TemporaryDirectory() as folder:
        path = Path(folder, "openapi.json")
        path.write_text(json.dumps(data), "utf-8")
        document = load_document(str(path), sources, report)
        found = {} if document is None else {
            one.operation.key: one for one in try_operations(document, document.operations, report)
        }  # fmt: skip  # nothing to try where nothing was read
        told = [*report, *(each for one in found.values() for each in (*one.refused, *one.warned))]
        return found, "\n".join(format_diagnostic(one, sources) for one in told)


@explored(120)
@given(vendors(), st.randoms(use_true_random=False), st.sampled_from((1, 1, 2, 4, 12, 40)))
def test_a_damaged_document_refuses_by_name(vendor: Vendor, random: Random, times: int) -> None:
    """No accident to a document raises anything, and every refusal says whose fault it is."""
    found, told = tried(damaged(vendor.told(plain_words)[0], random, times))
    assert all(line.isprintable() for line in told.splitlines())
    for trial in found.values():
        assert (trial.command is None) == bool(trial.refused)
        for one in trial.refused:
            assert one.code.startswith(FAMILIES) or one.code in MENDABLE, one
            assert one.location.pointer or one.related, one


def without(value: Any, key: str) -> Any:
    """The value with no member of that name anywhere."""
    if isinstance(value, dict):
        return {name: without(child, key) for name, child in value.items() if name != key}
    return [without(child, key) for child in value] if isinstance(value, list) else value


def told_of(trial: Trial) -> list[tuple[str, str]]:
    """What was refused, without the folder that the document lies in."""
    return [(one.code, one.message) for one in trial.refused]


@explored(60)
@given(vendors(), vendors(), st.randoms(use_true_random=False), st.integers(1, 12))
def test_damage_stops_nothing_else(vendor: Vendor, other: Vendor, random: Random, times: int) -> None:
    """An operation that shares nothing with a damaged one is the command that it was."""
    sound = vendor.told(plain_words)[0]
    # Whether any operation speaks of security at all, and of which, concerns them all: here one says none.
    sound["paths"]["/zz-open"] = {"get": {"security": [], "responses": {"204": {"description": "open"}}}}
    broken = damaged({"paths": without(other.told(plain_words)[0]["paths"], "security")}, random, times)
    before, _ = tried(sound)
    paths: Any = broken.get("paths")
    assume(isinstance(paths, dict))
    beside = {f"/damaged{path}": item for path, item in paths.items()}
    after, _ = tried({**sound, "paths": {**beside, **sound["paths"]}})
    for key, trial in before.items():
        assert told_of(after[key]) == told_of(trial)
        assert after[key].command == trial.command


@pytest.mark.parametrize("steps", [1, 98, 101, 500])
def test_chains_and_circles_end(steps: int) -> None:
    """A chain of references, and one that comes back to its start: a value, or a diagnostic; never no end."""
    schemas: Data = {f"S{n}": {"$ref": f"#/components/schemas/S{n + 1}"} for n in range(steps)}
    answer = {"responses": {"200": {"description": "ok"}}}
    asked = {"name": "q", "in": "query", "schema": {"$ref": "#/components/schemas/S0"}}
    for last, code in (({"type": "integer"}, None), ({"$ref": "#/components/schemas/S0"}, "reference-cycle")):
        data = {
            "openapi": "3.1.0",
            "info": {"title": "T", "version": "1"},
            "paths": {"/a": {"get": {"parameters": [asked], **answer}}},
            "components": {"schemas": {**schemas, f"S{steps}": last}},
        }
        found, told = tried(data)
        assert found["GET /a"].command is not None
        expected = "reference-chain-too-long" if steps > 100 else code
        assert expected is None or f"[{expected}]" in told
