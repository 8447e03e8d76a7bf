"""The text of an option to a value: choices, truth, numbers, formats, JSON.

A text that cannot be read raises ValueError, and the error says what is allowed.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

from . import strict

TRUE = ("true", "1", "yes", "on")
FALSE = ("false", "0", "no", "off")
LONGEST_LIST = 30
LONGEST_SHOWN = 60


class Null:
    """The kind of `NULL`."""

    def __repr__(self) -> str:
        return "NULL"


# "Send null", as opposed to None: "not given". JSON cannot write it, so it is never sent by accident.
NULL = Null()


def shown(word: str) -> str:
    """A text as messages quote it, cut where it is long."""
    return repr(word if len(word) <= LONGEST_SHOWN else word[:LONGEST_SHOWN] + "...")


def plain(number: float) -> str:
    """A number without an idle fraction: 1 for 1.0."""
    return str(int(number) if isinstance(number, float) and number.is_integer() else number)


def one_of(values: Sequence[Any]) -> str:
    """`one of a, b, c`, cut where the list is long."""
    more = f" and {len(values) - LONGEST_LIST} more" if len(values) > LONGEST_LIST else ""
    return f"one of {', '.join(str(value) for value in values[:LONGEST_LIST])}{more}"


def choose(word: str, values: Sequence[str]) -> str:
    """`word` if it is one of `values`, whatever its case."""
    if word in values:
        return word
    matching = [value for value in values if value.lower() == word.lower()]
    if len(matching) == 1:
        return matching[0]
    import difflib

    near = difflib.get_close_matches(word, values, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise ValueError(f"must be {one_of(values)}; not {shown(word)}{hint}")


def boolean(word: str) -> bool:
    """`true` or `false`, as people and programs write them."""
    if word.lower() in TRUE:
        return True
    if word.lower() in FALSE:
        return False
    raise ValueError(f"must be true or false, not {shown(word)}")


def is_multiple(number: float, step: float) -> bool:
    """Whether `number` is a multiple of `step`, as far as floats can say: 0.3 is one of 0.1."""
    if isinstance(number, int) and isinstance(step, int):
        return number % step == 0
    try:
        off = abs(math.remainder(number, step))
    except OverflowError:  # An integer beyond every float is the vendor's to judge.
        return True
    return off <= 2 * sys.float_info.epsilon * abs(number)


def is_date(text: str) -> bool:
    """`2024-01-31`, and a day that the calendar has."""
    from datetime import date

    try:
        return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and date.fromisoformat(text))
    except ValueError:
        return False


def is_date_time(text: str) -> bool:
    """RFC 3339, with a blank for T, and without seconds or offset where the caller leaves them out."""
    found = re.fullmatch(
        r"(.{10})[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?"
        r"(?:[Zz]|[+-]([0-9]{2}):?([0-9]{2}))?",
        text,
    )
    if found is None or not is_date(found[1]):
        return False
    most = (23, 59, 60, 23, 59)  # 60 is a leap second.
    return all(int(part or 0) <= bound for part, bound in zip(found.groups()[1:], most))


# What each format is called, an example of it, and whether a text has it. Others are not checked.
FORMATS: dict[str, tuple[str, str, Callable[[str], object]]] = {
    "date": ("a date", "2024-01-31", is_date),
    "date-time": ("a date and time", "2024-01-31T09:30:00Z", is_date_time),
    "uuid": (
        "a UUID",
        "123e4567-e89b-12d3-a456-426614174000",
        re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE).fullmatch,
    ),
    "email": ("an e-mail address", "name@example.com", re.compile(r"[^@\s]+@[^@\s]+").fullmatch),
    "uri": (
        "a URI with its scheme",
        "https://example.com/",
        re.compile(r"[a-z][a-z0-9+.-]*:\S.*", re.IGNORECASE | re.DOTALL).fullmatch,
    ),
}


def decode(text: str, types: Sequence[str] = (), *, nullable: bool = False) -> Any:
    """JSON text as a value of one of `types` (JSON Schema's names), of any where none is named.

    Where text is allowed, what does not read as another allowed type is that text itself.
    null is `NULL` where it is allowed by name.
    """
    try:
        value = strict.loads(text)
    except (ValueError, RecursionError) as error:
        if "string" in types:
            return text
        position = getattr(error, "pos", None)
        where = f" (at character {position + 1})" if position is not None else ""
        raise ValueError(f"must be {json_of(types)}{where}") from None
    if value is None and (nullable or "null" in types):
        return NULL
    if value is not None and has_type(value, types):
        return value
    if "string" in types:
        return text
    instead = "; leave the option out to send nothing" if value is None else ""
    raise ValueError(f"must be {json_of(types)}, not {type_name(value)}{instead}")


def json_of(types: Sequence[str]) -> str:
    """`JSON object or JSON array`."""
    return " or ".join("JSON " + name for name in types) or "JSON"


def has_type(value: Any, types: Sequence[str]) -> bool:
    """Whether a JSON value is of one of `types`; any value is where none is named."""
    if not types or type_name(value) in types:
        return True
    if isinstance(value, float):
        return "integer" in types and value.is_integer()
    return type_name(value) == "integer" and "number" in types


def type_name(value: Any) -> str:
    """JSON Schema's name of a value's type."""
    names: dict[type, str] = {
        bool: "boolean",
        int: "integer",
        float: "number",
        str: "string",
        list: "array",
        dict: "object",
    }
    return names.get(type(value), "null")
