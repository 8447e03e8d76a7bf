"""The connector's next version, written where it stands: in the map, and in the connector's changelog."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from aos_gen.commands.inputs import Inputs
from aos_gen.commands.wanted import Wanted, locked_state
from aos_gen.diagnostics import Location, Report
from aos_gen.lock import Lock
from aos_gen.mapping.raise_version import with_version
from aos_gen.render.tree import render
from aos_gen.report.changelog import entry, with_entry
from aos_gen.report.comparison import compare_states
from aos_gen.source import meaning
from aos_gen.source_file import encode
from aos_gen.tree import digest, read_file, write_file

CHANGELOG = PurePosixPath("CHANGELOG.md")


@dataclass(frozen=True, slots=True)
class Bumped:
    """A tree with its next version, and what must be written besides."""

    made: Wanted
    map_text: str | None
    """The map with the version; None where it has it already."""
    changelog: bytes


def bump(inputs: Inputs, made: Wanted, root: Path, lock: Lock, report: Report) -> Bumped | None:
    """The version that the changes since the lock ask for. Errors: a map that no edit can be made in."""
    found = compare_states(locked_state(lock), made.state())
    version, source, text = found.proposed, inputs.source, None
    if version != made.plan.version:
        if source.path is None:
            edited = None
        else:
            done = with_version(source.text, source.is_json, source.data, version)
            edited = None if done.unreachable else done.text
        if edited is None:
            message = f"cannot write the version {version} into {source.name}"
            hint = f"write it there yourself: `connector: {{version: {version}}}`"
            report.error("map-not-editable", message, Location(source.name, ("connector",)), hint)
            return None
        text = edited
        data = {**source.data, "connector": {**source.data["connector"], "version": version}}
        plan = replace(made.plan, version=version)
        omitted = made.omitted
        made = replace(
            made,
            plan=plan,
            tree={path: content for path, content in render(plan).items() if path not in omitted},
            inputs={**made.inputs, "map": digest(meaning(data).encode())},
        )
    standing = read_file(root, CHANGELOG)
    log = (standing if standing is not None else made.tree.get(CHANGELOG, b"")).decode(
        "utf-8", "surrogateescape"
    )
    changed = log if not found.findings else with_entry(log, version, entry(found))
    return Bumped(made, text, changed.encode("utf-8", "surrogateescape"))


def write_map(inputs: Inputs, text: str) -> None:
    """Put the map's new text in place. Raises OSError, also where the map has changed since it was read."""
    path = inputs.source.path
    assert path is not None  # bump has looked
    before = read_file(path.parent, PurePosixPath(path.name))
    if before is None or digest(before) != inputs.source.digest:
        raise OSError(0, "the map has changed since it was read", str(path))
    write_file(path, encode(text, before))
