"""The policy models become a JSON Schema, so that an editor completes and checks `aos-policy.yaml`.

The committed copy is `policy.schema.json`; `policy.load` is the judge, as for maps (`mapping.schema`).
"""

from __future__ import annotations

import json
from typing import Any

from aos_gen.mapping.model import Policy

SCHEMA_ID = "https://argentos.ai/schemas/aos-gen/policy-1.json"


def policy_schema() -> dict[str, Any]:
    """The schema of a policy file, in JSON Schema 2020-12."""
    schema = Policy.model_json_schema(by_alias=True)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "aos-gen policy file",
    }
    schema["$defs"] = dict(sorted(schema["$defs"].items()))
    return head | {key: value for key, value in schema.items() if key not in head}


def schema_text() -> str:
    """The schema as it is committed: definitions sorted, properties in the order of the models."""
    return json.dumps(policy_schema(), indent=2, ensure_ascii=False) + "\n"
