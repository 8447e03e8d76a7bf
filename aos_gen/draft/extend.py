"""What is new in a document to lines between those of a map that stands: nothing of it is changed.

Only whole comment lines are inserted, so every byte of the operator's stays, and so does its order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from aos_gen.draft.entry import UNDECIDED, Entry, undecided_line


@dataclass(frozen=True, slots=True)
class Noted:
    """An undecided line of a map: its id, and the operation that it names."""

    id: str
    operation: str
    line: int


def noted(text: str) -> list[Noted]:
    """The undecided lines of a map."""
    found: list[Noted] = []
    for number, line in enumerate(_lines(text)):
        match = UNDECIDED.match(line.rstrip("\r\n"))
        if match is None:
            continue
        try:
            entry = yaml.load(match["entry"], Loader=yaml.BaseLoader)
        except yaml.YAMLError:
            continue
        if isinstance(entry, dict) and isinstance(entry.get("operation"), str):
            found.append(Noted(match["id"], entry["operation"], number))
    return found


def extended(text: str, new: Sequence[Entry], groups: Mapping[str, str]) -> str:
    """The text with a line for each new entry, behind the last one of its group.

    `groups` are those of what the map holds: of commands and of undecided lines, by their ids.
    """
    lines = _lines(text)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    places = _places(text) | {one.id: one.line for one in noted(text)}
    last: dict[str, int] = {}
    for one, place in places.items():
        for name in (groups.get(one, ""), one.partition(".")[0]):
            last[name] = max(last.get(name, -1), place)
    end = max(places.values(), default=len(lines) - 1)
    added: dict[int, list[str]] = {}
    for entry in new:
        behind = last.get(entry.group, last.get(entry.id.partition(".")[0], end))
        added.setdefault(behind, []).append(undecided_line(entry))
    result: list[str] = []
    for number, line in enumerate(lines):
        result.append(line)
        if number in added:
            if not line.endswith("\n"):
                result.append(ending)
            result += [one + ending for one in added[number]]
    return "".join(result)


def _lines(text: str) -> list[str]:
    """The lines as YAML counts them, each with its end."""
    return re.findall(
        r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+$", text
    )


def _places(text: str) -> dict[str, int]:
    """The last line of each command."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:  # Our own reader takes more: then the end of the file is the place.
        return {}
    if not isinstance(root, yaml.MappingNode):
        return {}
    section = next((value for key, value in root.value if key.value == "commands"), None)
    if not isinstance(section, yaml.MappingNode):
        return {}
    if section.flow_style:
        end = _last_line(section)
        return {key.value: end for key, _ in section.value}
    return {key.value: max(key.end_mark.line, _last_line(value)) for key, value in section.value}


def _last_line(node: yaml.Node) -> int:
    """The last line that a value stands on; a block ends with its last member, not with what follows it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        parts = [part for item in node.value for part in (item if isinstance(item, tuple) else (item,))]
        return max(_last_line(part) for part in parts)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return max(node.start_mark.line, node.end_mark.line - 1)
    return int(node.end_mark.line)
