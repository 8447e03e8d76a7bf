"""Overlays patch a document's data, and each value is shown where it is written."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aos_gen.diagnostics import Location, Pointer, Report, Severity
from aos_gen.overlay.apply import apply_overlays
from aos_gen.source import Position, SourceFile, SourceSet

Actions = list[dict[str, Any]]


def patched(
    folder: Path, document: Any, *overlays: Actions, version: str = "1.1.0"
) -> tuple[SourceFile, SourceSet, Report]:
    """The document after its overlays; text is written as it is, everything else as JSON."""
    spec = folder / "vendor.yaml"
    spec.write_text(document if isinstance(document, str) else json.dumps(document, indent=1))
    names = []
    for number, actions in enumerate(overlays):
        path = folder / f"fix{number}.yaml"
        head = {"overlay": version, "info": {"title": "t", "version": "1"}, "actions": actions}
        path.write_text(json.dumps(head, indent=1))
        names.append(str(path))
    report, sources = Report(), SourceSet()
    file = sources.open(str(spec), report)
    assert file is not None
    apply_overlays(file, names, sources, report)
    return file, sources, report


TABLE: dict[str, tuple[Any, Actions, Any]] = {
    "members are merged to any depth": (
        {"a": {"b": {"c": 1}, "x": 2}},
        [{"target": "$", "update": {"a": {"b": {"d": 3}, "x": 4}}}],
        {"a": {"b": {"c": 1, "d": 3}, "x": 4}},
    ),
    "lists below a merged mapping are joined": (
        {"a": {"tags": ["x"]}},
        [{"target": "$.a", "update": {"tags": ["y", "z"]}}],
        {"a": {"tags": ["x", "y", "z"]}},
    ),
    "a list takes one more entry": (
        {"l": [1]},
        [{"target": "$.l", "update": {"a": 1}}],
        {"l": [1, {"a": 1}]},
    ),
    "a list is joined": ({"l": [1]}, [{"target": "$.l", "update": [2, 3]}], {"l": [1, 2, 3]}),
    "a value is replaced": ({"a": {"b": 1}}, [{"target": "$.a.b", "update": "x"}], {"a": {"b": "x"}}),
    "a value in a list is replaced": ({"l": [1, 2]}, [{"target": "$.l[1]", "update": 5}], {"l": [1, 5]}),
    "null takes the place of a value": ({"a": 1}, [{"target": "$", "update": {"a": None}}], {"a": None}),
    "every node that fits is updated": (
        {"p": {"a": {"get": {}}, "b": {"get": {}}, "c": {}}},
        [{"target": "$.p.*.get", "update": {"x": True}}],
        {"p": {"a": {"get": {"x": True}}, "b": {"get": {"x": True}}, "c": {}}},
    ),
    "entries are removed together": (
        {"l": [{"n": 1}, {"n": 2}, {"n": 1}, {"n": 3}]},
        [{"target": "$.l[?@.n == 1]", "remove": True}],
        {"l": [{"n": 2}, {"n": 3}]},
    ),
    "a value in a list is removed": (
        {"l": ["a", "b"]},
        [{"target": "$.l[?@ == 'a']", "remove": True}],
        {"l": ["b"]},
    ),
    "what is removed may hold what is removed": (
        {"a": {"x": {"x": 1}}, "l": [[{"x": 1}], {"x": 2}]},
        [{"target": "$..x", "remove": True}],
        {"a": {}, "l": [[{}], {}]},
    ),
    "a target that is selected twice is updated once": (
        {"l": []},
        [{"target": "$['l', 'l']", "update": 1}],
        {"l": [1]},
    ),
    "removed, then created anew": (
        {"a": {"b": [1]}},
        [{"target": "$.a.b", "remove": True}, {"target": "$.a", "update": {"b": {"c": 1}}}],
        {"a": {"b": {"c": 1}}},
    ),
    "later actions see earlier ones": (
        {},
        [{"target": "$", "update": {"a": {}}}, {"target": "$.a", "update": {"b": 1}}],
        {"a": {"b": 1}},
    ),
    "a copy is merged": (
        {"a": {"x": [1]}, "b": {"x": [2], "y": 1}},
        [{"target": "$.b", "copy": "$.a"}],
        {"a": {"x": [1]}, "b": {"x": [2, 1], "y": 1}},
    ),
    "a copy is no link": (
        {"a": {"x": {}}, "b": {}},
        [{"target": "$.b", "copy": "$.a"}, {"target": "$.b.x", "update": {"y": 1}}],
        {"a": {"x": {}}, "b": {"x": {"y": 1}}},
    ),
    "the whole copied into a part": (
        {"a": {}},
        [{"target": "$.a", "copy": "$"}, {"target": "$.a.a", "update": {"x": 1}}],
        {"a": {"a": {"x": 1}}},
    ),
    "what one update brings to two places is no link": (
        {"a": {}, "b": {}},
        [{"target": "$.*", "update": {"x": {}}}, {"target": "$.a.x", "update": {"y": 1}}],
        {"a": {"x": {"y": 1}}, "b": {"x": {}}},
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_what_actions_make_of_a_document(case: str, tmp_path: Path) -> None:
    """Merging, joining, replacing, removing and copying, as the specification says."""
    document, actions, expected = TABLE[case]
    file, _, report = patched(tmp_path, document, actions)
    assert not list(report)
    assert file.data == expected


def test_1_0_adds_a_list_as_one_entry(tmp_path: Path) -> None:
    """1.1 joins what 1.0 appends; members of a mapping are joined by both."""
    file, _, report = patched(tmp_path, {"l": [1]}, [{"target": "$.l", "update": [2]}], version="1.0.0")
    assert file.data == {"l": [1, [2]]}
    assert report.codes() == ("overlay-list-in-list",)


def test_overlays_are_applied_in_order(tmp_path: Path) -> None:
    """A second overlay patches what the first has made."""
    first: Actions = [{"target": "$", "update": {"a": {"n": 1}}}]
    file, _, report = patched(tmp_path, {}, first, [{"target": "$.a", "update": {"n": 2}}])
    assert not list(report)
    assert file.data == {"a": {"n": 2}}


def test_an_alias_elsewhere_stays_as_it_is(tmp_path: Path) -> None:
    """YAML aliases share one object; a patch of one place is none of the other."""
    text = "base: &b\n  list: [1, 2]\n  deep: {x: 1}\nuse: *b\nmerged:\n  <<: *b\n"
    actions: Actions = [
        {"target": "$.use.list[0]", "remove": True},
        {"target": "$.use.deep", "update": {"y": 2}},
        {"target": "$.merged.deep", "remove": True},
    ]
    file, _, report = patched(tmp_path, text, actions)
    assert not list(report)
    assert file.data == {
        "base": {"list": [1, 2], "deep": {"x": 1}},
        "use": {"list": [2], "deep": {"x": 1, "y": 2}},
        "merged": {"list": [1, 2]},
    }


TEXT = "a:\n  list:\n    - {n: 1}\n    - {n: 2}\n    - {n: 3, m: x}\n  gone: 1\n  gone: 2\nb: {t: old}\n"


def test_places_after_a_patch(tmp_path: Path) -> None:
    """The vendor's own lines, although indices moved; the overlay's for what it brought; a parent else."""
    actions: Actions = [
        {"target": "$.a.list[0]", "remove": True},
        {"target": "$.a.gone", "remove": True},
        {"target": "$.a.list[?@.n == 3]", "update": {"m": "y", "k": {"z": 1}}},
        {"target": "$.b", "copy": "$.a.list[0]"},
    ]
    file, sources, report = patched(tmp_path, TEXT, actions)
    assert not list(report)
    name, fix = file.name, str(tmp_path / "fix0.yaml")

    def place(*steps: str | int, at_key: bool = False) -> tuple[str, Position | None]:
        location = Location(name, steps, at_key)
        return sources.written(location).file, sources.position(location)

    assert place("a", "list", 0, "n") == (name, Position(4, 11))
    assert place("a", "list", "1", "n", at_key=True) == (name, Position(5, 8))
    assert place("a", "list", 7) == (name, Position(3, 5))
    assert place("a", "gone") == (name, Position(2, 3))
    assert place("b", "n") == (name, Position(4, 11))
    assert place("b", "t") == (name, Position(8, 8))
    line = (tmp_path / "fix0.yaml").read_text().splitlines()
    for steps in (("m",), ("k", "z"), ("k",)):
        found, position = place("a", "list", 1, *steps, at_key=True)
        assert (found, position is not None) == (fix, True)
        assert position is not None and line[position.line - 1].strip().startswith(f'"{steps[-1]}"')
    assert not file.duplicates, "the key that was written twice is gone"


def test_a_key_written_twice_is_followed_to_its_new_place(tmp_path: Path) -> None:
    """The warning about a duplicate key survives a removal before it, and goes where it is replaced."""
    text = "l:\n  - 1\n  - {k: 1, k: 2}\n  - {j: 1, j: 2}\n"
    actions: Actions = [{"target": "$.l[0]", "remove": True}, {"target": "$.l[1].j", "update": 3}]
    file, _, _ = patched(tmp_path, text, actions)
    assert file.duplicates == (("l", 0, "k"),)
    (told,) = file.duplicate_keys(Severity.WARNING, "hint")
    assert told.message == "the key 'k' is written more than once, first in line 3"


LEAVES = st.sampled_from([1, "x", True, None, 2.5])
KEYS = st.sampled_from("abc")
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
TARGETS = st.sampled_from(
    [
        "$",
        "$.a",
        "$.b",
        "$.*",
        "$..a",
        "$..b",
        "$.a[0]",
        "$..[0]",
        "$..[1]",
        "$.a.b",
        "$..[?@.a]",
        "$..c",
        "$..*",
    ]
)
ACTIONS = st.fixed_dictionaries({"target": TARGETS, "update": VALUES}) | st.fixed_dictionaries(
    {"target": TARGETS, "remove": st.just(True)}
) | st.fixed_dictionaries({"target": TARGETS, "copy": st.sampled_from(["$.a", "$.b", "$.a[0]"])})  # fmt: skip


def leaves(value: Any, pointer: Pointer = ()) -> list[tuple[Pointer, Any]]:
    """Every place of a value, with what stands there."""
    found = [(pointer, value)]
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for step, child in pairs:
            found += leaves(child, (*pointer, step))
    return found


def at(data: Any, pointer: Pointer) -> Any:
    for step in pointer:
        data = data[step]
    return data


@settings(max_examples=400, deadline=None)
@given(
    document=st.dictionaries(KEYS, VALUES, max_size=3),
    first=st.lists(ACTIONS, min_size=1, max_size=4),
    second=st.lists(ACTIONS, max_size=2),
    version=st.sampled_from(["1.0.0", "1.1.0"]),
)
def test_every_value_is_written_where_it_is_shown(
    tmp_path_factory: pytest.TempPathFactory, document: Any, first: Actions, second: Actions, version: str
) -> None:
    """Whatever the actions: a value's place holds that value, and what was read is never changed."""
    folder = tmp_path_factory.mktemp("patched")
    overlays = [first, second] if second else [first]
    spec, raw = folder / "vendor.yaml", copy.deepcopy(document)
    file, sources, _ = patched(folder, document, *overlays, version=version)
    files = {str(spec): raw} | {
        one.name: json.loads(Path(one.name).read_text()) for one in sources.files if one is not file
    }
    for pointer, value in leaves(file.data):
        written = sources.written(Location(file.name, pointer))
        held = at(files[written.file], written.pointer)
        if isinstance(value, dict | list):
            assert type(held) is type(value), (pointer, written)
        else:
            assert held == value and type(held) is type(value), (pointer, written)
