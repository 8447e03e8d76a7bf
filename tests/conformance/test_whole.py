"""A sample of every document, mapped, generated, sent and judged; and a fault in a connector is seen.

The quick form of `python -m tests.conformance.whole`, which takes all operations of all documents.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from . import mechanical
from .baseline import TABLES, newest
from .connector import find_tree
from .corpus import ROOT, SPECS
from .figures import Figures
from .whole import main
from .whole_document import Wanted, generate_map, judged_requests, measure, wanted_documents

# How many operations of each document: some three hundred of all.
SAMPLE = 6
DOCUMENTS = list(wanted_documents(SPECS)) if (SPECS / "index.json").exists() else []
VENDORS = sorted(path.parent for path in (ROOT / "specs").glob("*/map.yaml"))


def _faults(figures: Figures) -> list[Any]:
    """Whatever must not be, but for wrong requests."""
    sound = figures.sound
    return [
        *filter(None, [figures.failure]),
        *figures.unjustified,
        *(*sound.uncompiled, *sound.unimported, *sound.ruff),
    ]


@pytest.mark.filterwarnings("ignore:Use of allowEmptyValue:DeprecationWarning")  # the vendors use it
@pytest.mark.parametrize("wanted", DOCUMENTS, ids=lambda wanted: wanted.id)
def test_sample_of_a_document(specs: Path, tmp_path: Path, wanted: Wanted) -> None:
    """No traceback, every refusal by name, sound files, and no wrong request that the newest table lacks."""
    known = newest(TABLES)[1].get(wanted.id, Figures(wanted.id)).wrong

    figures = measure(replace(wanted, most=SAMPLE, tests=False), tmp_path / "work")

    assert _faults(figures) == []
    assert figures.unread or figures.served + len(figures.refusals) >= figures.operations
    told = {(each.operation, each.variant) for each in known}
    assert [each for each in figures.wrong if (each.operation, each.variant) not in told] == []


@pytest.mark.parametrize("folder", VENDORS, ids=lambda folder: folder.name)
def test_own_vendors(tmp_path: Path, folder: Path) -> None:
    """Every operation of the small vendors of this project, which need no `../shared`."""
    figures = measure(_vendor(folder), tmp_path / "work")

    assert _faults(figures) == []
    assert figures.refusals == []
    assert [f"{each.operation} ({each.variant}): {each.why}" for each in figures.wrong] == []
    assert figures.right > figures.served > 0


def _vendor(folder: Path) -> Wanted:
    (spec,) = [*folder.glob("openapi.*"), *folder.glob("swagger.*")]
    return Wanted(folder.name, spec, folder, 0, "", tests=False)


TEXT = {"type": "string"}
LABELS = {"type": "array", "items": TEXT}
ACME: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Acme", "version": "1"},
    "servers": [{"url": "https://acme.example/v1"}],
    "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
    "security": [{"key": []}],
    "paths": {
        "/projects/{project}/tickets": {
            "parameters": [{"name": "project", "in": "path", "required": True, "schema": TEXT}],
            "get": {
                "parameters": [
                    {"name": "label", "in": "query", "explode": False, "schema": LABELS},
                    {"name": "q", "in": "query", "schema": TEXT},
                ],
                "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}}},
            },
            "post": {
                "requestBody": {"required": True, "content": {"application/json": {"schema": {
                    "type": "object", "required": ["title"],
                    "properties": {"title": TEXT, "rank": {"type": "integer"}}}}}},
                "responses": {"204": {"description": "done"}},
            },
        }
    },
}  # fmt: skip


# A fault of the generated code: what is replaced by what, and a word of every verdict that sees it.
FAULTS: dict[str, tuple[str, str, str]] = {
    "another path": ('}/tickets"', '}/ticket"', "is not /projects/{project}/tickets"),
    "a parameter is lost": ('"q": q', '"p": None', "--q never arrived"),
    "a parameter of another name": ('"q": q', '"query": q', "query is not declared"),
    "another style": ('styled(label, "comma")', "label", "style form"),
    "another method": ('"POST"', '"PUT"', "method PUT instead of POST"),
    "a member is lost": ('"rank": rank', '"rang": rank', "--rank never arrived"),
    "no text where a number belongs": ('"rank": rank', '"rank": str(rank)', "not of type 'integer'"),
}


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> tuple[Wanted, Path]:
    """A connector of a small document, mapped mechanically; and where its map is."""
    folder = tmp_path_factory.mktemp("acme")
    (folder / "acme.json").write_text(json.dumps(ACME), "utf-8")
    wanted = Wanted("acme", folder / "acme.json", folder, 2, "3.1.0", tests=False)
    made = mechanical.draft(wanted.spec, wanted.id, wanted.root)
    assert generate_map(wanted, folder, made).written
    return wanted, folder


def _judged(acme: tuple[Wanted, Path]) -> Figures:
    wanted, folder = acme
    figures = Figures(wanted.id)
    judged_requests(wanted, find_tree(folder), folder / "map.json", figures)
    return figures


def test_honest_connector(acme: tuple[Wanted, Path]) -> None:
    """As it was generated, it is right: two commands, twice each, and once with a list of two."""
    figures = _judged(acme)

    assert (figures.wrong, figures.right) == ([], 5)


@pytest.mark.parametrize(("right", "wrong", "why"), FAULTS.values(), ids=FAULTS)
def test_fault_is_seen(acme: tuple[Wanted, Path], right: str, wrong: str, why: str) -> None:
    """A connector with one fault is judged wrong, and for that."""
    (client,) = find_tree(acme[1]).glob("agent-harness/cli_aos/*/client.py")
    honest = client.read_text("utf-8")
    assert right in honest

    try:
        client.write_text(honest.replace(right, wrong), "utf-8")
        found = [each.why for each in _judged(acme).wrong]
    finally:
        client.write_text(honest, "utf-8")

    assert any(why in each for each in found), found


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one document."""
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme/acme.json").write_text(json.dumps(ACME), "utf-8")
    entry = {"id": "acme", "root": "acme/acme.json", "operations": 2, "openapi": "3.1.0"}
    (tmp_path / "index.json").write_text(json.dumps([entry]), "utf-8")
    return tmp_path


def _changed(change: Callable[[dict[str, Any]], Any], folder: Path) -> None:
    path = folder / "acme/acme.json"
    document = json.loads(path.read_text("utf-8"))
    change(document)
    path.write_text(json.dumps(document), "utf-8")


def test_command(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run is kept; the next one passes while it is as good, and fails with the reason when it is not."""
    words = ["--specs", str(corpus), "--tables", str(corpus / "tables"), "--without-tests"]

    assert main([*words, "--keep"]) == 0
    assert "2 of 2 operations are served (100.00%). Of 5 requests 5 are right" in capsys.readouterr().out
    assert main(words) == 0

    parameter = {"name": "moon", "in": "moon", "required": True, "schema": TEXT}
    _changed(
        lambda told: told["paths"]["/projects/{project}/tickets"]["get"]["parameters"].append(parameter),
        corpus,
    )
    assert main(words) == 1
    told = capsys.readouterr().err
    assert "acme: 1 operations are served, and were 2" in told
    assert "GET /projects/{project}/tickets is refused: unsupported-parameter-place" in told
