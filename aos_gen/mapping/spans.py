"""The text of a map into spans: where each key and value begins and ends.

It is what an edit needs that may change nothing else: the offsets of values, and the comments between
them. YAML is walked by the parser's events, JSON by the standard library's scanner.
"""

from __future__ import annotations

import bisect
import json
import re
from dataclasses import dataclass, field

from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from aos_gen import source_yaml

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.MULTILINE)
_SPACE = re.compile(r"[ \t\r\n]*")
_JSON = json.JSONDecoder(strict=False)


@dataclass(slots=True)
class Span:
    """A value from `start` to `end`, which is behind its last character."""

    start: int
    end: int
    flow: bool = True
    """Whether it stands in brackets, or is no container at all."""
    members: list[Member] | None = None
    """Of a mapping that is written out here (and is no alias)."""

    def member(self, key: str) -> Member | None:
        """The last member of that key, which is the one that counts."""
        return next((one for one in reversed(self.members or ()) if one.key == key), None)


@dataclass(slots=True)
class Member:
    """A key, and the value behind it."""

    key: str
    start: int
    end: int
    """Of the key."""
    value: Span


@dataclass(slots=True)
class Spans:
    """The root of a text, and its tokens, between which nothing but comments and marks stands."""

    root: Span
    tokens: list[tuple[int, int]] = field(default_factory=list)

    def comments(self, text: str, start: int, end: int) -> list[str]:
        """The comments that begin between two offsets, in order."""
        first = bisect.bisect_left(self.tokens, (start, start))
        found: list[str] = []
        at = start
        for token in [*self.tokens[first:], (end, end)]:
            found += _COMMENT.findall(text[max(at - 1, 0) : min(token[0], end)]) if token[0] > at else []
            at = max(at, token[1])
            if at >= end:
                break
        return found


def yaml_spans(text: str) -> Spans:
    """The spans of a text that `source_yaml.parse` accepted."""
    loader = source_yaml.Loader(text)
    spans = Spans(Span(0, 0))
    stack: list[tuple[Span, list[tuple[str, int, int] | None]]] = []
    last = 0
    try:
        while True:
            event = loader.get_event()
            kind = type(event)
            if kind is StreamEndEvent:
                return spans
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                span = stack.pop()[0]
                if span.flow:
                    last = event.end_mark.index
                    spans.tokens.append((event.start_mark.index, last))
                span.end = max(span.start, last)
                continue
            if kind not in (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent):
                continue
            span = Span(event.start_mark.index, event.end_mark.index)
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                span.flow = bool(event.flow_style)
                span.members = [] if kind is MappingStartEvent else None
            if span.flow and span.end > span.start:
                last = span.end
                spans.tokens.append((span.start, last))
            if not stack:
                spans.root = span
            else:
                holder, pending = stack[-1]
                if holder.members is not None and pending[0] is None:
                    pending[0] = (str(getattr(event, "value", "")), span.start, span.end)
                    continue
                if holder.members is not None and pending[0] is not None:
                    holder.members.append(Member(*pending[0], span))
                    pending[0] = None
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append((span, [None]))
    finally:
        loader.dispose()


def json_spans(text: str, wanted: tuple[str, ...] = ("commands",), deep: int = 2) -> Spans:
    """The spans of a JSON text: of the root, of `wanted` in it, and `deep` levels below."""
    start = _space(text, 0)
    return Spans(_json_span(text, start, _JSON.raw_decode(text, start)[1], wanted, deep))


def _json_span(text: str, start: int, end: int, wanted: tuple[str, ...], deep: int) -> Span:
    span = Span(start, end)
    if text[start] != "{":
        return span
    span.members = []
    offset = _space(text, start + 1)
    while text[offset] != "}":
        key_at = offset
        key, key_end = _JSON.raw_decode(text, offset)
        value_at = _space(text, _space(text, key_end) + 1)
        _, value_end = _JSON.raw_decode(text, value_at)
        value = Span(value_at, value_end)
        if wanted[:1] == (key,):
            value = _json_span(text, value_at, value_end, wanted[1:], deep)
        elif not wanted and deep:
            value = _json_span(text, value_at, value_end, (), deep - 1)
        span.members.append(Member(key, key_at, key_end, value))
        offset = _space(text, value_end)
        offset = _space(text, offset + 1) if text[offset] == "," else offset
    return span


def _space(text: str, offset: int) -> int:
    found = _SPACE.match(text, offset)
    return found.end() if found else offset
