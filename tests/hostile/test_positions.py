"""Hostile text at every kind of place of the example vendors' documents and maps, through the command line.

Each run poisons all places of one kind (`key of properties`, `enum in a list`, ...). It must end with a
connector that is sound, or a refusal; what it prints, a terminal must not obey. A dozen, drawn by
`HOSTILE_SEED`. All vendors and five texts for each kind: `make hostile`.
"""

from __future__ import annotations

import os
import random
import zlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from payloads import PAYLOADS, TERMINAL, TROJAN, kind, places, poisoned
from rendered import VENDORS, call, check_tree, files_of, write

Case = tuple[str, str, str, int]

ALL = "HOSTILE" in os.environ
ROUNDS = 5 if ALL else 1
SEED = int(os.environ.get("HOSTILE_SEED", "7"))


def cases() -> list[Case]:
    """Vendor, file, kind of place, and the number of a round."""
    found = []
    for vendor in VENDORS if ALL else ("harbor",):
        for name, data in files_of(vendor).items():
            kinds = dict.fromkeys(kind(place) for place in places(data))
            found += [(vendor, name, one, n) for one in kinds for n in range(ROUNDS)]
    # Fuzzing found this one: a media type of the map stood raw in a table of the README.
    found_once = [("atelier", "map.yaml", "media_type", 1)]
    return found if ALL else [*sample(found, 12), *found_once]


def sample(found: list[Case], count: int) -> list[Case]:
    """So many of them, the same for a seed, in their order."""
    chosen = set(random.Random(SEED).sample(range(len(found)), count))
    return [one for index, one in enumerate(found) if index in chosen]


def payload(vendor: str, name: str, one: str, number: int) -> str:
    """Another text for each case, the same in every run."""
    return PAYLOADS[(zlib.crc32(f"{vendor} {name} {one}".encode()) + 7 * number) % len(PAYLOADS)]


@pytest.mark.parametrize(("vendor", "name", "one", "number"), cases())
def test_a_kind_of_place(
    vendor: str, name: str, one: str, number: int, tmp_path: Path, monkeypatch: Any, counted: Any
) -> None:
    """Sound or refused, and nothing printed that a terminal obeys, by any command."""
    files = files_of(vendor)
    bad = payload(vendor, name, one, number)
    chosen = {place for place in places(files[name]) if kind(place) == one}
    files[name] = poisoned(files[name], chosen, lambda old: old + bad)
    counted("places", len(chosen))
    folder = tmp_path / "in"
    write(folder, files)
    monkeypatch.chdir(folder)
    spec = ("--spec", VENDORS[vendor])
    done = call("generate", *spec, "--map", "map.yaml", "--out", "../out")
    assert {path.name for path in tmp_path.iterdir()} <= {"in", "out"}
    if done.exit_code == 0:
        check_tree(tmp_path / "out")
    elif done.exit_code == 3:
        assert "error[" in done.stderr
    for words in (("check", "--map", "map.yaml"), ("operations",), ("show", "--map", "map.yaml"), ("lint",)):
        if words[0] != "lint" or ALL:
            call(*words[:1], *spec, *words[1:])
    check_draft(folder, spec)


def check_draft(folder: Path, spec: tuple[str, ...]) -> None:
    """A draft is YAML as PyYAML reads it too, without anchors, aliases, tags, and with keys of a map only."""
    drafted = call("draft", *spec, "--name", "acme", "--out", "drafted.yaml")
    if drafted.exit_code == 0 and (folder / "drafted.yaml").exists():
        text = (folder / "drafted.yaml").read_text("utf-8")
        assert not set(text) & (TERMINAL | TROJAN)
        for event in yaml.parse(text, yaml.SafeLoader):
            assert getattr(event, "anchor", None) is None, event
        known = {
            "version",
            "connector",
            "server",
            "auth",
            "commands",
            "exclude",
            "headers",
            "health",
            "policy",
        }
        assert set(yaml.safe_load(text)) <= known
