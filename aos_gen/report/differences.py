"""How two values of one field differ: each way is a small object that names the rules of its outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from aos_gen.plan.serialize import plan_to_data

Difference = tuple[str, Any, Any]
"""Rule, old and new value as JSON data; None where there is none."""


def same(old: Any, new: Any) -> bool:
    """Equal as JSON: 1 is no True, and 1 is 1.0."""
    if isinstance(old, bool) is not isinstance(new, bool):
        return False
    if isinstance(old, tuple | list) and isinstance(new, tuple | list):
        return len(old) == len(new) and all(map(same, old, new))
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(same(old[key], new[key]) for key in old)
    return bool(old == new)


def _key(value: Any) -> str:
    return repr(plan_to_data(value))


@dataclass(frozen=True, slots=True)
class Silent:
    """Reported by nobody, for this reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Any difference is one."""

    rule: str

    def __call__(self, old: Any, new: Any) -> Iterator[Difference]:
        if not same(plan_to_data(old), plan_to_data(new)):
            yield self.rule, plan_to_data(old), plan_to_data(new)


@dataclass(frozen=True, slots=True)
class Rank:
    """A value that goes up or down."""

    raised: str
    lowered: str
    rank: Callable[[Any], float]

    def __call__(self, old: Any, new: Any) -> Iterator[Difference]:
        before, after = self.rank(old), self.rank(new)
        if before != after:
            yield self.raised if after > before else self.lowered, plan_to_data(old), plan_to_data(new)


@dataclass(frozen=True, slots=True)
class Flag:
    """A value that is true or not."""

    on: str
    off: str

    def __call__(self, old: Any, new: Any) -> Iterator[Difference]:
        if bool(old) is not bool(new):
            yield self.on if new else self.off, old, new


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value that may be missing (None, or an empty text)."""

    added: str
    removed: str
    changed: str

    def __call__(self, old: Any, new: Any) -> Iterator[Difference]:
        before, after = plan_to_data(old), plan_to_data(new)
        if same(before, after):
            return
        if old is None or old == "":
            yield self.added, None, after
        elif new is None or new == "":
            yield self.removed, before, None
        else:
            yield self.changed, before, after


@dataclass(frozen=True, slots=True)
class Members:
    """A list whose items come and go, each for itself."""

    added: str
    removed: str
    order: str = "order-changed"
    unlimited: str = ""
    """Where an empty list means all: the rule of a list that became empty,"""
    limited: str = ""
    """and of one that was."""

    def __call__(self, old: Iterable[Any], new: Iterable[Any]) -> Iterator[Difference]:
        before, after = list(old), list(new)
        if self.unlimited and bool(before) is not bool(after):
            rule = self.limited if after else self.unlimited
            yield rule, plan_to_data(before) or None, plan_to_data(after) or None
            return
        olds, news = {_key(one): one for one in before}, {_key(one): one for one in after}
        for key, one in olds.items():
            if key not in news:
                yield self.removed, plan_to_data(one), None
        for key, one in news.items():
            if key not in olds:
                yield self.added, None, plan_to_data(one)
        if olds.keys() == news.keys() and list(map(_key, before)) != list(map(_key, after)):
            yield self.order, plan_to_data(before), plan_to_data(after)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names with values, each for itself."""

    added: str
    removed: str
    changed: str

    def __call__(
        self, old: Iterable[tuple[str, Any]], new: Iterable[tuple[str, Any]]
    ) -> Iterator[Difference]:
        before, after = dict(old), dict(new)
        for name, value in before.items():
            if name not in after:
                yield self.removed, [name, value], None
        for name, value in after.items():
            if name not in before:
                yield self.added, None, [name, value]
            elif before[name] != value:
                yield self.changed, [name, before[name]], [name, value]
        if before == after and list(before) != list(after):
            yield "order-changed", list(before), list(after)


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound; none is the widest."""

    tightened: str
    loosened: str
    lower: bool
    none: float | None = None
    """The number that stands for no bound."""

    def __call__(self, old: float | None, new: float | None) -> Iterator[Difference]:
        before, after = (None if one == self.none else one for one in (old, new))
        if before == after:
            return
        widest = float("-inf") if self.lower else float("inf")
        first, second = (widest if one is None else one for one in (before, after))
        tighter = second > first if self.lower else second < first
        yield self.tightened if tighter else self.loosened, before, after


@dataclass(frozen=True, slots=True)
class Step:
    """multipleOf: a multiple of the old step allows less; any other step does both."""

    def __call__(self, old: float | None, new: float | None) -> Iterator[Difference]:
        if old == new:
            return
        if old is None or (new is not None and _divides(old, new)):
            yield "bound-tightened", old, new
        elif new is None or _divides(new, old):
            yield "bound-loosened", old, new
        else:
            yield "bound-tightened", old, new
            yield "bound-loosened", old, new


def _divides(small: float, large: float) -> bool:
    return small != 0 and abs(large / small - round(large / small)) < 1e-9


Way = Changed | Rank | Flag | Maybe | Members | Pairs | Bound | Step
