"""Another version in a map's text, and every other byte as it is."""

from __future__ import annotations

import json

import pytest
import yaml

from aos_gen.mapping.raise_version import with_version

CASES = [
    ("connector:\n  name: a  # mine\n  version: 0.1.0  # now\nx: 1\n",
     "connector:\n  name: a  # mine\n  version: 1.0.0  # now\nx: 1\n"),
    ('connector:\n  version: "0.1.0"\n', 'connector:\n  version: "1.0.0"\n'),
    ("connector: {name: a, version: '0.1.0'}\n", "connector: {name: a, version: '1.0.0'}\n"),
    ("connector:\n  name: a\n", "connector:\n  version: 1.0.0\n  name: a\n"),
    ("connector:\r\n    name: a\r\n", "connector:\r\n    version: 1.0.0\r\n    name: a\r\n"),
    ("connector: {name: a}\n", "connector: {version: 1.0.0, name: a}\n"),
    ('{"connector": {"name": "a"}}', '{"connector": {"version": "1.0.0", "name": "a"}}'),
    ('{"connector": {\n  "name": "a"\n}}', '{"connector": {\n  "version": "1.0.0",\n  "name": "a"\n}}'),
    ('{"connector": {"version":"0.1.0"}, "b": 1}', '{"connector": {"version":"1.0.0"}, "b": 1}'),
]  # fmt: skip  # before and after


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_version_is_written(text: str, expected: str) -> None:
    """In the place and the quotes of the old one, or as the first key."""
    is_json = text.startswith("{")
    edited = with_version(text, is_json, json.loads(text) if is_json else yaml.safe_load(text), "1.0.0")
    assert (edited.text, edited.unreachable) == (expected, ())


@pytest.mark.parametrize(
    "text", ["x: &a {name: a}\nconnector: *a\n", "x: &v 0.1.0\nconnector:\n  version: *v\n  name: a\n"]
)
def test_what_an_edit_cannot_reach_stays(text: str) -> None:
    """An alias for the connector is told, and nothing is written; one for the version alone is replaced."""
    edited = with_version(text, False, yaml.safe_load(text), "1.0.0")
    assert edited.unreachable == (("connector",) if "connector: *a" in text else ())
    assert (edited.text == text) is bool(edited.unreachable)
