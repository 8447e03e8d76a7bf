"""Document and map into a connector's tree on disk."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from aos_gen.changes import Changes, compare
from aos_gen.commands.inputs import check_approved, meet_inputs, read_sound
from aos_gen.commands.own import own_commands
from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.lock import LOCK_PATH, lock_bytes, transition
from aos_gen.plan.build import connector_plan
from aos_gen.plan.model import ConnectorPlan
from aos_gen.render.tree import render, seeded
from aos_gen.source import SourceSet
from aos_gen.tree import Tree, digest, make_tree, obstacle, outside, read_file, write_tree

OUTPUT = ("tools", "aos")


@dataclass(slots=True)
class Generated:
    """The outcome of `generate`: what was found, what was planned, what was written."""

    report: Report
    sources: SourceSet
    plan: ConnectorPlan | None = None
    root: Path | None = None
    changes: Changes | None = None
    written: bool = False
    seconds: float = 0.0
    tree: Tree = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """The outcome as JSON data, without the diagnostics."""
        if self.plan is None or self.changes is None:
            return {"written": False}
        counts, changes = self.plan.accounting, self.changes
        return {
            "tool": self.plan.tool,
            "root": str(self.root),
            "written": self.written,
            "commands": len(self.plan.commands),
            "modes": dict(Counter(command.mode.value for command in self.plan.commands)),
            "tiers": dict(Counter(str(int(command.risk)) for command in self.plan.commands)),
            "operations": {
                "total": counts.total,
                "mapped": counts.mapped,
                "excluded": counts.excluded,
                "undecided": counts.undecided,
            },
            "files": {
                "new": [str(path) for path in changes.new],
                "changed": [str(path) for path in changes.changed],
                "removed": [str(path) for path in changes.orphaned],
                "unchanged": len(changes.unchanged),
                "edited": [str(path) for path in changes.edited],
            },
            "seconds": round(self.seconds, 2),
        }


def generate(
    spec: str,
    map_file: str,
    out: Path,
    *,
    overlays: Sequence[str] = (),
    root: str | None = None,
    dry_run: bool = False,
    overwrite: bool = False,
    progress: Callable[[str], None] = lambda stage: None,
) -> Generated:
    """Document and map to a tree under `out/tools/aos/aos-<name>`; nothing is written after an error.

    The document is patched by the overlays that the map names, then by `overlays`.
    """
    started = time.monotonic()
    report, sources = Report(), SourceSet()
    result = Generated(report, sources)
    # 1. Read the map and the document.
    progress("reading")
    inputs = read_sound(spec, map_file, sources, report, overlays=overlays, root=root)
    if inputs is None:
        return result
    # 2. Let them meet in a plan.
    progress("planning")
    met = meet_inputs(inputs, report)
    check_approved(inputs, met, report)
    root_of = out.joinpath(*OUTPUT, f"aos-{inputs.mapping.connector.name}")
    own = own_commands(root_of, inputs, sources, report)
    result.plan = connector_plan(met, map_file, report, own)
    if result.plan is None or report.has_errors:
        return result
    # 3. Render it.
    progress("rendering")
    result.tree = _with_lock(result.plan, inputs.document, inputs.source.digest, root_of)
    # 4. Compare with what is there, and write what changed.
    progress("writing")
    result.root = out.joinpath(*OUTPUT, result.plan.tool)
    _write(result, dry_run, overwrite)
    result.seconds = time.monotonic() - started
    return result


def _with_lock(plan: ConnectorPlan, document: Document, mapping_digest: str, root: Path) -> Tree:
    tree = render(plan)
    # A seed that stands is the user's, whatever is in it.
    tree = {path: (path in seeded(plan) and read_file(root, path)) or data for path, data in tree.items()}
    lock = lock_bytes(plan, tree, _document_digest(document), mapping_digest)
    return make_tree([*((str(path), data) for path, data in tree.items()), (str(LOCK_PATH), lock)])


def _document_digest(document: Document) -> str:
    """One digest over every file that the document was read from, and over its overlays in their order."""
    files = [file for file in document.sources.files if file.root is document.file.root]
    read = [file.digest for file in (*files, *document.overlays)]
    return document.file.digest if len(read) <= 1 else digest("".join(read).encode())


def _write(result: Generated, dry_run: bool, overwrite: bool) -> None:
    """Write what differs; hand edits, links that lead outside and things in the way stop everything."""
    assert result.root is not None  # set by the caller, with the plan
    root, report = result.root, result.report
    in_the_way = obstacle(root, result.tree)
    if in_the_way is not None:
        cannot_write(report, in_the_way, "something else stands there")
        return
    result.changes = changes = compare(root, result.tree)
    touched = {*result.tree, *changes.orphaned, *changes.edited}
    linked = set(outside(root, sorted(touched)))
    if linked:
        first = min(linked)
        message = f"{first} would be written through a symbolic link" + _more(linked)
        report.error("output-outside-root", message, _at(root, first), "remove the link")
    edited = [path for path in changes.edited if path not in linked]
    if edited and not overwrite:
        for path in edited:
            report.error(
                "edited-by-hand",
                f"{path} was edited by hand",
                _at(root, path),
                "keep your edit elsewhere and restore the file, or pass --overwrite to discard it",
            )
    if report.has_errors or dry_run:
        return
    wanted = {*changes.new, *changes.changed, *changes.edited}
    writing = {path: data for path, data in result.tree.items() if path in wanted}
    removing = [*changes.orphaned, *(path for path in changes.edited if path not in result.tree)]
    try:
        if writing or removing:
            write_tree(root, writing, removing, _journal(root, result.tree, writing, removing))
        result.written = True
    except OSError as error:
        cannot_write(report, Path(error.filename or root), error.strerror or str(error))


def _journal(
    root: Path, tree: Tree, writing: Tree, removing: list[PurePosixPath]
) -> tuple[PurePosixPath, bytes] | None:
    """The lock that stands while files are replaced; none where there is nothing to replace."""
    old = {path: read_file(root, path) for path in (*writing, *removing) if path != LOCK_PATH}
    replacing = {path: digest(data) for path, data in old.items() if data is not None}
    return (LOCK_PATH, transition(tree[LOCK_PATH], replacing)) if LOCK_PATH in writing else None


def _more(paths: set[PurePosixPath]) -> str:
    return f", and {len(paths) - 1} more" if len(paths) > 1 else ""


def cannot_write(report: Report, path: Path, reason: str) -> None:
    """The error for a file or a folder that cannot be written."""
    hint = "check the folder's rights and the free space, and that nothing else stands there, then run again"
    report.error(
        "cannot-write", f"cannot write {path}: {reason[:1].lower()}{reason[1:]}", Location(str(path)), hint
    )


def _at(root: Path, path: PurePosixPath) -> Location:
    return Location(str(root / path))
