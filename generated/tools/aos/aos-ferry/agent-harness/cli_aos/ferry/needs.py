"""Which required options a call lacks: what `--body` or another option holds is not missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .options import Option


def missing(options: Iterable[Option], values: Mapping[str, Any]) -> dict[str, str]:
    """The end of a sentence for every required option that nothing fills."""
    known = list(options)
    found: dict[str, str] = {}
    for option in known:
        if not option.needed or values.get(option.into) is not None:
            continue
        if option.member and _is_elsewhere(option.member, option, known, values):
            continue
        ways = [f"set {option.env}"] if option.env else []
        if option.member and any(other.into == "body" for other in known):
            ways.append(f"{option.member} in --body")
        instead = f" (or {', or '.join(ways)})" if ways else ""
        found[option.flag] = f"is required{instead}: {option.wanted()}"
    return found


def _is_elsewhere(
    member: str, option: Option, options: list[Option], values: Mapping[str, Any]
) -> bool:
    """Whether the body's `member` comes in `--body`, in an object option above it, or below it.

    `member` may be nested: `fields.summary` is in `--body '{"fields": {"summary": ...}}'`,
    and in the value of an option that gives all of `fields`.
    """
    if holds(values.get("body"), member):
        return True
    for other in options:
        value = values.get(other.into)
        if other is option or value is None:
            continue
        above = other.member or other.into
        if member.startswith(above + ".") and holds(value, member[len(above) + 1 :]):
            return True
        # Any part of an object makes the object.
        if other.member and other.member.startswith(member + "."):
            return True
    return False


def holds(value: Any, member: str) -> bool:
    """Whether an object has `member`, by that very name or as a path through objects."""
    if not isinstance(value, dict):
        return False
    if member in value:
        return True
    dots = [place for place, character in enumerate(member) if character == "."]
    return any(holds(value.get(member[:dot]), member[dot + 1 :]) for dot in dots)
