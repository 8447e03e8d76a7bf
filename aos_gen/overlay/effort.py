"""What applying overlays may cost: values looked at, values selected, time in regular expressions.

A JSONPath of a few characters (`$..*..*..*`, a filter in a filter) can ask for more than any machine can
do, and so can a pattern in it. Work is counted rather than timed, so that the same inputs give the same
answer; regular expressions cannot be counted, and are timed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, ClassVar

import regex  # type: ignore[import-untyped]  # it has no types
from iregexp_check import check
from jsonpath_rfc9535 import JSONPathNode, JSONPathQuery
from jsonpath_rfc9535.function_extensions import ExpressionType, FilterFunction
from jsonpath_rfc9535.function_extensions._pattern import map_re

MOST_VISITED = 1_500_000
"""In one action: some five times what a descent through a document of 13 MB visits."""

MOST_SELECTED = 100_000
MOST_IN_ALL = 10 * MOST_VISITED
SECONDS_OF_PATTERNS = 5.0


class TooMuchError(Exception):
    """The expression asks for more than is allowed."""


@dataclass(slots=True)
class Effort:
    """What is left for the overlays of one document."""

    in_all: int = MOST_IN_ALL
    visited: int = 0
    seconds: float = SECONDS_OF_PATTERNS

    def begin(self) -> None:
        """Another action."""
        self.visited = 0

    def visit(self) -> None:
        """One more value is looked at."""
        self.visited += 1
        self.in_all -= 1
        if self.visited > MOST_VISITED or self.in_all < 0:
            raise TooMuchError


class CountedNode(JSONPathNode):
    """A node whose children are counted."""

    __slots__ = ("effort",)

    def __init__(
        self,
        value: object,
        location: tuple[int | str, ...],
        parent: JSONPathNode | None,
        root: Any,
        effort: Effort,
    ) -> None:
        super().__init__(value=value, location=location, parent=parent, root=root)
        self.effort = effort

    def new_child(self, value: object, key: int | str, parent: JSONPathNode | None) -> JSONPathNode:
        """The library's own, and one less to go."""
        self.effort.visit()
        return CountedNode(value, (*self.location, key), parent, self.root, self.effort)


class CountedQuery(JSONPathQuery):
    """A query within a filter: it is applied to every value that the filter looks at."""

    def finditer(self, value: Any) -> Any:
        """The library's own, with nodes that are counted."""
        effort: Effort = self.env.effort  # type: ignore[attr-defined]  # our environment, see `select`
        effort.visit()
        nodes: Any = [CountedNode(value, (), None, value, effort)]
        for segment in self.segments:
            nodes = segment.resolve(nodes)
        return nodes


def counted(query: JSONPathQuery) -> JSONPathQuery:
    """The query with every query in its filters counted."""
    stack: list[Any] = [query]
    while stack:
        one = stack.pop()
        inner = getattr(one, "query", None)
        if isinstance(inner, JSONPathQuery):
            one.query = CountedQuery(env=inner.env, segments=inner.segments)
            stack.append(one.query)
        for name in ("segments", "selectors", "args"):
            stack += getattr(one, name, ())
        stack += [
            part for name in ("expression", "left", "right") if (part := getattr(one, name, None)) is not None
        ]
    return CountedQuery(env=query.env, segments=query.segments)


class TimedPattern(FilterFunction):
    """`match` and `search` of RFC 9535, with an end."""

    arg_types: ClassVar[list[ExpressionType]] = [ExpressionType.VALUE, ExpressionType.VALUE]
    return_type = ExpressionType.LOGICAL

    def __init__(self, environment: Any, whole: bool) -> None:
        self.environment, self.whole = environment, whole

    def __call__(self, string: object, pattern: object) -> bool:
        """Whether the text (all of it for `match`) fits the I-Regexp; nothing else fits anything."""
        if not isinstance(string, str) or not isinstance(pattern, str) or not check(pattern):
            return False
        effort: Effort = self.environment.effort
        begun = time.monotonic()
        try:
            apply = regex.fullmatch if self.whole else regex.search
            return bool(apply(map_re(pattern), string, regex.VERSION1, timeout=max(effort.seconds, 0.001)))
        except TimeoutError:
            raise TooMuchError from None
        except (TypeError, regex.error):
            return False
        finally:
            effort.seconds -= time.monotonic() - begun
