"""The mapping models become a JSON Schema, so that an editor completes and checks `map.yaml`.

The committed copy is `map.schema.json`, and a test says how to write it again. The schema is
a convenience: `mapping.load` is the judge, and its messages are the better ones.
"""

from __future__ import annotations

import json
from typing import Any

from aos_gen.mapping.model import Mapping

SCHEMA_ID = "https://argentos.ai/schemas/aos-gen/map-1.json"


def mapping_schema() -> dict[str, Any]:
    """The schema of a mapping file, in JSON Schema 2020-12."""
    schema = Mapping.model_json_schema(by_alias=True)
    # Pydantic says what a good command id leads to, but not that there are no others.
    schema["properties"]["commands"]["additionalProperties"] = False
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "aos-gen mapping file",
    }
    schema["$defs"] = dict(sorted(schema["$defs"].items()))
    return head | {key: value for key, value in schema.items() if key not in head}


def schema_text() -> str:
    """The schema as it is committed.

    Definitions are sorted; properties keep the order of the models, because editors offer
    them in that order.
    """
    return json.dumps(mapping_schema(), indent=2, ensure_ascii=False) + "\n"
