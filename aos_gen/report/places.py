"""Where the map and the document say what a finding is about; for what is gone, the map's file."""

from __future__ import annotations

from dataclasses import replace

from aos_gen.diagnostics import Location
from aos_gen.plan.build import Met
from aos_gen.plan.commands import Built
from aos_gen.report.finding import Finding

_KEYS = {"mode": ("mode",), "risk": ("risk",), "action": ("action",), "approval": ("approval",)}
"""Keys of a command's entry, by the first word of a subject."""
_SECTIONS = {
    "version": ("connector", "version"),
    "label": ("connector", "label"),
    "description": ("connector", "description"),
    "category": ("connector", "category"),
    "categories": ("connector", "categories"),
    "host": ("server",),
    "allowed_hosts": ("server", "allow"),
    "policy": ("policy",),
    "base_url": ("server",),
    "environments": ("environments",),
    "headers": ("headers",),
    "auth": ("auth",),
    "credential": ("auth",),
    "probe": ("health",),
}
"""Where a map speaks of the connector, by the same; a section that it lacks is its nearest parent."""


def placed(finding: Finding, met: Met, map_file: str) -> Finding:
    """The finding with its places."""
    if finding.command:
        built = met.commands.get(finding.command)
        if built is None:
            return replace(finding, in_map=Location(map_file))
        return _of_command(finding, built, map_file)
    if finding.rule.startswith("operation-"):
        operation = next((one for one in met.document.operations if one.key == finding.subject), None)
        at = operation.node.location if operation is not None else None
        return replace(finding, in_map=Location(map_file), in_document=at)
    first = finding.subject.replace(".", " ").split(" ")[0].rstrip(":")
    return replace(finding, in_map=Location(map_file, _SECTIONS.get(first, ())))


def _of_command(finding: Finding, built: Built, map_file: str) -> Finding:
    at = in_map = Location(map_file, ("commands", finding.command))
    in_document = built.operation.node.location
    first = finding.subject.split(".")[0]
    if finding.member:
        fate = next((one for one in built.reasons.fates if one.api_name == finding.member), None)
        if fate is not None and fate.decided is not None and fate.decided.file == map_file:
            in_map = fate.decided
        if fate is not None and fate.written.file != map_file:
            in_document = fate.written
    elif first in _KEYS:
        in_map = at.child(*_KEYS[first])
    else:
        reasons = {"answer": built.reasons.answer, "pages": built.reasons.pages, "body": built.reasons.body}
        reason = reasons.get(first)
        if reason is not None and reason.at is not None and reason.at.file == map_file:
            in_map = reason.at
        elif reason is not None and reason.at is not None:
            in_document = reason.at
    return replace(finding, in_map=in_map, in_document=in_document)
