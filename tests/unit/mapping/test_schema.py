"""The published schema: committed as it is made, and of one mind with the models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped,unused-ignore]  # untyped in some releases
from pydantic import ValidationError

from aos_gen.mapping.model import Mapping
from aos_gen.mapping.schema import mapping_schema, schema_text

ROOT = Path(__file__).parents[3]
MAPS = sorted(ROOT.glob("specs/*/map.yaml"))


REPAIR = """write it again:
python -c 'from aos_gen.mapping.schema import schema_text as t; print(t(), end="")' > map.schema.json"""


def test_committed_schema_is_current() -> None:
    committed = (ROOT / "map.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(), REPAIR


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(mapping_schema())


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.parent.name)
def test_maps_are_valid(path: Path) -> None:
    data: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(mapping_schema()).iter_errors(data)] == []


CONNECTOR: dict[str, Any] = {"name": "a", "label": "A", "description": "A"}
COMMAND: dict[str, Any] = {"operation": "o", "mode": "readonly", "risk": 1}

WRONG: dict[str, dict[str, Any]] = {
    "no version": {"connector": CONNECTOR, "commands": {}},
    "unknown key": {"version": 1, "connector": CONNECTOR, "commands": {}, "extra": 1},
    "command id": {"version": 1, "connector": CONNECTOR, "commands": {"A b": COMMAND}},
    "mode": {"version": 1, "connector": CONNECTOR, "commands": {"a": COMMAND | {"mode": "x"}}},
    "list": {"version": 1, "connector": CONNECTOR, "commands": {"a": COMMAND | {"list": True}}},
    "alias": {"version": 1, "connector": CONNECTOR, "commands": {}, "auth": {"A": {"in_": "header"}}},
}


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG.keys())
def test_schema_and_models_refuse_the_same(data: dict[str, Any]) -> None:
    assert not Draft202012Validator(mapping_schema()).is_valid(data)
    with pytest.raises(ValidationError):
        Mapping.model_validate(data)
