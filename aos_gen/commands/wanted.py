"""What a run would generate: the plan's tree, whose each file is, and what the lock would say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from aos_gen.commands.inputs import Inputs
from aos_gen.commands.own import own_code, own_commands
from aos_gen.diagnostics import Location, Report
from aos_gen.drift import guarded
from aos_gen.lock import LOCK_PATH, Lock, LockedFile, LockedOperation, Owner, lock_bytes, read_lock, taken
from aos_gen.plan.account import glob
from aos_gen.plan.build import Met, connector_plan
from aos_gen.plan.model import ConnectorPlan
from aos_gen.render.outputs import SEEDED
from aos_gen.render.tree import place, render
from aos_gen.report.comparison import State
from aos_gen.source import SourceSet, meaning
from aos_gen.tree import Tree, digest, read_file

OUTPUT = ("tools", "aos")
REQUIRED = ("README.md", "agent-harness/tests/conftest.py", "agent-harness/tests/test_cli.py")
"""Besides the connector itself, what no tree may lack (CONTRACT.md, 1)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A tree that would be written, without its lock."""

    plan: ConnectorPlan
    tree: Tree
    yours: tuple[str, ...]
    """Patterns of the map for files that are the user's."""
    seeded: frozenset[PurePosixPath]
    omitted: frozenset[PurePosixPath]
    inputs: dict[str, str]
    operations: dict[str, LockedOperation]

    def owns(self, path: PurePosixPath) -> bool:
        """Whether the file is the user's: seeded once, or claimed by the map."""
        return path in self.seeded or (_matches(self.yours, path) and not guarded(path))

    @property
    def whole(self) -> Tree:
        """The tree with its lock."""
        return {**self.tree, LOCK_PATH: self.lock()}

    @property
    def files(self) -> dict[PurePosixPath, LockedFile]:
        """Each file as the lock has it."""
        files = {
            path: LockedFile(digest(data), Owner.YOURS if self.owns(path) else Owner.GENERATED)
            for path, data in self.tree.items()
        }
        return files | {path: LockedFile("", Owner.OMITTED) for path in self.omitted}

    def lock(self) -> bytes:
        """The lock of this tree."""
        return lock_bytes(self.plan, self.files, self.inputs, self.operations)

    def state(self, name: str = "") -> State:
        """The tree as one side of a report."""
        policy = self.inputs.get("policy", "")
        return State(self.plan, self.operations, name, policy, taken(self.files))


def wanted(inputs: Inputs, met: Met, plan: ConnectorPlan, report: Report) -> Wanted:
    """Render the plan, and leave out what the map leaves out. Errors: patterns that ask for too much."""
    tree, files = render(plan), inputs.mapping.files
    at = Location(inputs.source.name, ("files",))
    omitted = {path for path in tree if _matches(files.omit, path)}
    for path in sorted(path for path in omitted if guarded(path) or str(path) in REQUIRED):
        hint = "write a pattern that does not match it: every connector needs this file"
        report.error("file-required", f"{path} cannot be left out", at.child("omit"), hint)
    claimed = {path for path in tree if _matches(files.yours, path)}
    for path in sorted(path for path in claimed if guarded(path)):
        hint = "write a pattern that does not match it; extensions.py is the place for code of your own"
        report.error("file-required", f"{path} is generated, and cannot be yours", at.child("yours"), hint)
    for pattern in files.omit:
        if not any(_matches([pattern], path) for path in tree):
            message = f"{pattern!r} matches no generated file"
            report.error(
                "omit-matches-nothing", message, at.child("omit"), "remove it, or correct the pattern"
            )
    return Wanted(
        plan=plan,
        tree={path: data for path, data in tree.items() if path not in omitted},
        yours=tuple(files.yours),
        seeded=frozenset(PurePosixPath(place(name, plan)) for name in SEEDED),
        omitted=frozenset(omitted),
        inputs=input_digests(inputs, plan),
        operations=_operations(inputs, met),
    )


def make(inputs: Inputs, met: Met, out: Path, sources: SourceSet, report: Report) -> Wanted | None:
    """Plan and render, the commands of extensions.py among them; None where the report has errors."""
    root = tree_root(out, inputs.mapping.connector.name)
    own = own_commands(root, inputs, sources, report)
    plan = connector_plan(met, inputs.source.name, report, own)
    if plan is None or report.has_errors:
        return None
    plan = replace(plan, extensions=own_code(root, plan.name, sources))
    made = wanted(inputs, met, plan, report)
    return None if report.has_errors else made


def tree_root(out: Path, name: str) -> Path:
    """Where the connector's tree stands."""
    return out.joinpath(*OUTPUT, f"aos-{name}")


def locked_state(lock: Lock, name: str = "") -> State | None:
    """A lock as one side of a report; None where it has no plan that this release can read."""
    plan, policy = lock.plan, lock.inputs.get("policy", "")
    return None if plan is None else State(plan, dict(lock.operations), name, policy, taken(lock.files))


def lock_at(root: Path, report: Report) -> Lock:
    """The lock of the tree that stands there, an empty one where none does. Errors: one that is no lock."""
    content = read_file(root, LOCK_PATH)
    if content is None:
        return Lock()
    lock = read_lock(content)
    if lock is None:
        hint = "restore it from git; or pass --overwrite, which replaces every file that was generated"
        message = f"{LOCK_PATH} is no lock of this release"
        report.error("lock-unreadable", message, Location(str(root / LOCK_PATH)), hint)
    return lock or Lock()


def input_digests(inputs: Inputs, plan: ConnectorPlan) -> dict[str, str]:
    """The digest of what every input says: of its values, so that another order or layout is no change."""
    document, own = inputs.document, inputs.source
    files = [file for file in document.sources.files if file.root is document.file.root]
    read = {"document": files, "overlays": document.overlays, "map": [own]}
    digests = {
        name: digest("".join(one.meaning for one in found).encode()) for name, found in read.items() if found
    }
    if inputs.rules.placed:
        digests["policy"] = meaning([one.policy.model_dump(mode="json") for one in inputs.rules.placed])
    if plan.extensions:
        digests["extensions"] = plan.extensions
    return digests


def _operations(inputs: Inputs, met: Met) -> dict[str, LockedOperation]:
    undecided = {operation.key for operation in met.decided.undecided}
    found = {}
    for operation in inputs.document.operations:
        excluded = "excluded" if operation.key in met.decided.excluded else "mapped"
        decision = "undecided" if operation.key in undecided else excluded
        found[operation.key] = LockedOperation(operation.operation_id or "", decision)
    return found


def _matches(patterns: list[str] | tuple[str, ...], path: PurePosixPath) -> bool:
    return any(glob(pattern).fullmatch(str(path)) is not None for pattern in patterns)
