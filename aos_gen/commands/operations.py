"""A document into the list of its operations: what each takes, gives, and would be in a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aos_gen.diagnostics import Diagnostic, Report
from aos_gen.document import operations
from aos_gen.document.load import Document, load_document
from aos_gen.document.operations import Operation
from aos_gen.plan.account import glob, nearest
from aos_gen.plan.trial import Trial, try_operations
from aos_gen.proposal.risk import Proposal, propose
from aos_gen.source import SourceSet


@dataclass(frozen=True, slots=True)
class Filters:
    """Which operations are wanted: all kinds that are given must fit, of each kind one word must."""

    text: str = ""
    """Words that must all stand in operationId, summary, path or tags; case is ignored."""
    tags: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    """Globs, as in the map's `exclude`."""
    methods: tuple[str, ...] = ()
    unsupported: bool = False

    def fits(self, operation: Operation) -> bool:
        """Whether the operation is wanted, as far as its own words tell."""
        tags = {tag.casefold() for tag in operation.tags}
        spoken = (operation.operation_id or "", operation.summary, operation.path, *operation.tags)
        said = " ".join(spoken).casefold()
        return (
            all(word in said for word in self.text.casefold().split())
            and (not self.tags or any(tag.casefold() in tags for tag in self.tags))
            and (not self.paths or any(glob(path).fullmatch(operation.path) for path in self.paths))
            and (not self.methods or operation.method.upper() in {one.upper() for one in self.methods})
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """One operation; `trial` is None where only its own words were asked for."""

    operation: Operation
    auth: tuple[tuple[str, ...], ...] | None
    """The alternatives, each the schemes that it takes together; () is none; None if nobody says."""
    proposal: Proposal
    trial: Trial | None = None

    @property
    def refused(self) -> tuple[Diagnostic, ...]:
        """Why it cannot become a command; nothing where it can."""
        return () if self.trial is None else self.trial.refused

    def record(self, refused: list[dict[str, Any]]) -> dict[str, Any]:
        """The operation as JSON data; `refused` are its refusals as data."""
        operation, proposal = self.operation, self.proposal
        command = None if self.trial is None else self.trial.command
        body, pages = (None, None) if command is None else (command.body, command.pages)
        answer = None if command is None else command.answer
        return {
            "method": operation.method,
            "path": operation.path,
            "operation_id": operation.operation_id,
            "tags": list(operation.tags),
            "summary": operation.summary,
            "deprecated": operation.deprecated,
            "pointer": operation.node.location.fragment(),
            "auth": None if self.auth is None else [list(one) for one in self.auth],
            "body": None if body is None else {"media_type": body.media_type, "required": body.required},
            "answer": answer and {"kind": answer.kind.value, "media_type": answer.media_type},
            "pages": pages and {"rule": pages.rule, "kind": pages.kind.value, "reason": pages.reason},
            "proposal": {
                "mode": proposal.mode.value,
                "risk": int(proposal.risk),
                "rule": proposal.rule,
                "reason": proposal.reason,
                "note": proposal.note,
            },
            "supported": None if self.trial is None else not refused,
            "refused": refused,
        }


@dataclass(slots=True)
class Operations:
    """The outcome: the operations that fit, out of `total`; `hint` says why none does."""

    report: Report
    sources: SourceSet
    listed: list[Listed] = field(default_factory=list)
    total: int = 0
    hint: str = ""
    read: bool = False
    """Whether the document could be read at all."""

    @property
    def unsupported(self) -> int:
        """How many of those listed cannot become commands."""
        return sum(bool(one.refused) for one in self.listed)

    def record(self, told: Callable[[Diagnostic], dict[str, Any]]) -> dict[str, Any]:
        """The outcome as JSON data; `told` makes data of a diagnostic."""

        def refusals(one: Listed) -> list[dict[str, Any]]:
            # Beside its place a refusal names the command that asked, which nobody has written here.
            return [told(replace(why, related=())) for why in one.refused]

        return {
            "total": self.total,
            "shown": len(self.listed),
            "unsupported": self.unsupported,
            "hint": self.hint or None,
            "operations": [one.record(refusals(one)) for one in self.listed],
        }


def list_operations(
    spec: str,
    filters: Filters,
    *,
    overlays: Sequence[str] = (),
    root: str | None = None,
    brief: bool = False,
    progress: Callable[[str], None] = lambda stage: None,
) -> Operations:
    """The document's operations that fit, in document order.

    `brief` leaves out what has to be planned: body, answer, pages, and whether it is supported.
    """
    report, sources = Report(), SourceSet()
    result = Operations(report, sources)
    progress("reading")
    document = load_document(spec, sources, report, overlays, root=root)
    if document is None:
        return result
    result.read, result.total = True, len(document.operations)
    fitting = [one for one in document.operations if filters.fits(one)]
    for trial in _trials(document, fitting, brief, progress):
        if not filters.unsupported or trial.refused:
            result.listed.append(_listed(document, trial, brief))
    if result.total and not result.listed:
        result.hint = _hint(document, filters, bool(fitting))
    return result


def _trials(
    document: Document, wanted: list[Operation], brief: bool, progress: Callable[[str], None]
) -> Iterator[Trial]:
    if brief:
        yield from (Trial(one, None, ()) for one in wanted)
        return
    # What is wrong with an operation is its refusal; it would be told twice.
    for number, trial in enumerate(try_operations(document, wanted, Report())):
        progress(f"planning operation {number + 1} of {len(wanted)}")
        yield trial


def _listed(document: Document, trial: Trial, brief: bool) -> Listed:
    operation = trial.operation
    required = operations.security(document, operation)
    auth = None if required is None else tuple(tuple(sorted(one)) for one in required)
    return Listed(operation, auth, propose(document, operation, Report()), None if brief else trial)


def _hint(document: Document, filters: Filters, fitting: bool) -> str:
    """What to ask for instead, by the first filter that nothing fits."""
    if fitting:
        return "all of them are supported"
    tags = sorted({tag for one in document.operations for tag in one.tags})
    methods = sorted({one.method for one in document.operations})
    for tag in filters.tags:
        if not any(tag.casefold() == one.casefold() for one in tags):
            folded = {one.casefold(): one for one in reversed(tags)}
            near = folded.get(nearest(tag.casefold(), list(folded)) or "")
            listed = ", ".join(tags[:20]) + (", ..." if len(tags) > 20 else "")
            return f"did you mean the tag '{near}'?" if near else f"tags: {listed or 'none'}"
    for method in filters.methods:
        if method.upper() not in methods:
            return f"methods: {', '.join(methods)}"
    if filters.paths and not any(Filters(paths=filters.paths).fits(one) for one in document.operations):
        return "no path fits; `**` crosses slashes and `*` does not"
    words = [w for w in filters.text.split() if not any(Filters(text=w).fits(o) for o in document.operations)]
    if words:
        return f"no operation has the word '{words[0]}' in its operationId, summary, path or tags"
    return "no operation has all of these at once: leave one out"
