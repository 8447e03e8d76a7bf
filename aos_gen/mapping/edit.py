"""The text of a map with another `approval` in some of its commands, and every other byte as it is.

A text that is read, changed and written again by a library comes out with other spaces and line breaks:
here the new entries are put between the characters that are there. The result is parsed again, and
holds what it held, and what was put in; a text where that cannot be is given back untouched, with the
commands that cannot be written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aos_gen import source_json, source_yaml
from aos_gen.mapping import write
from aos_gen.mapping.spans import Member, Span, Spans, json_spans, yaml_spans

KEY = "approval"
_BREAK = re.compile(r"\r\n|\n|\r")

Edit = tuple[int, int, str]
"""From, to, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The new text, or the commands that no edit can reach: aliases, and what merge keys bring."""

    text: str
    unreachable: tuple[str, ...] = ()


def with_approvals(text: str, is_json: bool, data: Any, approvals: Mapping[str, Mapping[str, Any]]) -> Edited:
    """`text`, which holds `data`, with these approvals by command."""
    spans = json_spans(text) if is_json else yaml_spans(text)
    commands = spans.root.member("commands")
    edits: list[Edit] = []
    unreachable: list[str] = []
    for key, approval in approvals.items():
        member = None if commands is None else commands.value.member(key)
        if member is None or not member.value.members:
            unreachable.append(key)
        elif is_json:
            edits.append(_json_edit(text, member, approval))
        elif member.value.flow:
            edits.append(_flow_edit(member.value, approval))
        else:
            edits.append(_block_edit(text, spans, member.value, approval))
    if unreachable:
        return Edited(text, tuple(unreachable))
    pieces, at = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[at:start], new]
        at = end
    result = "".join([*pieces, text[at:]])
    parsed = source_json.parse(result) if is_json else source_yaml.parse(result)
    if not isinstance(parsed, source_json.Parsed) or parsed.data != _expected(data, approvals):
        return Edited(text, tuple(approvals))
    return Edited(result)


def _expected(data: Any, approvals: Mapping[str, Mapping[str, Any]]) -> Any:
    commands = dict(data["commands"])
    for key, approval in approvals.items():
        commands[key] = commands[key] | {KEY: _filled(approval)}
    return data | {"commands": commands}


def _filled(value: Any) -> Any:
    """What is written of an approval: nothing of what is empty."""
    if not isinstance(value, Mapping):
        return value
    return {key: filled for key, one in value.items() if (filled := _filled(one))}


def _block_edit(text: str, spans: Spans, command: Span, approval: Mapping[str, Any]) -> Edit:
    assert command.members  # with_approvals has looked
    first = command.members[0]
    indent = first.start - _line_start(text, first.start)
    newline = found[0] if (found := _BREAK.search(text)) else "\n"
    old = command.member(KEY)
    if old is None:
        lines = [f"{' ' * indent}{KEY}:", *write.block(_filled(approval), indent + 2)]
        at = command.end
        if at > _line_start(text, at):
            found = _BREAK.search(text, at)
            if found is None:
                return len(text), len(text), newline + newline.join(lines)
            at = found.end()
        return at, at, newline.join(lines) + newline
    # The value goes, and with it the lines that it fills; the comments on them stay.
    value, end = old.value, _line_end(text, old.value.end)
    if value.flow:
        head = f"{text[old.start : old.end]}:{text[value.end : end].rstrip()}"
        comments = spans.comments(text, old.end, value.end)
    else:
        head_end = _line_end(text, old.end)
        head = text[old.start : head_end].rstrip()
        comments = spans.comments(text, head_end, end)
    lines = [head, *(f"{' ' * (indent + 2)}{comment}" for comment in comments)]
    return old.start, end, newline.join([*lines, *write.block(_filled(approval), indent + 2)])


def _flow_edit(command: Span, approval: Mapping[str, Any]) -> Edit:
    assert command.members  # with_approvals has looked
    new = write.flow(_filled(approval))
    old = command.member(KEY)
    if old is not None:
        return old.value.start, old.value.end, new
    end = max(command.members[-1].value.end, command.members[-1].end)
    return end, end, f", {KEY}: {new}"


def _json_edit(text: str, member: Member, approval: Mapping[str, Any]) -> Edit:
    command = member.value
    assert command.members  # with_approvals has looked
    first, last = command.members[0], command.members[-1]
    between = text[command.start + 1 : first.start]
    newline = found[0] if (found := _BREAK.search(between)) else ""
    if newline:
        indent = _indent(text, first.start)
        unit = indent.removeprefix(_indent(text, member.start)) or "  "
        new = json.dumps(_filled(approval), indent=unit).replace("\n", newline + indent)
    else:
        indent, new = between, json.dumps(_filled(approval))
    old = command.member(KEY)
    if old is not None:
        return old.value.start, old.value.end, new
    gap = newline + indent if newline else " "
    return last.value.end, last.value.end, f",{gap}{json.dumps(KEY)}: {new}"


def _indent(text: str, offset: int) -> str:
    line = text[_line_start(text, offset) : offset]
    return line[: len(line) - len(line.lstrip())]


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _line_end(text: str, offset: int) -> int:
    found = _BREAK.search(text, offset)
    return found.start() if found else len(text)
