"""The places that a trail names are there, in the connectors that the examples make."""

from __future__ import annotations

import ast
import json

import pytest
from builders import ROOT

from aos_gen.commands.show import Filters, show
from aos_gen.render.places import generated_places

GENERATED = ROOT / "generated" / "tools" / "aos"


def functions(tree: ast.AST) -> set[str]:
    return {node.name for node in ast.iter_child_nodes(tree) if isinstance(node, ast.FunctionDef)}


def holds(text: str, what: str) -> bool:
    """Whether a file's text has the function, the method or the entry."""
    if what.startswith("def "):
        return what.removeprefix("def ") in functions(ast.parse(text))
    if what.startswith("Client."):
        classes = [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
        return what.removeprefix("Client.") in functions(classes[0])
    data, (section, _, key) = json.loads(text), what.removesuffix("]").partition("[")
    data = data[section] if section else data
    if key.startswith("id="):
        return key.removeprefix("id=") in {one["id"] for one in data}
    return key in data


@pytest.mark.parametrize("vendor", ["harbor", "tally", "atelier"])
def test_generated_places(vendor: str) -> None:
    """Each file has what is said of it, for every command."""
    spec = next((ROOT / "specs" / vendor).glob("openapi.*"))
    found = show(str(spec), str(ROOT / "specs" / vendor / "map.yaml"), Filters())
    assert found.total > 5
    for one in found.commands:
        places = generated_places(vendor, one.plan)
        assert len({place.file for place in places}) == 6
        for place in places:
            text = (GENERATED / f"aos-{vendor}" / place.file).read_text("utf-8")
            assert holds(text, place.holds), place
            assert not holds(
                text, place.holds.replace(one.plan.function, "none").replace(one.plan.id, "none")
            )
