"""A plan to the connector's JSON documents: manifest, permissions, test cases."""

from __future__ import annotations

import json
import re
from typing import Any

from aos_gen.plan.model import ConnectorPlan, FieldPlan, Mode, SampleRequest

BUILTIN = ("capabilities", "config.show", "doctor", "health")


def dump(data: Any) -> bytes:
    """JSON as people read and merge it: indented, UTF-8 escapes, one newline at the end."""
    return (json.dumps(data, indent=2, ensure_ascii=True, allow_nan=False) + "\n").encode("ascii")


def manifest(plan: ConnectorPlan) -> dict[str, Any]:
    """connector.json (CONTRACT.md, 5)."""
    resources = sorted({command.resource for command in plan.commands} | {e.resource for e in plan.events})
    content: dict[str, Any] = _without_other_keys(
        {
            "tool": plan.tool,
            "backend": plan.backend,
            "manifest_schema_version": "1.0.0",
            "connector": {
                "label": plan.label,
                "description": plan.description,
                "category": plan.category,
                "categories": list(plan.categories),
                "resources": resources,
            },
            "auth": {
                "kind": plan.auth.kind,
                "required": bool(plan.auth.service_keys),
                "service_keys": list(plan.auth.service_keys),
                "interactive_setup": list(plan.auth.setup),
            },
            "commands": [
                {
                    "id": command.id,
                    "summary": command.summary,
                    "required_mode": command.mode.value,
                    "supports_json": True,
                    "resource": command.resource,
                    "action_class": command.action.value,
                    "risk_tier": int(command.risk),
                }
                for command in plan.commands
            ],
            "events": [
                {"id": e.id, "resource": e.resource, "summary": e.summary, "delivery": e.delivery}
                for e in plan.events
            ],
            "scope": {
                "scaffold_only": False,
                "live_backend_available": True,
                "live_read_available": True,
                "write_bridge_available": any(c.mode is not Mode.READONLY for c in plan.commands),
                "worker_visible_actions": [command.id for command in plan.commands],
                "fields": [_field(field) for field in plan.fields],
                "pickerHints": {
                    picker.id: {
                        "kind": picker.id,
                        "resource": picker.resource,
                        "source_command": picker.source_command,
                        "source_fields": list(picker.source_fields),
                    }
                    for picker in plan.pickers
                },
            },
        },
        frozenset(plan.auth.service_keys),
    )
    return content


_KEY_WORD = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:KEY|TOKEN|ID|SECRET|EMAIL|URL)\b")
_PROSE = frozenset({"label", "description", "summary", "placeholder", "interactive_setup"})


def _without_other_keys(data: Any, keys: frozenset[str], prose: bool = False) -> Any:
    """Capital words in prose that the host would take for a credential it must ask for, with spaces."""
    if isinstance(data, dict):
        return {k: _without_other_keys(v, keys, k in _PROSE) for k, v in data.items()}
    if isinstance(data, list):
        return [_without_other_keys(one, keys, prose) for one in data]
    if prose and isinstance(data, str):
        return _KEY_WORD.sub(lambda m: m[0] if m[0] in keys else m[0].replace("_", " "), data)
    return data


def _field(field: FieldPlan) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": field.id,
        "label": field.label,
        "type": field.type,
        "renderAs": field.render_as,
        "required": field.required,
        "applies_to": list(field.applies_to),
        "description": field.description,
        "placeholder": field.placeholder,
        "expressionEnabled": True,
    }
    if field.default is not None:
        record["default"] = field.default
    if field.options:
        record["options"] = [{"value": value, "label": value} for value in field.options]
    if field.rows is not None:
        record["rows"] = field.rows
    if field.picker is not None:
        record["pickerHint"] = field.picker
    return record


def permissions(plan: ConnectorPlan) -> dict[str, Any]:
    """permissions.json: the map that people read and the one that the host reads, equal."""
    modes = dict.fromkeys(BUILTIN, Mode.READONLY.value) | {c.id: c.mode.value for c in plan.commands}
    modes = dict(sorted(modes.items()))
    return {"tool": plan.tool, "backend": plan.backend, "commands": modes, "permissions": modes}


def cases(plan: ConnectorPlan) -> dict[str, Any]:
    """tests/cases.json: for every command its mode, its requests, an answer and the data it becomes."""
    return {
        command.id: {
            "function": command.function,
            "mode": command.mode.value,
            "action": command.action.value,
            "method": command.method,
            "required": _request(command.sample.required),
            "full": _request(command.sample.full),
            "needs": [o.option for o in command.options if o.asked],
            "accept": command.answer.media_type,
            "content_type": command.body.media_type if command.body is not None else None,
            "schemes": list(command.schemes),
            "answer": command.sample.answer,
            "data": command.sample.data,
        }
        for command in plan.commands
    }


def _request(request: SampleRequest) -> dict[str, Any]:
    return {
        "words": list(request.words),
        "arguments": request.arguments,
        "path": request.path,
        "query": [list(pair) for pair in request.query],
        "headers": {name: value for name, value in request.headers},
        "body": request.body,
    }
