"""Document and map into a connector's tree on disk."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aos_gen.commands.inputs import check_approved, meet_inputs, read_sound
from aos_gen.commands.settle import Bases, Fate, Settled, settle
from aos_gen.commands.wanted import Wanted, lock_at, tree_root, wanted
from aos_gen.diagnostics import Location, Report
from aos_gen.drift import compare
from aos_gen.lock import LOCK_PATH
from aos_gen.plan.build import connector_plan
from aos_gen.plan.model import ConnectorPlan
from aos_gen.source import SourceSet
from aos_gen.staging import FOLDER, NEW, exclusive, finish, interrupted, put
from aos_gen.tree import Tree, obstacle, outside


@dataclass(slots=True)
class Generated:
    """The outcome of `generate`: what was found, what was planned, what was written."""

    report: Report
    sources: SourceSet
    plan: ConnectorPlan | None = None
    root: Path | None = None
    settled: Settled | None = None
    written: bool = False
    seconds: float = 0.0
    tree: Tree = field(default_factory=dict)
    finished: bool = False
    """Whether an earlier run had broken off, and was completed first."""

    def record(self) -> dict[str, Any]:
        """The outcome as JSON data, without the diagnostics."""
        if self.plan is None or self.settled is None:
            return {"written": False}
        counts, settled = self.plan.accounting, self.settled
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
                **{
                    fate.value: [str(p) for p in settled.of(fate)]
                    for fate in Fate
                    if fate is not Fate.UNCHANGED
                },
                "unchanged": len(settled.of(Fate.UNCHANGED)),
            },
            "finished": self.finished,
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
    result.plan = connector_plan(met, map_file, report)
    if result.plan is None or report.has_errors:
        return result
    # 3. Render it.
    progress("rendering")
    made = wanted(inputs, met, result.plan, report)
    if report.has_errors:
        return result
    result.tree = {**made.tree, LOCK_PATH: made.lock()}
    # 4. Compare with what is there, merge with what people made of it, and write what changed.
    progress("writing")
    result.root = tree_root(out, result.plan)
    _write(result, made, dry_run, overwrite, lambda: progress("waiting for another run"))
    result.seconds = time.monotonic() - started
    return result


def _write(
    result: Generated, made: Wanted, dry_run: bool, overwrite: bool, waiting: Callable[[], None]
) -> None:
    """Settle every file, and write; links that lead outside and things in the way stop everything."""
    assert result.root is not None  # set by the caller, with the plan
    root, report = result.root, result.report
    in_the_way = obstacle(root, result.tree)
    if in_the_way is not None:
        cannot_write(report, in_the_way, "something else stands there")
        return
    if dry_run:
        if interrupted(root):
            hint = "run this again without --dry-run: it completes that run first"
            message = "an earlier run broke off while it wrote"
            report.error("run-interrupted", message, Location(str(root / FOLDER)), hint)
        else:
            _settle(result, made, root, overwrite)
        return
    try:
        with exclusive(root, waiting):
            result.finished = interrupted(root)
            _tell_edited(report, root, finish(root))
            settled = _settle(result, made, root, overwrite)
            if settled is not None:
                if settled.moves:
                    _tell_edited(report, root, put(root, settled.moves))
                result.written = True
    except OSError as error:
        cannot_write(report, Path(error.filename or root), error.strerror or str(error))


def _settle(result: Generated, made: Wanted, root: Path, overwrite: bool) -> Settled | None:
    """What is to be done, or None where nothing may be. Conflicts are told, and the rest is done."""
    report = result.report
    lock = lock_at(root, Report() if overwrite else report)
    files = compare(root, result.tree, lock, made.owns)
    settled = settle(root, files, Bases(root, lock), overwrite)
    linked = set(outside(root, sorted({move.path for move in settled.moves} | set(settled.fates))))
    if linked:
        first, more = min(linked), f", and {len(linked) - 1} more" if len(linked) > 1 else ""
        message = f"{first} would be written through a symbolic link{more}"
        report.error("output-outside-root", message, Location(str(root / first)), "remove the link")
    if report.has_errors:
        return None
    result.settled = settled
    for path in settled.of(Fate.CONFLICT):
        report.error(
            "merge-conflict",
            f"{path} was edited by hand where the new one differs; it stays",
            Location(str(root / path)),
            f"take over what {path.name}{NEW} has and remove it, then run again; --overwrite drops your edit",
        )
    for path in settled.of(Fate.LEFT):
        report.error(
            "edited-no-longer-generated",
            f"{path} is no longer generated, and was edited by hand; it stays",
            Location(str(root / path)),
            "remove it, or name it under `files: {yours: [...]}` in the map; --overwrite removes it",
        )
    return settled


def _tell_edited(report: Report, root: Path, paths: Sequence[Any]) -> None:
    for path in paths:
        message = f"{path} was edited while it was being replaced; it stays as it is"
        hint = f"the new one waits beside it: take over what {path.name}{NEW} has, remove that, and run again"
        report.error("edited-meanwhile", message, Location(str(root / path)), hint)


def cannot_write(report: Report, path: Path, reason: str) -> None:
    """The error for a file or a folder that cannot be written."""
    hint = "check the folder's rights and the free space, and that nothing else stands there, then run again"
    report.error(
        "cannot-write", f"cannot write {path}: {reason[:1].lower()}{reason[1:]}", Location(str(path)), hint
    )
