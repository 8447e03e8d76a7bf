"""JSONPath (RFC 9535) expressions to the values that they select, or to what they may have meant.

`jsonpath-rfc9535` is used because it takes exactly what the RFC defines, never evaluates code, and
was the quickest that was measured on a 13 MB document (`$..parameters[?@.name=='x']` in 0.3 s).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathError, JSONPathNode, JSONPathQuery
from jsonpath_rfc9535.selectors import FilterSelector, IndexSelector, NameSelector

from aos_gen.alike import alike
from aos_gen.diagnostics import Pointer
from aos_gen.overlay.effort import MOST_SELECTED, Effort, TimedPattern, TooMuchError, counted

TOO_DEEP = "the document is nested too deep for this expression"
TOO_MUCH = "the expression asks for too much: it looks at millions of values, or its pattern takes too long"
MOST_LOOKED_AT = 200
MOST_NAMES = 8
_SHORTHAND = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class _Environment(JSONPathEnvironment):
    """As deep as a document that was read can be, and still shallow enough for Python's stack."""

    max_recursion_depth = 400

    def __init__(self) -> None:
        super().__init__()
        self.effort = Effort()

    def setup_function_extensions(self) -> None:
        super().setup_function_extensions()
        self.function_extensions["match"] = TimedPattern(self, whole=True)
        self.function_extensions["search"] = TimedPattern(self, whole=False)


_ENVIRONMENT = _Environment()


@dataclass(frozen=True, slots=True)
class Selected:
    """One value that an expression selects, and where it stands."""

    pointer: Pointer
    value: Any


def compiled(expression: str) -> JSONPathQuery | str:
    """The expression, ready to be applied; or why it is none, in words."""
    try:
        return counted(_ENVIRONMENT.compile(expression))
    except JSONPathError as error:
        words = str(error.args[0]) if error.args else "it cannot be read"
        column = "" if error.token is None else f" (at character {error.token.index + 1})"
        return words[:1].lower() + words[1:] + column
    except (RecursionError, ValueError, OverflowError):
        return "it is nested too deep, or holds a number that is too large"


def select(query: JSONPathQuery, data: Any, effort: Effort) -> list[Selected] | str:
    """What the query selects, each place once, in document order; or why it could not be applied."""
    found: dict[Pointer, Any] = {}
    effort.begin()
    _ENVIRONMENT.effort = effort
    try:
        for node in query.finditer(data):
            found[node.location] = node.value
            if len(found) > MOST_SELECTED:
                raise TooMuchError
    except TooMuchError:
        return TOO_MUCH
    except (JSONPathError, RecursionError):
        return TOO_DEEP
    return [Selected(pointer, value) for pointer, value in found.items()]


def spelled(pointer: Pointer) -> str:
    """A pointer as a JSONPath that people would write: `$.paths['/tickets'].get.parameters[0]`."""
    steps = (
        (
            f"[{step}]"
            if isinstance(step, int)
            else f".{step}" if _SHORTHAND.fullmatch(step) else "['" + _escaped(step) + "']"
        )
        for step in pointer
    )
    return "$" + "".join(steps)


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace("'", "\\'")


def nearest(query: JSONPathQuery, data: Any, file: str) -> str:
    """A hint for a query that selects nothing in `file`: how far it leads, and what is there."""
    for length in range(len(query.segments) - 1, -1, -1):
        prefix = counted(JSONPathQuery(env=_ENVIRONMENT, segments=query.segments[:length]))
        _ENVIRONMENT.effort = Effort()
        try:
            nodes = _some(prefix.finditer(data))
        except (JSONPathError, RecursionError, TooMuchError):
            return "write the names out in place of `..`"
        if nodes:
            selectors = query.segments[length].selectors
            return _behind_reference(nodes, selectors, file) or _there(nodes, selectors)
    return "the document is empty"


def _some(nodes: Iterable[JSONPathNode]) -> list[JSONPathNode]:
    found = []
    for node in nodes:
        found.append(node)
        if len(found) == MOST_LOOKED_AT:
            break
    return found


def _behind_reference(nodes: list[JSONPathNode], selectors: Iterable[Any], file: str) -> str:
    """What to say where the path ends at a reference, or at entries that are references."""
    filtering = any(isinstance(one, FilterSelector) for one in selectors)
    candidates = [(node.location, node.value) for node in nodes]
    if filtering:
        candidates = [(n.location + (step,), child) for n in nodes for step, child in _children(n.value)]
    for pointer, value in candidates:
        reference = value.get("$ref") if isinstance(value, dict) else None
        if not isinstance(reference, str):
            continue
        where = f"`{spelled(pointer)}` is a reference to '{reference}'"
        if reference.startswith("#/"):
            steps = [step.replace("~1", "/").replace("~0", "~") for step in reference[2:].split("/")]
            return f"{where}, and JSONPath follows none: target `{spelled(tuple(steps))}`"
        return f"{where}: an overlay patches '{file}' alone, not the files that it refers to"
    return ""


def _there(nodes: list[JSONPathNode], selectors: Iterable[Any]) -> str:
    """What stands where the path ends."""
    node, chosen = nodes[0], list(selectors)
    names = [one.name for one in chosen if isinstance(one, NameSelector)]
    for name in names:
        keys = {str(key): one for one in nodes if isinstance(one.value, dict) for key in one.value}
        near = alike(name, list(keys), n=1, cutoff=0.6)
        if near:
            return f"did you mean `{spelled((*keys[near[0]].location, near[0]))}`?"
    where = f"`{spelled(node.location)}`"
    if isinstance(node.value, dict):
        return f"{where} has {_listed(list(node.value), len(chosen) != len(names))}"
    if isinstance(node.value, list):
        inside = [str(one["name"]) for _, one in _children(node.value) if isinstance(one.get("name"), str)]
        if inside and not any(isinstance(one, IndexSelector) for one in chosen):
            return f"the entries of {where} are named {_listed(inside, False)}"
        size = len(node.value)
        return f"{where} is a list of {size}: select entries by `[?@.name == '...']` or by `[0]`"
    return f"{where} is neither a mapping nor a list, so it has nothing below it"


def _children(value: Any) -> list[tuple[str | int, dict[str, Any]]]:
    pairs: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return [(step, child) for step, child in pairs if isinstance(child, dict)]


def _listed(names: list[str], filtered: bool) -> str:
    shown = ", ".join(f"'{name}'" for name in names[:MOST_NAMES]) or "no members"
    more = len(names) - MOST_NAMES
    return (
        shown + (f" and {more} more" if more > 0 else "") + (", and none fits" if filtered and names else "")
    )
