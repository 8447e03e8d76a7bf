"""A regular expression to the shortest plain text that it matches, for examples.

The pattern is a vendor's: it is taken apart, never run against long text. What it may hold
and we cannot follow (look-around, back references) gives None.
"""

from __future__ import annotations

import re
from re import _constants as op  # type: ignore[attr-defined]  # the parser has no public name
from re import _parser  # type: ignore[attr-defined]  # the parser has no public name
from typing import Any

LONGEST_PATTERN = 500
LONGEST_TEXT = 300
PREFERRED = "aA0b1-_ ./:@"
CATEGORIES = {
    op.CATEGORY_DIGIT: "0",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_NOT_WORD: "-",
}


class _Unknown(Exception):
    """Something in the pattern that this module does not follow."""


def text_for(pattern: str, least: int = 0) -> str | None:
    """A text of at least `least` characters that `pattern` (ECMA 262, searched for) matches."""
    if len(pattern) > LONGEST_PATTERN:
        return None
    try:
        parsed = _parser.parse(pattern)
        text = _sequence(parsed, 0)
        if len(text) < least:
            text = _sequence(parsed, least - len(text))
    except (re.error, _Unknown, OverflowError, RecursionError):
        return None
    # Half a character can be in a pattern, and in no request.
    whole = not any("\ud800" <= character <= "\udfff" for character in text)
    return text if whole and least <= len(text) <= LONGEST_TEXT else None


def _sequence(items: Any, more: int) -> str:
    """The text of items in a row; the first open-ended repetition takes `more` characters in addition."""
    parts: list[str] = []
    for kind, value in items:
        if more and kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[1] > value[0]:
            parts.append(_repeat(value, more))
            more = 0
        else:
            parts.append(_one(kind, value))
        if sum(map(len, parts)) > LONGEST_TEXT:
            raise _Unknown
    return "".join(parts)


def _one(kind: Any, value: Any) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if kind is op.ANY:
        return "a"
    if kind is op.IN:
        return _member(value)
    if kind is op.AT:
        return ""
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        return _repeat(value, 0)
    if kind is op.SUBPATTERN:
        return _sequence(value[3], 0)
    if kind is op.BRANCH:
        return min((_sequence(branch, 0) for branch in value[1]), key=lambda text: (not text, len(text)))
    raise _Unknown


def _repeat(value: Any, more: int) -> str:
    low, high, item = value
    one: str = _sequence(item, 0)
    # An item that may be left out stands once: `[a-z]*` says more as "a" than as nothing.
    times = max(low, 1 if low == 0 and len(one) == 1 and high >= 1 else low)
    if more and one:
        times = min(int(high), low + -(-more // len(one)))
    if times * len(one) > LONGEST_TEXT:
        raise _Unknown
    return one * int(times)


def _member(members: Any) -> str:
    """A character of a set: a familiar one where it is in the set."""
    negated = members[0][0] is op.NEGATE
    listed = members[1:] if negated else members
    for character in PREFERRED:
        if _holds(listed, character) != negated:
            return character
    if negated:
        raise _Unknown
    kind, value = listed[0]
    if kind is op.CATEGORY:
        return str(CATEGORIES[value])
    return chr(value if kind is op.LITERAL else value[0])


def _holds(members: Any, character: str) -> bool:
    code = ord(character)
    for kind, value in members:
        if kind is op.LITERAL and value == code:
            return True
        if kind is op.RANGE and value[0] <= code <= value[1]:
            return True
        if kind is op.CATEGORY and value in CATEGORIES and _in_category(value, character):
            return True
    return False


def _in_category(category: Any, character: str) -> bool:
    tests = {
        op.CATEGORY_DIGIT: character.isdigit(),
        op.CATEGORY_SPACE: character.isspace(),
        op.CATEGORY_WORD: character.isalnum() or character == "_",
        op.CATEGORY_NOT_DIGIT: not character.isdigit(),
        op.CATEGORY_NOT_SPACE: not character.isspace(),
        op.CATEGORY_NOT_WORD: not (character.isalnum() or character == "_"),
    }
    return tests[category]
