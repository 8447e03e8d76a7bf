"""How many lines a change of the map or the document costs a reviewer, apart from the lock: the bound."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders import ROOT

from aos_gen.diagnostics import Report
from aos_gen.document.load import load_document
from aos_gen.mapping.load import load_mapping
from aos_gen.plan.build import build_plan
from aos_gen.render.tree import render
from aos_gen.source import SourceSet
from aos_gen.tree import Tree

LINES_PER_COMMAND = 640
"""Lines changed for a command with its options, fields, tests and README rows: the worst of the example."""
LINES_PER_PARAMETER = 60
"""Lines changed for an optional parameter of the vendor's: one option of one command."""
REMOVED = 90
"""Lines among them that are taken away: counts, lists that stand on one line, examples."""


EXAMPLE = ROOT / "specs" / "harbor"
Files = dict[str, Any]


def example() -> Files:
    """Every file of the example, by its place in the folder."""
    return {
        str(path.relative_to(EXAMPLE)): yaml.safe_load(path.read_text()) for path in EXAMPLE.rglob("*.yaml")
    }


def rendered(files: Files, folder: Path) -> Tree:
    """The tree of these inputs."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(content))
    report, sources = Report(), SourceSet()
    source = sources.open(str(folder / "map.yaml"), report)
    document = load_document(str(folder / "openapi.yaml"), sources, report)
    assert source is not None and document is not None
    mapping = load_mapping(source, report)
    assert mapping is not None
    plan = build_plan(document, mapping, "map.yaml", report)
    assert plan is not None, list(report)
    return render(plan)


def difference(old: Tree, new: Tree) -> tuple[int, int]:
    """(lines added, lines removed) over all files."""
    lines = [line for path in {*old, *new} for line in _lines(old.get(path, b""), new.get(path, b""))]
    return sum(line[0] == "+" for line in lines), sum(line[0] == "-" for line in lines)


def _lines(old: bytes, new: bytes) -> Iterator[str]:
    if old != new:
        found = difflib.unified_diff(old.decode().splitlines(), new.decode().splitlines(), lineterm="", n=0)
        yield from (line for line in found if line[:1] in "+-" and line[:3] not in ("+++", "---"))


@pytest.mark.parametrize("command", example()["map.yaml"]["commands"])
def test_an_added_command_touches_its_own_lines(tmp_path: Path, command: str) -> None:
    """Few lines, nearly all of them new."""
    files = example()
    after = rendered(files, tmp_path)
    del files["map.yaml"]["commands"][command]
    added, removed = difference(rendered(files, tmp_path), after)
    assert added <= LINES_PER_COMMAND and removed <= REMOVED, (added, removed)


def operations(files: Files) -> Iterator[dict[str, Any]]:
    """Every operation, wherever the example keeps it."""
    for name in sorted(files):
        items = files[name].get("paths", {}) if name == "openapi.yaml" else files[name]
        for item in items.values() if name.startswith(("paths", "openapi")) else ():
            for part in (item, *(item.values() if isinstance(item, dict) else ())):
                if isinstance(part, dict) and "responses" in part:
                    yield part


@pytest.mark.parametrize("kind", ["string", "array"])
def test_an_added_optional_parameter_touches_its_own_lines(tmp_path: Path, kind: str) -> None:
    """In every operation of the example, one at a time."""
    schema = {"type": kind, **({"items": {"type": "string"}} if kind == "array" else {})}
    parameter = {"name": "zone", "in": "query", "description": "Only of this zone", "schema": schema}
    counts = []
    for number in range(len(list(operations(example())))):
        files = example()
        mapping = files["map.yaml"]
        # Approvals are of the contract without it.
        mapping["commands"] = {k: v for k, v in mapping["commands"].items() if "approval" not in v}
        smaller = rendered(files, tmp_path)
        list(operations(files))[number].setdefault("parameters", []).append(parameter)
        counts.append(difference(smaller, rendered(files, tmp_path)))
    assert len(counts) > 10 and any(sum(one) for one in counts)
    assert max(map(sum, counts)) <= LINES_PER_PARAMETER, counts
