"""Values that go together in one request: those of one alternative of the body, checked as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.plan.bodies import Body
from aos_gen.plan.inputs.options import Inputs
from aos_gen.plan.model import BodyKind, Place, ValueKind
from aos_gen.plan.samples.assembly import arguments_of, assembled, merged
from aos_gen.plan.samples.conform import Judge
from aos_gen.plan.samples.examples import NOTHING
from aos_gen.plan.samples.values import value_of

Chosen = dict[str, Any]
"""Values by the identifiers of their options."""
Composed = tuple[Chosen, Any]
"""What the options give, and what `--body` gives."""
STRUCTURED = (BodyKind.JSON, BodyKind.FORM, BodyKind.MULTIPART)
MOST_STEPS = 20_000


class Compositions:
    """Finds the least that a request may hold, and the most.

    `values` are the options' examples, `rests` what `--body` may give beside them. Where nothing is
    valid as a whole (the document contradicts itself, or the map leaves out what is required), the first
    alternative is shown all the same.
    """

    def __init__(
        self,
        document: Document,
        inputs: Inputs,
        body: Body | None,
        values: Chosen,
        rests: list[Any],
        report: Report,
    ) -> None:
        self.document = document
        self.inputs = inputs
        self.body = body
        self.values = values
        self.rests = rests
        self.report = report
        self.counts = _counts(inputs, body)
        self._known: dict[int, Chosen] = {}

    def least(self) -> Composed:
        """The required options, and those that one alternative asks for."""
        return next(self._valid(sorted(self.counts) or [-1]), None) or self._first_attempt()

    def most(self) -> Composed:
        """Every option that goes with the others, of the alternative that has the most."""
        branches = sorted(self.counts, key=lambda index: (-self.counts[index], index)) or [-1]
        for branch in branches:
            for rest in self.rests:
                chosen = self._of_branch(branch)
                if self.fits(chosen, rest):
                    return chosen, rest
        for branch in branches:
            for chosen, rest in self._valid([branch]):
                return self._grown(chosen, rest, branch), rest
        return self._of_branch(branches[0]), self.rests[0]

    def _first_attempt(self) -> Composed:
        branch = min(self.counts, default=-1)
        return self._least_of(branch, _groups(self.body)[0]), self.rests[0]

    def _valid(self, branches: list[int]) -> Iterator[Composed]:
        """The least that is valid, of each alternative and of each group of members that go together.

        Where nothing named is enough, the schema asks for more than it names: so many members, say.
        """
        for branch, group in self._asking(branches):
            for rest in self.rests:
                chosen = self._least_of(branch, group)
                if self.fits(chosen, rest):
                    yield chosen, rest
        for branch in branches:
            start, rest = self._least_of(branch, _groups(self.body)[0]), self.rests[0]
            more = {name: value for name, value in self._of_branch(branch).items() if name not in start}
            singly = [{**start, name: value} for name, value in more.items()]
            for name, value in more.items():
                start = {**start, name: value}
                singly.append(start)
            yield from ((self._in_order(one), rest) for one in singly if self.fits(one, rest))

    def fits(self, chosen: Chosen, rest: Any) -> bool:
        """Whether the body that these make is valid; a body that is not structured always is."""
        body = self.body
        if body is None or body.plan.kind not in STRUCTURED or not body.plan.flattened:
            return True
        _, given = arguments_of(self.inputs, chosen)
        members = {one.name: one.value for one in assembled(given) if one.place is Place.BODY}
        value = merged(members, None if rest is NOTHING else rest)
        if not value and not body.plan.required:
            return True
        judge = Judge(self.document, self.report, [MOST_STEPS], "readOnly")
        return judge.fits(body.shape, value) or judge.left[0] < 0

    def _grown(self, chosen: Chosen, rest: Any, branch: int) -> Chosen:
        """The least, and every other option that breaks nothing."""
        for name, value in self._of_branch(branch).items():
            if name not in chosen and self.fits({**chosen, name: value}, rest):
                chosen = {**chosen, name: value}
        return self._in_order(chosen)

    def _in_order(self, chosen: Chosen) -> Chosen:
        return {o.identifier: chosen[o.identifier] for o in self.inputs.options if o.identifier in chosen}

    def _asking(self, branches: list[int]) -> Iterator[tuple[int, frozenset[str]]]:
        """The alternatives, each with the members that go together: the first of every group, then others."""
        first, *others = _groups(self.body)
        yield from ((branch, first) for branch in branches)
        yield from ((branches[0], group) for group in others)

    def _least_of(self, branch: int, group: frozenset[str]) -> Chosen:
        here = self._of_branch(branch)
        chosen = {
            o.identifier: here[o.identifier]
            for o in self.inputs.options
            if o.identifier in here
            and (
                o.required
                or branch in self.inputs.sources[o.identifier].needed_in
                or (o.place is Place.BODY and o.api_name in group)
            )
        }
        return self._with_a_part(here, chosen)

    def _with_a_part(self, here: Chosen, chosen: Chosen) -> Chosen:
        """The chosen values, with a first part where a form that must come would have none."""
        plan = self.body.plan if self.body is not None else None
        if plan is None or plan.kind is not BodyKind.MULTIPART or not plan.required:
            return chosen
        members = [
            o.identifier for o in self.inputs.options if o.place is Place.BODY and o.identifier in here
        ]
        if not members or any(name in chosen for name in members):
            return chosen
        return {**chosen, members[0]: here[members[0]]}

    def _of_branch(self, branch: int) -> Chosen:
        """Every value that there is in one alternative."""
        if branch in self._known:
            return self._known[branch]
        found = self._known[branch] = Chosen()
        types = dict(self.body.plan.styles) if self.body is not None else {}
        for option in self.inputs.options:
            value = self.values[option.identifier]
            source = self.inputs.sources[option.identifier]
            own = source.variants.get(branch) if source.variants is not None else source
            if own is None:
                continue
            if own is not source and own.shape.enum and own.shape.enum[0] in option.choices:
                value = own.shape.enum[0]
            elif source.variants is not None and option.kind in (own.kind, ValueKind.JSON):
                media_type = types.get(option.api_name, "")
                value = value_of(self.document, option, own, media_type, self.report)
            if value is not NOTHING:
                found[option.identifier] = value
        return found


def _counts(inputs: Inputs, body: Body | None) -> dict[int, int]:
    """How many options each of the body's alternatives has or asks for.

    Only those that take what the map decides: values that it fixes or gives by default, members
    that it leaves out.
    """
    counts: dict[int, int] = {}
    for source in inputs.sources.values():
        for index in {*(source.variants or ()), *source.needed_in}:
            counts[index] = counts.get(index, 0) + 1
    decided = {
        o.api_name: o.default for o in inputs.options if o.place is Place.BODY and o.default is not None
    }
    decided |= {f.api_name: f.value for f in inputs.fixed if f.place is Place.BODY}
    wrong: set[int] = set()
    for member in body.members if body is not None else ():
        wanted = decided.get(member.api_name)
        for index, own in (member.variants or {}).items():
            if wanted is not None and own.shape.enum and wanted not in own.shape.enum:
                wrong.add(index)
    for one in inputs.omitted:
        wrong |= one.needed_in
    return {index: count for index, count in counts.items() if index not in wrong} or counts


def _groups(body: Body | None) -> list[frozenset[str]]:
    """The members that go together where alternatives say no more: each group's first, then one other."""
    found: list[list[frozenset[str]]] = []
    for group in body.shape.groups if body is not None else ():
        named = [branch.get("required") for branch in group.branches]
        if all(isinstance(names, list) for names in named):
            found.append([frozenset(one for one in names if isinstance(one, str)) for names in named])
    first = frozenset[str]().union(*(group[0] for group in found))
    others = [
        frozenset[str]().union(other, *(one[0] for one in found if one is not group))
        for group in found
        for other in group[1:]
    ]
    return [first, *others]
