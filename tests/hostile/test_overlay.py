"""Hostile texts in every string of an overlay: it is applied or refused, and nothing it says is obeyed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from payloads import PAYLOADS
from rendered import VENDORS, Texts, call, check_same_shape, check_tree, files_of, write

ALL = "HOSTILE" in os.environ
NUMBERS = range(len(PAYLOADS)) if ALL else range(3, len(PAYLOADS), 25)
NAMED = ("--spec", VENDORS["tally"], "--map", "map.yaml", "--overlay", "overlay.yaml")
SOUND = "$.paths[*][*]"


def overlay(text: str, target: str = SOUND, key: str = "description", more: str = "") -> dict[str, Any]:
    """One action, and a text wherever it takes one."""
    action = {"target": target, "description": text, "update": {key: text}}
    return {
        "overlay": f"1.0.0{more}",
        "info": {"title": text, "version": text},
        "extends": "./openapi.json",
        "actions": [action],
    }


@pytest.mark.parametrize("number", NUMBERS)
def test_an_overlay_of_hostile_texts(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counted: Callable[[str, int], None]
) -> None:
    """As its target, a key, its version: refused or without effect. As prose: the same tree."""
    bad = PAYLOADS[number]
    write(tmp_path, files_of("tally"))
    monkeypatch.chdir(tmp_path)
    for one in (
        overlay(bad, target=bad),
        overlay(bad, target=f"$.paths['{bad}']"),
        overlay(bad, target=f"$..[?search(@.description, '{bad}')]"),
        overlay(bad, key=bad),
        overlay(bad, more=bad),
        {**overlay(bad), bad: bad},
    ):
        write(tmp_path, {"overlay.yaml": one})
        done = call("generate", *NAMED, "--dry-run")
        assert "Traceback" not in done.output
        counted("overlays", 1)
    trees: list[Texts] = []
    for text in ("so it is", f"so {bad} it is"):
        write(tmp_path, {"overlay.yaml": overlay(text)})
        call("approve", "--all", "--by", "Ada", *NAMED)
        done = call("generate", *NAMED, "--out", f"out{len(trees)}")
        assert done.exit_code == 0, done.stderr
        trees.append(check_tree(tmp_path / f"out{len(trees)}"))
    check_same_shape(*trees)
