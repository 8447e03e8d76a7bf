"""A plan to the connector's JSON documents: manifest, permissions, test cases."""

from __future__ import annotations

import json
import re
from typing import Any

from aos_gen.plan.model import (
    AnswerKind,
    BodyKind,
    CommandPlan,
    ConnectorPlan,
    EventPlan,
    FieldPlan,
    Mode,
    OwnCommandPlan,
    SampleReply,
    SampleRequest,
)

BUILTIN = ("capabilities", "config.show", "doctor", "health")


def dump(data: Any) -> bytes:
    """JSON as people read and merge it: indented, UTF-8 escapes, one newline at the end."""
    return (json.dumps(data, indent=2, ensure_ascii=True, allow_nan=False) + "\n").encode("ascii")


def manifest(plan: ConnectorPlan) -> dict[str, Any]:
    """connector.json (CONTRACT.md, 5)."""
    resources = sorted(
        {command.resource for command in plan.all_commands} | {e.resource for e in plan.events}
    )
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
                "required": bool(plan.auth.service_keys or plan.auth.required_one_of),
                "service_keys": list(plan.auth.service_keys),
                "required_one_of": [list(way) for way in plan.auth.required_one_of],
                "optional_service_keys": list(plan.auth.optional_service_keys),
                "interactive_setup": list(plan.auth.setup),
            },
            "commands": [_command(command) for command in plan.all_commands],
            "events": [_event(event) for event in plan.events],
            "scope": {
                "scaffold_only": False,
                "live_backend_available": True,
                "live_read_available": True,
                "write_bridge_available": any(c.mode is not Mode.READONLY for c in plan.all_commands),
                "worker_visible_actions": [command.id for command in plan.all_commands],
                "fields": _fields(plan),
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
        frozenset(variable for credential in plan.auth.credentials for variable in credential.env),
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


def _command(command: CommandPlan | OwnCommandPlan) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": command.id,
        "summary": command.summary,
        "required_mode": command.mode.value,
        "supports_json": True,
        "resource": command.resource,
        "action_class": command.action.value,
        "risk_tier": int(command.risk),
    }
    if isinstance(command, OwnCommandPlan):
        return record
    # What the map decides for every caller: a reviewer and the host see it without reading code.
    always = {one.api_name: one.value for one in command.fixed}
    always |= {one.api_name: one.template for one in command.composed}
    return {**record, "always": always} if always else record


def _event(event: EventPlan) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": event.id,
        "resource": event.resource,
        "summary": event.summary,
        "delivery": event.delivery,
    }
    return {**record, "fields": [_field(field) for field in event.fields]} if event.fields else record


def _fields(plan: ConnectorPlan) -> list[dict[str, Any]]:
    """The canvas fields; those of a group stand inside it, as its children."""
    found = [_field(field) for field in plan.fields if not field.group]
    groups: dict[str, list[FieldPlan]] = {}
    for field in plan.fields:
        if field.group:
            groups.setdefault(field.group, []).append(field)
    for name, children in sorted(groups.items()):
        found.append(
            {
                "id": name,
                "label": "More options",
                "type": "options_group",
                "renderAs": "text",
                "required": False,
                "applies_to": sorted({command for child in children for command in child.applies_to}),
                "description": "What the vendor does not ask for.",
                "placeholder": "",
                "expressionEnabled": False,
                "children": [_field(child) for child in children],
            }
        )
    return found


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
    # A choice that the host would take for a credential's name is left to the command line.
    shown = [value for value in field.options if not _KEY_WORD.search(value)]
    if shown:
        record["options"] = [{"value": value, "label": value} for value in shown]
    if field.rows is not None:
        record["rows"] = field.rows
    if field.picker is not None:
        record["pickerHint"] = field.picker
    if field.show_when is not None:
        record["showWhen"] = {"field": field.show_when.field, "equals": field.show_when.equals}
    return record


def permissions(plan: ConnectorPlan) -> dict[str, Any]:
    """permissions.json: the map that people read and the one that the host reads, equal."""
    modes = dict.fromkeys(BUILTIN, Mode.READONLY.value) | {c.id: c.mode.value for c in plan.all_commands}
    modes = dict(sorted(modes.items()))
    return {"tool": plan.tool, "backend": plan.backend, "commands": modes, "permissions": modes}


def cases(plan: ConnectorPlan) -> dict[str, Any]:
    """tests/cases.json: for every command its mode, its requests, a reply and the data it becomes."""
    mapped = {command.id: _case(command) for command in plan.commands}
    return {**mapped, **{command.id: _own_case(command) for command in plan.own_commands}}


def _own_case(command: OwnCommandPlan) -> dict[str, Any]:
    """What is known of a command of extensions.py: not what it sends."""
    return {
        "own": True,
        "function": command.function,
        "mode": command.mode.value,
        "action": command.action.value,
        "risk": int(command.risk),
        "needs": [option.option for option in command.options if option.required],
        "options": [option.option for option in command.options],
    }


def _case(command: CommandPlan) -> dict[str, Any]:
    sample, body = command.sample, command.body
    page = sample.page
    return {
        "function": command.function,
        "mode": command.mode.value,
        "action": command.action.value,
        "risk": int(command.risk),
        "method": command.method,
        "required": _request(sample.required),
        "full": _request(sample.full),
        "needs": [o.option for o in command.options if o.asked],
        "accept": command.answer.media_type,
        "reading": command.answer.reading.value,
        "content_type": body.media_type if body is not None else None,
        "body_kind": _BODY_KINDS[body.kind] if body is not None else None,
        "files": dict(sample.files),
        "schemes": [list(way) for way in command.schemes],
        "server": command.server,
        "reply": _reply(sample.reply),
        "listed": command.answer.kind is AnswerKind.LIST,
        "answer": sample.answer,
        "data": sample.data,
        "pages": (
            None
            if page is None
            else {
                "reply": _reply(page.reply),
                "first": page.first,
                "next": page.next,
                "arguments": page.arguments,
            }
        ),
    }


_BODY_KINDS = {
    BodyKind.JSON: "json",
    BodyKind.FORM: "form",
    BodyKind.MULTIPART: "multipart",
    BodyKind.RAW: "raw",
    BodyKind.TEXT: "raw",
}


def _reply(reply: SampleReply) -> dict[str, Any]:
    return {"status": reply.status, "headers": dict(reply.headers), "text": reply.text}


def _request(request: SampleRequest) -> dict[str, Any]:
    return {
        "words": list(request.words),
        "arguments": request.arguments,
        "path": request.path,
        "query": [list(pair) for pair in request.query],
        "headers": dict(request.headers),
        "cookies": [list(pair) for pair in request.cookies],
        "body": request.body,
        "next": request.next,
    }
