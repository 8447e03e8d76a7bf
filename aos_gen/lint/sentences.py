"""What the libraries say, in one short sentence: they quote whole schemas."""

from __future__ import annotations

import re
from typing import Any

from jsonschema.exceptions import ValidationError
from referencing.exceptions import PointerToNowhere, Unresolvable

MOST = 200
MOST_VALUE = 60
_KINDS = {
    "array": "a list",
    "object": "a mapping",
    "string": "text",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}
_EXTRA = (
    re.compile(r"(.*) do(?:es)? not match any of the regexes", re.DOTALL),
    re.compile(r".*\((.*) (?:was|were) unexpected\)", re.DOTALL),
)
_UNDECLARED = re.compile(r"Path parameter '(.*)' for '(.*)' operation in '(.*)' was not resolved", re.DOTALL)
_MEMBERS = re.compile(r"Required list has not defined properties: \[(.*)\]", re.DOTALL)


def nearest(error: ValidationError) -> ValidationError:
    """Of the forms that a value may have, what is wrong with the one that it comes nearest to."""
    while error.context and error.validator in ("oneOf", "anyOf"):
        branches: dict[Any, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        ranked = sorted(branches.values(), key=_distance)
        if len(ranked) > 1 and _distance(ranked[0]) == _distance(ranked[1]):
            return error
        error = max(ranked[0], key=lambda inner: len(inner.path))
    return error


def _distance(branch: list[ValidationError]) -> tuple[bool, bool, int, int]:
    """How far a value is from a form: one that it never meant, the wrong kind, then how deep it fits."""
    reference = any(one.validator == "required" and one.message.startswith("'$ref'") for one in branch)
    other = any(one.validator in ("enum", "const", "type") and len(one.path) < 2 for one in branch)
    return reference, other, -max(len(one.path) for one in branch), len(branch)


def sentence(error: ValidationError | Unresolvable) -> str:
    """One line of at most MOST characters."""
    if isinstance(error, Unresolvable):
        return _clipped(f"the reference '{reference_of(error)}' leads nowhere", MOST)
    said = _own(error) or _of_keyword(error) or _plain(error)
    return _clipped(" ".join(said.split()), MOST)


def reference_of(error: Unresolvable) -> str:
    """The reference, or the end of it: of one whose file is there, the library keeps the pointer."""
    return f"#{error.ref}" if isinstance(error, PointerToNowhere) else error.ref


def extra_names(error: ValidationError) -> list[str]:
    """The members that are not allowed, where it is that; the library tells them as text."""
    if error.validator not in ("additionalProperties", "unevaluatedProperties"):
        return []
    found = next(filter(None, (pattern.match(error.message) for pattern in _EXTRA)), None)
    if found is None or not isinstance(error.instance, dict):
        return []
    return [name for name in error.instance if repr(name) in found.group(1)]


def _own(error: ValidationError) -> str:
    """What openapi-spec-validator finds beside schemas."""
    undeclared = _UNDECLARED.fullmatch(error.message)
    if undeclared is not None:
        name, method, path = undeclared.groups()
        key = f"{method.upper()} {path}"
        return f"'{name}' of {key} must stand in the path and among the parameters, and is in one of them"
    members = _MEMBERS.fullmatch(error.message)
    if members is not None:
        # The library lists a set, whose order differs from run to run.
        names = ", ".join(sorted(re.findall(r"'[^']*'|\"[^\"]*\"", members.group(1))))
        return f"'required' lists {_clipped(names, MOST_VALUE * 2)}, which is not among the properties"
    return ""


def _of_keyword(error: ValidationError) -> str:
    """What a schema of the specification finds, by its keyword."""
    keyword, value, wanted = error.validator, error.instance, error.validator_value
    if keyword == "required":
        found = re.match(r"('.*'|\".*\") is a required property", error.message)
        return f"{found.group(1)} is missing" if found else ""
    extra = ", ".join(map(repr, extra_names(error)))
    if extra:
        return f"{_clipped(extra, MOST_VALUE * 2)} {'are' if ', ' in extra else 'is'} not allowed here"
    if keyword == "type":
        kinds = [wanted] if isinstance(wanted, str) else list(wanted) if isinstance(wanted, list) else []
        return f"{_shown(value)} stands where {' or '.join(_KINDS.get(k, str(k)) for k in kinds)} belongs"
    if keyword in ("enum", "const"):
        choices = ", ".join(map(_shown, wanted if isinstance(wanted, list) else [wanted]))
        return f"{_shown(value)} is not one of {_clipped(choices, MOST_VALUE * 2)}"
    if keyword == "pattern":
        return f"{_shown(value)} does not match '{_clipped(str(wanted), MOST_VALUE)}'"
    if keyword in ("oneOf", "anyOf"):
        several = "valid under each" in error.message
        fits = (
            "fits several forms of which one may stand here"
            if several
            else "fits no form that may stand here"
        )
        return f"{_shown(value)} {fits}"
    return ""


def _plain(error: ValidationError) -> str:
    """Any other sentence of the library's, without the value that it quotes."""
    quoted = repr(error.instance)
    said = error.message
    if said.startswith(quoted):
        said = _shown(error.instance) + said[len(quoted) :]
    return said[:1].lower() + said[1:] if said[:2].istitle() else said


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, bool) or value is None:
        return {None: "null", True: "true", False: "false"}[value]
    return _clipped(f"'{value}'" if isinstance(value, str) else str(value), MOST_VALUE)


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 4].rstrip() + " ..."
