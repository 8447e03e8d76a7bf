"""References into the places they mean, one at a time and only when somebody asks.

Nothing is expanded: a `Node` is a value with its place, and `Resolver.follow` gives the
node that a `$ref` leads to, through as many files as it takes. Recursive schemas are
therefore no special case; only a chain of references that comes back to itself is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin

from aos_gen.alike import alike
from aos_gen.diagnostics import Location, Pointer, Report
from aos_gen.source import SourceFile, SourceSet
from aos_gen.source_json import is_index

MAX_CHAIN = 100
"""References on the way to one value; a real document needs three or four."""

MOST_HINTS = 20
"""Near misses are looked for so often: whoever has more references that lead nowhere lacks a file."""

FAULTS = frozenset({"reference-dangling", "reference-invalid", "reference-cycle", "reference-chain-too-long"})
"""What is wrong with a reference itself: nothing that an operator could fetch or allow would mend it."""

_OVERRIDES = ("summary", "description")
_Chain = tuple[Location, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a document, where it is written, and the file that holds it."""

    value: Any
    location: Location
    file: SourceFile

    def child(self, *steps: str | int) -> Node | None:
        """The value `steps` below this one, or None if it is absent; references are not followed."""
        value, taken = self.value, list[str | int]()
        for step in steps:
            if isinstance(value, dict) and str(step) in value:
                step = str(step)
                value = value[step]
            elif isinstance(value, list) and is_index(str(step)) and int(step) < len(value):
                step = int(step)
                value = value[step]
            else:
                return None
            taken.append(step)
        return Node(value, self.location.child(*taken), self.file)

    def items(self) -> Iterator[tuple[str, Node]]:
        """The members of a mapping in document order; nothing for other values."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield key, Node(value, self.location.child(key), self.file)

    def elements(self) -> Iterator[Node]:
        """The elements of a list; nothing for other values."""
        if isinstance(self.value, list):
            for index, value in enumerate(self.value):
                yield Node(value, self.location.child(index), self.file)

    def get(self, key: str, default: Any = None) -> Any:
        """The raw value of a mapping's member."""
        return self.value.get(key, default) if isinstance(self.value, dict) else default


class Resolver:
    """Follows the references of the documents of one `SourceSet`."""

    def __init__(self, sources: SourceSet, *, override: bool = True) -> None:
        """`override`: a summary or description beside a `$ref` wins, as of OpenAPI 3.1 (3.0 ignores both)."""
        self._sources = sources
        self._override = override
        self._followed: dict[Location, Node] = {}
        self._named: dict[str, dict[str, Pointer]] = {}
        self._dangling = 0

    def follow(self, node: Node, report: Report) -> Node | None:
        """The node that a chain of references ends at; a node without `$ref` is its own end."""
        return self._follow(node, report, ())

    def target(self, base: SourceFile, reference: str, at: Location, report: Report) -> Node | None:
        """What one reference written in `base` names, which may be a reference again."""
        return self._target(base, reference, at, report, (at,))

    def descend(self, node: Node, report: Report, *steps: str) -> Node | None:
        """The node below, references followed at every level; None if it is absent, which is no mistake."""
        current = node
        for step in steps:
            child = current.child(step)
            if child is None and has_reference(current):
                target = self.follow(current, report)
                child = None if target is None else target.child(step)
            if child is None:
                return None
            current = child
        return self.follow(current, report)

    def members(self, node: Node, report: Report) -> Iterator[tuple[str, Node]]:
        """A mapping's members, and after them those of the mapping that its `$ref` names; none followed."""
        own = {key for key, _ in node.items()}
        if not has_reference(node):
            yield from node.items()
            return
        yield from ((key, member) for key, member in node.items() if key != "$ref")
        target = self.follow(node, report)
        if target is not None:
            yield from ((key, member) for key, member in target.items() if key not in own)

    def _follow(self, node: Node, report: Report, chain: _Chain) -> Node | None:
        current = node
        passed: list[Node] = []
        while has_reference(current):
            known = self._followed.get(current.location)
            if known is not None:
                current = known
                break
            message = f"the reference '{current.get('$ref')}' "
            if current.location in chain:
                message += "leads back to itself"
                related = tuple(place for place in chain if place != current.location)
                hint = "let one of these places hold the value itself"
                report.error("reference-cycle", message, current.location, hint, related)
                return None
            if len(chain) >= MAX_CHAIN:
                message += f"stands at the end of {MAX_CHAIN} others"
                hint = "refer to the value directly"
                report.error("reference-chain-too-long", message, current.location, hint)
                return None
            chain = (*chain, current.location)
            passed.append(current)
            following = self._target(current.file, current.get("$ref"), current.location, report, chain)
            if following is None:
                return None
            current = following
        # From the last reference to the first, so that what stands beside the first one wins.
        for reference in reversed(passed):
            current = self._overridden(reference, current)
            self._followed[reference.location] = current
        return current

    def _overridden(self, reference: Node, target: Node) -> Node:
        """The target with the summary and description of the reference, where the version has it so."""
        own = {key: reference.value[key] for key in _OVERRIDES if key in reference.value}
        if not own or not self._override or not isinstance(target.value, dict):
            return target
        return Node({**target.value, **own}, target.location, target.file)

    def _target(
        self, base: SourceFile, reference: Any, at: Location, report: Report, chain: _Chain
    ) -> Node | None:
        if not isinstance(reference, str) or not reference.strip():
            message = "a '$ref' is empty" if reference == "" else "a '$ref' is not a reference"
            hint = "write a reference such as '#/components/schemas/Name'"
            report.error("reference-invalid", message, at.child("$ref"), hint)
            return None
        where = at.child("$ref")
        file_part, _, fragment = reference.strip().partition("#")
        named = self._by_id(base, file_part) if file_part else None
        file: SourceFile | None = base
        if file_part and named is None:
            file = self._sources.open_relative(base, file_part, where, report)
        if file is None:
            return None
        node = Node(file.data, Location(file.name), file)
        if named is not None:
            node = node.child(*named) or node
        if fragment.startswith("/"):
            # Split before decoding, so that an encoded slash stays part of a key as its author meant.
            steps = [unquote(step).replace("~1", "/").replace("~0", "~") for step in fragment[1:].split("/")]
            return self._walk(node, steps, reference, where, report, chain)
        if not fragment:
            return node
        if unquote(fragment).startswith("/"):
            steps = unquote(fragment)[1:].split("/")
            return self._walk(node, steps, reference, where, report, chain)
        pointer = self._index(file).get("#" + unquote(fragment))
        if pointer is None:
            message = f"the reference '{reference}' names no '$anchor' of '{file.name}'"
            hint = f"a pointer starts with a slash: '#/{fragment}'"
            report.error("reference-dangling", message, where, hint)
            return None
        return Node(file.data, Location(file.name), file).child(*pointer)

    def _walk(
        self, node: Node, steps: list[str], reference: str, where: Location, report: Report, chain: _Chain
    ) -> Node | None:
        for index, step in enumerate(steps):
            child = node.child(step)
            if child is None and has_reference(node):
                # A whole map may be a reference: the step is looked for in what it refers to.
                target = self._follow(node, report, chain)
                if target is None:
                    return None
                node, child = target, target.child(step)
            if child is None:
                self._dangling += 1
                hinted = self._dangling <= MOST_HINTS
                _report_dangling(node, steps, index, reference, where, report, hinted)
                return None
            node = child
        return node

    def _by_id(self, base: SourceFile, identifier: str) -> Pointer | None:
        """The schema of this file whose `$id` (or the document's `$self`) the reference names."""
        if not (base.mentions("$id") or base.mentions("$self")):
            return None
        index = self._index(base)
        own = base.data.get("$self") or base.data.get("$id") if isinstance(base.data, dict) else None
        absolute = _join(own, identifier) if isinstance(own, str) else identifier
        return index.get(identifier, index.get(absolute))

    def _index(self, file: SourceFile) -> dict[str, Pointer]:
        """The `$anchor`s (as `#name`) and `$id`s of a file, found in one pass; the first of a name counts."""
        known = self._named.get(file.name)
        if known is not None:
            return known
        index: dict[str, Pointer] = {}
        stack: list[tuple[Pointer, Any, str]] = [((), file.data, "")]
        visited: set[int] = set()
        while stack:
            pointer, value, base = stack.pop()
            # YAML aliases share containers: each is looked at once.
            if id(value) in visited:
                continue
            visited.add(id(value))
            if isinstance(value, dict):
                for keyword in ("$self", "$id"):
                    if isinstance(value.get(keyword), str):
                        index.setdefault(value[keyword], pointer)
                        base = _join(base, value[keyword])
                        index.setdefault(base, pointer)
                for keyword in ("$anchor", "$dynamicAnchor"):
                    if isinstance(value.get(keyword), str):
                        index.setdefault("#" + value[keyword], pointer)
            children: list[tuple[str | int, Any]] = []
            if isinstance(value, dict | list):
                children.extend(value.items() if isinstance(value, dict) else enumerate(value))
            stack.extend(
                ((*pointer, step), child, base)
                for step, child in reversed(children)
                if isinstance(child, dict | list)
            )
        self._named[file.name] = index
        return index


def _join(base: str, identifier: str) -> str:
    try:
        return urljoin(base, identifier)
    except ValueError:
        return identifier


def has_reference(node: Node) -> bool:
    """Whether a node is a reference; `$ref: {...}` is a property of that name, not a reference."""
    return isinstance(node.value, dict) and not isinstance(node.value.get("$ref", {}), dict)


def _report_dangling(
    node: Node, steps: list[str], index: int, reference: str, where: Location, report: Report, hinted: bool
) -> None:
    """Say where the pointer ends, and what is there that looks like the missing step."""
    parent = f"'{steps[index - 1]}'" if index else f"'{node.file.name}'"
    message = f"the reference '{reference}' points to nothing: {parent} has no '{steps[index]}'"
    close: list[str] = []
    if hinted and isinstance(node.value, dict):
        close = alike(steps[index], [str(key) for key in node.value], n=3, cutoff=0.6)
    hint = "did you mean " + " or ".join(f"'{name}'" for name in close) + "?" if close else None
    report.error("reference-dangling", message, where, hint, (node.location,))
