"""YAML text into values by the YAML 1.2 core schema.

They are built from the events of PyYAML's C parser. Its own loader is not used: it
follows YAML 1.1 (`on`, `NO` and dates would not stay text), gives keys that are not
text (`200`), expands without a bound, and is several times slower.

Building is a loop with a stack of open containers, so no input exhausts Python's stack.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from aos_gen.diagnostics import Pointer
from aos_gen.source_json import MAX_DEPTH, Parsed, Position, Problem, too_deep

MAX_ALIASED = 10_000_000
"""How many nodes may be reached through aliases: real documents need thousands."""

# Without libyaml the pure Python parser gives the same events, some thirty times slower.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CONSTANTS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{f"{sign}{word}": float(f"{sign}inf") for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")},
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_NUMERIC_START = frozenset("-+.0123456789")
# Python refuses to convert more digits than this; such a "number" stays text.
_INTEGER = re.compile(r"[-+]?[0-9]{1,4000}")
_PREFIXED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_TAG = "tag:yaml.org,2002:"


def plain_value(text: str) -> Any:
    """The value of an unquoted scalar by the core schema."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMERIC_START:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text) if len(text) <= 4000 else text
    return int(text, 0) if _PREFIXED.fullmatch(text) else text


def _scalar_value(event: ScalarEvent) -> Any:
    text: str = event.value
    if event.implicit[0] and not event.style:
        return plain_value(text)
    if event.tag is None or event.tag == _TAG + "str":
        return text
    if event.tag.startswith(_TAG):
        value = plain_value(text)
        return float(value) if event.tag == _TAG + "float" and type(value) is int else value
    # An application's own tag says nothing to us: read the scalar as if it were not there.
    return text if event.style else plain_value(text)


class _Anchor:
    """What an anchor names; `open` until its container ends. A scalar keeps its text, to be a key."""

    __slots__ = ("height", "open", "size", "text", "value")

    def __init__(self, value: Any, text: str | None = None) -> None:
        self.value, self.text = value, text
        self.size, self.height, self.open = 1, 0, text is None


class _Open:
    """A container that has begun: its size counts nodes with aliases followed, its height levels below."""

    __slots__ = ("anchor", "height", "key", "merges", "merging", "size", "value")

    def __init__(self, value: Any, anchor: _Anchor | None) -> None:
        self.value, self.anchor = value, anchor
        self.key: str | None = None
        self.merging = False
        self.merges: list[Any] = []
        self.size, self.height = 1, 1


def parse(text: str) -> Parsed | Problem:
    """Read YAML text; never raises for bad text."""
    loader = Loader("")
    try:
        loader = Loader(text)
        return _build(loader)
    except yaml.YAMLError as error:
        return _syntax_problem(error, text)
    finally:
        loader.dispose()


def _build(loader: Any) -> Parsed | Problem:
    next_event = loader.get_event
    stack: list[_Open] = []
    anchors: dict[str, _Anchor] = {}
    duplicates: list[Pointer] = []
    top: _Open | None = None
    root: Any = None
    documents = aliased = 0
    while True:
        event = next_event()
        kind = type(event)
        size, height = 1, 0
        if kind is ScalarEvent:
            if top is not None and top.key is None and type(top.value) is dict:
                merging = event.value == "<<" and event.implicit[0]
                if event.anchor:
                    anchors[event.anchor] = _Anchor(_scalar_value(event), event.value)
                _begin_key(top, event.value, merging, stack, duplicates)
                continue
            value = _scalar_value(event)
            if event.anchor:
                anchors[event.anchor] = _Anchor(value, event.value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if top is not None and top.key is None and type(top.value) is dict:
                return _complex_key(event)
            if len(stack) == MAX_DEPTH:
                return too_deep(position_of(event.start_mark))
            value = {} if kind is MappingStartEvent else []
            anchor = _Anchor(value) if event.anchor else None
            if anchor is not None:
                anchors[event.anchor] = anchor
            top = _Open(value, anchor)
            stack.append(top)
            continue
        elif (kind is MappingEndEvent or kind is SequenceEndEvent) and top is not None:
            _merge(top)
            value, size, height = top.value, top.size, top.height
            if top.anchor is not None:
                top.anchor.size, top.anchor.height, top.anchor.open = size, height, False
            stack.pop()
            top = stack[-1] if stack else None
        elif kind is AliasEvent:
            found = anchors.get(event.anchor)
            problem = _alias_problem(event, found, len(stack))
            if problem is not None or found is None:
                return problem or _complex_key(event)
            if top is not None and top.key is None and type(top.value) is dict:
                if found.text is None:
                    return _complex_key(event)
                _begin_key(top, found.text, False, stack, duplicates)
                continue
            value, size, height = found.value, found.size, found.height
            aliased += size
            if aliased > MAX_ALIASED:
                return Problem(
                    "yaml-alias-bomb",
                    f"the aliases of this file stand for more than {MAX_ALIASED:,} values",
                    position_of(event.start_mark),
                    "write the repeated parts as components and refer to them with $ref",
                )
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                return Problem(
                    "yaml-multiple-documents",
                    "the file holds more than one YAML document",
                    position_of(event.start_mark),
                    "keep one document in a file: remove the text from this '---' on",
                )
            continue
        elif kind is StreamEndEvent:
            return Parsed(root, tuple(duplicates))
        else:
            continue
        if top is None:
            root = value
            continue
        top.size += size
        top.height = max(top.height, height + 1)
        if top.key is None:
            top.value.append(value)
        else:
            if top.merging and _is_mergeable(value):
                top.merges.append(value)
            else:
                top.value[top.key] = value
            top.key = None


def _begin_key(top: _Open, key: str, merging: bool, stack: list[_Open], duplicates: list[Pointer]) -> None:
    if key in top.value:
        parents = (len(o.value) if o.key is None else o.key for o in stack[:-1])
        duplicates.append((*parents, key))
    top.key, top.merging = key, merging


def _is_mergeable(value: Any) -> bool:
    """Whether `<<` is a merge key here: with any other value it is an ordinary key."""
    return isinstance(value, dict) or (
        isinstance(value, list) and all(isinstance(one, dict) for one in value)
    )


def _merge(top: _Open) -> None:
    """Add what `<<` brings: explicit keys win, then the earlier mapping."""
    for merged in top.merges:
        for mapping in merged if isinstance(merged, list) else (merged,):
            for key, value in mapping.items():
                top.value.setdefault(key, value)


def _alias_problem(event: AliasEvent, found: _Anchor | None, depth: int) -> Problem | None:
    position = position_of(event.start_mark)
    if found is None:
        message = f"the alias '*{event.anchor}' has no anchor '&{event.anchor}' before it"
        return Problem("yaml-syntax", message, position, "put quotes round a value that starts with '*'")
    if found.open:
        message = f"the alias '*{event.anchor}' stands inside the value that it names"
        hint = "write the recursion as a schema under components and refer to it with $ref"
        return Problem("yaml-recursive-alias", message, position, hint)
    return too_deep(position) if depth + found.height > MAX_DEPTH else None


def _complex_key(event: Any) -> Problem:
    return Problem(
        "yaml-complex-key",
        "a key is itself a mapping or a list",
        position_of(event.start_mark),
        "put quotes round a value such as '{{ name }}' that is meant as text",
    )


def position_of(mark: Any) -> Position:
    """Line and column of a mark of the parser's, counted from 1."""
    return Position(mark.line + 1, mark.column + 1)


def _syntax_problem(error: yaml.YAMLError, text: str) -> Problem:
    begun = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or begun
    if mark is not None:
        problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
        if context and begun is not None and begun.line != mark.line:
            context += f" that begins in line {begun.line + 1}"
        message = "the YAML is not valid: " + ", ".join(filter(None, (problem, context)))
        hint = _syntax_hint(problem, context, text[mark.index : mark.index + 1])
        return Problem("yaml-syntax", message, position_of(mark), hint)
    code = getattr(error, "character", None)
    if isinstance(code, int):
        offset = max(text.find(chr(code)), 0)
        line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
        message = f"the YAML holds the character U+{code:04X}, which YAML does not allow"
        hint = "remove it, or escape it in double quotes"
        return Problem("yaml-syntax", message, Position(line, column), hint)
    return Problem("yaml-syntax", "the YAML is not valid")


# What the parser says, or what it was reading, and what to do about it; the first that matches counts.
_SYNTAX_HINTS = (
    ("mapping values are not allowed", "put the value in quotes"),
    ("quoted scalar", "close the quote where the text ends"),
    ("flow mapping", "close the bracket '{' with '}', or put a comma between two entries"),
    ("flow sequence", "close the bracket '[' with ']', or put a comma between two entries"),
    ("block mapping", "begin each key in the same column as the keys before it"),
    ("block collection", "begin each entry with '- ' in the same column as the entries before it"),
    ("could not find expected ':'", "write a colon and a space after the key"),
)


def _syntax_hint(problem: str, context: str, character: str) -> str | None:
    if character == "\t":
        return "indent with spaces: YAML does not allow a tab here"
    if character in ("@", "`", "%"):
        return "put the value in quotes"
    return next((hint for words, hint in _SYNTAX_HINTS if words in f"{problem}, {context}"), None)
