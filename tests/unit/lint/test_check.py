"""What the libraries may see of a document, and where their findings are shown."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from aos_gen.commands.lint import Linted, lint
from aos_gen.diagnostics import Severity


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a socket fails the test."""

    def refuse(*_words: Any, **_named: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def document(version: str = "3.0.3", **members: Any) -> dict[str, Any]:
    """A document with one operation that is as it should be."""
    operation = {"responses": {"200": {"description": "OK"}}}
    key = "swagger" if version == "2.0" else "openapi"
    return {
        key: version,
        "info": {"title": "A", "version": "1"},
        "paths": {"/a": {"get": operation}},
        **members,
    }


def linted(folder: Path, data: Any, **files: Any) -> Linted:
    """The outcome for a document in a folder of its own, with files beside it or, by `../`, above."""
    inner = folder / "inner"
    inner.mkdir()
    for name, content in {"openapi.yaml": data, **files}.items():
        path = inner / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content))
    return lint(str(inner / "openapi.yaml"))


def told(result: Linted) -> list[tuple[str, str, str]]:
    """File, pointer and sentence of each finding, sorted."""
    return sorted(
        (Path(one.location.file).name, one.location.fragment(), one.message) for one in result.report
    )


@pytest.mark.parametrize("version", ["2.0", "3.0.3", "3.1.0", "3.2.0"])
def test_every_version_is_checked(version: str, tmp_path: Path) -> None:
    """Nothing is said of a sound document, and a mistake is seen in each version."""
    assert told(linted(tmp_path, document(version))) == []
    wrong = document(version)
    wrong["paths"]["/a"]["get"]["responses"]["200"] = {}
    (tmp_path / "second").mkdir()
    found = told(linted(tmp_path / "second", wrong))
    place = "#/paths/~1a/get/responses/200"
    # From 3.2 on a response may go without a description.
    wanted = [] if version == "3.2.0" else [("openapi.yaml", place, "'description' is missing")]
    assert found == wanted


def test_yaml_is_read_as_we_read_it(tmp_path: Path) -> None:
    """Keys that are numbers, dates and words such as `no` are text."""
    text = (
        "openapi: 3.1.0\ninfo: {title: no, version: 2024-01-31}\npaths:\n  /a:\n    get:\n"
        "      responses:\n        200: {description: on}\n"
    )
    result = linted(tmp_path, text)
    assert told(result) == []
    assert (result.version, result.checked) == ("3.1.0", True)


def test_a_version_that_yaml_takes_for_a_number(tmp_path: Path) -> None:
    """It is a finding of the libraries', who are given it as text, and no crash."""
    result = linted(tmp_path, "openapi: 3.1\ninfo: {title: A, version: '1'}\npaths: {}\n")
    ((_, pointer, said),) = told(result)
    assert (result.version, pointer) == ("3.1", "#/openapi")
    assert said.startswith("'3.1' does not match")


def test_recursion_is_no_crash(tmp_path: Path) -> None:
    """Schemas that hold themselves, in this file and through another."""
    tree = {"type": "object", "allOf": [{"$ref": "#/components/schemas/Tree"}], "required": ["x"]}
    node = {"type": "object", "properties": {"next": {"$ref": "part.json#/Node"}}}
    data = document(components={"schemas": {"Tree": {"properties": {"t": tree}}, "Node": node}})
    part = {"Node": {"properties": {"back": {"$ref": "openapi.yaml#/components/schemas/Node"}}}}
    result = linted(tmp_path, data, **{"part.json": part})
    assert all(one.severity is not Severity.ERROR for one in result.report)
    assert result.checked


def test_findings_in_other_files_have_their_places(tmp_path: Path) -> None:
    """Through a reference, the place is that of the file where it is written."""
    data = document(components={"schemas": {"A": {"$ref": "parts/a.json#/A"}}})
    part = {"A": {"properties": {"n": {"type": "integer", "default": "x"}}}}
    assert told(linted(tmp_path, data, **{"parts/a.json": part})) == [
        ("a.json", "#/A/properties/n/default",
         "the default does not fit its schema: 'x' stands where an integer belongs"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "reference",
    [
        "../secret.json#/A",
        "%2e%2e/secret.json#/A",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1:9/a.json",
        "https://document.invalid/a.json",
        "//127.0.0.1:9/a.json",
        "ftp://127.0.0.1/a",
        "data:application/json,{}",
        "gone.json#/A",
        "#/components/schemas/B",
    ],
)
def test_nothing_outside_the_folder_is_read(reference: str, tmp_path: Path) -> None:
    """A reference that leaves the folder, or that nobody answers, is a finding at its own place."""
    (tmp_path / "secret.json").write_text('{"A": {"type": "objekt"}}')
    data = document(components={"schemas": {"A": {"properties": {"x": {"$ref": reference}}}}})
    found = told(linted(tmp_path, data))
    assert [(file, pointer) for file, pointer, _ in found] == [
        ("openapi.yaml", "#/components/schemas/A/properties/x/$ref")
    ]
    assert found[0][2].endswith("leads nowhere")


def test_a_root_above_the_document(tmp_path: Path) -> None:
    """Where the user says that references may go higher, they are followed there, and no further."""
    (tmp_path / "common.json").write_text('{"A": {"type": "integer", "default": "x"}}')
    schemas = {"A": {"$ref": "../common.json#/A"}, "B": {"$ref": "../../out.json#/B"}}
    data = document(components={"schemas": schemas})
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "openapi.yaml").write_text(json.dumps(data))
    result = lint(str(tmp_path / "inner" / "openapi.yaml"), root=str(tmp_path))
    assert [(file, pointer) for file, pointer, _ in told(result)] == [
        ("common.json", "#/A/default"),
        ("openapi.yaml", "#/components/schemas/B/$ref"),
    ]


def test_a_part_that_cannot_be_parsed(tmp_path: Path) -> None:
    """It is told where the parser stopped, as a warning: lint refuses nothing."""
    data = document(components={"schemas": {"A": {"$ref": "part.yaml#/A"}}})
    result = linted(tmp_path, data, **{"part.yaml": "A: {"})
    assert result.report.codes() == ("lint-finding", "yaml-syntax")
    assert not result.report.has_errors


def test_the_same_twice(tmp_path: Path) -> None:
    """What is written once and reached twice is told once."""
    schema = {"type": "integer", "default": "x"}
    both = {"$ref": "#/components/schemas/A"}
    data = document(components={"schemas": {"A": schema, "B": {"properties": {"b": both}}, "C": both}})
    assert len(linted(tmp_path, data).report) == 1


@pytest.mark.parametrize("name", ["oai/petstore-3.0.json", "oai/webhook-3.1.yaml", "redocly/cafe-3.2.yaml"])
def test_real_documents(name: str, specs: Path) -> None:
    """Examples of the specification's own authors are in order."""
    result = lint(str(specs / name))
    assert (result.checked, told(result)) == (True, [])


def test_a_real_document_with_a_dangling_reference(specs: Path) -> None:
    """Square refers to a schema that is not there; everything else of it is still checked."""
    result = lint(str(specs / "square" / "square.json"))
    assert sum("CatalogModifierToggleOverrideType" in message for _, _, message in told(result)) == 5
    assert any("/v2/vendors/{vendor_id}" in message for _, _, message in told(result))
