"""Two states of a connector, each a lock or what would be generated, into a comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from aos_gen.commands.inputs import meet_inputs, read_sound
from aos_gen.commands.wanted import locked_state, make, tree_root
from aos_gen.diagnostics import Location, Report
from aos_gen.history import at_revision, commit_of
from aos_gen.lock import LOCK_PATH, read_lock
from aos_gen.plan.build import Met
from aos_gen.report.comparison import Comparison, State, compare_states
from aos_gen.report.finding import Finding
from aos_gen.report.permissions import PERMISSIONS, edited_permissions
from aos_gen.report.places import placed
from aos_gen.source import SourceSet
from aos_gen.tree import read_file


@dataclass(slots=True)
class Reported:
    """The outcome; `comparison` is None where one of the states cannot be read."""

    report: Report
    sources: SourceSet
    comparison: Comparison | None = None


def report_locks(base: str, head: str) -> Reported:
    """Two locks; places are the file of the newer."""
    report = Report()
    result = Reported(report, SourceSet())
    old, new = (_lock_file(name, report) for name in (base, head))
    if old is not None and new is not None:
        found = compare_states(old, new)
        rows = tuple(replace(one, in_map=Location(head)) for one in found.findings)
        result.comparison = replace(found, findings=rows)
    return result


def report_inputs(
    spec: str,
    map_file: str,
    out: Path,
    base: str | None,
    *,
    overlays: Sequence[str] = (),
    root: str | None = None,
    progress: Callable[[str], None] = lambda stage: None,
) -> Reported:
    """What would be generated against a base: the lock in the output tree, a file, or a revision's lock."""
    report, sources = Report(), SourceSet()
    result = Reported(report, sources)
    progress("reading")
    inputs = read_sound(spec, map_file, sources, report, overlays=overlays, root=root)
    if inputs is None:
        return result
    progress("planning")
    met = meet_inputs(inputs, report)
    # Approvals are judged by check and generate: whoever is to approve wants to read this first.
    made = make(inputs, met, out, sources, report)
    if made is None:
        return result
    folder = tree_root(out, made.plan.name)
    progress("comparing")
    old = _base(folder, base, report)
    edited = _edited(folder, report)
    if report.has_errors:
        return result
    found = compare_states(old, made.state("what would be generated"), edited)
    result.comparison = _with_places(found, met, map_file, folder)
    return result


def _with_places(found: Comparison, met: Met, map_file: str, folder: Path) -> Comparison:
    rows: list[Finding] = []
    for one in found.findings:
        if one.subject.startswith(PERMISSIONS):
            rows.append(replace(one, in_map=Location(str(folder / PERMISSIONS))))
        else:
            rows.append(placed(one, met, map_file))
    return replace(found, findings=tuple(rows))


def _base(folder: Path, base: str | None, report: Report) -> State | None:
    """The state to compare with; None, without an error, for a first generation."""
    if base is None:
        content = read_file(folder, LOCK_PATH)
        return None if content is None else _state(content, str(folder / LOCK_PATH), report)
    # The tree may not be there yet: git is asked from the nearest folder that is.
    start = folder
    while not start.is_dir() and start != start.parent:
        start = start.parent
    # A branch under review must not put a file in the place of its base, which a shallow clone may lack.
    commit = commit_of(start, base)
    if commit is None and Path(base).suffix == LOCK_PATH.suffix and Path(base).is_file():
        return _lock_file(base, report)
    if commit is None:
        hint = (
            "name a commit, a branch or a tag of the repository that holds --out; a shallow clone lacks most;"
            f" or name a file that ends in {LOCK_PATH.suffix}"
        )
        report.error("unknown-base", f"{base!r} is neither a file nor a revision", Location(base), hint)
        return None
    content = at_revision(start, PurePosixPath(folder.relative_to(start).as_posix()) / LOCK_PATH, commit)
    return None if content is None else _state(content, base, report)


def _lock_file(name: str, report: Report) -> State | None:
    path = Path(name)
    content = read_file(path.parent, PurePosixPath(path.name))
    if content is None:
        report.error("unknown-base", f"{name!r} is no file", Location(name), "name an aos-gen.lock")
        return None
    return _state(content, name, report)


def _state(content: bytes, name: str, report: Report) -> State | None:
    lock = read_lock(content)
    state = locked_state(lock, name) if lock is not None else None
    if state is None:
        message = f"{name} is no lock that this release can compare"
        hint = "generate that state again with this release, or compare with a revision that it wrote"
        report.error("base-unreadable", message, Location(name), hint)
    return state


def _edited(folder: Path, report: Report) -> list[Finding]:
    """Permissions on disk that differ from those of the lock beside them."""
    content = read_file(folder, LOCK_PATH)
    lock = read_lock(content) if content is not None else None
    plan = lock.plan if lock is not None else None
    if plan is None:
        return []
    return list(edited_permissions(plan, read_file(folder, PurePosixPath(PERMISSIONS))))
