"""One operation and its proposal to lines of the map: a command, an undecided line, an exclusion."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aos_gen.diagnostics import Diagnostic
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation, find_all
from aos_gen.draft.text import comment, flow, scalar, wrapped
from aos_gen.plan import prose
from aos_gen.proposal.risk import Proposal

# How a line of the map looks that nobody has decided about yet.
UNDECIDED = re.compile(r"\s*#\s*undecided:\s+(?P<id>[a-z0-9_.-]+):\s+(?P<entry>\{.*)")
_REASON = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """An operation with all that the map says of it."""

    operation: Operation
    reference: str
    """The operationId or `GET /path`; "" where no map can name it."""
    id: str
    proposal: Proposal
    lists: tuple[tuple[str, str], ...] = ()
    refused: tuple[Diagnostic, ...] = ()

    @property
    def group(self) -> str:
        """What it stands with: its first tag, else its id's first word."""
        tag = next((shown for tag in self.operation.tags if (shown := prose.plain(tag))), "")
        return tag or self.id.partition(".")[0]


def reference(document: Document, operation: Operation) -> str:
    """How a map names the operation: by its operationId where that is its own, else by method and path."""
    for name in (operation.operation_id, operation.key):
        plain = name is not None and name == name.strip() and name.isprintable()
        if name is not None and plain and find_all(document, name) == [operation]:
            return name
    return ""


def command_lines(entry: Entry) -> list[str]:
    """The command as it stands below `commands:`, each proposal with its reason."""
    found = entry.proposal
    title = entry.operation.summary or prose.sentence(entry.operation.description)
    called = "" if entry.reference == entry.operation.key else f"  {comment(entry.operation.key)}"
    lines = [f"  {entry.id}:"]
    if prose.plain(title):
        lines.append(comment(title, 4))
    lines.append(f"    operation: {scalar(entry.reference)}{called}")
    lines += wrapped(f"{found.reason} [{found.rule}]", 4)
    if found.note:
        lines += wrapped(found.note, 4)
    lines += [f"    mode: {found.mode.value}", f"    risk: {found.risk}"]
    if entry.lists:
        lines.append(f"    list: {flow(**dict(entry.lists))}")
    return lines


def undecided_line(entry: Entry) -> str:
    """The whole command in one comment: without `# undecided: ` in front of it, it is decided."""
    found = entry.proposal
    what = flow(operation=entry.reference, mode=found.mode.value, risk=found.risk)
    reason = prose.clip(f"{found.reason} [{found.rule}]", _REASON)
    return f"  # undecided: {entry.id}: {what}  # {reason}"


def exclusion_line(entry: Entry) -> str:
    """An exclusion that says what stands in the way."""
    first = entry.refused[0]
    reason = prose.clip(prose.line(f"{first.code}: {first.message}"), 200)
    return f"  - {flow(operation=entry.reference, reason=reason)}"
