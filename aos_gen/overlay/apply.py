"""Overlays and a document's raw data to patched data, and to where each value of it is written.

Nothing that was read is changed: on the way to a target every container is copied once an action, so
that what YAML aliases or an earlier copy share with another place stays as it is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from aos_gen.diagnostics import Location, Pointer, Report
from aos_gen.overlay.effort import Effort
from aos_gen.overlay.load import Action, Overlay, load_overlay
from aos_gen.overlay.select import TOO_MUCH, Selected, nearest, select, spelled
from aos_gen.source import SourceFile, SourceSet
from aos_gen.source_json import is_too_deep, too_deep
from aos_gen.source_origins import Origin


def apply_overlays(
    document: SourceFile, names: Iterable[str], sources: SourceSet, report: Report
) -> tuple[SourceFile, ...]:
    """Patch `document`, the root file, by the overlays of these names in their order; the files read."""
    patching = _Patching(document, report)
    files: list[SourceFile] = []
    for name in names:
        file = sources.open(name, report)
        overlay = None if file is None else load_overlay(file, document, report)
        if overlay is not None:
            files.append(overlay.file)
            for action in overlay.actions:
                if not patching.is_stopped:
                    patching.act(overlay, action)
    patching.check_depth()
    document.patch(patching.data, patching.origin, tuple(files))
    return tuple(files)


@dataclass(slots=True)
class _Patching:
    """A document between its patches."""

    document: SourceFile
    report: Report
    data: Any = field(init=False)
    origin: Origin = field(init=False)
    is_stopped: bool = False
    """One action asked for too much: the next would ask for more of the same."""
    effort: Effort = field(default_factory=Effort)
    _own: dict[int, Any] = field(default_factory=dict)
    """The containers that the present action has copied, by id."""

    def __post_init__(self) -> None:
        self.data, self.origin = self.document.data, Origin(Location(self.document.name))

    def act(self, overlay: Overlay, action: Action) -> None:
        """Carry out one action; what is wrong with it goes to the report."""
        self._own = {}
        targets = self._targets(overlay, action)
        if action.remove:
            self._remove(targets, action)
            return
        brought = self._brought(action)
        if brought is None:
            return
        value, origin = brought
        for target in targets:
            self._update(overlay, action, target, value, origin)

    def _targets(self, overlay: Overlay, action: Action) -> list[Selected]:
        """What the action is about, without what the specification's version forbids."""
        at = action.at.child("target")
        found = select(action.target, self.data, self.effort)
        if isinstance(found, str):
            self._refuse(found, at)
            return []
        if not found:
            name = self.document.name
            hint = nearest(action.target, self.data, name)
            self.report.error("overlay-target-nothing", f"the target is not in '{name}'", at, hint)
            return []
        scalar = next((one for one in found if _kind(one.value) == "a value"), None)
        if scalar is not None and overlay.version == "1.0":
            message = f"the target `{spelled(scalar.pointer)}` is neither a mapping nor a list"
            hint = f"target `{spelled(scalar.pointer[:-1])}`, or write `overlay: 1.1.0`, which allows it"
            self.report.error("overlay-target-value", message, at, hint)
            return []
        kinds = sorted({_kind(one.value) for one in found})
        if len(kinds) > 1 and not action.remove and overlay.version != "1.0":
            message = f"the target selects {' and '.join(kinds)}, which no one update fits"
            self.report.error("overlay-target-mixed", message, at, "write an action for each")
            return []
        return found

    def _refuse(self, why: str, at: Location) -> None:
        self.is_stopped = why == TOO_MUCH
        if self.is_stopped:
            self.report.error("overlay-too-much", why, at, "write the names out in place of `..`")
        else:
            self.report.error("overlay-too-deep", why, at, "write the names out in place of `..`")

    def check_depth(self) -> None:
        """Actions put containers into containers: the result may be no deeper than a file that is read."""
        if is_too_deep(self.data):
            problem = too_deep()
            self.report.error(problem.code, problem.message, Location(self.document.name), problem.hint)
            self.data, self.origin = None, Origin(Location(self.document.name))

    def _brought(self, action: Action) -> tuple[Any, Origin] | None:
        """The value that the action brings, and where it is written."""
        if action.copy is None:
            return action.update, Origin(action.source)
        found = select(action.copy, self.data, self.effort)
        if isinstance(found, str):
            self._refuse(found, action.source)
            return None
        if isinstance(found, list) and len(found) == 1:
            return found[0].value, self._origin_of(found[0].pointer)
        message, hint = f"'copy' selects {len(found)} values, and one can be copied", "select one of them"
        if not found:
            message = f"what is to be copied is not in '{self.document.name}'"
            hint = nearest(action.copy, self.data, self.document.name)
        self.report.error("overlay-copy-source", message, action.source, hint)
        return None

    def _origin_of(self, pointer: Pointer) -> Origin:
        origin = self.origin
        for step in pointer:
            origin = origin.child(step) or origin
        return origin.clone()

    def _remove(self, targets: list[Selected], action: Action) -> None:
        """Deepest first, and from the end of each list, so that no pointer moves before its turn."""
        parents: dict[Pointer, list[str | int]] = {}
        for target in targets:
            if not target.pointer:
                message, hint = "the whole document cannot be removed", "target what is below `$`"
                self.report.error("overlay-remove-root", message, action.at.child("target"), hint)
            else:
                parents.setdefault(target.pointer[:-1], []).append(target.pointer[-1])
        for parent in sorted(parents, key=len, reverse=True):
            holder, origin = self._reach(parent)
            if isinstance(holder, dict):
                for step in parents[parent]:
                    del holder[str(step)]
                    origin.members[str(step)] = None
                continue
            elements = origin.own_elements(len(holder))
            for index in sorted((int(step) for step in parents[parent]), reverse=True):
                del holder[index], elements[index]

    def _update(self, overlay: Overlay, action: Action, target: Selected, value: Any, origin: Origin) -> None:
        if _kind(target.value) == "a value":
            self._replace(action, target, value, origin)
            return
        holder, place = self._reach(target.pointer)
        if isinstance(holder, list):
            joined = isinstance(value, list) and overlay.version != "1.0"
            if isinstance(value, list) and not joined:
                hint = "write `overlay: 1.1.0`, which adds them one by one, or an action for each"
                message = "Overlay 1.0 adds the list as one entry of the target"
                self.report.warning("overlay-list-in-list", message, action.source, hint)
            self._extend(holder, place, value if joined else [value], origin if joined else None, origin)
        elif isinstance(value, dict):
            self._merge(holder, place, value, origin, action)
        else:
            self._mismatch(action, action.source, spelled(target.pointer), "a mapping", value)

    def _replace(self, action: Action, target: Selected, value: Any, origin: Origin) -> None:
        """A value that is no container (1.1)."""
        if isinstance(value, dict | list):
            self._mismatch(action, action.source, spelled(target.pointer), "a value", value)
            return
        holder, place = self._reach(target.pointer[:-1])
        step = target.pointer[-1]
        holder[step] = value
        if isinstance(step, int):
            place.own_elements(len(holder))[step] = origin.clone()
        else:
            place.members[step] = origin.clone()

    def _extend(
        self, holder: list[Any], place: Origin, values: list[Any], origin: Origin | None, single: Origin
    ) -> None:
        """Append: `origin` is that of the list that is joined, `single` that of the one entry."""
        elements = place.own_elements(len(holder))
        for index, value in enumerate(list(values)):
            found = single if origin is None else origin.child(index) or single
            elements.append(found.clone())
            holder.append(value)

    def _merge(
        self, holder: dict[str, Any], place: Origin, update: dict[str, Any], origin: Origin, action: Action
    ) -> None:
        """Members of `update` into `holder`: mappings are merged, lists joined, values replaced."""
        for key, value in update.items():
            written = origin.child(key) or origin
            if key not in holder:
                holder[key], place.members[key] = value, written.clone()
                continue
            present = holder[key]
            if _kind(present) != _kind(value):
                at = written.at if action.copy is None else action.source
                self._mismatch(action, at, f"'{key}'", _kind(present), value)
            elif isinstance(present, dict):
                self._merge(self._mine(holder, key), place.own(key, 0), value, written, action)
            elif isinstance(present, list):
                self._extend(self._mine(holder, key), place.own(key, 0), value, written, written)
            else:
                holder[key], place.members[key] = value, written.clone()

    def _mismatch(self, action: Action, at: Location, what: str, kind: str, value: Any) -> None:
        message = f"{what} is {kind} in the document, and {_kind(value)} here"
        hint = "bring the same kind; to put another in its place, remove it in an action before"
        self.report.error("overlay-update-mismatch", message, at, hint)

    def _reach(self, pointer: Pointer) -> tuple[Any, Origin]:
        """The container at a pointer, ours to change, and its origin."""
        if id(self.data) not in self._own:
            self.data = self._copied(self.data)
        holder, origin = self.data, self.origin
        for step in pointer:
            length = len(holder)
            holder, origin = self._mine(holder, step), origin.own(step, length)
        return holder, origin

    def _mine(self, holder: Any, step: str | int) -> Any:
        """The container at `step` of one that is ours, copied unless this action has done so."""
        if id(holder[step]) not in self._own:
            holder[step] = self._copied(holder[step])
        return holder[step]

    def _copied(self, container: Any) -> Any:
        copy = container.copy()
        self._own[id(copy)] = copy
        return copy


def _kind(value: Any) -> str:
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a value"
