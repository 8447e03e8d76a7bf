"""The tree that stands there against the one that would be generated: each file's state, and why."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aos_gen import __version__
from aos_gen.commands.settle import Bases
from aos_gen.commands.wanted import Wanted, lock_at
from aos_gen.diagnostics import Report
from aos_gen.drift import FileDrift, State, compare, guarded
from aos_gen.history import tracked
from aos_gen.lock import LOCK_PATH, Lock
from aos_gen.staging import NEW, interrupted
from aos_gen.tree import digest


@dataclass(frozen=True, slots=True)
class Drift:
    """The outcome."""

    root: Path
    files: tuple[tuple[FileDrift, str], ...]
    """Every file with why it is not clean; "" where it is."""
    interrupted: bool
    """Whether a run broke off while it wrote: the next one completes it."""

    def fails(self, allowed: Sequence[str]) -> bool:
        """Whether anything is not clean, but for the allowed states.

        What grants modes is never allowed, nor is code that nobody generated.
        """
        words = {*allowed, *(["edited"] if CODE in allowed else [])}
        return self.interrupted or any(
            file.state is not State.CLEAN
            and (file.state.value not in words or file.waiting or _never(file, allowed))
            for file, _ in self.files
        )

    def record(self) -> dict[str, Any]:
        """The outcome as JSON data: the files that are not clean, and how many there are of each."""
        counts = {state.value: 0 for state in State}
        for file, _ in self.files:
            counts[file.state.value] += 1
        return {
            "root": str(self.root),
            "interrupted": self.interrupted,
            "counts": counts,
            "files": [
                {
                    "path": str(file.path),
                    "code": f"file-{file.state.value}",
                    "owner": file.owner.value if file.owner is not None else None,
                    "why": why,
                }
                for file, why in self.files
                if file.state is not State.CLEAN
            ],
        }

    def diff(self) -> Iterator[str]:
        """Unified diffs from what stands there to what would be generated, file by file."""
        for file, _ in self.files:
            if file.state not in (State.CLEAN, State.FOREIGN) and not file.linked:
                yield from _diff(file)


_GRANTING = ("connector.json", "permissions.json")
"""What says which command needs which mode."""
_GATE = ("gate.py", "command.py", "groups.py", "shell.py", "cli.py", "own.py", "hooks.py")
"""What holds a call to it."""
CODE = "edited-code"
"""The word that allows edits of what is run; `edited` allows those of what is read."""


def _never(file: FileDrift, allowed: Sequence[str]) -> bool:
    """Whether a file must be as it was generated, whatever else may be somebody's."""
    code = guarded(file.path)
    if file.linked or file.path.name in _GRANTING or (code and file.path.name in _GATE):
        return True
    if file.state is State.FOREIGN:
        return code or file.found is None
    return code and CODE not in allowed


def examine(made: Wanted, root: Path, report: Report) -> Drift:
    """Compare the tree under `root` with what would be generated. Reads it, and writes nothing."""
    lock = lock_at(root, report)
    bases = Bases(root, lock)
    causes = _changed(lock, made.inputs)
    files = compare(root, made.whole, lock, made.owns, tracked(root))
    return Drift(root, tuple((file, _why(file, causes, bases)) for file in files), interrupted(root))


def _changed(lock: Lock, inputs: Mapping[str, str]) -> str:
    """The inputs that are not what the lock says: `document and map changed`."""
    names = sorted(name for name in {*lock.inputs, *inputs} if lock.inputs.get(name) != inputs.get(name))
    return f"{' and '.join(names)} changed" if names else ""


def _why(file: FileDrift, causes: str, bases: Bases) -> str:
    if file.state is State.CLEAN:
        return ""
    if file.waiting:
        return (
            f"an unfinished merge waits beside it: take over what {file.path.name}{NEW} has, and remove that"
        )
    if file.linked:
        return "a symbolic link stands there, or on the way"
    match file.state:
        case State.EDITED:
            also = f"; besides, {_newer(file, causes, bases)}" if file.newer else ""
            return f"edited by hand{also}"
        case State.MISSING:
            return "deleted by hand" if file.locked is not None else causes or "never generated"
        case State.ORPHANED:
            edited = "; besides, edited by hand" if file.altered else ""
            return f"no longer generated: {_newer(file, causes, bases)}{edited}"
        case State.FOREIGN:
            if file.wanted is not None:
                return "not generated, and stands where a generated file goes"
            return "not generated, and would be run with what is" if guarded(file.path) else "not generated"
        case _:
            return _newer(file, causes, bases)


def _newer(file: FileDrift, causes: str, bases: Bases) -> str:
    """Why it would be generated differently: another generator makes another file of the same plan."""
    generator = bases.lock.generator
    if generator != __version__:
        return f"generator changed from {generator} to {__version__}" + (f", and {causes}" if causes else "")
    again = bases.tree.get(file.path)
    if file.path != LOCK_PATH and file.locked is not None and (again is None or digest(again) != file.locked):
        return "generator changed" + (f", and {causes}" if causes else "")
    return causes or ("edited by hand" if file.path == LOCK_PATH else "generator changed")


def _diff(file: FileDrift) -> Iterator[str]:
    found, wanted = file.found or b"", file.wanted or b""
    try:
        old, new = found.decode("utf-8").splitlines(), wanted.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        yield f"Binary files a/{file.path} and b/{file.path} differ"
        return
    yield from difflib.unified_diff(
        old,
        new,
        f"a/{file.path}" if file.found is not None else "/dev/null",
        f"b/{file.path}" if file.wanted is not None else "/dev/null",
        lineterm="",
    )
