"""The published schema of a policy: committed as it is made, and of one mind with the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped,unused-ignore]  # untyped in some releases
from pydantic import ValidationError

from aos_gen.mapping.model import Policy
from aos_gen.policy.schema import policy_schema, schema_text

ROOT = Path(__file__).parents[3]
REPAIR = """write it again:
python -c 'from aos_gen.policy.schema import schema_text as t; print(t(), end="")' > policy.schema.json"""


def test_committed_schema_is_current() -> None:
    """The file at the root is what the models say today."""
    assert (ROOT / "policy.schema.json").read_text(encoding="utf-8") == schema_text(), REPAIR


GIVEN: dict[str, tuple[Any, bool]] = {
    "nothing": ({}, True),
    "everything": (
        {
            "least_modes": {"1": "readonly", "2": "write", "3": "full", "4": "admin"},
            "approval_tiers": [3, 4],
            "forbidden": [{"tag": "Billing", "reason": "people only"}, {"method": "DELETE", "reason": "no"}],
            "allowed_hosts": ["api.acme.com", "*.acme.com", "localhost:8080"],
            "max_commands": 40,
        },
        True,
    ),
    "a tier that is none": ({"least_modes": {"5": "admin"}}, False),
    "a mode that is none": ({"least_modes": {"4": "root"}}, False),
    "a tier to approve that is none": ({"approval_tiers": [0]}, False),
    "no reason": ({"forbidden": [{"tag": "Billing"}]}, False),
    "an address for a host": ({"allowed_hosts": ["https://api.acme.com"]}, False),
    "a star within": ({"allowed_hosts": ["api.*.com"]}, False),
    "no commands at all": ({"max_commands": 0}, False),
    "unknown key": ({"max_command": 40}, False),
}


@pytest.mark.parametrize(("data", "fine"), GIVEN.values(), ids=GIVEN.keys())
def test_schema_and_model_take_the_same(data: Any, fine: bool) -> None:
    """An editor and aos-gen agree."""
    assert Draft202012Validator(policy_schema()).is_valid(data) is fine
    if fine:
        Policy.model_validate(data)
    else:
        with pytest.raises(ValidationError):
            Policy.model_validate(data)
