"""Answers to the map's `list` settings, where they don't show by themselves which key identifies an item."""

from __future__ import annotations

from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.mapping.model import CommandMapping
from aos_gen.plan.model import AnswerKind, Mode
from aos_gen.plan.responses.answers import read_answer

# Keys that identify an item where it has no `id`, and keys that name it for people.
_KEYS = ("gid", "sid", "uuid", "guid", "key", "_id", "number", "slug", "code", "uri", "name", "email")
_LABELS = (
    "name",
    "title",
    "subject",
    "display_name",
    "displayName",
    "label",
    "full_name",
    "summary",
    "email",
)


def list_settings(document: Document, operation: Operation, report: Report) -> dict[str, str]:
    """What `list` needs to say of the operation's answer; nothing where all of it is found anyway."""
    if operation.method not in ("GET", "POST", "QUERY"):
        return {}
    mapped = CommandMapping(operation="-", mode=Mode.READONLY, risk=1)
    answer = read_answer(document, operation, mapped, Location("map.yaml"), report)
    if answer.plan.kind is not AnswerKind.LIST or answer.item is None:
        return {}
    keys = answer.item.properties
    settings: dict[str, str] = {}
    if keys and "id" not in keys:
        own = [key for key in keys if key.endswith(("Id", "ID", "_id"))]
        key = next((key for key in (*_KEYS[:6], *own, *_KEYS[6:]) if key in keys), "")
        if key:
            settings["id"] = key
    label = next((key for key in _LABELS if key in keys), "")
    if label:
        settings["label"] = label
    return settings
