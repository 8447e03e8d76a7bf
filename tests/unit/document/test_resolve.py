"""References: what they name, how they fail, and that none leaves the document's folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aos_gen.diagnostics import Location, Report
from aos_gen.document.resolve import Node, Resolver
from aos_gen.source import SourceSet


def write(folder: Path, files: dict[str, Any]) -> tuple[Node, Resolver, Report]:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data if isinstance(data, str) else json.dumps(data))
    sources, report = SourceSet(), Report()
    name = f"{folder}/{next(iter(files))}"
    file = sources.open(name, report)
    assert file is not None
    return Node(file.data, Location(name), file), Resolver(sources), report


def ref(target: str, **more: Any) -> dict[str, Any]:
    return {"$ref": target, **more}


ONE_FILE: dict[str, Any] = {
    "a": {"b": [10, {"c": 11}], "x/y": 12, "m~n": 13, "sp ace": 14, "pct%41": 15},
    "chain": ref("#/link"),
    "link": ref("#/a/b/1/c"),
    "whole_map": ref("#/a"),
    "schema": {"$anchor": "here", "k": 16},
    "ids": {"$id": "https://example.com/thing.json", "k": 17},
    "property": {"$ref": {"type": "string"}},
}


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("#/a/b/0", 10),
        ("#/a/b/1/c", 11),
        ("#/a/x~1y", 12),
        ("#/a/x%2Fy", 12),
        ("#/a/m~0n", 13),
        ("#/a/sp%20ace", 14),
        ("#/a/pct%2541", 15),
        ("#%2Fa%2Fb%2F0", 10),
        ("#/chain", 11),
        ("#/whole_map/b/0", 10),
        ("#", ONE_FILE),
        ("#here", ONE_FILE["schema"]),
        ("https://example.com/thing.json", ONE_FILE["ids"]),
        ("https://example.com/thing.json#/k", 17),
        ("root.json#/a/b/0", 10),
        ("./root.json", ONE_FILE),
        ("parts/p.yaml#/x", 20),
        ("parts/p%2Eyaml#/x", 20),
        ("parts/p.yaml#/up", 10),
        ("parts/p.yaml#/side", 30),
        ("parts/map.yaml#/q", 30),
    ],
)
def test_references_name_these_values(tmp_path: Path, reference: str, expected: Any) -> None:
    """Pointers, whole files, anchors, identifiers, and maps that are references themselves."""
    root, resolver, report = write(tmp_path, {
        "root.json": ONE_FILE,
        "parts/p.yaml": "x: 20\nup: {$ref: '../root.json#/a/b/0'}\nside: {$ref: q.yaml#/q}",
        "parts/q.yaml": "q: 30",
        "parts/map.yaml": "$ref: ./q.yaml",
    })  # fmt: skip
    node = resolver.follow(Node(ref(reference), root.location.child("new"), root.file), report)
    assert list(report) == []
    assert node is not None
    assert node.value == expected


def test_the_result_knows_its_place(tmp_path: Path) -> None:
    """A followed node carries the file and pointer where it is written, in the user's spelling."""
    root, resolver, report = write(
        tmp_path, {"r.json": {"a": ref("parts/p.json#/l/0")}, "parts/p.json": {"l": [1]}}
    )
    node = resolver.follow(root.child("a") or root, report)
    assert node is not None
    assert node.location == Location(f"{tmp_path}/parts/p.json", ("l", 0))


def test_names_keep_a_relative_spelling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Diagnostics show no absolute path that the user did not write."""
    write(tmp_path, {"s/r.json": {"a": ref("parts/p.json")}, "s/parts/p.json": {}})
    monkeypatch.chdir(tmp_path)
    for spelled, expected in (("s/r.json", "s/parts/p.json"), ("./s/r.json", "./s/parts/p.json")):
        sources, report = SourceSet(), Report()
        file = sources.open(spelled, report)
        assert file is not None
        part = sources.open_relative(file, "parts/../parts/p.json", Location(spelled), report)
        assert part is not None
        assert part.name == expected


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (ref("#/a/bee"), "reference-dangling"),
        (ref("#/a/b/9"), "reference-dangling"),
        (ref("#/a/b/0/deeper"), "reference-dangling"),
        (ref("#/whole_map/none"), "reference-dangling"),
        (ref("#nowhere"), "reference-dangling"),
        (ref(""), "reference-invalid"),
        ({"$ref": 7}, "reference-invalid"),
        ({"$ref": None}, "reference-invalid"),
        (ref("#/self"), "reference-cycle"),
        (ref("#/ping"), "reference-cycle"),
        (ref("#/inside/x"), "reference-cycle"),
        (ref("#/long0"), "reference-chain-too-long"),
        (ref("#/nest0/x"), "reference-chain-too-long"),
        (ref("gone.json"), "file-not-found"),
        (ref("bad.json"), "json-syntax"),
        (ref("../secret.json"), "reference-outside-folder"),
        (ref("%2e%2e/secret.json"), "reference-outside-folder"),
        (ref("/etc/passwd"), "reference-outside-folder"),
        (ref("file:///etc/passwd"), "reference-outside-folder"),
        (ref("https://example.com/x.json"), "reference-outside-folder"),
        (ref("link.json"), "reference-outside-folder"),
        (ref("linked/secret.json"), "reference-outside-folder"),
        (ref("nul%00l"), "file-unreadable"),
        (ref("parts"), "file-unreadable"),
    ],
)
def test_bad_references_are_reported(tmp_path: Path, value: Any, code: str) -> None:
    """One diagnostic for each, and None instead of a value."""
    long = {f"long{n}": ref(f"#/long{n + 1}") for n in range(300)}
    nest = {f"nest{n}": ref(f"#/nest{n + 1}/x") for n in range(300)}
    cycles = {
        "self": ref("#/self"),
        "ping": ref("#/pong"),
        "pong": ref("#/ping"),
        "inside": ref("#/inside/x"),
    }
    root, resolver, report = write(tmp_path, {
        "in/root.json": {**ONE_FILE, **long, **nest, **cycles},
        "in/bad.json": "{]",
        "in/parts/p.json": {},
        "secret.json": {},
    })  # fmt: skip
    (tmp_path / "in/link.json").symlink_to(tmp_path / "secret.json")
    (tmp_path / "in/linked").symlink_to(tmp_path)
    node = Node(value, root.location.child("new"), root.file)
    assert resolver.follow(node, report) is None
    assert report.codes() == (code,)
    assert resolver.follow(node, report) is None
    assert len(report) == 1


def test_dangling_references_suggest_a_neighbour(tmp_path: Path) -> None:
    """The hint comes from the deepest level that exists, and the place is the reference."""
    data = {"components": {"schemas": {"Ticket": {}}}, "at": ref("#/components/schemas/Tickets")}
    root, resolver, report = write(tmp_path, {"r.json": data})
    resolver.follow(root.child("at") or root, report)
    (diagnostic,) = report
    assert diagnostic.hint == "did you mean 'Ticket'?"
    assert "'schemas' has no 'Tickets'" in diagnostic.message
    assert diagnostic.location.pointer == ("at", "$ref")


def test_a_property_named_ref_is_no_reference(tmp_path: Path) -> None:
    """A mapping under `$ref` is a property of that name."""
    root, resolver, report = write(tmp_path, {"r.json": ONE_FILE})
    node = root.child("property")
    assert node is not None
    assert resolver.follow(node, report) is node


def test_recursive_schemas_are_no_cycle(tmp_path: Path) -> None:
    """Only a pure chain of references can be a cycle."""
    schema = {"S": {"properties": {"parent": ref("#/S")}}}
    root, resolver, report = write(tmp_path, {"r.json": schema})
    node = resolver.follow(root.child("S", "properties", "parent") or root, report)
    assert node is not None
    assert node.location.pointer == ("S",)
    assert len(report) == 0


def test_summary_and_description_beside_a_reference_win(tmp_path: Path) -> None:
    """From 3.1 on the first of a chain wins, whichever was followed before; 3.0 ignores them."""
    data = {
        "first": ref("#/second", description="first", other=1),
        "second": ref("#/end", description="second", summary="second"),
        "end": {"description": "end", "type": "object"},
    }
    root, _, report = write(tmp_path, {"r.json": data})
    first, second = root.child("first"), root.child("second")
    assert first is not None
    assert second is not None
    for order in ((second, first), (first, second)):
        fresh = Resolver(SourceSet())
        results = {node.location.pointer[0]: fresh.follow(node, report) for node in order}
        end = results["first"]
        assert end is not None
        assert end.value == {"description": "first", "summary": "second", "type": "object"}
        assert end.location.pointer == ("end",)
    plain = Resolver(SourceSet(), override=False).follow(first, report)
    assert plain is not None
    assert plain.value == data["end"]
    assert len(report) == 0


def test_members_and_descend_look_through_references(tmp_path: Path) -> None:
    """A map's own members come first, then those of the map that it refers to."""
    data = {"m": ref("p.json", own=1, both=2), "n": {"deep": ref("#/m")}}
    root, resolver, report = write(tmp_path, {"r.json": data, "p.json": {"both": 3, "theirs": 4}})
    node = root.child("m")
    assert node is not None
    assert [(key, m.value) for key, m in resolver.members(node, report)] == [
        ("own", 1),
        ("both", 2),
        ("theirs", 4),
    ]
    found = resolver.descend(root, report, "n", "deep", "theirs")
    assert found is not None
    assert found.location.file.endswith("p.json")
    assert resolver.descend(root, report, "n", "absent", "x") is None
    assert len(report) == 0


def test_nodes_walk_their_values(tmp_path: Path) -> None:
    """Children by key or index, members and elements in order, nothing for other values."""
    root, _, _ = write(tmp_path, {"r.json": {"l": [1, {"k": None}], "s": "text"}})
    by_text = root.child("l", "1", "k")
    assert by_text is not None
    assert by_text.location.pointer == ("l", 1, "k")
    assert by_text.value is None
    assert root.child("l", 2) is root.child("s", 0) is root.child("l", "-1") is None
    listed = root.child("l")
    assert listed is not None
    assert [node.location.pointer for node in listed.elements()] == [("l", 0), ("l", 1)]
    assert list(listed.items()) == []
    assert listed.get("k") is None
    assert [key for key, _ in root.items()] == ["l", "s"]
    assert root.get("s") == "text"
