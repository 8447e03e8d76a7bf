"""Hostile text at every kind of place of the example vendors' documents and maps, through the command line.

Each run poisons all places of one kind (`key of properties`, `enum in a list`, ...). It must end with a
connector that is sound, or a refusal; what it prints, a terminal must not obey. All vendors and five texts
for each kind: `POSITIONS_ALL=1 python -m pytest -n2 tests/hostile/test_positions.py`.
"""

from __future__ import annotations

import ast
import json
import os
import tomllib
import zlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders import ROOT
from click.testing import CliRunner
from markdown_it import MarkdownIt
from payloads import PAYLOADS, TERMINAL, TROJAN, WORDS, kind, places, poisoned

from aos_gen import source_json, source_yaml
from aos_gen.cli import cli

ALL = "POSITIONS_ALL" in os.environ
VENDORS = {
    "harbor": "openapi.yaml",
    "ferry": "swagger.yaml",
    "tally": "openapi.json",
    "atelier": "openapi.yaml",
}
ROUNDS = 5 if ALL else 1


def files_of(vendor: str) -> dict[str, Any]:
    """The document, its parts and its map, as data."""
    found = {}
    for path in sorted((ROOT / "specs" / vendor).rglob("*")):
        if path.suffix in (".yaml", ".json"):
            parsed = (source_json if path.suffix == ".json" else source_yaml).parse(path.read_text("utf-8"))
            assert isinstance(parsed, source_json.Parsed)
            found[str(path.relative_to(ROOT / "specs" / vendor))] = parsed.data
    return found


def cases() -> list[tuple[str, str, str, int]]:
    """Vendor, file, kind of place, and the number of a round."""
    found = []
    for vendor in VENDORS if ALL else ("harbor",):
        for name, data in files_of(vendor).items():
            kinds = dict.fromkeys(kind(place) for place in places(data))
            found += [(vendor, name, one, n) for one in kinds for n in range(ROUNDS)]
    # Fuzzing found this one: a media type of the map stood raw in a table of the README.
    found_once = [("atelier", "map.yaml", "media_type", 1)]
    return found if ALL else [*found[::6], *found_once]


def write(folder: Path, files: dict[str, Any]) -> None:
    """The files as JSON, which YAML is too; half a character stays half a one."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(data), "utf-8")


def payload(vendor: str, name: str, one: str, number: int) -> str:
    """Another text for each case, the same in every run."""
    return PAYLOADS[(zlib.crc32(f"{vendor} {name} {one}".encode()) + 7 * number) % len(PAYLOADS)]


def call(folder: Path, *words: str) -> Any:
    """A command of aos-gen, whose output is held to what a terminal may see."""
    result = CliRunner().invoke(cli, list(words), catch_exceptions=False)
    assert result.exit_code in (0, 1, 3), result.output[-2000:]
    shown = set(result.stdout + result.stderr)
    assert not shown & TERMINAL, (words[0], shown & TERMINAL)
    assert not shown & TROJAN, (words[0], shown & TROJAN)
    return result


def blocks(text: str) -> list[str]:
    """The structure of a Markdown text: what its blocks are, and every link, image and piece of HTML."""
    found = []
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    for token in parser.parse(text):
        found.append(token.type)
        inner = token.children or []
        found += [one.type for one in inner if one.type in ("link_open", "image", "html_inline")]
    return found


def check_tree(root: Path) -> dict[str, str]:
    """Every file is what its name says, and shows nothing hidden; the texts by their paths."""
    texts = {
        str(path.relative_to(root)): path.read_text("utf-8") for path in root.rglob("*") if path.is_file()
    }
    for name, text in texts.items():
        assert not set(text) & (TERMINAL | TROJAN), name
        if name.endswith(".py"):
            compile(text, name, "exec")
        elif name.endswith((".json", ".lock")):
            json.loads(text)
        elif name.endswith(".toml"):
            assert set(tomllib.loads(text)) <= {"build-system", "project", "tool"}, name
        elif name.endswith(".md"):
            assert not {"html_inline", "html_block", "image"} & set(blocks(text)), name
    return texts


@pytest.mark.parametrize(("vendor", "name", "one", "number"), cases())
def test_a_kind_of_place(
    vendor: str, name: str, one: str, number: int, tmp_path: Path, monkeypatch: Any
) -> None:
    """Sound or refused, and nothing printed that a terminal obeys, by any command."""
    files = files_of(vendor)
    bad = payload(vendor, name, one, number)
    chosen = {place for place in places(files[name]) if kind(place) == one}
    files[name] = poisoned(files[name], chosen, lambda old: old + bad)
    folder = tmp_path / "in"
    write(folder, files)
    monkeypatch.chdir(folder)
    spec = ("--spec", VENDORS[vendor])
    done = call(folder, "generate", *spec, "--map", "map.yaml", "--out", "../out")
    assert {path.name for path in tmp_path.iterdir()} <= {"in", "out"}
    if done.exit_code == 0:
        check_tree(tmp_path / "out")
    elif done.exit_code == 3:
        assert "error[" in done.stderr
    for words in (("check", "--map", "map.yaml"), ("operations",), ("show", "--map", "map.yaml"), ("lint",)):
        if words[0] != "lint" or ALL:
            call(folder, *words[:1], *spec, *words[1:])
    check_draft(folder, spec)


def check_draft(folder: Path, spec: tuple[str, ...]) -> None:
    """A draft is YAML as PyYAML reads it too, without anchors, aliases, tags, and with keys of a map only."""
    drafted = call(folder, "draft", *spec, "--name", "acme", "--out", "drafted.yaml")
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


def outline(text: str) -> str:
    """A syntax tree without its constants."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


@pytest.mark.parametrize("number", range(len(PAYLOADS) if ALL else 4))
@pytest.mark.parametrize("vendor", VENDORS)
def test_prose_changes_texts_only(vendor: str, number: int, tmp_path: Path, monkeypatch: Any) -> None:
    """Benign and hostile prose give the same code, and a README of the same blocks and links."""
    trees = []
    for label, bad in (("benign", "words"), ("hostile", PAYLOADS[(number * 17) % len(PAYLOADS)])):
        files = files_of(vendor)
        for name in files:
            if name != "map.yaml":
                chosen = {p for p in places(files[name]) if p[-1] in WORDS and "<key>" not in p}
                files[name] = poisoned(files[name], chosen, lambda old, bad=bad: f"Said {bad} so")
        write(tmp_path / label, files)
        monkeypatch.chdir(tmp_path / label)
        done = call(
            tmp_path, "generate", "--spec", VENDORS[vendor], "--map", "map.yaml", "--out", f"../{label}-out"
        )
        assert done.exit_code == 0, done.stderr
        trees.append(check_tree(tmp_path / f"{label}-out"))
    benign, hostile = trees
    assert set(benign) == set(hostile)
    for name, text in benign.items():
        if name.endswith(".py"):
            assert outline(text) == outline(hostile[name]), name
        elif name.endswith(".md"):
            assert blocks(text) == blocks(hostile[name]), name
