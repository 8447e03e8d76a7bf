"""A schema's validation words become the checks of an option, where they can be relied on."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.inputs.checks import CHECKED
from aos_gen.plan.model import Checks

from . import world
from .world import parameter


def checks(schema: Any, **members: Any) -> Checks:
    (option,) = world.planned_one(
        world.answering(parameters=[parameter("p", schema=schema, **members)])
    ).options
    return option.checks


def text(**words: Any) -> dict[str, Any]:
    return {"type": "string", **words}


def number(**words: Any) -> dict[str, Any]:
    return {"type": "number", **words}


WORDS: dict[str, tuple[dict[str, Any], Checks]] = {
    "nothing": (text(), Checks()),
    "lengths": (text(minLength=2, maxLength=5), Checks(shortest=2, longest=5)),
    "a length that an option given has anyway": (text(minLength=1), Checks()),
    "a longest of nothing": (text(maxLength=0), Checks(longest=0)),
    "lengths that are none": (text(minLength=-2, maxLength=2.5), Checks()),
    "a whole length with a point": (text(maxLength=5.0), Checks(longest=5)),
    "a pattern": (text(pattern="^[a-z]+$"), Checks(pattern="^[a-z]+$")),
    "a format that is not checked": (text(format="hostname"), Checks()),
    "bounds": (number(minimum=1, maximum=9), Checks(least=1, most=9)),
    "exclusive bounds of 3.1": (number(exclusiveMinimum=0, exclusiveMaximum=1), Checks(above=0, below=1)),
    "exclusive bounds of 3.0": (
        number(minimum=0, exclusiveMinimum=True, maximum=1, exclusiveMaximum=True),
        Checks(above=0, below=1),
    ),
    "bounds that are not exclusive in 3.0": (
        number(minimum=0, exclusiveMinimum=False),
        Checks(least=0),
    ),
    "a step": (number(multipleOf=0.5), Checks(step=0.5)),
    "a step of one": (number(multipleOf=1), Checks()),
    "a step that is none": (number(multipleOf=0), Checks()),
    "a negative step": (number(multipleOf=-2), Checks()),
    "numbers": (number(enum=[1, 2.5]), Checks(values=(1, 2.5))),
    "numbers beside null": ({"type": ["integer", "null"], "enum": [1, 2, None]}, Checks(values=(1, 2))),
    "numbers beside something else": (number(enum=[1, "a"]), Checks()),
    "bounds of no number": (text(minimum=1), Checks()),
    "lengths of no text": (number(minLength=2), Checks()),
    "a format that its length leaves no text": (
        text(format="uuid", minLength=24, maxLength=24),
        Checks(shortest=24, longest=24),
    ),
    "a format that its pattern leaves no text": (
        text(format="date", pattern="^[0-9]{8}$"),
        Checks(pattern="^[0-9]{8}$"),
    ),
    "texts of a list that are not empty": ({"type": "array", "items": text(minLength=1)}, Checks(shortest=1)),
    "a list": (
        {"type": "array", "items": text(), "minItems": 1, "maxItems": 3, "uniqueItems": True},
        Checks(fewest_items=1, most_items=3, unique=True),
    ),
    "a list's items": (
        {"type": "array", "items": number(minimum=1), "maxItems": 3},
        Checks(least=1, most_items=3, fewest_items=None),
    ),
    "a list's words are not its items'": (
        {"type": "array", "items": text(), "maxLength": 3},
        Checks(),
    ),
    "a boolean": ({"type": "boolean", "pattern": "^t"}, Checks()),
}


@pytest.mark.parametrize(("schema", "wanted"), WORDS.values(), ids=WORDS.keys())
def test_words(schema: dict[str, Any], wanted: Checks) -> None:
    """Each word of JSON Schema is a check, of the value or of each item of a list."""
    assert checks(schema) == wanted


@pytest.mark.parametrize("format_", sorted(CHECKED))
def test_formats(format_: str) -> None:
    """These formats are checked before a request."""
    assert checks(text(format=format_)).format == format_


PATTERNS = {
    "plain": ("^[A-Z]{2}[0-9]{1,8}$", True),
    "a character class of ECMA": (r"^\d+\w*$", True),
    "anything in it": ("a.b", True),
    "a property of Unicode": (r"^\p{L}+$", False),
    "a control letter": (r"^\cA$", False),
    "what comes again": (r"^([a-z])\1$", False),
    "a named group": ("^(?<year>[0-9]{4})$", False),
    "a group that repeats": ("^(a+)+$", False),
    "a group that repeats without end": ("^([a-z]+){2,}$", False),
    "two open ends": ("^[a-z]*-[a-z]+$", True),
    "three open ends": ("^[a-z]*-[a-z]+-[a-z]{2,}$", False),
    "no regular expression": ("^[", False),
    "what only ECMA reads": (r"^[^]$", False),
    "a line break": ("^a\n$", False),
    "very long": ("a" * 301, False),
    "nothing": ("", False),
}


@pytest.mark.parametrize(("pattern", "kept"), PATTERNS.values(), ids=PATTERNS.keys())
def test_patterns(pattern: str, kept: bool) -> None:
    """A pattern is checked where Python reads it as ECMA does, in bounded time, and dropped elsewhere."""
    assert checks(text(pattern=pattern)).pattern == (pattern if kept else "")


BROKEN: dict[str, tuple[dict[str, Any], Any, Checks]] = {
    "a pattern": (text(pattern="^[a-z]$", maxLength=9), "A-1", Checks(longest=9)),
    "a format": (text(format="date"), "tomorrow", Checks()),
    "a shortest length": (text(minLength=5, maxLength=9, pattern="^a"), "abc", Checks(pattern="^a")),
    "a longest length": (text(minLength=2, maxLength=3), "abcd", Checks()),
    "by one of a list": (
        {"type": "array", "items": text(pattern="^[a-z]$")},
        ["a", "B"],
        Checks(),
    ),
    "nothing": (text(pattern="^[a-z]$"), "a", Checks(pattern="^[a-z]$")),
    "by a number, which says nothing": (text(pattern="^[a-z]$"), 7, Checks(pattern="^[a-z]$")),
    "by a long text, which nobody tries": (
        text(pattern="^[a-z]$"),
        "x" * 81,
        Checks(pattern="^[a-z]$"),
    ),
}


@pytest.mark.parametrize(("schema", "example", "wanted"), BROKEN.values(), ids=BROKEN.keys())
def test_what_the_vendors_own_examples_break(schema: dict[str, Any], example: Any, wanted: Checks) -> None:
    """A word that an example of the same vendor breaks is not relied on."""
    assert checks(schema, example=example) == wanted
    assert checks({**schema, "default": example}) == wanted


SLOW = {
    "a flag that hides a repeated group": "(?x)^(a|a) *$",
    "bounded repetitions in a row": "^" + "a{0,999}" * 5 + "b$",
    "three open ends": "a*a*a*b",
    "what comes again, by number": r"^(a*)(a*)\2\1\2\1\2x$",
    "what comes again, by name": "^(?P<a>a*)(?P=a)x$",
    "alternatives in a row": "^" + "(a|aa)" * 40 + "$",
}


@pytest.mark.parametrize("pattern", SLOW.values(), ids=SLOW.keys())
def test_a_pattern_that_could_take_long_is_left_out(pattern: str) -> None:
    """A vendor's pattern never keeps a caller, or us, waiting."""
    assert checks(text(pattern=pattern, example="a" * 60)).pattern == ""


ODD_ENCODINGS: dict[str, Any] = {
    "a word": {"contentType": "xml"},
    "a number": 5,
    "a style": {"contentType": "deep"},
}


@pytest.mark.parametrize("encoding", ODD_ENCODINGS.values(), ids=ODD_ENCODINGS.keys())
def test_an_encoding_that_is_none_is_passed_over(encoding: Any) -> None:
    """What is no media type says nothing of how a member travels."""
    content = {
        "schema": {"type": "object", "properties": {"t": {"type": "string"}}},
        "encoding": {"t": encoding},
    }
    operation = world.answering(requestBody={"content": {"multipart/form-data": content}})
    body = world.planned_one(operation).body
    assert body is not None
    assert body.styles == ()
