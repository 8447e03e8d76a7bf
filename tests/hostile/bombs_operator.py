"""Bombs in the operator's own files: the map and the overlay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bomb_parts import MAP, Data, answered, document, table, write
from bombs_text import laughs


def map_of_laughs(folder: Path) -> None:
    """A map that is an alias bomb."""
    laughs(folder)
    (folder / "openapi.yaml").rename(folder / "map.yaml")
    write(folder, document())


def map_of_patterns(folder: Path) -> None:
    """A map with a hundred thousand mistakes."""
    write(folder, document())
    wrong = {f"thing.x{n}": {"operation": f"GET /x{n}", "mode": "readonly", "risk": 1} for n in range(3000)}
    write(folder, {**MAP, "commands": wrong}, "map.yaml")


def deep_map(folder: Path) -> None:
    """A map of a hundred thousand levels."""
    write(folder, document())
    write(folder, "version: 1\nx: " + "[" * 100_000, "map.yaml")


def overlay(folder: Path, *targets: str, update: Any = None, data: Data | None = None) -> None:
    """A document and an overlay with these targets."""
    write(folder, data or document())
    actions = [{"target": one, "update": {"x": 1} if update is None else update} for one in targets]
    info = {"title": "x", "version": "1"}
    write(folder, {"overlay": "1.0.0", "info": info, "actions": actions}, "overlay.yaml")


def overlay_of_descents(folder: Path) -> None:
    """Descent upon descent: n^k places for k of them."""
    schema: Any = {"type": "string"}
    for n in range(60):
        schema = {"type": "object", "properties": {f"a{n}": schema, f"b{n}": {"type": "string"}}}
    overlay(folder, *("$" + "..*" * k for k in range(1, 9)), data=answered(schema))


def overlay_of_filters(folder: Path) -> None:
    """Filters in filters, and patterns that take for ever."""
    word = "a" * 40 + "!"
    overlay(
        folder,
        "$..[?@..[?@..[?@..[?@..x]]]]",
        "$..*[?search(@, '(a+)+$')]",
        "$..*[?match(@, '(a|a)*')]",
        "$..*[?match(@, '((a*)*)*b')]",
        "$" + "[?@.a" * 300 + "]" * 300,
        "$" + ".a" * 100_000,
        "$[" + ",".join(["*"] * 3000) + "]..*",
        data=document(**{"x-word": [word] * 3000}),
    )


def overlay_that_grows(folder: Path) -> None:
    """Each action doubles what the next one doubles."""
    big = {"x": {f"k{n}": {"a": 1} for n in range(10)}}
    overlay(folder, *["$..x.*"] * 30, update=big, data=document(x={"a": {}, "b": {}}))


def overlay_that_deepens(folder: Path) -> None:
    """Each action puts four hundred levels below the last one."""
    value: Any = {"end": {}}
    for _ in range(400):
        value = {"a": value}
    steps = ".a" * 400 + ".end"
    overlay(folder, *["$.x" + steps * n for n in range(12)], update=value, data=document(x={}))


BOMBS = table(
    map_of_laughs,
    map_of_patterns,
    deep_map,
    overlay_of_descents,
    overlay_of_filters,
    overlay_that_grows,
    overlay_that_deepens,
)
