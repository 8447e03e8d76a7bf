"""A document to a first map on disk; beside a map that stands, to what is new in the document."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from aos_gen import source_yaml
from aos_gen.diagnostics import InternalError, Location, Report
from aos_gen.document.load import Document, load_document
from aos_gen.document.operations import find
from aos_gen.draft.create import Wishes, create
from aos_gen.draft.extend import noted
from aos_gen.draft.grow import grow
from aos_gen.mapping.load import load_mapping
from aos_gen.mapping.model import Mapping
from aos_gen.plan.account import account, no_operations
from aos_gen.plan.model import Accounting
from aos_gen.source import SourceSet
from aos_gen.tree import make_tree, read_file, write_tree

__all__ = ["Drafted", "Wishes", "draft"]  # the command line knows no other part of the draft


@dataclass(slots=True)
class Drafted:
    """The outcome of `draft`: the map's text, how the operations stand in it, what is new, what is gone."""

    report: Report
    sources: SourceSet
    out: Path
    text: str = ""
    new: bool = True
    """Whether no map stood there before."""
    written: bool = False
    mapping: Mapping | None = None
    counts: Accounting | None = None
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    """What the map names and the document no longer has."""
    seconds: float = 0.0

    def record(self) -> dict[str, Any]:
        """The outcome as JSON data, without the diagnostics."""
        if self.counts is None or self.mapping is None:
            return {"written": False}
        commands = self.mapping.commands.values()
        return {
            "map": str(self.out),
            "new": self.new,
            "written": self.written,
            "commands": len(commands),
            "modes": dict(Counter(one.mode.value for one in commands)),
            "tiers": dict(Counter(str(one.risk) for one in commands)),
            "operations": {
                "total": self.counts.total,
                "mapped": self.counts.mapped,
                "excluded": self.counts.excluded,
                "undecided": self.counts.undecided,
            },
            "added": list(self.added),
            "gone": list(self.gone),
            "seconds": round(self.seconds, 2),
        }


def draft(
    spec: str,
    name: str | None,
    out: Path,
    wanted: Wishes | None = None,
    *,
    overlays: Sequence[str] = (),
    root: str | None = None,
    progress: Callable[[str], None] = lambda stage: None,
) -> Drafted:
    """Write a map of the document to `out`, or add what is new to the one that stands there."""
    started = time.monotonic()
    result = Drafted(Report(), SourceSet(), out)
    report = result.report
    # 1. Read the document, and the map if there is one.
    progress("reading")
    document = load_document(spec, result.sources, report, overlays, root=root)
    standing = read_file(out.parent, PurePosixPath(out.name))
    result.new = standing is None
    if document is None or report.has_errors:
        return result
    if not document.operations:
        report.extend(document.unlisted.values() or [no_operations(document)])
        return result
    # 2. Propose.
    progress("proposing")
    if standing is None:
        wishes = replace(
            wanted or Wishes(),
            root=_from(out, root) if root else None,
            overlays=tuple(_from(out, overlay) for overlay in overlays),
        )
        _create(result, document, name, wishes)
    else:
        _grow(result, document, standing)
    if report.has_errors or result.mapping is None:
        return result
    # 3. Count, and write what changed.
    progress("writing")
    mapped = {o.key for c in result.mapping.commands.values() if (o := find(document, c.operation))}
    result.counts = account(document, result.mapping, mapped, str(out), Report()).counts
    if result.text.encode() != standing:
        _write(result)
    result.seconds = time.monotonic() - started
    return result


def _from(out: Path, given: str) -> str:
    """A path as the map writes it: from its own folder, with forward slashes."""
    return Path(os.path.relpath(given, out.parent)).as_posix()


def _create(result: Drafted, document: Document, name: str | None, wanted: Wishes) -> None:
    if name is None:
        at, hint = Location(str(result.out)), "pass --name, such as --name acme: the tool will be aos-acme"
        result.report.error("draft-without-name", "a new map needs the connector's name", at, hint)
        return
    result.text = create(document, name, wanted, result.report)
    if not result.text:
        return
    mapping = _read(result.text)
    if mapping.commands:
        result.mapping = mapping
        return
    message = "no operation was chosen that a command could be made of, so there is no map to write"
    hint = "exclude less, pass --all, or name operations with --include"
    result.report.error("draft-without-commands", message, Location(document.file.name), hint)


def _grow(result: Drafted, document: Document, standing: bytes) -> None:
    source = result.sources.open(str(result.out), result.report)
    mapping = load_mapping(source, result.report) if source is not None else None
    if mapping is None or result.report.has_errors:
        return
    before = standing.decode("utf-8")  # The source is text, or it would have been refused.
    grown = grow(before, document, mapping, str(result.out))
    if _read(grown.text) != mapping or len(noted(grown.text)) != len(noted(before)) + len(grown.added):
        raise InternalError("the lines that were to be added would change what the map says")
    result.mapping, result.text, result.added, result.gone = mapping, grown.text, grown.added, grown.gone


def _read(text: str) -> Mapping:
    """A text of ours as any map is read: one that does not load is a bug."""
    parsed = source_yaml.parse(text)
    try:
        return Mapping.model_validate(getattr(parsed, "data", None))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[:1]
        raise InternalError(f"the drafted map does not load: {first}") from error


def _write(result: Drafted) -> None:
    """Replace the file in one step, or say why it cannot be."""
    try:
        target = result.out.resolve()  # A link stays a link.
        write_tree(target.parent, make_tree([(target.name, result.text.encode())]))
        result.written = True
    except OSError as error:
        message = f"cannot write {result.out}: {(error.strerror or str(error)).lower()}"
        hint = "check the folder's rights and the free space, then run again"
        result.report.error("cannot-write", message, Location(str(result.out)), hint)
